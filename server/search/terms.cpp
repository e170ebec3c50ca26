#include "search/terms.h"

#include <libstemmer.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <unordered_map>

#include "base/outcome.h"
#include "search/compound.h"
#include "search/fold.h"
#include "search/limits.h"

namespace linkki::search {
namespace {

using Terms = std::vector<std::string>;

// So many bytes has a compound at least: two words of some length.
constexpr std::size_t compound_bytes_min = 7;

class Stemmer {
 public:
  explicit Stemmer(const char* language) : stemmer_(sb_stemmer_new(language, nullptr), sb_stemmer_delete) {
    ensure(stemmer_);
  }

  std::string stem(const std::string& word) const {
    const auto* const bytes = reinterpret_cast<const sb_symbol*>(word.data());
    const auto* const stemmed = sb_stemmer_stem(stemmer_.get(), bytes, static_cast<int>(word.size()));
    if (!stemmed) return word;
    return {reinterpret_cast<const char*>(stemmed),
            static_cast<std::size_t>(sb_stemmer_length(stemmer_.get()))};
  }

 private:
  std::unique_ptr<sb_stemmer, decltype(&sb_stemmer_delete)> stemmer_;
};

void add(std::string term, Terms& terms) {
  if (term.size() > limits::term_bytes_max) term.resize(limits::term_bytes_max);
  if (!term.empty() && std::find(terms.begin(), terms.end(), term) == terms.end())
    terms.push_back(std::move(term));
}

// What one thread takes words apart with, and what it found out before.
class Lexicon {
 public:
  const WordTerms& look_up(const std::string& word, Language language) {
    Known& known = known_[static_cast<std::size_t>(language)];
    if (const auto found = known.recent.find(word); found != known.recent.end()) return found->second;
    if (known.recent.size() >= limits::word_cache_max) {
      known.older = std::move(known.recent);
      known.recent.clear();
    }
    auto before = known.older.extract(word);
    if (!before.empty()) return known.recent.insert(std::move(before)).position->second;
    return known.recent.emplace(word, take_apart(word, language)).first->second;
  }

  Terms ask(const std::string& word) {
    Terms terms;
    const std::string folded = fold(word);
    add(folded, terms);
    for (const Stemmer* stemmer : {&finnish_, &swedish_, &english_}) add(stemmer->stem(folded), terms);
    for (const std::string& base : dictionary().find(word).bases) add(finnish_.stem(fold(base)), terms);
    return terms;
  }

 private:
  WordTerms take_apart(const std::string& word, Language language) {
    WordTerms made;
    const std::string folded = fold(word);
    const bool any = language == Language::unknown;
    const bool known = (any || language == Language::finnish) && add_finnish(word, folded, made.terms);
    if (any || language == Language::swedish) add(swedish_.stem(folded), made.terms);
    if (any || language == Language::english) add(english_.stem(folded), made.terms);
    if (language == Language::other) add(folded, made.terms);
    if (!known && language != Language::english && folded.size() >= compound_bytes_min)
      made.whole = last_bytes(whole(folded, language));
    return made;
  }

  // A key has room for so much of an end; compatibility forms may grow tenfold when they are folded.
  static std::string last_bytes(std::string text) {
    if (text.size() > limits::term_bytes_max) text.erase(0, text.size() - limits::term_bytes_max);
    return text;
  }

  std::string whole(const std::string& folded, Language language) const {
    if (language == Language::other) return folded;
    return (language == Language::finnish ? finnish_ : swedish_).stem(folded);
  }

  // Whether the dictionary knows the word.
  bool add_finnish(const std::string& word, const std::string& folded, Terms& terms) {
    add(finnish_.stem(folded), terms);
    const FinnishWord found = dictionary().find(word);
    for (const Terms* some : {&found.bases, &found.parts}) {
      for (const std::string& one : *some) add(finnish_.stem(fold(one)), terms);
    }
    return !found.bases.empty();
  }

  const Compounds& dictionary() {
    if (!dictionary_) dictionary_.emplace();
    return *dictionary_;
  }

  const Stemmer finnish_{"finnish"}, swedish_{"swedish"}, english_{"english"};
  std::optional<Compounds> dictionary_;  // opened when it is needed
  // What is not asked for again while as many others are is forgotten.
  struct Known {
    std::unordered_map<std::string, WordTerms> recent, older;
  };
  std::array<Known, languages> known_;
};

Lexicon& lexicon() {
  thread_local Lexicon own;
  return own;
}

// Composed, as dictionaries have it, and in lower case.
icu::UnicodeString prepare(std::string_view text) {
  const auto source =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* const nfc = icu::Normalizer2::getNFCInstance(error);
  icu::UnicodeString composed = U_FAILURE(error) ? source : nfc->normalize(source, error);
  if (U_FAILURE(error)) composed = source;
  return composed.toLower(icu::Locale::getRoot());
}

constexpr auto characters_max = static_cast<int32_t>(limits::word_characters_max);

// A soft hyphen and its like part no word.
bool is_hidden(UChar32 c) {
  return c >= 0x80 && u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

bool belongs(UChar32 c, bool within) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  return u_isalnum(c) || (within && (U_MASK(u_charType(c)) & U_GC_M_MASK) != 0 && !is_hidden(c));
}

}  // namespace

Language language_of(std::string_view tag) {
  const std::string_view language = tag.substr(0, tag.find('-'));
  if (language.empty()) return Language::unknown;
  if (language == "fi") return Language::finnish;
  if (language == "sv") return Language::swedish;
  return language == "en" ? Language::english : Language::other;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  const icu::UnicodeString source = prepare(text);
  const auto* const units = source.getBuffer();
  icu::UnicodeString word;
  int32_t at = 0;
  while (at < source.length() && words.size() < limits::text_words_max) {
    UChar32 c = 0;
    U16_NEXT(units, at, source.length(), c);
    const bool more = belongs(c, !word.isEmpty());
    if (more && word.length() < characters_max) word.append(c);
    const bool ends = !more && !is_hidden(c);
    if ((ends || at == source.length()) && !word.isEmpty()) {
      word.toUTF8String(words.emplace_back());
      word.remove();
    }
  }
  return words;
}

const WordTerms& terms_of_word(const std::string& word, Language language) {
  return lexicon().look_up(word, language);
}

std::vector<std::string> terms_of_question(const std::string& word) {
  return lexicon().ask(word);
}

}  // namespace linkki::search
