// Which concepts are meant: a part of SNOMED CT's Expression Constraint Language.
//
//   concept    404684003 |Clinical finding|   what stands between bars is passed over; * is any concept
//   operators  < below   << below or itself   <! children   > above   >> above or itself   >! parents
//              ^ members of the reference set
//   several    AND or a comma, OR, MINUS; different ones only in parentheses
//
// Refinements (:), dots and filters ({{ }}) are not understood and refused.
// Errors    unprocessable, with where in the text it ends to make sense
// Limits    limits::constraint_parts_max, limits::constraint_depth_max
// Standard  https://confluence.ihtsdotools.org/display/DOCECL
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.h"
#include "terminology/code_system.h"

namespace linkki::terminology {

class Constraint {
 public:
  static base::Outcome<Constraint> parse(std::string_view text, const std::string& place);
  // Whether the text uses nothing but what is told above: if it is refused, it is wrong (or beyond the
  // limits).
  static bool understands(std::string_view text);

  bool holds(const CodeSystem& system, const Concept& one) const;
  // Sorted. Errors: unprocessable: it goes through more than limits::constraint_concepts_max
  base::Outcome<std::vector<std::uint32_t>> concepts(const CodeSystem& system) const;

 private:
  enum class Kind : std::uint8_t {
    any,
    self,
    below,
    self_or_below,
    child,
    above,
    self_or_above,
    parent,
    member,
    all_of,
    any_of,
    but_not
  };
  friend class ConstraintReader;
  // `left`: how many concepts may still be gone through.
  std::optional<std::vector<std::uint32_t>> concepts(const CodeSystem& system, std::size_t& left) const;

  Kind kind_ = Kind::any;
  std::string code_;               // of one concept
  std::vector<Constraint> parts_;  // of several
};

}  // namespace linkki::terminology
