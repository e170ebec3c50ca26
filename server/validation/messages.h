// What the layer validation tells a caller; see base/message.h.
#pragma once

#include "base/message.h"

namespace linkki::base::message {

inline constexpr Message validation_answer_bound{"validation-answer-bound",
                                                 "The answer to {0} is beyond {1} of its question."};
inline constexpr Message validation_answer_count{"validation-answer-count",
                                                 "The question {0} has {1} to {2} answers."};
inline constexpr Message validation_answer_disabled{
    "validation-answer-disabled", "The item {0} is answered, though by other answers it is not asked."};
inline constexpr Message validation_answer_misplaced{"validation-answer-misplaced",
                                                     "The item {0} is a {1}, which has no answer."};
inline constexpr Message validation_answer_missing{"validation-answer-missing",
                                                   "The item {0} must be answered."};
inline constexpr Message validation_answer_nesting{"validation-answer-nesting",
                                                   "Items below the question {0} stand in its answer."};
inline constexpr Message validation_answer_option{"validation-answer-option",
                                                  "The answer to {0} is none of its options."};
inline constexpr Message validation_answer_repeated{"validation-answer-repeated",
                                                    "The item {0} is answered once only."};
inline constexpr Message validation_answer_type{"validation-answer-type",
                                                "The question {0} asks for {1}, not for {2}."};
inline constexpr Message validation_answer_unknown{"validation-answer-unknown",
                                                   "The Questionnaire has no item {0} here."};
inline constexpr Message validation_attachment_size{"validation-attachment-size",
                                                    "size says {0} bytes, data has {1}."};
inline constexpr Message validation_choice{"validation-choice",
                                           "Only one value may be given for {0}[x]; {1} is one too many."};
inline constexpr Message validation_code{"validation-code", "'{0}' is none of the codes of {1}."};
inline constexpr Message validation_code_extensible{
    "validation-code-extensible",
    "'{0}' is none of the codes of {1}; another code is right only where none of them fits."};
inline constexpr Message validation_code_newer{
    "validation-code-newer", "The code system {0}, as of R4, has no code '{1}'; a later version may."};
inline constexpr Message validation_code_of{"validation-code-of",
                                            "'{0}' is none of the codes of {1}, which are: {2}."};
inline constexpr Message validation_code_preferred{
    "validation-code-preferred", "'{0}' is none of the codes of {1}, which are recommended."};
inline constexpr Message validation_code_undecided{"validation-code-undecided",
                                                   "Whether '{0}' is one of the codes of {1} cannot be told: "
                                                   "a code system that it is made of is not loaded here."};
inline constexpr Message validation_code_unknown{"validation-code-unknown",
                                                 "The code system {0} has no code '{1}'."};
inline constexpr Message validation_coding_missing{"validation-coding-missing",
                                                   "A coding with a code of {0} is needed here."};
inline constexpr Message validation_companion{
    "validation-companion", "{0} has {1} items and _{0} has {2}; fill up the shorter one with null."};
inline constexpr Message validation_constraint{"validation-constraint", "{0}: {1}"};
inline constexpr Message validation_display{"validation-display",
                                            "'{0}' is no name of the code {1}, which is called '{2}'."};
inline constexpr Message validation_empty{
    "validation-empty",
    "There are no empty strings, objects or arrays in FHIR; leave out what is not known."};
inline constexpr Message validation_extension{
    "validation-extension", "ext-1: An extension has either a value or extensions of its own."};
inline constexpr Message validation_extension_modifier{"validation-extension-modifier",
                                                       "The extension {0} is {1}, so it stands in {2}."};
inline constexpr Message validation_extension_modifier_unknown{
    "validation-extension-modifier-unknown",
    "The modifier extension {0} is not known here: what it changes could not be respected."};
inline constexpr Message validation_extension_place{"validation-extension-place",
                                                    "The extension {0} cannot stand here; it is for: {1}."};
inline constexpr Message validation_extension_unknown{
    "validation-extension-unknown", "The extension was not checked against {0}, which is not loaded here."};
inline constexpr Message validation_extension_url{
    "validation-extension-url", "The url of an extension is absolute, but within other extensions."};
inline constexpr Message validation_filter_expression{
    "validation-filter-expression", "'{0}' cannot give the value of a filter; needed is: {1}."};
inline constexpr Message validation_filter_value{"validation-filter-value",
                                                 "'{0}' is no value of the property {1}; it takes: {2}."};
inline constexpr Message validation_fragment{"validation-fragment",
                                             "ref-1: '{0}' refers to nothing that this resource contains."};
inline constexpr Message validation_full_url_missing{
    "validation-full-url-missing", "In a Bundle of this type each entry with a resource has a fullUrl."};
inline constexpr Message validation_full_url_other{
    "validation-full-url-other", "The fullUrl ends with another type or id than the resource has."};
inline constexpr Message validation_full_url_relative{"validation-full-url-relative",
                                                      "A fullUrl is absolute."};
inline constexpr Message validation_id_alone{
    "validation-id-alone", "ele-1: An element needs a value or something else besides its id."};
inline constexpr Message validation_identifier_uri{
    "validation-identifier-uri",
    "With the system urn:ietf:rfc:3986 the value is a whole URI, such as urn:oid:1.2.3; '{0}' is none."};
inline constexpr Message validation_kind{"validation-kind", "A JSON {0} is needed here, not a JSON {1}."};
inline constexpr Message validation_max{"validation-max", "{0} may occur {1} times at most."};
inline constexpr Message validation_missing{"validation-missing", "{0} is required."};
inline constexpr Message validation_null{
    "validation-null",
    "null may only stand in an array, where the value or its companion has the other part."};
inline constexpr Message validation_profile_aggregation{
    "validation-profile-aggregation", "{0}: the target does not lie where it has to (profile {1})."};
inline constexpr Message validation_profile_closed{
    "validation-profile-closed",
    "{0}: this is in none of the slices, and nothing else may stand here (profile {1})."};
inline constexpr Message validation_profile_constraint{"validation-profile-constraint",
                                                       "{0}: {1} (profile {2})."};
inline constexpr Message validation_profile_fixed{"validation-profile-fixed",
                                                  "{0} is always {1} (profile {2})."};
inline constexpr Message validation_profile_high{"validation-profile-high",
                                                 "{0} is {1} at most (profile {2})."};
inline constexpr Message validation_profile_kind{"validation-profile-kind",
                                                 "{0} is {1}, not {2} (profile {3})."};
inline constexpr Message validation_profile_long{"validation-profile-long",
                                                 "{0} has {1} characters at most (profile {2})."};
inline constexpr Message validation_profile_low{"validation-profile-low",
                                                "{0} is {1} at least (profile {2})."};
inline constexpr Message validation_profile_max{"validation-profile-max",
                                                "{0} occurs {1} times at most, not {2} (profile {3})."};
inline constexpr Message validation_profile_min{"validation-profile-min",
                                                "{0} occurs {1} times at least, not {2} (profile {3})."};
inline constexpr Message validation_profile_none{"validation-profile-none",
                                                 "{0} conforms to none of these: {1} (profile {2})."};
inline constexpr Message validation_profile_order{"validation-profile-order",
                                                  "{0} stands behind what it should precede (profile {1})."};
inline constexpr Message validation_profile_pattern{"validation-profile-pattern",
                                                    "{0} contains {1} (profile {2})."};
inline constexpr Message validation_profile_short{"validation-profile-short",
                                                  "{0} has {1} characters at least (profile {2})."};
inline constexpr Message validation_profile_target{
    "validation-profile-target", "{0} cannot refer to a {1}; possible are: {2} (profile {3})."};
inline constexpr Message validation_profile_type{"validation-profile-type",
                                                 "This is a profile for {0}, here is {1} (profile {2})."};
inline constexpr Message validation_profile_unknown{
    "validation-profile-unknown",
    "The resource was not checked against the profile {0}, which is not loaded here."};
inline constexpr Message validation_profile_value{
    "validation-profile-value", "{0} needs a value; what stands in its place here is not allowed instead."};
inline constexpr Message validation_property{"validation-property", "{0} has no property '{1}'."};
inline constexpr Message validation_property_near{"validation-property-near",
                                                  "{0} has no property '{1}'. Did you mean '{2}'?"};
inline constexpr Message validation_property_twice{"validation-property-twice",
                                                   "The property '{0}' is declared twice."};
inline constexpr Message validation_property_type{"validation-property-type",
                                                  "The property '{0}' is declared as {1}; this is a {2}."};
inline constexpr Message validation_questionnaire_unknown{
    "validation-questionnaire-unknown",
    "The answers were not checked against the Questionnaire {0}, which is not loaded here."};
inline constexpr Message validation_search_id{"validation-search-id", "What a search has found has an id."};
inline constexpr Message validation_subject_results{
    "validation-subject-results", "subjectResults belong to reports of the type subject-list alone."};
inline constexpr Message validation_supplement{
    "validation-supplement", "{0} is a supplement; the system of a code is the code system that it adds to."};
inline constexpr Message validation_system_content{"validation-system-content",
                                                   "{0} does not go with the content '{1}'."};
inline constexpr Message validation_target{"validation-target",
                                           "A reference to a {0} cannot stand here; possible are: {1}."};
inline constexpr Message validation_undecided{"validation-undecided",
                                              "It could not be decided whether the rule {0} is kept."};
inline constexpr Message validation_value{"validation-value", "This is not a valid {0}, which is {1}."};
inline constexpr Message validation_value_set_unknown{
    "validation-value-set-unknown",
    "The code was not checked against the value set {0}, which is not loaded here."};

}  // namespace linkki::base::message
