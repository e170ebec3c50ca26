#include "interactions/operations/letter.h"

#include <algorithm>

#include "access/label.h"
#include "base/json/parse.h"
#include "fhir/primitive.h"
#include "interactions/circumstances.h"
#include "interactions/messages.h"
#include "interactions/operations/operation.h"
#include "interactions/operations/wording.h"
#include "interactions/withholding.h"
#include "referral/consent.h"
#include "referral/element.h"
#include "referral/state.h"
#include "repository/candidates.h"

namespace linkki::interactions {
namespace {

using base::Language;
using referral::reference_of;
using repository::Number;

constexpr std::string_view contact_extension = "https://w3id.org/linkki/fhir/StructureDefinition/contact";

std::span<const json::Value> items(const json::Value& value, std::string_view element) {
  const json::Value* const list = value.find(element);
  return list ? list->items() : std::span<const json::Value>{};
}

bool is_true(const json::Value& value, std::string_view element) {
  const json::Value* const flag = value.find(element);
  return flag && flag->truth();
}

std::optional<Language> spoken(std::string_view tag) {
  for (const Language one : {Language::finnish, Language::swedish, Language::english}) {
    if (tag.substr(0, 2) == base::code(one)) return one;
  }
  return std::nullopt;
}

std::string_view language_of(const json::Value& communication) {
  const json::Value* const language = communication.find("language");
  return language && !items(*language, "coding").empty() ? items(*language, "coding").front().text_of("code")
                                                         : std::string_view{};
}

// That of the referral's extension `contact`, else the client's preferred one, else their first that we
// write.
Language language_for(const json::Value& request, const json::Value& client, Language other) {
  for (const json::Value& one : items(request, "extension")) {
    if (one.text_of("url") != contact_extension) continue;
    for (const json::Value& part : items(one, "extension")) {
      const auto told = part.text_of("url") == "language" ? spoken(part.text_of("valueCode")) : std::nullopt;
      if (told) return *told;
    }
  }
  std::optional<Language> first;
  for (const json::Value& one : items(client, "communication")) {
    const auto known = spoken(language_of(one));
    if (known && is_true(one, "preferred")) return *known;
    if (!first) first = known;
  }
  return first.value_or(other);
}

std::vector<std::string> address_of(const json::Value& resource) {
  std::vector<std::string> lines;
  if (items(resource, "address").empty()) return lines;
  const json::Value& address = items(resource, "address").front();
  for (const json::Value& line : items(address, "line")) lines.emplace_back(line.text());
  const std::string code(address.text_of("postalCode")), city(address.text_of("city"));
  if (!code.empty() || !city.empty())
    lines.push_back(code + (code.empty() || city.empty() ? "" : " ") + city);
  return lines;
}

std::string phone_of(const json::Value& resource) {
  for (const json::Value& one : items(resource, "telecom")) {
    if (one.text_of("system") == "phone") return std::string(one.text_of("value"));
  }
  return "";
}

class Writing {
 public:
  Writing(const Call& call, const repository::Snapshot& snapshot, const repository::Sight& sight)
      : call_(call), snapshot_(snapshot), sight_(sight), workflow_(call.parts.workflow) {}

  base::Outcome<Letter> write(const Stored& request, std::optional<Language> wanted) {
    request_ = look(request.number);
    client_ = look(reference_of(*request_, "subject"));
    if (!client_) return nobody();
    if (client_->find("deceasedDateTime") || is_true(*client_, "deceasedBoolean")) return nobody();
    find_task(request.number);
    const std::string_view business = task_ ? referral::business_of(workflow_, *task_) : "";
    if (business == "deceased" || business == "moved-away") return nobody();
    letter_.language = wanted.value_or(language_for(*request_, *client_, call_.preferences.language));
    name_people();
    for (const json::Value& one : items(*request_, "performer")) {
      const json::Value* const service = look(one.text_of("reference"));
      if (service) letter_.services.push_back(name(*service));
    }
    read_consents();
    find_visits(request.number);
    return std::move(letter_);
  }

 private:
  base::Failure nobody() const {
    return base::refuse(base::Refusal::unprocessable,
                        base::error(base::IssueType::business_rule, base::message::letter_nobody, {},
                                    "ServiceRequest.subject"));
  }

  std::string name(const json::Value& resource) const { return name_of(resource, letter_.language); }

  Contact contact(const json::Value& resource) const {
    return {name(resource), address_of(resource), phone_of(resource)};
  }

  // What the caller sees under a number; nullptr: nothing.
  const json::Value* look(Number number) {
    const auto row = number ? snapshot_.current(number) : std::nullopt;
    if (!row || row->header.deleted) return nullptr;
    if (!access::permit(call_.principal, snapshot_.type_name(number), access::Interaction::read).ok())
      return nullptr;
    const access::Sight seen = sight_.sees(number, row->header);
    if (!seen) return nullptr;
    letter_.shown.push_back({number, row->header.version, seen, row->header.patients});
    documents_.push_back(json::parse(as_shown(snapshot_, *row, seen)).value());
    return &documents_.back().root;
  }
  const json::Value* look(std::string_view reference) {
    const std::size_t slash = reference.find('/');
    if (slash == std::string_view::npos) return nullptr;
    const std::string_view id = reference.substr(slash + 1);
    return look(snapshot_.number(reference.substr(0, slash), id.substr(0, id.find('/'))));
  }
  // The resources of a type that refer to the request, as the caller sees them.
  std::vector<const json::Value*> about(std::string_view type, Number request) {
    std::vector<const json::Value*> found;
    const auto* const facets = snapshot_.reading().facets->find(type);
    if (!facets) return found;
    for (const Number number : repository::candidates::referring(snapshot_.reads(), *facets, request)) {
      const json::Value* const one = look(number);
      if (one) found.push_back(one);
    }
    return found;
  }

  // The referral's own Task: one that is open before one that has ended, the newest of these.
  void find_task(Number request) {
    const auto rank = [&](const json::Value& task) {
      return std::pair(is_open(workflow_, task), task.text_of("authoredOn"));
    };
    for (const json::Value* const one : about("Task", request)) {
      const bool own =
          referral::has_coding(one->find("code"), "http://hl7.org/fhir/CodeSystem/task-code", "fulfill");
      if (own && !one->find("partOf") && (!task_ || rank(*task_) < rank(*one))) task_ = one;
    }
    if (!task_) return;
    letter_.state = referral::state_of(workflow_, task_);
    for (const json::Value& one : items(*task_, "extension")) {
      if (one.text_of("url") == "https://w3id.org/linkki/fhir/StructureDefinition/answer-by")
        letter_.answer_by = one.text_of("valueDate");
    }
  }

  void name_people() {
    letter_.client = contact(*client_);
    if (access::hides(*client_)) letter_.client.address.clear();
    letter_.sender = stands_behind(reference_of(*request_, "requester"));
    if (task_) letter_.receiver = stands_behind(reference_of(*task_, "owner"));
  }

  // A professional as somebody of their organisation; its telephone where they have none. Empty: a client, or
  // somebody close to them.
  Contact stands_behind(std::string_view reference) {
    if (reference.starts_with("Patient/") || reference.starts_with("RelatedPerson/")) return {};
    const json::Value* const who = look(reference);
    if (!who) return {};
    Contact found = contact(*who);
    const std::string_view type = who->text_of("resourceType");
    const json::Value* const person =
        type == "PractitionerRole" ? look(reference_of(*who, "practitioner")) : nullptr;
    if (person) {
      const Contact named = contact(*person);
      found.name = named.name;
      if (found.phone.empty()) found.phone = named.phone;
    }
    const std::string_view element = type == "HealthcareService" ? "providedBy" : "organization";
    const json::Value* const organization = look(reference_of(*who, element));
    if (!organization) return found;
    const Contact of = contact(*organization);
    found.name += (found.name.empty() || of.name.empty() ? "" : ", ") + of.name;
    if (found.phone.empty()) found.phone = of.phone;
    if (found.address.empty()) found.address = of.address;
    return found;
  }

  void read_consents() {
    for (const json::Value& one : items(*request_, "supportingInfo")) {
      const std::string_view reference = one.text_of("reference");
      const json::Value* const consent = reference.starts_with("Consent/") ? look(reference) : nullptr;
      if (consent) read_permits(referral::read_consent(*consent, call_.current.settings->fhir.time_zone));
    }
  }
  void read_permits(const referral::Consent& consent) {
    if (!consent.active) return;
    for (const referral::Provision& one : consent.provisions) {
      if (!one.permits || !one.has(referral::Scope::referral) || !one.window.contains(call_.now)) continue;
      for (const referral::Actor& actor : one.actors) {
        const json::Value* const who = look(actor.reference);
        const std::string told = who ? name(*who) : "";
        auto& all = letter_.permitted;
        if (!told.empty() && std::find(all.begin(), all.end(), told) == all.end()) all.push_back(told);
      }
    }
  }

  void find_visits(Number request) {
    if (access::hides(*client_)) return;
    for (const json::Value* const one : about("Appointment", request)) {
      const auto start = fhir::parse_instant(one->text_of("start"));
      if (one->text_of("status") != "booked" || !start) continue;
      const base::Instant at = fhir::interval(*start, std::chrono::minutes{0}).low;
      if (at < call_.now) continue;
      letter_.visits.push_back({at, place_of(*one)});
    }
    std::sort(letter_.visits.begin(), letter_.visits.end(),
              [](const Visit& a, const Visit& b) { return a.start < b.start; });
  }
  std::string place_of(const json::Value& appointment) {
    for (const json::Value& one : items(appointment, "participant")) {
      const std::string_view actor = reference_of(one, "actor");
      const json::Value* const place =
          actor.starts_with("Location/") || actor.starts_with("HealthcareService/") ? look(actor) : nullptr;
      if (place) return name(*place);
    }
    return "";
  }

  const Call& call_;
  const repository::Snapshot& snapshot_;
  const repository::Sight& sight_;
  const referral::Workflow& workflow_;
  std::deque<json::Document> documents_;
  const json::Value* request_ = nullptr;
  const json::Value* client_ = nullptr;
  const json::Value* task_ = nullptr;
  Letter letter_;
};

base::Outcome<Answer> letter(const Call& call, const Arguments& arguments,
                             const repository::Snapshot& snapshot, const repository::Sight& sight) {
  std::optional<Language> wanted;
  if (arguments.has("language")) {
    TRY(wanted, language_of(call, arguments.text("language")));
  }
  TRY(const Stored found, find_current(call, snapshot, sight));
  TRY(const Letter written, write_letter(call, snapshot, sight, found, wanted));
  TRY_VOID(call.parts.trail.append(entries_of(call, snapshot, written.shown)));
  Answer answer;
  answer_page(answer, print_letter(written, call.now, call.current.settings->fhir.time_zone),
              written.language);
  return answer;
}

}  // namespace

base::Outcome<Letter> write_letter(const Call& call, const repository::Snapshot& snapshot,
                                   const repository::Sight& sight, const Stored& request,
                                   std::optional<Language> wanted) {
  return Writing(call, snapshot, sight).write(request, wanted);
}

std::span<const Operation> letter_operations() {
  static constexpr std::string_view types[] = {"ServiceRequest"};
  static constexpr Parameter parameters[] = {{"language", "code"}};
  static constexpr Operation rows[] = {
      {.name = "$letter",
       .definition = "https://w3id.org/linkki/fhir/OperationDefinition/letter",
       .on_instance = true,
       .types = types,
       .by_get = true,
       .parameters = parameters,
       .read = letter},
  };
  return rows;
}

}  // namespace linkki::interactions
