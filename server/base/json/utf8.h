// Where a text stops being UTF-8: no overlong form, no surrogate, nothing above U+10FFFF, nothing cut off.
#pragma once

#include <cstddef>
#include <string_view>

namespace linkki::json {

// The offset of the first byte that belongs to no character; text.size(): all is well. Eight ASCII bytes a
// step.
std::size_t find_invalid_utf8(std::string_view text);

}  // namespace linkki::json
