#include "terminology/evaluation.h"

#include <algorithm>
#include <unordered_set>

#include "base/json/utf8.h"
#include "definitions/canonical.h"
#include "terminology/grammar.h"
#include "terminology/limits.h"
#include "terminology/messages.h"

namespace linkki::terminology {
namespace {

using base::IssueType;

base::Failure refused(IssueType type, const base::Message& message, std::vector<std::string> arguments) {
  return base::refuse(base::Refusal::unprocessable, base::error(type, message, std::move(arguments)));
}

// Of "system|version" the version, where the system is this one.
std::string_view version_for(const std::vector<std::string>& versions, std::string_view system) {
  for (auto& one : versions) {
    auto named = definitions::split(one);
    if (named.url == system) return named.version;
  }
  return {};
}

Membership all_of(Membership a, Membership b) {
  if (a == Membership::no || b == Membership::no) return Membership::no;
  return a == Membership::unknown || b == Membership::unknown ? Membership::unknown : Membership::yes;
}

template <class T>
void note(std::vector<T>& all, T one) {
  if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(std::move(one));
}

struct Key {
  std::string_view system;
  std::string_view code;
  bool operator==(const Key&) const = default;
};
struct KeyHash {
  std::size_t operator()(const Key& key) const {
    std::hash<std::string_view> hash;
    return hash(key.system) * 31 + hash(key.code);
  }
};

// What a filter by hierarchy or set lets in, in the order of the system, and the filter; without one all are
// to be asked.
struct Narrowed {
  const Filter* by = nullptr;
  std::vector<std::uint32_t> concepts;
};
base::Outcome<Narrowed> narrow(const Rule& rule, const CodeSystem& system) {
  for (auto& filter : rule.filters) {
    TRY(auto found, filter.candidates(system));
    if (found) return Narrowed{&filter, *std::move(found)};
  }
  return Narrowed{};
}

base::Failure too_large() {
  return refused(IssueType::too_costly, base::message::terminology_large,
                 {std::to_string(limits::expansion_codes_max)});
}

}  // namespace

std::string shown(std::string_view canonical) {
  return canonical.size() > limits::canonical_shown_bytes_max ? json::excerpt(canonical)
                                                              : std::string(canonical);
}

base::Failure unknown_set(std::string_view canonical) {
  return base::refuse(
      base::Refusal::not_found,
      base::error(IssueType::not_found, base::message::terminology_set_unknown, {shown(canonical)}));
}

base::Failure set_needed() {
  return base::refuse(base::Refusal::bad_request,
                      base::error(IssueType::required, base::message::terminology_set_needed));
}

base::Failure unknown_system(std::string_view canonical) {
  return base::refuse(
      base::Refusal::unprocessable,
      base::error(IssueType::not_found, base::message::terminology_system_unknown, {shown(canonical)}));
}

bool Member::for_ui() const {
  if (!concept_ || listed) return true;
  return !code_system->is_abstract(*concept_) && !code_system->deprecated(*concept_);
}

// On the path from the set that was asked for to the one being looked at.
struct Evaluation::Step {
  explicit Step(Evaluation& of) : evaluation(of) {}
  Step(const Step&) = delete;
  ~Step() { evaluation.path_.pop_back(); }
  Evaluation& evaluation;
};

base::Outcome<void> Evaluation::enter(const ValueSet& set) {
  if (std::find(path_.begin(), path_.end(), &set) != path_.end()) {
    return refused(IssueType::processing, base::message::terminology_cycle, {std::string(set.url())});
  }
  if (path_.size() >= limits::value_set_imports_max) {
    return refused(IssueType::too_costly, base::message::terminology_deep,
                   {std::to_string(limits::value_set_imports_max)});
  }
  path_.push_back(&set);
  return base::done();
}

const CodeSystem* Evaluation::system(std::string_view url, std::string_view version) {
  if (auto forced = version_for(versions_.forced, url); !forced.empty()) version = forced;
  if (version.empty()) version = version_for(versions_.used_by_default, url);
  auto key = std::string(url).append("|").append(version);
  auto [at, is_new] = systems_.try_emplace(key, nullptr);
  if (is_new) {
    auto found = catalogue_.code_system(url, version);
    at->second = found.get();
    held_.push_back(std::move(found));
  }
  if (at->second) note(met_.systems, at->second);
  return at->second;
}

base::Outcome<Membership> Evaluation::contains(const ValueSet& set, const Code& code) {
  return rules_contain(set, code);
}

base::Outcome<Membership> Evaluation::rules_contain(const ValueSet& set, const Code& code) {
  TRY_VOID(enter(set));
  const Step step(*this);
  if (!set.composed()) {
    auto same = [&](auto* one) {
      return one->text_of("code") == code.code &&
             (code.system.empty() || code.system == any_system || one->text_of("system") == code.system);
    };
    if (set.stored().empty()) return Membership::unknown;
    return std::any_of(set.stored().begin(), set.stored().end(), same) ? Membership::yes : Membership::no;
  }
  auto found = Membership::no;
  for (auto& rule : set.includes()) {
    TRY(auto one, rule_contains(rule, code));
    if (one == Membership::no) continue;
    found = one;
    if (one == Membership::yes) break;
  }
  if (found == Membership::no) return found;
  for (auto& rule : set.excludes()) {
    TRY(auto one, rule_contains(rule, code));
    if (one == Membership::yes) return Membership::no;
    if (one == Membership::unknown) found = Membership::unknown;
  }
  return found;
}

base::Outcome<Membership> Evaluation::rule_contains(const Rule& rule, const Code& code) {
  auto found = rule.system.empty() && rule.value_sets.empty() ? Membership::no : Membership::yes;
  if (!rule.system.empty()) {
    TRY(found, system_part_contains(rule, code));
  }
  for (auto canonical : rule.value_sets) {
    if (found == Membership::no) return found;
    TRY(auto imported, import_contains(canonical, code));
    found = all_of(found, imported);
  }
  return found;
}

// An expression constraint that many codes are asked of is worked out once.
base::Outcome<bool> Evaluation::holds(const Filter& filter, const CodeSystem& system, const Concept& one) {
  if (!counting_ || !filter.constraint) return filter.holds(system, one);
  const auto [at, is_new] = counted_.try_emplace({&filter, &system});
  if (is_new) {
    TRY(at->second, filter.constraint->concepts(system));
  }
  return std::binary_search(at->second.begin(), at->second.end(), one.index);
}

base::Outcome<Membership> Evaluation::system_part_contains(const Rule& rule, const Code& code) {
  if (rule.system != code.system && code.system != any_system) return Membership::no;
  if (!rule.version.empty() && !code.version.empty() && rule.version != code.version) return Membership::no;
  auto* here = system(rule.system, rule.version.empty() ? code.version : rule.version);
  auto known = here ? here->find(code.code) : std::nullopt;
  bool closed = here && here->complete();
  if (rule.lists) {
    bool in = rule.by_code.contains(known ? known->code : code.code) || rule.by_code.contains(code.code);
    return in && (known || !closed) ? Membership::yes : Membership::no;
  }
  if (!known) {
    if (closed) return Membership::no;
    auto grammatical = rule.filters.empty() ? follows_grammar(rule.system, code.code) : std::nullopt;
    if (grammatical) return *grammatical ? Membership::yes : Membership::no;
    note(met_.unknown_systems, std::string(rule.system));
    return Membership::unknown;
  }
  for (auto& filter : rule.filters) {
    TRY(const bool in, holds(filter, *here, *known));
    if (!in) return Membership::no;
  }
  return Membership::yes;
}

// nullptr: not here, which is noted.
base::Outcome<const ValueSet*> Evaluation::import(std::string_view canonical) {
  if (canonical.starts_with('#')) {
    for (auto at = path_.rbegin(); at != path_.rend(); ++at) {
      if (auto* contained = (*at)->contained(canonical.substr(1))) return contained;
    }
    note(met_.unknown_sets, std::string(canonical));
    return nullptr;
  }
  TRY(auto set, catalogue_.value_set(canonical));
  if (!set) {
    note(met_.unknown_sets, std::string(canonical));
    return nullptr;
  }
  note(met_.imports, set.get());
  held_.push_back(set);
  return set.get();
}

base::Outcome<Membership> Evaluation::import_contains(std::string_view canonical, const Code& code) {
  TRY(auto* imported, import(canonical));
  if (!imported) return Membership::unknown;
  TRY(auto found, rules_contain(*imported, code));
  if (found != Membership::yes || !imported->active_only()) return found;
  auto* here = system(code.system, code.version);
  auto known = here ? here->find(code.code) : std::nullopt;
  return known && here->inactive(*known) ? Membership::no : Membership::yes;
}

base::Outcome<std::vector<Member>> Evaluation::members(const ValueSet& set) {
  return members(set, [](auto&) { return true; });
}

base::Outcome<std::vector<Member>> Evaluation::members(const ValueSet& set, const Wanted& wanted) {
  counting_ = true;
  return rules_members(set, wanted);
}

base::Outcome<std::vector<Member>> Evaluation::rules_members(const ValueSet& set, const Wanted& wanted) {
  TRY_VOID(enter(set));
  const Step step(*this);
  std::vector<Member> all;
  std::unordered_set<Key, KeyHash> seen;
  if (!set.composed()) {
    for (auto* one : set.stored()) {
      const Member member{
          one->text_of("system"), one->text_of("code"), one->text_of("display"), nullptr, {}, one};
      if (wanted(member)) all.push_back(member);
    }
    return all;
  }
  for (auto& rule : set.includes()) {
    TRY(auto found, rule_members(rule, wanted));
    for (auto& one : found) {
      if (!seen.insert({one.system, one.code}).second) continue;
      TRY(bool out, excluded(set, one));
      if (!out) all.push_back(one);
      if (all.size() > limits::expansion_codes_max) return too_large();
    }
  }
  return all;
}

base::Outcome<bool> Evaluation::excluded(const ValueSet& set, const Member& member) {
  for (auto& rule : set.excludes()) {
    TRY(auto out, rule_contains(rule, {member.system, member.code, {}}));
    if (out == Membership::yes) return true;
    if (out == Membership::no) continue;
    if (!met_.unknown_sets.empty()) return unknown_set(met_.unknown_sets.front());
    return unknown_system(rule.system);
  }
  return false;
}

base::Outcome<std::vector<Member>> Evaluation::rule_members(const Rule& rule, const Wanted& wanted) {
  auto& out = versions_.left_out;
  bool left_out = std::any_of(out.begin(), out.end(), [&](auto& one) {
    auto named = definitions::split(one);
    return named.url == rule.system && (named.version.empty() || named.version == rule.version);
  });
  if (left_out) return std::vector<Member>{};
  std::vector<Member> found;
  auto sets = std::span(rule.value_sets);
  if (!rule.system.empty()) {
    TRY(found, system_members(rule, wanted));
  } else if (!sets.empty()) {
    TRY(found, import_members(sets.front(), wanted));
    sets = sets.subspan(1);
  }
  for (auto canonical : sets) {
    std::vector<Member> both;
    for (auto& one : found) {
      TRY(auto in, import_contains(canonical, {one.system, one.code, {}}));
      if (!met_.unknown_sets.empty()) return unknown_set(met_.unknown_sets.front());
      if (in == Membership::yes) both.push_back(one);
    }
    found = std::move(both);
  }
  return found;
}

base::Outcome<std::vector<Member>> Evaluation::system_members(const Rule& rule, const Wanted& wanted) {
  auto* here = system(rule.system, rule.version);
  std::vector<Member> found;
  for (auto* one : rule.concepts) {
    auto code = one->text_of("code"), display = one->text_of("display");
    auto known = here ? here->find(code) : std::nullopt;
    if (!known && here && here->complete()) continue;
    if (display.empty() && known) display = known->display;
    const Member member{rule.system, known ? known->code : code, display, here, known, one};
    if (wanted(member)) found.push_back(member);
  }
  if (rule.lists) return found;
  if (!here) {
    note(met_.unknown_systems, std::string(rule.system));
    return unknown_system(rule.system);
  }
  if (!here->complete()) {
    if (!here->has_concepts()) {
      return refused(IssueType::too_costly, base::message::terminology_uncountable,
                     {std::string(rule.system)});
    }
    met_.incomplete = true;
  }
  TRY(const auto narrowed, narrow(rule, *here));
  auto take = [&](std::uint32_t index) {
    const Concept one = here->at(index);
    const Member member{rule.system, one.code, one.display, here, one, nullptr};
    bool in = std::all_of(rule.filters.begin(), rule.filters.end(),
                          [&](auto& filter) { return &filter == narrowed.by || filter.holds(*here, one); });
    if (in && wanted(member)) found.push_back(member);
    return found.size() <= limits::expansion_codes_max;
  };
  if (narrowed.by) {
    for (auto index : narrowed.concepts) {
      if (!take(index)) break;
    }
  } else {
    for (std::uint32_t index = 0; index < here->size() && take(index);) ++index;
  }
  if (found.size() > limits::expansion_codes_max)
    return too_large();  // what excludes or imports would leave is unknown
  return found;
}

base::Outcome<std::vector<Member>> Evaluation::import_members(std::string_view canonical,
                                                              const Wanted& wanted) {
  TRY(auto* imported, import(canonical));
  if (!imported) return unknown_set(canonical);
  TRY(auto found, rules_members(*imported, wanted));
  if (!imported->active_only()) return found;
  std::erase_if(found, [](auto& one) { return one.concept_ && one.code_system->inactive(*one.concept_); });
  return found;
}

const json::Value* Evaluation::listed(const ValueSet& set, const Code& code) {
  for (auto& rule : set.includes()) {
    if (rule.system != code.system) continue;
    if (auto at = rule.by_code.find(code.code); at != rule.by_code.end()) return at->second;
  }
  return nullptr;
}

}  // namespace linkki::terminology
