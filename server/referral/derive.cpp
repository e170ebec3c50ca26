#include "referral/derive.h"

#include <algorithm>

#include "referral/element.h"

namespace linkki::referral {
namespace {

constexpr std::string_view extensions = "https://w3id.org/linkki/fhir/StructureDefinition/";

json::Value object(json::Arena& arena, std::initializer_list<json::Member> members) {
  const auto kept = arena.members(members.size());
  std::copy(members.begin(), members.end(), kept.begin());
  return json::Value::object(kept);
}

json::Value list(json::Arena& arena, json::Value one) {
  const auto kept = arena.values(1);
  kept[0] = one;
  return json::Value::array(kept);
}

json::Value coding(json::Arena& arena, std::string_view system, std::string_view code) {
  return object(arena, {{"system", json::Value::string(arena.keep(system))},
                        {"code", json::Value::string(arena.keep(code))}});
}

void add_coding(json::Arena& arena, json::Value& concept_, json::Value coding) {
  json::Value* const codings = concept_.find("coding");
  if (codings) return json::append(arena, *codings, coding);
  json::set_first(arena, concept_, "coding", list(arena, coding));
}

std::string shown(const Workflow& workflow, const json::Value& task, const std::string& state) {
  if (const Dialect* const dialect = dialect_of(workflow, task)) {
    for (const auto& [hidden, shows] : dialect->shows) {
      if (hidden == state) return shows;
    }
  }
  return state;
}

bool takes_reason(const Transition& step) {
  const bool needed = std::any_of(step.needs.begin(), step.needs.end(),
                                  [](const Need& need) { return need.one.front() == "reason"; });
  return needed || std::find(step.may.begin(), step.may.end(), "reason") != step.may.end();
}

void complete_reason(const Workflow& workflow, const Surroundings& surroundings, json::Document& task) {
  json::Value* const reason = task.root.find("statusReason");
  if (!reason || !reason->is_object()) return;
  const json::Value* const codings = reason->find("coding");
  const bool coded = codings && !codings->items().empty();
  if (!coded) return add_coding(task.arena, *reason, coding(task.arena, workflow.reason_system, "other"));
  if (reason->find("text")) return;
  const json::Value& first = codings->items().front();
  std::string text(first.text_of("display"));
  if (text.empty() && surroundings.display)
    text = surroundings.display(first.text_of("system"), first.text_of("code"));
  if (!text.empty()) json::set(task.arena, *reason, "text", json::Value::string(task.arena.keep(text)));
}

void derive_reason(const Workflow& workflow, const Transition* step, const json::Value* before,
                   const Surroundings& surroundings, json::Document& task) {
  const json::Value* const reason = task.root.find("statusReason");
  const json::Value* const last = before ? before->find("statusReason") : nullptr;
  const bool stale = step && step->to != "same" && reason && last && json::equal(*reason, *last);
  if (stale && !takes_reason(*step)) json::erase(task.arena, task.root, "statusReason");
  complete_reason(workflow, surroundings, task);
}

void set_owner(json::Document& task, std::string_view reference) {
  json::Value owner = object(task.arena, {{"reference", json::Value::string(task.arena.keep(reference))}});
  json::set(task.arena, task.root, "owner", owner);
}

void derive_owner(const Transition& step, const Circumstances& circumstances, json::Document& task) {
  switch (step.owner) {
    case OwnerRule::kept:
    case OwnerRule::named: return;
    case OwnerRule::caller_or_named: {
      const bool named = is_person(reference_of(task.root, "owner"));
      if (!named && !circumstances.caller.empty()) set_owner(task, circumstances.caller);
      return;
    }
    case OwnerRule::as_addressed:
      if (!circumstances.addressed) {
        json::erase(task.arena, task.root, "owner");
      } else {
        json::set(task.arena, task.root, "owner", json::copy(task.arena, *circumstances.addressed));
      }
  }
}

void fill(const Filled& filled, const Surroundings& surroundings, json::Document& task) {
  const std::string url = std::string(extensions) + filled.extension;
  json::Value* const all = task.root.find("extension");
  for (const json::Value& one : all ? all->items() : std::span<json::Value>{}) {
    if (one.text_of("url") == url) return;
  }
  const std::string day = base::print_instant(surroundings.now + filled.after).substr(0, 10);
  const json::Value one = object(task.arena, {{"url", json::Value::string(task.arena.keep(url))},
                                              {"valueDate", json::Value::string(task.arena.keep(day))}});
  if (all) return json::append(task.arena, *all, one);
  json::set_after(task.arena, task.root, "id", "extension", list(task.arena, one));
}

}  // namespace

void set_business(const Workflow& workflow, std::string_view business, json::Document& task) {
  if (business_of(workflow, task.root) == business) return;
  json::Value* const status = task.root.find("businessStatus");
  json::Value kept = status ? *status : object(task.arena, {});
  if (json::Value* const codings = kept.find("coding")) {
    for (std::size_t i = codings->items().size(); i-- > 0;) {
      if (codings->items()[i].text_of("system") == workflow.business_system)
        json::erase(task.arena, *codings, i);
    }
    if (codings->items().empty()) json::erase(task.arena, kept, "coding");
  }
  if (!business.empty()) add_coding(task.arena, kept, coding(task.arena, workflow.business_system, business));
  if (kept.members().empty()) {
    json::erase(task.arena, task.root, "businessStatus");
  } else {
    json::set(task.arena, task.root, "businessStatus", kept);
  }
}

void derive(const Workflow& workflow, const Verdict& verdict, const Circumstances& circumstances,
            const json::Value* before, const Surroundings& surroundings, json::Document& task) {
  if (verdict.as_given) return;
  const Transition* const step = verdict.transition;
  derive_reason(workflow, step, before, surroundings, task);
  if (step) derive_owner(*step, circumstances, task);
  const std::string status = shown(workflow, task.root, verdict.to);
  if (task.root.text_of("status") != status)
    json::set(task.arena, task.root, "status", json::Value::string(task.arena.keep(status)));
  set_business(workflow, verdict.business, task);
  if (!step) return;
  for (const Filled& filled : step->sets) fill(filled, surroundings, task);
}

void cancel(const Workflow& workflow, std::string_view business, const json::Value* reason,
            json::Document& task) {
  json::set(task.arena, task.root, "status", json::Value::string("cancelled"));
  if (reason) json::set(task.arena, task.root, "statusReason", json::copy(task.arena, *reason));
  set_business(workflow, business, task);
}

std::string request_status_after(const Transition& transition, std::string_view now, bool last) {
  switch (transition.request) {
    case RequestEffect::unchanged:
    case RequestEffect::draft:
    case RequestEffect::as_given: return {};
    case RequestEffect::active: return now == "draft" || now == "completed" ? "active" : "";
    case RequestEffect::completed_when_last: return last && now == "active" ? "completed" : "";
    case RequestEffect::revoked:
      return last && (now == "draft" || now == "active" || now == "on-hold") ? "revoked" : "";
    case RequestEffect::entered_in_error: return last && now != "entered-in-error" ? "entered-in-error" : "";
  }
  ensure(!"an effect");
}

}  // namespace linkki::referral
