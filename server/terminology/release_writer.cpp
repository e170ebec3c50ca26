#include "terminology/release_writer.h"

#include <xxhash.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <numeric>

#include "base/json/print.h"
#include "terminology/json_writer.h"
#include "terminology/limits.h"
#include "terminology/messages.h"

namespace linkki::terminology {
namespace {

using Words = std::vector<std::uint32_t>;

template <class Row>
std::string_view bytes_of(const std::vector<Row>& rows) {
  return {reinterpret_cast<const char*>(rows.data()), rows.size() * sizeof(Row)};
}

// A list for each of several: where each begins, and all one after another.
template <class Row>
struct Lists {
  Words offsets{0};
  std::vector<Row> rows;
  template <class Range>
  void add(const Range& list) {
    rows.insert(rows.end(), list.begin(), list.end());
    offsets.push_back(static_cast<std::uint32_t>(rows.size()));
  }
};

struct Texts {
  Words offsets{0};
  std::string bytes;
  void add(std::string_view text) {
    bytes += text;
    offsets.push_back(static_cast<std::uint32_t>(bytes.size()));
  }
};

class File {
 public:
  void put(Section section, std::string_view bytes) {
    body_.resize((body_.size() + 7) / 8 * 8);
    header_.sections[static_cast<std::size_t>(section)] = {sizeof(header_) + body_.size(), bytes.size()};
    body_ += bytes;
  }

  std::string finish() {
    std::string all(sizeof(header_), '\0');
    all += body_;
    std::memcpy(all.data(), &header_, sizeof(header_));
    constexpr std::size_t covered = sizeof(header_.magic) + sizeof(header_.checksum);
    header_.checksum = XXH3_64bits(all.data() + covered, all.size() - covered);
    std::memcpy(all.data(), &header_, sizeof(header_));
    return all;
  }

 private:
  ReleaseHeader header_;
  std::string body_;
};
static_assert(sizeof(ReleaseHeader) % 8 == 0);

// JsonWriter leaves out what is empty; here the place of each counts.
std::string quoted(std::string_view text) {
  std::string out;
  json::print_string(text, out);
  return out;
}

base::Failure too_large() {
  return base::refuse(base::Refusal::unprocessable,
                      base::error(base::IssueType::too_costly, base::message::terminology_release_large,
                                  {std::to_string(limits::release_concepts_max)}));
}

}  // namespace

void ReleaseWriter::add(std::string_view code, std::uint32_t flags) {
  auto [at, is_new] = numbers_.try_emplace(std::string(code), static_cast<std::uint32_t>(entries_.size()));
  if (is_new) {
    codes_.push_back(&at->first);
    entries_.emplace_back();
  }
  entries_[at->second].flags |= flags;
}

ReleaseWriter::Entry* ReleaseWriter::find(std::string_view code) {
  auto at = numbers_.find(std::string(code));
  return at == numbers_.end() ? nullptr : &entries_[at->second];
}

std::uint32_t ReleaseWriter::text(std::string_view text) {
  auto [at, is_new] = text_numbers_.try_emplace(std::string(text), static_cast<std::uint32_t>(texts_.size()));
  if (is_new) texts_.push_back(&at->first);
  return at->second;
}

void ReleaseWriter::flag(std::string_view code, std::uint32_t flags) {
  if (auto* entry = find(code)) entry->flags |= flags;
}

void ReleaseWriter::name(std::string_view code, std::string_view language, const Use& use,
                         std::string_view text, int rank) {
  auto* entry = find(code);
  if (!entry || text.empty()) return;
  entry->names.push_back({rank, {languages_.of(language), uses_.of(use), this->text(text)}});
  ++names_;
}

void ReleaseWriter::value(std::string_view code, std::string_view property, std::string_view type,
                          std::string_view text) {
  auto* entry = find(code);
  if (!entry || text.empty()) return;
  std::pair<std::string, std::string> kind(property, type);
  entry->values.push_back({properties_.of(kind), this->text(text)});
}

void ReleaseWriter::parent(std::string_view child, std::string_view parent) {
  auto* entry = find(child);
  auto above = numbers_.find(std::string(parent));
  if (entry && above != numbers_.end() && child != parent) entry->parents.push_back(above->second);
}

void ReleaseWriter::member(std::string_view set, std::string_view code) {
  auto at = numbers_.find(std::string(code));
  if (at == numbers_.end()) return;
  auto number = sets_.of(set);
  if (number == members_.size()) members_.emplace_back();
  members_[number].push_back(at->second);
}

std::string ReleaseWriter::about(std::string_view resource) const {
  std::string out;
  JsonWriter to(out);
  to.open('{').raw("resource", resource).open('[', "languages");
  for (auto* one : languages_.list()) to.raw({}, quoted(*one));
  to.close(']').open('[', "uses");
  for (auto* one : uses_.list()) {
    to.open('{').text("system", one->system).text("code", one->code).text("display", one->display).close('}');
  }
  to.close(']').open('[', "properties");
  for (auto* one : properties_.list())
    to.open('{').text("code", one->first).text("type", one->second).close('}');
  to.close(']').open('[', "sets");
  for (auto* one : sets_.list()) to.raw({}, quoted(*one));
  to.close(']').close('}');
  return out;
}

base::Outcome<std::string> ReleaseWriter::finish(std::string_view resource) {
  if (entries_.size() > limits::release_concepts_max) return too_large();
  Words order(entries_.size()), place(entries_.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return *codes_[a] < *codes_[b]; });
  for (std::uint32_t i = 0; i < order.size(); ++i) place[order[i]] = i;
  auto sorted = [&](Words numbers) {
    for (auto& one : numbers) one = place[one];
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    return numbers;
  };

  Texts codes, texts;
  Words flags;
  Lists<std::uint32_t> parents, children, sets;
  Lists<ReleaseName> names;
  Lists<ReleaseValue> values;
  std::vector<Words> below(entries_.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    auto& entry = entries_[order[i]];
    codes.add(*codes_[order[i]]);
    flags.push_back(entry.flags);
    auto above = sorted(entry.parents);
    for (auto one : above) below[one].push_back(i);
    parents.add(above);
    std::stable_sort(entry.names.begin(), entry.names.end(),
                     [](auto& a, auto& b) { return a.rank < b.rank; });
    std::vector<ReleaseName> rows;
    for (auto& one : entry.names) rows.push_back(one.row);
    names.add(rows);
    values.add(entry.values);
  }
  for (auto& one : below) children.add(one);
  for (auto& one : members_) sets.add(sorted(one));
  std::uint64_t text_bytes = 0;
  for (auto* one : texts_) text_bytes += one->size();
  if (text_bytes > std::numeric_limits<std::uint32_t>::max()) return too_large();
  for (auto* one : texts_) texts.add(*one);

  File file;
  file.put(Section::about, about(resource));
  file.put(Section::code_offsets, bytes_of(codes.offsets));
  file.put(Section::code_bytes, codes.bytes);
  file.put(Section::flags, bytes_of(flags));
  file.put(Section::parent_offsets, bytes_of(parents.offsets));
  file.put(Section::parents, bytes_of(parents.rows));
  file.put(Section::child_offsets, bytes_of(children.offsets));
  file.put(Section::children, bytes_of(children.rows));
  file.put(Section::name_offsets, bytes_of(names.offsets));
  file.put(Section::names, bytes_of(names.rows));
  file.put(Section::value_offsets, bytes_of(values.offsets));
  file.put(Section::values, bytes_of(values.rows));
  file.put(Section::set_offsets, bytes_of(sets.offsets));
  file.put(Section::set_members, bytes_of(sets.rows));
  file.put(Section::text_offsets, bytes_of(texts.offsets));
  file.put(Section::text_bytes, texts.bytes);
  return file.finish();
}

}  // namespace linkki::terminology
