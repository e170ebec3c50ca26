// What the layer cli tells a caller; see base/message.h.
#pragma once

#include "base/message.h"

namespace linkki::base::message {

inline constexpr Message backup_incomplete{"backup-incomplete", "{0} is no complete backup: {1} is missing."};
inline constexpr Message bundle_refused{"bundle-refused", "{0} was refused with {1}: {2}."};
inline constexpr Message copy_failed{"copy-failed", "{0} cannot be copied to {1}: {2}."};
inline constexpr Message data_unusable{"data-unusable", "The data folder cannot be used: {0}: {1}."};
inline constexpr Message file_unreadable{"file-unreadable", "{0} cannot be read: {1}."};
inline constexpr Message file_unwritable{"file-unwritable", "{0} cannot be written: {1}."};
inline constexpr Message folder_not_empty{"folder-not-empty", "The folder {0} cannot take the copy: {1}."};
inline constexpr Message moment_unknown{
    "moment-unknown", "{0}:{1}: what stands between double braces is no moment, as today-14d is."};

inline constexpr Message no_sandbox{"no-sandbox", "{0} is no sandbox, so no token can be made for it: {1}."};
inline constexpr Message package_not_taken{
    "package-not-taken", "The running server did not take {0} into force, so it is not installed: {1}"};
inline constexpr Message package_not_told{
    "package-not-told",
    "{0} is changed on the disk; whether the running server works by that is not known: {1}"};
inline constexpr Message package_parameter{"package-parameter", "The search parameter {0} is left out: {1}"};
inline constexpr Message package_still_served{
    "package-still-served",
    "{0} is removed, but the running server goes on with it until it is started anew: {1}"};
inline constexpr Message search_type{"search-type",
                                     "'{0}' is no resource type; a search is written Type?name=value."};

}  // namespace linkki::base::message
