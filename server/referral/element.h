// The few elements of a Task that the workflow looks at.
#pragma once

#include <string_view>

#include "base/json/value.h"
#include "referral/workflow.h"

namespace linkki::referral {

// `reference` of a Reference; empty: none.
std::string_view reference_of(const json::Value& resource, std::string_view element);
// Whether a CodeableConcept has a coding of this system with this code; an empty code: with any.
bool has_coding(const json::Value* concept_, std::string_view system, std::string_view code);
// The code of the first coding of this system; empty: none.
std::string_view code_of(const json::Value* concept_, std::string_view system);
// The input or output (`element`) that stands under the name of a datum; nullptr: none.
const json::Value* parameter_of(const json::Value& task, std::string_view element, const Code& type);
// The member value[x] of an output, an extension …; nullptr: none.
const json::Value* value_of(const json::Value& parent);

}  // namespace linkki::referral
