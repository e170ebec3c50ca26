#include <map>
#include <unordered_map>
#include <utility>

#include "base/limits.h"
#include "fhir/reference.h"
#include "fhirpath/evaluate.h"
#include "search/branch.h"
#include "search/index.h"
#include "search/index_value.h"
#include "search/messages.h"

namespace linkki::search {

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
};

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
    std::map<std::string, fhirpath::Expression> compiled;  // one expression may serve many types
    for (const definitions::Type* const type : definitions_->resource_types()) {
      std::vector<Rule>& rules = rules_[type];
      for (const auto* const parameter : definitions_->search_parameters(type->name)) {
        const std::string text = branch_for(parameter->expression, *type, *definitions_);
        if (text.empty() || !indexed(parameter->type)) continue;
        auto known = compiled.find(text);
        if (known == compiled.end()) {
          TRY(auto expression, fhirpath::compile(text));
          known = compiled.emplace(text, std::move(expression)).first;
        }
        rules.push_back({parameter, known->second});
      }
    }
    return base::done();
  }

  base::Outcome<std::vector<Indexed>> extract(const fhir::Element& resource) const override {
    std::vector<Indexed> out;
    const auto rules = rules_.find(resource.type);
    if (rules == rules_.end()) return out;
    const TypesOfTargets environment(*definitions_);
    fhirpath::Evaluator evaluator(environment);
    const IndexContext context{*definitions_, zone_};
    std::vector<IndexValue> values;
    for (const Rule& rule : rules->second) {
      const auto items = evaluator.evaluate(rule.expression, resource);
      // An expression that does not fit this resource's data indexes nothing: it must not stop the write.
      if (!items) continue;
      values.clear();
      for (const fhirpath::Item& item : *items) append_values(rule.parameter->type, item, context, values);
      if (out.size() + values.size() > limits::index_values_per_resource_max)
        return too_many(*rule.parameter);
      for (IndexValue& value : values) out.push_back({rule.parameter, std::move(value)});
    }
    return out;
  }

 private:
  static bool indexed(definitions::SearchType type) {
    return type != definitions::SearchType::composite && type != definitions::SearchType::special;
  }

  std::shared_ptr<const definitions::Definitions> definitions_;
  Zone zone_;
  std::unordered_map<const definitions::Type*, std::vector<Rule>> rules_;
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
