// A SearchParameter's expression: that it is FHIRPath, and that it starts from the types that it is for.
#include <algorithm>

#include "fhirpath/expression.h"
#include "fhirpath/node.h"
#include "validation/messages.h"
#include "validation/prose.h"
#include "validation/value.h"

namespace linkki::validation {
namespace {

using base::IssueType;
using definitions::Type;
using json::Value;

// The first name of a path that is a resource type which is not among the bases; nullptr: none. As deep as
// limits::fhirpath_depth_max.
const Type* find_stranger(const fhirpath::Node& node, std::span<Value> bases,
                          const definitions::Definitions& known) {
  if (node.op == fhirpath::Operator::member && node.head) {
    const Type* const type = known.find_type(node.text);
    const bool concrete = type && type->kind == definitions::TypeKind::resource && !type->abstract_type;
    const bool permitted = !concrete || std::any_of(bases.begin(), bases.end(),
                                                    [&](const Value& base) { return type->is(base.text()); });
    if (!permitted) return type;
  }
  for (const fhirpath::Node& operand : node.operands) {
    if (const Type* const found = find_stranger(operand, bases, known)) return found;
  }
  return nullptr;
}

}  // namespace

void check_search_parameter(const fhir::Element& parameter, const Surroundings& surroundings,
                            const Path& path, Report& report) {
  const std::string_view text = parameter.value->text_of("expression");
  if (text.empty()) return;
  const Path at{&path, "expression"};
  const auto expression = fhirpath::compile(text);
  if (!expression.ok()) {
    const base::Issue& issue = expression.failure().issues.front();
    return report.error(IssueType::invariant, *issue.message, issue.arguments, at);
  }
  const auto bases = items(*parameter.value, "base");
  const Type* const stranger = find_stranger(expression->root(), bases, surroundings.definitions);
  if (!stranger) return;
  std::string list;
  for (const Value& base : bases) list.append(list.empty() ? "" : ", ").append(base.text());
  report.error(IssueType::invariant, base::message::validation_search_base,
               {std::string(stranger->name), shorten(list)}, at);
}

}  // namespace linkki::validation
