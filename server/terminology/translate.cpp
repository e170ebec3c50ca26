#include "terminology/translate.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "definitions/canonical.h"
#include "terminology/json_writer.h"
#include "terminology/limits.h"
#include "terminology/messages.h"
#include "terminology/translation_maps.h"

namespace linkki::terminology {
namespace {

using base::IssueType;
using base::Refusal;
namespace message = base::message;

base::Failure refused(Refusal refusal, IssueType type, const base::Message& text,
                      std::vector<std::string> arguments = {}, std::string place = {}) {
  return base::refuse(refusal, base::error(type, text, std::move(arguments), std::move(place)));
}

// The other way round.
std::string_view inverse(std::string_view equivalence) {
  if (equivalence == "wider") return "narrower";
  if (equivalence == "narrower") return "wider";
  if (equivalence == "subsumes") return "specializes";
  return equivalence == "specializes" ? "subsumes" : equivalence;
}

// What a request tells of the code's context: an element and its value there.
struct Dependency {
  std::string_view element;
  const json::Value* value = nullptr;  // a CodeableConcept
};

std::vector<Dependency> dependencies_of(const Request& request) {
  std::vector<Dependency> all;
  for (auto* given : request.values("dependency")) {
    Dependency dependency;
    for (auto& part : items(*given, "part")) {
      if (part.text_of("name") == "element") dependency.element = part.text_of("valueUri");
      if (part.text_of("name") == "concept") dependency.value = part.find("valueCodeableConcept");
    }
    if (dependency.value) all.push_back(dependency);
  }
  return all;
}

// `needed` is one of ConceptMap.group.element.target.dependsOn (or product, which has the same shape); where
// it names no system, that of the group is meant.
bool holds(const Dependency& dependency, const json::Value& needed, std::string_view group_system) {
  if (dependency.element != needed.text_of("property")) return false;
  auto value = needed.text_of("value"), system = needed.text_of("system");
  if (system.empty()) system = group_system;
  auto codings = items(*dependency.value, "coding");
  return dependency.value->text_of("text") == value ||
         std::any_of(codings.begin(), codings.end(), [&](auto& coding) {
           return coding.text_of("code") == value && (system.empty() || coding.text_of("system") == system);
         });
}

// What the answer says in words: each sentence once.
class Hints {
 public:
  void add(std::string words) {
    if (told_.size() == limits::translation_hints_max) return;
    if (std::find(told_.begin(), told_.end(), words) == told_.end()) told_.push_back(std::move(words));
  }
  void add(const Hints& others) {
    for (auto& one : others.told_) add(one);
  }
  std::string text() const { return fmt::format("{}", fmt::join(told_, " ")); }

 private:
  std::vector<std::string> told_;
};

struct Match {
  const ConceptMap* map = nullptr;
  std::string_view equivalence;
  Code code;  // empty: there is none
  std::string_view display;
  std::span<json::Value> products;  // as holds() has them
  std::string_view product_system;  // of those that name none
  bool translates() const { return equivalence != "unmatched" && equivalence != "disjoint"; }
};

class Translation {
 public:
  Translation(const Catalogue& catalogue, const Request& request)
      : catalogue_(catalogue),
        request_(request),
        language_(base::choose_language(request.accept_language)),
        reverse_(request.flag("reverse")),
        wanted_system_(request.text("targetsystem")),
        wanted_set_(definitions::split(request.text("target")).url),
        dependencies_(dependencies_of(request)),
        evaluation_(catalogue) {}

  // Asks the maps for the code as its system writes it.
  base::Outcome<void> ask(const std::vector<Map>& maps, Code code) {
    if (auto* system = evaluation_.system(code.system, code.version)) {
      auto known = system->find(code.code);
      if (known) code.code = known->code;
      if (!known && system->complete()) {
        tell(message::terminology_code, {std::string(code.code), system->canonical()});
        return base::done();
      }
    }
    for (auto& map : maps) TRY_VOID(ask(map, code));
    return base::done();
  }

  std::string print() {
    const bool result =
        std::any_of(matches_.begin(), matches_.end(), [](auto& one) { return one.translates(); });
    to_.open('{').text("resourceType", "Parameters").open('[', "parameter");
    to_.open('{').text("name", "result").flag("valueBoolean", result).close('}');
    if (!result) hints_.add(reasons_);
    part("message", "valueString", hints_.text());
    for (auto& one : matches_) print(one);
    to_.close(']').close('}');
    return std::move(out_);
  }

 private:
  // On the way from the map that was asked to the one that it sends to.
  struct Step {
    explicit Step(std::vector<const ConceptMap*>& path) : path(path) {}
    Step(const Step&) = delete;
    ~Step() { path.pop_back(); }
    std::vector<const ConceptMap*>& path;
  };

  base::Outcome<void> ask(const Map& map, const Code& code) {
    if (std::find(path_.begin(), path_.end(), map.get()) != path_.end()) {
      return refused(Refusal::unprocessable, IssueType::processing, message::terminology_map_cycle,
                     {map->canonical()});
    }
    if (path_.size() >= limits::concept_maps_chain_max) {
      return refused(Refusal::unprocessable, IssueType::too_costly, message::terminology_map_deep,
                     {std::to_string(limits::concept_maps_chain_max)});
    }
    if (!asked_.emplace(map.get(), code.system, code.code).second) return base::done();
    if (asked_.size() > limits::translation_steps_max) return too_large();
    held_.push_back(map);
    path_.push_back(map.get());
    const Step step(path_);
    std::set<const json::Value*> listing;
    for (auto& row : reverse_ ? map->to(code.code) : map->from(code.code)) {
      if (!concerns(*row.group, code)) continue;
      listing.insert(row.group);
      TRY_VOID(take(*map, row, code));
    }
    bool found = !listing.empty();
    for (auto& group : map->groups()) {
      if (reverse_ || listing.contains(&group) || !concerns(group, code)) continue;
      auto* unmapped = group.find("unmapped");
      if (!unmapped) continue;
      found = true;
      TRY_VOID(take_unmapped(*map, group, *unmapped, code));
    }
    if (!found) reason(message::terminology_unmapped, *map, code);
    return base::done();
  }

  // The group is about the code's system, and leads to the one asked for.
  bool concerns(const json::Value& group, const Code& code) const {
    auto own = group.text_of(reverse_ ? "target" : "source"),
         other = group.text_of(reverse_ ? "source" : "target");
    auto version = group.text_of(reverse_ ? "targetVersion" : "sourceVersion");
    bool same_version = version.empty() || code.version.empty() || version == code.version;
    return (own.empty() || own == code.system) && same_version &&
           (wanted_system_.empty() || other == wanted_system_);
  }

  base::Outcome<void> take(const ConceptMap& map, const ConceptMap::Row& row, const Code& code) {
    if (!row.target) {
      reason(message::terminology_unmatched, map, code);
      return base::done();
    }
    const auto own_system = row.group->text_of(reverse_ ? "target" : "source"),
               other_system = row.group->text_of(reverse_ ? "source" : "target");
    for (auto& needed : items(*row.target, reverse_ ? "product" : "dependsOn")) {
      bool known = std::any_of(dependencies_.begin(), dependencies_.end(),
                               [&](auto& one) { return holds(one, needed, own_system); });
      if (known) continue;
      tell(message::terminology_dependency, {std::string(code.code), std::string(needed.text_of("property")),
                                             std::string(needed.text_of("value"))});
      return base::done();
    }
    auto equivalence = row.target->text_of("equivalence");
    auto& concept_ = reverse_ ? *row.element : *row.target;
    Match match{&map,
                reverse_ ? inverse(equivalence) : equivalence,
                {other_system, concept_.text_of("code"),
                 row.group->text_of(reverse_ ? "sourceVersion" : "targetVersion")},
                concept_.text_of("display"),
                items(*row.target, reverse_ ? "dependsOn" : "product"),
                other_system};
    if (equivalence == "unmatched") reason(message::terminology_unmatched, map, code);
    return add(match);
  }

  base::Outcome<void> take_unmapped(const ConceptMap& map, const json::Value& group,
                                    const json::Value& unmapped, const Code& code) {
    auto mode = unmapped.text_of("mode");
    if (mode == "other-map") {
      auto other = catalogue_.concept_map(unmapped.text_of("url"));
      if (other) return ask(other, code);
      tell(message::terminology_map_other, {map.canonical(), std::string(unmapped.text_of("url"))});
      return base::done();
    }
    // R4 does not say how close these are: the same code is taken to mean the same, a fixed one something
    // near.
    Match match{.map = &map, .equivalence = "relatedto"};
    match.code = {group.text_of("target"), unmapped.text_of("code"), group.text_of("targetVersion")};
    match.display = unmapped.text_of("display");
    if (mode == "provided") {
      match.equivalence = "equivalent";
      match.code.code = code.code;
    }
    return add(match);
  }

  base::Outcome<void> add(const Match& match) {
    if (!match.code.code.empty() && !reverse_ && !wanted_set_.empty() &&
        definitions::split(match.map->target_set()).url != wanted_set_) {
      TRY(auto set, catalogue_.value_set(request_.text("target")));
      if (!set) return unknown_set(request_.text("target"));
      TRY(auto in, evaluation_.contains(*set, match.code));
      if (in != Membership::yes) {
        tell(message::terminology_not_in_set,
             {std::string(match.code.code), std::string(match.code.system), set->canonical()});
        return base::done();
      }
    }
    bool repeated = std::any_of(matches_.begin(), matches_.end(), [&](auto& one) {
      return one.map == match.map && one.equivalence == match.equivalence && one.code == match.code &&
             one.products.data() == match.products.data();
    });
    if (repeated) return base::done();
    if (matches_.size() == limits::translation_matches_max) return too_large();
    matches_.push_back(match);
    return base::done();
  }

  static base::Failure too_large() {
    return refused(
        Refusal::unprocessable, IssueType::too_costly, message::terminology_translation_large,
        {std::to_string(limits::translation_steps_max), std::to_string(limits::translation_matches_max)});
  }

  std::string words(const base::Message& text, std::vector<std::string> arguments) const {
    return base::error(IssueType::not_found, text, std::move(arguments)).text(language_);
  }
  // Worth knowing though other matches were found.
  void tell(const base::Message& text, std::vector<std::string> arguments) {
    hints_.add(words(text, std::move(arguments)));
  }
  // Why there is no match, if there is none.
  void reason(const base::Message& text, const ConceptMap& map, const Code& code) {
    reasons_.add(words(text, {std::string(code.code), std::string(code.system), map.canonical()}));
  }

  void part(std::string_view name, std::string_view type, std::string_view text) {
    if (!text.empty()) to_.open('{').text("name", name).text(type, text).close('}');
  }

  void coding(const Code& code, std::string_view display) {
    auto* system = code.system.empty() ? nullptr : evaluation_.system(code.system, code.version);
    auto known = system ? system->find(code.code) : std::nullopt;
    if (display.empty() && known) display = known->display;
    auto names = names_of({code.system, code.code, display, system, known, nullptr}, {});
    auto* name = choose(names, Languages(request_.accept_language));
    to_.open('{').text("name", "concept").open('{', "valueCoding").text("system", code.system);
    to_.text("version", code.version).text("code", code.code).text("display", name ? name->text : display);
    to_.close('}').close('}');
  }

  void print(const Match& match) {
    to_.open('{').text("name", "match").open('[', "part");
    part("equivalence", "valueCode", match.equivalence);
    if (!match.code.code.empty()) coding(match.code, match.display);
    for (auto& product : match.products) {
      to_.open('{').text("name", "product").open('[', "part");
      part("element", "valueUri", product.text_of("property"));
      auto system = product.text_of("system");
      coding({system.empty() ? match.product_system : system, product.text_of("value"), {}},
             product.text_of("display"));
      to_.close(']').close('}');
    }
    part("source", "valueUri", match.map->canonical());
    to_.close(']').close('}');
  }

  const Catalogue& catalogue_;
  const Request& request_;
  const base::Language language_;  // of what is told
  const bool reverse_;
  const std::string_view wanted_system_;
  const std::string_view wanted_set_;
  const std::vector<Dependency> dependencies_;
  Evaluation evaluation_;
  std::vector<Map> held_;
  std::vector<const ConceptMap*> path_;
  std::set<std::tuple<const ConceptMap*, std::string_view, std::string_view>> asked_;
  std::vector<Match> matches_;
  Hints hints_;
  Hints reasons_;
  std::string out_;
  JsonWriter to_{out_};
};

base::Outcome<std::vector<AskedCode>> asked_codes(const Request& request) {
  int forms = 0;
  for (auto name : {"code", "coding", "codeableConcept"}) forms += request.has(name) ? 1 : 0;
  if (forms != 1) return refused(Refusal::bad_request, IssueType::required, message::terminology_one_code);
  auto codes = codes_of(request);
  const bool several = request.has("codeableConcept");
  if (several)
    std::erase_if(codes, [](auto& one) { return one.code.system.empty() || one.code.code.empty(); });
  if (codes.empty() || codes.front().code.code.empty()) {
    return refused(Refusal::bad_request, IssueType::required, message::terminology_code_needed,
                   {"code, coding, codeableConcept"});
  }
  if (codes.front().code.system.empty()) {
    return refused(Refusal::bad_request, IssueType::required, message::terminology_system_missing, {},
                   codes.front().place.empty() ? "system" : codes.front().place + ".system");
  }
  return codes;
}

}  // namespace

base::Outcome<std::string> translate(const Shared& below, const Request& request) {
  TRY(auto codes, asked_codes(request));
  TRY(auto catalogue, catalogue_of(request, below));
  TRY(auto named, named_map(*catalogue, request));
  if (named && !named->source_set().empty() && !same_url(request.text("source"), named->source_set())) {
    return refused(
        Refusal::unprocessable, IssueType::not_found, message::terminology_map_source,
        {named->canonical(), std::string(named->source_set()), std::string(request.text("source"))});
  }
  Translation translation(*catalogue, request);
  bool any = false;
  for (auto& one : codes) {
    std::vector<Map> maps{named};
    if (!named) {
      TRY(maps, maps_for(*catalogue, request, one.code));
    }
    if (maps.empty()) continue;
    any = true;
    TRY_VOID(translation.ask(maps, one.code));
  }
  if (!any) return no_map(request, codes.front().code);
  return translation.print();
}

}  // namespace linkki::terminology
