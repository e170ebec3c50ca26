#include "interactions/provenance.h"

#include "fhir/meta.h"
#include "interactions/body.h"
#include "interactions/messages.h"

namespace linkki::interactions {
namespace {

using base::IssueType;
using base::Refusal;

// A fault without a place is one of the header as a whole.
base::Failure placed(base::Failure failure) {
  for (base::Issue& issue : failure.issues) {
    if (issue.expression.empty()) issue.expression.push_back("http.X-Provenance");
  }
  return failure;
}

base::Outcome<fhir::Resource> read(const Call& call) {
  auto parsed = fhir::parse_json(call.provenance, *call.definitions);
  if (!parsed.ok()) return placed(std::move(parsed).failure());
  if (parsed->type->name != "Provenance") {
    return base::refuse(Refusal::bad_request,
                        base::error(IssueType::invalid, base::message::provenance_type,
                                    {std::string(parsed->type->name)}, "http.X-Provenance"));
  }
  if (parsed->document.root.find("target")) {
    return base::refuse(
        Refusal::bad_request,
        base::error(IssueType::business_rule, base::message::provenance_target, {}, "Provenance.target"));
  }
  return parsed;
}

void set_targets(json::Document& provenance, const std::vector<std::string>& targets) {
  json::Arena& arena = provenance.arena;
  const auto list = arena.values(targets.size());
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const auto reference = arena.members(1);
    reference[0] = {"reference", json::Value::string(arena.keep(targets[i]))};
    list[i] = json::Value::object(reference);
  }
  json::set(arena, provenance.root, "target", json::Value::array(list));
}

}  // namespace

base::Outcome<void> add_provenance(const Call& call, WriteSet& set, const fhir::Rewrites& rewrites) {
  if (call.provenance.empty()) return base::done();
  TRY(auto provenance, read(call));
  TRY_VOID(access::permit(call.principal, "Provenance", Interaction::create));
  const std::vector<std::string> targets = set.targets();
  if (targets.empty()) return base::done();
  Call storing = call;
  storing.route = {};
  storing.route.interaction = Interaction::create;
  storing.route.type = "Provenance";
  storing.body.clear();
  set_targets(provenance.document, targets);
  fhir::set_id(provenance.document, base::uuid(call.parts.random));
  const std::vector<std::string> bases = call.bases();
  fhir::rewrite_links(provenance.document, {rewrites, {}, bases}, *call.definitions);
  TRY(auto warnings, check(storing, provenance));
  set.put(storing, std::move(provenance), nullptr, std::move(warnings));
  return base::done();
}

}  // namespace linkki::interactions
