#include "referral/state.h"

#include <algorithm>

#include "referral/element.h"

namespace linkki::referral {
namespace {

bool contains(const std::vector<std::string>& list, std::string_view one) {
  return std::find(list.begin(), list.end(), one) != list.end();
}

}  // namespace

bool governs(const Workflow& workflow, const json::Value& request) {
  const json::Value* const meta = request.find("meta");
  const json::Value* const profiles = meta ? meta->find("profile") : nullptr;
  for (const json::Value& profile : profiles ? profiles->items() : std::span<json::Value>{}) {
    if (contains(workflow.request_profiles, profile.text().substr(0, profile.text().find('|')))) return true;
  }
  const json::Value* const categories = request.find("category");
  for (const json::Value& category : categories ? categories->items() : std::span<json::Value>{}) {
    for (const std::string& system : workflow.request_categories) {
      if (has_coding(&category, system, {})) return true;
    }
  }
  return false;
}

bool changed(const Change& change, std::string_view element) {
  return change.before && reference_of(*change.before, element) != reference_of(*change.after, element);
}

std::string state_of(const Workflow& workflow, const json::Value* task) {
  if (!task) return "new";
  std::string status(task->text_of("status"));
  const Dialect* const dialect = dialect_of(workflow, *task);
  if (!dialect) return status;
  for (const auto& [state, shows] : dialect->shows) {
    const State* const hidden = workflow.state(state);
    if (status == shows && hidden && contains(hidden->business, business_of(workflow, *task))) return state;
  }
  return status;
}

std::string_view business_of(const Workflow& workflow, const json::Value& task) {
  return code_of(task.find("businessStatus"), workflow.business_system);
}

const Dialect* dialect_of(const Workflow& workflow, const json::Value& task) {
  const json::Value* const meta = task.find("meta");
  const json::Value* const profiles = meta ? meta->find("profile") : nullptr;
  if (!profiles) return nullptr;
  for (const Dialect& dialect : workflow.dialects) {
    for (const json::Value& profile : profiles->items()) {
      const std::string_view canonical = profile.text().substr(0, profile.text().find('|'));
      if (contains(dialect.profiles, canonical)) return &dialect;
    }
  }
  return nullptr;
}

bool is_person(std::string_view owner) {
  return owner.starts_with("Practitioner/") || owner.starts_with("PractitionerRole/");
}

// Whatever its dialect shows.
std::string state_after(const Workflow& workflow, const Change& change) {
  const std::string shown(change.after->text_of("status"));
  const Dialect* const dialect = dialect_of(workflow, *change.after);
  if (!dialect || !change.before) return state_of(workflow, change.after);
  const std::string from = state_of(workflow, change.before);
  const std::string_view owner = reference_of(*change.after, "owner");
  for (const auto& [state, shows] : dialect->shows) {
    if (shown != shows) continue;
    const bool held = from == state && !owner.empty();
    const bool claimed = from == shows && changed(change, "owner") && is_person(owner) &&
                         !is_person(reference_of(*change.before, "owner"));
    return held || claimed ? state : shows;
  }
  return shown;
}

}  // namespace linkki::referral
