// Bounds of what one search may ask of the server, and of the words that a resource is found by.
#pragma once

#include <cstddef>

namespace linkki::limits {

inline constexpr std::size_t search_codes_max =
    50'000;  // of a value set or below a code, for one alternative
inline constexpr std::size_t search_hierarchy_max =
    10'000;  // resources above or below one, for one alternative

inline constexpr std::size_t question_words_max = 32;   // of all texts that one search asks for
inline constexpr std::size_t question_depth_max = 16;   // parentheses in one of them
inline constexpr std::size_t word_characters_max = 48;  // of a word; the rest of it finds nothing
inline constexpr std::size_t term_bytes_max = 64;       // of a term, which is cut there
inline constexpr std::size_t text_words_max = 20'000;   // of one resource; the rest finds nothing
inline constexpr std::size_t text_terms_max = 1'000;    // different terms of one resource; as above
inline constexpr std::size_t word_cache_max =
    2'000;  // words of one language that a thread remembers the terms of
inline constexpr std::size_t spelling_bytes_max = 24;  // a longer term must be spelled right
inline constexpr std::size_t slip_words_max = 4;       // words of one search that may be spelled wrong

}  // namespace linkki::limits
