#include "interactions/case_view.h"

#include <set>

#include "referral/element.h"
#include "repository/candidates.h"

namespace linkki::interactions {

using repository::Number;
using repository::Target;

Target CaseView::target_of(std::string_view reference) const {
  const std::size_t slash = reference.find('/');
  if (slash == std::string_view::npos) return {};
  const std::string_view id = reference.substr(slash + 1);
  return {set_.snapshot().type(reference.substr(0, slash)), std::string(id.substr(0, id.find('/')))};
}

const CaseView::Loaded* CaseView::load(Number number) {
  if (!number) return nullptr;
  auto& kept = loaded_[number];
  if (kept) return kept.get();
  const auto row = set_.snapshot().current(number);
  if (!row) return nullptr;
  kept = std::make_unique<Loaded>();
  kept->header = row->header;
  if (!row->header.deleted) kept->document = json::parse(set_.snapshot().json(*row)).value();
  return kept.get();
}

Seen CaseView::see(const Target& target) {
  if (target.none()) return {};
  const auto& snapshot = set_.snapshot();
  Seen seen{target, snapshot.number(snapshot.reading().dictionary->type_name(target.type), target.id)};
  if (const Loaded* const loaded = load(seen.number)) {
    seen.header = &loaded->header;
    if (!loaded->header.deleted) seen.stored = &loaded->document.root;
  }
  const fhir::Resource* const put = put_of(target);
  seen.now = put ? &put->document.root : seen.stored;
  return seen;
}

namespace {

// Calls visit(text) for each Reference.reference, without its version.
template <class Visit>
void each_reference(const json::Value& value, Visit&& visit) {
  for (const json::Member& member : value.members()) {
    if (member.name == "reference" && member.value.is_string()) {
      const std::string_view text = member.value.text();
      visit(text.substr(0, text.find("/_history/")));
    } else {
      each_reference(member.value, visit);
    }
  }
  for (const json::Value& item : value.items()) each_reference(item, visit);
}

bool refers(const json::Value& resource, const std::string& reference) {
  bool found = false;
  each_reference(resource, [&](std::string_view text) { found |= text == reference; });
  return found;
}

}  // namespace

void CaseView::index_puts() {
  for (; indexed_ < set_.size(); ++indexed_) {
    const auto put = set_.put_at(indexed_);
    if (!put) continue;
    fhir::Resource& resource = put->resource;
    const Target target{set_.snapshot().type(resource.type->name), std::string(resource.id())};
    by_target_[target] = &resource;
    by_type_[std::string(resource.type->name)].push_back(&resource);
    each_reference(resource.document.root, [&](std::string_view reference) {
      auto& referrers = referrers_[std::string(reference)];
      if (referrers.empty() || referrers.back() != target) referrers.push_back(target);
    });
  }
}

fhir::Resource* CaseView::put_of(const Target& target) {
  index_puts();
  const auto found = by_target_.find(target);
  return found == by_target_.end() ? nullptr : found->second;
}

const std::vector<fhir::Resource*>& CaseView::puts(std::string_view type) {
  index_puts();
  static const std::vector<fhir::Resource*> none;
  const auto found = by_type_.find(type);
  return found == by_type_.end() ? none : found->second;
}

std::vector<Seen> CaseView::referring(std::string_view type, const Target& target) {
  const auto& snapshot = set_.snapshot();
  const auto& reading = snapshot.reading();
  const std::string reference = std::string(reading.dictionary->type_name(target.type)) + "/" + target.id;
  std::set<Target> targets;
  if (const Number number = see(target).number) {
    for (const Number one :
         repository::candidates::referring(snapshot.reads(), *reading.facets->find(type), number)) {
      if (targets.size() == referring_max) break;
      if (const Loaded* const loaded = load(one))
        targets.insert({repository::type_of(one), loaded->header.id});
    }
  }
  index_puts();
  for (const Target& one : referrers_[reference]) {
    if (one.type == snapshot.type(type)) targets.insert(one);
  }
  std::vector<Seen> found;
  for (const Target& one : targets) {
    const Seen seen = see(one);
    if (seen.now && refers(*seen.now, reference)) found.push_back(seen);
  }
  return found;
}

const json::Value* CaseView::version_before(const Seen& seen, bool (*differs)(const json::Value& now,
                                                                              const json::Value& then)) {
  if (!seen.stored) return nullptr;
  const std::uint32_t first = seen.header->version > versions_max ? seen.header->version - versions_max : 1;
  for (std::uint32_t version = seen.header->version - 1; version >= first && version > 0; --version) {
    const auto row = set_.snapshot().version(seen.number, version);
    if (!row || row->header.deleted) return nullptr;
    auto document = json::parse(set_.snapshot().json(*row)).value();
    if (!differs(*seen.stored, document.root)) continue;
    versions_.push_back(std::move(document));
    return &versions_.back().root;
  }
  return nullptr;
}

base::Instant CaseView::status_since(const Seen& seen) {
  base::Instant since = seen.header->time;
  const std::uint32_t first = seen.header->version > versions_max ? seen.header->version - versions_max : 1;
  for (std::uint32_t version = seen.header->version - 1; version >= first && version > 0; --version) {
    const auto row = set_.snapshot().version(seen.number, version);
    if (!row || row->header.deleted) break;
    const auto document = json::parse(set_.snapshot().json(*row)).value();
    if (document.root.text_of("status") != seen.stored->text_of("status")) break;
    since = row->header.time;
  }
  return since;
}

Target CaseView::organization_of(std::string_view reference) {
  const std::string_view type = reference.substr(0, reference.find('/'));
  if (type == "Organization") return target_of(reference);
  const std::string_view element = type == "PractitionerRole"    ? "organization"
                                   : type == "HealthcareService" ? "providedBy"
                                                                 : "";
  const Seen seen = see(reference);
  if (!seen.now) return {};
  if (type == "CareTeam") {
    const json::Value* const organizations = seen.now->find("managingOrganization");
    if (!organizations || organizations->items().empty()) return {};
    return target_of(organizations->items().front().text_of("reference"));
  }
  return element.empty() ? Target{} : target_of(referral::reference_of(*seen.now, element));
}

bool CaseView::within(const Target& part, const Target& whole) {
  if (whole.none()) return false;
  Target at = part;
  for (int i = 0; i < parts_max && !at.none(); ++i) {
    if (at == whole) return true;
    const Seen seen = see(at);
    at = seen.now ? target_of(referral::reference_of(*seen.now, "partOf")) : Target{};
  }
  return false;
}

}  // namespace linkki::interactions
