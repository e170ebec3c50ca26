#include "search/filter.h"

#include <algorithm>

#include "base/json/utf8.h"
#include "search/filter_tree.h"
#include "search/messages.h"
#include "search/nearest.h"

namespace linkki::search {
namespace {

using definitions::SearchParameter;
using definitions::SearchType;

// What an operator is in the terms of a name=value search.
struct Operator {
  std::string_view name;
  std::vector<SearchType> types;  // empty: every type
  Modifier modifier = Modifier::none;
  std::string_view prefix = {};  // put before the value
};

const std::vector<Operator>& operators() {
  using enum SearchType;
  static const std::vector<Operator> rows = {
      {"eq", {string}, Modifier::equal},
      {"eq", {token, reference, uri, composite}},
      {"eq", {date, number, quantity}, Modifier::none, "eq"},
      {"ne", {string, token, reference, uri}, Modifier::unequal},
      {"ne", {date, number, quantity}, Modifier::none, "ne"},
      {"co", {string}, Modifier::contains},
      {"sw", {string}},
      {"ew", {string}, Modifier::ends},
      {"gt", {date, number, quantity}, Modifier::none, "gt"},
      {"lt", {date, number, quantity}, Modifier::none, "lt"},
      {"ge", {date, number, quantity}, Modifier::none, "ge"},
      {"le", {date, number, quantity}, Modifier::none, "le"},
      {"ap", {date, number, quantity}, Modifier::none, "ap"},
      {"sa", {date, number, quantity}, Modifier::none, "sa"},
      {"eb", {date, number, quantity}, Modifier::none, "eb"},
      {"po", {date}},
      {"pr", {}, Modifier::missing},
      {"ss", {token}, Modifier::below},
      {"sb", {token}, Modifier::above},
      {"in", {token}, Modifier::in},
      {"ni", {token}, Modifier::not_in},
      {"re", {reference}},
  };
  return rows;
}

bool is_for(const Operator& one, SearchType type) {
  return one.types.empty() || std::find(one.types.begin(), one.types.end(), type) != one.types.end();
}

// What splits values in a URL is text here, but for bars where they mean something, such as before a version,
// and for what is between the parts of a composite.
std::string escape_value(std::string_view value, SearchType type) {
  const bool parts = type == SearchType::composite;
  const bool bars = type != SearchType::string;
  std::string out;
  for (const char c : value) {
    if (c == '\\' || c == ',' || (c == '$' && !parts) || (c == '|' && !bars)) out += '\\';
    out += c;
  }
  return out;
}

class Compiler {
 public:
  Compiler(std::string_view text, ClauseParser& clauses) : text_(text), clauses_(clauses) {}

  base::Outcome<Clause> compile(const FilterNode& node, const Types& types) {
    if (node.kind == FilterNode::Kind::test) return compile_path(node, 0, types);
    Clause clause;
    clause.kind = node.kind == FilterNode::Kind::all   ? Clause::Kind::all
                  : node.kind == FilterNode::Kind::any ? Clause::Kind::any
                                                       : Clause::Kind::none;
    for (const FilterNode& part : node.parts) {
      TRY(auto one, compile(part, types));
      clause.parts.push_back(std::move(one));
    }
    return clause;
  }

 private:
  base::Outcome<Clause> compile_path(const FilterNode& node, std::size_t step, const Types& types) {
    const FilterStep& asked = node.path[step];
    const std::string_view code = asked.name == "_lastupdated" ? "_lastUpdated" : asked.name;
    const SearchParameter* const parameter = clauses_.find(types, code);
    if (!parameter) return clauses_.unknown(types, code, true);
    if (step + 1 == node.path.size()) return compile_test(node, *parameter);
    if (parameter->type != SearchType::reference)
      return filter_fault(
          text_, asked.at,
          base::Words{"a reference before a dot or bracket", "viittaus ennen pistettä tai hakasuljetta",
                      "en referens före en punkt eller hakparentes"});
    return clauses_.follow(*parameter, clauses_.targets_of(types, code),
                           [&](std::string_view target) { return compile_target(node, step, target); });
  }

  base::Outcome<std::vector<Clause>> compile_target(const FilterNode& node, std::size_t step,
                                                    std::string_view target) {
    const Types types{target};
    std::vector<Clause> clauses;
    for (const FilterNode& filter : node.path[step].filters) {
      TRY(auto clause, compile(filter, types));
      clauses.push_back(std::move(clause));
    }
    TRY(auto next, compile_path(node, step + 1, types));
    clauses.push_back(std::move(next));
    return clauses;
  }

  base::Outcome<Clause> compile_test(const FilterNode& node, const SearchParameter& parameter) {
    const auto& rows = operators();
    const bool id = parameter.code == "_id";  // it has no index but the numbers themselves
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const Operator& one) {
      return one.name == node.compare && is_for(one, parameter.type) &&
             (!id || one.modifier == Modifier::none || one.modifier == Modifier::unequal);
    });
    if (row == rows.end())
      return base::refuse(base::Refusal::bad_request,
                          base::error(base::IssueType::value, base::message::search_filter_operator,
                                      {std::string(parameter.code), json::excerpt(node.compare),
                                       std::to_string(node.compare_at + 1),
                                       id ? "eq, ne" : list(operators_of(parameter.type))}));
    const bool presence = row->modifier == Modifier::missing;
    std::string value = std::string(row->prefix) + escape_value(node.value, parameter.type);
    if (presence && (value == "true" || value == "false")) value = value == "true" ? "false" : "true";
    const Subject subject{"_filter", text_, &parameter, row->modifier, {}};
    TRY(auto read, clauses_.read(subject, {value, node.value_at - row->prefix.size()}));
    if (row->name == "po") read.prefix = Prefix::po;
    Clause clause{&parameter, std::string(parameter.code), row->modifier, {std::move(read)}};
    clause.text =
        std::string(text_.substr(node.path.back().at, node.value_at - node.path.back().at)) + node.value;
    return clause;
  }

  const std::string_view text_;
  ClauseParser& clauses_;
};

}  // namespace

std::vector<std::string_view> operators_of(SearchType type) {
  std::vector<std::string_view> names;
  for (const Operator& one : operators()) {
    if (is_for(one, type)) names.push_back(one.name);
  }
  return names;
}

base::Outcome<Clause> parse_filter(const Types& types, std::string_view text, ClauseParser& clauses) {
  TRY(const auto tree, parse_filter_tree(text));
  TRY(auto clause, Compiler(text, clauses).compile(tree, types));
  if (clause.text.empty()) clause.text = "_filter=" + std::string(text);
  return clause;
}

}  // namespace linkki::search
