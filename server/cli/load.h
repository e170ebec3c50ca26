// Bundles from files, through a server's public API: one POST to the base each, in the order given.
//
// Errors    the first that fails ends it: unreadable file (not_found), moment_unknown, what `outgoing` says,
//           bundle_refused with the status of the answer, or of the entry of a batch, and its issues' texts
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/outcome.h"
#include "base/outgoing.h"

namespace linkki::cli {

struct Load {
  std::string url;  // base
  std::string token;
  std::vector<std::string> files;
  bool moments = false;  // replace those of moments.h
};

struct Loaded {
  std::string file;
  std::size_t entries = 0;  // in the answer
};

// `told` hears of each file that is in.
base::Outcome<void> load(const Load& load, base::Outgoing& outgoing, base::Instant now,
                         const std::function<void(const Loaded& loaded)>& told);

}  // namespace linkki::cli
