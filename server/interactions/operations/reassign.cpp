// Task/$reassign: all open Tasks of a person to somebody else, each by itself: a colleague leaves, and of
// those that a Consent does not cover for the new owner the answer says so, while the others move.
//
// Whose      every open Task that the caller sees and whose owner is `from`; of a Practitioner, their
//            PractitionerRoles', too
// Becomes    a batch of patches, each held to the version seen; its batch-response is the answer
// Errors     bad_request: `from` or `to` is not a person or their role; unprocessable: `from` or `to` is not
//            here; too costly: more Tasks than a batch may have
#include <fmt/format.h>

#include <set>

#include "base/crypto/base64.h"
#include "base/json/parse.h"
#include "base/json/print.h"
#include "interactions/messages.h"
#include "interactions/operations/operation.h"
#include "interactions/status.h"
#include "referral/element.h"
#include "referral/state.h"
#include "repository/candidates.h"

namespace linkki::interactions {
namespace {

using base::Outcome;
using repository::Number;

bool is_person(std::string_view reference) {
  return reference.starts_with("Practitioner/") || reference.starts_with("PractitionerRole/");
}

class Handover {
 public:
  Handover(const Call& call, const repository::Snapshot& snapshot)
      : call_(call),
        snapshot_(snapshot),
        sight_(snapshot.reads(), *snapshot.reading().dictionary, call.principal, call.now) {}

  Outcome<Composed> compose(std::string_view from, std::string_view to) {
    TRY(const Number giver, find(from, "from"));
    TRY_VOID(find(to, "to"));
    std::set<Number> givers{giver};
    if (from.starts_with("Practitioner/")) {
      for (const Number role : referring("PractitionerRole", giver)) givers.insert(role);
    }
    std::string patch = R"([{"op":"replace","path":"/owner","value":{"reference":)";
    json::print_string(to, patch);
    patch_ = crypto::print_base64(patch + "}}]");
    std::set<Number> tasks;
    for (const Number one : givers) {
      for (const Number task : referring("Task", one)) tasks.insert(task);
    }
    for (const Number task : tasks) add(task, givers);
    return Composed{R"({"resourceType":"Bundle","type":"batch","entry":[)" + entries_ + "]}", {}};
  }

 private:
  Outcome<Number> find(std::string_view reference, std::string_view parameter) const {
    const std::size_t slash = reference.find('/');
    const std::string place = "Parameters.parameter.where(name = '" + std::string(parameter) + "')";
    if (!is_person(reference)) {
      return refuse(base::Refusal::bad_request,
                    base::error(base::IssueType::value, base::message::argument_type,
                                {std::string(parameter), "Practitioner/…, PractitionerRole/…"}, place));
    }
    const Number number = snapshot_.number(reference.substr(0, slash), reference.substr(slash + 1));
    const auto row = number ? snapshot_.current(number) : std::nullopt;
    if (row && !row->header.deleted && sight_.sees(number, row->header)) return number;
    return refuse(base::Refusal::unprocessable,
                  base::error(base::IssueType::not_found, base::message::reference_absent,
                              {std::string(reference)}, place));
  }

  std::vector<Number> referring(std::string_view type, Number to) const {
    const auto* const facets = snapshot_.reading().facets->find(type);
    return facets ? repository::candidates::referring(snapshot_.reads(), *facets, to) : std::vector<Number>{};
  }

  void add(Number number, const std::set<Number>& givers) {
    const auto row = snapshot_.current(number);
    if (!row || row->header.deleted || !sight_.sees(number, row->header)) return;
    const auto task = json::parse(snapshot_.json(*row)).value();
    const std::string_view owner = referral::reference_of(task.root, "owner");
    const std::size_t slash = owner.find('/');
    if (slash == std::string_view::npos || !is_open(task.root)) return;
    if (!givers.contains(snapshot_.number(owner.substr(0, slash), owner.substr(slash + 1)))) return;
    const std::string reference = snapshot_.reference(number);
    entries_ += fmt::format(
        R"({}{{"fullUrl":"{}/{}","request":{{"method":"PATCH","url":"{}","ifMatch":"W/\"{}\""}},)"
        R"("resource":{{"resourceType":"Binary","contentType":"application/json-patch+json","data":"{}"}}}})",
        entries_.empty() ? "" : ",", call_.base_url(), reference, reference, row->header.version, patch_);
  }

  // Of any kind of Task: what R4 says of its status.
  static bool is_open(const json::Value& task) {
    const std::string_view status = task.text_of("status");
    static constexpr std::string_view ended[] = {"rejected", "cancelled", "failed", "completed",
                                                 "entered-in-error"};
    return std::find(std::begin(ended), std::end(ended), status) == std::end(ended);
  }

  const Call& call_;
  const repository::Snapshot& snapshot_;
  const repository::Sight sight_;
  std::string patch_, entries_;
};

Outcome<Composed> reassign(const Call& call, const Arguments& arguments) {
  TRY(const auto snapshot, call.parts.repository.snapshot());
  const auto given = [&](std::string_view name) {
    return arguments.find(name)->element.value->text_of("reference");
  };
  return Handover(call, snapshot).compose(given("from"), given("to"));
}

}  // namespace

std::span<const Operation> reassign_operations() {
  static constexpr std::string_view types[] = {"Task"};
  static constexpr Parameter parameters[] = {{"from", "Reference", 1}, {"to", "Reference", 1}};
  static constexpr Operation rows[] = {
      {.name = "$reassign",
       .definition = "https://w3id.org/linkki/fhir/OperationDefinition/reassign",
       .on_type = true,
       .types = types,
       .parameters = parameters,
       .compose = reassign},
  };
  return rows;
}

}  // namespace linkki::interactions
