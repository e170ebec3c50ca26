#include "referral/workflow.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "base/json/parse.h"
#include "base/settings.h"
#include "referral/messages.h"

namespace linkki::referral {
namespace {

constexpr std::array<std::string_view, 12> relations = {
    "requester",   "subject", "representative", "addressed", "owner",  "coordinates",
    "participant", "asked",   "author",         "custodian", "anyone", "server"};
constexpr std::array<std::string_view, 14> conditions = {
    "request-active", "basis",         "impersonal",       "not-hidden",    "unclaimed",
    "inside",         "no-open-child", "no-open-question", "open-question", "open-abort",
    "reopening-time", "baseline",      "led-to",           "no-capacity"};
constexpr std::array<std::string_view, 4> owner_rules = {"", "caller-or-named", "as-addressed", "named"};
constexpr std::array<std::string_view, 7> effects = {
    "unchanged", "draft", "active", "revoked", "entered-in-error", "completed-when-last", "as-given"};

constexpr std::array<std::string_view, 9> sinces = {"entered",        "answer-by",     "expected-date",
                                                    "support-period", "due",           "last-task-ended",
                                                    "capacity.as-of", "last-verified", "period.end"};

// Reads one member after another; the first fault stays, with its place.
class Reader {
 public:
  Reader(const json::Value& root, const Times& times) : root_(root), times_(times) {}

  base::Outcome<Workflow> read() {
    read_codes();
    read_governs();
    each(root_, "states", [this](const json::Value& state) {
      workflow_.states.push_back(
          {text(state, "status"), texts(state, "business"), flag(state, "final"), label(state)});
    });
    each(root_, "outcomes", [this](const json::Value& outcome) {
      workflow_.outcomes.push_back(
          {text(outcome, "code"), text(outcome, "business"), flag(outcome, "led-to")});
    });
    named(root_, "data", [this](std::string_view name, const json::Value& datum) {
      workflow_.data.push_back({std::string(name), text(datum, "at"), optional(datum, "child"),
                                text(datum, "type"), optional(datum, "values"), texts(datum, "codes"),
                                label(datum)});
    });
    named(root_, "conditions", [this](std::string_view name, const json::Value& condition) {
      workflow_.conditions.push_back({condition_of(name), label(condition)});
      if (condition_of(name) == Condition::reopening_time) workflow_.reopening = time(condition);
    });
    each(root_, "transitions", [this](const json::Value& one) { read_transition(one); });
    named(root_, "children",
          [this](std::string_view kind, const json::Value& one) { read_child(kind, one); });
    each(root_, "clocks", [this](const json::Value& one) { read_clock(one); });
    each(root_, "dialects", [this](const json::Value& one) { read_dialect(one); });
    check();
    if (!fault_.empty()) return refused();
    return std::move(workflow_);
  }

 private:
  base::Failure refused() const {
    return base::refuse(
        base::Refusal::unavailable,
        base::error(base::IssueType::exception, base::message::workflow_file, {fault_, fault_place_}));
  }

  void fault(std::string what) {
    if (!fault_.empty()) return;
    fault_ = std::move(what);
    for (const std::string& step : path_) fault_place_ += "/" + step;
  }

  const json::Value* member(const json::Value& of, std::string_view name) {
    const json::Value* const found = of.find(name);
    if (!found) fault("'" + std::string(name) + "' is missing");
    return found;
  }
  std::string text(const json::Value& of, std::string_view name) {
    const json::Value* const found = member(of, name);
    if (found && (!found->is_string() || found->text().empty()))
      fault("'" + std::string(name) + "' is no text");
    return found ? std::string(found->text()) : "";
  }
  static std::string optional(const json::Value& of, std::string_view name) {
    return std::string(of.text_of(name));
  }
  static std::vector<std::string> texts(const json::Value& of, std::string_view name) {
    std::vector<std::string> all;
    if (const json::Value* const list = of.find(name)) {
      for (const json::Value& one : list->items()) all.emplace_back(one.text());
    }
    return all;
  }
  static bool flag(const json::Value& of, std::string_view name) {
    const json::Value* const found = of.find(name);
    return found && found->is_boolean() && found->truth();
  }
  Label label(const json::Value& of) {
    const json::Value* const label = member(of, "label");
    if (!label) return {};
    return {text(*label, "fi"), text(*label, "sv"), text(*label, "en")};
  }
  Code code(const json::Value& of) { return {text(of, "system"), text(of, "code")}; }

  template <class Visit>
  void each(const json::Value& of, const std::string& name, Visit&& visit) {
    path_.push_back(name);
    const json::Value* const list = member(of, name);
    std::size_t index = 0;
    for (const json::Value& one : list ? list->items() : std::span<json::Value>{}) {
      path_.push_back(std::to_string(index++));
      visit(one);
      path_.pop_back();
    }
    path_.pop_back();
  }
  template <class Visit>
  void named(const json::Value& of, const std::string& name, Visit&& visit) {
    path_.push_back(name);
    const json::Value* const object = member(of, name);
    for (const json::Member& one : object ? object->members() : std::span<json::Member>{}) {
      path_.emplace_back(one.name);
      visit(one.name, one.value);
      path_.pop_back();
    }
    path_.pop_back();
  }

  // The place of a word in its vocabulary.
  template <class Enum, std::size_t size>
  Enum word(const std::array<std::string_view, size>& words, std::string_view text) {
    const auto found = std::find(words.begin(), words.end(), text);
    if (found == words.end()) fault("the word '" + std::string(text) + "' is unknown");
    return static_cast<Enum>(found == words.end() ? 0 : found - words.begin());
  }
  Condition condition_of(std::string_view text) { return word<Condition>(conditions, text); }
  Relation relation_of(std::string_view text) { return word<Relation>(relations, text); }

  // `after`, or what is set under the name of `setting`; before or after as the file has it.
  std::chrono::days time(const json::Value& one) {
    const std::chrono::days written = days(text(one, "after"));
    const auto set = times_.find(optional(one, "setting"));
    if (set == times_.end()) return written;
    return written.count() < 0 ? -set->second : set->second;
  }
  // P14D, -P2D; the file counts in days.
  std::chrono::days days(std::string_view text) {
    const bool before = text.starts_with('-');
    const int count = duration(before ? text.substr(1) : text, 'D');
    return std::chrono::days(before ? -count : count);
  }
  int duration(std::string_view text, char unit) {
    int count = 0;
    const bool framed = text.size() > 2 && text.starts_with('P') && text.ends_with(unit);
    const char* const end = text.data() + text.size() - 1;
    if (!framed || std::from_chars(text.data() + 1, end, count).ptr != end)
      fault("'" + std::string(text) + "' is not in " + (unit == 'D' ? "days" : "months"));
    return count;
  }

  void read_codes() {
    const json::Value* const codes = member(root_, "codes");
    if (!codes) return;
    workflow_.business_system = text(*codes, "business");
    workflow_.reason_system = text(*codes, "reason");
    workflow_.outcome_system = text(*codes, "outcome");
    workflow_.data_system = text(*codes, "data");
  }

  void read_governs() {
    const json::Value* const governs = member(root_, "governs");
    const json::Value* const request = governs ? member(*governs, "request") : nullptr;
    const json::Value* const task = governs ? member(*governs, "task") : nullptr;
    if (!request || !task) return;
    workflow_.request_profiles = texts(*request, "profiles");
    workflow_.request_categories = texts(*request, "categories");
    workflow_.task = code(*task);
  }

  void read_transition(const json::Value& one) {
    Transition transition{.id = text(one, "id"), .row = text(one, "row"), .label = label(one)};
    transition.from = texts(one, "from");
    transition.from_business = texts(one, "from-business");
    transition.to = text(one, "to");
    if (const json::Value* const business = member(one, "business"); business && business->is_object()) {
      transition.business = text(*business, "named");
      transition.business_of_pool = text(*business, "pool");
    } else {
      transition.business = text(one, "business");
    }
    named(one, "by", [&](std::string_view relation, const json::Value& roles) {
      transition.by.push_back({relation_of(relation), roles_of(roles)});
    });
    if (one.find("needs")) each(one, "needs", [&](const json::Value& need) { read_need(need, transition); });
    transition.may = texts(one, "may");
    for (const std::string& condition : texts(one, "conditions"))
      transition.conditions.push_back(condition_of(condition));
    transition.owner = word<OwnerRule>(owner_rules, one.text_of("owner"));
    if (one.find("sets")) each(one, "sets", [&](const json::Value& set) { read_set(set, transition); });
    transition.opens = optional(one, "opens");
    transition.ends_children = one.text_of("children") == "cancelled";
    transition.request = word<RequestEffect>(effects, text(one, "request"));
    workflow_.transitions.push_back(std::move(transition));
  }

  std::vector<access::Role> roles_of(const json::Value& roles) {
    std::vector<access::Role> all;
    for (const json::Value& role : roles.items()) {
      const auto found = access::find_role(role.text());
      if (!found) fault("the role '" + std::string(role.text()) + "' is unknown");
      all.push_back(found.value_or(access::Role::none));
    }
    return all;
  }

  void read_need(const json::Value& need, Transition& transition) {
    Need read{texts(need, "one"), {}, texts(need, "codes"), texts(need, "offers")};
    if (need.find("if")) read.when = condition_of(need.text_of("if"));
    if (read.one.empty()) fault("'one' is missing");
    transition.needs.push_back(std::move(read));
  }

  void read_set(const json::Value& set, Transition& transition) {
    const std::string at = text(set, "at");
    constexpr std::string_view begin = "Task.extension(";
    if (!at.starts_with(begin) || !at.ends_with(')')) return fault("'" + at + "' cannot be filled in");
    transition.sets.push_back({at.substr(begin.size(), at.size() - begin.size() - 1), time(set)});
  }

  void read_child(std::string_view kind, const json::Value& one) {
    Child child{.kind = std::string(kind), .label = label(one)};
    if (const json::Value* const code_of = member(one, "code")) child.code = code(*code_of);
    child.opened_by = optional(one, "opened-by");
    for (const std::string& relation : texts(one, "owner")) child.owner.push_back(relation_of(relation));
    child.blocks = flag(one, "blocks");
    for (const std::string& due : texts(one, "due")) child.due.emplace_back(duration(due, 'M'));
    each(one, "moves", [&](const json::Value& move) {
      ChildMove read{texts(move, "from"), text(move, "to"), {}, texts(move, "needs"), optional(move, "then")};
      for (const std::string& relation : texts(move, "by")) read.by.push_back(relation_of(relation));
      child.moves.push_back(std::move(read));
    });
    workflow_.children.push_back(std::move(child));
  }

  void read_clock(const json::Value& one) {
    Clock clock{.id = text(one, "id"), .of = text(one, "of"), .whiles = texts(one, "while")};
    clock.since = word<Since>(sinces, text(one, "since"));
    clock.after = time(one);
    clock.stops_while = optional(one, "stops-while");
    if (one.find("stops-at-most")) clock.stops_at_most = days(text(one, "stops-at-most"));
    clock.does = optional(one, "does");
    for (const std::string& relation : texts(one, "tells")) clock.tells.push_back(relation_of(relation));
    clock.marks = optional(one, "marks");
    workflow_.clocks.push_back(std::move(clock));
  }

  void read_dialect(const json::Value& one) {
    Dialect dialect{
        .id = text(one, "id"), .profiles = texts(one, "profiles"), .outcome = text(one, "outcome")};
    named(one, "shows", [&](std::string_view status, const json::Value& shown) {
      dialect.shows.emplace_back(status, shown.text());
    });
    dialect.any_result = one.text_of("results") == "any";
    if (!dialect.any_result)
      each(one, "results", [&](const json::Value& r) { dialect.results.push_back(code(r)); });
    workflow_.dialects.push_back(std::move(dialect));
  }

  // Everything named is there.
  void check() {
    if (!fault_.empty()) return;
    check_statuses();
    for (const Transition& transition : workflow_.transitions) {
      path_ = {"transitions", transition.id};
      for (const Need& need : transition.needs) check_data(need.one);
      check_data(transition.may);
      const bool known = transition.opens.empty() || workflow_.child(transition.opens);
      if (!known) fault("the child '" + transition.opens + "' is unknown");
    }
    for (const Child& child : workflow_.children) {
      path_ = {"children", child.kind};
      check_transition(child.opened_by);
      for (const ChildMove& move : child.moves) check_transition(move.then);
    }
    for (const Clock& clock : workflow_.clocks) {
      path_ = {"clocks", clock.id};
      check_transition(clock.does);
      const bool known = clock.stops_while.empty() || workflow_.child(clock.stops_while);
      if (!known) fault("the child '" + clock.stops_while + "' is unknown");
    }
    path_ = {"dialects"};
    for (const Dialect& dialect : workflow_.dialects) {
      if (!workflow_.outcome(dialect.outcome)) fault("the outcome '" + dialect.outcome + "' is unknown");
    }
  }

  void check_statuses() {
    std::set<std::string> ids;
    for (const Transition& transition : workflow_.transitions) {
      path_ = {"transitions", transition.id};
      if (!ids.insert(transition.id).second) fault("the id is used twice");
      for (const std::string& status : transition.from) {
        if (status != "new" && !workflow_.state(status)) fault("the status '" + status + "' is unknown");
      }
      const bool special = transition.to == "same" || transition.to == "before" || transition.to == "any";
      if (!special && !workflow_.state(transition.to)) fault("the status '" + transition.to + "' is unknown");
    }
  }

  void check_data(const std::vector<std::string>& names) {
    for (const std::string& name : names) {
      if (!workflow_.datum(name)) fault("the datum '" + name + "' is unknown");
    }
  }
  void check_transition(const std::string& id) {
    if (!id.empty() && !workflow_.transition(id)) fault("the transition '" + id + "' is unknown");
  }

  const json::Value& root_;
  const Times& times_;
  Workflow workflow_;
  std::vector<std::string> path_;
  std::string fault_, fault_place_;
};

template <class List, class Key>
auto find(const List& list, Key key, std::string_view value) -> decltype(&list.front()) {
  const auto found =
      std::find_if(list.begin(), list.end(), [&](const auto& one) { return one.*key == value; });
  return found == list.end() ? nullptr : &*found;
}

}  // namespace

const std::string& Label::in(base::Language language) const {
  switch (language) {
    case base::Language::english: return en;
    case base::Language::finnish: return fi;
    case base::Language::swedish: return sv;
  }
  ensure(!"a language");
}

std::string_view code(Relation relation) {
  return relations[static_cast<std::size_t>(relation)];
}
std::string_view code(Condition condition) {
  return conditions[static_cast<std::size_t>(condition)];
}

const State* Workflow::state(std::string_view status) const {
  return find(states, &State::status, status);
}
const Outcome* Workflow::outcome(std::string_view code) const {
  return find(outcomes, &Outcome::code, code);
}
const Datum* Workflow::datum(std::string_view name) const {
  return find(data, &Datum::name, name);
}
const Transition* Workflow::transition(std::string_view id) const {
  return find(transitions, &Transition::id, id);
}
const Child* Workflow::child(std::string_view kind) const {
  return find(children, &Child::kind, kind);
}
const Clock* Workflow::clock(std::string_view id) const {
  return find(clocks, &Clock::id, id);
}
bool Workflow::final(std::string_view status) const {
  const State* const found = state(status);
  return found && found->final;
}

Times times_of(const base::Settings& settings) {
  const base::Settings::Referral& referral = settings.referral;
  const base::Settings::Directory& directory = settings.directory;
  using std::chrono::days;
  return {{"referral.answer_days", days(referral.answer_days)},
          {"referral.answer_warning_days", days(referral.answer_warning_days)},
          {"referral.draft_days", days(referral.draft_days)},
          {"referral.contact_days", days(referral.contact_days)},
          {"referral.information_days", days(referral.information_days)},
          {"referral.abort_days", days(referral.abort_days)},
          {"referral.without_task_days", days(referral.without_task_days)},
          {"referral.reopen_days", days(referral.reopen_days)},
          {"directory.capacity_days", days(directory.capacity_days)},
          {"directory.verified_days", days(directory.verified_days)}};
}

base::Outcome<Workflow> read_workflow(std::string json, const Times& times) {
  TRY(const auto document, json::parse(std::move(json)));
  return Reader(document.root, times).read();
}

}  // namespace linkki::referral
