// What `linkki doctor` finds on a machine: the configuration against the files, folders and bounds around it.
#pragma once

#include <string>
#include <vector>

#include "base/clock.h"
#include "base/settings.h"

namespace linkki::cli {

enum class Weight { fine, warning, fault };

struct Finding {
  Weight weight = Weight::fine;
  std::string text;
};

// From outside: what is there, and who may read it.
std::vector<Finding> examine(const base::Settings& settings);
// What is in it: until when the certificate holds, whether the store opens.
std::vector<Finding> examine_contents(const base::Settings& settings, base::Instant now);

}  // namespace linkki::cli
