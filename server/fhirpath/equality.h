// When two items, or two collections, are the same: = (equal), ~ (equivalent).
//
// Standard  https://hl7.org/fhirpath/N1/#equality
#pragma once

#include <cstdint>
#include <unordered_map>

#include "fhirpath/evaluation.h"

namespace linkki::fhirpath {

// Elements of complex types are equal when their content is, in any order of properties.
Truth equal(Evaluation& evaluation, const Item& a, const Item& b);
bool equivalent(Evaluation& evaluation, const Item& a, const Item& b);

// Whole collections: = in order, ~ in any order; false: failed.
bool equal(Evaluation& evaluation, Range a, Range b, Truth& out);
bool equivalent(Evaluation& evaluation, Range a, Range b, Truth& out);

// A growing set of items of the stack. Small sets compare one by one, larger ones by hash first.
class ItemSet {
 public:
  explicit ItemSet(Evaluation& evaluation) : evaluation_(evaluation) {}
  bool add(const Item& item, bool& added);  // false: failed; `added` false: an equal one was there
  bool contains(const Item& item, bool& found);

 private:
  Evaluation& evaluation_;
  std::unordered_multimap<std::uint64_t, Item> items_;
};

// Keeps the first of equal items between `start` and the top.
bool drop_repeated(Evaluation& evaluation, std::uint32_t start);
// Whether some item of `range` equals `item`.
bool contains(Evaluation& evaluation, Range range, const Item& item, bool& found);

}  // namespace linkki::fhirpath
