#include "validation/rules.h"

#include <string_view>

namespace linkki::validation {
namespace {

using definitions::Type;

bool asked_by_the_walk(std::string_view key) {
  return key == "ele-1" || key == "ext-1" || key == "ref-1" || key == "dom-3";
}

// Where R4's expression does not say what its words say.
struct Correction {
  std::string_view key;
  std::string_view expression;
};
constexpr Correction corrections[] = {
    // Its expression asks of more than two.
    {"que-12", "enableWhen.count() > 1 implies enableBehavior.exists()"},
};

std::string_view expression_of(const definitions::Constraint& constraint) {
  for (const Correction& one : corrections) {
    if (one.key == constraint.key) return one.expression;
  }
  return constraint.expression;
}

class Compiler {
 public:
  explicit Compiler(std::unordered_map<const Type*, TypeRules>& types) : types_(types) {}

  void reach(const Type* type) {
    if (type && types_.try_emplace(type).second) open_.push_back(type);
  }

  base::Outcome<void> run() {
    while (!open_.empty()) {
      const Type* const type = open_.back();
      open_.pop_back();
      TRY_VOID(compile(*type));
    }
    return base::done();
  }

 private:
  base::Outcome<void> compile(const Type& type) {
    TypeRules rules{.type = &type,
                    .prose = find_prose(type.name),
                    .extension = type.is("Extension"),
                    .reference = type.is("Reference")};
    TRY(rules.of_type, compile(type.constraints));
    for (std::uint16_t i = 0; i < type.elements.size(); ++i) {
      const definitions::Element& element = type.elements[i];
      TRY(auto list, compile(element.constraints));
      rules.of_element.push_back(std::move(list));
      if (element.min > 0) rules.required.push_back(i);
      for (const auto& reference : element.types) reach(reference.type);
    }
    types_[&type] = std::move(rules);
    return base::done();
  }

  base::Outcome<std::vector<Rule>> compile(std::span<const definitions::Constraint> constraints) {
    std::vector<Rule> rules;
    for (const auto& constraint : constraints) {
      if (constraint.expression.empty() || asked_by_the_walk(constraint.key)) continue;
      const bool repeats = !rules.empty() && rules.back().constraint->expression == constraint.expression;
      TRY(auto expression, shared(expression_of(constraint)));
      rules.push_back({&constraint, std::move(expression), repeats});
    }
    return rules;
  }

  base::Outcome<fhirpath::Expression> shared(std::string_view text) {
    if (const auto at = expressions_.find(text); at != expressions_.end()) return at->second;
    auto made = fhirpath::compile(text);
    if (!made) return base::refuse(base::Refusal::unavailable, std::move(made).failure().issues);
    expressions_.emplace(text, *made);
    return *made;
  }

  std::unordered_map<const Type*, TypeRules>& types_;
  std::unordered_map<std::string_view, fhirpath::Expression> expressions_;
  std::vector<const Type*> open_;
};

}  // namespace

base::Outcome<Rules> Rules::compile(const definitions::Definitions& definitions) {
  Rules rules;
  Compiler compiler(rules.types_);
  for (const Type* type : definitions.resource_types()) compiler.reach(type);
  compiler.reach(definitions.find_type("Parameters"));  // has no REST end, but may be contained
  TRY_VOID(compiler.run());
  return rules;
}

const TypeRules* Rules::find(const Type* type) const {
  const auto at = types_.find(type);
  return at == types_.end() ? nullptr : &at->second;
}

}  // namespace linkki::validation
