#include "repository/index.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <utility>

#include "base/bytes.h"
#include "base/varint.h"
#include "repository/intact.h"

namespace linkki::repository::index {
namespace {

std::string number_bytes(Number number) {
  std::string bytes;
  base::append_big_endian(bytes, number);
  return bytes;
}

constexpr std::size_t tail_bytes = 8;

std::string encode(const std::vector<IndexRow>& rows) {
  std::string bytes;
  std::unordered_map<std::string_view, std::size_t> tails;
  FacetCode before = 0;
  for (const auto& [facet, value] : rows) {
    base::append_varint(bytes, facet - std::exchange(before, facet));
    const bool has_tail = value.size() >= tail_bytes;
    const std::string_view tail = has_tail ? std::string_view(value).substr(value.size() - tail_bytes) : "";
    const auto stands = has_tail ? tails.find(tail) : tails.end();
    base::append_varint(bytes, value.size() << 1 | (stands != tails.end()));
    if (stands != tails.end()) {
      base::append_varint(bytes, stands->second);
      bytes.append(value, 0, value.size() - tail_bytes);
    } else {
      bytes += value;
      if (has_tail) tails.emplace(tail, bytes.size() - tail_bytes);
    }
  }
  return bytes;
}

// Calls visit(facet, value) for each row, with the value in two parts; visit returns whether to go on.
template <class Visit>
void each(std::string_view bytes, Visit&& visit) {
  constexpr const char* damaged = "the index rows of a resource are damaged";
  base::ByteReader reader(bytes);
  FacetCode facet = 0;
  while (reader.left() > 0) {
    facet += static_cast<FacetCode>(reader.varint(~FacetCode{0}));
    const auto size = reader.varint();
    std::string_view tail;
    if (size & 1) {
      const auto at = reader.varint();
      require_intact(size >> 1 >= tail_bytes && at + tail_bytes <= bytes.size() - reader.left(), damaged);
      tail = bytes.substr(at, tail_bytes);
    }
    require_intact(reader.ok() && (size >> 1) - tail.size() <= reader.left(), damaged);
    const std::string_view head = reader.take((size >> 1) - tail.size());
    if (!visit(facet, head, tail)) return;
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
  if (const auto bytes = reads.get(id(Table::values), row_key(number))) {
    each(*bytes, [&](FacetCode facet, std::string_view head, std::string_view tail) {
      rows.push_back({facet, std::string(head).append(tail)});
      return true;
    });
  }
  return rows;
}

std::optional<std::string> value(const storage::Reads& reads, Number number, FacetCode facet, bool last) {
  std::optional<std::string> found;
  const auto bytes = reads.get(id(Table::values), row_key(number));
  if (!bytes) return found;
  each(*bytes, [&](FacetCode code, std::string_view head, std::string_view tail) {
    if (code == facet) found = std::string(head).append(tail);
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
  if (!rows.empty()) return write.put(id(Table::values), row_key(number), encode(rows));
  if (auto erased = write.erase(id(Table::values), row_key(number)); !erased.ok())
    return std::move(erased).failure();
  return base::done();
}

}  // namespace linkki::repository::index
