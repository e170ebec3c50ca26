// A search as asked: parsed, checked against the definitions, not yet planned. Knows no store.
//
// Lifetime  parameters point into the Definitions that the query was parsed with
// Standard  https://hl7.org/fhir/R4/search.html
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "definitions/definitions.h"

namespace linkki::search {

enum class Prefix : std::uint8_t {
  eq,
  ne,
  gt,
  lt,
  ge,
  le,
  sa,
  eb,
  ap,
  po
};  // po: overlaps, of _filter alone
enum class Modifier : std::uint8_t {
  none,
  missing,
  exact,
  contains,
  text,
  negated,
  in,
  not_in,
  above,
  below,
  of_type,
  identifier,
  type,
  iterate,
  equal,    // of _filter alone, as those below: a string that is the same but for case and accents
  unequal,  // a value that is another one: strings, tokens, references, uris
  ends,     // a string that ends so
};

// One alternative behind `=`; which members are set depends on the parameter's type.
struct Value {
  Prefix prefix = Prefix::eq;  // number, date, quantity
  std::string text;            // string: as asked; uri; token: the code; reference: the logical id
  // token: system|code; reference: Type/id
  bool system_given = false;  // there was a `|`; false: any system
  std::string system;
  std::string type;                    // reference: type from the value or the modifier; empty: any target
  std::string version;                 // reference, uri: only what refers to this version, or has it
  std::string url;                     // reference: absolute or urn; of a resource here beside type and text
  base::Instant low, high;             // date: [low, high)
  std::string decimal;                 // number, quantity: digits as asked
  bool truth = false;                  // :missing
  std::string kind_system, kind;       // :of-type, the type of the identifier that text is the value of
  double latitude = 0, longitude = 0;  // special (near): degrees
  std::optional<double> distance_metres;  // special (near); absent: the server's
  std::vector<Value> components;          // composite: one for each of its parts, of their own types
};

struct Clause;

// What is asked of the resources at the other end of a reference.
struct Branch {
  std::string type;
  std::vector<Clause> clauses;  // all of them
};

// A demand on a resource; demands may be joined, and may follow references to other resources:
//   status=draft              test   `values`, any of them
//   subject.name=x            chain  refers by `code` to a resource that fits any of `branches`, by its type
//   _has:Task:focus:status=x  has    a resource that fits the one branch refers to it by `code`
//   a and b, a or b, not a    all, any, none of `parts`
// A test of `_text` or `_content` is of one word, has no parameter and one value: the word, as terms.h has
// it.
struct Clause {
  enum class Kind : std::uint8_t { test, chain, has, all, any, none };

  const definitions::SearchParameter* parameter = nullptr;  // of test, chain, has
  std::string code;                                         // "status", "_id"
  Modifier modifier = Modifier::none;
  std::vector<Value> values;
  Kind kind = Kind::test;
  std::vector<Branch> branches = {};
  std::vector<Clause> parts = {};
  bool own = false;       // test: of the resource's own values alone (derived.h)
  std::string text = {};  // as it was asked, for those who want the plan explained
};

// How well a resource fits the words asked for: the best come first.
inline constexpr std::string_view score_sort = "_score";

struct Sort {
  const definitions::SearchParameter* parameter = nullptr;  // nullptr: _score
  std::string code;                                         // "_lastUpdated", "authored-on", "_score"
  bool descending = false;
};

struct Include {
  bool reverse = false;  // _revinclude
  bool iterate = false;
  std::string source;     // type that holds the reference
  std::string parameter;  // "*": all of its references
  std::string target;     // empty: any
};

enum class Total : std::uint8_t { unset, none, estimate, accurate };
enum class Summary : std::uint8_t { none, yes, text, data, count };

struct Query {
  std::string type;                // empty: system level
  std::vector<std::string> types;  // _type; empty: all
  std::vector<Clause> clauses;     // all of them
  std::vector<Sort> sorts;
  std::vector<Include> includes;
  std::optional<std::uint32_t> count;  // _count; absent: the server's page size
  Total total = Total::unset;
  Summary summary = Summary::none;
  std::vector<std::string> elements;
  std::string page;                                       // sealed continuation; empty: the first page
  std::vector<std::pair<std::string, std::string>> used;  // for the self link, decoded
  std::vector<std::string> ignored;  // with handling=lenient: unknown parameters passed over
};

}  // namespace linkki::search
