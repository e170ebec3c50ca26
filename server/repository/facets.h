// Facets: the ways in which the index looks at one search parameter of one type, and how their values are
// made.
//
// token      code      hash(8) of the code ∥ hash(8) of the system        `code`, `system|code`, `|code`
//            system    hash(8) of the system                              `system|`
//            order     the code, cut: for sorting; kept in `values` alone
// reference  target    number(8) of a resource here
//            url       hash(16) of an absolute URL, urn or canonical
//            identifier as a token's code
// date       day       low(8) ∥ high(8), spans of a day at most; µs, high exclusive, sign bit flipped
//            span      low(8) ∥ high(8), longer or open spans
//            span_end  high(8) ∥ low(8), the same spans
// string     prefix    folded text, cut at prefix_bytes_max
//            exact     hash(16) of the text
// number     decimal   order-preserving decimal (decimal_key.h)
// uri        url       hash(16);  prefix: the raw text, cut
// every one  present   empty: the resource has a value
// A type has one facet more, `live`: its resources that are not deleted.
// The hashes are keyed with the store's salt: nobody outside can make two values meet.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/crypto/hash.h"
#include "definitions/definitions.h"
#include "repository/dictionary.h"

namespace linkki::repository {

enum class Facet : std::uint8_t {
  present,
  code,
  order,
  system,
  target,
  url,
  identifier,
  day,
  span,
  span_end,
  prefix,
  exact,
  decimal,
};
inline constexpr std::size_t facet_count = 13;
inline constexpr std::size_t prefix_bytes_max = 300;
inline constexpr std::size_t order_bytes_max = 64;
inline constexpr std::chrono::microseconds day_span_max = std::chrono::hours{26};  // a day when clocks change
// Raised when the making of values changes: every facet is then stale and built again.
inline constexpr std::uint32_t extractor_version = 1;

std::string_view name(Facet facet);
// The facets that a parameter of this type has; empty: not indexed (composite, special, quantity).
std::vector<Facet> facets_of(definitions::SearchType type);

struct ParameterFacets {
  const definitions::SearchParameter* parameter = nullptr;
  std::array<FacetCode, facet_count> codes{};
  FacetCode code(Facet facet) const { return codes[static_cast<std::size_t>(facet)]; }
};

// All facets of one Definitions in one store; immutable, made at start and when definitions change.
class Facets {
 public:
  // Adds what the dictionary lacks; `stale` receives the names of facets whose definition has changed: they
  // keep their hash, and are stale at every start, until they are built again.
  static base::Outcome<std::shared_ptr<const Facets>> load(storage::WriteTransaction& write,
                                                           Dictionary& dictionary,
                                                           const definitions::Definitions& definitions,
                                                           std::vector<std::string>& stale);

  struct Type {
    TypeCode code = 0;
    FacetCode live = 0;
    FacetCode updated = 0;                    // day facet of _lastUpdated, filled in the commit
    std::vector<ParameterFacets> parameters;  // sorted by parameter code
    const ParameterFacets* find(std::string_view parameter) const;
  };
  const Type* find(std::string_view type) const;

 private:
  std::map<std::string, Type, std::less<>> types_;
};

// Makes the values; one per store, since the salt is the store's.
class FacetHash {
 public:
  explicit FacetHash(const crypto::KeyedHash::Key& salt) : hash_(salt) {}
  std::string hash16(std::string_view text) const { return std::string(crypto::view(hash_(text))); }
  std::string hash8(std::string_view text) const { return hash16(text).substr(0, 8); }
  std::string token(std::string_view system, std::string_view code) const {
    return hash8(code) + hash8(system);
  }

 private:
  crypto::KeyedHash hash_;
};

// Eight bytes that sort as the instant does.
std::string instant_key(base::Instant instant);

}  // namespace linkki::repository
