// Blocks: plain JSON packed into zstd frames, each with a checksum of its own.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/outcome.h"

namespace linkki::definitions {

std::string pack_block(std::string_view plain);
// `plain_bytes`: how long the plain text must come out. Errors: unavailable (damaged).
base::Outcome<std::string> unpack_block(std::string_view frame, std::uint32_t plain_bytes);

}  // namespace linkki::definitions
