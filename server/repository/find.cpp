#include "repository/find.h"

#include <algorithm>
#include <map>
#include <set>

#include "access/permit.h"
#include "base/bytes.h"
#include "base/json/parse.h"
#include "repository/candidates.h"
#include "repository/index_rows.h"
#include "repository/messages.h"
#include "repository/snapshot.h"

namespace linkki::repository::find {
namespace {

using candidates::Numbers;
using Keys = std::vector<std::optional<std::string>>;

// A condition is held against each candidate's own rows once it has so many times their number of entries.
constexpr std::uint64_t intersect_factor = 16;
constexpr std::uint64_t estimate_keys = 2'000;

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

// What the rows of one resource say of a sort: the lowest value, or the highest when descending.
std::optional<std::string> sort_key(const std::vector<IndexRow>& rows, const std::vector<FacetCode>& facets,
                                    bool descending) {
  std::optional<std::string> best;
  for (const IndexRow& row : rows) {
    if (std::find(facets.begin(), facets.end(), row.facet) == facets.end()) continue;
    if (!best || (row.value < *best) != descending) best = row.value;
  }
  return best;
}

class Run {
 public:
  Run(const Snapshot& snapshot, const search::Query& query, const Sight& sight, base::Instant now,
      const Settings& settings)
      : snapshot_(snapshot),
        query_(query),
        sight_(sight),
        now_(now),
        settings_(settings),
        facets_(*snapshot.reading().facets->find(query.type)) {}

  base::Outcome<Found> run(const std::optional<Position>& position) {
    TRY_VOID(plan());
    sequence_ = position ? position->sequence : snapshot_.sequence();
    if (position) TRY_VOID(collect_changed());
    Numbers numbers = collect();
    std::vector<Candidate> matching = look_at(numbers, position);
    Found found;
    cut_page(matching, position, found);
    if (wants_total()) found.total = total(numbers, matching);
    if (page_entries() == 0) found.next.reset();
    TRY_VOID(add_includes(found));
    return found;
  }

 private:
  const storage::Reads& reads() const { return snapshot_.reads(); }
  const Reading& reading() const { return snapshot_.reading(); }

  std::uint32_t page_entries() const {
    if (query_.summary == search::Summary::count) return 0;
    return std::min(query_.count.value_or(settings_.page_entries), settings_.page_entries_max);
  }

  bool wants_total() const {
    return query_.total != search::Total::none || query_.summary == search::Summary::count;
  }

  base::Outcome<void> plan() {
    const Conditions make(reads(), *reading().dictionary, *reading().facets, *reading().hash, now_);
    for (const search::Clause& clause : query_.clauses) {
      TRY(auto condition, make.make(query_.type, clause));
      conditions_.push_back(std::move(condition));
    }
    if (settings_.compartment_focus) conditions_.push_back(compartment());
    for (const search::Sort& sort : query_.sorts) sort_facets_.push_back(facets_of_sort(sort));
    return base::done();
  }

  Condition compartment() const {
    Condition condition;
    std::string focus;
    base::append_big_endian(focus, settings_.compartment_focus);
    for (const std::string& code : settings_.compartment) {
      const ParameterFacets* const parameter = facets_.find(code);
      if (!parameter) continue;
      condition.ranges.push_back({parameter->code(Facet::target), focus, focus + '\0', {}, {}, {}});
    }
    return condition;
  }

  std::vector<FacetCode> facets_of_sort(const search::Sort& sort) const {
    if (sort.code == "_lastUpdated") return {facets_.updated};
    std::vector<FacetCode> codes;
    if (const ParameterFacets* parameter = facets_.find(sort.code)) {
      for (const Facet facet :
           {Facet::order, Facet::target, Facet::day, Facet::span, Facet::prefix, Facet::decimal}) {
        if (parameter->code(facet)) codes.push_back(parameter->code(facet));
      }
    }
    return codes;
  }

  // What changed since the first page, each with the version it had then (0: it was not there).
  base::Outcome<void> collect_changed() {
    changes::Walk walk(reads(), facets_.code, 0);
    std::uint64_t seen = 0;
    for (auto change = walk.next(); change && change->sequence > sequence_; change = walk.next()) {
      if (++seen > settings_.changed_max) {
        return base::refuse(base::Refusal::gone,
                            base::error(base::IssueType::expired, base::message::page_expired));
      }
      changed_[change->number] = change->version - 1;
    }
    return base::done();
  }

  Numbers collect() const {
    std::vector<std::pair<std::uint64_t, const Condition*>> plan;
    for (const Condition& condition : conditions_) {
      if (!condition.negated)
        plan.emplace_back(candidates::estimate(reads(), condition, estimate_keys), &condition);
    }
    std::sort(plan.begin(), plan.end());
    Numbers numbers = plan.empty() ? candidates::all_of(reads(), facets_.live)
                                   : candidates::collect(reads(), *plan.front().second);
    std::vector<const Condition*> later;
    for (std::size_t i = 1; i < plan.size(); ++i) {
      if (plan[i].first <= numbers.size() * intersect_factor) {
        numbers = candidates::intersect(numbers, candidates::collect(reads(), *plan[i].second));
      } else {
        later.push_back(plan[i].second);
      }
    }
    for (const Condition& condition : conditions_) {
      if (condition.negated) numbers = candidates::without(numbers, candidates::collect(reads(), condition));
    }
    if (!later.empty()) {
      std::erase_if(numbers, [&](Number number) {
        const auto rows = index::stored(reads(), number);
        return !std::all_of(later.begin(), later.end(),
                            [&](const auto* one) { return one->matches(number, rows); });
      });
    }
    return numbers;
  }

  // Without an order only as many as the page needs are looked at; the total looks at the rest.
  std::vector<Candidate> look_at(const Numbers& numbers, const std::optional<Position>& position) {
    std::vector<Candidate> matching;
    const bool stops = query_.sorts.empty();
    auto from = numbers.begin();
    if (stops && position) from = std::upper_bound(numbers.begin(), numbers.end(), position->number);
    for (; from != numbers.end() && !(stops && matching.size() > page_entries()); ++from) {
      if (changed_.contains(*from)) continue;
      if (auto match = visible(*from)) matching.push_back({*match, current_keys(*from)});
    }
    for (const auto& [number, version] : changed_) add_as_it_was(number, version, matching);
    return matching;
  }

  std::optional<Match> visible(Number number) const {
    const auto row = snapshot_.current(number);
    if (!row || row->header.deleted) return std::nullopt;
    const auto sight = sight_.sees(number, row->header);
    if (!sight) return std::nullopt;
    return Match{number, row->header.version, sight};
  }

  Keys current_keys(Number number) const {
    if (query_.sorts.empty()) return {};
    return keys_of(index::stored(reads(), number));
  }

  Keys keys_of(const std::vector<IndexRow>& rows) const {
    Keys keys;
    for (std::size_t i = 0; i < query_.sorts.size(); ++i) {
      keys.push_back(sort_key(rows, sort_facets_[i], query_.sorts[i].descending));
    }
    return keys;
  }

  void add_as_it_was(Number number, std::uint32_t version, std::vector<Candidate>& matching) const {
    const auto row = version ? snapshot_.version(number, version) : std::nullopt;
    if (!row || row->header.deleted) return;
    // Grants are those of now: who may not see it today does not get it as it was.
    const auto now = snapshot_.current(number);
    const auto sight = now ? sight_.sees(number, now->header) : access::Sight{};
    if (!sight || !sight_.sees(number, row->header)) return;
    const auto rows = rows_of(*row);
    const bool matches = std::all_of(conditions_.begin(), conditions_.end(), [&](const Condition& condition) {
      return condition.matches(number, rows);
    });
    if (matches) matching.push_back({{number, version, sight}, keys_of(rows)});
  }

  // The index rows that an older version had: extracted again.
  std::vector<IndexRow> rows_of(const Row& row) const {
    auto document = json::parse(snapshot_.json(row));
    ensure(document.ok());
    auto indexed = reading().extractor->extract(fhir::root(document->root, *reading().definitions));
    ensure(indexed.ok());
    Rows made = make_rows(facets_, *reading().dictionary, *reading().hash, *indexed);
    for (const ReferenceRow& reference : made.references) {
      IndexRow row_of{reference.facet, {}};
      base::append_big_endian(
          row_of.value,
          snapshot_.number(reading().dictionary->type_name(reference.target.type), reference.target.id));
      made.rows.push_back(std::move(row_of));
    }
    made.rows.push_back({facets_.updated, instant_key(row.header.time) +
                                              instant_key(row.header.time + std::chrono::milliseconds{1})});
    return std::move(made.rows);
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
    if (access_is_open() && changed_.empty() && !by_number()) return numbers.size();
    if (!asked && numbers.size() > settings_.total_max) return std::nullopt;
    std::uint64_t count = 0;
    for (const Number number : numbers) count += !changed_.contains(number) && visible(number) ? 1 : 0;
    std::vector<Candidate> as_they_were;
    for (const auto& [number, version] : changed_) add_as_it_was(number, version, as_they_were);
    return count + as_they_were.size();
  }

  // `_id` names resources that may be deleted, or not there yet.
  bool by_number() const {
    return std::any_of(conditions_.begin(), conditions_.end(),
                       [](const Condition& condition) { return condition.by_number; });
  }
  bool access_is_open() const { return access::is_public(query_.type); }

  base::Outcome<void> add_includes(Found& found) const {
    std::set<Number> shown;
    for (const Match& match : found.matches) shown.insert(match.number);
    std::vector<Match> round = found.matches;
    for (int rounds = 0; !round.empty() && rounds < settings_.include_rounds_max; ++rounds) {
      std::vector<Match> added;
      for (const search::Include& include : query_.includes) {
        if (rounds > 0 && !include.iterate) continue;
        for (const Match& match : round) {
          for (const Number number :
               include.reverse ? referring(include, match.number) : referred(include, match)) {
            if (shown.contains(number)) continue;
            const auto visible_one = visible(number);
            if (!visible_one) continue;
            if (found.includes.size() + added.size() >= settings_.includes_max) return too_many_includes();
            shown.insert(number);
            added.push_back(*visible_one);
          }
        }
      }
      found.includes.insert(found.includes.end(), added.begin(), added.end());
      round = std::move(added);
    }
    return base::done();
  }

  base::Failure too_many_includes() const {
    return base::refuse(base::Refusal::unprocessable,
                        base::error(base::IssueType::too_costly, base::message::search_includes,
                                    {std::to_string(settings_.includes_max)}));
  }

  Numbers referred(const search::Include& include, const Match& match) const {
    Numbers numbers;
    const std::string_view type = snapshot_.type_name(match.number);
    const Facets::Type* const facets = reading().facets->find(type);
    if (type != include.source || !facets) return numbers;
    for (const IndexRow& row : index::stored(reads(), match.number)) {
      for (const ParameterFacets& parameter : facets->parameters) {
        if (parameter.code(Facet::target) != row.facet) continue;
        if (include.parameter != "*" && include.parameter != parameter.parameter->code) continue;
        const auto number = base::read_big_endian<Number>(row.value);
        if (include.target.empty() || snapshot_.type_name(number) == include.target)
          numbers.push_back(number);
      }
    }
    return numbers;
  }

  Numbers referring(const search::Include& include, Number target) const {
    Numbers numbers;
    const Facets::Type* const facets = reading().facets->find(include.source);
    if (!facets || (!include.target.empty() && snapshot_.type_name(target) != include.target)) return numbers;
    std::string value;
    base::append_big_endian(value, target);
    for (const ParameterFacets& parameter : facets->parameters) {
      const FacetCode facet = parameter.code(Facet::target);
      if (!facet || (include.parameter != "*" && include.parameter != parameter.parameter->code)) continue;
      for (const Number number : candidates::with(reads(), facet, value)) numbers.push_back(number);
    }
    return numbers;
  }

  const Snapshot& snapshot_;
  const search::Query& query_;
  const Sight& sight_;
  const base::Instant now_;
  const Settings& settings_;
  const Facets::Type& facets_;
  std::vector<Condition> conditions_;
  std::vector<std::vector<FacetCode>> sort_facets_;
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
