// One pass over a resource, from the outside in, that reports everything that R4 does not allow.
//
// Threads   one walk, one thread.
#pragma once

#include <bitset>
#include <vector>

#include "base/json/value.h"
#include "base/settings.h"
#include "fhirpath/evaluate.h"
#include "validation/path.h"
#include "validation/profile_walk.h"
#include "validation/questionnaire.h"
#include "validation/report.h"
#include "validation/rules.h"
#include "validation/surroundings.h"

namespace linkki::validation {

class Walk {
 public:
  Walk(const definitions::Definitions& definitions, const Rules& rules, const Profiles& profiles,
       const Questionnaires& questionnaires, const terminology::Codes& codes, const fhir::Element& whole,
       const base::Mapping& by_type)
      : definitions_(definitions),
        rules_(rules),
        profiles_(profiles),
        questionnaires_(questionnaires),
        by_type_(by_type),
        surroundings_(definitions, profiles, codes, whole),
        evaluator_(surroundings_),
        profile_walk_(surroundings_, evaluator_, report_) {}

  // `demanded`: canonicals of profiles beside those that the resource names itself.
  std::vector<base::Issue> run(const fhir::Element& whole, std::span<const std::string> demanded);

 private:
  static constexpr std::size_t elements_max = 128;  // of one type; R4's largest has 60
  // Of a property: its element as yet without value and place, and what its definition adds to the type.
  struct Property {
    const fhir::Element& holder;
    const fhir::Element& element;
    const std::vector<Rule>& rules;
    const Path& parent;
  };

  void resource(const fhir::Element& element, const Path& path, bool contained);
  void check_contained(const fhir::Element& resource, const Path& path);
  void check_profiles(const fhir::Element& resource, const Path& path);
  void check_demanded(const fhir::Element& resource, const Path& path);
  void check_profile(const fhir::Element& resource, std::string_view canonical, const Path& path,
                     const Path& named_at);

  void object(const fhir::Element& element, const json::Value& holder, const Path& path);
  void check_property(const fhir::Element& parent, std::span<json::Member> members, std::size_t at,
                      const TypeRules& rules, std::bitset<elements_max>& seen, const Path& path);
  void check_required(const TypeRules& rules, const std::bitset<elements_max>& seen, const Path& path);
  void refuse_property(const definitions::Type& type, std::string_view name, const Path& path);

  void values(const Property& property, const json::Value* value, const json::Value* companion);
  void repeats(const Property& property, const json::Value* value, const json::Value* companion);
  void one(const Property& property, const json::Value* value, const json::Value* companion,
           std::uint32_t index);
  void primitive(const fhir::Element& element, const Path& path);
  void complex(const fhir::Element& element, const Path& path);

  void check_rules(const std::vector<Rule>& rules, const fhir::Element& element, const Path& path);
  void check_extension(std::span<json::Member> members, const Path& path);
  void check_extension_definition(const fhir::Element& holder, const fhir::Element& extension,
                                  const Path& path);
  bool expect(const json::Value& value, json::Kind kind, const Path& path);

  const definitions::Definitions& definitions_;
  const Rules& rules_;
  const Profiles& profiles_;
  const Questionnaires& questionnaires_;
  const base::Mapping& by_type_;
  Surroundings surroundings_;
  fhirpath::Evaluator evaluator_;
  Report report_;
  ProfileWalk profile_walk_;
};

}  // namespace linkki::validation
