#include "referral/clock.h"

#include <algorithm>

#include "fhirpath/temporal.h"
#include "referral/element.h"
#include "referral/judge.h"

namespace linkki::referral {
namespace {

using std::chrono::microseconds;

constexpr std::string_view extensions = "https://w3id.org/linkki/fhir/StructureDefinition/";

const json::Value* extension(const json::Value& resource, std::string_view name) {
  const json::Value* const all = resource.find("extension");
  for (const json::Value& one : all ? all->items() : std::span<json::Value>{}) {
    const std::string_view url = one.text_of("url");
    if (url.starts_with(extensions) && url.substr(extensions.size()) == name) return &one;
  }
  return nullptr;
}

std::string_view period_end(const json::Value* parent, std::string_view element) {
  const json::Value* const period = parent ? parent->find(element) : nullptr;
  return period ? period->text_of("end") : std::string_view{};
}

// Date or dateTime; empty: the resource has none.
std::string_view moment_of(const Workflow& workflow, Since since, const json::Value& resource) {
  const auto value = [](const json::Value* parent) {
    const json::Value* const found = parent ? value_of(*parent) : nullptr;
    return found ? found->text() : std::string_view{};
  };
  switch (since) {
    case Since::answer_by: return value(extension(resource, "answer-by"));
    case Since::expected_date:
      return value(parameter_of(resource, "output", {workflow.data_system, "expected-date"}));
    case Since::support_period:
    case Since::due: return period_end(resource.find("restriction"), "period");
    case Since::last_verified: return value(extension(resource, "last-verified"));
    case Since::period_end: return period_end(resource.find("provision"), "period");
    case Since::entered:
    case Since::last_task_ended:
    case Since::capacity_as_of: return {};
  }
  ensure(!"a moment");
}

std::optional<base::Instant> begin(const Workflow& workflow, const Clock& clock, const Running& running,
                                   const search::Zone& zone) {
  if (clock.since == Since::entered) return running.now;
  if (clock.since == Since::last_task_ended) return running.last_task_ended;
  return end_of(moment_of(workflow, clock.since, running.resource), zone);
}

}  // namespace

std::optional<base::Instant> end_of(std::string_view text, const search::Zone& zone) {
  const auto temporal = fhirpath::Temporal::parse_date_time(text);
  if (!temporal) return std::nullopt;
  const bool days = temporal->precision <= fhirpath::Precision::day;
  const std::int64_t end = days ? temporal->high_us() + 1 : temporal->low_us();
  return temporal->zoned ? base::Instant{microseconds{end}} : zone.instant(end);
}

std::string status_of(const Workflow& workflow, const json::Value& resource) {
  const std::string_view type = resource.text_of("resourceType");
  if (type == "Task") return state_of(workflow, &resource);
  if (type != "HealthcareService") return std::string(resource.text_of("status"));
  const json::Value* const active = resource.find("active");
  return !active || active->truth() ? "active" : "inactive";
}

Hands hands_of(const Workflow& workflow, const Clock& clock, const Running& running,
               const search::Zone& zone) {
  const auto& whiles = clock.whiles;
  const std::string status = status_of(workflow, running.resource);
  if (std::find(whiles.begin(), whiles.end(), status) == whiles.end()) return {};
  if (clock.since == Since::entered && !running.entered) return {.as_before = true};
  const auto since = begin(workflow, clock, running, zone);
  if (!since) return {};
  const microseconds late = std::min<microseconds>(running.stopped, clock.stops_at_most);
  return {.rings = *since + clock.after + late};
}

}  // namespace linkki::referral
