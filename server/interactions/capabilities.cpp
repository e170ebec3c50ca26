#include "interactions/capabilities.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/crypto/hash.h"
#include "base/json/print.h"
#include "interactions/audit_search.h"
#include "interactions/http_date.h"
#include "interactions/messages.h"
#include "interactions/operations/operation.h"
#include "search/composite.h"
#include "search/modifier.h"
#include "search/nearest.h"
#include "search/text.h"
#include "terminology/capabilities.h"

namespace linkki::interactions {
namespace {

constexpr std::size_t etag_characters = 16;

std::string quoted(std::string_view text) {
  std::string out;
  json::print_string(text, out);
  return out;
}

// What is refused is not promised: what AuditEvents are not searched by, and composites whose parts are not
// here.
bool is_searchable(const Call& call, std::string_view type, const definitions::SearchParameter& parameter) {
  if (type == "AuditEvent") return is_audit_parameter(parameter.code);
  return parameter.type != definitions::SearchType::composite ||
         search::components_of(parameter, *call.definitions);
}

std::string_view code(definitions::SearchType type) {
  using definitions::SearchType;
  switch (type) {
    case SearchType::number: return "number";
    case SearchType::date: return "date";
    case SearchType::string: return "string";
    case SearchType::token: return "token";
    case SearchType::reference: return "reference";
    case SearchType::composite: return "composite";
    case SearchType::quantity: return "quantity";
    case SearchType::uri: return "uri";
    case SearchType::special: return "special";
  }
  ensure(!"a search type");
}

// "token: missing, not, text …; string: …"
std::string modifiers_by_type() {
  using definitions::SearchType;
  std::string out;
  for (const SearchType type :
       {SearchType::number, SearchType::date, SearchType::string, SearchType::token, SearchType::reference,
        SearchType::quantity, SearchType::uri, SearchType::special}) {
    out += fmt::format("{}{}: {}", out.empty() ? "" : "; ", code(type),
                       search::list(search::allowed_modifiers(type)));
    if (type == SearchType::reference) out += ", [type]";
  }
  return out + "; _id, _content, _text and composites: none";
}

// `type` empty: of the whole system.
std::string operations_of(const Call& call, std::string_view type) {
  std::string out;
  for (const Operation* const operation : operations()) {
    const bool here = type.empty()
                          ? operation->on_system
                          : (operation->on_type || operation->on_instance) && serves(*operation, type);
    if (!here || (operation->sandbox && !call.parts.sandbox_clock)) continue;
    out += fmt::format(R"({}{{"name":"{}","definition":"{}"}})", out.empty() ? "" : ",",
                       operation->name.substr(1), operation->definition);
  }
  return out.empty() ? out : ",\"operation\":[" + out + "]";
}

std::string interactions_of(std::string_view type) {
  std::string out;
  const auto add = [&](std::string_view code) {
    out += fmt::format(R"({}{{"code":"{}"}})", out.empty() ? "" : ",", code);
  };
  add("read");
  add("search-type");
  if (type == "AuditEvent") return out;
  for (const std::string_view one :
       {"vread", "create", "update", "patch", "delete", "history-instance", "history-type"})
    add(one);
  return out;
}

// "Task:focus" by each type that it can refer to; a reference to anything is left out.
using RevIncludes = std::map<std::string_view, std::string>;
RevIncludes find_revincludes(const Call& call) {
  RevIncludes all;
  for (const auto* source : call.definitions->resource_types()) {
    if (source->name == "AuditEvent") continue;
    for (const auto* parameter : call.definitions->search_parameters(source->name)) {
      if (parameter->type != definitions::SearchType::reference) continue;
      for (const std::string_view target : parameter->targets) {
        std::string& list = all[target];
        list += fmt::format("{}\"{}:{}\"", list.empty() ? "" : ",", source->name, parameter->code);
      }
    }
  }
  return all;
}

// What every resource is searched by without an expression.
std::string text_parameters(const Call& call, const definitions::Type& type) {
  if (type.name == "AuditEvent") return {};
  const auto& indexed = call.current.settings->search.text_types;
  const bool read = std::find(indexed.begin(), indexed.end(), type.name) == indexed.end();
  const std::string_view how =
      read
          ? R"(,"documentation":"Asked of what the other parameters find: the words of this type are not indexed.")"
          : "";
  const auto one = [&](std::string_view name, std::string_view id) {
    return fmt::format(
        R"(,{{"name":"{}","definition":"http://hl7.org/fhir/SearchParameter/{}","type":"string"{}}})", name,
        id, how);
  };
  return one(search::content_parameter, "Resource-content") +
         (type.is("DomainResource") ? one(search::text_parameter, "DomainResource-text") : "");
}

void add_search(const Call& call, const definitions::Type& of, const RevIncludes& revincludes,
                std::string& out) {
  const std::string_view type = of.name;
  std::string parameters, includes;
  for (const auto* parameter : call.definitions->search_parameters(type)) {
    if (!is_searchable(call, type, *parameter)) continue;
    parameters += fmt::format(R"({}{{"name":{},"definition":{},"type":"{}"}})", parameters.empty() ? "" : ",",
                              quoted(parameter->code), quoted(parameter->url), code(parameter->type));
    if (parameter->type == definitions::SearchType::reference && type != "AuditEvent") {
      includes += fmt::format("{}\"{}:{}\"", includes.empty() ? "" : ",", type, parameter->code);
    }
  }
  if (!includes.empty()) out += ",\"searchInclude\":[" + includes + "]";
  if (const auto found = revincludes.find(type); found != revincludes.end() && type != "AuditEvent")
    out += ",\"searchRevInclude\":[" + found->second + "]";
  out += ",\"searchParam\":[" + parameters + text_parameters(call, of) + "]";
}

// Ids are the server's, unless some role may choose them.
bool creates_by_update(const Call& call, std::string_view type) {
  const base::Settings& settings = *call.current.settings;
  return access::is_public(type) || settings.sandbox.enabled || !settings.fhir.update_as_create_roles.empty();
}

void add_resource(const Call& call, const definitions::Type& type, const RevIncludes& revincludes,
                  std::string& out) {
  const auto& fhir = call.current.settings->fhir;
  const bool demands = std::find(fhir.if_match_required.begin(), fhir.if_match_required.end(), type.name) !=
                       fhir.if_match_required.end();
  out +=
      fmt::format(R"({{"type":"{}","profile":{},"interaction":[{}],"versioning":"{}")", type.name,
                  quoted(type.url), interactions_of(type.name), demands ? "versioned-update" : "versioned");
  if (type.name == "Binary") {
    out +=
        R"(,"documentation":"POST and PUT take bytes of any type, X-Security-Context names the securityContext. )"
        R"(GET answers the bytes unless Accept or _format asks for application/fhir+json or application/fhir+xml.")";
  }
  if (type.name != "AuditEvent") {
    out += fmt::format(
        R"(,"readHistory":true,"updateCreate":{},"conditionalCreate":true,"conditionalRead":"full-support",)"
        R"("conditionalUpdate":true,"conditionalDelete":"single","referencePolicy":["literal","logical","local"])",
        creates_by_update(call, type.name));
  }
  add_search(call, type, revincludes, out);
  out += operations_of(call, type.name);
  out += '}';
}

std::string security(const base::Settings& settings) {
  const bool smart = std::any_of(settings.issuers.begin(), settings.issuers.end(),
                                 [](const auto& issuer) { return !issuer.token_url.empty(); });
  return fmt::format(R"("security":{{"cors":{},)", !settings.cors.origins.empty()) +
         (smart
              ? R"("service":[{"coding":[{"system":)"
                R"("http://terminology.hl7.org/CodeSystem/restful-security-service","code":"SMART-on-FHIR"}]}],)"
              : "") +
         R"("description":"Signed JWT bearer tokens. The service directory, terminology and profiles need none."})";
}

std::string statement(const Call& call) {
  std::string resources;
  const RevIncludes revincludes = find_revincludes(call);
  for (const auto* type : call.definitions->resource_types()) {
    if (!resources.empty()) resources += ',';
    add_resource(call, *type, revincludes, resources);
  }
  return fmt::format(
      R"({{"resourceType":"CapabilityStatement","id":"linkki","status":"active","date":"{}","kind":"instance",)"
      R"("software":{{"name":"Linkki","version":"0.1.0"}},"implementation":{{"description":"Linkki, welfare referrals)"
      R"( over FHIR","url":{}}},"fhirVersion":"4.0.1","format":["application/fhir+json","application/fhir+xml","json","xml"],)"
      R"("patchFormat":["application/json-patch+json","application/fhir+json","application/fhir+xml"],"rest":[{{"mode":"server",)"
      R"("documentation":"Prefer: respond-async is obeyed for reads, searches, histories, batches and )"
      R"(transactions, X-Provenance for changes and transactions, Accept-Language (en, fi, sv) for what is told. )"
      R"(Words are searched by _content and _text, ranked by _sort=_score. )"
      R"(Prefixes of numbers, dates and quantities in searches: eq ne gt lt ge le sa eb ap. Modifiers: {}.",{},)"
      R"("resource":[{}],)"
      R"("interaction":[{{"code":"transaction"}},{{"code":"batch"}},{{"code":"history-system"}},{{"code":"search-system"}}],)"
      R"("searchParam":[{{"name":"_filter","type":"special"}},{{"name":"_has","type":"special","documentation":)"
      R"("_has:Type:reference:parameter, nested too; chains follow references to any depth."}},)"
      R"({{"name":"_list","type":"special","documentation":"ids of Lists"}},{{"name":"_type","type":"special"}}])"
      R"({}}}]}})",
      base::print_instant(call.current.since), quoted(call.base_url()), modifiers_by_type(),
      security(*call.current.settings), resources, operations_of(call, {}));
}

Answer with_etag(const Call& call, std::string json) {
  Answer answer;
  answer.json = std::move(json);
  answer.etag =
      "W/\"" + crypto::print_hex(crypto::view(crypto::sha256(answer.json))).substr(0, etag_characters) + "\"";
  if (!names_etag(call.if_none_match, answer.etag)) return answer;
  answer.status = 304;
  answer.json.clear();
  return answer;
}

Answer terminology_capabilities(const Call& call) {
  const auto catalogue = call.parts.terminology.current();
  return with_etag(call, terminology::print_capabilities(*catalogue, call.base_url(), call.current.since));
}

}  // namespace

base::Outcome<Answer> capabilities(const Call& call) {
  TRY(const auto query, parse_form(call.query));
  for (const auto& [name, value] : query) {
    if (name != "mode" || value == "full" || value == "normative") continue;
    if (value == "terminology") return terminology_capabilities(call);
    return base::refuse(base::Refusal::bad_request,
                        base::error(base::IssueType::value, base::message::parameter_value,
                                    {name, "full, normative, terminology"}));
  }
  return with_etag(call, statement(call));
}

}  // namespace linkki::interactions
