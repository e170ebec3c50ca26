#include "search/zone.h"

#include <unicode/basictz.h>
#include <unicode/timezone.h>

#include <memory>

namespace linkki::search {
namespace {

constexpr std::int64_t ms = 1'000;  // of microseconds

}  // namespace

struct Zone::Tables {
  std::unique_ptr<icu::BasicTimeZone> zone;
};

std::optional<Zone> Zone::find(std::string_view name) {
  const auto id =
      icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<int32_t>(name.size())));
  std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(id));
  if (*zone == icu::TimeZone::getUnknown()) return std::nullopt;
  auto* const basic = dynamic_cast<icu::BasicTimeZone*>(zone.get());
  if (!basic) return std::nullopt;
  zone.release();
  return Zone(std::make_shared<const Tables>(Tables{std::unique_ptr<icu::BasicTimeZone>(basic)}));
}

base::Instant Zone::instant(std::int64_t local_us) const {
  int32_t standard_ms = 0;
  int32_t saving_ms = 0;
  UErrorCode error = U_ZERO_ERROR;
  tables_->zone->getOffsetFromLocal(static_cast<UDate>(local_us / ms), UCAL_TZ_LOCAL_FORMER,
                                    UCAL_TZ_LOCAL_FORMER, standard_ms, saving_ms, error);
  return base::Instant{std::chrono::microseconds{local_us - (standard_ms + saving_ms) * ms}};
}

std::int64_t Zone::local_us(base::Instant instant) const {
  const std::int64_t us = instant.time_since_epoch().count();
  int32_t standard_ms = 0;
  int32_t saving_ms = 0;
  UErrorCode error = U_ZERO_ERROR;
  tables_->zone->getOffset(static_cast<UDate>(us / ms), false, standard_ms, saving_ms, error);
  return us + (standard_ms + saving_ms) * ms;
}

}  // namespace linkki::search
