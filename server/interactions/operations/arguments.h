// What an operation was called with: the query of a GET, the Parameters of a POST (and its query besides), or
// a resource by itself where the operation takes one.
//
//   GET  /ValueSet/$expand?url=…&count=10
//   POST /ValueSet/$expand           {"resourceType":"Parameters","parameter":[{"name":"url","valueUri":…},
//   …]} POST /Patient/$validate?mode=…   {"resourceType":"Patient", …}     the one parameter that is a
//   resource
//
// They are checked against the operation's parameters once: names, how often, types. Afterwards nothing can
// fail.
//
// Errors    bad_request: a parameter that is unknown (passed over with Prefer: handling=lenient), missing,
// repeated, of
//           another type; a body that is neither Parameters nor the resource that the operation takes
// Limits    limits::operation_arguments_max
// Lifetime  elements and views end with the Arguments
// Standard  https://hl7.org/fhir/R4/operations.html#executing
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fhir/json.h"
#include "interactions/call.h"

namespace linkki::interactions {

inline constexpr std::uint32_t unbounded = UINT32_MAX;

struct Parameter {
  std::string_view name;
  // A type of R4: "uri", "Coding", "ValueSet", "Resource"; "Element": any value; "part": parts of its own.
  // Texts of all kinds (string, uri, code …) are taken for one another, if the text allows it.
  std::string_view type;
  std::uint32_t min = 0;
  std::uint32_t max = 1;
};

struct Argument {
  const Parameter* parameter = nullptr;
  std::string_view text;  // of a primitive value
  fhir::Element
      element;  // the value, the resource, or the parameter with its parts; type nullptr: from the query
  std::string place;  // of the element: "Parameters.parameter[2].resource"
};

class Arguments {
 public:
  static base::Outcome<Arguments> read(const Call& call, std::span<const Parameter> parameters);

  const std::vector<Argument>& list() const { return list_; }  // in the order they were given
  bool has(std::string_view name) const { return find(name) != nullptr; }
  const Argument* find(std::string_view name) const;  // the first; nullptr: not given
  std::vector<const Argument*> all(std::string_view name) const;

  std::string_view text(std::string_view name) const;  // empty: not given
  std::vector<std::string_view> texts(std::string_view name) const;
  bool flag(std::string_view name, bool otherwise = false) const;
  std::optional<std::int64_t> integer(std::string_view name) const;
  // A value that is no primitive, a resource, or a parameter with parts; nullopt: not given.
  std::optional<fhir::Element> element(std::string_view name) const;

 private:
  class Reader;
  std::unique_ptr<fhir::Resource> body_;  // elements point to it, wherever the Arguments are moved
  std::deque<std::string> query_;         // texts that came in the URL
  std::vector<Argument> list_;
};

}  // namespace linkki::interactions
