#include "interactions/search_bounds.h"

namespace linkki::interactions {

repository::find::Settings search_settings(const Call& call) {
  const base::Settings& all = *call.current.settings;
  const base::Clock& clock = call.parts.clock;
  const base::Instant end = clock.now() + std::chrono::seconds(all.search.seconds_max);
  repository::find::Settings settings;
  settings.page_entries = static_cast<std::uint32_t>(all.fhir.page_entries_default);
  settings.page_entries_max = static_cast<std::uint32_t>(all.fhir.page_entries_max);
  settings.includes_max = all.search.includes_max;
  settings.chain_width_max = all.search.chain_resources_max;
  settings.rows_max = all.search.rows_max;
  settings.total_max = all.search.total_rows_max;
  settings.changed_max = all.search.changes_max;
  settings.codes = std::make_shared<const search::TerminologyCodes>(call.parts.terminology.current());
  settings.near_metres = 1'000.0 * static_cast<double>(all.fhir.near_km_default);
  settings.stopped = [&clock, end, cancelled = call.cancelled] {
    return (cancelled && cancelled->load()) || clock.now() > end;
  };
  return settings;
}

}  // namespace linkki::interactions
