#include "repository/matcher.h"

#include <algorithm>

#include "base/bytes.h"

namespace linkki::repository {
namespace {

using Kind = Criterion::Kind;

// A criterion is held against each candidate's own rows once it has so many times their number of entries.
constexpr std::uint64_t intersect_factor = 16;
constexpr std::uint64_t estimate_keys = 2'000;
// So few ends of a chain are looked up to know how much it leads to.
constexpr std::uint64_t resolve_at_once = 500;
// Resources that refer to one on average, where nothing is known.
constexpr std::uint64_t fan_in = 8;
// To take the words of a resource from what is stored costs as much as to look at so many.
constexpr std::uint64_t rows_per_reading = 50;

void sort_once(candidates::Numbers& numbers) {
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

std::string value_of(Number number) {
  std::string value;
  base::append_big_endian(value, number);
  return value;
}

// Whether it must be asked of each resource: no index tells.
bool is_read(const Criterion& criterion) {
  return criterion.condition.by_reading ||
         std::any_of(criterion.parts.begin(), criterion.parts.end(), is_read);
}

bool contains(const candidates::Numbers& numbers, Number number) {
  return std::binary_search(numbers.begin(), numbers.end(), number);
}

}  // namespace

std::uint64_t Matcher::live(const Facets::Type& type) const {
  return candidates::count_of(reads(), type.live);
}

std::uint64_t Matcher::estimate(const Facets::Type& type, const Criterion& criterion) {
  const auto of = [&](const Criterion& part) { return estimate(type, part); };
  switch (criterion.kind) {
    case Kind::test: {
      if (criterion.condition.by_reading) return live(type);
      const auto some = candidates::estimate(reads(), criterion.condition, estimate_keys);
      return criterion.condition.negated ? live(type) - std::min(live(type), some)
                                         : std::min(live(type), some);
    }
    case Kind::all: {
      std::uint64_t least = live(type);
      for (const Criterion& part : criterion.parts) least = std::min(least, of(part));
      return least;
    }
    case Kind::any: {
      std::uint64_t sum = 0;
      for (const Criterion& part : criterion.parts) sum += of(part);
      return std::min(sum, live(type));
    }
    case Kind::none: return live(type) - std::min(live(type), of(criterion.parts.front()));
    case Kind::chain:
    case Kind::has: {
      Known& known = known_[&criterion];
      if (!known.estimate) known.estimate = estimate_chain(criterion);
      return std::min(*known.estimate, live(type));
    }
  }
  ensure(!"a kind");
}

std::uint64_t Matcher::cost(const Facets::Type& type, const Criterion& all) {
  return estimate(type, all) * (is_read(all) ? rows_per_reading : 1);
}

std::uint64_t Matcher::estimate_far(const Criterion& criterion) {
  std::uint64_t sum = 0;
  for (const Far& far : criterion.far) sum += estimate(*far.type, far.criterion);
  return sum;
}

std::uint64_t Matcher::estimate_chain(const Criterion& criterion) {
  const std::uint64_t far = estimate_far(criterion);
  if (far > resolve_at_once) return criterion.kind == Kind::chain ? far * fan_in : far;
  if (criterion.kind == Kind::has) return referred(criterion).size();
  std::uint64_t sum = 0;
  for (const Number end : ends(criterion))
    sum += candidates::count_with(reads(), criterion.reference, value_of(end));
  return sum;
}

std::optional<std::uint64_t> Matcher::count(const Facets::Type& type, const Criterion& all) const {
  if (all.parts.empty()) return live(type);
  if (all.parts.size() > 1 || all.parts.front().kind != Kind::test) return std::nullopt;
  const Condition& condition = all.parts.front().condition;
  if (!candidates::exact_key(condition)) return std::nullopt;
  return candidates::estimate(reads(), condition, estimate_keys);
}

std::uint64_t Matcher::steps_to(std::uint64_t matches, const Facets::Type& type, const Criterion& all) {
  const double every = static_cast<double>(std::max<std::uint64_t>(1, live(type)));
  double steps = static_cast<double>(matches);
  for (const Criterion& part : all.parts)
    steps *= every / static_cast<double>(std::max<std::uint64_t>(1, estimate(type, part)));
  return static_cast<std::uint64_t>(std::min(steps, 1e18));
}

std::optional<std::string> Matcher::probe(const Criterion& all) const {
  std::optional<std::string> best;
  std::uint64_t least = 0;
  for (const Criterion& part : all.parts) {
    const auto key = part.kind == Kind::test ? candidates::exact_key(part.condition) : std::nullopt;
    if (!key) continue;
    const std::uint64_t entries = candidates::estimate(reads(), part.condition, estimate_keys);
    if (best && entries >= least) continue;
    best = key;
    least = entries;
  }
  return best;
}

Matcher::Drive Matcher::drive(const Facets::Type& type, const Criterion& all) {
  std::vector<std::pair<std::uint64_t, const Criterion*>> plan;
  std::vector<const Criterion*> negated, read;
  for (const Criterion& part : all.parts) {
    const bool takes_away = part.kind == Kind::none || part.condition.negated;
    if (is_read(part))
      read.push_back(&part);
    else if (takes_away)
      negated.push_back(&part);
    else
      plan.emplace_back(estimate(type, part), &part);
  }
  std::stable_sort(plan.begin(), plan.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  using Role = Step::Role;
  Drive drive;
  const auto note = [&](Role role, const Criterion* part, std::uint64_t estimated) {
    if (role == Role::ask) drive.rest.push_back(part);
    drive.steps.push_back({role, part, estimated, drive.numbers.size()});
  };
  drive.numbers = plan.empty() ? candidates::all_of(reads(), type.live) : collect(type, *plan.front().second);
  if (!work_.spend_numbers(drive.numbers.size())) return {};
  plan.empty() ? note(Role::all, nullptr, live(type))
               : note(Role::drive, plan.front().second, plan.front().first);
  for (std::size_t i = 1; i < plan.size(); ++i) {
    const auto& [estimated, part] = plan[i];
    const bool small = estimated <= drive.numbers.size() * intersect_factor;
    if (small) drive.numbers = candidates::intersect(drive.numbers, collect(type, *part));
    note(small ? Role::intersect : Role::ask, part, estimated);
  }
  for (const Criterion* part : negated) {
    const std::uint64_t taken = live(type) - std::min(live(type), estimate(type, *part));
    const bool small = part->kind == Kind::test && !part->condition.by_number &&
                       taken <= drive.numbers.size() * intersect_factor;
    if (small)
      drive.numbers =
          candidates::without(drive.numbers, candidates::collect(reads(), part->condition, work_));
    note(small ? Role::take_away : Role::ask, part, taken);
  }
  for (const Criterion* part : read) note(Role::ask, part, estimate(type, *part));  // of as few as possible
  return drive;
}

Matcher::Numbers Matcher::collect(const Facets::Type& type, const Criterion& criterion) {
  if (!work_.spend()) return {};
  switch (criterion.kind) {
    case Kind::test: {
      ensure(!criterion.condition.by_reading);
      Numbers numbers = candidates::collect(reads(), criterion.condition, work_);
      work_.spend_numbers(numbers.size());
      if (!criterion.condition.negated) return numbers;
      return candidates::without(candidates::all_of(reads(), type.live), numbers);
    }
    case Kind::all: return collect_all(type, criterion);
    case Kind::any: return collect_any(type, criterion);
    case Kind::none:
      return candidates::without(candidates::all_of(reads(), type.live), collect_any(type, criterion));
    case Kind::chain: return collect_chain(criterion);
    case Kind::has: {
      Numbers numbers = referred(criterion);  // of any type that the reference may lead to
      std::erase_if(numbers, [&](Number number) { return type_of(number) != type.code; });
      return numbers;
    }
  }
  ensure(!"a kind");
}

Matcher::Numbers Matcher::collect_all(const Facets::Type& type, const Criterion& all) {
  Drive drive = this->drive(type, all);
  if (drive.rest.empty()) return std::move(drive.numbers);
  std::erase_if(drive.numbers, [&](Number number) {
    if (!work_.spend()) return true;
    const auto rows = index::stored(reads(), number);
    return !std::all_of(drive.rest.begin(), drive.rest.end(),
                        [&](const Criterion* one) { return matches(number, rows, *one); });
  });
  return std::move(drive.numbers);
}

Matcher::Numbers Matcher::collect_any(const Facets::Type& type, const Criterion& any) {
  Numbers all;
  for (const Criterion& part : any.parts) {
    const Numbers some = collect(type, part);
    all.insert(all.end(), some.begin(), some.end());
  }
  sort_once(all);
  return all;
}

Matcher::Numbers Matcher::collect_chain(const Criterion& chain) {
  Numbers all;
  for (const Number end : ends(chain)) {
    if (!work_.spend()) break;
    const Numbers some = candidates::with(reads(), chain.reference, value_of(end));
    work_.spend_numbers(some.size());
    all.insert(all.end(), some.begin(), some.end());
  }
  sort_once(all);
  return all;
}

Matcher::Numbers Matcher::collect_far(const Far& far) {
  Numbers numbers = collect(*far.type, far.criterion);
  std::erase_if(numbers, [&](Number number) { return moment_.has_changed(number); });
  const auto [from, to] = moment_.changed(far.type->code);
  for (auto changed = from; changed != to && work_.spend(); ++changed) {
    if (matches(changed->first, moment_.rows(changed->first), far.criterion))
      numbers.push_back(changed->first);
  }
  if (numbers.size() > chain_width_max_) {
    work_.refuse_width(chain_width_max_);
    return {};
  }
  std::erase_if(numbers, [&](Number number) {
    return !work_.spend() || !moment_.see(number, far.criterion.by_contact);
  });
  return numbers;
}

const Matcher::Numbers& Matcher::ends(const Criterion& criterion) {
  if (const auto& known = known_[&criterion].ends) return *known;
  Numbers all;
  for (const Far& far : criterion.far) {
    const Numbers some = collect_far(far);
    all.insert(all.end(), some.begin(), some.end());
  }
  sort_once(all);
  return known_[&criterion].ends.emplace(std::move(all));
}

void Matcher::add_referred(const Criterion& has, Number source, Numbers& numbers) {
  for (const IndexRow& row : moment_.rows(source)) {
    if (row.facet == has.reference) numbers.push_back(base::read_big_endian<Number>(row.value));
  }
}

const Matcher::Numbers& Matcher::referred(const Criterion& has) {
  if (const auto& known = known_[&has].referred) return *known;
  Numbers numbers;
  for (const Number source : ends(has)) {
    if (!work_.spend()) break;
    add_referred(has, source, numbers);
  }
  sort_once(numbers);
  return known_[&has].referred.emplace(std::move(numbers));
}

const Matcher::Numbers& Matcher::referred_before(const Criterion& has) {
  if (const auto& known = known_[&has].referred_before) return *known;
  Numbers numbers;
  const auto [from, to] = moment_.changed(has.far.front().type->code);
  for (auto changed = from; changed != to && work_.spend(); ++changed) {
    if (is_end(has, changed->first)) add_referred(has, changed->first, numbers);
  }
  sort_once(numbers);
  return known_[&has].referred_before.emplace(std::move(numbers));
}

bool Matcher::matches(Number number, const std::vector<IndexRow>& rows, const Criterion& criterion) {
  const auto one = [&](const Criterion& part) { return matches(number, rows, part); };
  const auto& parts = criterion.parts;
  switch (criterion.kind) {
    case Kind::test:
      if (!criterion.condition.by_reading) return criterion.condition.matches(number, rows);
      return moment_.see(number) && work_.spend(rows_per_reading) &&
             criterion.condition.matches(number, moment_.words(number));
    case Kind::all: return std::all_of(parts.begin(), parts.end(), one);
    case Kind::any: return std::any_of(parts.begin(), parts.end(), one);
    case Kind::none: return std::none_of(parts.begin(), parts.end(), one);
    case Kind::chain: return leads_to_end(criterion, rows);
    case Kind::has: return is_referred(criterion, number);
  }
  ensure(!"a kind");
}

bool Matcher::leads_to_end(const Criterion& chain, const std::vector<IndexRow>& rows) {
  return std::any_of(rows.begin(), rows.end(), [&](const IndexRow& row) {
    return row.facet == chain.reference && is_end(chain, base::read_big_endian<Number>(row.value));
  });
}

bool Matcher::is_referred(const Criterion& has, Number number) {
  if (const auto& known = known_[&has].referred) return contains(*known, number);
  const Numbers sources = candidates::with(reads(), has.reference, value_of(number));
  return contains(referred_before(has), number) ||
         std::any_of(sources.begin(), sources.end(),
                     [&](Number source) { return !moment_.has_changed(source) && is_end(has, source); });
}

bool Matcher::is_end(const Criterion& criterion, Number number) {
  if (const auto& known = known_[&criterion].ends) return contains(*known, number);
  const auto& judged = known_[&criterion].judged;
  if (const auto before = judged.find(number); before != judged.end()) return before->second;
  const auto far = std::find_if(criterion.far.begin(), criterion.far.end(),
                                [&](const Far& one) { return one.type->code == type_of(number); });
  const bool fits = far != criterion.far.end() && work_.spend() &&
                    moment_.see(number, far->criterion.by_contact) &&
                    matches(number, moment_.rows(number), far->criterion);
  known_[&criterion].judged.emplace(number, fits);
  return fits;
}

}  // namespace linkki::repository
