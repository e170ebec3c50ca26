// The operations: what `$name` does, where it can be called and with what; one table for the routes, the
// pipeline and the CapabilityStatement.
//
// An operation is a file of this folder with its function and its row (`std::span<const Operation>
// NAME_operations()`), named in `groups` of operation.cpp. Nothing else knows it: a level or type without a
// row is 404, a method that the row does not have 405, a parameter that it does not name 400.
//
// Its function is one of four:
//   compute   needs no store: what it works on came with the request, so nothing is audited (an expression on
//   a
//             resource, an expansion from the definitions)
//   read      sees the store through a snapshot and what of it the caller may see; it appends its own audit
//   entries
//             (trail.h) where it shows client data
//   write     puts what it changes into the write set; `answer` makes of what was stored what the caller is
//   told
//   compose   makes a transaction or batch of it, which runs and is answered as if it had been sent (bundle.h)
// Each gets its arguments decoded and checked against the row (arguments.h), whatever form they came in.
//
// Standard  https://hl7.org/fhir/R4/operations.html
#pragma once

#include <span>
#include <string_view>

#include "interactions/answer.h"
#include "interactions/operations/arguments.h"
#include "interactions/write_set.h"

namespace linkki::interactions {

// Who may call.
enum class Caller : std::uint8_t {
  reader,      // whoever may read (if it writes: update) the type of the URL; of the whole system: any role
  identified,  // whoever has a token; what it may do with what is stored the operation itself decides
};

// The transaction or batch that a call comes to.
struct Composed {
  std::string bundle;               // JSON of a Bundle
  std::vector<std::string> places;  // of a transaction, by entry: where its resource came from, as FHIRPath
};

struct Operation {
  std::string_view name;        // "$expand"
  std::string_view definition;  // canonical of its OperationDefinition
  bool on_system = false, on_type = false, on_instance = false;
  std::span<const std::string_view> types;  // of on_type, on_instance; empty: all that clients write
  bool by_get = false;                      // it changes nothing; what it needs at least fits into a query
  bool sandbox = false;                     // elsewhere there is none such
  Caller caller = Caller::reader;
  std::span<const Parameter> parameters;

  base::Outcome<Answer> (*compute)(const Call&, const Arguments&) = nullptr;
  base::Outcome<Answer> (*read)(const Call&, const Arguments&, const repository::Snapshot&,
                                const repository::Sight&) = nullptr;
  base::Outcome<std::size_t> (*write)(const Call&, const Arguments&, WriteSet&) = nullptr;
  base::Outcome<Answer> (*answer)(const Call&, Answer written) = nullptr;  // of write
  base::Outcome<Composed> (*compose)(const Call&, const Arguments&) = nullptr;
};

// Every row, in the order of the CapabilityStatement.
std::span<const Operation* const> operations();
bool serves(const Operation& operation, std::string_view type);
// The row of that name for the level that `route` is at; nullptr: there is none.
const Operation* find_operation(std::string_view name, const Route& route);

// Whether the caller may call the operation of the route at all; before its body is parsed.
// Errors: unauthenticated, forbidden
base::Outcome<void> permit_operation(const Call& call);
// The operation of the route, on its decoded arguments.
base::Outcome<Answer> compute(const Call& call);
base::Outcome<Answer> read_by_operation(const Call& call, const repository::Snapshot& snapshot,
                                        const repository::Sight& sight);
base::Outcome<std::size_t> write_by_operation(const Call& call, WriteSet& set);
base::Outcome<Composed> compose(const Call& call);

// One table per group, each beside its functions.
std::span<const Operation> meta_operations();
std::span<const Operation> fhirpath_operations();
std::span<const Operation> terminology_operations();
std::span<const Operation> validate_operations();
std::span<const Operation> snapshot_operations();
std::span<const Operation> transition_operations();
std::span<const Operation> clock_operations();
std::span<const Operation> everything_operations();
std::span<const Operation> trail_operations();
std::span<const Operation> letter_operations();
std::span<const Operation> refer_operations();
std::span<const Operation> reassign_operations();
std::span<const Operation> break_glass_operations();

}  // namespace linkki::interactions
