#include "terminology/expand.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_map>

#include "base/crypto/hash.h"
#include "definitions/canonical.h"
#include "terminology/json_writer.h"
#include "terminology/limits.h"
#include "terminology/messages.h"

namespace linkki::terminology {
namespace {

using base::IssueType;

constexpr std::string_view property_extension =
    "http://hl7.org/fhir/5.0/StructureDefinition/extension-ValueSet.expansion.contains.property";
constexpr std::string_view unclosed = "http://hl7.org/fhir/StructureDefinition/valueset-unclosed";
// Repeated in the expansion, so that a client sees what was heeded.
constexpr std::array<std::string_view, 17> heeded{
    "activeOnly",        "check-system-version", "count",           "designation", "displayLanguage",
    "exclude-system",    "excludeNested",        "excludeNotForUI", "filter",      "force-system-version",
    "includeDefinition", "includeDesignations",  "offset",          "property",    "system-version",
    "tx-resource",       "useSupplement"};
constexpr std::array<std::string_view, 6> left_out{"text",    "meta",      "expansion",
                                                   "compose", "contained", "extension"};

struct Shown {
  Member member;
  std::vector<std::size_t> children;
};

base::Failure refused(IssueType type, const base::Message& message, std::vector<std::string> arguments) {
  return base::refuse(base::Refusal::unprocessable, base::error(type, message, std::move(arguments)));
}

std::size_t number_of(const Request& request, std::string_view name, std::size_t otherwise) {
  auto text = request.text(name);
  std::size_t number = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> all;
  for (std::size_t at = 0; at < text.size() && all.size() < limits::filter_words_max;) {
    auto end = std::min(text.find(' ', at), text.size());
    if (end > at) all.push_back(fold(text.substr(at, end - at)));
    at = end + 1;
  }
  return all;
}

// Each word is in the code or in one of the names.
bool fits(const Member& member, const std::vector<std::string>& words, const Supplements& supplements) {
  if (words.empty()) return true;
  auto all = fold(member.code);
  for (auto& name : names_of(member, supplements)) all.append(" ").append(fold(name.text));
  return std::all_of(words.begin(), words.end(),
                     [&](auto& word) { return all.find(word) != std::string::npos; });
}

class Expansion {
 public:
  Expansion(const ValueSet& set, const Request& request, Supplements supplements)
      : set_(set),
        request_(request),
        supplements_(std::move(supplements)),
        language_list_(languages_of(request, &set)),
        languages_(language_list_) {}

  Evaluation::Wanted wanted() const {
    bool active = request_.flag("activeOnly") || set_.active_only(),
         for_ui = request_.flag("excludeNotForUI");
    return [this, active, for_ui, searched = words(request_.text("filter"))](const Member& one) {
      if (active && one.concept_ && one.code_system->inactive(*one.concept_)) return false;
      return (!for_ui || one.for_ui()) && fits(one, searched, supplements_);
    };
  }

  void choose_members(const std::vector<Member>& members) {
    for (auto& one : members) shown_.push_back({one, {}});
    total_ = shown_.size();
    from_ = std::min(number_of(request_, "offset", 0), total_);
    count_ = std::min(number_of(request_, "count", total_), total_ - from_);
  }

  bool too_many() const { return count_ > limits::expansion_page_max; }

  std::string print(const Met& met) {
    to_.open('{').text("resourceType", "ValueSet");
    about();
    to_.open('{', "expansion");
    if (met.incomplete) extension(unclosed, [&] { to_.flag("valueBoolean", true); });
    to_.text("identifier", identifier()).text("timestamp", base::print_instant(request_.now));
    to_.number("total", total_);
    if (request_.has("offset")) to_.number("offset", from_);
    to_.open('[', "parameter");
    parameters(met);
    to_.close(']');
    contents();
    to_.close('}').close('}');
    return std::move(out_);
  }

 private:
  template <class Content>
  void extension(std::string_view url, Content&& content) {
    to_.open('[', "extension").open('{').text("url", url);
    content();
    to_.close('}').close(']');
  }

  void about() {
    bool whole = request_.flag("includeDefinition");
    for (auto& member : set_.resource().members()) {
      bool out = std::find(left_out.begin(), left_out.end(), member.name) != left_out.end();
      if (whole && member.name != "expansion") out = false;
      if (!out && member.name != "resourceType") to_.value(member.name, member.value);
    }
  }

  // The same for the same codes, so that a client knows the pages of one expansion.
  std::string identifier() const {
    std::string all(set_.canonical());
    for (auto& one : shown_) all.append("\n").append(one.member.system).append("|").append(one.member.code);
    auto hex = crypto::print_hex(crypto::view(crypto::sha256(all)));
    hex[12] = '8';  // a UUID of own making: RFC 9562, version 8
    hex[16] = '8';
    return "urn:uuid:" + hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-" + hex.substr(12, 4) + "-" +
           hex.substr(16, 4) + "-" + hex.substr(20, 12);
  }

  void parameter(std::string_view name, std::string_view type, std::string_view text) {
    if (!text.empty()) to_.open('{').text("name", name).text(type, text).close('}');
  }

  void parameters(const Met& met) {
    for (auto& given : request_.given()) {
      if (given.text.empty() || std::find(heeded.begin(), heeded.end(), given.name) == heeded.end()) continue;
      bool flag = given.text == "true" || given.text == "false",
           number = given.name == "count" || given.name == "offset";
      to_.open('{').text("name", given.name);
      if (flag) to_.raw("valueBoolean", given.text);
      if (number) to_.number("valueInteger", number_of(request_, given.name, 0));
      if (!flag && !number)
        to_.text(given.name == "displayLanguage" ? "valueCode" : "valueString", given.text);
      to_.close('}');
    }
    if (!request_.has("displayLanguage")) parameter("displayLanguage", "valueCode", language_list_);
    for (auto* one : met.systems) parameter("used-codesystem", "valueUri", one->canonical());
    for (auto* one : met.imports) parameter("used-valueset", "valueUri", one->canonical());
    for (auto& one : supplements_) parameter("used-supplement", "valueUri", one->canonical());
    for (auto* one : met.systems) warn(one->resource(), one->canonical());
    warn(set_.resource(), set_.canonical());
    for (auto* one : met.imports) warn(one->resource(), one->canonical());
  }

  // What stands on less firm ground than the set itself.
  void warn(const json::Value& used, const std::string& canonical) {
    auto doubt = doubt_of(used, set_.resource());
    if (!doubt.empty()) parameter("warning-" + std::string(doubt), "valueUri", canonical);
  }

  bool nests() const {
    bool asked = request_.text("excludeNested") == "false" && count_ == total_;
    return asked && set_.includes().size() == 1 && !set_.includes()[0].lists &&
           set_.includes()[0].value_sets.empty();
  }

  void contents() {
    if (count_ == 0) return;
    to_.open('[', "contains");
    if (nests()) {
      for (auto at : arrange()) contain(at);
    } else {
      for (auto at = from_; at < from_ + count_; ++at) contain(at);
    }
    to_.close(']');
  }

  using Places = std::unordered_map<std::uint32_t, std::size_t>;  // number of a concept → in shown_

  // Puts each code below its nearest ancestor that is shown; what is left are the roots.
  std::vector<std::size_t> arrange() {
    Places places;
    for (std::size_t i = 0; i < shown_.size(); ++i) places.emplace(shown_[i].member.concept_->index, i);
    std::vector<std::size_t> roots;
    for (std::size_t i = 0; i < shown_.size(); ++i) {
      auto parent = ancestor(shown_[i].member, places);
      (parent == i ? roots : shown_[parent].children).push_back(i);
    }
    return roots;
  }

  // Concepts may lead in a circle; one that leads back to itself is a root.
  static std::size_t ancestor(const Member& member, const Places& places) {
    auto at = member.concept_->index;
    const auto own = places.at(at);
    for (std::size_t steps = 0; steps < limits::value_set_imports_max; ++steps) {
      auto above = member.code_system->parents(at);
      if (above.empty()) break;
      at = above.front();
      auto place = places.find(at);
      if (place != places.end()) return place->second < own ? place->second : own;
    }
    return own;
  }

  void contain(std::size_t at) {
    auto& one = shown_[at].member;
    auto names = names_of(one, supplements_);
    auto* name = choose(names, languages_);
    to_.open('{');
    extensions(one);
    to_.text("system", one.system);
    if (one.concept_ && one.code_system->is_abstract(*one.concept_)) to_.flag("abstract", true);
    if (one.concept_ && one.code_system->inactive(*one.concept_)) to_.flag("inactive", true);
    to_.text("code", one.code);
    if (name) to_.text("display", name->text);
    if (request_.flag("includeDesignations")) designations(names, name);
    if (!shown_[at].children.empty()) {
      to_.open('[', "contains");
      for (auto child : shown_[at].children) contain(child);
      to_.close(']');
    }
    to_.close('}');
  }

  bool wanted(const Name& name) const {
    auto asked = request_.texts("designation");
    return asked.empty() || std::any_of(asked.begin(), asked.end(), [&](auto one) {
             auto token = definitions::split(one);
             if (token.url == "urn:ietf:bcp:47") return token.version == name.language;
             return name.use.system == token.url && name.use.code == token.version && !token.version.empty();
           });
  }

  void designations(const std::vector<Name>& names, const Name* shown) {
    bool any = false;
    for (auto& one : names) {
      if (&one == shown || !wanted(one)) continue;
      if (!std::exchange(any, true)) to_.open('[', "designation");
      if (one.resource) {
        to_.value({}, *one.resource);
        continue;
      }
      to_.open('{').text("language", one.language);
      if (!one.use.code.empty()) {
        to_.open('{', "use").text("system", one.use.system).text("code", one.use.code);
        to_.text("display", one.use.display).close('}');
      }
      to_.text("value", one.text).close('}');
    }
    if (any) to_.close(']');
  }

  // What the set says of the code, and the properties.
  void extensions(const Member& one) {
    bool any = false;
    auto begin = [&] {
      if (!std::exchange(any, true)) to_.open('[', "extension");
    };
    for (auto& each : one.listed ? items(*one.listed, "extension") : std::span<json::Value>{}) {
      bool kept =
          each.text_of("url").ends_with("/valueset-deprecated") || each.text_of("url") == standards_status;
      if (kept) {
        begin();
        to_.value({}, each);
      }
    }
    auto property = [&](std::string_view code, std::string_view type, auto&& value) {
      begin();
      to_.open('{').text("url", property_extension).open('[', "extension");
      to_.open('{').text("url", "code").text("valueCode", code).close('}');
      to_.open('{').text("url", "value");
      value(type);
      to_.close('}').close(']').close('}');
    };
    if (one.concept_) properties(one, property);
    if (any) to_.close(']');
  }

  template <class Write>
  void properties(const Member& one, Write&& property) {
    auto& system = *one.code_system;
    auto text = [&](std::string_view value) {
      return [&, value](std::string_view type) { to_.text(type, value); };
    };
    if (auto status = system.status(*one.concept_); !status.empty())
      property("status", "valueCode", text(status));
    for (auto name : request_.texts("property")) {
      if (name == "definition") {
        auto definition = definition_of(one);
        if (!definition.empty()) property(name, "valueString", text(definition));
      }
      if (name == "status") continue;
      for (auto& each : system.values(*one.concept_, name)) {
        property(name, each.type, [&](std::string_view) { print_value(each, to_); });
      }
    }
  }

  // A set may word it in its own way.
  static std::string_view definition_of(const Member& one) {
    constexpr std::string_view own = "http://hl7.org/fhir/StructureDefinition/valueset-concept-definition";
    auto* worded = one.listed ? terminology::extension(*one.listed, own) : nullptr;
    return worded ? worded->text() : one.code_system->definition(*one.concept_);
  }

  const ValueSet& set_;
  const Request& request_;
  Supplements supplements_;
  std::string language_list_;
  Languages languages_;
  std::vector<Shown> shown_;
  std::size_t total_ = 0;
  std::size_t from_ = 0;
  std::size_t count_ = 0;
  std::string out_;
  JsonWriter to_{out_};
};

base::Outcome<void> check_versions(const Versions& versions, const Met& met) {
  for (auto& wanted : versions.checked) {
    auto [url, version] = definitions::split(wanted);
    for (auto* one : met.systems) {
      if (one->url() != url || one->version() == version) continue;
      return refused(IssueType::business_rule, base::message::terminology_system_version,
                     {std::string(url), std::string(one->version()), std::string(version)});
    }
  }
  return base::done();
}

}  // namespace

std::span<const std::string_view> expansion_parameters() {
  return heeded;
}

std::string_view doubt_of(const json::Value& used, const json::Value& by) {
  auto says_true = [](const json::Value& resource) {
    auto* flag = resource.find("experimental");
    return flag && flag->is_boolean() && flag->truth();
  };
  if (auto* marked = extension(used, standards_status)) {
    if (marked->text() == "withdrawn" || marked->text() == "deprecated") return marked->text();
  }
  if (used.text_of("status") == "retired") return "retired";
  if (used.text_of("status") == "draft" && by.text_of("status") != "draft") return "draft";
  return says_true(used) && !says_true(by) ? "experimental" : std::string_view{};
}

base::Outcome<std::string> expand(const Shared& below, const Request& request) {
  TRY(auto catalogue, catalogue_of(request, below));
  TRY(auto set, value_set_of(request, *catalogue));
  if (!set) return set_needed();
  TRY(auto supplements, supplements_of(request, set.get(), *catalogue));
  auto versions = versions_of(request);
  Evaluation evaluation(*catalogue, versions);
  Expansion expansion(*set, request, std::move(supplements));
  TRY(auto members, evaluation.members(*set, expansion.wanted()));
  TRY_VOID(check_versions(versions, evaluation.met()));
  expansion.choose_members(members);
  if (expansion.too_many()) {
    return refused(IssueType::too_costly, base::message::terminology_large,
                   {std::to_string(limits::expansion_page_max)});
  }
  return expansion.print(evaluation.met());
}

}  // namespace linkki::terminology
