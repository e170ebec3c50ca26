#include "repository/words.h"

#include <algorithm>

#include "search/limits.h"
#include "search/spelling.h"
#include "search/terms.h"
#include "search/text.h"

namespace linkki::repository {
namespace {

// The last byte of a row: whether the narrative has the term.
constexpr char outside = 0, narrative = 1;
// The end of a compound that is asked for has as many bytes at least: less is no word, but the end of many.
constexpr std::size_t end_bytes_min = 4;
// So many of the terms next to a word that is not there are looked for.
constexpr std::size_t slips_max = 64;

std::string reversed(const std::string& term) {
  return {term.rbegin(), term.rend()};
}

class Finder {
 public:
  Finder(const WordFacets& facets, bool narrative_only) : facets_(facets), narrative_only_(narrative_only) {}

  void add(const std::string& term) {
    add(beginning_with(facets_.word, term + '\0'));
    if (term.size() >= end_bytes_min) add(beginning_with(facets_.end, reversed(term)));
  }

  Ranges take() { return std::move(ranges_); }

  // Adds those of the terms next to this one that are in the index.
  void add_slips(const std::string& term, const storage::Reads& reads) {
    const auto cursor = reads.cursor(id(Table::index));
    for (const std::string& near : search::neighbours(term)) {
      Finder one(facets_, narrative_only_);
      one.add(near);
      for (Range& range : one.ranges_) {
        if (ranges_.size() < slips_max && is_there(range, *cursor)) ranges_.push_back(std::move(range));
      }
    }
  }

  bool finds_any(const storage::Reads& reads) const {
    const auto cursor = reads.cursor(id(Table::index));
    return std::any_of(ranges_.begin(), ranges_.end(),
                       [&](const Range& range) { return is_there(range, *cursor); });
  }

 private:
  // Pre: the range is of all that begins with something.
  static bool is_there(const Range& range, storage::Cursor& cursor) {
    const std::string wanted = index::key(range.facet, range.from);
    return cursor.seek(wanted) && cursor.key().starts_with(wanted);
  }

  void add(Range range) {
    if (narrative_only_) range.ends = narrative;
    ranges_.push_back(std::move(range));
  }

  const WordFacets facets_;
  const bool narrative_only_;
  Ranges ranges_;
};

}  // namespace

WordFacets word_facets(const Facets::Type& facets) {
  constexpr WordFacets of_none{1, 2};
  return facets.word ? WordFacets{facets.word, facets.word_end} : of_none;
}

std::vector<IndexRow> word_rows(const WordFacets& facets, const fhir::Element& resource,
                                const definitions::Definitions& definitions) {
  std::vector<IndexRow> rows;
  for (const search::Term& term : search::terms_of(resource, definitions)) {
    IndexRow& row = rows.emplace_back();
    row.facet = term.whole ? facets.end : facets.word;
    row.value = term.whole ? reversed(term.text) : term.text;
    row.value += '\0';
    row.value += static_cast<char>(term.times);
    row.value += term.narrative ? narrative : outside;
  }
  return rows;
}

std::uint8_t times_of(const IndexRow& row) {
  return static_cast<std::uint8_t>(row.value[row.value.size() - 2]);
}

Condition word_condition(const Ground& ground, const Facets::Type& facets, const search::Clause& test) {
  const auto terms = search::terms_of_question(test.values.front().text);
  Finder finder(word_facets(facets), test.code == search::text_parameter);
  for (const std::string& term : terms) finder.add(term);
  // Whether nobody has a word is told only of what everybody sees.
  const bool slips = facets.open && facets.word && ground.slip_words < limits::slip_words_max;
  if (slips && !finder.finds_any(ground.reads())) {
    ++ground.slip_words;
    for (const std::string& term : terms) finder.add_slips(term, ground.reads());
  }
  Condition condition;
  condition.ranges = finder.take();
  condition.word = true;
  condition.by_reading = !facets.word;
  return condition;
}

}  // namespace linkki::repository
