// Checks elements against profiles: what a profile adds to R4, which the Walk asks itself.
//
// profile_walk.cpp has the facts of one element, profile_types.cpp what types and references must conform to,
// profile_slices.cpp which slice an element is in.
//
// Threads   one walk, one thread.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "fhirpath/evaluate.h"
#include "validation/path.h"
#include "validation/profiles.h"
#include "validation/report.h"
#include "validation/surroundings.h"

namespace linkki::validation {

class ProfileWalk {
 public:
  static constexpr std::size_t judged_depth_max = 16;  // targets of targets; what is further on is let pass

  ProfileWalk(Surroundings& surroundings, fhirpath::Evaluator& evaluator, Report& report)
      : surroundings_(surroundings), evaluator_(evaluator), report_(&report) {}

  // A resource is entered already (Surroundings).
  void conform(const fhir::Element& element, const Profile& profile, const Path& path);
  bool conforms(const fhir::Element& element, const Profile& profile, const Path& path);

 private:
  struct Range {
    std::size_t begin, end;
    std::size_t size() const { return end - begin; }
  };
  // What a discriminator's path leads to in a profile.
  struct Aim {
    const Node* node = nullptr;
    const definitions::Type* type = nullptr;  // instead of a node: any of this type
    const Profile* profile = nullptr;         // whose root the node is
    const json::Value* fixed = nullptr;
    const json::Value* pattern = nullptr;
  };
  using Aims = std::vector<Aim>;
  using Elements = std::vector<fhir::Element>;

  // A resource that stands within the element is entered first.
  void enter_and_check(const fhir::Element& element, const Node& node, const Path& path);
  void check(const fhir::Element& element, const Node& node, const Path& path);
  void check_presence(const fhir::Element& element, const Node& node, const Path& path);
  void check_value(const fhir::Element& element, const Node& node, const Path& path);
  void check_length(const fhir::Element& element, const Node& node, const Path& path);
  void check_languages(const fhir::Element& narrative, const Node& node, const Path& path);
  void check_rules(const fhir::Element& element, const Node& node, const Path& path);
  void children(const fhir::Element& element, const Node& node, const Path& path);
  void repeats(const Node& node, Range range, const Path& parent);

  void check_types(const fhir::Element& element, const Node& node, const Path& path);
  void conform_to_any(const fhir::Element& element, const Node& node, const std::vector<ProfileLink>& links,
                      const Path& path);
  void check_target(const fhir::Element& element, const Node& node, const TypeOption& option,
                    const Path& path);
  void check_aggregation(std::string_view reference, bool found, const Node& node, const TypeOption& option,
                         const Path& path);
  bool target_conforms(const fhir::Element& target, bool contained, const std::vector<ProfileLink>& links,
                       const Path& path);

  bool judged(const fhir::Element& element, const Profile& profile, const Path& path);

  void divide(const Node& node, Range range, const Path& parent);
  std::size_t slice_of(const fhir::Element& element, const Node& node);
  bool matches(const fhir::Element& element, const Slicing& slicing, const Node& slice);
  bool decide(const fhir::Element& element, const Discriminator& by, const Node& slice, bool& decided);
  bool has_value(const Elements& reached, const Aims& aims, bool& decided);
  bool satisfies(const fhir::Element& element, const Aim& aim);
  bool has_type(const Elements& reached, const Aims& aims, bool& decided);
  bool has_profile(const Elements& reached, const Aims& aims, bool& decided);
  Elements reach(const fhir::Element& element, const std::vector<Step>& steps) const;
  void step(const fhir::Element& element, const Step& step, Elements& out) const;

  void refuse(base::IssueType type, const base::Message& message, Report::Arguments arguments,
              const Path& path);

  Surroundings& surroundings_;
  fhirpath::Evaluator& evaluator_;
  Report* report_;
  const Profile* profile_ = nullptr;
  std::vector<fhir::Element> found_;  // a stack: the repeats of the elements under way
  std::vector<std::size_t> slices_;   // a stack beside it: which slice each is in
  std::map<std::pair<const json::Value*, const Profile*>, bool> judged_;  // or being judged: then true
  std::size_t judging_ = 0;
};

}  // namespace linkki::validation
