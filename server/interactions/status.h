// The one place where a refusal becomes an HTTP status.
#pragma once

#include <string_view>

#include "base/outcome.h"

namespace linkki::interactions {

int status(base::Refusal refusal);
std::string_view reason(int status);  // "Created"; for Bundle.entry.response.status

}  // namespace linkki::interactions
