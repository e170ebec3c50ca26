// Base64 (RFC 4648 §4, padded) and base64url (§5, without padding).
//
// Decoding is strict, so that one value has one text: no white space, no other alphabet, no missing or
// superfluous padding, no stray bits in the last character. nullopt: not such a text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace linkki::crypto {

std::string print_base64(std::string_view bytes);
std::string print_base64url(std::string_view bytes);
std::optional<std::string> parse_base64(std::string_view text);
std::optional<std::string> parse_base64url(std::string_view text);

}  // namespace linkki::crypto
