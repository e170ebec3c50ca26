#include "interactions/audit_search.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "audit/event.h"
#include "base/bytes.h"
#include "fhir/bundle.h"
#include "interactions/paging.h"
#include "interactions/read.h"
#include "interactions/trail.h"
#include "repository/audit_store.h"
#include "repository/messages.h"

namespace linkki::interactions {
namespace {

using base::IssueType;
using base::Refusal;
using repository::AuditStore;
using repository::Snapshot;
using Sequences = std::vector<std::uint64_t>;

class StoredReferences final : public audit::References {
 public:
  explicit StoredReferences(const Snapshot& snapshot) : snapshot_(snapshot) {}
  std::string reference(std::uint64_t number, std::uint32_t version) const override {
    std::string text = snapshot_.reference(number);
    if (!text.empty() && version) text += "/_history/" + std::to_string(version);
    return text;
  }

 private:
  const Snapshot& snapshot_;
};

std::optional<std::uint64_t> parse_sequence(std::string_view text) {
  std::uint64_t sequence = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), sequence);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return sequence;
}

// One clause → the sequences that rows say it matches; dates are looked at again entry by entry.
class Finder {
 public:
  Finder(const Call& call, const Snapshot& snapshot)
      : call_(call), snapshot_(snapshot), store_(*snapshot.reading().hash) {}

  base::Outcome<Sequences> find(const search::Clause& clause) const {
    if (clause.kind != search::Clause::Kind::test) return unsupported(clause);
    if (clause.modifier != search::Modifier::none && clause.modifier != search::Modifier::type)
      return unsupported(clause);
    Sequences all;
    for (const search::Value& value : clause.values) {
      TRY(auto some, find(clause, value));
      all.insert(all.end(), some.begin(), some.end());
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
  }

 private:
  static base::Failure unsupported(const search::Clause& clause) {
    return base::refuse(Refusal::bad_request, base::error(IssueType::not_supported,
                                                          base::message::search_unsupported, {clause.code}));
  }

  base::Outcome<Sequences> find(const search::Clause& clause, const search::Value& value) const {
    const auto& reads = snapshot_.reads();
    if (clause.code == "_id") {
      const auto sequence = parse_sequence(value.text);
      return sequence && *sequence < AuditStore::size(reads) ? Sequences{*sequence} : Sequences{};
    }
    if (clause.code == "patient") return store_.by_patient(reads, snapshot_.number("Patient", value.text));
    if (clause.code == "entity" && !value.type.empty()) {
      return store_.by_entity(reads, snapshot_.number(value.type, value.text));
    }
    if (clause.code == "agent" && !value.type.empty()) {
      return store_.by_agent(reads, value.type + "/" + value.text);
    }
    if (clause.code == "date" || clause.code == "_lastUpdated") return find_days(value);
    return unsupported(clause);
  }

  Sequences find_days(const search::Value& value) const {
    const auto day = [](base::Instant instant) {
      return static_cast<std::int32_t>(
          std::chrono::floor<std::chrono::days>(instant).time_since_epoch().count());
    };
    std::int32_t from = 0, to = day(call_.now) + 2;
    switch (value.prefix) {
      case search::Prefix::eq:
      case search::Prefix::po:
      case search::Prefix::ap:
        from = day(value.low);
        to = day(value.high) + 1;
        break;
      case search::Prefix::gt:
      case search::Prefix::ge:
      case search::Prefix::sa: from = day(value.low); break;
      case search::Prefix::lt:
      case search::Prefix::le:
      case search::Prefix::eb: to = day(value.high) + 1; break;
      case search::Prefix::ne: break;
    }
    return store_.by_days(snapshot_.reads(), from, to);
  }

  const Call& call_;
  const Snapshot& snapshot_;
  const AuditStore store_;
};

bool fits(base::Instant time, const search::Value& value) {
  switch (value.prefix) {
    case search::Prefix::eq:
    case search::Prefix::po:
    case search::Prefix::ap: return value.low <= time && time < value.high;
    case search::Prefix::ne: return time < value.low || time >= value.high;
    case search::Prefix::gt:
    case search::Prefix::sa: return time >= value.high;
    case search::Prefix::ge: return time >= value.low;
    case search::Prefix::lt:
    case search::Prefix::eb: return time < value.low;
    case search::Prefix::le: return time < value.high;
  }
  ensure(!"a prefix");
}

bool fits(const audit::Entry& entry, const search::Query& query) {
  return std::all_of(query.clauses.begin(), query.clauses.end(), [&](const search::Clause& clause) {
    if (clause.code != "date" && clause.code != "_lastUpdated") return true;
    return std::any_of(clause.values.begin(), clause.values.end(),
                       [&](const search::Value& value) { return fits(entry.time, value); });
  });
}

Sequences all_sequences(const Snapshot& snapshot) {
  Sequences all(AuditStore::size(snapshot.reads()));
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
  return all;
}

// Whose trail this is about: the organisation that acted, or the one that answers for the patient's data.
class Appointment {
 public:
  Appointment(const Call& call, const Snapshot& snapshot) : call_(call), snapshot_(snapshot) {
    own_ = number_of(call.principal.organization);
  }

  bool covers(const audit::Entry& entry) {
    if (call_.principal.role == access::Role::tester) return true;
    if (covers(number_of(entry.organization))) return true;
    const auto row = entry.patient ? snapshot_.current(entry.patient) : std::nullopt;
    return row && covers(row->header.custodian);
  }

 private:
  repository::Number number_of(std::string_view reference) const {
    const std::size_t slash = reference.find('/');
    return slash == std::string_view::npos
               ? 0
               : snapshot_.number(reference.substr(0, slash), reference.substr(slash + 1));
  }

  // An organisation covers itself and what is part of it.
  bool covers(repository::Number organization) {
    if (!organization || !own_) return false;
    const auto known = known_.find(organization);
    if (known != known_.end()) return known->second;
    known_[organization] = organization == own_;  // ends circles
    if (organization != own_) known_[organization] = covers(part_of(organization));
    return known_[organization];
  }

  repository::Number part_of(repository::Number organization) const {
    const auto facets = snapshot_.reading().facets->find("Organization");
    const auto* const parameter = facets ? facets->find("partof") : nullptr;
    if (!parameter) return 0;
    const auto value = repository::index::value(snapshot_.reads(), organization,
                                                parameter->code(repository::Facet::target), false);
    return value ? base::read_big_endian<repository::Number>(*value) : 0;
  }

  const Call& call_;
  const Snapshot& snapshot_;
  repository::Number own_ = 0;
  std::map<repository::Number, bool> known_;
};

audit::Entry own_entry(const Call& call, std::uint64_t results) {
  audit::Entry entry = entry_of(call);
  entry.detail = std::to_string(results) + " entries";
  if (call.principal.role == access::Role::auditor) entry.basis = access::code(access::Basis::inspection);
  return entry;
}

}  // namespace

bool is_audit_parameter(std::string_view code) {
  return code == "_id" || code == "_lastUpdated" || code == "agent" || code == "date" || code == "entity" ||
         code == "patient";
}

base::Outcome<Answer> audit_search(const Call& call, const Snapshot& snapshot, const search::Query& query) {
  Sequences found = all_sequences(snapshot);
  const Finder finder(call, snapshot);
  for (const search::Clause& clause : query.clauses) {
    TRY(const auto some, finder.find(clause));
    Sequences both;
    std::set_intersection(found.begin(), found.end(), some.begin(), some.end(), std::back_inserter(both));
    found = std::move(both);
  }
  Appointment appointment(call, snapshot);
  std::vector<audit::Entry> entries;
  for (const std::uint64_t sequence : found) {
    TRY(auto entry, AuditStore::get(snapshot.reads(), sequence));
    if (fits(entry, query) && appointment.covers(entry)) entries.push_back(std::move(entry));
  }
  const bool oldest_first = !query.sorts.empty() && !query.sorts.front().descending;
  if (!oldest_first) std::reverse(entries.begin(), entries.end());

  const auto& fhir = call.current.settings->fhir;
  const std::string form = form_without_page(call.query);
  std::uint64_t begin = 0;
  if (!query.page.empty()) {
    TRY(const auto position, open_page(call, form, query.page));
    // Entries that came since stand before the page when the newest come first.
    begin = position.number +
            (oldest_first ? 0 : entries.size() - std::min<std::uint64_t>(entries.size(), position.sequence));
  }
  const std::uint64_t count =
      query.summary == search::Summary::count ? 0 : query.count.value_or(fhir.page_entries_default);
  const std::uint64_t end = std::min<std::uint64_t>(entries.size(), begin + count);
  std::vector<fhir::BundleLink> links{
      {"self", call.base_url() + "/AuditEvent" + (form.empty() ? "" : "?" + form)}};
  if (count > 0 && end < entries.size())
    links.push_back({"next", page_url(call, form, {entries.size(), {}, end})});

  Answer answer;
  answer.shaped = true;
  fhir::BundleWriter writer(
      answer.json, {.type = "searchset", .last_updated = call.now, .total = entries.size(), .links = links});
  const StoredReferences references(snapshot);
  for (std::uint64_t i = begin; i < end; ++i) {
    const std::string url = call.base_url() + "/AuditEvent/" + std::to_string(entries[i].sequence);
    const std::string event = audit::print_event(entries[i], references);
    writer.add({.full_url = url, .resource = event, .search_mode = "match"});
  }
  writer.end();
  TRY_VOID(call.parts.trail.append({own_entry(call, end - std::min(begin, end))}));
  return answer;
}

base::Outcome<Answer> audit_read(const Call& call, const Snapshot& snapshot) {
  const auto sequence = parse_sequence(call.route.id);
  if (!sequence || *sequence >= AuditStore::size(snapshot.reads())) return not_found(call.route);
  TRY(const auto entry, AuditStore::get(snapshot.reads(), *sequence));
  if (!Appointment(call, snapshot).covers(entry)) return not_found(call.route);
  TRY_VOID(call.parts.trail.append({own_entry(call, 1)}));
  Answer answer;
  answer.json = audit::print_event(entry, StoredReferences(snapshot));
  answer.version = 1;
  answer.modified = entry.time;
  return answer;
}

}  // namespace linkki::interactions
