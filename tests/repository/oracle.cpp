#include "repository/oracle.h"

#include <algorithm>
#include <set>

#include "access/permit.h"
#include "repository/decimal_key.h"
#include "repository/fits.h"

namespace linkki::repository {

using base::Instant;
using definitions::SearchType;
using fhirpath::Decimal;
using search::Clause;
using search::IndexValue;
using search::Modifier;
using search::Value;

struct Oracle::Thing {
  std::string type, id;
  Number number = 0, author = 0;
  bool live = false;
  std::map<std::string, Values, std::less<>> values;  // by parameter
};

namespace {

const Oracle::Values no_values;

}  // namespace

// One search.
class Oracle::Asking {
 public:
  Asking(const Oracle& oracle, const std::string& organization)
      : oracle_(oracle),
        organization_(oracle.store_.snapshot().number("Organization", organization)),
        now_(oracle.store_.clock.now()) {}

  bool sees(const Thing& thing) const {
    return thing.live && (thing.author == organization_ || access::is_public(thing.type));
  }
  bool holds(const Thing& thing, const std::vector<Clause>& clauses) const {
    return std::all_of(clauses.begin(), clauses.end(), [&](const Clause& one) { return holds(thing, one); });
  }

 private:
  bool holds(const Thing& thing, const Clause& clause) const {
    const auto one = [&](const Clause& part) { return holds(thing, part); };
    switch (clause.kind) {
      case Clause::Kind::test: return passes(thing, clause);
      case Clause::Kind::chain: return leads_on(thing, clause);
      case Clause::Kind::has: return is_referred(thing, clause);
      case Clause::Kind::all: return std::all_of(clause.parts.begin(), clause.parts.end(), one);
      case Clause::Kind::any: return std::any_of(clause.parts.begin(), clause.parts.end(), one);
      case Clause::Kind::none: return std::none_of(clause.parts.begin(), clause.parts.end(), one);
    }
    return false;
  }

  static const Values& values(const Thing& thing, std::string_view parameter) {
    const auto found = thing.values.find(parameter);
    return found == thing.values.end() ? no_values : found->second;
  }

  bool leads_on(const Thing& thing, const Clause& chain) const {
    const Values& all = values(thing, chain.code);
    return std::any_of(all.begin(), all.end(), [&](const IndexValue& value) {
      const Thing* const target = find(value.type, value.id);
      return target &&
             std::any_of(chain.branches.begin(), chain.branches.end(), [&](const search::Branch& branch) {
               return branch.type == value.type && holds(*target, branch.clauses);
             });
    });
  }

  bool is_referred(const Thing& thing, const Clause& has) const {
    const search::Branch& branch = has.branches.front();
    const auto sources = oracle_.things_.find(branch.type);
    return sources != oracle_.things_.end() &&
           std::any_of(sources->second.begin(), sources->second.end(), [&](const auto& entry) {
             const Values& all = values(entry.second, has.code);
             const bool refers = std::any_of(all.begin(), all.end(), [&](const IndexValue& value) {
               return value.type == thing.type && value.id == thing.id;
             });
             return refers && sees(entry.second) && holds(entry.second, branch.clauses);
           });
  }

  const Thing* find(const std::string& type, const std::string& id) const {
    const auto all = oracle_.things_.find(type);
    if (all == oracle_.things_.end()) return nullptr;
    const auto found = all->second.find(id);
    return found != all->second.end() && sees(found->second) ? &found->second : nullptr;
  }

  bool passes(const Thing& thing, const Clause& clause) const {
    const auto any = [&](auto&& of_value) {
      return std::any_of(clause.values.begin(), clause.values.end(), of_value);
    };
    if (clause.code == "_id")
      return any([&](const Value& asked) { return asked.text == thing.id; }) !=
             (clause.modifier == Modifier::unequal);
    const Values& all = values(thing, clause.code);
    if (clause.modifier == Modifier::missing) return all.empty() == clause.values.front().truth;
    const bool turned = clause.modifier == Modifier::negated || clause.modifier == Modifier::not_in;
    return any([&](const Value& asked) {
             return std::any_of(all.begin(), all.end(), [&](const IndexValue& value) {
               return fits_one(*clause.parameter, value, asked, clause.modifier);
             });
           }) != turned;
  }

  bool fits_one(const definitions::SearchParameter& parameter, const IndexValue& value, const Value& asked,
                Modifier modifier) const {
    switch (parameter.type) {
      case SearchType::token: return fits_token(value, asked, modifier);
      case SearchType::reference: return fits_reference(parameter, value, asked, modifier);
      case SearchType::date: return fits_date(value, asked, now_);
      case SearchType::string: return fits_string(value, asked, modifier);
      case SearchType::number: return fits_number(value, asked);
      case SearchType::quantity: return fits_quantity(value, asked);
      case SearchType::uri: return fits_uri(value, asked, modifier);
      case SearchType::special: return fits_place(value, asked, near_metres);
      case SearchType::composite: return fits_composite(parameter, value, asked);
    }
    return false;
  }

  bool fits_composite(const definitions::SearchParameter& parameter, const IndexValue& value,
                      const Value& asked) const {
    const definitions::Definitions& definitions = *oracle_.store_.definitions.current();
    for (std::size_t i = 0; i < asked.components.size(); ++i) {
      const auto* const part = definitions.find_search_parameter(parameter.components[i].definition);
      if (!fits_one(*part, value.components.at(i), asked.components[i], Modifier::none)) return false;
    }
    return true;
  }

  const std::vector<search::Code>& codes(const Value& asked, Modifier modifier) const {
    const auto known = codes_.find(&asked);
    if (known != codes_.end()) return known->second;
    const search::Code code{asked.system, asked.text};
    const auto found = modifier == Modifier::above   ? oracle_.codes_->above(code)
                       : modifier == Modifier::below ? oracle_.codes_->below(code)
                                                     : oracle_.codes_->members(asked.url);
    return codes_.emplace(&asked, *found).first->second;
  }

  bool fits_token(const IndexValue& value, const Value& asked, Modifier modifier) const {
    if (modifier == Modifier::of_type)
      return !value.kind.empty() && value.kind_system == asked.kind_system && value.kind == asked.kind &&
             value.code == asked.text;
    if (!value.kind.empty()) return false;
    switch (modifier) {
      case Modifier::text: return fits_text(value, asked);
      case Modifier::in:
      case Modifier::not_in:
      case Modifier::above: return in_codes(value, codes(asked, modifier));
      case Modifier::below:
        if (!asked.system_given) return value.code == asked.text || value.code.starts_with(asked.text + ";");
        return in_codes(value, codes(asked, modifier));
      case Modifier::unequal:
        return !(asked.text.empty() ? value.system : value.code).empty() && !same_code(value, asked);
      default: return same_code(value, asked);
    }
  }

  static bool is_target(const definitions::SearchParameter& parameter, const std::string& type) {
    return std::find(parameter.targets.begin(), parameter.targets.end(), type) != parameter.targets.end();
  }

  bool fits_reference(const definitions::SearchParameter& parameter, const IndexValue& value,
                      const Value& asked, Modifier modifier) const {
    if (modifier == Modifier::identifier) return same_code(value, asked);
    const bool is_same = same_target(parameter, value, asked);
    const bool of_resource = !asked.text.empty();
    if (modifier == Modifier::unequal) return !(value.type.empty() && value.url.empty()) && !is_same;
    if (of_resource && (modifier == Modifier::above || modifier == Modifier::below))
      return is_related(parameter, value, asked, modifier == Modifier::above);
    if (asked.version.empty() || !is_same) return is_same;
    return value.version == asked.version ||
           (modifier == Modifier::below && value.version.starts_with(asked.version + "."));
  }

  static bool same_target(const definitions::SearchParameter& parameter, const IndexValue& value,
                          const Value& asked) {
    if (!asked.url.empty() && value.url == asked.url) return true;
    if (asked.text.empty() || value.id != asked.text) return false;
    return asked.type.empty() ? is_target(parameter, value.type) : value.type == asked.type;
  }

  // Of the same kind, and one of the two a part of the other.
  bool is_related(const definitions::SearchParameter& parameter, const IndexValue& value, const Value& asked,
                  bool above) const {
    if (value.type.empty() ||
        (asked.type.empty() ? !is_target(parameter, value.type) : value.type != asked.type))
      return false;
    return above ? is_part(value.type, asked.text, value.id) : is_part(value.type, value.id, asked.text);
  }

  bool is_part(const std::string& type, const std::string& part, const std::string& whole) const {
    std::set<std::string> seen{part};
    std::vector<std::string> next{part};
    while (!next.empty() && !seen.contains(whole)) {
      const auto all = oracle_.things_.find(type);
      if (all == oracle_.things_.end()) break;
      const auto thing = all->second.find(next.back());
      next.pop_back();
      if (thing == all->second.end()) continue;
      for (const char* code : {"partof", "part-of"}) {
        for (const IndexValue& value : values(thing->second, code)) {
          if (value.type == type && seen.insert(value.id).second) next.push_back(value.id);
        }
      }
    }
    return seen.contains(whole);
  }

  const Oracle& oracle_;
  const Number organization_;
  const Instant now_;
  mutable std::map<const Value*, std::vector<search::Code>> codes_;  // what a value stands for
};

namespace {

// What sorts as the value does; nullopt: it does not count.
std::optional<std::string> sort_key(const definitions::SearchParameter& parameter, const IndexValue& value,
                                    const Snapshot& now) {
  switch (parameter.type) {
    case SearchType::token:
      return value.kind.empty() && !value.code.empty() ? std::optional(value.code) : std::nullopt;
    case SearchType::date: return instant_key(value.low) + instant_key(value.high);
    case SearchType::string: return value.folded;
    case SearchType::uri: return value.text;
    case SearchType::number:
      return value.decimal.empty() ? std::string{} : decimal_key(*Decimal::parse(value.decimal));
    case SearchType::reference: {
      if (value.type.empty()) return std::nullopt;
      const std::string number = std::to_string(now.number(value.type, value.id));
      return std::string(20 - number.size(), '0') + number;
    }
    default: return std::nullopt;
  }
}

}  // namespace

Oracle::Oracle(const Store& store, std::shared_ptr<const search::Codes> codes)
    : store_(store), codes_(std::move(codes)) {}
Oracle::~Oracle() = default;

void Oracle::note(const std::string& type, const std::string& id) {
  const Snapshot now = store_.snapshot();
  Thing thing{type, id, now.number(type, id)};
  const auto row = now.current(thing.number);
  thing.live = !row->header.deleted;
  thing.author = row->header.author;
  if (thing.live) {
    const auto document = json::parse(now.json(*row));
    const auto indexed =
        now.reading().extractor->extract(fhir::root(document->root, *now.reading().definitions));
    for (const search::Indexed& one : *indexed) {
      if (one.parameter->code != "_lastUpdated")
        thing.values[std::string(one.parameter->code)].push_back(one.value);
    }
    IndexValue updated;
    updated.low = row->header.time;
    updated.high = row->header.time + std::chrono::milliseconds{1};
    thing.values["_lastUpdated"].push_back(updated);
  }
  things_[type].insert_or_assign(id, std::move(thing));
}

const Oracle::Values& Oracle::values(const std::string& type, std::string_view parameter,
                                     const std::string& id) const {
  const auto& all = things_.at(type).at(id).values;
  const auto found = all.find(parameter);
  return found == all.end() ? no_values : found->second;
}

std::vector<std::string> Oracle::find(const search::Query& query, const std::string& organization) const {
  const Asking asking(*this, organization);
  const Snapshot now = store_.snapshot();
  using Keys = std::vector<std::optional<std::string>>;
  std::vector<std::pair<Keys, const Thing*>> found;
  const auto all = things_.find(query.type);
  if (all == things_.end()) return {};
  for (const auto& [id, thing] : all->second) {
    if (!asking.sees(thing) || !asking.holds(thing, query.clauses)) continue;
    Keys keys;
    for (const search::Sort& sort : query.sorts) {
      auto& best = keys.emplace_back();
      if (sort.code == "_id") best = id;
      for (const IndexValue& value : sort.code == "_id" ? no_values : values(query.type, sort.code, id)) {
        const auto key = sort_key(*sort.parameter, value, now);
        if (key && (!best || (*key < *best) != sort.descending)) best = key;
      }
    }
    found.emplace_back(std::move(keys), &thing);
  }
  std::sort(found.begin(), found.end(), [&](const auto& a, const auto& b) {
    for (std::size_t i = 0; i < query.sorts.size(); ++i) {
      const auto &of_a = a.first[i], &of_b = b.first[i];
      if (of_a == of_b) continue;
      if (!of_a || !of_b) return of_a.has_value();
      return (*of_a < *of_b) != query.sorts[i].descending;
    }
    return a.second->number < b.second->number;
  });
  std::vector<std::string> ids;
  for (const auto& [keys, thing] : found) ids.push_back(thing->id);
  return ids;
}

}  // namespace linkki::repository
