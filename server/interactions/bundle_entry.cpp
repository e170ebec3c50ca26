#include "interactions/bundle_entry.h"

#include "base/crypto/base64.h"
#include "base/json/print.h"
#include "fhir/operation_outcome.h"
#include "fhir/primitive.h"
#include "interactions/history.h"
#include "interactions/messages.h"
#include "interactions/patch.h"
#include "interactions/read.h"
#include "interactions/search.h"
#include "interactions/status.h"
#include "interactions/trail.h"

namespace linkki::interactions {
namespace {

using base::IssueType;
using base::Refusal;
using fhir::Method;
using fhir::RequestEntry;

bool is_possible(const RequestEntry& entry, Interaction interaction) {
  switch (interaction) {
    case Interaction::create:
    case Interaction::update:
    case Interaction::patch:
    case Interaction::erase: return true;
    case Interaction::read:
    case Interaction::vread:
    case Interaction::search:
    case Interaction::history: return entry.method == Method::get || entry.method == Method::head;
    default: return false;
  }
}

base::Failure refuse_entry(const RequestEntry& entry, const base::Message& message,
                           std::vector<std::string> arguments, std::string_view element) {
  return base::refuse(Refusal::bad_request, base::error(IssueType::invalid, message, std::move(arguments),
                                                        entry.expression() + std::string(element)));
}

// ifModifiedSince is an instant here, a date of HTTP in the header.
std::string http_date_of(std::string_view instant) {
  const auto parsed = fhir::parse_instant(instant);
  return parsed ? base::print_http_date(fhir::interval(*parsed, std::chrono::minutes{0}).low) : std::string{};
}

// JSON Patch comes in a Binary, FHIRPath Patch as Parameters.
base::Outcome<void> read_patch(const RequestEntry& entry, Call& call) {
  const std::string_view type = entry.resource->text_of("resourceType");
  if (type == "Parameters") {
    call.content_type = fhirpath_patch_type;
    call.body = json::print(*entry.resource);
    return base::done();
  }
  const auto bytes = crypto::parse_base64(entry.resource->text_of("data"));
  if (type != "Binary" || !bytes) {
    return refuse_entry(entry, base::message::bundle_patch, {std::string(json_patch_type)}, ".resource");
  }
  call.content_type = entry.resource->text_of("contentType");
  call.body = *bytes;
  return base::done();
}

base::Outcome<void> read_request(const RequestEntry& entry, Call& call) {
  std::string_view url = entry.url;
  if (url.starts_with(call.base_url())) url.remove_prefix(call.base_url().size());
  const std::size_t mark = std::min(url.find('?'), url.size());
  TRY(const auto path, percent_decode(url.substr(0, mark)));
  TRY(call.route, route(fhir::code(entry.method), path, *call.definitions));
  call.query = mark < url.size() ? url.substr(mark + 1) : std::string_view{};
  if (!is_possible(entry, call.route.interaction) || !call.route.job.empty()) {
    return refuse_entry(entry, base::message::bundle_interaction,
                        {std::string(fhir::code(entry.method)) + " " + path, "Bundle"}, ".request.url");
  }
  if (auto permitted = access::permit(call.principal, call.route.type, call.route.interaction);
      !permitted.ok()) {
    record_refusal(call, permitted.failure());
    return std::move(permitted).failure();
  }
  TRY(const auto parameters, parse_form(call.query));
  if (is_write(call)) return entry.method == Method::patch ? read_patch(entry, call) : base::done();
  const base::Language language = call.preferences.language;
  TRY(call.preferences, preferences({}, parameters));
  call.preferences.language = language;
  return base::done();
}

}  // namespace

base::Outcome<Call> call_of(const Call& bundle, const RequestEntry& entry) {
  Call call = bundle;
  call.entry = entry.expression();
  call.content_type.clear();
  call.security_context.clear();
  call.provenance.clear();
  call.preferences.binary_accept.reset();
  call.if_match = entry.if_match;
  call.if_none_match = entry.if_none_match;
  call.if_modified_since = http_date_of(entry.if_modified_since);
  std::string_view criteria = entry.if_none_exist;
  if (const std::size_t mark = criteria.find('?'); mark != criteria.npos) criteria.remove_prefix(mark + 1);
  call.if_none_exist = criteria;
  if (auto read = read_request(entry, call); !read.ok()) return placed(std::move(read).failure(), entry);
  return call;
}

base::Outcome<fhir::Resource> resource_of(const Call& call, const RequestEntry& entry) {
  json::Document document;
  document.root = json::copy(document.arena, *entry.resource);
  auto resource = fhir::type_resource(std::move(document), *call.definitions);
  if (!resource.ok()) return placed(std::move(resource).failure(), entry);
  if (resource->type->name == call.route.type) return resource;
  return refuse_entry(entry, base::message::body_resource_type,
                      {std::string(resource->type->name), call.route.type}, ".resource.resourceType");
}

base::Failure placed(base::Failure failure, const RequestEntry& entry) {
  const std::string type(entry.resource ? entry.resource->text_of("resourceType") : std::string_view{});
  for (base::Issue& issue : failure.issues) {
    if (issue.expression.empty()) issue.expression.push_back(entry.expression());
    for (std::string& expression : issue.expression) {
      if (expression.starts_with("Bundle.entry[")) continue;
      const bool whole = !type.empty() && expression.starts_with(type + ".");
      expression =
          entry.expression() + ".resource" + (whole ? expression.substr(type.size()) : "." + expression);
    }
  }
  return failure;
}

bool is_write(const Call& call) {
  switch (call.route.interaction) {
    case Interaction::create:
    case Interaction::update:
    case Interaction::patch:
    case Interaction::erase: return true;
    default: return false;
  }
}

base::Outcome<Answer> run_read(const Call& call, const repository::Snapshot& snapshot,
                               const repository::Sight& sight) {
  const auto run = [&] {
    switch (call.route.interaction) {
      case Interaction::read: return read(call, snapshot, sight);
      case Interaction::vread: return vread(call, snapshot, sight);
      case Interaction::search: return search(call, snapshot, sight);
      case Interaction::history: return history(call, snapshot, sight);
      default: ensure(!"a read");
    }
  };
  TRY(Answer answer, run());
  if (!answer.json.empty() && !answer.shaped) answer.json = shape(call, std::move(answer.json));
  return answer;
}

std::string print_status(int status) {
  return std::to_string(status) + " " + std::string(reason(status));
}

void print_entry(const Call& bundle, const Call* entry, base::Outcome<Answer> answer,
                 fhir::BundleWriter& writer) {
  fhir::BundleEntry out;
  const base::Language language = bundle.preferences.language;
  if (!answer.ok()) {
    const std::string failed = print_status(status(answer.failure().refusal));
    const std::string outcome = fhir::print_operation_outcome(answer.failure().issues, language);
    out.response_status = failed;
    out.response_outcome = outcome;
    writer.add(out);
    return;
  }
  const bool written = entry && is_write(*entry);
  const bool tells_outcome = written && bundle.preferences.returns == Return::operation_outcome;
  const bool shows_resource = !written || bundle.preferences.return_named;
  const std::string answered = print_status(answer->status);
  const std::string etag = answer->version ? print_etag(answer->version) : std::string{};
  const std::string& location = answer->location;
  std::string full_url, outcome;
  if (!location.empty()) full_url = bundle.base_url() + "/" + location.substr(0, location.find("/_history/"));
  if (tells_outcome || !answer->issues.empty())
    outcome = fhir::print_operation_outcome(answer->issues, language);
  if (shows_resource && (!written || bundle.preferences.returns == Return::representation)) {
    out.full_url = full_url;
    out.resource = answer->json;
  }
  out.response_status = answered;
  out.response_location = location;
  out.response_etag = etag;
  out.response_last_modified = answer->modified;
  out.response_outcome = outcome;
  writer.add(out);
}

}  // namespace linkki::interactions
