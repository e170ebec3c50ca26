// Content → the bytes of definitions.bin (file_format.h).
#pragma once

#include <string>
#include <string_view>

#include "definitions/content.h"

namespace linkki::definitions {

// `blocks`: the zstd frames one after another, as content.blocks says. `fingerprint`: 64 hex digits.
std::string write_file(Content& content, std::string_view blocks, std::string_view fingerprint);

}  // namespace linkki::definitions
