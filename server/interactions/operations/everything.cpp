// Patient/[id]/$everything: what is known of one person, as far as the caller may see it
// https://hl7.org/fhir/R4/patient-operation-everything.html
//
//   match     the Patient first, then whatever refers to it: the compartment, and Tasks and others by `patient`
//             or `subject`
//   include   what those refer to that is about nobody: people, organisations, services, places; three
//             references far
//   pages     _count matches each, without it as many as a search gives at most; sealed links go on where a
//             page ended
//   start,    by the first date of care that a resource has (care_dates); what has none, and the Patient, come
//   end       always
//   _since    by lastUpdated; the Patient and what is included come always
//   _type     holds for everything, the Patient too
// About anybody else nothing is shown: a record that names two persons belongs to both, what only another
// person's record leads to does not.
#include <algorithm>
#include <array>
#include <deque>
#include <set>

#include "fhir/bundle.h"
#include "fhir/primitive.h"
#include "fhir/reference.h"
#include "interactions/messages.h"
#include "interactions/operations/operation.h"
#include "interactions/paging.h"
#include "interactions/read.h"
#include "interactions/search_bounds.h"
#include "interactions/trail.h"
#include "interactions/withholding.h"
#include "repository/includes.h"
#include "repository/messages.h"
#include "search/parse.h"
#include "search/zone.h"

namespace linkki::interactions {
namespace {

using base::IssueType;
using base::Refusal;
using repository::Match;
using repository::Number;
using repository::Position;
using repository::Snapshot;

constexpr int reference_rounds = 3;

// Elements of R4's types that say when care was given or is meant to be, the more telling ones first.
constexpr std::array<std::string_view, 21> care_dates = {"effectiveDateTime",
                                                         "effectivePeriod",
                                                         "effectiveInstant",
                                                         "performedDateTime",
                                                         "performedPeriod",
                                                         "occurrenceDateTime",
                                                         "occurrencePeriod",
                                                         "onsetDateTime",
                                                         "onsetPeriod",
                                                         "executionPeriod",
                                                         "period",
                                                         "start",
                                                         "startDate",
                                                         "sent",
                                                         "authored",
                                                         "authoredOn",
                                                         "dateTime",
                                                         "date",
                                                         "created",
                                                         "recordedDate",
                                                         "issued"};

base::Failure wrong(std::string_view parameter, base::Argument expected) {
  return base::refuse(Refusal::bad_request,
                      base::error(IssueType::value, base::message::argument_type,
                                  {std::string(parameter), std::move(expected)}, std::string(parameter)));
}

// A day begins and ends where the server stands.
fhir::Interval interval_in(const std::optional<search::Zone>& zone, const fhir::DateTime& value) {
  const auto told = fhir::interval(value, std::chrono::minutes{0});
  if (!zone || value.offset_minutes) return told;
  return {zone->instant(told.low.time_since_epoch().count()),
          zone->instant(told.high.time_since_epoch().count())};
}

// What was asked for, checked against what the caller may search.
struct Asked {
  std::vector<std::string> types;            // without Patient
  std::set<std::string, std::less<>> named;  // by _type; empty: all
  std::optional<fhir::Interval> start, end;
  std::uint32_t count = 0;
  std::string since;
  std::string form;  // for the links
  std::optional<Position> position;

  bool wants(std::string_view type) const { return named.empty() || named.contains(type); }
};

class Reader {
 public:
  Reader(const Call& call, const Arguments& arguments) : call_(call), arguments_(arguments) {}

  base::Outcome<Asked> read() {
    const std::uint64_t most = call_.current.settings->fhir.page_entries_max;
    const auto count = arguments_.integer("_count");
    if (count && *count < 1) return wrong("_count", "1, 2, 3 …");
    asked_.count = static_cast<std::uint32_t>(count ? std::min<std::uint64_t>(*count, most) : most);
    asked_.since = arguments_.text("_since");
    asked_.start = date("start");
    asked_.end = date("end");
    TRY_VOID(read_types());
    for (const std::string_view name : {"start", "end", "_since", "_type", "_count"}) {
      for (const std::string_view text : arguments_.texts(name))
        asked_.form += (asked_.form.empty() ? "" : "&") + std::string(name) + "=" + percent_encode(text);
    }
    if (const std::string page(arguments_.text("_page")); !page.empty()) {
      TRY(asked_.position, open_page(call_, asked_.form, page));
    }
    return std::move(asked_);
  }

 private:
  std::optional<fhir::Interval> date(std::string_view name) const {
    const auto parsed = fhir::parse_date(arguments_.text(name));
    if (!parsed) return std::nullopt;
    return interval_in(search::Zone::find(call_.current.settings->fhir.time_zone), *parsed);
  }

  base::Outcome<void> read_types() {
    for (std::string_view list : arguments_.texts("_type")) {
      while (!list.empty()) {
        const std::size_t end = std::min(list.find(','), list.size());
        const std::string_view name = list.substr(0, end);
        list.remove_prefix(std::min(end + 1, list.size()));
        const auto* const type = call_.definitions->find_type(name);
        if (!type || type->kind != definitions::TypeKind::resource || type->abstract_type)
          return wrong("_type", "Patient, Task, Observation …");
        if (name == "AuditEvent") {
          return base::refuse(Refusal::bad_request, base::error(IssueType::not_supported,
                                                                base::message::search_audit, {}, "_type"));
        }
        TRY_VOID(access::permit(call_.principal, name, Interaction::search));
        asked_.named.emplace(name);
      }
    }
    for (const auto* const type : call_.definitions->resource_types()) {
      const bool about_somebody = !call_.definitions->patient_parameters(type->name).empty();
      if (type->name == "Patient" || type->name == "AuditEvent" || !about_somebody) continue;
      if (asked_.wants(type->name) && access::permit(call_.principal, type->name, Interaction::search).ok())
        asked_.types.emplace_back(type->name);
    }
    return base::done();
  }

  const Call& call_;
  const Arguments& arguments_;
  Asked asked_;
};

class Everything {
 public:
  Everything(const Call& call, const Asked& asked, const Snapshot& snapshot, const repository::Sight& sight,
             const Stored& patient)
      : call_(call),
        asked_(asked),
        snapshot_(snapshot),
        sight_(sight),
        patient_(patient),
        settings_(search_settings(call)),
        bases_(call.bases()),
        zone_(search::Zone::find(call.current.settings->fhir.time_zone)) {}

  base::Outcome<Answer> answer() {
    if (!asked_.position && asked_.wants("Patient"))
      add({patient_.number, patient_.row.header.version, patient_.sight}, matches_);
    TRY_VOID(add_record());
    TRY_VOID(add_referred());
    return print();
  }

 private:
  struct Entry {
    Match match;
    std::string json, full_url;
    std::vector<Number> patients;
  };

  void add(const Match& match, std::vector<Entry>& entries) {
    const auto row = snapshot_.version(match.number, match.version);
    ensure(row && !row->header.deleted);
    const std::string url =
        call_.base_url() + "/" + std::string(snapshot_.type_name(match.number)) + "/" + row->header.id;
    entries.push_back({match, as_shown(snapshot_, *row, match.sight), url, row->header.patients});
    seen_.insert(match.number);
  }

  // The Patient counts among those of the first page.
  base::Outcome<void> add_record() {
    if (asked_.types.empty()) return base::done();
    const std::string form = asked_.since.empty() ? "" : "_lastUpdated=ge" + percent_encode(asked_.since);
    TRY(auto query, search::parse("", form, *call_.definitions, {}));
    query.types = asked_.types;
    query.total = search::Total::none;
    const auto left = static_cast<std::uint32_t>(asked_.count - matches_.size());
    query.count = std::max(left, 1u);
    settings_.compartment_focus = patient_.number;
    for (const std::string& type : asked_.types) {
      for (const auto* const parameter : call_.definitions->patient_parameters(type))
        settings_.compartment[type].emplace_back(parameter->code);
    }
    TRY(const auto found,
        repository::find::run(snapshot_, query, sight_, asked_.position, call_.now, settings_));
    if (left == 0) {
      if (!found.matches.empty()) next_ = found.first;
      return base::done();
    }
    next_ = found.next;
    for (const Match& match : found.matches) {
      add(match, matches_);
      if (!is_in_time(matches_.back())) matches_.pop_back();
    }
    return base::done();
  }

  bool is_in_time(const Entry& entry) const {
    if (!asked_.start && !asked_.end) return true;
    const auto resource = fhir::parse_json(entry.json, *call_.definitions);
    ensure(resource.ok());
    for (const std::string_view name : care_dates) {
      const json::Value* const value = resource->document.root.find(name);
      if (!value) continue;
      const bool period = value->is_object();
      const auto low = fhir::parse_date_time(period ? value->text_of("start") : value->text());
      const auto high = fhir::parse_date_time(period ? value->text_of("end") : value->text());
      const bool begun = !low || !asked_.end || interval_in(zone_, *low).low < asked_.end->high;
      const bool lasted = !high || !asked_.start || interval_in(zone_, *high).high > asked_.start->low;
      return begun && lasted;
    }
    return true;
  }

  base::Outcome<void> add_referred() {
    std::deque<std::pair<std::string, int>> open;
    for (const Entry& entry : matches_) open.emplace_back(entry.json, 0);
    for (; !open.empty(); open.pop_front()) {
      const auto resource = fhir::parse_json(open.front().first, *call_.definitions);
      ensure(resource.ok());
      for (const Number number : referred_by(*resource)) {
        const auto match = repository::visible(snapshot_, sight_, number);
        if (!match || !may_come(number)) continue;
        if (includes_.size() == settings_.includes_max) return too_many();
        add(*match, includes_);
        if (open.front().second + 1 < reference_rounds)
          open.emplace_back(includes_.back().json, open.front().second + 1);
      }
    }
    return base::done();
  }

  std::vector<Number> referred_by(const fhir::Resource& resource) const {
    std::vector<Number> numbers;
    fhir::each_link(resource.root(), *call_.definitions, [&](const fhir::Link& link) {
      if (link.kind != fhir::LinkKind::reference) return;
      const auto text = fhir::make_relative(link.element.text(), bases_, *call_.definitions);
      const fhir::Reference reference = fhir::parse_reference(text, *call_.definitions);
      if (reference.kind != fhir::ReferenceKind::relative) return;
      const Number number = snapshot_.number(reference.type, reference.id);
      if (number && !seen_.contains(number) &&
          std::find(numbers.begin(), numbers.end(), number) == numbers.end())
        numbers.push_back(number);
    });
    return numbers;
  }

  // What is about this person has its place among the matches; what is about others none.
  bool may_come(Number number) const {
    const std::string_view type = snapshot_.type_name(number);
    const auto row = snapshot_.current(number);
    return row->header.patients.empty() && asked_.wants(type) && type != "Patient" &&
           access::permit(call_.principal, type, Interaction::search).ok();
  }

  base::Failure too_many() const {
    return base::refuse(Refusal::unprocessable,
                        base::error(IssueType::too_costly, base::message::search_includes,
                                    {std::to_string(settings_.includes_max)}));
  }

  base::Outcome<Answer> print() {
    const std::string self = call_.base_url() + "/Patient/" + call_.route.id + "/$everything" +
                             (asked_.form.empty() ? "" : "?" + asked_.form);
    std::vector<fhir::BundleLink> links{{"self", self}};
    if (next_) links.push_back({"next", page_url(call_, asked_.form, *next_)});
    std::optional<std::uint64_t> total;
    if (!next_ && !asked_.position) total = matches_.size();
    Answer answer;
    answer.shaped = true;
    const std::string id = base::uuid(call_.parts.random);
    fhir::BundleWriter writer(
        answer.json,
        {.type = "searchset", .id = id, .last_updated = call_.now, .total = total, .links = links});
    std::vector<Shown> shown;
    write(matches_, "match", writer, shown);
    write(includes_, "include", writer, shown);
    writer.end();
    TRY_VOID(call_.parts.trail.append(entries_of(call_, snapshot_, shown)));
    return answer;
  }

  // Pretty printing is the answer's business.
  void write(const std::vector<Entry>& entries, std::string_view mode, fhir::BundleWriter& writer,
             std::vector<Shown>& shown) const {
    Call plain = call_;
    plain.preferences.pretty = false;
    for (const Entry& entry : entries) {
      const std::string json = shape(plain, entry.json);
      writer.add({.full_url = entry.full_url, .resource = json, .search_mode = mode});
      shown.push_back({entry.match.number, entry.match.version, entry.match.sight, entry.patients});
    }
  }

  const Call& call_;
  const Asked& asked_;
  const Snapshot& snapshot_;
  const repository::Sight& sight_;
  const Stored& patient_;
  repository::find::Settings settings_;
  const std::vector<std::string> bases_;
  const std::optional<search::Zone> zone_;
  std::vector<Entry> matches_, includes_;
  std::set<Number> seen_;
  std::optional<Position> next_;
};

base::Outcome<Answer> everything(const Call& call, const Arguments& arguments, const Snapshot& snapshot,
                                 const repository::Sight& sight) {
  TRY(const Asked asked, Reader(call, arguments).read());
  TRY(const Stored patient, find_current(call, snapshot, sight));
  return Everything(call, asked, snapshot, sight, patient).answer();
}

}  // namespace

std::span<const Operation> everything_operations() {
  static constexpr std::string_view types[] = {"Patient"};
  static constexpr Parameter parameters[] = {{"start", "date"},     {"end", "date"},
                                             {"_since", "instant"}, {"_type", "code", 0, unbounded},
                                             {"_count", "integer"}, {"_page", "string"}};
  static constexpr Operation rows[] = {
      {.name = "$everything",
       .definition = "http://hl7.org/fhir/OperationDefinition/Patient-everything",
       .on_instance = true,
       .types = types,
       .by_get = true,
       .parameters = parameters,
       .read = everything},
  };
  return rows;
}

}  // namespace linkki::interactions
