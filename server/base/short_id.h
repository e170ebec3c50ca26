// Logical ids as they lie in the store: a UUID, which most ids are, takes 16 bytes instead of 36.
//
// bytes  0 ∥ the 16 bytes of a UUID written in lower case with its hyphens; anything else as it is (no id
// begins with 0)
#pragma once

#include <string>
#include <string_view>

namespace linkki::base {

std::string shorten_id(std::string_view id);
// Pre: made by shorten_id.
std::string restore_id(std::string_view bytes);

}  // namespace linkki::base
