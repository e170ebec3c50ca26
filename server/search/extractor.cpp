#include <map>
#include <unordered_map>
#include <utility>

#include "base/limits.h"
#include "fhir/reference.h"
#include "fhirpath/evaluate.h"
#include "search/branch.h"
#include "search/composite.h"
#include "search/index.h"
#include "search/index_value.h"
#include "search/messages.h"

namespace linkki::search {

using definitions::SearchType;

namespace {

// Answers of a reference's target only what its text says: the type. `where(resolve() is Patient)` needs no
// more.
class TypesOfTargets final : public fhirpath::Environment {
 public:
  using Environment::Environment;

  base::Outcome<std::optional<fhir::Element>> resolve(std::string_view text,
                                                      const fhir::Element& root) const override {
    if (text.starts_with('#')) return Environment::resolve(text, root);
    const fhir::Reference reference = fhir::parse_reference(text, definitions);
    const definitions::Type* const type =
        reference.type.empty() ? nullptr : definitions.find_type(reference.type);
    if (!type) return Environment::resolve(text, root);
    return std::optional(fhir::Element{.type = type});
  }
};

struct Rule {
  const definitions::SearchParameter* parameter;
  fhirpath::Expression expression;
  std::vector<Rule> components = {};  // of composites: of what is within an element of the expression
};

using Values = std::vector<IndexValue>;

base::Failure too_many(const definitions::SearchParameter& parameter) {
  return base::refuse(
      base::Refusal::unprocessable,
      base::error(base::IssueType::too_costly, base::message::index_values,
                  {std::to_string(limits::index_values_per_resource_max), std::string(parameter.code)}));
}

class CompiledExtractor final : public Extractor {
 public:
  CompiledExtractor(std::shared_ptr<const definitions::Definitions> definitions, Zone zone)
      : definitions_(std::move(definitions)), zone_(std::move(zone)) {}

  base::Outcome<void> compile_all() {
    for (const definitions::Type* const type : definitions_->resource_types()) {
      std::vector<Rule>& rules = rules_[type];
      for (const auto* const parameter : definitions_->search_parameters(type->name)) {
        const std::string text = branch_for(parameter->expression, *type, *definitions_);
        if (text.empty()) continue;
        TRY(Rule rule, compile(*parameter, text));
        if (parameter->type == SearchType::composite) {
          const auto components = components_of(*parameter, *definitions_);
          if (!components) continue;
          for (const Component& component : *components) {
            TRY(Rule of_component, compile(*component.parameter, component.expression));
            rule.components.push_back(std::move(of_component));
          }
        }
        rules.push_back(std::move(rule));
      }
    }
    compiled_.clear();
    return base::done();
  }

  base::Outcome<std::vector<Indexed>> extract(const fhir::Element& resource) const override {
    std::vector<Indexed> out;
    const auto rules = rules_.find(resource.type);
    if (rules == rules_.end()) return out;
    TypesOfTargets environment(*definitions_);
    environment.resource = resource;
    fhirpath::Evaluator evaluator(environment);
    Values values;
    for (const Rule& rule : rules->second) {
      values.clear();
      if (rule.components.empty()) {
        append(rule, resource, evaluator, values);
      } else {
        append_composite(rule, resource, evaluator, values);
      }
      if (out.size() + values.size() > limits::index_values_per_resource_max)
        return too_many(*rule.parameter);
      for (IndexValue& value : values) out.push_back({rule.parameter, std::move(value)});
    }
    return out;
  }

 private:
  base::Outcome<Rule> compile(const definitions::SearchParameter& parameter, const std::string& text) {
    auto known = compiled_.find(text);
    if (known == compiled_.end()) {
      TRY(auto expression, fhirpath::compile(text));
      known = compiled_.emplace(text, std::move(expression)).first;
    }
    return Rule{&parameter, known->second};
  }

  // An expression that does not fit this resource's data indexes nothing: it must not stop the write.
  void append(const Rule& rule, const fhir::Element& element, fhirpath::Evaluator& evaluator,
              Values& values) const {
    const auto items = evaluator.evaluate(rule.expression, element);
    if (!items) return;
    const IndexContext context{*definitions_, zone_};
    for (const fhirpath::Item& item : *items) append_values(rule.parameter->type, item, context, values);
    if (rule.parameter->type == SearchType::uri && rule.parameter->code == "url")
      set_versions(element, values);
  }

  // A resource's own url is asked for with |version, too.
  static void set_versions(const fhir::Element& resource, Values& values) {
    const json::Value* const version = resource.value ? resource.value->find("version") : nullptr;
    for (IndexValue& value : values) {
      if (version && version->is_string()) value.version = version->text();
    }
  }

  void append_composite(const Rule& rule, const fhir::Element& resource, fhirpath::Evaluator& evaluator,
                        Values& values) const {
    const auto items = evaluator.evaluate(rule.expression, resource);
    if (!items) return;
    std::vector<fhir::Element> elements;
    for (const fhirpath::Item& item : *items) {
      if (item.is(fhirpath::ItemKind::element)) elements.push_back(item.element());
    }
    for (const fhir::Element& element : elements) append_together(rule, element, evaluator, values);
  }

  // Each value of the first component with each of the second …: those of one element belong together.
  void append_together(const Rule& rule, const fhir::Element& element, fhirpath::Evaluator& evaluator,
                       Values& values) const {
    Values together(1);
    for (const Rule& component : rule.components) {
      Values some, longer;
      append(component, element, evaluator, some);
      if (together.size() * some.size() > limits::index_values_per_resource_max)
        return values.resize(limits::index_values_per_resource_max + 1);  // too many

      for (const IndexValue& before : together) {
        for (const IndexValue& one : some) longer.emplace_back(before).components.push_back(one);
      }
      together = std::move(longer);
    }
    for (IndexValue& value : together) values.push_back(std::move(value));
  }

  std::shared_ptr<const definitions::Definitions> definitions_;
  Zone zone_;
  std::unordered_map<const definitions::Type*, std::vector<Rule>> rules_;
  std::map<std::string, fhirpath::Expression> compiled_;  // one expression may serve many types
};

}  // namespace

base::Outcome<std::shared_ptr<const Extractor>> Extractor::make(
    std::shared_ptr<const definitions::Definitions> definitions, std::string_view zone_name) {
  auto zone = Zone::find(zone_name);
  if (!zone) {
    return base::refuse(
        base::Refusal::bad_request,
        base::error(base::IssueType::value, base::message::search_zone, {std::string(zone_name)}));
  }
  auto extractor = std::make_shared<CompiledExtractor>(std::move(definitions), std::move(*zone));
  TRY_VOID(extractor->compile_all());
  return std::shared_ptr<const Extractor>(std::move(extractor));
}

}  // namespace linkki::search
