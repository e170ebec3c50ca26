#include "search/result_parameter.h"

#include <algorithm>
#include <charconv>
#include <iterator>

#include "base/json/utf8.h"
#include "search/messages.h"
#include "search/nearest.h"
#include "search/value.h"

namespace linkki::search {
namespace {

using base::IssueType;
using definitions::Definitions;
using definitions::SearchParameter;
using definitions::SearchType;

bool is_sortable(const SearchParameter& parameter) {
  return parameter.type != SearchType::composite && parameter.type != SearchType::special;
}

std::vector<std::string_view> sortable(const Definitions& definitions, std::string_view type) {
  std::vector<std::string_view> names;
  for (const auto* parameter : definitions.search_parameters(type.empty() ? "Resource" : type)) {
    if (is_sortable(*parameter)) names.push_back(parameter->code);
  }
  names.push_back(score_sort);
  return names;
}

bool refers_to(const SearchParameter& parameter, std::string_view type) {
  return parameter.type == SearchType::reference &&
         std::find(parameter.targets.begin(), parameter.targets.end(), type) != parameter.targets.end();
}

std::vector<std::string_view> references_of(const Definitions& definitions, std::string_view type) {
  std::vector<std::string_view> names{"*"};
  for (const auto* parameter : definitions.search_parameters(type)) {
    if (parameter->type == SearchType::reference) names.push_back(parameter->code);
  }
  return names;
}

bool is_resource(const Definitions& definitions, std::string_view name) {
  const auto types = definitions.resource_types();
  return std::any_of(types.begin(), types.end(), [&](const auto* type) { return type->name == name; });
}

base::Argument one_of(const std::vector<std::string_view>& names) {
  return {base::Words{"one of {0}", "jokin näistä: {0}", "någon av {0}"}, {list(names)}};
}

}  // namespace

const std::vector<ResultParser::Row>& ResultParser::rows() {
  static const std::vector<Row> all = {
      {"_contained", &ResultParser::parse_contained},
      {"_count", &ResultParser::parse_count},
      {"_elements", &ResultParser::parse_elements},
      {"_format", &ResultParser::pass_over, true},
      {"_include", &ResultParser::parse_include, true},
      {"_page", &ResultParser::parse_page},
      {"_pretty", &ResultParser::pass_over, true},
      {"_revinclude", &ResultParser::parse_revinclude, true},
      {"_sort", &ResultParser::parse_sort},
      {"_summary", &ResultParser::parse_summary},
      {"_total", &ResultParser::parse_total},
      {"_type", &ResultParser::parse_types},
  };
  return all;
}

const std::vector<std::string_view>& result_parameters() {
  static const std::vector<std::string_view> names = [] {
    std::vector<std::string_view> made;
    for (const auto& row : ResultParser::rows()) made.push_back(row.name);
    return made;
  }();
  return names;
}

bool ResultParser::parse(const Field& field) {
  const std::string_view name = std::string_view(field.name).substr(0, field.name.find(':'));
  const auto row =
      std::find_if(rows().begin(), rows().end(), [&](const Row& one) { return one.name == name; });
  if (row == rows().end() || (name == "_type" && !query_.type.empty())) return false;
  name_ = field.name;
  whole_ = field.value;
  if (!accept_modifier(*row, name_.substr(std::min(name_.size(), name.size() + 1)))) return true;
  if (!row->repeats && std::find(seen_.begin(), seen_.end(), row->name) != seen_.end()) {
    faults_.push_back(base::error(IssueType::value, base::message::search_once, {std::string(name)}));
    return true;
  }
  seen_.push_back(row->name);
  (this->*row->step)(field.value);
  return true;
}

bool ResultParser::accept_modifier(const Row& row, std::string_view modifier) {
  const bool include = row.name == "_include" || row.name == "_revinclude";
  iterate_ = include && modifier == "iterate";
  if (iterate_ || name_ == row.name) return true;
  if (include && modifier == "recurse") {
    faults_.push_back(base::error(IssueType::not_supported, base::message::search_modifier_recurse,
                                  {std::string(row.name)}));
  } else {
    faults_.push_back(base::error(
        IssueType::value, base::message::search_modifier,
        {std::string(row.name), json::excerpt(modifier), include ? base::Argument("iterate") : none}));
  }
  return false;
}

void ResultParser::refuse(base::Argument expected, std::size_t at) {
  faults_.push_back(misfit({.name = name_, .whole = whole_}, std::move(expected), at));
}

void ResultParser::use(std::string value) {
  query_.used.emplace_back(name_, std::move(value));
}

void ResultParser::parse_count(std::string_view value) {
  std::uint32_t count = 0;
  const auto [end, fault] = std::from_chars(value.data(), value.data() + value.size(), count);
  const bool digits = std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!digits)
    return refuse(base::Words{"a whole number from 0", "kokonaisluku, vähintään 0", "ett heltal från 0"});
  query_.count = fault == std::errc() ? std::min(count, page_entries_max_) : page_entries_max_;
  use(std::to_string(*query_.count));
}

void ResultParser::parse_sort(std::string_view value) {
  const std::size_t before = faults_.size();
  for (const Part& part : split({value, 0}, ',')) sort_by(part);
  if (faults_.size() == before) use(std::string(value));
}

void ResultParser::sort_by(Part part) {
  const bool descending = part.text.starts_with('-');
  std::string_view code = part.text.substr(descending ? 1 : 0);
  if (code == "_lastupdated") code = "_lastUpdated";
  const auto names = sortable(definitions_, query_.type);
  if (std::find(names.begin(), names.end(), code) == names.end()) {
    faults_.push_back(base::error(IssueType::value, base::message::search_sort_unknown,
                                  {json::excerpt(code), query_.type.empty() ? "Resource" : query_.type,
                                   std::string(nearest(code, names)), list(names)}));
    return;
  }
  const std::string_view type = query_.type.empty() ? "Resource" : std::string_view(query_.type);
  const auto* const parameter = code == score_sort ? nullptr : definitions_.find_search_parameter(type, code);
  query_.sorts.push_back({parameter, std::string(code), descending});
}

// Source:parameter[:target], Source:*, or * alone.
void ResultParser::parse_include(std::string_view value, bool reverse) {
  if (value == "*" && !query_.type.empty()) {
    include_all(reverse);
    return use(std::string(value));
  }
  const std::vector<Part> parts = split({value, 0}, ':');
  if (parts.size() < 2 || parts.size() > 3)
    return refuse(base::Words{"Type:parameter, Type:parameter:Target or Type:*",
                              "Tyyppi:parametri, Tyyppi:parametri:Kohde tai Tyyppi:*",
                              "Typ:parameter, Typ:parameter:Mål eller Typ:*"});
  const std::string_view source = parts[0].text, parameter = parts[1].text;
  if (!is_resource(definitions_, source))
    return refuse(base::Words{"a resource type before the first colon",
                              "resurssityyppi ensimmäisen kaksoispisteen edessä",
                              "en resurstyp före det första kolonet"});
  const auto references = references_of(definitions_, source);
  if (std::find(references.begin(), references.end(), parameter) == references.end())
    return refuse({base::Words{"one of {0} behind {1}", "jokin näistä tyypin {1} jäljessä: {0}",
                               "någon av {0} efter {1}"},
                   {list(references), source}},
                  parts[1].at);
  std::string_view target;
  if (parts.size() == 3) {
    target = parts[2].text;
    const auto* const defined = definitions_.find_search_parameter(source, parameter);
    const bool fits = is_resource(definitions_, target) && (!defined || refers_to(*defined, target));
    if (!fits)
      return refuse(defined ? one_of({defined->targets.begin(), defined->targets.end()})
                            : base::Words{"a resource type", "resurssityyppi", "en resurstyp"},
                    parts[2].at);
  }
  query_.includes.push_back(
      {reverse, iterate_, std::string(source), std::string(parameter), std::string(target)});
  use(std::string(value));
}

// Behind _revinclude `*` means every type that can refer to the one searched.
void ResultParser::include_all(bool reverse) {
  if (!reverse) {
    query_.includes.push_back({false, iterate_, query_.type, "*", {}});
    return;
  }
  for (const auto* source : definitions_.resource_types()) {
    const auto parameters = definitions_.search_parameters(source->name);
    if (std::any_of(parameters.begin(), parameters.end(),
                    [&](const auto* parameter) { return refers_to(*parameter, query_.type); }))
      query_.includes.push_back({true, iterate_, std::string(source->name), "*", {}});
  }
}

void ResultParser::parse_total(std::string_view value) {
  if (value == "none")
    query_.total = Total::none;
  else if (value == "estimate")
    query_.total = Total::estimate;
  else if (value == "accurate")
    query_.total = Total::accurate;
  else
    return refuse(base::Words{"none, estimate or accurate", "none, estimate tai accurate",
                              "none, estimate eller accurate"});
  use(std::string(value));
}

void ResultParser::parse_summary(std::string_view value) {
  constexpr std::pair<std::string_view, Summary> modes[] = {{"false", Summary::none},
                                                            {"true", Summary::yes},
                                                            {"text", Summary::text},
                                                            {"data", Summary::data},
                                                            {"count", Summary::count}};
  const auto* const mode =
      std::find_if(std::begin(modes), std::end(modes), [&](const auto& one) { return one.first == value; });
  if (mode == std::end(modes))
    return refuse(base::Words{"true, text, data, count or false", "true, text, data, count tai false",
                              "true, text, data, count eller false"});
  query_.summary = mode->second;
  use(std::string(value));
}

void ResultParser::parse_elements(std::string_view value) {
  const definitions::Type* const type =
      definitions_.find_type(query_.type.empty() ? "DomainResource" : query_.type);
  ensure(type);
  std::vector<std::string> elements;
  for (const Part& part : split({value, 0}, ',')) {
    if (part.text.empty() || (!query_.type.empty() && !type->find_element(part.text)))
      return refuse(
          {base::Words{"names of elements of {0}", "tyypin {0} elementtien nimiä", "namn på element i {0}"},
           {type->name}},
          part.at);
    elements.emplace_back(part.text);
  }
  query_.elements = std::move(elements);
  use(std::string(value));
}

void ResultParser::parse_types(std::string_view value) {
  for (const Part& part : split({value, 0}, ',')) {
    if (!is_resource(definitions_, part.text))
      return refuse(base::Words{"names of resource types", "resurssityyppien nimiä", "namn på resurstyper"},
                    part.at);
    query_.types.emplace_back(part.text);
  }
  use(std::string(value));
}

void ResultParser::parse_contained(std::string_view value) {
  if (value == "false") return use(std::string(value));
  if (value != "true" && value != "both")
    return refuse(base::Words{"false (true and both are not supported yet)",
                              "false (true ja both eivät ole vielä tuettuja)",
                              "false (true och both stöds inte ännu)"});
  faults_.push_back(base::error(IssueType::not_supported, base::message::search_not_supported,
                                {"_contained=" + std::string(value),
                                 base::Words{"only false is", "vain false on", "endast false stöds"}}));
}

}  // namespace linkki::search
