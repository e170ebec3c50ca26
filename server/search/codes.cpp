#include "search/codes.h"

#include "search/limits.h"
#include "search/messages.h"
#include "terminology/evaluation.h"

namespace linkki::search {
namespace {

using Found = base::Outcome<std::vector<Code>>;
using terminology::CodeSystem;
using terminology::Member;

base::Failure too_many() {
  return base::refuse(
      base::Refusal::bad_request,
      base::error(base::IssueType::too_costly, base::message::search_too_costly,
                  {std::to_string(limits::search_codes_max),
                   base::Words{"codes for one value", "koodia yhtä arvoa kohti", "koder för ett värde"}}));
}

// Whatever is wrong with a value set, it is the search that cannot be answered.
base::Failure of_search(base::Failure failure) {
  failure.refusal = base::Refusal::bad_request;
  return failure;
}

Found with_itself(const Code& code, const CodeSystem& system, const std::vector<std::uint32_t>& others) {
  if (others.size() >= limits::search_codes_max) return too_many();
  std::vector<Code> codes{code};
  for (const std::uint32_t index : others) codes.push_back({code.system, std::string(system.at(index).code)});
  return codes;
}

template <class Others>
Found related(const terminology::Catalogue& catalogue, const Code& code, Others&& others) {
  const auto system = catalogue.code_system(code.system);
  if (!system) return of_search(terminology::unknown_system(code.system));
  const auto found = system->find(code.code);
  if (!found) return std::vector<Code>{code};
  return with_itself(code, *system, others(*system, found->index));
}

}  // namespace

Found TerminologyCodes::members(std::string_view canonical) const {
  const auto set = catalogue_->value_set(canonical);
  if (!set.ok()) return of_search(set.failure());
  if (!*set) return of_search(terminology::unknown_set(canonical));
  return members(**set);
}

Found TerminologyCodes::members(json::Document value_set) const {
  const auto set = terminology::ValueSet::make(std::move(value_set));
  if (!set.ok()) return of_search(set.failure());
  return members(**set);
}

Found TerminologyCodes::members(const terminology::ValueSet& set) const {
  terminology::Evaluation evaluation(*catalogue_);
  std::size_t count = 0;
  const auto found =
      evaluation.members(set, [&](const Member&) { return ++count <= limits::search_codes_max; });
  if (!found.ok()) return of_search(found.failure());
  if (count > limits::search_codes_max) return too_many();
  std::vector<Code> codes;
  for (const Member& member : *found) codes.push_back({std::string(member.system), std::string(member.code)});
  return codes;
}

Found TerminologyCodes::above(const Code& code) const {
  return related(*catalogue_, code,
                 [](const CodeSystem& system, std::uint32_t index) { return system.ancestors(index); });
}

Found TerminologyCodes::below(const Code& code) const {
  return related(*catalogue_, code,
                 [](const CodeSystem& system, std::uint32_t index) { return system.descendants(index); });
}

}  // namespace linkki::search
