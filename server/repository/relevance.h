// How well a resource fits the words that a search asks for: its score, and what _sort=_score goes by.
//
//   score = Σ rarity(word) · frequency(word) ÷ Σ rarity(word)              over all words asked for; 0 to 1
//   rarity = ln(1 + (N − n + ½) / (n + ½))      n of the N resources of the type have the word (BM25's)
//   frequency = times / (times + 1.2)           said `times` in the resource; half of it for the end of a compound
// The length of texts counts for nothing: those of a directory are of a kind. Where the words of the type are
// not indexed, all are equally rare.
//
// Paging    N and n are those of the first page: so a score is the same on every page.
// Lifetime  ends before the criterion
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "repository/criterion.h"
#include "repository/moment.h"

namespace linkki::repository {

class Relevance {
 public:
  Relevance() = default;
  // Of the words asked of the resources themselves.
  Relevance(const Criterion& criterion, const Facets::Type& facets, const Moment& moment);

  bool asked() const { return !words_.empty(); }
  // Of a resource, by its rows at the moment.
  double score(Number number, const std::vector<IndexRow>& rows, const Moment& moment) const;
  // Sorts the best first.
  std::string key(Number number, const std::vector<IndexRow>& rows, const Moment& moment) const;

 private:
  struct Word {
    const Condition* condition;
    double rarity;
  };
  void add_words(const Criterion& criterion);
  void weigh(const Facets::Type& facets, const Moment& moment);
  double frequency(const Condition& word, const std::vector<IndexRow>& rows) const;

  FacetCode end_ = 0;
  bool by_reading_ = false;
  std::vector<Word> words_;
};

}  // namespace linkki::repository
