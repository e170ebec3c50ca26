// What the transport counts. The names are an interface to operators' dashboards: README lists them.
//
// Threads   any
// Lifetime  the Metrics outlive it
#pragma once

#include <map>
#include <string_view>

#include "base/message.h"
#include "base/metrics.h"

namespace linkki::http {

class TransportMetrics {
 public:
  explicit TransportMetrics(base::Metrics& metrics);

  // A request refused by the transport itself, by the code of its message.
  void refused(const base::Message& message) const;

  base::Gauge &open, &waiting;
  base::Counter &connections, &handshakes, &handshakes_failed;
  base::Counter &over_connections, &over_handshake_time, &over_write_time;

 private:
  std::map<std::string_view, base::Counter*> refused_;
};

}  // namespace linkki::http
