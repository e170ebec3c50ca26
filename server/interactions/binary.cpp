#include "interactions/binary.h"

#include <algorithm>

#include "base/crypto/base64.h"
#include "base/json/parse.h"
#include "base/json/utf8.h"
#include "fhir/reference.h"
#include "fhir/xml.h"
#include "interactions/body.h"
#include "interactions/messages.h"

namespace linkki::interactions {
namespace {

using base::IssueType;
using base::Refusal;

constexpr std::string_view octets = "application/octet-stream";

bool is_token(std::string_view text) {
  static constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           marks.find(c) != marks.npos;
  });
}

bool is_visible(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

// What may stand in a Content-Type: type/subtype, perhaps with parameters.
bool is_content_type(std::string_view text) {
  const std::string_view type = text.substr(0, std::min(text.find(';'), text.size()));
  const std::size_t slash = type.find('/');
  if (slash == type.npos || !is_token(type.substr(0, slash))) return false;
  std::string_view subtype = type.substr(slash + 1);
  while (!subtype.empty() && subtype.back() == ' ') subtype.remove_suffix(1);
  return is_token(subtype) &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c < '\x7f'; });
}

base::Failure unreadable(const Call& call) {
  return base::refuse(
      Refusal::unsupported_media_type,
      base::error(IssueType::not_supported, base::message::body_type,
                  {json::excerpt(call.content_type),
                   base::Argument(base::Words{"{0}, or bytes of any other type",
                                              "{0} tai minkä tahansa muun tyypin tavuja",
                                              "{0}, eller byte av vilken annan typ som helst"},
                                  {fhir_types})}));
}

// Relative where it is one of ours.
base::Outcome<std::string> context_of(const Call& call) {
  const std::vector<std::string> bases = call.bases();
  const std::string_view text = fhir::make_relative(call.security_context, bases, *call.definitions);
  const auto kind = fhir::parse_reference(text, *call.definitions).kind;
  if (kind == fhir::ReferenceKind::relative || kind == fhir::ReferenceKind::absolute)
    return std::string(text);
  return base::refuse(Refusal::bad_request,
                      base::error(IssueType::value, base::message::security_context,
                                  {json::excerpt(call.security_context)}, "Binary.securityContext"));
}

base::Outcome<fhir::Resource> wrap(const Call& call) {
  if (!is_content_type(call.content_type)) return unreadable(call);
  json::Document binary;
  json::Arena& arena = binary.arena;
  const auto text = [&](std::string_view value) { return json::Value::string(arena.keep(value)); };
  binary.root = json::Value::object({});
  json::set(arena, binary.root, "resourceType", json::Value::string("Binary"));
  if (!call.route.id.empty()) json::set(arena, binary.root, "id", text(call.route.id));
  json::set(arena, binary.root, "contentType", text(call.content_type));
  if (!call.security_context.empty()) {
    TRY(const std::string context, context_of(call));
    const auto reference = arena.members(1);
    reference[0] = {"reference", text(context)};
    json::set(arena, binary.root, "securityContext", json::Value::object(reference));
  }
  if (!call.body.empty()) json::set(arena, binary.root, "data", text(crypto::print_base64(call.body)));
  return fhir::type_resource(std::move(binary), *call.definitions);
}

// XML may be anybody's; only application/fhir+xml has to be FHIR's.
base::Outcome<fhir::Resource> read_xml_binary(const Call& call) {
  const std::string root = fhir::root_of_xml(call.body);
  const bool declared = media_type(call.content_type) == "application/fhir+xml";
  if (root == "Binary" || (declared && root.empty())) return parse_body(call, call.body);
  return wrap(call);
}

std::optional<std::string> bytes_of(std::string_view base64) {
  std::string compact;
  for (const char c : base64) {
    if (c != ' ' && c != '\t' && c != '\r' && c != '\n') compact += c;
  }
  return crypto::parse_base64(compact);
}

std::string_view context_of(const json::Value& binary) {
  const json::Value* const context = binary.find("securityContext");
  return context ? context->text_of("reference") : std::string_view{};
}

}  // namespace

base::Outcome<fhir::Resource> read_binary(const Call& call) {
  const auto format = body_format(call.content_type);
  if (!format) return wrap(call);
  if (*format == Format::xml) return read_xml_binary(call);
  TRY(auto document, json::parse(call.body));
  // R4: whatever is not a Binary itself is content, other resources too.
  if (document.root.text_of("resourceType") != "Binary" && !call.content_type.empty()) return wrap(call);
  return fhir::type_resource(std::move(document), *call.definitions);
}

base::Outcome<void> show_binary(const Call& call, Answer& answer) {
  const auto binary = json::parse(answer.json);
  ensure(binary.ok());
  const std::string_view type = binary->root.text_of("contentType");
  TRY(const bool wanted, wants_content(*call.preferences.binary_accept, type));
  if (!wanted) return base::done();
  auto bytes = bytes_of(binary->root.text_of("data"));
  if (!bytes) return base::done();  // base64 for R4's regular expression alone: shown as it is stored
  answer.headers.emplace_back("Content-Disposition", "attachment");
  answer.headers.emplace_back("Content-Security-Policy", "default-src 'none'; sandbox");
  if (const auto context = context_of(binary->root); !context.empty() && is_visible(context)) {
    const bool relative = context.find("://") == context.npos;
    answer.headers.emplace_back("X-Security-Context",
                                (relative ? call.base_url() + "/" : "") + std::string(context));
  }
  answer.raw_type = is_content_type(type) ? type : octets;
  answer.json = *std::move(bytes);
  return base::done();
}

access::Sight sight_by_context(const Call& call, const repository::Snapshot& snapshot,
                               const repository::Sight& sight, const repository::Row& binary) {
  if (binary.header.deleted) return {};
  const auto document = json::parse(snapshot.json(binary));
  const auto context = fhir::parse_reference(context_of(document->root), *call.definitions);
  if (context.kind != fhir::ReferenceKind::relative || context.type == "Binary") return {};
  const auto number = snapshot.number(context.type, context.id);
  const auto row = number ? snapshot.current(number) : std::nullopt;
  return row && !row->header.deleted ? sight.sees(number, row->header) : access::Sight{};
}

}  // namespace linkki::interactions
