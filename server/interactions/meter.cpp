#include "interactions/meter.h"

#include <algorithm>
#include <string>

namespace linkki::interactions {

namespace {

std::string name(std::size_t kind) {
  return kind == 0 ? "none" : std::string(access::code(static_cast<access::Interaction>(kind - 1)));
}

}  // namespace

Meter::Meter(base::Metrics& metrics, const base::Clock& clock) : metrics_(metrics), clock_(clock) {
  for (std::size_t kind = 0; kind < kinds; ++kind) {
    seconds_[kind] =
        &metrics.histogram("linkki_request_seconds", "Time from the whole request to its answer.",
                           {{"interaction", name(kind)}});
  }
}

Responder Meter::count(std::optional<access::Interaction> interaction, base::Instant begun,
                       Responder respond) {
  const std::size_t kind = interaction ? static_cast<std::size_t>(*interaction) + 1 : 0;
  return [this, kind, begun, respond = std::move(respond)](Response response) {
    count(kind, response.status, clock_.now() - begun);
    respond(std::move(response));
  };
}

void Meter::count(std::size_t kind, int status, std::chrono::microseconds time) {
  counter(kind, std::min(static_cast<std::size_t>(std::max(status, 0)), statuses - 1)).add();
  seconds_[kind]->observe(time);
}

base::Counter& Meter::counter(std::size_t kind, std::size_t status) {
  auto& slot = counters_[kind][status];
  base::Counter* found = slot.load(std::memory_order_acquire);
  if (!found) {
    found = &metrics_.counter("linkki_requests_total", "Requests answered.",
                              {{"interaction", name(kind)}, {"status", std::to_string(status)}});
    slot.store(found, std::memory_order_release);
  }
  return *found;
}

}  // namespace linkki::interactions
