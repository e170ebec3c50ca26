#include "fhir/bundle.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "base/ensure.h"
#include "base/json/print.h"
#include "base/json/utf8.h"
#include "base/limits.h"
#include "fhir/messages.h"

namespace linkki::fhir {
namespace {

// Writes the properties of one object; a text that is empty is left out.
class ObjectWriter {
 public:
  explicit ObjectWriter(std::string& out) : out_(out) { out_ += '{'; }
  ~ObjectWriter() { out_ += '}'; }
  ObjectWriter(const ObjectWriter&) = delete;

  void text(std::string_view name, std::string_view value) {
    if (value.empty()) return;
    begin(name);
    json::print_string(value, out_);
  }
  void raw(std::string_view name, std::string_view json) {
    if (json.empty()) return;
    begin(name);
    out_ += json;
  }
  void begin(std::string_view name) {
    if (std::exchange(started_, true)) out_ += ',';
    json::print_string(name, out_);
    out_ += ':';
  }

 private:
  std::string& out_;
  bool started_ = false;
};

void print_links(std::span<const BundleLink> links, std::string& out) {
  char separator = '[';
  for (const BundleLink& link : links) {
    out += std::exchange(separator, ',');
    ObjectWriter object(out);
    object.text("relation", link.relation);
    object.text("url", link.url);
  }
  out += ']';
}

void print_search(const BundleEntry& entry, std::string& out) {
  ObjectWriter search(out);
  if (entry.search_metres)
    search.raw(
        "extension",
        fmt::format(R"([{{"url":"http://hl7.org/fhir/StructureDefinition/location-distance","valueDistance":)"
                    R"({{"value":{:.3f},"unit":"km","system":"http://unitsofmeasure.org","code":"km"}}}}])",
                    *entry.search_metres / 1'000));
  search.text("mode", entry.search_mode);
  if (entry.search_score) search.raw("score", fmt::format("{:.4g}", *entry.search_score));
}

void print_request(const BundleEntry& entry, std::string& out) {
  ObjectWriter request(out);
  request.text("method", entry.request_method);
  request.text("url", entry.request_url);
}

void print_response(const BundleEntry& entry, std::string& out) {
  ObjectWriter response(out);
  response.text("status", entry.response_status);
  response.text("location", entry.response_location);
  response.text("etag", entry.response_etag);
  if (entry.response_last_modified)
    response.text("lastModified", base::print_instant(*entry.response_last_modified));
  response.raw("outcome", entry.response_outcome);
}

constexpr std::array<std::pair<std::string_view, Method>, 6> methods = {{
    {"GET", Method::get},
    {"HEAD", Method::head},
    {"POST", Method::post},
    {"PUT", Method::put},
    {"PATCH", Method::patch},
    {"DELETE", Method::erase},
}};

std::optional<Method> find_method(std::string_view code) {
  for (const auto& [name, method] : methods) {
    if (name == code) return method;
  }
  return std::nullopt;
}

bool needs_resource(Method method) {
  return method == Method::post || method == Method::put || method == Method::patch;
}

// A misspelt ifNoneExist would be a silent duplicate.
void check_properties(const json::Value& object, const definitions::Type& type, const std::string& place,
                      std::vector<base::Issue>& issues) {
  for (const auto& member : object.members()) {
    std::string_view name = member.name;
    if (name.starts_with('_')) name.remove_prefix(1);
    if (name == "resourceType" || type.find(name).element) continue;
    issues.push_back(base::error(base::IssueType::structure, base::message::bundle_property,
                                 {place, json::excerpt(member.name)}, place));
  }
}

void check_entry(const json::Value& entry, const definitions::Type& bundle, const std::string& place,
                 std::vector<base::Issue>& issues) {
  const definitions::Type* const type = bundle.find("entry").type;
  if (!type || !entry.is_object()) return;
  check_properties(entry, *type, place, issues);
  const json::Value* const request = entry.find("request");
  const definitions::Type* const request_type = type->find("request").type;
  if (!request || !request_type || !request->is_object()) return;
  check_properties(*request, *request_type, place + ".request", issues);
}

// The entry, with its faults added to `issues`.
RequestEntry read_entry(const json::Value& value, std::size_t index, std::string_view bundle_type,
                        std::vector<base::Issue>& issues) {
  RequestEntry entry{
      .index = index, .full_url = value.text_of("fullUrl"), .resource = value.find("resource")};
  if (entry.resource && !entry.resource->is_object()) entry.resource = nullptr;
  const json::Value* const request = value.find("request");
  const std::string_view method = request ? request->text_of("method") : std::string_view{};
  entry.url = request ? request->text_of("url") : std::string_view{};
  if (method.empty() || entry.url.empty()) {
    issues.push_back(base::error(base::IssueType::required, base::message::bundle_entry_request,
                                 {std::string(bundle_type)}, entry.expression() + ".request"));
    return entry;
  }
  const auto known = find_method(method);
  if (!known) {
    issues.push_back(base::error(base::IssueType::code_invalid, base::message::bundle_method,
                                 {json::excerpt(method)}, entry.expression() + ".request.method"));
    return entry;
  }
  entry.method = *known;
  if (needs_resource(*known) && !entry.resource) {
    issues.push_back(base::error(base::IssueType::required, base::message::bundle_entry_resource,
                                 {std::string(method)}, entry.expression() + ".resource"));
  }
  entry.if_none_match = request->text_of("ifNoneMatch");
  entry.if_modified_since = request->text_of("ifModifiedSince");
  entry.if_match = request->text_of("ifMatch");
  entry.if_none_exist = request->text_of("ifNoneExist");
  return entry;
}

}  // namespace

BundleWriter::BundleWriter(std::string& out, const BundleHead& head)
    : out_(out), has_links_(!head.links.empty()) {
  out_ += R"({"resourceType":"Bundle")";
  const auto text = [&](std::string_view name, std::string_view value) {
    if (value.empty()) return;
    out_ += ",\"";
    out_ += name;
    out_ += "\":";
    json::print_string(value, out_);
  };
  text("id", head.id);
  if (head.last_updated)
    out_ += R"(,"meta":{"lastUpdated":")" + base::print_instant(*head.last_updated) + "\"}";
  text("type", head.type);
  if (head.total) out_ += R"(,"total":)" + std::to_string(*head.total);
  if (!has_links_) return;
  out_ += R"(,"link":)";
  print_links(head.links, out_);
}

void BundleWriter::add(const BundleEntry& entry) {
  out_ += std::exchange(has_entries_, true) ? "," : R"(,"entry":[)";
  ObjectWriter object(out_);
  object.text("fullUrl", entry.full_url);
  object.raw("resource", entry.resource);
  const auto part = [&](std::string_view name, bool present, auto print) {
    if (!present) return;
    object.begin(name);
    print(entry, out_);
  };
  part("search", !entry.search_mode.empty() || entry.search_score, print_search);
  part("request", !entry.request_method.empty(), print_request);
  part("response", !entry.response_status.empty(), print_response);
}

void BundleWriter::end(std::span<const BundleLink> links) {
  ensure(links.empty() || !has_links_);
  if (has_entries_) out_ += ']';
  if (!links.empty()) {
    out_ += R"(,"link":)";
    print_links(links, out_);
  }
  out_ += '}';
}

std::string_view code(Method method) {
  for (const auto& [name, one] : methods) {
    if (one == method) return name;
  }
  ensure(false);
  return {};
}

std::string RequestEntry::expression() const {
  return fmt::format("Bundle.entry[{}]", index);
}

base::Outcome<std::vector<RequestEntry>> read_request_entries(const Resource& bundle) {
  const json::Value& root = bundle.document.root;
  const std::string_view type = root.text_of("type");
  if (bundle.type->name != "Bundle") {
    return base::refuse(base::Refusal::bad_request,
                        base::error(base::IssueType::invalid, base::message::bundle_other,
                                    {std::string(bundle.type->name)}, "resourceType"));
  }
  if (type != "batch" && type != "transaction") {
    return base::refuse(base::Refusal::bad_request,
                        base::error(base::IssueType::value, base::message::bundle_not_a_batch,
                                    {json::excerpt(type)}, "Bundle.type"));
  }
  const json::Value* const list = root.find("entry");
  if (list && !list->is_array()) {
    return base::refuse(
        base::Refusal::bad_request,
        base::error(base::IssueType::structure, base::message::bundle_entry_list, {}, "Bundle.entry"));
  }
  const auto values = list ? list->items() : std::span<json::Value>{};
  if (values.size() > limits::transaction_entries_max) {
    return base::refuse(base::Refusal::body_too_large,
                        base::error(base::IssueType::too_costly, base::message::bundle_entries,
                                    {std::to_string(limits::transaction_entries_max)}, "Bundle.entry"));
  }
  std::vector<RequestEntry> entries;
  std::vector<base::Issue> issues;
  entries.reserve(values.size());
  check_properties(root, *bundle.type, "Bundle", issues);
  for (const json::Value& value : values) {
    entries.push_back(read_entry(value, entries.size(), type, issues));
    check_entry(value, *bundle.type, entries.back().expression(), issues);
    if (issues.size() > limits::issues_max) break;
  }
  if (!issues.empty()) return base::refuse(base::Refusal::bad_request, std::move(issues));
  return entries;
}

}  // namespace linkki::fhir
