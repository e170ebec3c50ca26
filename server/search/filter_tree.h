// The text of a `_filter` → its tree, which knows no parameters yet: what they mean depends on the type that
// a path has led to.
//
// Errors    bad_request: search-filter with what is missing and where; search-too-costly
// Lifetime  views into the text
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.h"

namespace linkki::search {

struct FilterNode;

struct FilterStep {
  std::string_view name;
  std::size_t at = 0;               // in the text, in bytes
  std::vector<FilterNode> filters;  // that of [ ]: one or none
};

struct FilterNode {
  enum class Kind : std::uint8_t { test, all, any, none };
  Kind kind = Kind::test;
  std::vector<FilterNode> parts;  // all, any: two or more; none: one
  std::vector<FilterStep> path;   // of a test, as what follows
  std::string_view compare;       // "eq"
  std::size_t compare_at = 0;
  std::string value;  // of a JSON string what it means
  std::size_t value_at = 0;
  bool quoted = false;
};

base::Outcome<FilterNode> parse_filter_tree(std::string_view text);
base::Failure filter_fault(std::string_view text, std::size_t at, base::Argument expected);

}  // namespace linkki::search
