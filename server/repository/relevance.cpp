#include "repository/relevance.h"

#include <algorithm>
#include <cmath>

#include "base/bytes.h"
#include "repository/candidates.h"
#include "repository/words.h"

namespace linkki::repository {
namespace {

constexpr double saturation = 1.2, end_share = 0.5;
// Terms that end in a word, looked at to learn how rare it is; with more it is as common as can be.
constexpr std::uint64_t keys_max = 2'000;

bool has(const IndexRow& row, const Condition& condition) {
  return std::any_of(condition.ranges.begin(), condition.ranges.end(),
                     [&](const Range& range) { return range.facet == row.facet && range.admits(row.value); });
}

std::int64_t count(const std::vector<IndexRow>& rows, const Condition& condition) {
  return std::count_if(rows.begin(), rows.end(), [&](const IndexRow& row) { return has(row, condition); });
}

// Rows of each that there were at the moment: today's, less those of what has changed, and with what it had.
std::vector<std::int64_t> count(const std::vector<Condition>& conditions, const Facets::Type& facets,
                                const Moment& moment) {
  std::vector<std::int64_t> counts;
  for (const Condition& one : conditions) {
    const std::uint64_t rows = candidates::estimate(moment.reads(), one, keys_max);
    counts.push_back(static_cast<std::int64_t>(std::min<std::uint64_t>(rows, INT64_MAX / 2)));
  }
  const auto [from, to] = moment.changed(facets.code);
  for (auto changed = from; changed != to; ++changed) {
    const auto before = moment.rows(changed->first), now = index::stored(moment.reads(), changed->first);
    for (std::size_t i = 0; i < counts.size(); ++i)
      counts[i] += count(before, conditions[i]) - count(now, conditions[i]);
  }
  return counts;
}

}  // namespace

Relevance::Relevance(const Criterion& criterion, const Facets::Type& facets, const Moment& moment)
    : end_(word_facets(facets).end), by_reading_(!facets.word) {
  add_words(criterion);
  // How rare a word is among all that is stored is told only of what everybody sees.
  if (asked() && !by_reading_ && facets.open) weigh(facets, moment);
}

void Relevance::add_words(const Criterion& criterion) {
  using Kind = Criterion::Kind;
  if (criterion.kind == Kind::test && criterion.condition.word) words_.push_back({&criterion.condition, 1});
  if (criterion.kind != Kind::all && criterion.kind != Kind::any) return;
  for (const Criterion& part : criterion.parts) add_words(part);
}

// Swedish words have a row in both facets: those of the end are counted by themselves.
void Relevance::weigh(const Facets::Type& facets, const Moment& moment) {
  std::vector<Condition> conditions(1 + 2 * words_.size());
  conditions[0].ranges.emplace_back().facet = facets.live;
  for (std::size_t i = 0; i < words_.size(); ++i) {
    for (const Range& range : words_[i].condition->ranges)
      conditions[1 + 2 * i + (range.facet == end_ ? 1 : 0)].ranges.push_back(range);
  }
  const auto counts = count(conditions, facets, moment);
  for (std::size_t i = 0; i < words_.size(); ++i) {
    const std::int64_t rows = std::max(counts[1 + 2 * i], counts[2 + 2 * i]);
    const auto n = static_cast<double>(std::clamp<std::int64_t>(rows, 0, counts[0]));
    words_[i].rarity = std::log1p((static_cast<double>(counts[0]) - n + 0.5) / (n + 0.5));
  }
}

double Relevance::frequency(const Condition& word, const std::vector<IndexRow>& rows) const {
  double best = 0;
  for (const IndexRow& row : rows) {
    if (!has(row, word)) continue;
    const double times = times_of(row);
    best = std::max(best, times / (times + saturation) * (row.facet == end_ ? end_share : 1));
  }
  return best;
}

double Relevance::score(Number number, const std::vector<IndexRow>& rows, const Moment& moment) const {
  const auto& of_words = by_reading_ ? moment.words(number) : rows;
  double sum = 0, most = 0;
  for (const Word& word : words_) {
    sum += word.rarity * frequency(*word.condition, of_words);
    most += word.rarity;
  }
  return most > 0 ? sum / most : 0;
}

std::string Relevance::key(Number number, const std::vector<IndexRow>& rows, const Moment& moment) const {
  constexpr double steps = 1e9;
  std::string key;
  base::append_big_endian(key, static_cast<std::uint64_t>((1 - score(number, rows, moment)) * steps));
  return key;
}

}  // namespace linkki::repository
