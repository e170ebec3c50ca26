// $meta, $meta-add, $meta-delete: tags, security labels and profiles by themselves
// https://hl7.org/fhir/R4/resource-operation-meta.html, -meta-add.html, -meta-delete.html
#pragma once

#include "interactions/write_set.h"

namespace linkki::interactions {

// Whether the operation of the route is one of those that write.
bool writes_meta(const Route& route);

// $meta of one resource: its meta. Of a type or the whole server: the profiles, tags and labels in use among
// what the caller may see, of the newest limits::meta_resources_max changes.
base::Outcome<Answer> read_meta(const Call& call, const repository::Snapshot& snapshot,
                                const repository::Sight& sight);

// $meta-add, $meta-delete of one resource: a new version, unless nothing changes.
base::Outcome<std::size_t> change_meta(const Call& call, WriteSet& set);
// What they answer: Parameters with the meta of the resource in `written`.
Answer meta_answer(Answer written);

}  // namespace linkki::interactions
