// Conditional headers of HTTP: dates and entity tags.
#pragma once

#include <optional>
#include <string_view>

#include "base/clock.h"

namespace linkki::interactions {

// Sat, 31 Jan 2026 07:05:09 GMT; nullopt: another form, or none.
std::optional<base::Instant> parse_http_date(std::string_view text);

// `*`, or a list of tags: W/"1", "1", or 1 as some clients write it.
bool are_etags(std::string_view list);

// `*`, or a list of tags one of which names this version.
bool matches_etag(std::string_view list, std::uint32_t version);
// The same of a tag that is no version, as it is printed; weak and strong are alike.
bool names_etag(std::string_view list, std::string_view tag);

}  // namespace linkki::interactions
