// A word of a text → the terms that it is found by; a word that is asked for → the terms that find it.
//
// A term is folded (fold.h) and stemmed, in the language of its text; where that is not known, in Finnish,
// Swedish and English. A Finnish compound gives the terms of its parts, too: tasapaino and ryhmä find
// "tasapainoryhmään". Nothing takes Swedish ones apart: they are found by how they end, grupp finds
// "promenadgruppen". A question knows no language: its terms are the word itself, its stems in all three, and
// its Finnish base forms.
//
// Threads   any; each has its own stemmers and, from the first word that may be Finnish on, its own dictionary.
//           Without Debian's voikko-fi compounds stay whole.
// Cost      a word seen before 0.2 µs, a new one some 10 µs, a Finnish one some 50 µs
// Limits    limits::word_characters_max, term_bytes_max, text_words_max, word_cache_max
// Source    https://snowballstem.org
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace linkki::search {

enum class Language : std::uint8_t { unknown, finnish, swedish, english, other };
inline constexpr std::size_t languages = 5;

// By its tag: "sv-FI"; empty: unknown.
Language language_of(std::string_view tag);

// Letters and digits in a row, composed and in lower case, in order.
std::vector<std::string> words_of(std::string_view text);

struct WordTerms {
  std::vector<std::string> terms;  // each once
  std::string whole;               // the one that may end in a word that is asked for; empty: none does
};

// Pre: from words_of. The answer lives until the next call on the thread.
const WordTerms& terms_of_word(const std::string& word, Language language);
// Any of them will do.
std::vector<std::string> terms_of_question(const std::string& word);

}  // namespace linkki::search
