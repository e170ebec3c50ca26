#include "interactions/operations/transitions.h"

#include <algorithm>

#include "base/json/print.h"
#include "interactions/circumstances.h"
#include "interactions/messages.h"
#include "interactions/read.h"
#include "referral/element.h"
#include "referral/messages.h"

namespace linkki::interactions {
namespace {

using referral::Label;
using referral::Transition;

// Parameters, part by part.
class Writer {
 public:
  explicit Writer(base::Language language) : language_(language) {}

  std::string text(std::string_view content) const {
    std::string out;
    json::print_string(content, out);
    return out;
  }
  std::string part(std::string_view name, std::string_view element, const std::string& json) const {
    return R"({"name":)" + text(name) + ",\"" + std::string(element) + "\":" + json + "}";
  }
  std::string parts(std::string_view name, const std::vector<std::string>& all) const {
    std::string joined;
    for (const std::string& one : all) joined += (joined.empty() ? "" : ",") + one;
    return R"({"name":)" + text(name) + R"(,"part":[)" + joined + "]}";
  }
  std::string coding(std::string_view system, std::string_view code) const {
    return R"({"system":)" + text(system) + R"(,"code":)" + text(code) + "}";
  }
  // In the caller's language, the others as translations.
  std::string label(const Label& label) const {
    std::string translations;
    for (const auto language : {base::Language::finnish, base::Language::swedish, base::Language::english}) {
      if (language == language_) continue;
      translations +=
          (translations.empty() ? "" : ",") +
          std::string(R"({"url":"http://hl7.org/fhir/StructureDefinition/translation","extension":[)") +
          R"({"url":"lang","valueCode":)" + text(base::code(language)) +
          R"(},{"url":"content","valueString":)" + text(label.in(language)) + "}]}";
    }
    return R"({"name":"label","valueString":)" + text(label.in(language_)) +
           R"(,"_valueString":{"extension":[)" + translations + "]}}";
  }

 private:
  const base::Language language_;
};

class Listing {
 public:
  Listing(const Call& call, CaseView& view, const Seen& task)
      : call_(call),
        view_(view),
        workflow_(call.parts.workflow),
        task_(task),
        standing_(standing_in(call.principal, view, open_case(view, task, task.stored, task.stored))),
        writer_(call.preferences.language) {}

  std::string print() {
    std::string all;
    for (const Transition* const step : referral::steps_from(workflow_, standing_, task_.stored))
      all += (all.empty() ? "" : ",") + print(*step);
    return R"({"resourceType":"Parameters")" + (all.empty() ? "" : R"(,"parameter":[)" + all + "]") + "}";
  }

 private:
  std::string print(const Transition& step) {
    auto after = json::parse(json::print(*task_.stored)).value();
    const std::string to = step.to == "same"     ? std::string(task_.stored->text_of("status"))
                           : step.to == "before" ? status_before(call_, view_, "Task/" + task_.target.id)
                                                 : step.to;
    json::set(after.arena, after.root, "status", json::Value::string(after.arena.keep(to)));
    const TaskCase one = open_case(view_, task_, task_.stored, &after.root);
    const auto circumstances = circumstances_of(view_, one, standing_);
    const referral::Change change{task_.stored, &after.root};
    std::vector<std::string> parts = {writer_.part("id", "valueCode", writer_.text(step.id)),
                                      writer_.label(step.label),
                                      writer_.part("to", "valueCode", writer_.text(to))};
    if (workflow_.state(to) && is_status(step, to))
      parts.push_back(
          writer_.part("business", "valueCoding", writer_.coding(workflow_.business_system, step.business)));
    for (const referral::Need& need : step.needs) {
      const bool asked = !need.when || *need.when == referral::Condition::led_to ||
                         referral::holds(workflow_, *need.when, standing_, change, circumstances);
      for (const std::string& name : need.one) {
        if (asked) parts.push_back(input(name, &need));
      }
    }
    for (const std::string& name : step.may) parts.push_back(input(name, nullptr));
    for (const referral::Condition condition : step.conditions) {
      if (referral::holds(workflow_, condition, standing_, change, circumstances)) continue;
      parts.push_back(writer_.part("missing", "valueString", writer_.text(shown(condition))));
    }
    return writer_.parts("transition", parts);
  }

  bool is_status(const Transition& step, const std::string& to) const {
    const auto& known = workflow_.state(to)->business;
    return std::find(known.begin(), known.end(), step.business) != known.end();
  }

  const std::string& shown(referral::Condition condition) const {
    const auto found =
        std::find_if(workflow_.conditions.begin(), workflow_.conditions.end(),
                     [&](const referral::Holding& holding) { return holding.condition == condition; });
    ensure(found != workflow_.conditions.end());
    return found->label.in(call_.preferences.language);
  }

  // `need`: nullptr: it may be given.
  std::string input(const std::string& name, const referral::Need* need) const {
    const referral::Datum& datum = *workflow_.datum(name);
    const bool required = need && (!need->when || *need->when != referral::Condition::led_to);
    std::vector<std::string> parts = {
        writer_.part("name", "valueCode", writer_.text(name)),
        writer_.label(datum.label),
        writer_.part("type", "valueCode", writer_.text(datum.type)),
        writer_.part("required", "valueBoolean", required && need->one.size() == 1 ? "true" : "false"),
        writer_.part("min", "valueInteger", required ? "1" : "0"),
        writer_.part("max", "valueString", "\"1\"")};
    for (const std::string& other : need ? need->one : std::vector<std::string>{}) {
      if (other != name) parts.push_back(writer_.part("alternative-to", "valueCode", writer_.text(other)));
    }
    if (!datum.values.empty())
      parts.push_back(writer_.part("valueSet", "valueCanonical", writer_.text(datum.values)));
    const std::vector<std::string> none;
    const auto& codes = !need ? none : need->codes.empty() ? need->offers : need->codes;
    for (const std::string& code : codes)
      parts.push_back(writer_.part("code", "valueCoding", writer_.coding(workflow_.reason_system, code)));
    return writer_.parts("input", parts);
  }

  const Call& call_;
  CaseView& view_;
  const referral::Workflow& workflow_;
  const Seen& task_;
  const referral::Standing standing_;
  const Writer writer_;
};

}  // namespace

std::string status_before(const Call& call, CaseView& view, std::string_view task) {
  const Seen seen = view.see(task);
  const json::Value* const then =
      view.version_before(seen, [](const json::Value& now, const json::Value& past) {
        return now.text_of("status") != past.text_of("status");
      });
  return referral::state_of(call.parts.workflow, then ? then : seen.stored);
}

base::Outcome<Answer> list_transitions(const Call& call, const Arguments&,
                                       const repository::Snapshot& snapshot, const repository::Sight& sight) {
  TRY(const Stored found, find_current(call, snapshot, sight));
  TRY_VOID(note_shown(call, snapshot, found));
  WriteSet nothing(call, snapshot, sight);
  CaseView view(nothing);
  const Seen task = view.see("Task/" + call.route.id);
  if (!is_referral_task(view, task, task.stored)) {
    return base::refuse(
        base::Refusal::unprocessable,
        base::error(base::IssueType::business_rule, base::message::transition_plain, {}, "Task.code"));
  }
  Answer answer;
  answer.json = Listing(call, view, task).print();
  return answer;
}

}  // namespace linkki::interactions
