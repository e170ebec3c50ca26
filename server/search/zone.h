// A time zone: what instant a local date and time is, and back.
//
// Standard  IANA time zone names, from ICU's own tables
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "base/clock.h"

namespace linkki::search {

class Zone {
 public:
  // Europe/Helsinki, UTC … nullopt: no such zone.
  static std::optional<Zone> find(std::string_view name);

  // `local_us`: microseconds since 1970-01-01T00:00:00 as the clock on the wall shows them. A local time that
  // a change of the clocks skips is taken as if the clocks had not changed yet; of one that comes twice, the
  // first is meant.
  base::Instant instant(std::int64_t local_us) const;
  // What the clock on the wall shows at an instant, in the same microseconds.
  std::int64_t local_us(base::Instant instant) const;

 private:
  struct Tables;
  explicit Zone(std::shared_ptr<const Tables> tables) : tables_(std::move(tables)) {}

  std::shared_ptr<const Tables> tables_;
};

}  // namespace linkki::search
