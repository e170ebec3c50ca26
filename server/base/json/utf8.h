// UTF-8 as Unicode 15 has it: no overlong form, no surrogate, nothing above U+10FFFF, nothing cut off.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace linkki::json {

// The offset of the first byte that belongs to no character; text.size(): all is well. Eight ASCII bytes a
// step.
std::size_t find_invalid_utf8(std::string_view text);

// A text from outside for use in a message: whole characters up to 64 bytes, then "…".
std::string excerpt(std::string_view text);

}  // namespace linkki::json
