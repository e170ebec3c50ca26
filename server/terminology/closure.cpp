#include "terminology/closure.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <unordered_map>

#include "terminology/json_writer.h"
#include "terminology/limits.h"
#include "terminology/messages.h"

namespace linkki::terminology {
namespace {

using base::IssueType;

constexpr std::string_view beginning = "https://w3id.org/linkki/fhir/closure-begin";

base::Failure refused(IssueType type, const base::Message& text, std::vector<std::string> arguments) {
  return base::refuse(base::Refusal::unprocessable, base::error(type, text, std::move(arguments)));
}

std::uint32_t number(std::string_view text) {
  std::uint32_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

std::optional<Closure> Closure::read(const json::Value& map) {
  auto* identifier = map.find("identifier");
  if (!identifier || identifier->text_of("system") != beginning) return {};
  Closure closure(std::string(map.text_of("name")), number(identifier->text_of("value")));
  closure.version_ = number(map.text_of("version"));
  for (auto& group : items(map, "group")) {
    for (auto& element : items(group, "element")) {
      closure.entries_.push_back({std::string(group.text_of("source")), std::string(element.text_of("code")),
                                  number(group.text_of("id"))});
    }
  }
  return closure;
}

std::string Closure::print() const {
  std::string out;
  JsonWriter to(out);
  to.open('{').text("resourceType", "ConceptMap").text("id", "table");
  to.open('{', "identifier").text("system", beginning).text("value", std::to_string(begin_)).close('}');
  to.text("version", std::to_string(version_)).text("name", name_).text("status", "active");
  std::map<std::pair<std::uint32_t, std::string_view>, std::vector<std::string_view>> groups;
  for (auto& one : entries_) groups[{one.version, one.system}].push_back(one.code);
  if (!groups.empty()) to.open('[', "group");
  std::size_t count = 0;
  for (auto& [key, codes] : groups) {
    to.open('{').text("id", std::to_string(key.first) + "-" + std::to_string(count++));
    to.text("source", key.second).open('[', "element");
    for (auto code : codes) to.open('{').text("code", code).close('}');
    to.close(']').close('}');
  }
  if (!groups.empty()) to.close(']');
  to.close('}');
  return out;
}

const Closure::Entry* Closure::find(const Code& code) const {
  auto at = std::find_if(entries_.begin(), entries_.end(),
                         [&](auto& one) { return one.code == code.code && one.system == code.system; });
  return at == entries_.end() ? nullptr : &*at;
}

base::Outcome<void> Closure::add(const Catalogue& catalogue, const std::vector<Code>& codes) {
  const auto next = version_ + 1;
  for (auto& code : codes) {
    auto system = catalogue.code_system(code.system, code.version);
    if (!system || !system->has_concepts()) return unknown_system(code.system);
    auto known = system->find(code.code);
    if (!known) {
      return refused(IssueType::code_invalid, base::message::terminology_code,
                     {std::string(code.code), system->canonical()});
    }
    if (find({code.system, known->code, {}})) continue;
    if (entries_.size() == limits::closure_concepts_max) {
      return refused(IssueType::too_costly, base::message::terminology_closure_large,
                     {std::to_string(limits::closure_concepts_max)});
    }
    entries_.push_back({std::string(code.system), std::string(known->code), next});
    version_ = next;
  }
  return base::done();
}

std::uint32_t Closure::before(const Catalogue& catalogue, const std::vector<Code>& codes) const {
  std::uint32_t youngest = 0;
  for (auto& code : codes) {
    auto system = catalogue.code_system(code.system, code.version);
    auto known = system ? system->find(code.code) : std::nullopt;
    auto* entry = known ? find({code.system, known->code, {}}) : nullptr;
    if (entry) youngest = std::max(youngest, entry->version);
  }
  return youngest == 0 ? version_ : youngest - 1;
}

base::Outcome<std::string> Closure::news(const Catalogue& catalogue, std::int64_t since,
                                         base::Instant now) const {
  if (since < begin_ && since >= 0) {
    return refused(IssueType::conflict, base::message::terminology_closure_cleared,
                   {name_, std::to_string(begin_)});
  }
  if (since < 0 || since > version_) {
    return refused(IssueType::value, base::message::terminology_closure_version,
                   {std::to_string(since), name_, std::to_string(version_)});
  }
  std::map<std::string_view, std::unordered_map<std::uint32_t, const Entry*>>
      tables;  // by number in the system
  std::map<std::string_view, std::shared_ptr<const CodeSystem>> systems;
  for (auto& one : entries_) {
    auto [at, is_new] = systems.try_emplace(one.system);
    if (is_new) at->second = catalogue.code_system(one.system);
    auto known = at->second ? at->second->find(one.code) : std::nullopt;
    if (known) tables[one.system].emplace(known->index, &one);
  }
  std::string out;
  JsonWriter to(out);
  to.open('{')
      .text("resourceType", "ConceptMap")
      .text("version", std::to_string(version_))
      .text("name", name_);
  to.text("status", "active").flag("experimental", true).text("date", base::print_instant(now));
  std::size_t count = 0;
  bool any = false;
  for (auto& [url, table] : tables) {
    bool begun = false;
    for (auto& [index, entry] : table) {
      std::vector<const Entry*> above;
      for (auto ancestor : systems[url]->ancestors(index)) {
        auto at = table.find(ancestor);
        bool told = at == table.end() || at->second == entry ||
                    std::max(at->second->version, entry->version) <= since;
        if (!told) above.push_back(at->second);
      }
      if (above.empty()) continue;
      count += above.size();
      if (count > limits::closure_entries_max) {
        return refused(IssueType::too_costly, base::message::terminology_closure_entries,
                       {std::to_string(limits::closure_entries_max)});
      }
      if (!any) to.open('[', "group");
      if (!begun) to.open('{').text("source", url).text("target", url).open('[', "element");
      any = begun = true;
      to.open('{').text("code", entry->code).open('[', "target");
      for (auto* one : above) to.open('{').text("code", one->code).text("equivalence", "subsumes").close('}');
      to.close(']').close('}');
    }
    if (begun) to.close(']').close('}');
  }
  if (any) to.close(']');
  to.close('}');
  return out;
}

}  // namespace linkki::terminology
