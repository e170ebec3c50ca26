#include "terminology/release.h"

#include <xxhash.h>

#include <algorithm>
#include <cstring>
#include <limits>

#include "base/json/parse.h"
#include "terminology/messages.h"

namespace linkki::terminology {
namespace {

base::Failure damaged(const std::string& file) {
  return base::refuse(base::Refusal::unavailable,
                      base::error(base::IssueType::exception, base::message::terminology_file, {file}));
}

// Offsets that rise from 0 to `end`.
bool rises(std::span<const std::uint32_t> offsets, std::size_t end) {
  return !offsets.empty() && offsets.front() == 0 && offsets.back() == end &&
         std::is_sorted(offsets.begin(), offsets.end());
}

}  // namespace

base::Outcome<std::shared_ptr<const Release>> Release::open(const std::string& file) {
  TRY(auto mapping, definitions::Mapping::open(file));
  std::shared_ptr<Release> release(new Release(std::move(mapping), file));
  TRY_VOID(release->read());
  return std::shared_ptr<const Release>(std::move(release));
}

base::Outcome<void> Release::read() {
  const auto bytes = mapping_.bytes();
  if (bytes.size() < sizeof(header_)) return damaged(file_);
  std::memcpy(&header_, bytes.data(), sizeof(header_));
  const ReleaseHeader expected;
  constexpr std::size_t covered = sizeof(header_.magic) + sizeof(header_.checksum);
  if (header_.magic != expected.magic || header_.format != expected.format ||
      header_.byte_order != expected.byte_order ||
      header_.checksum != XXH3_64bits(bytes.data() + covered, bytes.size() - covered)) {
    return damaged(file_);
  }
  for (auto& place : header_.sections) {
    if (place.at % 8 != 0 || place.at > bytes.size() || place.bytes > bytes.size() - place.at)
      return damaged(file_);
  }
  auto about = rows<char>(Section::about);
  auto parsed = json::parse(std::string(about.data(), about.size()));
  if (!parsed) return damaged(file_);
  about_ = *std::move(parsed);
  resource_ = about_.root.find("resource");
  if (!resource_) return damaged(file_);
  size_ = static_cast<std::uint32_t>(rows<std::uint32_t>(Section::flags).size());
  for (auto& one : items(about_.root, "languages")) languages_.push_back(one.text());
  for (auto& one : items(about_.root, "sets")) sets_.push_back(one.text());
  for (auto& one : items(about_.root, "properties"))
    properties_.push_back({one.text_of("code"), one.text_of("type")});
  for (auto& one : items(about_.root, "uses")) {
    uses_.push_back({one.text_of("system"), one.text_of("code"), one.text_of("display")});
  }
  return consistent() ? base::done() : base::Outcome<void>(damaged(file_));
}

// So that nothing that is read later can lie outside.
bool Release::consistent() const {
  auto offsets = [&](Section section, std::size_t count, std::size_t end) {
    auto found = rows<std::uint32_t>(section);
    return found.size() == count + 1 && rises(found, end);
  };
  auto within = [&](std::span<const std::uint32_t> numbers, std::size_t end) {
    return std::all_of(numbers.begin(), numbers.end(), [&](auto one) { return one < end; });
  };
  const auto parents = rows<std::uint32_t>(Section::parents),
             children = rows<std::uint32_t>(Section::children),
             members = rows<std::uint32_t>(Section::set_members);
  const auto names = rows<ReleaseName>(Section::names);
  const auto values = rows<ReleaseValue>(Section::values);
  const auto texts = rows<std::uint32_t>(Section::text_offsets).size();
  return texts > 0 && offsets(Section::code_offsets, size_, rows<char>(Section::code_bytes).size()) &&
         offsets(Section::text_offsets, texts - 1, rows<char>(Section::text_bytes).size()) &&
         offsets(Section::parent_offsets, size_, parents.size()) && within(parents, size_) &&
         offsets(Section::child_offsets, size_, children.size()) && within(children, size_) &&
         offsets(Section::name_offsets, size_, names.size()) &&
         offsets(Section::value_offsets, size_, values.size()) &&
         offsets(Section::set_offsets, sets_.size(), members.size()) && within(members, size_) &&
         std::all_of(names.begin(), names.end(),
                     [&](auto& one) {
                       return one.language < languages_.size() && one.use < uses_.size() &&
                              std::size_t{one.text} + 1 < texts;
                     }) &&
         std::all_of(values.begin(), values.end(), [&](auto& one) {
           return one.property < properties_.size() && std::size_t{one.text} + 1 < texts;
         });
}

template <class Row>
std::span<const Row> Release::rows(Section section) const {
  const auto& place = header_.sections[static_cast<std::size_t>(section)];
  return {reinterpret_cast<const Row*>(mapping_.bytes().data() + place.at), place.bytes / sizeof(Row)};
}

template <class Row>
std::span<const Row> Release::list(Section offsets, Section section, std::uint32_t index) const {
  auto at = rows<std::uint32_t>(offsets);
  return rows<Row>(section).subspan(at[index], at[index + 1] - at[index]);
}

std::string_view Release::text(Section offsets, Section bytes, std::uint32_t index) const {
  auto found = list<char>(offsets, bytes, index);
  return {found.data(), found.size()};
}

Concept Release::at(std::uint32_t index) const {
  auto names = list<ReleaseName>(Section::name_offsets, Section::names, index);
  auto display =
      names.empty() ? std::string_view{} : text(Section::text_offsets, Section::text_bytes, names[0].text);
  return {index, text(Section::code_offsets, Section::code_bytes, index), display};
}

std::optional<Concept> Release::find(std::string_view code) const {
  std::uint32_t first = 0, last = size_;
  while (first < last) {
    auto middle = first + (last - first) / 2;
    text(Section::code_offsets, Section::code_bytes, middle) < code ? first = middle + 1 : last = middle;
  }
  if (first == size_) return {};
  auto found = at(first);
  return found.code == code ? std::optional(found) : std::nullopt;
}

std::span<const std::uint32_t> Release::parents(std::uint32_t index) const {
  return list<std::uint32_t>(Section::parent_offsets, Section::parents, index);
}

std::span<const std::uint32_t> Release::children(std::uint32_t index) const {
  return list<std::uint32_t>(Section::child_offsets, Section::children, index);
}

std::optional<std::span<const std::uint32_t>> Release::members(std::string_view set) const {
  auto at = std::find(sets_.begin(), sets_.end(), set);
  if (at == sets_.end()) return {};
  return list<std::uint32_t>(Section::set_offsets, Section::set_members,
                             static_cast<std::uint32_t>(at - sets_.begin()));
}

// The display is one of the names, and comes first.
void Release::each_designation(const Concept& one,
                               const std::function<void(const Designation&)>& visit) const {
  for (auto& name : list<ReleaseName>(Section::name_offsets, Section::names, one.index)) {
    visit({languages_[name.language], text(Section::text_offsets, Section::text_bytes, name.text),
           uses_[name.use], nullptr});
  }
}

void Release::each_property(const Concept& one, const std::function<void(const Property&)>& visit) const {
  for (auto& value : list<ReleaseValue>(Section::value_offsets, Section::values, one.index)) {
    auto& kind = properties_[value.property];
    visit({kind.code, kind.type, text(Section::text_offsets, Section::text_bytes, value.text), nullptr});
  }
}

bool Release::inactive(const Concept& one) const {
  return (rows<std::uint32_t>(Section::flags)[one.index] & flag_inactive) != 0;
}

bool Release::is_abstract(const Concept& one) const {
  return (rows<std::uint32_t>(Section::flags)[one.index] & flag_abstract) != 0;
}

}  // namespace linkki::terminology
