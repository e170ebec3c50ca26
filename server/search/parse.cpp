#include "search/parse.h"

#include <algorithm>

#include "search/clause.h"
#include "search/filter.h"
#include "search/form.h"
#include "search/messages.h"
#include "search/result_parameter.h"
#include "search/text.h"

namespace linkki::search {
namespace {

using definitions::Definitions;

bool asks_text(const Clause& clause) {
  return (clause.kind == Clause::Kind::test && is_text_parameter(clause.code)) ||
         std::any_of(clause.parts.begin(), clause.parts.end(), asks_text);
}

class Parser {
 public:
  Parser(std::string_view type, const Definitions& definitions, const ParseSettings& settings)
      : settings_(settings),
        clauses_(definitions, settings),
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
    check_score();
    if (!faults_.empty()) return base::refuse(base::Refusal::bad_request, std::move(faults_));
    if (query_.sorts.empty()) sort_by_distance();
    return std::move(query_);
  }

 private:
  // Without words asked for there is nothing to score by.
  void check_score() {
    const bool asked = std::any_of(query_.sorts.begin(), query_.sorts.end(),
                                   [](const Sort& sort) { return sort.code == score_sort; });
    if (asked && std::none_of(query_.clauses.begin(), query_.clauses.end(), asks_text))
      faults_.push_back(base::error(base::IssueType::value, base::message::search_score));
  }

  // What is near comes first, unless another order is asked for.
  void sort_by_distance() {
    for (const Clause& clause : query_.clauses) {
      const bool near = clause.parameter && clause.parameter->type == definitions::SearchType::special &&
                        clause.kind == Clause::Kind::test && clause.modifier == Modifier::none;
      if (near) return query_.sorts.push_back({clause.parameter, clause.code, false});
    }
  }

  // What may be asked is what all of these have.
  Types types() const {
    if (!query_.type.empty()) return {query_.type};
    if (query_.types.empty()) return {"Resource"};
    return {query_.types.begin(), query_.types.end()};
  }

  void add(const Field& field) {
    auto clause = field.name == "_filter" ? parse_filter(types(), field.value, clauses_)
                                          : clauses_.parse(types(), field);
    if (clause) {
      query_.clauses.push_back(*std::move(clause));
      query_.used.emplace_back(field.name, field.value);
    } else if (settings_.lenient && field.name != "_filter" && only_unknown(clause.failure())) {
      query_.ignored.push_back(field.name);
    } else {
      auto& issues = clause.failure().issues;
      faults_.insert(faults_.end(), issues.begin(), issues.end());
    }
  }

  const ParseSettings& settings_;
  Query query_;
  std::vector<base::Issue> faults_;
  ClauseParser clauses_;
  ResultParser results_;
};

}  // namespace

base::Outcome<Query> parse(std::string_view type, std::string_view form, const Definitions& definitions,
                           const ParseSettings& settings) {
  TRY(const auto fields, parse_form(form));
  return Parser(type, definitions, settings).parse(fields);
}

}  // namespace linkki::search
