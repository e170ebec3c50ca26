#include "terminology/names.h"

#include <algorithm>

#include "definitions/canonical.h"
#include "terminology/messages.h"

namespace linkki::terminology {
namespace {

void add_designations(const json::Value& holder, const CodeSystem* supplement, std::vector<Name>& names) {
  for (auto& one : items(holder, "designation")) {
    auto* status = extension(one, standards_status);
    bool withdrawn = status && (status->text() == "withdrawn" || status->text() == "deprecated");
    names.push_back({one.text_of("language"), one.text_of("value"), &one, supplement, withdrawn});
  }
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
  if (!member.display.empty()) {
    names.push_back({system ? system->language() : std::string_view{}, member.display});
  }
  if (member.listed) add_designations(*member.listed, nullptr, names);
  if (member.concept_) add_designations(*member.concept_->resource, nullptr, names);
  for (auto& supplement : supplements) {
    bool ours = definitions::split(supplement->resource().text_of("supplements")).url == member.system;
    auto* added = ours ? supplement->find(member.code) : nullptr;
    if (!added) continue;
    if (!added->display.empty()) {
      names.push_back({supplement->language(), added->display, nullptr, supplement.get()});
    }
    add_designations(*added->resource, supplement.get(), names);
  }
  return names;
}

const Name* choose(const std::vector<Name>& names, const Languages& languages) {
  for (auto wanted : languages.wanted()) {
    for (auto& one : names) {
      if (!one.withdrawn && base::takes(wanted, one.language)) return &one;
    }
  }
  bool shown = !names.empty() && !names.front().designation && (languages.empty() || languages.others());
  return shown ? &names.front() : nullptr;
}

}  // namespace linkki::terminology
