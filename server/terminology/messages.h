// What the layer terminology tells a caller; see base/message.h.
#pragma once

#include "base/message.h"

namespace linkki::base::message {

inline constexpr Message terminology_case{
    "terminology-case",
    "'{0}' is written '{1}' in the code system {2}; it is the same code, but better written so."};
inline constexpr Message terminology_code{"terminology-code", "The code system {1} has no code '{0}'."};
inline constexpr Message terminology_code_needed{
    "terminology-code-needed", "The request names too few codes; parameters that name one: {0}."};
inline constexpr Message terminology_cycle{
    "terminology-cycle", "The value set {0} leads back to itself and cannot be counted out."};
inline constexpr Message terminology_deep{"terminology-deep",
                                          "More than {0} value sets import one another, each the next."};
inline constexpr Message terminology_deprecated_member{
    "terminology-deprecated-member",
    "'{0}' of {1} is deprecated in the value set {2}; think again before using it."};
inline constexpr Message terminology_display{"terminology-display",
                                             "'{0}' is no display of {1}; right is: {2}."};
inline constexpr Message terminology_display_fallback{
    "terminology-display-fallback",
    "'{0}' is a right display of {1}, but not in the language asked for ({2}), in which there is none."};
inline constexpr Message terminology_display_old{"terminology-display-old",
                                                 "'{0}' is no longer a display of '{1}'; right is: {2}."};
inline constexpr Message terminology_filter{
    "terminology-filter", "The filter '{1}' on '{0}' of the code system {2} has no usable value."};
inline constexpr Message terminology_filter_operator{"terminology-filter-operator",
                                                     "'{0}' is no operator of a value set's filter."};
inline constexpr Message terminology_inactive{"terminology-inactive",
                                              "'{0}' is {1} and should not be used any more."};
inline constexpr Message terminology_infer{"terminology-infer",
                                           "The code system of '{0}' cannot be told from the value set {1}."};
inline constexpr Message terminology_large{
    "terminology-large", "The expansion has more than {0} codes; ask for a part of it with count or filter."};
inline constexpr Message terminology_map_unknown{"terminology-map-unknown",
                                                 "There is no concept map {0} here."};
inline constexpr Message terminology_none_in_set{"terminology-none-in-set",
                                                 "None of the codes is in the value set {0}."};
inline constexpr Message terminology_not_active{
    "terminology-not-active", "'{0}' is a code, but not an active one, as is asked for here."};
inline constexpr Message terminology_not_in_set{"terminology-not-in-set",
                                                "'{0}' of {1} is not in the value set {2}."};
inline constexpr Message terminology_own{"terminology-own",
                                         "A request may bring along no more than {0} resources of its own."};
inline constexpr Message terminology_set_as_system{
    "terminology-set-as-system", "{0} is a value set; the system of a code is a code system."};
inline constexpr Message terminology_set_needed{
    "terminology-set-needed",
    "The request names no value set: give url or valueSet, or call the operation on a stored one."};
inline constexpr Message terminology_set_unknown{"terminology-set-unknown",
                                                 "There is no value set {0} here."};
inline constexpr Message terminology_status{"terminology-status", "The {0} {1} is marked as {2}."};
inline constexpr Message terminology_supplement{"terminology-supplement",
                                                "There is no supplement {0} here, which is needed."};
inline constexpr Message terminology_supplement_as_system{
    "terminology-supplement-as-system",
    "{0} only adds to another code system; it cannot be the system of a code."};
inline constexpr Message terminology_system_missing{
    "terminology-system-missing",
    "A code means something only with the system that it is from; there is none here."};
inline constexpr Message terminology_system_relative{
    "terminology-system-relative", "The system of a code is an absolute URI; '{0}' is not."};
inline constexpr Message terminology_system_unknown{
    "terminology-system-unknown", "The code cannot be looked up: there is no code system {0} here."};
inline constexpr Message terminology_system_version{
    "terminology-system-version", "The code system {0} is here in the version '{1}', asked for is '{2}'."};
inline constexpr Message terminology_uncountable{
    "terminology-uncountable",
    "The codes of {0} cannot be counted out here; without a filter that is needed."};

}  // namespace linkki::base::message
