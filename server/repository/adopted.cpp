#include "repository/adopted.h"

#include <algorithm>

#include "base/json/parse.h"
#include "definitions/overlay.h"
#include "repository/candidates.h"
#include "repository/snapshot.h"

namespace linkki::repository {
namespace {

std::string canonical_of(const json::Value& resource) {
  const std::string_view version = resource.text_of("version");
  std::string canonical(resource.text_of("url"));
  return version.empty() ? canonical : canonical.append("|").append(version);
}

std::string_view url_of(std::string_view canonical) {
  return canonical.substr(0, canonical.find('|'));
}

}  // namespace

bool Adopted::wants(const json::Value& resource) {
  const std::string_view type = resource.text_of("resourceType");
  if (!definitions::is_definitional(type) || resource.text_of("url").empty()) return false;
  return type != "SearchParameter" || resource.text_of("status") == "active";
}

base::Outcome<void> Adopted::check_room(const Snapshot& now) {
  std::uint64_t count = 0;
  for (const std::string_view type : definitions::definitional_types()) {
    const Facets::Type* const facets = now.reading().facets->find(type);
    if (facets) count += candidates::count_of(now.reads(), facets->added);
  }
  if (count >= adopted_max) return definitions::too_many(adopted_max);
  return base::done();
}

std::string Adopted::Stored::json(Number number) const {
  const auto row = rows::current(reads, number);
  return codec.decode(row->body, row->header.version, row->header.time);
}

Adopted::All Adopted::all_of(const Stored& stored) const {
  All all;
  for (const std::string_view type : definitions::definitional_types()) {
    const FacetCode facet = stored.dictionary.facet(std::string(type) + ":added");
    if (!facet) continue;
    for (const Number number : candidates::all_of(stored.reads, facet)) {
      const auto version = rows::current(stored.reads, number)->header.version;
      if (const auto held = held_.find(number); held != held_.end() && held->second.version == version) {
        all.insert(*held);
      } else if (const auto resource = json::parse(stored.json(number)); resource.ok()) {
        all.emplace(number, One{version, canonical_of(resource->root)});
      }
    }
  }
  return all;
}

// What other resources say of a canonical that is taken out; what lies below comes back by itself.
std::vector<std::string> Adopted::put_back(const std::string& canonical, const Stored& stored,
                                           const All& now) const {
  std::vector<std::string> back;
  for (const auto& [number, one] : now) {
    const auto held = held_.find(number);
    const bool unchanged = held != held_.end() && held->second == one;
    if (unchanged && url_of(one.canonical) == url_of(canonical)) back.push_back(stored.json(number));
  }
  return back;
}

// How many the registry would not have: what it refuses together is tried one by one.
std::size_t Adopted::change(const std::vector<std::string>& out, const std::vector<std::string>& in) {
  if (registry_.change(out, in).ok()) return 0;
  std::size_t refused = registry_.remove(out).ok() ? 0 : out.size();
  for (const std::string& one : in) refused += registry_.add({one}).ok() ? 0 : 1;
  return refused;
}

Adopted::Change Adopted::follow(const storage::Reads& reads, const Dictionary& dictionary,
                                const Codec& codec) {
  const Stored stored{reads, dictionary, codec};
  All now = all_of(stored);
  Change change;
  std::vector<std::string> out, in;
  for (const auto& [number, one] : held_) {
    const auto found = now.find(number);
    if (found == now.end() || found->second != one) out.push_back(one.canonical);
  }
  for (const std::string& canonical : out) {
    for (std::string& back : put_back(canonical, stored, now)) in.push_back(std::move(back));
  }
  for (const auto& [number, one] : now) {
    const auto held = held_.find(number);
    if (held != held_.end() && held->second == one) continue;
    in.push_back(stored.json(number));
    ++change.taken_in;
  }
  change.taken_out = out.size();
  if (!out.empty() || !in.empty()) change.refused = this->change(out, in);
  held_ = std::move(now);
  return change;
}

}  // namespace linkki::repository
