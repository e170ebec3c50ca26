// What the server owns in a resource: id, meta.versionId, meta.lastUpdated; and how the client's part of meta
// lives on.
//
// On update tags and security labels are merged with the stored ones, profiles are replaced. $meta-add and
// $meta-delete work on all three.
// Standard  https://hl7.org/fhir/R4/resource.html#Meta
#pragma once

#include <optional>
#include <string_view>

#include "base/clock.h"
#include "base/json/value.h"

namespace linkki::fhir {

inline constexpr std::string_view subsetted_system =
    "http://terminology.hl7.org/CodeSystem/v3-ObservationValue";
inline constexpr std::string_view subsetted_code = "SUBSETTED";

struct Meta {
  std::string_view id;            // empty: none
  std::string_view version_id;    // empty: none
  std::string_view last_updated;  // the text; empty: none
};
Meta read_meta(const json::Value& resource);

// id behind resourceType, meta behind id; what a client wrote there is replaced, the rest of its meta stays.
void set_meta(json::Document& resource, std::string_view id, std::string_view version_id,
              base::Instant last_updated);
void set_id(json::Document& resource, std::string_view id);

// Adds the stored tags and security labels that `resource` lacks, in the stored order before its new ones. A
// label is the same when system and code are; the client's display counts.
void keep_labels(json::Document& resource, const json::Value& stored);
// $meta-add, $meta-delete: tags, security labels and profiles of a Meta.
void add_meta(json::Document& resource, const json::Value& meta);
void remove_meta(json::Document& resource, const json::Value& meta);

bool is_subsetted(const json::Value& resource);
void set_subsetted(json::Arena& arena, json::Value& resource);     // once
bool remove_subsetted(json::Arena& arena, json::Value& resource);  // false: was not there

// The same but for meta.versionId and meta.lastUpdated: an update from one to the other changes nothing. The
// order of properties means nothing, that of repetitions and the text of numbers does.
bool same_content(const json::Value& a, const json::Value& b);

}  // namespace linkki::fhir
