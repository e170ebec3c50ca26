#include "terminology/names.h"

#include <algorithm>
#include <charconv>

#include "definitions/canonical.h"
#include "terminology/limits.h"
#include "terminology/messages.h"

namespace linkki::terminology {
namespace {

std::string_view trim(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

// In thousandths, of "q=0.8"; without it 1.
int weight(std::string_view parameters) {
  auto at = parameters.find("q=");
  if (at == std::string_view::npos) return 1000;
  double value = 1;
  auto text = parameters.substr(at + 2);
  std::from_chars(text.data(), text.data() + text.size(), value);
  return static_cast<int>(std::clamp(value, 0.0, 1.0) * 1000);
}

// "de" takes "de" and "de-CH", "de-CH" takes "de-CH" and "de".
bool matches(std::string_view wanted, std::string_view tag) {
  if (tag.empty()) return false;
  auto starts = [](std::string_view longer, std::string_view shorter) {
    return fold(longer.substr(0, shorter.size())) == fold(shorter) &&
           (longer.size() == shorter.size() || longer[shorter.size()] == '-');
  };
  return wanted.size() > tag.size() ? starts(wanted, tag) : starts(tag, wanted);
}

void add_designations(const json::Value& holder, const CodeSystem* supplement, std::vector<Name>& names) {
  for (auto& one : items(holder, "designation")) {
    auto* status = extension(one, standards_status);
    bool withdrawn = status && (status->text() == "withdrawn" || status->text() == "deprecated");
    names.push_back({one.text_of("language"), one.text_of("value"), &one, supplement, withdrawn});
  }
}

}  // namespace

Languages::Languages(std::string_view list) {
  std::vector<std::pair<int, std::string_view>> weighed;
  for (std::size_t at = 0; at <= list.size() && weighed.size() < limits::languages_max;) {
    auto end = std::min(list.find(',', at), list.size());
    auto part = list.substr(at, end - at);
    auto tag = trim(part.substr(0, part.find(';')));
    auto q = weight(part.substr(std::min(tag.size(), part.size())));
    if (tag == "*") others_ = q > 0;
    if (!tag.empty() && tag != "*" && q > 0) weighed.emplace_back(q, tag);
    at = end + 1;
  }
  std::stable_sort(weighed.begin(), weighed.end(), [](auto& a, auto& b) { return a.first > b.first; });
  for (auto& one : weighed) wanted_.push_back(one.second);
}

bool Languages::take(std::string_view tag) const {
  return std::any_of(wanted_.begin(), wanted_.end(), [&](auto wanted) { return matches(wanted, tag); });
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
      if (!one.withdrawn && matches(wanted, one.language)) return &one;
    }
  }
  bool shown = !names.empty() && !names.front().designation && (languages.empty() || languages.others());
  return shown ? &names.front() : nullptr;
}

}  // namespace linkki::terminology
