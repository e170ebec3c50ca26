#include "search/clause.h"

#include <algorithm>

#include "base/json/utf8.h"
#include "base/limits.h"
#include "fhir/primitive.h"
#include "search/messages.h"
#include "search/modifier.h"
#include "search/nearest.h"
#include "search/question.h"
#include "search/result_parameter.h"
#include "search/text.h"

namespace linkki::search {
namespace {

using base::IssueType;
using definitions::Definitions;
using definitions::SearchParameter;
using definitions::SearchType;

constexpr std::string_view unsupported[] = {
    "_containedType",
    "_query",
};

base::Failure refuse(IssueType type, const base::Message& message, base::Arguments arguments) {
  return base::refuse(base::Refusal::bad_request, base::error(type, message, std::move(arguments)));
}

base::Argument one_or_all(const Types& types) {
  base::Argument names = types.front();
  for (std::size_t i = 1; i < types.size(); ++i)
    names = {base::Words{"{0} and {1}", "{0} ja {1}", "{0} och {1}"}, {names, types[i]}};
  return names;
}

// "code:modifier" → both.
std::pair<std::string_view, std::optional<std::string_view>> read_name(std::string_view text) {
  const std::size_t colon = text.find(':');
  std::string_view code = text.substr(0, colon);
  if (code == "_lastupdated") code = "_lastUpdated";
  if (colon == text.npos) return {code, std::nullopt};
  return {code, text.substr(colon + 1)};
}

bool contains(const auto& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

// What is left to be read of a field's name, and of which types.
struct ClauseParser::Asked {
  const Types& types;
  std::string_view name;
  const Field& field;
  std::size_t hops = 0;
  bool targets = false;  // the types are those that an untyped reference may lead to
};

base::Failure not_supported(std::string_view what, base::Argument why) {
  return refuse(IssueType::not_supported, base::message::search_not_supported,
                {json::excerpt(what), std::move(why)});
}

base::Failure too_costly(std::size_t most, base::Words what) {
  return refuse(IssueType::too_costly, base::message::search_too_costly, {std::to_string(most), what});
}

bool only_unknown(const base::Failure& failure) {
  return std::all_of(failure.issues.begin(), failure.issues.end(), [](const base::Issue& issue) {
    return issue.message == &base::message::search_parameter_unknown;
  });
}

base::Outcome<Clause> ClauseParser::parse(const Types& types, const Field& field) {
  TRY(auto clause, parse(Asked{types, field.name, field}));
  clause.text = field.name + "=" + field.value;
  return clause;
}

base::Outcome<Clause> ClauseParser::parse(const Asked& asked) {
  if (asked.hops > limits::search_hops_max)
    return too_costly(limits::search_hops_max,
                      {"references in a chain", "viittausta ketjussa", "referenser i en kedja"});
  if (asked.name == "_has" || asked.name.starts_with("_has:")) return parse_has(asked);
  const std::size_t dot = asked.name.find('.');
  if (dot != asked.name.npos)
    return parse_chain(asked, asked.name.substr(0, dot), asked.name.substr(dot + 1));
  if (asked.name == "_list") return parse_list(asked.field);
  return parse_test(asked);
}

const SearchParameter* ClauseParser::find(const Types& types, std::string_view code) const {
  const SearchParameter* found = nullptr;
  for (const std::string_view type : types) {
    const auto* const one = definitions_.find_search_parameter(type, code);
    if (!one || (found && one->type != found->type)) return nullptr;
    if (!found) found = one;
  }
  return found;
}

Types ClauseParser::targets_of(const Types& types, std::string_view code) const {
  Types all;
  for (const std::string_view type : types) {
    const auto& targets = definitions_.find_search_parameter(type, code)->targets;
    for (const std::string_view target : targets) {
      if (!contains(all, target)) all.push_back(target);
    }
    if (targets.empty()) {
      all.clear();
      for (const auto* every : definitions_.resource_types()) all.push_back(every->name);
      return all;
    }
  }
  return all;
}

base::Failure ClauseParser::unknown(const Types& types, std::string_view code, bool any) const {
  std::vector<std::string_view> names;
  if (!any) {
    names = result_parameters();
    names.insert(names.end(), {"_filter", "_has", "_list"});
    if (types.front() != "Resource") std::erase(names, "_type");
    for (const std::string_view text : {content_parameter, text_parameter}) {
      if (has_text(types, text)) names.push_back(text);
    }
  }
  for (const std::string_view type : types) {
    for (const auto* parameter : definitions_.search_parameters(type)) {
      if ((any || find(types, parameter->code)) && !contains(names, parameter->code))
        names.push_back(parameter->code);
    }
  }
  std::sort(names.begin(), names.end());
  return refuse(IssueType::not_found, base::message::search_parameter_unknown,
                {json::excerpt(code), one_or_all(types), std::string(nearest(code, names)), list(names)});
}

base::Outcome<void> ClauseParser::count_branch() {
  if (++branches_ <= limits::search_branches_max) return base::done();
  return too_costly(limits::search_branches_max,
                    {"types that its chains lead to", "tyyppiä, joihin sen ketjut johtavat",
                     "typer som dess kedjor leder till"});
}

base::Outcome<Clause> ClauseParser::parse_test(const Asked& asked) {
  const auto [code, modifier] = read_name(asked.name);
  if (contains(std::vector(std::begin(unsupported), std::end(unsupported)), code))
    return not_supported(code, base::Words{"leave it out", "jätä se pois", "lämna bort den"});
  if (code == score_sort)
    return not_supported(code, base::Words{"sort by it: _sort=_score", "järjestä sillä: _sort=_score",
                                           "sortera efter den: _sort=_score"});
  if (has_text(asked.types, code)) return parse_text(asked);
  const SearchParameter* const parameter = find(asked.types, code);
  if (!parameter) return unknown(asked.types, code, asked.hops > 0);
  Subject subject{asked.field.name, asked.field.value, parameter, Modifier::none, {}};
  if (modifier) TRY_VOID(set_modifier(*modifier, subject));
  Clause clause{parameter, std::string(parameter->code), subject.modifier, {}};
  TRY(clause.values, read_all(subject));
  return clause;
}

bool ClauseParser::has_text(const Types& types, std::string_view code) const {
  if (code == content_parameter) return true;
  return code == text_parameter && std::all_of(types.begin(), types.end(), [&](std::string_view name) {
           const auto* const type = definitions_.find_type(name);
           return type && type->is("DomainResource");
         });
}

base::Outcome<Clause> ClauseParser::parse_text(const Asked& asked) {
  const auto [code, modifier] = read_name(asked.name);
  if (exactly_)
    return not_supported(code,
                         base::Words{"a condition must be met exactly", "ehdon on täytyttävä täsmälleen",
                                     "ett villkor måste uppfyllas exakt"});
  if (modifier)
    return refuse(IssueType::value, base::message::search_modifier,
                  {std::string(code), json::excerpt(*modifier), none});
  const Subject subject{asked.field.name, asked.field.value};
  TRY_VOID(check_escapes(subject));
  return parse_question(subject, code, words_);
}

base::Outcome<Clause> ClauseParser::parse_chain(const Asked& asked, std::string_view head,
                                                std::string_view rest) {
  const auto [code, modifier] = read_name(head);
  const SearchParameter* const parameter = find(asked.types, code);
  if (!parameter) return unknown(asked.types, code, asked.hops > 0);
  if (parameter->type != SearchType::reference)
    return refuse(IssueType::value, base::message::search_chain, {json::excerpt(code), json::excerpt(head)});
  Types targets = targets_of(asked.types, code);
  if (modifier) {
    if (!contains(targets, *modifier))
      return refuse(IssueType::value, base::message::search_modifier,
                    {std::string(code), json::excerpt(*modifier), list(targets)});
    targets = {*modifier};
  }
  auto clause =
      follow(*parameter, targets, [&](std::string_view target) -> base::Outcome<std::vector<Clause>> {
        const Types one{target};
        TRY(auto next, parse(Asked{one, rest, asked.field, asked.hops + 1}));
        return std::vector<Clause>{std::move(next)};
      });
  const std::string_view next = read_name(rest.substr(0, rest.find('.'))).first;
  const bool none_has_it = std::none_of(targets.begin(), targets.end(), [&](std::string_view target) {
    return definitions_.find_search_parameter(target, next);
  });
  if (!clause.ok() && none_has_it && only_unknown(clause.failure())) return unknown(targets, next, true);
  return clause;
}

// _has:Type:reference:rest
base::Outcome<Clause> ClauseParser::parse_has(const Asked& asked) {
  std::string_view parts[3], rest = asked.name;
  for (std::string_view& part : parts) {
    const std::size_t colon = rest.find(':');
    if (colon == rest.npos || colon + 1 == rest.size())
      return refuse(IssueType::value, base::message::search_has, {json::excerpt(asked.name)});
    part = rest.substr(0, colon);
    rest.remove_prefix(colon + 1);
  }
  const Types source{parts[1]};
  const auto types = definitions_.resource_types();
  if (std::none_of(types.begin(), types.end(), [&](const auto* type) { return type->name == source[0]; }))
    return refuse(IssueType::value, base::message::search_has_type,
                  {json::excerpt(source[0]), json::excerpt(asked.name)});
  const SearchParameter* const parameter = find(source, parts[2]);
  if (!parameter) return unknown(source, parts[2], true);
  const auto& targets = parameter->targets;
  const bool fits = parameter->type == SearchType::reference &&
                    (targets.empty() || asked.types.front() == "Resource" ||
                     std::any_of(asked.types.begin(), asked.types.end(),
                                 [&](auto type) { return contains(targets, type); }));
  if (!fits)
    return refuse(IssueType::value, base::message::search_has_reference,
                  {std::string(parts[2]), std::string(source[0]), one_or_all(asked.types)});
  TRY_VOID(count_branch());
  TRY(auto next, parse(Asked{source, rest, asked.field, asked.hops + 1}));
  Clause clause{parameter, std::string(parameter->code), Modifier::none, {}, Clause::Kind::has};
  clause.branches.push_back({std::string(source[0]), {std::move(next)}});
  return clause;
}

base::Outcome<Clause> ClauseParser::parse_list(const Field& field) {
  if (field.value.starts_with('$'))
    return not_supported("_list=" + field.value,
                         base::Words{"this server keeps no lists of its own; name a List by its id",
                                     "palvelin ei pidä omia listoja; anna List-resurssin tunniste",
                                     "servern för inga egna listor; ange en List med dess id"});
  const Types source{"List"};
  const SearchParameter *const item = find(source, "item"), *const id = find(source, "_id");
  ensure(item && id);
  Subject subject{field.name, field.value, id, Modifier::none, {}};
  Clause clause{item, "item", Modifier::none, {}, Clause::Kind::has};
  Clause named{id, "_id", Modifier::none, {}};
  TRY(named.values, read_all(subject));
  clause.branches.push_back({"List", {std::move(named)}});
  return clause;
}

base::Outcome<void> ClauseParser::set_modifier(std::string_view modifier, Subject& subject) const {
  const SearchParameter& parameter = *subject.parameter;
  const bool id = parameter.code == "_id";
  const auto* const row = id ? nullptr : find_modifier(modifier, parameter.type);
  if (row) {
    subject.modifier = row->modifier;
    return base::done();
  }
  const auto& targets = parameter.targets;
  if (const auto target = std::find(targets.begin(), targets.end(), modifier); target != targets.end()) {
    subject.modifier = Modifier::type;
    subject.type = *target;
    return base::done();
  }
  auto allowed = id ? std::vector<std::string_view>{} : allowed_modifiers(parameter.type);
  allowed.insert(allowed.end(), targets.begin(), targets.end());
  const base::Argument possible = allowed.empty() ? base::Argument(none) : list(allowed);
  return refuse(IssueType::value, base::message::search_modifier,
                {std::string(parameter.code), json::excerpt(modifier), possible});
}

base::Outcome<void> ClauseParser::check_escapes(const Subject& subject) {
  const std::size_t at = find_bad_escape(subject.whole);
  if (at == subject.whole.npos) return base::done();
  return base::refuse(
      base::Refusal::bad_request,
      misfit(subject,
             base::Words{"one of , | $ \\ behind a backslash", "jokin näistä kenoviivan jäljessä: , | $ \\",
                         "någon av , | $ \\ efter ett omvänt snedstreck"},
             at));
}

base::Outcome<std::vector<Value>> ClauseParser::read_all(const Subject& subject) {
  TRY_VOID(check_escapes(subject));
  const std::vector<Part> parts = split({subject.whole, 0}, ',');
  std::vector<Value> values;
  std::vector<base::Issue> faults;
  if (subject.modifier == Modifier::missing && parts.size() > 1)
    faults.push_back(misfit(
        subject, base::Words{"either true or false", "joko true tai false", "antingen true eller false"},
        parts[1].at));
  for (const Part& part : parts) {
    auto value = read(subject, part);
    if (value) {
      values.push_back(*std::move(value));
      continue;
    }
    auto& issues = value.failure().issues;
    faults.insert(faults.end(), issues.begin(), issues.end());
    if (issues.front().type == IssueType::too_costly) break;
  }
  if (!faults.empty()) return base::refuse(base::Refusal::bad_request, std::move(faults));
  return values;
}

base::Outcome<Value> ClauseParser::read(const Subject& subject, Part part) {
  if (++alternatives_ > values_max_) return too_costly(values_max_, {"values", "arvoa", "värden"});
  if (part.text.empty())
    return base::refuse(base::Refusal::bad_request,
                        misfit(subject,
                               base::Words{"a value between commas", "arvo pilkkujen välissä",
                                           "ett värde mellan kommatecknen"},
                               part.at));
  if (part.text.size() > limits::search_value_bytes_max)
    return too_costly(limits::search_value_bytes_max,
                      {"bytes in one value", "tavua yhdessä arvossa", "byte i ett värde"});
  return values_.parse(subject, part);
}

}  // namespace linkki::search
