// What the layer base tells a caller; see base/message.h.
#pragma once

#include "base/message.h"

namespace linkki::base::message {

inline constexpr Message body_too_large{"body-too-large",
                                        "The body is larger than the {0} bytes that this server accepts."};
inline constexpr Message internal_error{"internal-error",
                                        "Something went wrong on our side. Quote {0} to the operator."};
inline constexpr Message json_depth{"json-depth", "The JSON is nested deeper than {0} levels, at byte {1}."};
inline constexpr Message json_duplicate{"json-duplicate",
                                        "The property '{0}' stands twice in one object, at byte {1}."};
inline constexpr Message json_members{"json-members", "An object has more than {0} properties, at byte {1}."};
inline constexpr Message json_syntax{"json-syntax", "This is not JSON: {0}, at byte {1}."};
inline constexpr Message setting_unknown{"setting-unknown", "{0}: there is no key '{1}'; there are: {2}."};
inline constexpr Message setting_wrong{"setting-wrong", "{0}: {1} must be {2}."};
inline constexpr Message settings_syntax{"settings-syntax", "{0}: this is not TOML: {1}."};
inline constexpr Message settings_unreadable{"settings-unreadable",
                                             "The configuration {0} cannot be read: {1}."};
inline constexpr Message storage_full{
    "storage-full", "The server has no room left to store this. Nothing was stored; try again later."};
inline constexpr Message unavailable{
    "unavailable", "The server cannot do this at the moment. Nothing was stored; try again later."};

}  // namespace linkki::base::message
