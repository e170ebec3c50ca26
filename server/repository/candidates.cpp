#include "repository/candidates.h"

#include <algorithm>

#include "base/bytes.h"

namespace linkki::repository::candidates {
namespace {

// Keys of a range that cost as much as one resource.
constexpr std::size_t keys_per_row = 16;

// The same as each_key, by looking for each of the values that are meant; those that lie where the index has
// no keys are passed over together.
template <class Visit>
void each_key_among(storage::Cursor& cursor, const std::string& facet, const Range& range, Visit&& visit) {
  const std::vector<std::string>& values = *range.among;
  auto at = std::lower_bound(values.begin(), values.end(), range.from);
  while (at != values.end() && cursor.seek(facet + *at) && cursor.key().starts_with(facet)) {
    const std::string_view value = cursor.key().substr(facet.size());
    if (value != *at) {
      at = std::lower_bound(at, values.end(), value);
    } else {
      ++at;
      if (range.admits(value) && !visit(cursor)) return;
    }
  }
}

// Calls visit(cursor) for each key of the range that its checks admit; visit returns whether to go on.
template <class Visit>
void each_key(const storage::Reads& reads, const Range& range, Visit&& visit) {
  const auto cursor = reads.cursor(id(Table::index));
  const std::string facet = index::key(range.facet, {});
  if (range.among) return each_key_among(*cursor, facet, range, visit);
  for (bool found = cursor->seek(facet + range.from); found; found = cursor->next_key()) {
    const std::string_view key = cursor->key();
    if (!key.starts_with(facet)) return;
    const std::string_view value = key.substr(facet.size());
    if (!range.to.empty() && value >= range.to) return;
    if (range.admits(value) && !visit(*cursor)) return;
  }
}

}  // namespace

void add_numbers(storage::Cursor& cursor, Numbers& numbers) {
  for (std::string_view block = cursor.values(); !block.empty(); block = cursor.more_values()) {
    for (std::size_t at = 0; at < block.size(); at += sizeof(Number)) {
      numbers.push_back(base::read_big_endian<Number>(block, at));
    }
  }
}

std::optional<std::string> exact_key(const Condition& condition) {
  if (condition.negated || condition.by_number || condition.ranges.size() != 1) return std::nullopt;
  const Range& range = condition.ranges.front();
  const bool one = range.to == range.from + '\0' && range.admits(range.from);
  return one ? std::optional(index::key(range.facet, range.from)) : std::nullopt;
}

std::uint64_t estimate(const storage::Reads& reads, const Condition& condition, std::uint64_t enough) {
  if (condition.by_number) return condition.numbers.size();
  std::uint64_t entries = 0, keys = 0;
  for (const Range& range : condition.ranges) {
    each_key(reads, range, [&](const storage::Cursor& cursor) {
      entries += cursor.duplicates();
      return ++keys < enough;
    });
  }
  return keys < enough ? entries : ~std::uint64_t{0};
}

Numbers collect(const storage::Reads& reads, const Condition& condition, Work& work) {
  if (condition.by_number) return condition.numbers;
  Numbers numbers;
  std::size_t keys = 0;
  for (const Range& range : condition.ranges) {
    each_key(reads, range, [&](storage::Cursor& cursor) {
      const std::size_t before = numbers.size();
      add_numbers(cursor, numbers);
      return ++keys % keys_per_row != 0 ? true : work.spend_numbers(numbers.size() - before);
    });
  }
  if (keys > 1) {  // one key's numbers are sorted already
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  }
  return numbers;
}

bool holds(const storage::Reads& reads, const std::string& key, Number number) {
  std::string value;
  base::append_big_endian(value, number);
  return reads.contains(id(Table::index), key, value);
}

Numbers all_of(const storage::Reads& reads, FacetCode facet) {
  return with(reads, facet, {});
}

std::uint64_t count_of(const storage::Reads& reads, FacetCode facet) {
  return count_with(reads, facet, {});
}

std::uint64_t count_with(const storage::Reads& reads, FacetCode facet, std::string_view value) {
  const auto cursor = reads.cursor(id(Table::index));
  const std::string key = index::key(facet, value);
  return cursor->seek(key) && cursor->key() == key ? cursor->duplicates() : 0;
}

Numbers with(const storage::Reads& reads, FacetCode facet, std::string_view value) {
  Numbers numbers;
  const auto cursor = reads.cursor(id(Table::index));
  const std::string key = index::key(facet, value);
  if (cursor->seek(key) && cursor->key() == key) add_numbers(*cursor, numbers);
  return numbers;
}

Numbers referring(const storage::Reads& reads, const Facets::Type& type, Number target) {
  std::string value;
  base::append_big_endian(value, target);
  Numbers all = with(reads, type.refers, value);
  for (const ParameterFacets& parameter : type.parameters) {
    const FacetCode facet = parameter.code(Facet::target);
    if (!facet) continue;
    const Numbers some = with(reads, facet, value);
    all.insert(all.end(), some.begin(), some.end());
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

Numbers intersect(const Numbers& a, const Numbers& b) {
  Numbers both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both;
}

Numbers without(const Numbers& a, const Numbers& b) {
  Numbers left;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(left));
  return left;
}

}  // namespace linkki::repository::candidates
