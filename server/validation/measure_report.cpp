// A MeasureReport against its Measure: what it reports is what is measured, each once, scored as the Measure
// is. Where the Measure is not loaded, only what holds for every report is asked.
#include <algorithm>

#include "base/json/parse.h"
#include "validation/limits.h"
#include "validation/messages.h"
#include "validation/prose.h"
#include "validation/value.h"

namespace linkki::validation {
namespace {

using base::IssueType;
using json::Value;
using Values = std::span<const Value>;
namespace message = base::message;

Values parts(const Value& object, std::string_view name) {
  const Values all = items(object, name);
  return all.first(std::min(all.size(), limits::measure_parts_max));
}

Values codings(const Value& code, std::string_view name = "coding") {
  const Values all = items(code, name);
  return all.first(std::min(all.size(), limits::measure_codings_max));
}

bool is_same(const Value& a, const Value& b) {
  if (!a.text_of("text").empty() && a.text_of("text") == b.text_of("text")) return true;
  for (const Value& one : codings(a)) {
    for (const Value& other : codings(b)) {
      const std::string_view system = one.text_of("system"), its = other.text_of("system");
      const bool fits = system == its || system.empty() || its.empty();
      if (fits && !one.text_of("code").empty() && one.text_of("code") == other.text_of("code")) return true;
    }
  }
  return false;
}

// Its own, and those of its components. A stratifier of a report may have several.
std::vector<const Value*> codes_of(const Value& part) {
  std::vector<const Value*> codes;
  const Value* const own = part.find("code");
  if (own && own->is_object()) codes.push_back(own);
  for (const Value& one : codings(part, "code")) codes.push_back(&one);
  for (const Value& component : codings(part, "component")) {
    if (const Value* const code = component.find("code")) codes.push_back(code);
  }
  if (codes.size() > limits::measure_codings_max) codes.resize(limits::measure_codings_max);
  return codes;
}

bool is_cohort(const Value& measure) {
  const Value* const scoring = measure.find("scoring");
  const Values all = scoring ? codings(*scoring) : Values{};
  return std::any_of(all.begin(), all.end(),
                     [](const Value& one) { return one.text_of("code") == "cohort"; });
}

class Comparison {
 public:
  Comparison(const Value& measure, bool complete, Report& report)
      : cohort_(is_cohort(measure)), complete_(complete), report_(report) {}

  void groups(const Value& reported, const Value& measured, const Path& path) {
    each("group", reported, measured, path, [&](const Value& one, const Value& other, const Path& at) {
      score(one, at);
      each("population", one, other, at, [](const Value&, const Value&, const Path&) {});
      each("stratifier", one, other, at, [&](const Value& stratifier, const Value&, const Path& place) {
        std::uint32_t i = 0;
        for (const Value& stratum : items(stratifier, "stratum"))
          score(stratum, Path{&place, "stratum", i++});
      });
    });
  }

 private:
  void score(const Value& scored, const Path& path) {
    if (!cohort_ || !scored.find("measureScore")) return;
    report_.error(IssueType::invariant, message::validation_measure_score, {}, Path{&path, "measureScore"});
  }

  // `visit` of each pair that belongs together, and its place.
  template <class Visit>
  void each(std::string_view kind, const Value& reported, const Value& measured, const Path& path,
            const Visit& visit) {
    const Values all = parts(measured, kind);
    std::vector<bool> seen(all.size());
    std::uint32_t i = 0;
    for (const Value& one : parts(reported, kind)) {
      const Path at{&path, kind, i++};
      if (report_.full() || comparisons_ > limits::measure_comparisons_max) return;
      const auto place = find(one, all);
      if (!place) {
        const bool nameless = codes_of(one).empty();
        report_.error(IssueType::invariant,
                      nameless ? message::validation_measure_code : message::validation_measure_other,
                      {std::string(kind)}, at);
      } else if (seen[*place]) {
        report_.error(IssueType::invariant, message::validation_measure_twice, {std::string(kind)}, at);
      } else {
        seen[*place] = true;
        visit(one, all[*place], at);
      }
    }
    const auto left = std::count(seen.begin(), seen.end(), false);
    if (left == 0 || !complete_) return;
    report_.warning(IssueType::invariant, message::validation_measure_left,
                    {std::string(kind), std::to_string(left)}, path);
  }

  // The one with its code. Where one alone is measured, it needs none.
  std::optional<std::size_t> find(const Value& reported, Values measured) {
    const auto codes = codes_of(reported);
    for (std::size_t i = 0; i < measured.size(); ++i) {
      const auto its = codes_of(measured[i]);
      if (measured.size() == 1 && (codes.empty() || its.empty())) return i;
      comparisons_ += codes.size() * its.size();
      for (const Value* const code : codes) {
        if (std::any_of(its.begin(), its.end(), [&](const Value* one) { return is_same(*code, *one); }))
          return i;
      }
    }
    return std::nullopt;
  }

  const bool cohort_;
  const bool complete_;  // so that nothing is left out
  Report& report_;
  std::size_t comparisons_ = 0;
};

void check_subjects(const Value& reported, const Path& path, Report& report) {
  if (reported.text_of("type") == "subject-list") return;
  std::uint32_t group = 0;
  for (const Value& one : items(reported, "group")) {
    const Path at{&path, "group", group++};
    std::uint32_t population = 0;
    for (const Value& counted : items(one, "population")) {
      const Path place{&at, "population", population++};
      if (!counted.find("subjectResults")) continue;
      report.error(IssueType::invariant, message::validation_subject_results, {},
                   Path{&place, "subjectResults"});
    }
  }
}

}  // namespace

void check_measure_report(const fhir::Element& measured, const Surroundings& surroundings, const Path& path,
                          Report& report) {
  const Value& reported = *measured.value;
  check_subjects(reported, path, report);
  const std::string_view canonical = reported.text_of("measure");
  if (canonical.empty()) return;
  auto json = surroundings.definitions.find_resource(canonical);
  const auto document = json && *json ? json::parse(std::move(**json)) : json::parse("null");
  if (!document.ok() || document->root.text_of("resourceType") != "Measure") {
    return report.warning(IssueType::not_found, message::validation_measure_unknown, {shorten(canonical)},
                          Path{&path, "measure"});
  }
  if (reported.text_of("type") == "data-collection") return;
  const bool complete = reported.text_of("status") == "complete";
  Comparison(document->root, complete, report).groups(reported, document->root, path);
}

}  // namespace linkki::validation
