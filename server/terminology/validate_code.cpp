#include "terminology/validate_code.h"

#include <algorithm>

#include "terminology/expand.h"
#include "terminology/findings.h"
#include "terminology/json_writer.h"
#include "terminology/messages.h"

namespace linkki::terminology {
namespace {

using base::IssueType;
using base::Severity;
namespace message = base::message;

base::Failure no_code() {
  return base::refuse(
      base::Refusal::bad_request,
      base::error(IssueType::required, message::terminology_code_needed, {"code, coding, codeableConcept"}));
}

std::string child(const AskedCode& asked, std::string_view name) {
  return asked.place.empty() ? std::string(name) : asked.place + "." + std::string(name);
}

// What is known of one code, after it was looked at.
struct Verdict {
  Member member;
  std::vector<Name> names;
  const Name* name = nullptr;
  bool in = true;        // in the set, or there is none
  bool decided = true;   // false: something needed is not loaded
  bool foreign = false;  // its system is none that is here
};

class Check {
 public:
  Check(const Catalogue& catalogue, const Request& request, const ValueSet* set, Supplements supplements)
      : catalogue_(catalogue),
        request_(request),
        set_(set),
        supplements_(std::move(supplements)),
        language_list_(languages_of(request, set)),
        languages_(language_list_),
        evaluation_(catalogue, versions_of(request)),
        findings_(base::choose_language(request.accept_language)) {}

  base::Outcome<std::string> run(std::vector<AskedCode> codes) {
    const bool several = request_.has("codeableConcept");
    bool in = false, decided = true;
    for (auto& asked : codes) {
      if (set_ && asked.code.system.empty() && asked.place.empty() && !infer(asked)) continue;
      TRY(auto verdict, look(asked, several));
      decided = decided && verdict.decided;
      if (!verdict.in) continue;
      if (!in) best_ = std::move(verdict);  // its name points into it
      in = true;
    }
    if (several && !in && decided) none_in_set();
    for (auto& missing : evaluation_.met().unknown_sets) {
      find(Severity::error, IssueType::not_found, "not-found", message::terminology_set_unknown, {missing},
           {});
    }
    if (in) check_status();
    if (!several && !codes.empty()) asked_ = codes.front();
    if (several && best_) asked_ = {{best_->member.system, best_->member.code, {}}, {}, {}};
    return print();
  }

 private:
  void find(Severity severity, IssueType type, std::string_view kind, const base::Message& text,
            base::Arguments arguments, std::string place) {
    findings_.add(severity, type, kind, text, std::move(arguments), std::move(place));
  }

  base::Argument set_name() const {
    auto name = set_->canonical();
    if (name.empty()) return base::Words{"(without a url)", "(ilman url-osoitetta)", "(utan url)"};
    return name;
  }

  // The system of a code that came without one: that of the only member with this code.
  bool infer(AskedCode& asked) {
    auto members = evaluation_.members(*set_);
    std::vector<std::string_view> systems;
    if (members.ok()) {
      for (auto& one : *members) {
        if (one.code == asked.code.code) systems.push_back(one.system);
      }
    }
    if (systems.size() == 1) {
      inferred_ = systems.front();
      asked.code.system = inferred_;
      return true;
    }
    not_in_set(asked, false);
    find(Severity::error, IssueType::not_found, "cannot-infer", message::terminology_infer,
         {std::string(asked.code.code), set_name()}, child(asked, "code"));
    return false;
  }

  void not_in_set(const AskedCode& asked, bool several) {
    find(several ? Severity::information : Severity::error, IssueType::code_invalid,
         several ? "this-code-not-in-vs" : "not-in-vs", message::terminology_not_in_set,
         {std::string(asked.code.code), std::string(asked.code.system), set_name()}, child(asked, "code"));
  }

  void none_in_set() {
    find(Severity::error, IssueType::code_invalid, "not-in-vs", message::terminology_none_in_set,
         {set_name()}, {});
  }

  base::Outcome<Verdict> look(const AskedCode& asked, bool several) {
    Verdict verdict;
    auto& code = asked.code;
    bool usable = check_system(asked, verdict);
    auto* system = usable ? evaluation_.system(code.system, system_version(code)) : nullptr;
    if (system && !system->complete() && !system->has_concepts()) system = nullptr;  // known by name alone
    auto known = system ? system->find(code.code) : std::nullopt;
    auto* listed =
        set_ ? Evaluation::listed(*set_, known ? Code{code.system, known->code, {}} : code) : nullptr;
    verdict.member = {code.system, known ? known->code : code.code, display_of(known, listed), system, known,
                      listed};
    auto membership = Membership::yes;
    if (set_) {
      TRY(membership, evaluation_.contains(*set_, code));
    }
    verdict.in = membership == Membership::yes;
    verdict.decided = membership != Membership::unknown;
    if (membership == Membership::no) not_in_set(asked, several);
    const bool membership_only = request_.flag("valueset-membership-only");
    if (usable && !system && !membership_only && evaluation_.met().unknown_sets.empty()) {
      unknown_system(asked, verdict);
    }
    if (system && !known && !membership_only) no_such_code(asked, *system, verdict);
    if (known) check_concept(asked, verdict);
    if (known && !membership_only) check_display(asked, verdict);
    return verdict;
  }

  // Of the rule that takes the code's system in, so that the same version is looked at.
  std::string_view system_version(const Code& code) const {
    if (!code.version.empty() || !set_) return code.version;
    for (auto& rule : set_->includes()) {
      if (rule.system == code.system && !rule.version.empty()) return rule.version;
    }
    return {};
  }

  static std::string_view display_of(const std::optional<Concept>& known, const json::Value* listed) {
    auto own = listed ? listed->text_of("display") : std::string_view{};
    return own.empty() && known ? known->display : own;
  }

  // False: what stands there cannot be the system of a code.
  bool check_system(const AskedCode& asked, Verdict& verdict) {
    std::string url(asked.code.system);
    if (url.empty()) {
      find(Severity::warning, IssueType::invalid, "invalid-data", message::terminology_system_missing, {},
           asked.place);
      return false;
    }
    auto place = child(asked, "system");
    if (url.find(':') == std::string::npos) {
      find(Severity::error, IssueType::invalid, "invalid-data", message::terminology_system_relative, {url},
           place);
      return true;
    }
    auto system = catalogue_.code_system(url);
    if (system && system->supplement()) {
      find(Severity::error, IssueType::invalid, "invalid-data", message::terminology_supplement_as_system,
           {url}, place);
      verdict.in = false;
      return false;
    }
    auto set = system ? base::Outcome<std::shared_ptr<const ValueSet>>(nullptr) : catalogue_.value_set(url);
    if (set.ok() && *set) {
      find(Severity::error, IssueType::invalid, "invalid-data", message::terminology_set_as_system, {url},
           place);
      return false;
    }
    return true;
  }

  // A set that lists the code by name vouches for it.
  void unknown_system(const AskedCode& asked, Verdict& verdict) {
    verdict.foreign = true;
    auto severity = set_ && verdict.in ? Severity::warning : Severity::error;
    find(severity, IssueType::not_found, "not-found", message::terminology_system_unknown,
         {std::string(asked.code.system)}, child(asked, "system"));
    unknown_system_ = asked.code.system;
    caused_by_set_ = !verdict.decided;
  }

  void no_such_code(const AskedCode& asked, const CodeSystem& system, const Verdict& verdict) {
    auto severity = system.complete() || !verdict.in ? Severity::error : Severity::warning;
    find(severity, IssueType::code_invalid, "invalid-code", message::terminology_code,
         {std::string(asked.code.code), system.canonical()}, child(asked, "code"));
  }

  void check_concept(const AskedCode& asked, Verdict& verdict) {
    auto& system = *verdict.member.code_system;
    auto& known = *verdict.member.concept_;
    std::string code(asked.code.code), status(system.status(known));
    const bool inactive = system.inactive(known);
    const bool active_only = request_.flag("activeOnly") || (set_ && set_->active_only());
    if (verdict.in && inactive && active_only) {
      verdict.in = false;
      find(Severity::error, IssueType::business_rule, "code-rule", message::terminology_not_active, {code},
           child(asked, "code"));
      not_in_set(asked, false);
    }
    if (inactive) {
      find(Severity::warning, IssueType::business_rule, "code-comment", message::terminology_inactive,
           {code, status.empty() ? "inactive" : status}, asked.place.empty() ? "code" : asked.place);
      inactive_ = true;
    } else if (status == "deprecated") {
      find(Severity::warning, IssueType::business_rule, "code-comment", message::terminology_inactive,
           {code, status}, child(asked, "code"));
    }
    if (!status.empty() && status != "active") status_ = status;
    if (verdict.in && known.code != asked.code.code) {
      find(Severity::information, IssueType::business_rule, "code-rule", message::terminology_case,
           {code, std::string(known.code), system.canonical()}, child(asked, "code"));
      normalized_ = known.code;
    }
    if (verdict.in) check_listing(asked, verdict);
  }

  void check_listing(const AskedCode& asked, const Verdict& verdict) {
    auto* listed = verdict.member.listed;
    if (!listed) return;
    auto* marked = extension(*listed, "http://hl7.org/fhir/StructureDefinition/valueset-deprecated");
    auto* status = extension(*listed, standards_status);
    if (!(marked && marked->text() == "true") && !(status && status->text() == "deprecated")) return;
    find(Severity::warning, IssueType::business_rule, "code-comment", message::terminology_deprecated_member,
         {std::string(asked.code.code), std::string(asked.code.system), set_name()}, child(asked, "code"));
  }

  // A name in the language asked for; where there is none, any name of the code will do.
  void check_display(const AskedCode& asked, Verdict& verdict) {
    verdict.names = names_of(verdict.member, supplements_);
    verdict.name = choose(verdict.names, languages_);
    if (asked.display.empty() || !verdict.in) return;
    auto right = [&](const Name& one) { return fold(one.text) == fold(asked.display); };
    auto wanted = [&](const Name& one) {
      return !one.withdrawn && (languages_.empty() || one.language.empty() || languages_.take(one.language));
    };
    bool any_wanted = false, found = false, elsewhere = false, old = false;
    for (auto& one : verdict.names) {
      any_wanted |= wanted(one);
      found |= wanted(one) && right(one);
      elsewhere |= !one.withdrawn && right(one);
      old |= one.withdrawn && right(one);
    }
    if (found) return;
    std::string display(asked.display),
        code = std::string(asked.code.system) + "#" + std::string(asked.code.code);
    auto place = child(asked, "display");
    if (old) {
      return find(Severity::warning, IssueType::invalid, "display-comment", message::terminology_display_old,
                  {display, std::string(asked.code.code), choices(verdict, wanted)}, place);
    }
    if (elsewhere && !any_wanted) {
      return find(Severity::information, IssueType::invalid, "invalid-display",
                  message::terminology_display_fallback, {display, code, language_list_}, place);
    }
    auto severity = request_.flag("lenient-display-validation") ? Severity::warning : Severity::error;
    find(severity, IssueType::invalid, "invalid-display", message::terminology_display,
         {display, code, choices(verdict, wanted)}, place);
  }

  template <class Test>
  static std::string choices(const Verdict& verdict, Test&& wanted) {
    constexpr int shown_max = 6;
    std::string all;
    int shown = 0;
    for (auto& one : verdict.names) {
      if (wanted(one) && shown++ < shown_max)
        all.append(all.empty() ? "'" : ", '").append(one.text).append("'");
    }
    if (all.empty()) all.append("'").append(verdict.member.display).append("'");
    return all;
  }

  void check_status() {
    auto check = [&](const json::Value& used, base::Words what, const std::string& canonical) {
      auto doubt = doubt_of(used, set_ ? set_->resource() : used);
      if (doubt.empty()) return;
      find(Severity::information, IssueType::business_rule, "status-check", message::terminology_status,
           {what, canonical, std::string(doubt)}, {});
    };
    constexpr base::Words system{"code system", "Koodisto", "Kodsystemet"};
    constexpr base::Words set{"value set", "Arvojoukko", "Värdemängden"};
    for (auto* one : evaluation_.met().systems) check(one->resource(), system, one->canonical());
    if (set_) check(set_->resource(), set, set_->canonical());
    for (auto* one : evaluation_.met().imports) check(one->resource(), set, one->canonical());
  }

  void part(std::string_view name, std::string_view type, std::string_view text) {
    if (!text.empty()) to_.open('{').text("name", name).text(type, text).close('}');
  }

  std::string print() {
    const bool result = !findings_.failed();
    to_.open('{').text("resourceType", "Parameters").open('[', "parameter");
    to_.open('{').text("name", "result").flag("valueBoolean", result).close('}');
    part("message", "valueString", findings_.text());
    if (best_ && best_->name) {
      part("display", "valueString", best_->name->text);
    } else if (best_) {
      part("display", "valueString", best_->member.display);
    }
    part("code", "valueCode", asked_.code.code);
    part("system", "valueUri", asked_.code.system);
    if (best_ && best_->member.code_system)
      part("version", "valueString", best_->member.code_system->version());
    part("normalized-code", "valueCode", normalized_);
    if (inactive_) to_.open('{').text("name", "inactive").flag("valueBoolean", true).close('}');
    part("status", "valueCode", status_);
    part(caused_by_set_ ? "x-caused-by-unknown-system" : "x-unknown-system", "valueCanonical",
         unknown_system_);
    if (auto* value = request_.value("codeableConcept")) {
      to_.open('{').text("name", "codeableConcept").value("valueCodeableConcept", *value).close('}');
    }
    if (!findings_.empty()) {
      to_.open('{').text("name", "issues");
      findings_.print(to_);
      to_.close('}');
    }
    to_.close(']').close('}');
    return std::move(out_);
  }

  const Catalogue& catalogue_;
  const Request& request_;
  const ValueSet* set_;
  Supplements supplements_;
  std::string language_list_;  // of displays
  Languages languages_;
  Evaluation evaluation_;
  Findings findings_;
  std::optional<Verdict> best_;
  AskedCode asked_;
  std::string inferred_;
  std::string status_;
  std::string normalized_;
  std::string unknown_system_;
  bool caused_by_set_ = false;
  bool inactive_ = false;
  std::string out_;
  JsonWriter to_{out_};
};

}  // namespace

base::Outcome<std::string> validate_code_in_set(const Shared& below, const Request& request) {
  TRY(auto catalogue, catalogue_of(request, below));
  TRY(auto set, value_set_of(request, *catalogue));
  if (!set) return set_needed();
  TRY(auto supplements, supplements_of(request, set.get(), *catalogue));
  auto codes = codes_of(request);
  if (codes.empty()) return no_code();
  return Check(*catalogue, request, set.get(), std::move(supplements)).run(std::move(codes));
}

base::Outcome<std::string> validate_code_in_system(const Shared& below, const Request& request) {
  TRY(auto catalogue, catalogue_of(request, below));
  TRY(auto supplements, supplements_of(request, nullptr, *catalogue));
  auto codes = codes_of(request);
  if (codes.empty()) return no_code();
  for (auto& one : codes) {
    if (request.instance) {
      one.code.system = request.instance->text_of("url");
    } else if (one.code.system.empty()) {
      one.code.system = request.text("url");
    }
  }
  return Check(*catalogue, request, nullptr, std::move(supplements)).run(std::move(codes));
}

}  // namespace linkki::terminology
