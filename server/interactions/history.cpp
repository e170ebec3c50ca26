#include "interactions/history.h"

#include <charconv>
#include <functional>

#include "base/bytes.h"
#include "base/limits.h"
#include "fhir/bundle.h"
#include "fhir/operation_outcome.h"
#include "fhir/primitive.h"
#include "interactions/messages.h"
#include "interactions/read.h"
#include "interactions/sight_changes.h"
#include "interactions/status.h"
#include "interactions/trail.h"
#include "interactions/withholding.h"
#include "repository/change.h"
#include "repository/messages.h"

namespace linkki::interactions {
namespace {

using base::Instant;
using base::IssueType;
using base::Refusal;
using repository::Change;
using repository::ChangeKind;
using repository::Number;
using repository::Snapshot;

struct Query {
  std::optional<Instant> since;
  std::optional<fhir::Interval> at;
  std::uint64_t count = 0;
  std::uint64_t before = 0;  // sequence, or version of an instance; 0: from the newest on
  std::string form;          // without _page
};

base::Failure bad_value(std::string name, base::Argument expected) {
  return base::refuse(Refusal::bad_request, base::error(IssueType::value, base::message::parameter_value,
                                                        {std::move(name), std::move(expected)}));
}

std::string context_of(const Call& call, const std::string& form) {
  const access::Principal& who = call.principal;
  std::string context = "history";
  for (const std::string_view part :
       {std::string_view(call.route.type), std::string_view(call.route.id), access::code(who.role),
        std::string_view(who.client_id), std::string_view(who.organization), std::string_view(who.person),
        std::string_view(form)}) {
    context += '\n';
    context += part;
  }
  return context;
}

base::Outcome<std::uint64_t> open_page(const Call& call, const std::string& form, const std::string& token) {
  const auto bytes = call.parts.repository.seal().open(token, context_of(call, form));
  if (!bytes || bytes->size() != 16)
    return bad_value("_page", base::Words{"the links of this server", "tämän palvelimen linkit",
                                          "den här serverns länkar"});
  const Instant made{std::chrono::microseconds{base::read_big_endian<std::int64_t>(*bytes, 8)}};
  if (call.now - made > std::chrono::minutes(call.current.settings->fhir.page_link_minutes_max)) {
    return base::refuse(Refusal::gone, base::error(IssueType::expired, base::message::page_expired));
  }
  return base::read_big_endian<std::uint64_t>(*bytes);
}

std::string seal_page(const Call& call, const std::string& form, std::uint64_t before) {
  std::string bytes;
  base::append_big_endian(bytes, before);
  base::append_big_endian(bytes, static_cast<std::int64_t>(call.now.time_since_epoch().count()));
  return call.parts.repository.seal().seal(bytes, context_of(call, form));
}

base::Outcome<std::uint64_t> parse_count(const std::string& text, std::uint64_t count_max) {
  std::uint64_t count = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (fault != std::errc() || end != text.data() + text.size()) return bad_value("_count", "0, 1, 2 …");
  return std::min(count, count_max);
}

base::Outcome<void> read_parameter(const std::string& name, const std::string& value, const Call& call,
                                   Query& query) {
  if (name == "_count") {
    TRY(query.count, parse_count(value, call.current.settings->fhir.page_entries_max));
  } else if (name == "_since") {
    const auto instant = fhir::parse_instant(value);
    if (!instant)
      return bad_value("_since", base::Words{"an instant as 2026-01-31T12:00:00Z",
                                             "ajanhetki (instant) kuten 2026-01-31T12:00:00Z",
                                             "en tidpunkt (instant) som 2026-01-31T12:00:00Z"});
    query.since = fhir::interval(*instant, std::chrono::minutes{0}).low;
  } else if (name == "_at") {
    const auto moment = fhir::parse_date_time(value);
    if (!moment)
      return bad_value("_at", base::Words{"a date or dateTime as 2026-01-31",
                                          "päivä tai ajankohta (date, dateTime) kuten 2026-01-31",
                                          "ett datum eller en tidpunkt (date, dateTime) som 2026-01-31"});
    query.at = fhir::interval(*moment, std::chrono::minutes{0});
  } else if (name != "_page" && name != "_format" && name != "_pretty" && name != "_summary" &&
             name != "_elements") {
    return base::refuse(Refusal::bad_request,
                        base::error(IssueType::not_supported, base::message::history_parameter,
                                    {name, "_since, _at, _count"}));
  }
  return base::done();
}

base::Outcome<Query> read_query(const Call& call) {
  TRY(const Parameters parameters, parse_form(call.query));
  Query query;
  query.count = call.current.settings->fhir.page_entries_default;
  std::string page;
  for (const auto& [name, value] : parameters) {
    TRY_VOID(read_parameter(name, value, call, query));
    if (name == "_page") {
      page = value;
      continue;
    }
    if (!query.form.empty()) query.form += '&';
    query.form += percent_encode(name) + "=" + percent_encode(value);
  }
  if (!page.empty()) {
    TRY(query.before, open_page(call, query.form, page));
  }
  return query;
}

// Where the walk stands: a change of the log, or a version of the one resource.
struct Step {
  std::uint64_t place = 0;  // the next page begins below it
  Number number = 0;
  std::uint32_t version = 0;
};
using Walk = std::function<std::optional<Step>()>;

class History {
 public:
  History(const Call& call, const Snapshot& snapshot, const repository::Sight& sight, Query query)
      : call_(call), snapshot_(snapshot), sight_(sight), query_(std::move(query)) {}

  base::Outcome<Answer> of_instance() {
    const Number number = snapshot_.number(call_.route.type, call_.route.id);
    const auto current = number ? snapshot_.current(number) : std::nullopt;
    if (!current || !sight_.sees(number, current->header)) return not_found(call_.route);
    newest_ = current->header.version;
    std::uint64_t below = query_.before ? query_.before : std::uint64_t{newest_} + 1;
    gather([number, below]() mutable -> std::optional<Step> {
      if (below <= 1) return std::nullopt;
      --below;
      return Step{below, number, static_cast<std::uint32_t>(below)};
    });
    total_ = count(number);
    return print();
  }

  base::Outcome<Answer> of_log() {
    const auto type = call_.route.type.empty() ? repository::TypeCode{0} : snapshot_.type(call_.route.type);
    if (type == 0 && !call_.route.type.empty()) return print();  // nothing of that type was ever stored
    if (query_.since && !query_.at && query_.before == 0 && query_.count > 0) {
      TRY(moved_, sight_changes(call_, snapshot_, sight_, *query_.since));
      for (const SightChange& one : moved_) {
        if (one.sight)
          shown_.push_back({one.number, one.row.header.version, one.sight, one.row.header.patients});
      }
    }
    auto walk = std::make_shared<repository::changes::Walk>(snapshot_.reads(), type, query_.before);
    gather([walk]() -> std::optional<Step> {
      const auto change = walk->next();
      if (!change) return std::nullopt;
      return Step{change->sequence, change->number, change->version};
    });
    return print();
  }

 private:
  struct Entry {
    Number number;
    repository::Header header;
    bool revived = false;
    std::string json;
  };

  // A next page is offered only where it has something to show, or where nobody has looked yet.
  void gather(const Walk& next) {
    if (query_.count == 0) return;
    std::size_t looked_at = 0;
    for (auto step = next(); step; step = next()) {
      if (++looked_at > limits::history_changes_max) {
        next_ = step->place + 1;
        return;
      }
      const auto row = snapshot_.version(step->number, step->version);
      if (!row) continue;
      // Times never run backwards, so nothing older can be wanted.
      if (query_.since && row->header.time < *query_.since) return;
      if (!is_wanted(*step, row->header)) continue;
      const access::Sight seen = sees(*step, row->header);
      if (!seen) continue;
      if (entries_.size() == query_.count) {
        next_ = step->place + 1;
        return;
      }
      add(*step, *row, seen);
    }
  }

  bool is_wanted(const Step& step, const repository::Header& header) const {
    if (!query_.at) return true;
    if (header.time >= query_.at->high) return false;
    // Current at some time of the period: begun in it, or the last one before it.
    const auto following = snapshot_.version(step.number, step.version + 1);
    return !following || following->header.time > query_.at->low;
  }

  // Whoever may not see a resource as it is now may not see what it was.
  access::Sight sees(const Step& step, const repository::Header& header) const {
    const access::Sight then = sight_.sees(step.number, header);
    const auto current = then ? snapshot_.current(step.number) : std::nullopt;
    return current && sight_.sees(step.number, current->header) ? then : access::Sight{};
  }

  void add(const Step& step, const repository::Row& row, access::Sight seen) {
    Entry entry{step.number, row.header, false, {}};
    if (step.version > 1) {
      const auto before = snapshot_.version(step.number, step.version - 1);
      entry.revived = before && before->header.deleted;
    }
    const bool content = !row.header.deleted && seen.basis != access::Basis::inspection;
    if (content) entry.json = as_shown(snapshot_, row, seen);
    entries_.push_back(std::move(entry));
    shown_.push_back({step.number, step.version, seen, row.header.patients});
  }

  // The visible versions of one resource that the query means; nullopt: too many to be counted for each page.
  std::optional<std::uint64_t> count(Number number) const {
    std::uint64_t total = 0;
    for (std::uint32_t version = newest_; version > 0; --version) {
      if (newest_ - version == limits::history_total_max) return std::nullopt;
      const auto row = snapshot_.version(number, version);
      if (!row) continue;
      if (query_.since && row->header.time < *query_.since) break;
      if (is_wanted({version, number, version}, row->header) && sight_.sees(number, row->header)) ++total;
    }
    return total;
  }

  std::string url() const {
    std::string url = call_.base_url();
    if (!call_.route.type.empty()) url += "/" + call_.route.type;
    if (!call_.route.id.empty()) url += "/" + call_.route.id;
    return url + "/_history";
  }

  std::vector<fhir::BundleLink> links() const {
    const std::string self = url() + (query_.form.empty() ? "" : "?" + query_.form);
    std::vector<fhir::BundleLink> links{{"self", self}};
    if (next_) {
      const std::string form = query_.form.empty() ? "" : query_.form + "&";
      links.push_back({"next", url() + "?" + form + "_page=" + seal_page(call_, query_.form, *next_)});
    }
    return links;
  }

  base::Outcome<Answer> print() {
    TRY_VOID(call_.parts.trail.append(entries_of(call_, snapshot_, shown_)));
    Answer answer;
    const auto bundle_links = links();
    const std::string id = base::uuid(call_.parts.random);
    fhir::BundleWriter writer(
        answer.json,
        {.type = "history", .id = id, .last_updated = call_.now, .total = total_, .links = bundle_links});
    for (const SightChange& one : moved_) write(one, writer);
    for (const Entry& entry : entries_) write(entry, writer);
    writer.end();
    return answer;
  }

  // Gained: as it is. Lost: its id alone. The outcome says that the resource itself did not change then.
  void write(const SightChange& one, fhir::BundleWriter& writer) const {
    const repository::Header& header = one.row.header;
    const std::string reference = std::string(snapshot_.type_name(one.number)) + "/" + header.id;
    const std::string full_url = call_.base_url() + "/" + reference;
    const std::string etag = print_etag(header.version);
    const std::string json = one.sight ? as_shown(snapshot_, one.row, one.sight) : std::string{};
    const base::Message& message = one.sight ? base::message::sight_gained : base::message::sight_lost;
    const std::vector<base::Issue> issues{
        base::information(IssueType::informational, message, {base::print_instant(one.time)})};
    const std::string outcome = fhir::print_operation_outcome(issues, call_.preferences.language);
    fhir::BundleEntry out{.full_url = full_url, .resource = json};
    out.request_method = one.sight ? "PUT" : "DELETE";
    out.request_url = reference;
    out.response_status = one.sight ? "200 OK" : "204 No Content";
    if (one.sight) out.response_etag = etag;
    out.response_last_modified = one.sight ? header.time : one.time;
    out.response_outcome = outcome;
    writer.add(out);
  }

  void write(const Entry& entry, fhir::BundleWriter& writer) const {
    const repository::Header& header = entry.header;
    const std::string type(snapshot_.type_name(entry.number));
    const std::string reference = type + "/" + header.id;
    const std::string full_url = call_.base_url() + "/" + reference;
    const std::string etag = print_etag(header.version);
    const bool created = header.version == 1;
    const bool posted = created && !header.named;
    fhir::BundleEntry out{.full_url = full_url, .resource = entry.json};
    out.request_method = header.deleted ? "DELETE" : posted ? "POST" : "PUT";
    out.request_url = posted && !header.deleted ? std::string_view(type) : std::string_view(reference);
    out.response_status = header.deleted             ? "204 No Content"
                          : created || entry.revived ? "201 Created"
                                                     : "200 OK";
    out.response_etag = etag;
    out.response_last_modified = header.time;
    writer.add(out);
  }

  const Call& call_;
  const Snapshot& snapshot_;
  const repository::Sight& sight_;
  const Query query_;
  std::uint32_t newest_ = 0;
  std::vector<Entry> entries_;
  std::vector<Shown> shown_;
  std::vector<SightChange> moved_;  // of the first page
  std::optional<std::uint64_t> total_, next_;
};

}  // namespace

base::Outcome<Answer> history(const Call& call, const Snapshot& snapshot, const repository::Sight& sight) {
  TRY(Query query, read_query(call));
  History history(call, snapshot, sight, std::move(query));
  return call.route.id.empty() ? history.of_log() : history.of_instance();
}

}  // namespace linkki::interactions
