// What `linkki doctor` finds on a machine: the configuration against the files, folders and bounds around it.
#pragma once

#include <string>
#include <vector>

#include "base/settings.h"

namespace linkki::cli {

enum class Weight { fine, warning, fault };

struct Finding {
  Weight weight = Weight::fine;
  std::string text;
};

std::vector<Finding> examine(const base::Settings& settings);

}  // namespace linkki::cli
