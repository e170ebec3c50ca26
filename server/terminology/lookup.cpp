#include "terminology/lookup.h"

#include <algorithm>

#include "terminology/json_writer.h"
#include "terminology/messages.h"

namespace linkki::terminology {
namespace {

using base::IssueType;

base::Failure no_code(std::string_view parameters) {
  return base::refuse(
      base::Refusal::bad_request,
      base::error(IssueType::required, base::message::terminology_code_needed, {std::string(parameters)}));
}

base::Failure no_such_code(std::string_view code, const CodeSystem& system) {
  return base::refuse(base::Refusal::not_found,
                      base::error(IssueType::not_found, base::message::terminology_code,
                                  {std::string(code), system.canonical()}));
}

// The code system of the instance, or the one that is named.
base::Outcome<std::shared_ptr<const CodeSystem>> system_of(const Catalogue& catalogue, const Request& request,
                                                           const Code& code) {
  auto url = code.system;
  auto version = code.version;
  if (request.instance) {
    url = request.instance->text_of("url");
    version = request.instance->text_of("version");
  }
  auto found = catalogue.code_system(url, version);
  if (!found) return unknown_system(url);
  return found;
}

void part(JsonWriter& to, std::string_view name, std::string_view type, std::string_view text) {
  if (text.empty()) return;
  to.open('{').text("name", name).text(type, text).close('}');
}

class Answer {
 public:
  Answer(const CodeSystem& system, const Concept& one, const Request& request)
      : system_(system), one_(one), request_(request) {}

  std::string print(const Supplements& supplements) {
    to_.open('{').text("resourceType", "Parameters").open('[', "parameter");
    auto& root = system_.resource();
    Member member{system_.url(), one_.code, one_.display, &system_, one_, nullptr};
    auto names = names_of(member, supplements);
    auto* name = choose(names, Languages(languages_of(request_, nullptr)));
    part(to_, "name", "valueString", root.text_of("name"));
    part(to_, "version", "valueString", system_.version());
    part(to_, "display", "valueString", name ? name->text : one_.display);
    part(to_, "code", "valueCode", one_.code);
    part(to_, "system", "valueUri", system_.url());
    part(to_, "definition", "valueString", system_.definition(one_));
    to_.open('{').text("name", "abstract").flag("valueBoolean", system_.is_abstract(one_)).close('}');
    for (auto& each : names) designation(each);
    properties();
    for (auto& each : supplements) part(to_, "used-supplement", "valueCanonical", each->canonical());
    to_.close(']').close('}');
    return std::move(out_);
  }

 private:
  void designation(const Name& name) {
    to_.open('{').text("name", "designation").open('[', "part");
    part(to_, "language", "valueCode", name.language);
    auto* use = name.resource ? name.resource->find("use") : nullptr;
    if (use) to_.open('{').text("name", "use").value("valueCoding", *use).close('}');
    if (!name.resource && !name.use.code.empty()) {
      to_.open('{').text("name", "use").open('{', "valueCoding");
      to_.text("system", name.use.system).text("code", name.use.code).text("display", name.use.display);
      to_.close('}').close('}');
    }
    part(to_, "value", "valueString", name.text);
    if (name.supplement) part(to_, "source", "valueCanonical", name.supplement->canonical());
    to_.close(']').close('}');
  }

  bool wanted(std::string_view property) const {
    auto asked = request_.texts("property");
    return std::any_of(asked.begin(), asked.end(), [&](auto one) { return one == "*" || one == property; });
  }

  template <class Value>
  void property(std::string_view name, Value&& value, std::string_view description = {}) {
    to_.open('{').text("name", "property").open('[', "part");
    part(to_, "code", "valueCode", name);
    to_.open('{').text("name", "value");
    value();
    to_.close('}');
    part(to_, "description", "valueString", description);
    to_.close(']').close('}');
  }

  void relatives(std::string_view name, std::span<const std::uint32_t> indices) {
    if (!wanted(name)) return;
    for (auto index : indices) {
      const auto other = system_.at(index);
      property(
          name, [&] { to_.text("valueCode", other.code); }, other.display);
    }
  }

  void properties() {
    if (wanted("inactive") || !request_.has("property")) {
      property("inactive", [&] { to_.flag("valueBoolean", system_.inactive(one_)); });
    }
    relatives("parent", system_.parents(one_.index));
    relatives("child", system_.children(one_.index));
    system_.each_property(one_, [&](auto& each) {
      auto name = each.code;
      if (name == "parent" || name == "child" || name == "inactive" || !wanted(name)) return;
      auto other = each.resource || each.type != "valueCode" ? std::nullopt : system_.find(each.text);
      property(
          name, [&] { print_value(each, to_); }, other ? other->display : std::string_view{});
    });
  }

  const CodeSystem& system_;
  const Concept one_;
  const Request& request_;
  std::string out_;
  JsonWriter to_{out_};
};

std::string_view relation(const CodeSystem& system, const Concept& a, const Concept& b) {
  if (a.code == b.code) return "equivalent";
  if (system.is_a(b, a.code)) return "subsumes";
  return system.is_a(a, b.code) ? "subsumed-by" : "not-subsumed";
}

Code code_of(const Request& request, const std::string& code, const std::string& coding) {
  if (auto* value = request.value(coding)) {
    return {value->text_of("system"), value->text_of("code"), value->text_of("version")};
  }
  return {request.text("system"), request.text(code), request.text("version")};
}

}  // namespace

base::Outcome<std::string> lookup(const Shared& below, const Request& request) {
  TRY(auto catalogue, catalogue_of(request, below));
  auto codes = codes_of(request);
  if (codes.empty()) return no_code("code, coding");
  TRY(auto system, system_of(*catalogue, request, codes.front().code));
  TRY(auto supplements, supplements_of(request, nullptr, *catalogue));
  auto found = system->find(codes.front().code.code);
  if (!found) return no_such_code(codes.front().code.code, *system);
  return Answer(*system, *found, request).print(supplements);
}

base::Outcome<std::string> subsumes(const Shared& below, const Request& request) {
  TRY(auto catalogue, catalogue_of(request, below));
  auto a = code_of(request, "codeA", "codingA"), b = code_of(request, "codeB", "codingB");
  if (a.code.empty() || b.code.empty()) return no_code("codeA, codeB, codingA, codingB");
  TRY(auto system, system_of(*catalogue, request, a));
  if (!request.instance && a.system != b.system) return unknown_system(b.system);
  auto first = system->find(a.code), second = system->find(b.code);
  if (!first) return no_such_code(a.code, *system);
  if (!second) return no_such_code(b.code, *system);
  std::string out;
  JsonWriter to(out);
  to.open('{').text("resourceType", "Parameters").open('[', "parameter");
  part(to, "outcome", "valueCode", relation(*system, *first, *second));
  to.close(']').close('}');
  return out;
}

}  // namespace linkki::terminology
