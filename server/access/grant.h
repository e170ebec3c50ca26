// A grant: a right to see, for a reason and a time, as the decision takes it (its rows: repository/grants.h).
// Design: referral.md §4
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/clock.h"

namespace linkki::access {

// What a resource is to its case; decided by its type when it is stored. Values are in stored rows: never
// renumber.
enum class Part : std::uint8_t { none = 0, request = 1, assessment = 2, work = 3, feedback = 4, contact = 5 };

// Why somebody may see, strongest first. Values are in stored rows: never renumber.
enum class Basis : std::uint8_t {
  none = 0,        // no reason: hidden
  open = 1,        // public: directory, terminology, profiles
  listed = 2,      // a person of the directory, for every caller with a token
  own_record = 3,  // written by one's own organisation
  self = 4,        // the client's own
  same_controller = 5,
  task = 6,  // a Task of the case names the holder
  consent = 7,
  statutory = 8,
  inspection = 9,
  break_glass = 10,
};
std::string_view code(Basis basis);  // "own-record"; open: "public"; none: ""
std::optional<Basis> find_basis(std::string_view code);

struct Grant {
  std::uint64_t target = 0;  // number of a resource; that of a root ServiceRequest: its whole case
  Part part = Part::none;    // of the case; none: every part
  Basis basis = Basis::none;
  std::uint64_t reference = 0;  // number of the Consent or Task that gives it; 0: none
  std::uint32_t version = 0;    // of that resource
  base::Instant start;
  base::Instant end = base::Instant::max();  // no longer from this moment on
  bool personal = false;                     // its holder is a person: it opens what is hidden, too

  bool holds(base::Instant now) const { return start <= now && now < end; }
  auto operator<=>(const Grant&) const = default;
};

}  // namespace linkki::access
