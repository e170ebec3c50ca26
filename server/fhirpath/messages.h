// What the layer fhirpath tells a caller; see base/message.h.
#pragma once

#include "base/message.h"

namespace linkki::base::message {

inline constexpr Message fhirpath_arguments{
    "fhirpath-arguments",
    "The function {0}() takes {1} to {2} arguments, at character {3} of the expression."};
inline constexpr Message fhirpath_depth{"fhirpath-depth",
                                        "The expression is nested deeper than {0} levels, at character {1}."};
inline constexpr Message fhirpath_element{"fhirpath-element", "There is no element '{0}' in {1}."};
inline constexpr Message fhirpath_function{"fhirpath-function",
                                           "There is no function {0}(), at character {1} of the expression."};
inline constexpr Message fhirpath_items{"fhirpath-items", "The expression gathers more than {0} items."};
inline constexpr Message fhirpath_length{"fhirpath-length", "The expression is longer than {0} characters."};
inline constexpr Message fhirpath_modifier{"fhirpath-modifier",
                                           "The modifier extension '{0}' is not among those understood."};
inline constexpr Message fhirpath_operands{"fhirpath-operands",
                                           "The operator has no meaning between {0} and {1}."};
inline constexpr Message fhirpath_patch_costly{"fhirpath-patch-costly",
                                               "The patch takes more work, memory or depth than is allowed."};
inline constexpr Message fhirpath_patch_index{"fhirpath-patch-index",
                                              "There is no place {0} in a list of {1} elements."};
inline constexpr Message fhirpath_patch_part{"fhirpath-patch-part", "A FHIRPath Patch needs here: {0}."};
inline constexpr Message fhirpath_patch_present{
    "fhirpath-patch-present", "The element {0} is there already and does not repeat; replace it instead."};
inline constexpr Message fhirpath_patch_target{"fhirpath-patch-target",
                                               "The path gives {0} elements, where {1} is needed."};
inline constexpr Message fhirpath_pattern{"fhirpath-pattern", "The regular expression cannot be used: {0}."};
inline constexpr Message fhirpath_profile{"fhirpath-profile", "The profile {0} is not known here."};
inline constexpr Message fhirpath_single{"fhirpath-single",
                                         "One item was expected where the expression gives {0}."};
inline constexpr Message fhirpath_steps{"fhirpath-steps",
                                        "The expression takes more than {0} steps to evaluate."};
inline constexpr Message fhirpath_syntax{
    "fhirpath-syntax", "This is not FHIRPath: {0} was expected instead of '{1}', at character {2}."};
inline constexpr Message fhirpath_text{"fhirpath-text", "The expression makes a text longer than {0} bytes."};
inline constexpr Message fhirpath_time_unit{"fhirpath-time-unit",
                                            "'{0}' is not a unit that can be added to a date or time."};
inline constexpr Message fhirpath_type{"fhirpath-type", "{0} was expected where the expression gives {1}."};
inline constexpr Message fhirpath_unknown_type{"fhirpath-unknown-type", "There is no type {0}."};
inline constexpr Message fhirpath_variable{"fhirpath-variable", "There is no variable %{0}."};

}  // namespace linkki::base::message
