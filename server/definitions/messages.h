// What the layer definitions tells a caller; see base/message.h.
#pragma once

#include "base/message.h"

namespace linkki::base::message {

inline constexpr Message definition_base{
    "definition-base", "The search parameter '{0}' is for '{1}', which is no resource type of R4."};
inline constexpr Message definition_type{"definition-type",
                                         "A {0} defines nothing that this server works by."};
inline constexpr Message definition_url{"definition-url", "A {0} needs a url, by which others refer to it."};
inline constexpr Message definitions_file{"definitions-file",
                                          "The definitions in '{0}' cannot be used: {1}."};
inline constexpr Message definitions_too_many{
    "definitions-too-many", "This server takes no more than {0} definitions beside those of R4."};

}  // namespace linkki::base::message
