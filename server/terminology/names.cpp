#include "terminology/names.h"

#include <algorithm>

#include "definitions/canonical.h"
#include "terminology/json_writer.h"
#include "terminology/listed_code_system.h"
#include "terminology/messages.h"

namespace linkki::terminology {
namespace {

void add(const Designation& one, const CodeSystem* supplement, std::vector<Name>& names) {
  auto* status = one.resource ? extension(*one.resource, standards_status) : nullptr;
  bool withdrawn = status && (status->text() == "withdrawn" || status->text() == "deprecated");
  names.push_back({one, false, supplement, withdrawn});
}

void add_display(std::string_view text, const CodeSystem* system, const CodeSystem* supplement,
                 std::vector<Name>& names) {
  if (text.empty()) return;
  names.push_back({{system ? system->language() : std::string_view{}, text, {}, nullptr}, true, supplement});
}

}  // namespace

Languages::Languages(std::string_view list) {
  for (auto& range : base::parse_accept_language(list)) {
    if (range.tag == "*") {
      others_ = range.weight > 0;
    } else if (range.weight > 0) {
      wanted_.push_back(range.tag);
    }
  }
}

bool Languages::take(std::string_view tag) const {
  return std::any_of(wanted_.begin(), wanted_.end(), [&](auto wanted) { return base::takes(wanted, tag); });
}

base::Outcome<Supplements> find_supplements(const Catalogue& catalogue,
                                            const std::vector<std::string_view>& canonicals) {
  Supplements found;
  for (auto canonical : canonicals) {
    auto one = catalogue.code_system(canonical);
    if (!one || !one->supplement()) {
      return base::refuse(base::Refusal::unprocessable,
                          base::error(base::IssueType::not_found, base::message::terminology_supplement,
                                      {std::string(canonical)}));
    }
    found.push_back(std::move(one));
  }
  return found;
}

std::vector<Name> names_of(const Member& member, const Supplements& supplements) {
  std::vector<Name> names;
  auto* system = member.code_system;
  add_display(member.display, system, nullptr, names);
  if (member.listed) {
    for (auto& one : items(*member.listed, "designation")) add(designation_of(one), nullptr, names);
  }
  if (member.concept_) {
    system->each_designation(*member.concept_, [&](auto& one) { add(one, nullptr, names); });
  }
  for (auto& supplement : supplements) {
    bool ours = definitions::split(supplement->resource().text_of("supplements")).url == member.system;
    auto added = ours ? supplement->find(member.code) : std::nullopt;
    if (!added) continue;
    add_display(added->display, supplement.get(), supplement.get(), names);
    supplement->each_designation(*added, [&](auto& one) { add(one, supplement.get(), names); });
  }
  return names;
}

void print_value(const Property& property, JsonWriter& to) {
  const bool literal = property.type == "valueBoolean" || property.type == "valueInteger";
  if (property.resource)
    to.value(property.type, *property.resource);
  else if (literal)
    to.raw(property.type, property.text);
  else
    to.text(property.type, property.text);
}

const Name* choose(const std::vector<Name>& names, const Languages& languages) {
  for (auto wanted : languages.wanted()) {
    for (auto& one : names) {
      if (!one.withdrawn && base::takes(wanted, one.language)) return &one;
    }
  }
  bool shown = !names.empty() && names.front().is_display && (languages.empty() || languages.others());
  return shown ? &names.front() : nullptr;
}

}  // namespace linkki::terminology
