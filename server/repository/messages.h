// What the layer repository tells a caller; see base/message.h.
#pragma once

#include "base/message.h"

namespace linkki::base::message {

inline constexpr Message page_expired{
    "page-expired", "This paging link is too old: too much has changed since its first page. Search again."};
inline constexpr Message search_includes{"search-includes",
                                         "The page would include more than {0} resources. Ask for fewer "
                                         "matches with _count, or for fewer includes."};
inline constexpr Message search_indexing{
    "search-indexing",
    "The search parameter '{0}' of {1} is new or has changed; {2} of {3} resources are indexed by it so far. "
    "Try again later."};
inline constexpr Message search_text_long{"search-text-long",
                                          "Of '{0}' no more than {1} bytes can be searched for in this way."};
inline constexpr Message search_unsupported{
    "search-unsupported",
    "The search parameter '{0}' is known, but this server cannot search by it in this way yet."};
inline constexpr Message store_foreign{
    "store-foreign",
    "The data folder holds something else, or a store of format {0}; this program reads format {1}."};
inline constexpr Message write_conflict{
    "write-conflict", "Others kept changing the same resources. Nothing was stored; send the request again."};

}  // namespace linkki::base::message
