// What a client permits, read from a Consent: which scopes, to whom, until when. Pure.
//
// Provisions  one that permits is a permit. What it does not say itself (type, actor, code, period) the one
// around
//             it says for it: a `permit` at the root is the default of those nested in it, and counts for itself
//             only where none of them permits. What denies wins, over the permits of other Consents, too.
// Scopes      codings of consent-scope in `code`. A permit without code shares referral and assessment, and
//             lets feedback go to whom it names; onward sharing and statistics must be named. A denial without a
//             scope of ours denies all. Codings of hyte-category beside share-onward limit it to these.
// Actors      who stands for whom is the directory's to say (Stands). A denial that names a person denies
// their
//             organisation, too: what an organisation may see cannot be kept from one of its people.
// Document    a signed Consent whose permit names nobody covers the owner that the requester named, never a
// pool
// Limits      what is not carried out (class, data, dataPeriod, securityLabel, purposes besides care, actions
//             besides access, use and disclosure) makes a permit void, and leaves a denial as it is. A Consent of
//             more than provisions_max is void.
// Standard    https://hl7.org/fhir/R4/consent.html
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/json/value.h"

namespace linkki::referral {

inline constexpr std::size_t provisions_max = 1'000;

enum class Scope : std::uint8_t { referral, assessment, onward, feedback, statistics };
std::string_view code(Scope scope);  // "share-referral"

struct Actor {
  std::string reference;
  bool exact = false;  // of an Organization: itself alone, without its parts
};

struct Window {  // from start until before end
  base::Instant start = base::Instant::min();
  base::Instant end = base::Instant::max();
  bool contains(base::Instant now) const { return start <= now && now < end; }
  bool operator==(const Window&) const = default;
};

struct Provision {
  bool permits = false;
  unsigned scopes = 0;                  // a bit each
  std::vector<std::string> categories;  // that share-onward is limited to; empty: all
  std::vector<Actor> actors;            // empty: of a denial, everybody
  Window window;
  bool has(Scope scope) const { return scopes & 1u << static_cast<unsigned>(scope); }
};

struct Consent {
  bool active = false;
  bool document = false;  // a signed source is there
  std::string patient;    // reference
  std::vector<Provision> provisions;
};

// `zone`: of dates without an offset; Europe/Helsinki.
Consent read_consent(const json::Value& consent, std::string_view zone);

// Whether what the actor names is the receiver, or has it among its parts, members or people.
using Stands = std::function<bool(const Actor& actor, std::string_view receiver)>;

struct Inquiry {
  Scope scope = Scope::referral;
  std::string receiver;                 // reference
  std::string patient;                  // reference to the client
  bool named = false;                   // the requester named this receiver
  std::vector<std::string> categories;  // of the request, codes of hyte-category
};

// Why not, from the farthest to the nearest.
enum class Gap : std::uint8_t { no_consent, other_client, inactive, scope, recipient, denied, period, none };

struct Coverage {
  Gap gap = Gap::no_consent;
  Window window;       // that the answer holds for; of Gap::period: one that begins later, else empty
  std::size_t by = 0;  // which of the Consents
  explicit operator bool() const { return gap == Gap::none; }
};

Coverage covers(const std::vector<Consent>& consents, const Inquiry& inquiry, base::Instant now,
                const Stands& stands);
// Whether a scope is permitted now, to whomever by name: for a pool that is empty as yet.
bool permits_somebody(const std::vector<Consent>& consents, Scope scope, std::string_view patient,
                      base::Instant now);

}  // namespace linkki::referral
