// A grant: a right to see, of one holder, on one part of a case or on one resource, for a reason and a time.
//
// Row       holder kind(1) key(8) target kind(1) target(8) part(1) basis(1) reference(8) -> version(4)
// start(8) end(8) By basis  basis(1) reference(8) -> the row's key: a withdrawn consent or an ended Task
// finds its grants Integers are big-endian, times microseconds since 1970. A grant on a case covers what
// joins the case later. Design    referral.md §4
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace linkki::access {

enum class HolderKind : std::uint8_t { organization = 1, person = 2, pool = 3 };

struct Holder {
  HolderKind kind = HolderKind::organization;
  std::uint64_t key = 0;  // number of the Organization or person; of a pool: a keyed hash of its name
  auto operator<=>(const Holder&) const = default;
};

enum class TargetKind : std::uint8_t { case_ = 1, resource = 2 };

// What a resource is to its case; decided by its type when it is stored. Values are in stored rows: never
// renumber.
enum class Part : std::uint8_t { none = 0, request = 1, assessment = 2, work = 3, feedback = 4, contact = 5 };

// Why somebody may see, strongest first. Values are in stored rows and audit entries: never renumber.
enum class Basis : std::uint8_t {
  none = 0,        // no reason: hidden
  open = 1,        // public: directory, terminology, profiles
  own_record = 2,  // written by one's own organisation
  self = 3,        // the client's own
  same_controller = 4,
  task = 5,  // a Task of the case names the holder
  consent = 6,
  statutory = 7,
  inspection = 8,
  break_glass = 9,
};
std::string_view code(Basis basis);  // "own-record"; none: ""
std::optional<Basis> find_basis(std::string_view code);

struct Grant {
  Holder holder;
  TargetKind target_kind = TargetKind::case_;
  std::uint64_t target = 0;  // case id, or number of the resource
  Part part = Part::none;    // of a case; none for a single resource
  Basis basis = Basis::none;
  std::uint64_t reference = 0;  // number of the Consent or Task that gives it; 0: none
  std::uint32_t version = 0;    // of that resource
  base::Instant start;
  base::Instant end = base::Instant::max();  // no longer from this moment on

  bool holds(base::Instant now) const { return start <= now && now < end; }
  auto operator<=>(const Grant&) const = default;
};

std::string print_key(const Grant& grant);
std::string print_value(const Grant& grant);
// nullopt: not such a row.
std::optional<Grant> parse_grant(std::string_view key, std::string_view value);

std::string holder_prefix(const Holder& holder);  // all grants of a holder begin with it
std::string basis_key(Basis basis, std::uint64_t reference);

}  // namespace linkki::access
