// What the layer validation tells a caller; see base/message.h.
#pragma once

#include "base/message.h"

namespace linkki::base::message {

inline constexpr Message validation_choice{"validation-choice",
                                           "Only one value may be given for {0}[x]; {1} is one too many."};
inline constexpr Message validation_code{"validation-code", "'{0}' is none of the codes of {1}."};
inline constexpr Message validation_code_of{"validation-code-of",
                                            "'{0}' is none of the codes of {1}, which are: {2}."};
inline constexpr Message validation_coding_missing{"validation-coding-missing",
                                                   "A coding with a code of {0} is needed here."};
inline constexpr Message validation_companion{
    "validation-companion", "{0} has {1} items and _{0} has {2}; fill up the shorter one with null."};
inline constexpr Message validation_constraint{"validation-constraint", "{0}: {1}"};
inline constexpr Message validation_empty{
    "validation-empty",
    "There are no empty strings, objects or arrays in FHIR; leave out what is not known."};
inline constexpr Message validation_extension{
    "validation-extension", "ext-1: An extension has either a value or extensions of its own."};
inline constexpr Message validation_fragment{"validation-fragment",
                                             "ref-1: '{0}' refers to nothing that this resource contains."};
inline constexpr Message validation_id_alone{
    "validation-id-alone", "ele-1: An element needs a value or something else besides its id."};
inline constexpr Message validation_kind{"validation-kind", "A JSON {0} is needed here, not a JSON {1}."};
inline constexpr Message validation_max{"validation-max", "{0} may occur {1} times at most."};
inline constexpr Message validation_missing{"validation-missing", "{0} is required."};
inline constexpr Message validation_null{
    "validation-null",
    "null may only stand in an array, where the value or its companion has the other part."};
inline constexpr Message validation_profile_type{"validation-profile-type",
                                                 "This profile is for {0}, the resource is of the type {1}."};
inline constexpr Message validation_profile_unknown{
    "validation-profile-unknown",
    "The resource was not checked against the profile {0}, which is not loaded here."};
inline constexpr Message validation_property{"validation-property", "{0} has no property '{1}'."};
inline constexpr Message validation_property_near{"validation-property-near",
                                                  "{0} has no property '{1}'. Did you mean '{2}'?"};
inline constexpr Message validation_target{"validation-target",
                                           "A reference to a {0} cannot stand here; possible are: {1}."};
inline constexpr Message validation_undecided{"validation-undecided",
                                              "It could not be decided whether the rule {0} is kept."};
inline constexpr Message validation_value{"validation-value", "This is not a valid {0}, which is {1}."};
inline constexpr Message validation_value_set_unknown{
    "validation-value-set-unknown",
    "The code was not checked against the value set {0}, which is not loaded here."};

}  // namespace linkki::base::message
