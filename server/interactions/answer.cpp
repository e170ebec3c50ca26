#include "interactions/answer.h"

#include <charconv>

#include "base/json/parse.h"
#include "base/json/print.h"
#include "fhir/operation_outcome.h"
#include "fhir/summary.h"
#include "fhir/xml.h"
#include "interactions/messages.h"
#include "interactions/patch.h"
#include "interactions/status.h"

namespace linkki::interactions {
namespace {

constexpr std::string_view content_type(Format format) {
  return format == Format::json ? "application/fhir+json; charset=utf-8"
                                : "application/fhir+xml; charset=utf-8";
}

fhir::Summary part_of(search::Summary summary) {
  switch (summary) {
    case search::Summary::none: return fhir::Summary::none;
    case search::Summary::yes: return fhir::Summary::marked;
    case search::Summary::text: return fhir::Summary::text;
    case search::Summary::data: return fhir::Summary::data;
    case search::Summary::count: return fhir::Summary::count;
  }
  ensure(!"a summary");
}

bool is_write(Interaction interaction) {
  return interaction == Interaction::create || interaction == Interaction::update ||
         interaction == Interaction::patch;
}

bool wants_pretty_json(const Preferences& wanted) {
  return wanted.pretty && wanted.format == Format::json;
}

std::string pretty(const Call& call, std::string json) {
  if (!wants_pretty_json(call.preferences)) return json;
  return json::print_pretty(json::parse(std::move(json)).value().root);
}

// The last step of every answer: what is JSON until here, in the format of the caller.
void send(const Call& call, std::string json, Response& response) {
  const Preferences& wanted = call.preferences;
  response.headers.emplace_back("Content-Type", content_type(wanted.format));
  response.headers.emplace_back("Vary", "Accept");
  if (wanted.format == Format::json) {
    response.body = std::move(json);
    return;
  }
  const auto document = json::parse(std::move(json));
  response.body = fhir::print_xml(document.value().root, *call.definitions, wanted.pretty);
}

}  // namespace

std::string shape(const Call& call, std::string json) {
  const Preferences& wanted = call.preferences;
  const bool pretty = wants_pretty_json(wanted);
  if (!pretty && wanted.summary == search::Summary::none && wanted.elements.empty()) return json;
  auto resource = fhir::parse_json(std::move(json), *call.definitions);
  ensure(resource.ok());
  fhir::summarize(*resource, part_of(wanted.summary));
  if (!wanted.elements.empty()) fhir::select_elements(*resource, wanted.elements);
  return pretty ? json::print_pretty(resource->document.root) : fhir::print_json(*resource);
}

std::string print_etag(std::uint32_t version) {
  return "W/\"" + std::to_string(version) + "\"";
}

std::optional<std::uint32_t> parse_etag(std::string_view text) {
  if (text.starts_with("W/")) text.remove_prefix(2);
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
  std::uint32_t version = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), version);
  if (error != std::errc{} || end != text.data() + text.size() || version == 0) return std::nullopt;
  return version;
}

Response respond(const Call& call, Answer answer) {
  Response response;
  response.status = answer.status;
  if (answer.version) response.headers.emplace_back("ETag", print_etag(answer.version));
  if (!answer.etag.empty()) response.headers.emplace_back("ETag", answer.etag);
  if (answer.modified)
    response.headers.emplace_back("Last-Modified", base::print_http_date(*answer.modified));
  if (!answer.location.empty()) {
    response.headers.emplace_back("Location", call.base_url() + "/" + answer.location);
  }
  for (auto& field : answer.headers) response.headers.push_back(std::move(field));
  if (answer.raw_type) {
    response.headers.emplace_back("Content-Type", *answer.raw_type);
    response.body = std::move(answer.json);
    return response;
  }
  const bool says_outcome =
      is_write(call.route.interaction) && call.preferences.returns == Return::operation_outcome;
  const bool minimal = is_write(call.route.interaction) && call.preferences.returns == Return::minimal;
  std::string json;
  if (says_outcome) {
    json = fhir::print_operation_outcome(answer.issues, call.preferences.language);
    append_language(response.headers, call.preferences.language);
  } else if (!minimal && !answer.json.empty()) {
    json = answer.shaped ? pretty(call, std::move(answer.json)) : shape(call, std::move(answer.json));
  }
  if (!json.empty()) send(call, std::move(json), response);
  return response;
}

void append_language(Headers& headers, base::Language language) {
  headers.emplace_back("Content-Language", code(language));
  append_vary_by_language(headers);
}

void append_vary_by_language(Headers& headers) {
  headers.emplace_back("Vary", "Accept-Language");
}

namespace {

Response head_of(const base::Failure& failure, base::Language language) {
  Response response;
  response.status = status(failure.refusal);
  append_language(response.headers, language);
  if (failure.refusal == base::Refusal::unauthenticated) {
    response.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"linkki\"");
  }
  if (failure.refusal == base::Refusal::method_not_allowed && failure.issues.front().arguments.size() > 1) {
    response.headers.emplace_back("Allow", failure.issues.front().arguments[1].text());
  }
  if (failure.issues.front().message == &base::message::patch_type) {
    response.headers.emplace_back("Accept-Patch", patch_types);
  }
  if (failure.refusal == base::Refusal::unavailable || failure.refusal == base::Refusal::too_many_requests)
    response.headers.emplace_back("Retry-After", "5");
  return response;
}

}  // namespace

Response respond(const Call& call, const base::Failure& failure) {
  const base::Language language = call.preferences.language;
  Response response = head_of(failure, language);
  send(call, pretty(call, fhir::print_operation_outcome(failure.issues, language)), response);
  return response;
}

Response respond(const base::Failure& failure, base::Language language) {
  Response response = head_of(failure, language);
  response.headers.emplace_back("Content-Type", content_type(Format::json));
  response.body = fhir::print_operation_outcome(failure.issues, language);
  return response;
}

}  // namespace linkki::interactions
