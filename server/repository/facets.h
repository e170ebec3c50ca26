// Facets: the ways in which the index looks at one search parameter of one type, and how their values are
// made.
//
// token      code      hash(8) of the code ∥ hash(8) of the system        `code`, `system|code`, `|code`
//            system    hash(8) of the system                              `system|`
//            order     the code, cut: for sorting; kept in `values` alone
//            text      what is said beside the code, folded, cut at token_text_bytes_max       `:text`
//            kind      of an identifier: hash(16) of system and code of its type, and value    `:of-type`
//            media     of a media type with parameters: hash(8) of what is before them         `:below`
// reference  target    number(8) of a resource here
//            url       hash(16) of an absolute URL, urn or canonical
//            version   hash(16) of Type/id or of the URL ∥ the version, cut, where the reference has one
//            identifier as a token's code;  system  as a token's
// date       day       low(8) ∥ high(8), spans of a day at most; µs, high exclusive, sign bit flipped
//            span      low(8) ∥ high(8), longer or open spans
//            span_end  high(8) ∥ low(8), the same spans
// string     prefix    folded text, cut at prefix_bytes_max: beginnings are compared by as many bytes
//            rest      of a longer text, pieces of as many bytes, each beginning contains_bytes_max behind
//            the one
//                      before, rest_pieces_max of them: a text of contains_bytes_max bytes lies whole in one
//            exact     hash(16) of the text
// number     decimal   order-preserving decimal (decimal_key.h)
//            range     low, high (parts.h): of what is not one number
//            order     of a range: its low end; kept in `values` alone
// quantity   decimal   as of a number, whatever its unit
//            unit      hash(8) of the code, and of what people call the unit, ∥ the decimal       `number||unit`
//            measure   hash(8) of its kind ∥ the decimal in the kind's own unit (quantity_keys.h)
//            range     QuantityKeys::parts (parts.h): of what is not one number
//            order     of a range: its low end as a measure; kept in `values` alone
// uri        url       hash(16);  prefix: the raw text, cut as that of strings
//            version   as of a reference: of a resource's own url
// composite  together  what its components have (component.h), one after the other (parts.h)
// special    place     latitude and longitude (circle.h)
// every one  present   empty: the resource has a value
// words      word      a term (search/terms.h) ∥ 0 ∥ how often, at most 255 ∥ 1 if the narrative has it, else
// 0
//            end       the same of what is found by its end: the term from its last byte on
// A type has more: `live`, its resources that are not deleted; `refers`, the resources here that it refers to
// where no search parameter looks; a definitional one `added`, those that clients wrote, which lie over R4's
// own; the facets of words, if `IndexSettings` names it. The hashes are keyed with the store's salt: nobody
// outside can make two values meet.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/crypto/hash.h"
#include "base/settings.h"
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
  rest,
  text,
  kind,
  media,
  version,
  range,
  unit,
  measure,
  together,
  place,
};
inline constexpr std::size_t facet_count = 23;
inline constexpr std::size_t prefix_bytes_max = 300;
inline constexpr std::size_t contains_bytes_max =
    prefix_bytes_max / 2;                           // of what `:contains` asks for, folded
inline constexpr std::size_t rest_pieces_max = 64;  // so `:contains` finds in the first 9 900 bytes of a text
inline constexpr std::size_t order_bytes_max = 64;
inline constexpr std::size_t token_text_bytes_max = 100;
inline constexpr std::size_t version_bytes_max = 64;
inline constexpr std::chrono::microseconds day_span_max = std::chrono::hours{26};  // a day when clocks change
// Raised when the same definition makes other rows of the same resource: with every change of
// search/extractor, index_value, fold, branch, of decimal_key, of a facet's layout or limit above, and of the
// FHIRPath functions that R4's expressions use where their results change. All facets are then stale: at the
// next start they are built again (reindex.h), and a search by one is refused until its type is done.
inline constexpr std::uint32_t extractor_version = 2;

// Raised likewise when the same text makes other terms (search/terms, text, or words' layout above).
inline constexpr std::uint32_t words_version = 1;

// What the index depends on besides the definitions.
struct IndexSettings {
  std::string zone = "Europe/Helsinki";                                       // of times without one
  std::vector<std::string> text_types = base::Settings::Search{}.text_types;  // whose words are indexed
};

std::string_view name(Facet facet);
// The facets that a parameter of this type has.
std::vector<Facet> facets_of(definitions::SearchType type);

struct ParameterFacets {
  const definitions::SearchParameter* parameter = nullptr;
  std::array<FacetCode, facet_count> codes{};
  std::vector<definitions::SearchType> components;  // of a composite; empty: it cannot be searched by
  bool stale = false;                               // what is stored is not indexed by it yet
  FacetCode code(Facet facet) const { return codes[static_cast<std::size_t>(facet)]; }
  // Those whose values sort resources by the parameter; empty: nothing does.
  std::vector<FacetCode> order() const;
};

// All facets of one Definitions in one store; immutable, made at start and when definitions change.
class Facets {
 public:
  // Adds what the dictionary lacks. Facets that are new or whose definition has changed are stale, at every
  // start, until they are built; where the type has no resources they are built at once.
  static base::Outcome<std::shared_ptr<const Facets>> load(storage::WriteTransaction& write,
                                                           Dictionary& dictionary,
                                                           const definitions::Definitions& definitions,
                                                           const IndexSettings& settings);

  struct Type {
    TypeCode code = 0;
    FacetCode live = 0;
    FacetCode added = 0;  // of definitional types
    FacetCode refers = 0;
    bool refers_stale = false;
    bool open = false;                 // everybody sees its resources
    FacetCode word = 0, word_end = 0;  // 0: the words of the type's resources are not indexed
    bool words_stale = false;
    FacetCode updated = 0;                    // day facet of _lastUpdated, filled in the commit
    std::vector<ParameterFacets> parameters;  // sorted by parameter code
    const ParameterFacets* find(std::string_view parameter) const;
    bool stale() const;
  };
  const Type* find(std::string_view type) const;
  // "Patient.gender"
  std::vector<std::string> stale() const;
  std::vector<std::string> stale_types() const;
  // Of all that a type is indexed by: changes when any of it does.
  std::uint64_t fingerprint(std::string_view type) const;

  // Every resource of the type is indexed by all facets now: says so in the store, and gives the Facets that
  // know.
  base::Outcome<std::shared_ptr<const Facets>> built(storage::WriteTransaction& write, Dictionary& dictionary,
                                                     const std::string& type) const;

 private:
  std::map<std::string, Type, std::less<>> types_;
  std::string zone_;
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
// Values of the facets kind and version; and what of a media type is before its parameters.
std::string identifier_kind(const FacetHash& hash, const std::string& system, const std::string& code,
                            const std::string& value);
std::string versioned(const FacetHash& hash, const std::string& target, const std::string& version);
std::string media_type(const std::string& code);

}  // namespace linkki::repository
