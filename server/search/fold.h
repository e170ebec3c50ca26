// Text as string search compares it: without case, accents and compatibility forms, white space made single.
// Åbo → abo, Straße → strasse, Ｔ → t. The same text always folds the same within one extractor version.
#pragma once

#include <string>
#include <string_view>

namespace linkki::search {

std::string fold(std::string_view text);

}  // namespace linkki::search
