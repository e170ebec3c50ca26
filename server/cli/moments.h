// Dates in demo files, relative to the day of loading.
//
//   {{today}} {{today-14d}} {{today+90d}}   the date, so many days before or after: 2026-11-08
//   {{now}} {{now-3h}} {{now+1h}}           the instant, so many hours before or after: 2026-11-22T11:05:33Z
// All in UTC, at most four digits, no spaces.
// Errors    bad_request with moment_unknown: anything else between double braces
#pragma once

#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/outcome.h"

namespace linkki::cli {

// `name` stands for the file in an error.
base::Outcome<std::string> render_moments(std::string_view text, std::string_view name, base::Instant now);

}  // namespace linkki::cli
