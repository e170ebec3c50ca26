// Every expression that R4 itself carries compiles, and runs on every official example.
#include <gtest/gtest.h>

#include <map>

#include "conformance/suites.h"
#include "fhirpath/subject.h"

namespace linkki::fhirpath {
namespace {

constexpr std::uintmax_t example_bytes_max = 12'000;  // larger ones say the same again, slowly

using Expressions = std::map<std::string, Expression, std::less<>>;

class R4Expressions : public testing::Test {
 protected:
  const Expression& compiled(std::string_view text) {
    auto at = expressions_.find(text);
    if (at == expressions_.end()) {
      auto made = compile(text);
      if (!made) ADD_FAILURE() << text << ": " << made.failure().issues.at(0).text();
      at = expressions_.emplace(std::string(text), made ? *made : *compile("{}")).first;
    }
    return at->second;
  }

  Expressions expressions_;
};

TEST_F(R4Expressions, SearchParametersAllCompile) {
  std::set<std::string_view> urls;
  for (const definitions::Type* type : definitions::r4()->resource_types()) {
    for (const auto* parameter : definitions::r4()->search_parameters(type->name)) {
      urls.insert(parameter->url);
      if (!parameter->expression.empty()) compiled(parameter->expression);
      for (const auto& component : parameter->components) compiled(component.expression);
    }
  }
  std::cout << urls.size() << " search parameters\n";
  EXPECT_GE(urls.size(), 1'300u);
}

TEST_F(R4Expressions, ConstraintsAllCompile) {
  std::set<const definitions::Type*> seen;
  std::vector<const definitions::Type*> open(definitions::r4()->resource_types().begin(),
                                             definitions::r4()->resource_types().end());
  while (!open.empty()) {
    const definitions::Type* const type = open.back();
    open.pop_back();
    if (!type || !seen.insert(type).second) continue;
    for (const auto& constraint : type->constraints) compiled(constraint.expression);
    for (const auto& element : type->elements) {
      for (const auto& constraint : element.constraints) compiled(constraint.expression);
      for (const auto& reference : element.types) open.push_back(reference.type);
    }
  }
  std::cout << expressions_.size() << " constraints\n";
  EXPECT_GE(expressions_.size(), 150u);
}

// Walks every element of every example and evaluates what its definition demands.
class Examples : public R4Expressions {
 protected:
  void walk(Evaluator& evaluator, const fhir::Element& element) {
    check(evaluator, element, element.type->constraints);
    if (element.definition) check(evaluator, element, element.definition->constraints);
    fhir::each_child(element, *definitions::r4(), [&](const fhir::Element& child) {
      if (child.type) walk(evaluator, child);
    });
  }

  void check(Evaluator& evaluator, const fhir::Element& element,
             std::span<const definitions::Constraint> constraints) {
    for (const auto& constraint : constraints) {
      if (constraint.expression.empty()) continue;
      const Expression& expression = compiled(constraint.expression);
      const auto holds = evaluator.holds(expression, element);
      if (!holds) {
        ADD_FAILURE() << name_ << " " << constraint.key << ": " << holds.failure().issues.at(0).text();
      } else if (!*holds && constraint.error) {
        broken_[std::string(constraint.key)].push_back(name_);
      }
    }
  }

  std::string name_;
  std::map<std::string, std::vector<std::string>> broken_;
};

TEST_F(Examples, ConstraintsRunOnEveryElement) {
  if (!std::filesystem::exists(examples_folder())) GTEST_SKIP() << "no " << examples_folder();
  int resources = 0;
  for (const auto& file : std::filesystem::directory_iterator(examples_folder())) {
    if (file.path().extension() != ".json" || file.file_size() > example_bytes_max) continue;
    auto document = json::parse(read_file(file.path()));
    if (!document) continue;
    const fhir::Element root = fhir::root(document->root, *definitions::r4());
    if (!root.type) continue;
    ++resources;
    name_ = file.path().stem().string();
    Environment environment(*definitions::r4(), test_time());
    environment.resource = environment.root_resource = root;
    Evaluator evaluator(environment);
    walk(evaluator, root);
  }
  for (const auto& [key, names] : broken_)
    std::cout << key << " is broken by " << names.size() << ", such as " << names.front() << "\n";
  EXPECT_GE(resources, 3'000);
}

}  // namespace
}  // namespace linkki::fhirpath
