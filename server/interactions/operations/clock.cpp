#include "interactions/operations/clock.h"

#include "base/movable_clock.h"
#include "interactions/messages.h"
#include "interactions/operations/operation.h"
#include "referral/clock.h"
#include "repository/meta.h"
#include "repository/run_and_wait.h"

// $clock: what the sandbox takes for now, moved forward so that what happens by time can be seen happening
//
//   in    to (instant, dateTime or date: its end), or days; neither: nothing moves
//   out   now
// Tokens and the log go by the real clock. What falls due meanwhile happens within a second.
namespace linkki::interactions {
namespace {

using base::IssueType;
using base::Refusal;
using std::chrono::microseconds;

constexpr std::string_view name = "clock ahead";  // µs, in the store's meta
constexpr std::int64_t days_max = 3'653;          // ten years, from the real time on

base::Failure wrong(const base::Message& message, std::vector<std::string> arguments,
                    std::string_view parameter) {
  return base::refuse(Refusal::bad_request,
                      base::error(IssueType::value, message, std::move(arguments),
                                  "Parameters.parameter.where(name = '" + std::string(parameter) + "')"));
}

// How far ahead it shall be.
base::Outcome<microseconds> wanted(const Call& call, const Arguments& arguments) {
  const microseconds before = call.parts.sandbox_clock->ahead();
  if (arguments.has("to")) {
    const std::string_view text = arguments.text("to");
    const auto to = referral::end_of(text, search::Zone::find(call.current.settings->fhir.time_zone).value());
    ensure(to.has_value());  // an argument of type dateTime is one
    return before + (*to - call.parts.sandbox_clock->now());
  }
  const auto days = arguments.integer("days").value_or(0);
  if (days > days_max) return wrong(base::message::clock_far, {std::to_string(days_max)}, "days");
  return before + std::chrono::days(days);
}

base::Outcome<Answer> move(const Call& call, const Arguments& arguments) {
  base::MovableClock& clock = *call.parts.sandbox_clock;
  const microseconds before = clock.ahead();
  TRY(const microseconds ahead, wanted(call, arguments));
  const std::string_view parameter = arguments.has("to") ? "to" : "days";
  if (ahead < before) return wrong(base::message::clock_back, {base::print_instant(clock.now())}, parameter);
  if (ahead > std::chrono::days(days_max))
    return wrong(base::message::clock_far, {std::to_string(days_max)}, parameter);
  if (ahead > before) {
    TRY_VOID(repository::run_and_wait(call.parts.repository.queue(), [&](storage::WriteTransaction& write) {
      return repository::meta::set_number(write, name, static_cast<std::uint64_t>(ahead.count()));
    }));
    clock.move(ahead);
  }
  Answer answer;
  answer.json = R"({"resourceType":"Parameters","parameter":[{"name":"now","valueInstant":")" +
                base::print_instant(clock.now()) + "\"}]}";
  return answer;
}

}  // namespace

microseconds kept_ahead(const storage::Reads& reads) {
  return microseconds{repository::meta::number(reads, name)};
}

std::span<const Operation> clock_operations() {
  static constexpr Parameter parameters[] = {{"to", "dateTime"}, {"days", "integer"}};
  static constexpr Operation rows[] = {
      {.name = "$clock",
       .definition = "https://w3id.org/linkki/fhir/OperationDefinition/clock",
       .on_system = true,
       .sandbox = true,
       .caller = Caller::identified,
       .parameters = parameters,
       .compute = move},
  };
  return rows;
}

}  // namespace linkki::interactions
