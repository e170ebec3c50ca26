#include "repository/find.h"

#include <algorithm>
#include <map>

#include "repository/includes.h"
#include "repository/messages.h"
#include "repository/type_plan.h"

namespace linkki::repository::find {
namespace {

using candidates::Numbers;
using Keys = TypePlan::Keys;

// A resource that matches, with what the order of the results needs.
struct Candidate {
  Match match;
  Keys keys;
};

bool earlier(const search::Query& query, const Keys& a_keys, Number a, const Keys& b_keys, Number b) {
  for (std::size_t i = 0; i < query.sorts.size(); ++i) {
    if (a_keys[i] == b_keys[i]) continue;
    if (!a_keys[i] || !b_keys[i]) return a_keys[i].has_value();  // what has no value comes last, either way
    return (*a_keys[i] < *b_keys[i]) != query.sorts[i].descending;
  }
  return a < b;
}

class Run {
 public:
  Run(const Snapshot& snapshot, const search::Query& query, const Sight& sight, base::Instant now,
      const Settings& settings)
      : snapshot_(snapshot), query_(query), sight_(sight), now_(now), settings_(settings) {}

  base::Outcome<Found> run(const std::optional<Position>& position) {
    TRY_VOID(plan());
    sequence_ = position ? position->sequence : snapshot_.sequence();
    if (position) TRY_VOID(collect_changed());
    const Numbers numbers = collect();
    std::vector<Candidate> matching = look_at(numbers, position);
    Found found;
    cut_page(matching, position, found);
    if (wants_total()) found.total = total(numbers, matching);
    if (page_entries() == 0) found.next.reset();
    TRY_VOID(add_includes(snapshot_, query_.includes, sight_, settings_, found));
    return found;
  }

 private:
  const storage::Reads& reads() const { return snapshot_.reads(); }

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
      const TypeCode code = plan.code();
      plans_.emplace(code, std::move(plan));
      return base::done();
    };
    if (!query_.type.empty()) return add(query_.type);
    for (const std::string& type : query_.types) TRY_VOID(add(type));
    return base::done();
  }

  const TypePlan& plan_of(Number number) const { return plans_.at(type_of(number)); }

  // What changed since the first page, each with the version it had then (0: it was not there).
  base::Outcome<void> collect_changed() {
    changes::Walk walk(reads(), plans_.size() == 1 ? plans_.begin()->first : TypeCode{0}, 0);
    std::uint64_t seen = 0;
    for (auto change = walk.next(); change && change->sequence > sequence_; change = walk.next()) {
      if (++seen > settings_.changed_max) {
        return base::refuse(base::Refusal::gone,
                            base::error(base::IssueType::expired, base::message::page_expired));
      }
      if (plans_.contains(type_of(change->number))) changed_[change->number] = change->version - 1;
    }
    return base::done();
  }

  // Type by type, so sorted.
  Numbers collect() const {
    Numbers all;
    for (const auto& [code, plan] : plans_) {
      Numbers numbers = plan.collect();
      if (all.empty()) {
        all = std::move(numbers);
      } else {
        all.insert(all.end(), numbers.begin(), numbers.end());
      }
    }
    return all;
  }

  // Without an order only as many as the page needs are looked at; the total looks at the rest.
  std::vector<Candidate> look_at(const Numbers& numbers, const std::optional<Position>& position) {
    std::vector<Candidate> matching;
    const bool stops = query_.sorts.empty();
    auto from = numbers.begin();
    if (stops && position) from = std::upper_bound(numbers.begin(), numbers.end(), position->number);
    for (; from != numbers.end() && !(stops && matching.size() > page_entries()); ++from) {
      if (changed_.contains(*from)) continue;
      if (auto match = visible(snapshot_, sight_, *from)) matching.push_back({*match, current_keys(*from)});
    }
    for (const auto& [number, version] : changed_) add_as_it_was(number, version, matching);
    return matching;
  }

  Keys current_keys(Number number) const {
    if (query_.sorts.empty()) return {};
    return plan_of(number).keys(index::stored(reads(), number));
  }

  void add_as_it_was(Number number, std::uint32_t version, std::vector<Candidate>& matching) const {
    const auto row = version ? snapshot_.version(number, version) : std::nullopt;
    if (!row || row->header.deleted) return;
    // Grants are those of now: who may not see it today does not get it as it was.
    const auto now = snapshot_.current(number);
    const auto sight = now ? sight_.sees(number, now->header) : access::Sight{};
    if (!sight || !sight_.sees(number, row->header)) return;
    const TypePlan& plan = plan_of(number);
    const auto rows = plan.rows_of(*row);
    if (plan.matches(number, rows)) matching.push_back({{number, version, sight}, plan.keys(rows)});
  }

  void cut_page(std::vector<Candidate>& matching, const std::optional<Position>& position,
                Found& found) const {
    const auto before = [&](const Candidate& a, const Candidate& b) {
      return earlier(query_, a.keys, a.match.number, b.keys, b.match.number);
    };
    std::vector<const Candidate*> after;
    for (const Candidate& candidate : matching) {
      if (!position ||
          earlier(query_, position->keys, position->number, candidate.keys, candidate.match.number)) {
        after.push_back(&candidate);
      }
    }
    const std::size_t size = std::min<std::size_t>(page_entries(), after.size());
    std::partial_sort(after.begin(), after.begin() + static_cast<std::ptrdiff_t>(size), after.end(),
                      [&](const Candidate* a, const Candidate* b) { return before(*a, *b); });
    for (std::size_t i = 0; i < size; ++i) found.matches.push_back(after[i]->match);
    if (size > 0 && after.size() > size) {
      const Candidate& last = *after[size - 1];
      found.next = Position{sequence_, last.keys, last.match.number};
    }
  }

  std::optional<std::uint64_t> total(const Numbers& numbers, const std::vector<Candidate>& matching) const {
    const bool asked = query_.total == search::Total::accurate || query_.summary == search::Summary::count;
    if (!query_.sorts.empty()) return matching.size();  // all have been looked at
    const bool open =
        std::all_of(plans_.begin(), plans_.end(), [](const auto& plan) { return plan.second.open(); });
    if (open && changed_.empty()) return numbers.size();
    if (!asked && numbers.size() > settings_.total_max) return std::nullopt;
    std::uint64_t count = 0;
    for (const Number number : numbers)
      count += !changed_.contains(number) && visible(snapshot_, sight_, number) ? 1 : 0;
    std::vector<Candidate> as_they_were;
    for (const auto& [number, version] : changed_) add_as_it_was(number, version, as_they_were);
    return count + as_they_were.size();
  }

  const Snapshot& snapshot_;
  const search::Query& query_;
  const Sight& sight_;
  const base::Instant now_;
  const Settings& settings_;
  std::map<TypeCode, TypePlan> plans_;
  std::uint64_t sequence_ = 0;
  std::map<Number, std::uint32_t> changed_;
};

}  // namespace

base::Outcome<Found> run(const Snapshot& snapshot, const search::Query& query, const Sight& sight,
                         const std::optional<Position>& position, base::Instant now,
                         const Settings& settings) {
  return Run(snapshot, query, sight, now, settings).run(position);
}

}  // namespace linkki::repository::find
