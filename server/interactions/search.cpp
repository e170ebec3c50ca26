#include "interactions/search.h"

#include "base/json/utf8.h"
#include "fhir/bundle.h"
#include "fhir/operation_outcome.h"
#include "interactions/audit_search.h"
#include "interactions/messages.h"
#include "interactions/paging.h"
#include "interactions/reach.h"
#include "interactions/read.h"
#include "interactions/search_bounds.h"
#include "interactions/trail.h"
#include "interactions/withholding.h"
#include "search/parse.h"

namespace linkki::interactions {
namespace {

using repository::Found;
using repository::Match;
using repository::Snapshot;

// What the URL and a POSTed form say together.
std::string form_of(const Call& call) {
  std::string form = call.query;
  if (!call.body.empty() && call.content_type.starts_with("application/x-www-form-urlencoded")) {
    if (!form.empty()) form += '&';
    form += call.body;
  }
  return form;
}

std::string self_url(const Call& call, const search::Query& query) {
  std::string url = call.base_url();
  if (!call.route.compartment_type.empty()) url += "/" + call.route.compartment_type + "/" + call.route.id;
  if (!call.route.type.empty()) url += "/" + call.route.type;
  if (call.route.type.empty() && !call.route.compartment_type.empty()) url += "/*";
  char separator = '?';
  for (const auto& [name, value] : query.used) {
    url += separator + percent_encode(name) + "=" + percent_encode(value);
    separator = '&';
  }
  return url;
}

// The types of GET Patient/1/*: all that may be in the compartment and the caller may search.
std::vector<std::string> types_of_compartment(const Call& call) {
  std::vector<std::string> types;
  for (const auto* type : call.definitions->resource_types()) {
    if (!call.definitions->compartment(call.route.compartment_type, type->name).empty() &&
        type->name != "AuditEvent" && access::permit(call.principal, type->name, Interaction::search).ok())
      types.emplace_back(type->name);
  }
  return types;
}

// GET Patient/1/Task: one of the compartment's parameters refers to Patient/1.
base::Outcome<void> narrow_to_compartment(const Call& call, const Snapshot& snapshot,
                                          const repository::Sight& sight, const search::Query& query,
                                          repository::find::Settings& settings) {
  if (call.route.compartment_type.empty()) return base::done();
  const auto unknown = [&](const std::string& type) {
    return base::refuse(base::Refusal::not_found,
                        base::error(base::IssueType::not_found, base::message::compartment_unknown,
                                    {call.route.compartment_type, type}));
  };
  const auto types = query.type.empty() ? query.types : std::vector{query.type};
  if (types.empty()) return unknown("*");
  for (const std::string& type : types) {
    const auto parameters = call.definitions->compartment(call.route.compartment_type, type);
    if (parameters.empty()) return unknown(type);
    for (const auto* parameter : parameters) settings.compartment[type].emplace_back(parameter->code);
  }
  Route focus;
  focus.type = call.route.compartment_type;
  focus.id = call.route.id;
  const auto number = snapshot.number(focus.type, focus.id);
  const auto row = number ? snapshot.current(number) : std::nullopt;
  if (!row || row->header.deleted || !sight.sees(number, row->header)) return not_found(focus);
  settings.compartment_focus = number;
  return base::done();
}

// GET [base]?…: all types that the caller may read, or those it names.
base::Outcome<void> choose_types(const Call& call, search::Query& query) {
  const auto permit = [&](std::string_view type) {
    return access::permit(call.principal, type, Interaction::search);
  };
  for (const std::string& type : query.types) {
    if (type == "AuditEvent") {
      return base::refuse(base::Refusal::bad_request, base::error(base::IssueType::not_supported,
                                                                  base::message::search_audit, {}, "_type"));
    }
    TRY_VOID(permit(type));
  }
  if (!query.types.empty()) return base::done();
  if (!call.route.compartment_type.empty()) {
    query.types = types_of_compartment(call);
    return base::done();
  }
  for (const auto* type : call.definitions->resource_types()) {
    if (type->name != "AuditEvent" && permit(type->name).ok()) query.types.emplace_back(type->name);
  }
  return base::done();
}

base::Outcome<void> check_form_type(const Call& call) {
  if (call.body.empty() || call.content_type.starts_with("application/x-www-form-urlencoded"))
    return base::done();
  return base::refuse(base::Refusal::unsupported_media_type,
                      base::error(base::IssueType::not_supported, base::message::body_type,
                                  {json::excerpt(call.content_type), "application/x-www-form-urlencoded"}));
}

// Entries are written one after the other; each resource is read, shown and noted for the trail.
class Page {
 public:
  Page(const Call& call, const Snapshot& snapshot, fhir::BundleWriter& writer)
      : call_(call), snapshot_(snapshot), writer_(writer) {}

  void add(const std::vector<Match>& matches, std::string_view mode) {
    for (const Match& match : matches) {
      const auto row = snapshot_.version(match.number, match.version);
      ensure(row && !row->header.deleted);
      const std::string url =
          call_.base_url() + "/" + std::string(snapshot_.type_name(match.number)) + "/" + row->header.id;
      const std::string json = part(as_shown(snapshot_, *row, match.sight));
      writer_.add({.full_url = url,
                   .resource = json,
                   .search_mode = mode,
                   .search_score = match.score,
                   .search_metres = match.metres});
      shown_.push_back({match.number, match.version, match.sight, row->header.patients});
    }
  }

  const std::vector<Shown>& shown() const { return shown_; }

 private:
  // Pretty printing is the answer's business: here only what is cut out of each resource.
  std::string part(std::string json) const {
    Call plain = call_;
    plain.preferences.pretty = false;
    return shape(plain, std::move(json));
  }

  const Call& call_;
  const Snapshot& snapshot_;
  fhir::BundleWriter& writer_;
  std::vector<Shown> shown_;
};

// A plan tells how much of what there is, seen or not.
bool may_know_plans(const Call& call) {
  return call.principal.role == access::Role::administrator || call.principal.role == access::Role::auditor;
}

std::string outcome_of(const search::Query& query, const Found& found, base::Language language) {
  std::vector<base::Issue> issues = found.plan;
  for (const std::string& name : query.ignored) {
    issues.push_back(base::warning(base::IssueType::not_supported, base::message::search_ignored, {name}));
  }
  return issues.empty() ? std::string{} : fhir::print_operation_outcome(issues, language);
}

}  // namespace

base::Outcome<Answer> search(const Call& call, const Snapshot& snapshot, const repository::Sight& sight) {
  TRY_VOID(check_form_type(call));
  const auto& fhir = call.current.settings->fhir;
  const std::string form = form_of(call);
  const std::vector<std::string> bases = call.bases();
  TRY(auto query, search::parse(call.route.type, form, *call.definitions,
                                {.lenient = call.preferences.lenient,
                                 .zone = fhir.time_zone,
                                 .page_entries_max = static_cast<std::uint32_t>(fhir.page_entries_max),
                                 .values_max = call.current.settings->search.values_max,
                                 .bases = bases}));
  if (call.route.type == "AuditEvent") return audit_search(call, snapshot, query);
  if (call.route.type.empty()) TRY_VOID(choose_types(call, query));
  TRY_VOID(permit_chains(call, query.clauses));
  repository::find::Settings settings = search_settings(call);
  settings.explain = call.preferences.explain && may_know_plans(call);
  TRY_VOID(narrow_to_compartment(call, snapshot, sight, query, settings));
  std::optional<repository::Position> position;
  const std::string bare = form_without_page(form);
  if (!query.page.empty()) {
    TRY(position, open_page(call, bare, query.page));
  }
  TRY(Found found, repository::find::run(snapshot, query, sight, position, call.now, settings));
  drop_unpermitted(call, snapshot, found.includes);

  std::vector<fhir::BundleLink> links{{"self", self_url(call, query)}};
  const bool paged = found.next || found.previous;
  if (paged) links.push_back({"first", page_url(call, bare, found.first)});
  if (found.previous) links.push_back({"previous", page_url(call, bare, *found.previous)});
  if (found.next) links.push_back({"next", page_url(call, bare, *found.next)});
  Answer answer;
  answer.shaped = true;
  const std::string id = base::uuid(call.parts.random);
  fhir::BundleWriter writer(
      answer.json,
      {.type = "searchset", .id = id, .last_updated = call.now, .total = found.total, .links = links});
  Page page(call, snapshot, writer);
  page.add(found.matches, "match");
  page.add(found.includes, "include");
  const std::string outcome = outcome_of(query, found, call.preferences.language);
  if (!outcome.empty()) {
    writer.add({.resource = outcome, .search_mode = "outcome"});
    append_vary_by_language(answer.headers);
  }
  writer.end();
  TRY_VOID(call.parts.trail.append(entries_of(call, snapshot, page.shown())));
  return answer;
}

}  // namespace linkki::interactions
