// Bounds of what a value set, a code system or a request about them may cost.
#pragma once

#include <cstddef>

namespace linkki::limits {

inline constexpr std::size_t terminology_cached_max =
    512;  // parsed code systems, value sets, concept maps, each
inline constexpr std::size_t concept_maps_chain_max =
    16;  // concept maps, each asked for what the one before does not map
inline constexpr std::size_t translation_maps_max = 100;     // concept maps between two value sets or systems
inline constexpr std::size_t translation_steps_max = 1'000;  // maps asked for the codes of one request
inline constexpr std::size_t translation_matches_max = 1'000;  // translations that one answer has
inline constexpr std::size_t translation_hints_max = 20;       // sentences of its message
inline constexpr std::size_t implicit_set_bytes_max = 32'768;  // the url of an implicit value set
inline constexpr std::size_t value_set_imports_max = 16;       // value sets, each importing the next
inline constexpr std::size_t expansion_codes_max = 200'000;    // codes counted out for one expansion
inline constexpr std::size_t expansion_page_max = 10'000;      // codes of one answer
inline constexpr std::size_t filter_words_max = 16;            // words of a text filter
inline constexpr std::size_t own_resources_max = 100;          // resources that a request brings along
inline constexpr std::size_t code_answers_max = 65'536;        // kept answers on whether a code is in a set
inline constexpr std::size_t code_answer_bytes_max = 512;  // of the names in a question whose answer is kept
inline constexpr std::size_t closure_concepts_max = 10'000;        // concepts of one closure table
inline constexpr std::size_t closure_name_bytes_max = 200;         // its name
inline constexpr std::size_t closure_entries_max = 200'000;        // entries of one answer
inline constexpr std::size_t canonical_shown_bytes_max = 300;      // of one in a message
inline constexpr std::size_t constraint_depth_max = 32;            // parentheses of an expression constraint
inline constexpr std::size_t constraint_parts_max = 1'000;         // concepts that it names
inline constexpr std::size_t constraint_concepts_max = 4'000'000;  // gone through for one constraint
inline constexpr std::size_t release_concepts_max = 2'000'000;     // concepts of one release
inline constexpr std::size_t release_row_bytes_max = 1 << 20;      // one row of its tables

}  // namespace linkki::limits
