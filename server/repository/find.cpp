#include "repository/find.h"

#include <algorithm>
#include <map>
#include <set>

#include "repository/includes.h"
#include "repository/matcher.h"
#include "repository/messages.h"
#include "repository/order.h"
#include "repository/type_plan.h"
#include "repository/walk.h"

namespace linkki::repository::find {
namespace {

using candidates::Numbers;

// Numbers of a walk that are asked about without having looked up what matches.
constexpr std::uint64_t probes_max = 20'000;
// Steps of a walk that cost as much as to look at one resource.
constexpr std::uint64_t steps_per_row = 16;

class Run {
 public:
  Run(const Snapshot& snapshot, const search::Query& query, const Sight& sight, base::Instant now,
      const Settings& settings)
      : snapshot_(snapshot),
        query_(query),
        now_(now),
        settings_(settings),
        moment_(snapshot, sight),
        work_(settings.rows_max, settings.stopped),
        matcher_(moment_, work_, settings.chain_width_max) {}

  base::Outcome<Found> run(const std::optional<Position>& position) {
    TRY_VOID(plan());
    if (position) TRY_VOID(moment_.go_back(position->sequence, types(), settings_.changed_max));
    for (auto& [code, part] : parts_) part.plan.weigh(moment_);
    Found found;
    if (page_entries() > 0) fill_page(position, found);
    if (wants_total()) found.total = total();
    TRY_VOID(work_.outcome());
    if (settings_.explain) explain(found);
    TRY_VOID(add_includes(moment_, query_.includes, settings_, work_, found));
    return found;
  }

 private:
  struct Part {
    TypePlan plan;
    std::optional<Matcher::Drive> drive = {};  // what the index says of it, once it was asked
    std::optional<std::uint64_t> walked = {};  // entries of the index in the order of the sort
    std::uint64_t walk_expected = 0;
  };

  std::uint32_t page_entries() const {
    if (query_.summary == search::Summary::count) return 0;
    return std::min(query_.count.value_or(settings_.page_entries), settings_.page_entries_max);
  }

  bool wants_total() const {
    return query_.total != search::Total::none || query_.summary == search::Summary::count;
  }

  base::Outcome<void> plan() {
    const auto add = [&](const std::string& type) -> base::Outcome<void> {
      TRY(auto plan, TypePlan::make(snapshot_, query_, type, now_, settings_));
      const TypeCode code = plan.type().code;
      parts_.emplace(code, Part{std::move(plan)});
      return base::done();
    };
    if (!query_.type.empty()) return add(query_.type);
    for (const std::string& type : query_.types) TRY_VOID(add(type));
    return base::done();
  }

  std::set<TypeCode> types() const {
    std::set<TypeCode> types;
    for (const auto& [code, part] : parts_) {
      types.insert(code);
      each_type(part.plan.criterion(), [&](const Facets::Type& type) { types.insert(type.code); });
    }
    return types;
  }

  Matcher::Drive& drive(Part& part) {
    if (!part.drive) part.drive = matcher_.drive(part.plan.type(), part.plan.criterion());
    return *part.drive;
  }

  void fill_page(const std::optional<Position>& position, Found& found) {
    const Order order(query_.sorts, position);
    std::vector<Candidate> matching = order.sorted() ? find_sorted(order) : find_by_number(order);
    for (const auto& [number, version] : moment_.changed()) {
      if (auto one = judge_changed(number)) matching.push_back(*std::move(one));
    }
    if (all_judged_) total_ = matching.size();
    const Order::Page page = order.cut(std::move(matching), page_entries());
    for (const Candidate& one : page.matches) found.matches.push_back(told(one.match));
    found.first = {moment_.sequence(), {}, 0, Position::At::start};
    if (page.matches.empty()) return;
    const auto beside = [&](const Candidate& one, Position::At at) {
      return Position{moment_.sequence(), one.keys, one.match.number, at};
    };
    if (order.backwards() || page.more) found.next = beside(page.matches.back(), Position::At::after);
    if (order.backwards() ? page.more : order.position() != nullptr)
      found.previous = beside(page.matches.front(), Position::At::before);
  }

  // With what is told of it besides.
  Match told(Match match) const {
    const TypePlan& plan = parts_.at(type_of(match.number)).plan;
    if (!plan.nearness().asked() && !plan.relevance().asked()) return match;
    const auto rows = moment_.rows(match.number);
    if (plan.nearness().asked()) match.metres = plan.nearness().metres(rows, moment_);
    if (plan.relevance().asked()) match.score = plan.relevance().score(match.number, rows, moment_);
    return match;
  }

  // One that the index came up with and `criteria` are still to be asked of; its rows are read only where
  // they are needed. `key`: what the first sort must be by.
  std::optional<Candidate> judge(const TypePlan& plan, Number number,
                                 const std::vector<const Criterion*>& criteria,
                                 const std::string* key = nullptr) {
    if (!work_.spend() || moment_.has_changed(number)) return std::nullopt;
    const auto rows =
        !criteria.empty() || !query_.sorts.empty() ? moment_.rows(number) : std::vector<IndexRow>{};
    SortKeys keys = plan.keys(number, rows, moment_);
    if (key && keys.front() != *key) return std::nullopt;
    const bool fits = std::all_of(criteria.begin(), criteria.end(),
                                  [&](const Criterion* one) { return matcher_.matches(number, rows, *one); });
    const auto match = fits ? moment_.see(number, plan.by_contact()) : std::nullopt;
    if (!match) return std::nullopt;
    return Candidate{*match, std::move(keys)};
  }

  // One that has changed since the first page, as it was.
  std::optional<Candidate> judge_changed(Number number) {
    const auto part = parts_.find(type_of(number));
    if (part == parts_.end() || !work_.spend()) return std::nullopt;
    const auto match = moment_.see(number, part->second.plan.by_contact());
    if (!match) return std::nullopt;
    const auto rows = moment_.rows(number);
    if (!matcher_.matches(number, rows, part->second.plan.criterion())) return std::nullopt;
    return Candidate{*match, part->second.plan.keys(number, rows, moment_)};
  }

  // Only as many as the page needs, and one.
  std::vector<Candidate> find_by_number(const Order& order) {
    std::vector<Candidate> matching;
    const auto look = [&](Part& part) {
      Numbers numbers = drive(part).numbers;
      if (order.backwards()) std::reverse(numbers.begin(), numbers.end());
      for (const Number number : numbers) {
        if (matching.size() > page_entries()) return;
        if (!order.is_ahead({}, number)) continue;
        if (auto one = judge(part.plan, number, part.drive->rest)) matching.push_back(*std::move(one));
      }
    };
    if (order.backwards()) {
      for (auto part = parts_.rbegin(); part != parts_.rend(); ++part) look(part->second);
    } else {
      for (auto& [code, part] : parts_) look(part);
    }
    return matching;
  }

  std::vector<Candidate> find_sorted(const Order& order) {
    if (auto walked = parts_.size() == 1 ? find_by_walk(parts_.begin()->second, order) : std::nullopt)
      return *std::move(walked);
    std::vector<Candidate> matching;
    for (auto& [code, part] : parts_) {
      for (const Number number : drive(part).numbers) {
        if (auto one = judge(part.plan, number, part.drive->rest)) matching.push_back(*std::move(one));
      }
    }
    all_judged_ = true;
    return matching;
  }

  // In the order of the first sort until the page is full: first asking each number, and if that finds too
  // little looking up what matches before. nullopt: it is better to look at all that match.
  std::optional<std::vector<Candidate>> find_by_walk(Part& part, const Order& order) {
    const Position* const position = order.position();
    if (!Walk::possible(part.plan.sort_facets(0)) || (position && !position->keys.front()))
      return std::nullopt;
    const std::uint64_t likely = matcher_.estimate(part.plan.type(), part.plan.criterion());
    if (likely < settings_.walk_matches_min) return std::nullopt;
    const std::uint64_t steps =
        matcher_.steps_to(page_entries() + 1, part.plan.type(), part.plan.criterion());
    part.walk_expected = steps;
    if (!part.drive && steps < probes_max) {
      if (auto walked = walk(part, order, probes_max)) return walked;
    }
    const std::size_t matches = drive(part).numbers.size();
    if (matches < settings_.walk_matches_min) return std::nullopt;
    return walk(part, order, matches * steps_per_row);
  }

  std::optional<std::vector<Candidate>> walk(Part& part, const Order& order, std::uint64_t steps_max) {
    const Position* const position = order.position();
    Walk walk(snapshot_.reads(), part.plan.sort_facets(0),
              query_.sorts.front().descending != order.backwards(),
              position ? position->keys.front() : std::nullopt);
    const std::optional<std::string> probe =
        part.drive ? std::nullopt : matcher_.probe(part.plan.criterion());
    const std::vector<const Criterion*> whole{&part.plan.criterion()};
    const auto& criteria = part.drive ? part.drive->rest : whole;
    const auto may_match = [&](Number number) {
      if (part.drive)
        return std::binary_search(part.drive->numbers.begin(), part.drive->numbers.end(), number);
      return !probe || candidates::holds(snapshot_.reads(), *probe, number);
    };
    const auto full = [&](const auto& matching) { return matching.size() > page_entries(); };
    std::vector<Candidate> matching;
    std::uint64_t& steps = part.walked.emplace(0);
    while (auto step = walk.next()) {
      if (order.backwards()) std::reverse(step->numbers.begin(), step->numbers.end());
      for (const Number number : step->numbers) {
        if (++steps > steps_max || !work_.spend_numbers(1)) return std::nullopt;
        if (query_.sorts.size() == 1 && full(matching)) return matching;
        if (!may_match(number)) continue;
        auto one = judge(part.plan, number, criteria, &step->key);
        if (one && order.is_ahead(one->keys, number)) matching.push_back(*std::move(one));
      }
      if (full(matching)) return matching;
    }
    return std::nullopt;  // the rest has no value to sort by
  }

  void explain(Found& found) const {
    const auto line = [&](const base::Message& message, base::Arguments arguments) {
      found.plan.push_back(base::information(base::IssueType::informational, message, std::move(arguments)));
    };
    const auto count = [](std::uint64_t number) { return std::to_string(number); };
    for (const auto& [code, part] : parts_) {
      const std::string type(snapshot_.reading().dictionary->type_name(code));
      if (part.walked)
        line(base::message::plan_walk,
             {type, query_.sorts.front().code, count(*part.walked), count(part.walk_expected)});
      if (!part.drive) continue;
      for (const Matcher::Step& step : part.drive->steps)
        line(base::message::plan_step, {type, words(step.role), step.criterion ? step.criterion->text : type,
                                        count(step.estimated), count(step.left)});
      if (all_judged_) line(base::message::plan_sort, {type});
    }
    line(base::message::plan_cost, {count(work_.rows()), count(found.matches.size())});
  }

  static base::Words words(Matcher::Step::Role role) {
    switch (role) {
      case Matcher::Step::Role::all: return {"all of them", "kaikki", "alla"};
      case Matcher::Step::Role::drive: return {"looked up", "haetaan hakemistosta", "slås upp"};
      case Matcher::Step::Role::intersect: return {"intersected with", "leikataan", "skärs med"};
      case Matcher::Step::Role::take_away: return {"taken away", "poistetaan", "tas bort"};
      case Matcher::Step::Role::ask:
        return {"asked of each that is left", "kysytään jäljellä olevilta",
                "frågas av var och en som är kvar"};
    }
    ensure(!"a role");
  }

  std::optional<std::uint64_t> total() {
    if (total_) return total_;
    const bool asked = query_.total == search::Total::accurate || query_.total == search::Total::estimate ||
                       query_.summary == search::Summary::count;
    std::uint64_t likely = 0, counted = 0;
    bool exact = moment_.changed().empty();
    for (auto& [code, part] : parts_) {
      likely += matcher_.cost(part.plan.type(), part.plan.criterion());
      const auto count =
          part.plan.open() ? matcher_.count(part.plan.type(), part.plan.criterion()) : std::nullopt;
      exact = exact && count;
      counted += count.value_or(0);
    }
    if (exact) return counted;
    if (!asked && likely > settings_.total_max) return std::nullopt;
    return count_all();
  }

  // As judge, but for what only the order needs.
  bool counts(const TypePlan& plan, Number number, const std::vector<const Criterion*>& criteria) {
    if (!work_.spend() || moment_.has_changed(number)) return false;
    const auto rows = criteria.empty() ? std::vector<IndexRow>{} : moment_.rows(number);
    return std::all_of(criteria.begin(), criteria.end(),
                       [&](const Criterion* one) { return matcher_.matches(number, rows, *one); }) &&
           moment_.see(number, plan.by_contact());
  }

  std::uint64_t count_all() {
    std::uint64_t count = 0;
    for (auto& [code, part] : parts_) {
      const auto& [numbers, rest, steps] = drive(part);
      if (part.plan.open() && rest.empty() && moment_.changed().empty()) {
        count += numbers.size();
        continue;
      }
      for (const Number number : numbers) count += counts(part.plan, number, rest) ? 1 : 0;
    }
    for (const auto& [number, version] : moment_.changed()) count += judge_changed(number) ? 1 : 0;
    return count;
  }

  const Snapshot& snapshot_;
  const search::Query& query_;
  const base::Instant now_;
  const Settings& settings_;
  Moment moment_;
  Work work_;
  Matcher matcher_;
  std::map<TypeCode, Part> parts_;
  bool all_judged_ = false;
  std::optional<std::uint64_t> total_;
};

}  // namespace

base::Outcome<Found> run(const Snapshot& snapshot, const search::Query& query, const Sight& sight,
                         const std::optional<Position>& position, base::Instant now,
                         const Settings& settings) {
  return Run(snapshot, query, sight, now, settings).run(position);
}

}  // namespace linkki::repository::find
