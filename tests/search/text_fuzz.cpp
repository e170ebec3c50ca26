// Any bytes as a narrative and as a text: their words and terms are within bounds, and a word that stands
// there is found.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/ensure.h"
#include "search/limits.h"
#include "search/terms.h"
#include "search/text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace linkki;
  if (size == 0) return 0;
  const auto language = static_cast<search::Language>(bytes[0] % search::languages);
  const std::string_view text(reinterpret_cast<const char*>(bytes) + 1, size - 1);
  ensure(search::plain_text(text).size() <= 2 * text.size() + 1);
  for (const std::string& word : search::words_of(text)) {
    const search::WordTerms& said = search::terms_of_word(word, language);
    const auto asked = search::terms_of_question(word);
    for (const std::string& term : said.terms) ensure(term.size() <= limits::term_bytes_max);
    const bool found = std::any_of(asked.begin(), asked.end(), [&](const std::string& term) {
      return std::find(said.terms.begin(), said.terms.end(), term) != said.terms.end();
    });
    ensure(found || said.terms.empty());
  }
  return 0;
}
