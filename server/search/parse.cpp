#include "search/parse.h"

#include <algorithm>

#include "base/json/utf8.h"
#include "base/limits.h"
#include "search/escape.h"
#include "search/form.h"
#include "search/messages.h"
#include "search/modifier.h"
#include "search/nearest.h"
#include "search/result_parameter.h"
#include "search/value.h"

namespace linkki::search {
namespace {

using base::IssueType;
using definitions::Definitions;
using definitions::SearchParameter;
using definitions::SearchType;

constexpr std::string_view unsupported[] = {
    "_containedType", "_content", "_filter", "_has", "_list", "_query", "_score", "_text",
};

// name[:modifier], before a chain's first dot.
struct Name {
  std::string_view code;
  std::string_view modifier;
  bool modified = false;
  bool chained = false;
};

Name read_name(std::string_view text) {
  Name name;
  const std::size_t dot = text.find('.');
  name.chained = dot != text.npos;
  text = text.substr(0, dot);
  const std::size_t colon = text.find(':');
  name.code = text.substr(0, colon);
  name.modified = colon != text.npos;
  if (name.modified) name.modifier = text.substr(colon + 1);
  if (name.code == "_lastupdated") name.code = "_lastUpdated";
  return name;
}

class Parser {
 public:
  Parser(std::string_view type, const Definitions& definitions, const ParseSettings& settings)
      : definitions_(definitions),
        settings_(settings),
        base_(type.empty() ? "Resource" : type),
        values_(definitions, settings.bases, settings.zone),
        results_(definitions, settings.page_entries_max, query_, faults_) {
    query_.type = type;
  }

  base::Outcome<Query> parse(const std::vector<Field>& fields) {
    const auto names_types = [](const Field& field) { return field.name == "_type"; };
    for (const Field& field : fields) {  // what may be asked depends on them
      if (query_.type.empty() && names_types(field)) results_.parse(field);
    }
    for (const Field& field : fields) {
      if (query_.type.empty() && names_types(field)) continue;
      if (!results_.parse(field)) add(field);
    }
    if (!faults_.empty()) return base::refuse(base::Refusal::bad_request, std::move(faults_));
    return std::move(query_);
  }

 private:
  // Across types: what all of them have, with the same kind of values; without any named, what every resource
  // has.
  const SearchParameter* find(std::string_view code) const {
    if (query_.types.empty()) return definitions_.find_search_parameter(base_, code);
    const SearchParameter* found = nullptr;
    for (const std::string& type : query_.types) {
      const auto* const one = definitions_.find_search_parameter(type, code);
      if (!one || (found && one->type != found->type)) return nullptr;
      if (!found) found = one;
    }
    return found;
  }

  base::Argument subject() const {
    if (query_.types.empty()) return base_;
    base::Argument names = query_.types.front();
    for (std::size_t i = 1; i < query_.types.size(); ++i)
      names = {base::Words{"{0} and {1}", "{0} ja {1}", "{0} och {1}"}, {names, query_.types[i]}};
    return names;
  }

  void add(const Field& field) {
    const Name name = read_name(field.name);
    if (std::find(std::begin(unsupported), std::end(unsupported), name.code) != std::end(unsupported))
      return refuse_unsupported(name.code, base::Words{"leave it out", "jätä se pois", "lämna bort den"});
    const SearchParameter* const parameter = find(name.code);
    if (!parameter) return add_unknown(field, name);
    if (name.chained)
      return refuse_unsupported(field.name, base::Words{"chains are not followed; search in two steps",
                                                        "ketjuja ei seurata; hae kahdessa vaiheessa",
                                                        "kedjor följs inte; sök i två steg"});
    if (parameter->type == SearchType::composite || parameter->type == SearchType::special)
      return refuse_unsupported(name.code, base::Words{"parameters of its type cannot be searched by",
                                                       "tämäntyyppisillä parametreilla ei voi hakea",
                                                       "parametrar av den typen går inte att söka med"});
    Clause clause{parameter, std::string(parameter->code), Modifier::none, {}};
    Subject subject{field.name, field.value, parameter, Modifier::none, {}};
    if (name.modified && !set_modifier(name, subject)) return;
    clause.modifier = subject.modifier;
    if (!add_values(subject, clause)) return;
    query_.clauses.push_back(std::move(clause));
    query_.used.emplace_back(field.name, field.value);
  }

  void add_unknown(const Field& field, const Name& name) {
    if (settings_.lenient) {
      query_.ignored.push_back(field.name);
      return;
    }
    std::vector<std::string_view> names = result_parameters();
    if (!query_.type.empty()) std::erase(names, "_type");
    const std::string_view first = query_.types.empty() ? std::string_view(base_) : query_.types.front();
    for (const auto* parameter : definitions_.search_parameters(first)) {
      if (find(parameter->code)) names.push_back(parameter->code);
    }
    std::sort(names.begin(), names.end());
    faults_.push_back(base::error(
        IssueType::not_found, base::message::search_parameter_unknown,
        {json::excerpt(name.code), subject(), std::string(nearest(name.code, names)), list(names)}));
  }

  void refuse_unsupported(std::string_view what, base::Argument why) {
    faults_.push_back(base::error(IssueType::not_supported, base::message::search_not_supported,
                                  {json::excerpt(what), std::move(why)}));
  }

  bool set_modifier(const Name& name, Subject& subject) {
    const SearchParameter& parameter = *subject.parameter;
    const bool id = parameter.code == "_id";
    const auto* const row = id ? nullptr : find_modifier(name.modifier, parameter.type);
    if (row && row->ready) {
      subject.modifier = row->modifier;
      return true;
    }
    const auto& targets = parameter.targets;
    if (const auto target = std::find(targets.begin(), targets.end(), name.modifier);
        target != targets.end()) {
      subject.modifier = Modifier::type;
      subject.type = *target;
      return true;
    }
    auto allowed = id ? std::vector<std::string_view>{} : allowed_modifiers(parameter.type);
    allowed.insert(allowed.end(), targets.begin(), targets.end());
    const base::Argument possible = allowed.empty() ? base::Argument(none) : list(allowed);
    if (row) {
      refuse_unsupported(subject.name,
                         {base::Words{"possible modifiers are {0}", "mahdolliset tarkentimet: {0}",
                                      "möjliga modifierare: {0}"},
                          {possible}});
    } else {
      faults_.push_back(base::error(IssueType::value, base::message::search_modifier,
                                    {std::string(name.code), json::excerpt(name.modifier), possible}));
    }
    return false;
  }

  bool add_values(const Subject& subject, Clause& clause) {
    const std::size_t faults_before = faults_.size();
    if (const std::size_t at = find_bad_escape(subject.whole); at != subject.whole.npos) {
      faults_.push_back(misfit(
          subject,
          base::Words{"one of , | $ \\ behind a backslash", "jokin näistä kenoviivan jäljessä: , | $ \\",
                      "någon av , | $ \\ efter ett omvänt snedstreck"},
          at));
      return false;
    }
    const std::vector<Part> parts = split({subject.whole, 0}, ',');
    alternatives_ += parts.size();
    if (alternatives_ > limits::search_values_max) {
      refuse_costly(limits::search_values_max, {"values", "arvoa", "värden"});
      return false;
    }
    if (subject.modifier == Modifier::missing && parts.size() > 1)
      faults_.push_back(misfit(
          subject, base::Words{"either true or false", "joko true tai false", "antingen true eller false"},
          parts[1].at));
    for (const Part& part : parts) add_value(subject, part, clause);
    return faults_.size() == faults_before;
  }

  void add_value(const Subject& subject, const Part& part, Clause& clause) {
    if (part.text.empty())
      return faults_.push_back(misfit(
          subject,
          base::Words{"a value between commas", "arvo pilkkujen välissä", "ett värde mellan kommatecknen"},
          part.at));
    if (part.text.size() > limits::search_value_bytes_max)
      return refuse_costly(limits::search_value_bytes_max,
                           {"bytes in one value", "tavua yhdessä arvossa", "byte i ett värde"});
    auto value = values_.parse(subject, part);
    if (value) {
      clause.values.push_back(*std::move(value));
    } else {
      auto& issues = value.failure().issues;
      faults_.insert(faults_.end(), issues.begin(), issues.end());
    }
  }

  void refuse_costly(std::size_t most, base::Words what) {
    faults_.push_back(
        base::error(IssueType::too_costly, base::message::search_too_costly, {std::to_string(most), what}));
  }

  const Definitions& definitions_;
  const ParseSettings& settings_;
  const std::string base_;
  Query query_;
  std::vector<base::Issue> faults_;
  std::size_t alternatives_ = 0;
  const ValueParser values_;
  ResultParser results_;
};

}  // namespace

base::Outcome<Query> parse(std::string_view type, std::string_view form, const Definitions& definitions,
                           const ParseSettings& settings) {
  TRY(const auto fields, parse_form(form));
  return Parser(type, definitions, settings).parse(fields);
}

}  // namespace linkki::search
