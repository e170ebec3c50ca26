#include "repository/index.h"

#include <algorithm>
#include <optional>

#include "base/bytes.h"
#include "repository/intact.h"

namespace linkki::repository::index {
namespace {

std::string number_bytes(Number number) {
  std::string bytes;
  base::append_big_endian(bytes, number);
  return bytes;
}

std::string encode(const std::vector<IndexRow>& rows) {
  std::string bytes;
  for (const IndexRow& row : rows) {
    base::append_big_endian(bytes, row.facet);
    base::append_big_endian(bytes, static_cast<std::uint16_t>(row.value.size()));
    bytes += row.value;
  }
  return bytes;
}

// Calls visit(facet, value) for each row; visit returns whether to go on.
template <class Visit>
void each(std::string_view bytes, Visit&& visit) {
  constexpr const char* damaged = "the index rows of a resource are damaged";
  for (std::size_t at = 0; at < bytes.size();) {
    require_intact(at + 6 <= bytes.size(), damaged);
    const auto facet = base::read_big_endian<FacetCode>(bytes, at);
    const auto size = base::read_big_endian<std::uint16_t>(bytes, at + 4);
    require_intact(at + 6 + size <= bytes.size(), damaged);
    if (!visit(facet, bytes.substr(at + 6, size))) return;
    at += 6u + size;
  }
}

}  // namespace

std::string key(FacetCode facet, std::string_view value) {
  std::string bytes;
  bytes.reserve(4 + value.size());
  base::append_big_endian(bytes, facet);
  bytes += value;
  return bytes;
}

std::vector<IndexRow> stored(const storage::Reads& reads, Number number) {
  std::vector<IndexRow> rows;
  if (const auto bytes = reads.get(id(Table::values), number_bytes(number))) {
    each(*bytes, [&](FacetCode facet, std::string_view value) {
      rows.push_back({facet, std::string(value)});
      return true;
    });
  }
  return rows;
}

std::optional<std::string> value(const storage::Reads& reads, Number number, FacetCode facet, bool last) {
  std::optional<std::string> found;
  const auto bytes = reads.get(id(Table::values), number_bytes(number));
  if (!bytes) return found;
  each(*bytes, [&](FacetCode code, std::string_view value) {
    if (code == facet) found = value;
    return code < facet || (code == facet && last);
  });
  return found;
}

base::Outcome<void> replace(storage::WriteTransaction& write, Number number, std::vector<IndexRow> rows) {
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  const std::vector<IndexRow> before = stored(write, number);
  const std::string bytes = number_bytes(number);
  std::vector<IndexRow> changed;
  std::set_difference(before.begin(), before.end(), rows.begin(), rows.end(), std::back_inserter(changed));
  for (const IndexRow& row : changed) {
    if (row.facet & values_only) continue;
    if (auto erased = write.erase(id(Table::index), key(row.facet, row.value), bytes); !erased.ok()) {
      return std::move(erased).failure();
    }
  }
  changed.clear();
  std::set_difference(rows.begin(), rows.end(), before.begin(), before.end(), std::back_inserter(changed));
  for (const IndexRow& row : changed) {
    if (!(row.facet & values_only)) TRY_VOID(write.put(id(Table::index), key(row.facet, row.value), bytes));
  }
  if (!rows.empty()) return write.put(id(Table::values), bytes, encode(rows));
  if (auto erased = write.erase(id(Table::values), bytes); !erased.ok()) return std::move(erased).failure();
  return base::done();
}

}  // namespace linkki::repository::index
