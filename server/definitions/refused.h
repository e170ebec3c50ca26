// What a package of somebody's making is refused with.
#pragma once

#include "base/outcome.h"

namespace linkki::definitions {

inline base::Failure refused(const base::Message& message, base::Arguments arguments = {}) {
  return base::refuse(base::Refusal::unprocessable,
                      base::error(base::IssueType::processing, message, std::move(arguments)));
}

}  // namespace linkki::definitions
