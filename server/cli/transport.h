// What the configuration says of the transport, as the transport wants it.
#pragma once

#include "base/settings.h"
#include "http/settings.h"

namespace linkki::cli {

http::ServerSettings transport_settings(const base::Settings& settings);
// The port of /metrics: plain HTTP, few connections.
http::ServerSettings metrics_settings(const base::Settings& settings);

}  // namespace linkki::cli
