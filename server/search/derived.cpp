#include "search/derived.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace linkki::search {
namespace {

struct Row {
  std::string_view code;
  bool own;  // it has values of its own, too
  std::vector<std::string_view> references;
};

constexpr std::string_view derived_type = "HealthcareService", far_type = "Location";

const std::array<Row, 3>& rows() {
  static const std::array<Row, 3> all{Row{"county", true, {"location", "coverage-area"}},
                                      Row{"municipality", true, {"location", "coverage-area"}},
                                      Row{"near", false, {"location"}}};
  return all;
}

const Row* find_row(std::string_view type, std::string_view code) {
  if (type != derived_type) return nullptr;
  const auto found =
      std::find_if(rows().begin(), rows().end(), [&](const Row& row) { return row.code == code; });
  return found == rows().end() ? nullptr : &*found;
}

// The test without what turns it round; whether it did.
std::pair<Clause, bool> straighten(Clause test) {
  if (test.modifier == Modifier::negated) {
    test.modifier = Modifier::none;
    return {std::move(test), true};
  }
  if (test.modifier == Modifier::missing && test.values.front().truth) {
    test.values.front().truth = false;
    return {std::move(test), true};
  }
  return {std::move(test), false};
}

}  // namespace

std::optional<Clause> derive(std::string_view type, const Clause& test,
                             const definitions::Definitions& definitions) {
  const Row* const row = test.kind == Clause::Kind::test && !test.own ? find_row(type, test.code) : nullptr;
  const auto* const far = row ? definitions.find_search_parameter(far_type, test.code) : nullptr;
  if (!far) return std::nullopt;
  const auto [asked, turned] = straighten(test);
  Clause any;
  any.kind = Clause::Kind::any;
  if (row->own) any.parts.emplace_back(asked).own = true;
  for (const std::string_view reference : row->references) {
    Clause there = asked;
    there.parameter = far;
    Clause chain{definitions.find_search_parameter(type, reference),
                 std::string(reference),
                 Modifier::none,
                 {},
                 Clause::Kind::chain};
    chain.branches.push_back({std::string(far_type), {std::move(there)}});
    any.parts.push_back(std::move(chain));
  }
  any.text = test.text;
  if (!turned) return any;
  Clause none;
  none.kind = Clause::Kind::none;
  none.text = test.text;
  none.parts.push_back(std::move(any));
  return none;
}

std::optional<Elsewhere> values_elsewhere(std::string_view type, std::string_view code) {
  const Row* const row = find_row(type, code);
  if (!row || row->own) return std::nullopt;
  return Elsewhere{far_type, row->references};
}

}  // namespace linkki::search
