// Names for those who mistyped one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/message.h"

namespace linkki::search {

// The name with the smallest edit distance, the first of several; case counts half. Pre: names not empty.
std::string_view nearest(std::string_view name, const std::vector<std::string_view>& names);
// In the place of an empty list.
inline constexpr base::Words none{"none", "ei mitään", "inget"};
// a, b, c
std::string list(const std::vector<std::string_view>& names);

}  // namespace linkki::search
