// Terms that are one slip of the pen away: a letter left out, added, changed, or two of them swapped.
//
// Letters are a to z: what is added or changed has no other after folding in Finnish, Swedish or English.
// Limits    none of a term longer than limits::spelling_bytes_max, or so short that anything is near
#pragma once

#include <string>
#include <vector>

namespace linkki::search {

inline constexpr std::size_t spelling_bytes_min = 4;

// Sorted, each once, not the term itself; some 50 for each of its letters.
std::vector<std::string> neighbours(const std::string& term);

}  // namespace linkki::search
