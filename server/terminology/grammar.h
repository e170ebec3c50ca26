// Code systems whose codes follow a grammar instead of standing in a list: units, languages, media types; and
// what can be told of SNOMED CT's identifiers without its content.
#pragma once

#include <optional>
#include <string_view>

namespace linkki::terminology {

// nullopt: not such a system, or the grammar is known here in part only and the code is in the other part.
// UCUM, BCP-47 (well-formed, not registered), BCP-13.
std::optional<bool> follows_grammar(std::string_view system, std::string_view code);

}  // namespace linkki::terminology
