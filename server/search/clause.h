// One name=value of a search → Clause: a parameter with modifier and values, a chain over references, `_has`,
// `_list`.
//
//   status=draft,ready                     subject:Patient.organization.name=x
//   _has:Observation:patient:code=1234-5   _has:Task:focus:_has:Provenance:target:agent=Practitioner/1
// An untyped chain goes on to every type that the reference allows and whose next part is understood there.
// `_list=1` is `_has:List:item:_id=1`. `_text` and `_content` become a test for each word (question.h).
//
// Errors    bad_request with every fault of the field: search-parameter-unknown (with the valid names and the
//           nearest), search-modifier, search-value, search-chain, search-has, search-too-costly,
//           search-not-supported
// Limits    limits::search_hops_max; of all fields together limits::search_branches_max and
//           ParseSettings::values_max
// Standard  https://hl7.org/fhir/R4/search.html#chaining, #has, #list
#pragma once

#include <string_view>
#include <vector>

#include "base/outcome.h"
#include "definitions/definitions.h"
#include "search/form.h"
#include "search/parse.h"
#include "search/query.h"
#include "search/value.h"

namespace linkki::search {

using Types =
    std::vector<std::string_view>;  // a search across types asks what all of them have; "Resource": any

class ClauseParser {
 public:
  // Lifetime: of what the settings point to.
  ClauseParser(const definitions::Definitions& definitions, const ParseSettings& settings)
      : definitions_(definitions),
        values_(definitions, settings.bases, settings.zone),
        values_max_(settings.values_max),
        exactly_(settings.exactly) {}

  base::Outcome<Clause> parse(const Types& types, const Field& field);

  // The pieces that `_filter` is made of as well.
  // The parameter, of the same kind on each of the types; nullptr: not all of them have it.
  const definitions::SearchParameter* find(const Types& types, std::string_view code) const;
  // Where the reference leads to from any of the types; all types: a reference to anything.
  Types targets_of(const Types& types, std::string_view code) const;
  // A chain that goes on where `next` understands a target type; its first failure otherwise.
  template <class Next>
  base::Outcome<Clause> follow(const definitions::SearchParameter& parameter, const Types& targets,
                               Next&& next);
  base::Outcome<Value> read(const Subject& subject, Part part);
  // `any`: it is enough if one of the types has a parameter for it to be named.
  base::Failure unknown(const Types& types, std::string_view code, bool any = false) const;

 private:
  struct Asked;
  base::Outcome<Clause> parse(const Asked& asked);
  base::Outcome<Clause> parse_test(const Asked& asked);
  bool has_text(const Types& types, std::string_view code) const;
  base::Outcome<Clause> parse_text(const Asked& asked);
  base::Outcome<Clause> parse_chain(const Asked& asked, std::string_view head, std::string_view rest);
  base::Outcome<Clause> parse_has(const Asked& asked);
  base::Outcome<Clause> parse_list(const Field& field);
  base::Outcome<void> set_modifier(std::string_view modifier, Subject& subject) const;
  static base::Outcome<void> check_escapes(const Subject& subject);
  base::Outcome<std::vector<Value>> read_all(const Subject& subject);
  base::Outcome<void> count_branch();

  const definitions::Definitions& definitions_;
  const ValueParser values_;
  const std::size_t values_max_;
  const bool exactly_;
  std::size_t alternatives_ = 0, branches_ = 0, words_ = 0;
};

base::Failure not_supported(std::string_view what, base::Argument why);
base::Failure too_costly(std::size_t most, base::Words what);
// Whether all that is wrong is that a parameter is not known.
bool only_unknown(const base::Failure& failure);

template <class Next>
base::Outcome<Clause> ClauseParser::follow(const definitions::SearchParameter& parameter,
                                           const Types& targets, Next&& next) {
  Clause clause{&parameter, std::string(parameter.code), Modifier::none, {}, Clause::Kind::chain};
  std::optional<base::Failure> failure;
  for (const std::string_view target : targets) {
    TRY_VOID(count_branch());
    base::Outcome<std::vector<Clause>> clauses = next(target);
    if (clauses.ok()) {
      clause.branches.push_back({std::string(target), *std::move(clauses)});
    } else if (!failure || (only_unknown(*failure) && !only_unknown(clauses.failure()))) {
      failure = clauses.failure();
      if (failure->issues.front().type == base::IssueType::too_costly) return *std::move(failure);
    }
  }
  if (clause.branches.empty()) return *std::move(failure);
  return clause;
}

}  // namespace linkki::search
