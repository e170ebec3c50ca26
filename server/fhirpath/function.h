// The functions of the language by name: how many arguments each takes and what carries it out.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace linkki::fhirpath {

struct Node;
struct Focus;
struct Range;
class Evaluation;

struct Function {
  std::string_view name;
  std::uint8_t arguments_min = 0;
  std::uint8_t arguments_max = 0;
  // Answers in `result`, which lies on the evaluation's stack: pushed there, or a part of the input.
  // False: failed; the evaluation holds the failure.
  bool (*call)(Evaluation&, const Node& call, const Focus& focus, Range input, Range& result) = nullptr;
  bool type_argument = false;     // is, as, ofType: the argument names a type
  bool pattern_argument = false;  // the first argument is a regular expression
};

// nullptr: no such function.
const Function* find_function(std::string_view name);

// One table per group, each beside its functions.
std::span<const Function> existence_functions();
std::span<const Function> selection_functions();
std::span<const Function> combination_functions();
std::span<const Function> conversion_functions();
std::span<const Function> text_functions();
std::span<const Function> notation_functions();
std::span<const Function> math_functions();
std::span<const Function> summary_functions();
std::span<const Function> boundary_functions();
std::span<const Function> component_functions();
std::span<const Function> tree_functions();
std::span<const Function> resource_functions();
std::span<const Function> terminology_functions();
std::span<const Function> profile_functions();

}  // namespace linkki::fhirpath
