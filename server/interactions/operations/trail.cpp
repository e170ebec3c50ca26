// ServiceRequest/[id]/$trail: the story of a referral (story.h), as Parameters, or with as=table as one page
// of HTML in the language of `language`, else of Accept-Language
#include <map>

#include "base/json/parse.h"
#include "base/json/print.h"
#include "interactions/messages.h"
#include "interactions/operations/operation.h"
#include "interactions/operations/story.h"
#include "interactions/operations/wording.h"
#include "interactions/read.h"
#include "referral/element.h"

namespace linkki::interactions {
namespace {

using base::Language;
using base::Words;
using repository::Number;
using repository::Snapshot;

constexpr std::string_view roles = "https://w3id.org/linkki/fhir/CodeSystem/role";

std::string quoted(std::string_view content) {
  std::string out;
  json::print_string(content, out);
  return out;
}

// The words for what is no step of the workflow.
Words kind_of(std::string_view type) {
  if (type == "Consent") return {"Consent", "Suostumus", "Samtycke"};
  if (type == "Communication") return {"Contact", "Yhteydenotto", "Kontakt"};
  if (type == "ServiceRequest") return {"Referral", "Lähete", "Remiss"};
  return {"Task", "Tehtävä", "Uppgift"};
}

class Printer {
 public:
  Printer(const Call& call, const Snapshot& snapshot, const Story& story, Language language)
      : call_(call), snapshot_(snapshot), story_(story), language_(language) {}

  std::string parameters() const {
    std::string all;
    for (const StoryStep& step : story_.steps) all += (all.empty() ? "" : ",") + parameters(step);
    return R"({"resourceType":"Parameters")" + (all.empty() ? "" : R"(,"parameter":[)" + all + "]") + "}";
  }

  std::string table() const {
    const std::string title(
        Words("The course of the referral", "Lähetteen kulku", "Remissens gång").in(language_));
    std::string page = page_head(title, language_) + "<table border=\"1\"><thead><tr>";
    for (const Words& head :
         {Words("Time (UTC)", "Aika (UTC)", "Tid (UTC)"), Words("Step", "Vaihe", "Steg"),
          Words("Status", "Tila", "Status"), Words("Who", "Kuka", "Vem"), Words("Role", "Rooli", "Roll"),
          Words("Organisation", "Organisaatio", "Organisation"), Words("Reason", "Syy", "Orsak"),
          Words("Version", "Versio", "Version"),
          Words("Consent in force", "Voimassa oleva suostumus", "Gällande samtycke")})
      page += "<th scope=\"col\">" + std::string(head.in(language_)) + "</th>";
    page += "</tr></thead><tbody>\n";
    for (const StoryStep& step : story_.steps) page += row(step);
    return page + "</tbody></table>" + std::string(page_end);
  }

 private:
  static std::string part(std::string_view name, std::string_view element, const std::string& json) {
    return R"({"name":)" + quoted(name) + ",\"" + std::string(element) + "\":" + json + "}";
  }
  std::string reference(Number number) const {
    const std::string display = name_of(number);
    return R"({"reference":)" + quoted(snapshot_.reference(number)) +
           (display.empty() ? "" : R"(,"display":)" + quoted(display)) + "}";
  }

  std::string parameters(const StoryStep& step) const {
    std::vector<std::string> parts = {part("time", "valueInstant", quoted(base::print_instant(step.time))),
                                      part("label", "valueString", quoted(label(step)))};
    const auto add = [&](bool given, std::string_view name, std::string_view element,
                         const std::string& json) {
      if (given) parts.push_back(part(name, element, json));
    };
    const referral::Workflow& workflow = call_.parts.workflow;
    if (step.transition) add(true, "transition", "valueCode", quoted(step.transition->id));
    if (step.person) add(true, "actor", "valueReference", reference(step.person));
    add(step.role != access::Role::none, "role", "valueCoding",
        R"({"system":)" + quoted(roles) + R"(,"code":)" + quoted(access::code(step.role)) + "}");
    if (step.organization) add(true, "organization", "valueReference", reference(step.organization));
    add(!step.from.empty(), "from", "valueCode", quoted(step.from));
    add(!step.to.empty(), "to", "valueCode", quoted(step.to));
    add(!step.business.empty(), "business", "valueCoding",
        R"({"system":)" + quoted(workflow.business_system) + R"(,"code":)" + quoted(step.business) + "}");
    add(!step.reason.empty(), "reason", "valueCodeableConcept", step.reason);
    add(true, "resource", "valueReference", R"({"reference":)" + quoted(step.what) + "}");
    for (const std::string& consent : step.consents)
      add(true, "consent", "valueReference", R"({"reference":)" + quoted(consent) + "}");
    std::string joined;
    for (const std::string& one : parts) joined += (joined.empty() ? "" : ",") + one;
    return R"({"name":"step","part":[)" + joined + "]}";
  }

  std::string row(const StoryStep& step) const {
    std::string consents;
    for (const std::string& consent : step.consents) consents += (consents.empty() ? "" : ", ") + consent;
    std::string line = "<tr>";
    for (const std::string& cell :
         {base::print_instant(step.time), label(step),
          (step.from.empty() ? "" : state(step, step.from) + " → ") + state(step, step.to),
          name_of(step.person), std::string(access::code(step.role)), name_of(step.organization),
          reason(step), step.what, consents})
      line += "<td>" + escaped(cell) + "</td>";
    return line + "</tr>\n";
  }

  std::string label(const StoryStep& step) const {
    if (step.transition) return step.transition->label.in(language_);
    if (step.child) return step.child->label.in(language_);
    return std::string(kind_of(snapshot_.type_name(step.number)).in(language_));
  }
  std::string state(const StoryStep& step, const std::string& status) const {
    const auto* const known =
        snapshot_.type_name(step.number) == "Task" ? call_.parts.workflow.state(status) : nullptr;
    return known ? known->label.in(language_) : status;
  }
  static std::string reason(const StoryStep& step) {
    if (step.reason.empty()) return "";
    const auto given = json::parse(step.reason).value();
    std::string told(given.root.text_of("text"));
    const json::Value* const codings = given.root.find("coding");
    for (const json::Value& coding : codings ? codings->items() : std::span<json::Value>{}) {
      if (told.empty()) told = coding.text_of("display");
      if (told.empty()) told = coding.text_of("code");
    }
    return told;
  }

  // Of a person or an organisation; empty: none is stored.
  const std::string& name_of(Number number) const {
    const auto [name, fresh] = names_.try_emplace(number);
    if (fresh) name->second = find_name(number);
    return name->second;
  }
  std::string find_name(Number number) const {
    const auto row = number ? snapshot_.current(number) : std::nullopt;
    if (!row || row->header.deleted) return "";
    const auto resource = json::parse(snapshot_.json(*row)).value();
    const std::string name = interactions::name_of(resource.root, language_);
    return name.empty() ? snapshot_.reference(number) : name;
  }

  const Call& call_;
  const Snapshot& snapshot_;
  const Story& story_;
  const Language language_;
  mutable std::map<Number, std::string> names_;
};

base::Outcome<Answer> trail(const Call& call, const Arguments& arguments, const Snapshot& snapshot,
                            const repository::Sight& sight) {
  TRY(const Language language, language_of(call, arguments.text("language")));
  const std::string_view as = arguments.text("as");
  if (!as.empty() && as != "table") {
    return base::refuse(
        base::Refusal::bad_request,
        base::error(base::IssueType::value, base::message::argument_type, {"as", "table"}, "as"));
  }
  TRY(const Stored found, find_current(call, snapshot, sight));
  TRY(const Story story, tell_story(call, snapshot, sight, found.number));
  TRY_VOID(call.parts.trail.append(entries_of(call, snapshot, story.shown)));
  const Printer printer(call, snapshot, story, language);
  Answer answer;
  if (as.empty()) {
    append_vary_by_language(answer.headers);
    answer.json = printer.parameters();
  } else {
    answer_page(answer, printer.table(), language);
  }
  return answer;
}

}  // namespace

std::span<const Operation> trail_operations() {
  static constexpr std::string_view types[] = {"ServiceRequest"};
  static constexpr Parameter parameters[] = {{"as", "code"}, {"language", "code"}};
  static constexpr Operation rows[] = {
      {.name = "$trail",
       .definition = "https://w3id.org/linkki/fhir/OperationDefinition/trail",
       .on_instance = true,
       .types = types,
       .by_get = true,
       .parameters = parameters,
       .read = trail},
  };
  return rows;
}

}  // namespace linkki::interactions
