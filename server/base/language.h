// The languages that this server speaks, and which of them a caller understands best.
//
// Standard  RFC 9110 §12.5.4 (Accept-Language), RFC 4647 §3.3.1 (basic filtering)
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace linkki::base {

enum class Language : std::uint8_t { english, finnish, swedish };

std::string_view code(Language language);  // "en", "fi", "sv"

// One part of "fi-FI, sv;q=0.8, *;q=0".
struct LanguageRange {
  std::string_view tag;  // "*": any that is not named
  int weight = 1000;     // thousandths; 0: not wanted
};

// The best first, those of one weight as they stand; views into `list`. Malformed parts are passed over.
// Limits    limits::language_ranges_max, what follows is passed over
std::vector<LanguageRange> parse_accept_language(std::string_view list);

// Whether a text in the language `tag` will do: "sv" takes "sv" and "sv-FI", "sv-FI" takes "sv-FI" and "sv".
bool takes(std::string_view range, std::string_view tag);

// The one that the header Accept-Language likes best; English where it likes none, or is empty.
Language choose_language(std::string_view accept_language);

}  // namespace linkki::base
