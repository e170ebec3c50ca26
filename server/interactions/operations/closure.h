// $closure: keeps a closure table of the caller's organisation under a name, and tells what is new in it.
// https://hl7.org/fhir/R4/conceptmap-operation-closure.html
//
// A table is a Basic that the organisation alone sees, with the table contained as a ConceptMap (closure.h of
// the terminology); it is written like any resource, so it outlives a restart, has a history and is audited.
#pragma once

#include "interactions/operations/operation.h"

namespace linkki::interactions {

// name alone: an empty table, made or emptied; name and concepts: adds them; name and version: what is new
// since.
base::Outcome<std::size_t> keep_closure(const Call& call, const Arguments& arguments, WriteSet& set);
base::Outcome<Answer> answer_closure(const Call& call, Answer written);

inline constexpr Parameter closure_parameters[] = {
    {"name", "string", 1},
    {"concept", "Coding", 0, unbounded},
    {"version", "string"},
};

}  // namespace linkki::interactions
