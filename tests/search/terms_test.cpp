// Words of texts and of questions → terms.
#include "search/terms.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <thread>

#include "search/compound.h"
#include "search/limits.h"
#include "search/spelling.h"

namespace linkki::search {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsSupersetOf;
using testing::Not;
using Words = std::vector<std::string>;

// Whether a word that is asked for finds a text, as the index would: by a term, or by the end of one.
bool finds(const std::string& question, std::string_view text, Language language = Language::unknown) {
  const Words wanted = terms_of_question(words_of(question).at(0));
  for (const std::string& word : words_of(text)) {
    const WordTerms& has = terms_of_word(word, language);
    for (const std::string& term : wanted) {
      if (std::find(has.terms.begin(), has.terms.end(), term) != has.terms.end()) return true;
      if (term.size() > 3 && has.whole.ends_with(term)) return true;
    }
  }
  return false;
}

#define NEEDS_DICTIONARY() \
  if (!Compounds::available()) GTEST_SKIP() << "Debian's voikko-fi is not here"

TEST(Words, AreLettersAndDigitsInARow) {
  EXPECT_THAT(words_of("Tasapainoryhmä (65+), ke klo 14–16!"),
              ElementsAre("tasapainoryhmä", "65", "ke", "klo", "14", "16"));
  EXPECT_THAT(words_of(" \t-- "), ElementsAre());
  EXPECT_THAT(words_of("ИСКАТЬ 検索"), ElementsAre("искать", "検索"));
}

TEST(Words, AreTheSameHoweverTheirAccentsAreWritten) {
  EXPECT_EQ(words_of("RYHM\u00C4"), words_of("ryhma\u0308"));
  EXPECT_THAT(words_of("ryhma\u0308"), ElementsAre("ryhmä"));
}

TEST(Words, AreNotPartedByASoftHyphen) {
  EXPECT_THAT(words_of("tasapaino\u00ADryhmä"), ElementsAre("tasapainoryhmä"));
}

TEST(Words, OfAnyLengthAreCut) {
  const Words words = words_of(std::string(100'000, 'x') + " y");
  ASSERT_EQ(words.size(), 2u);
  EXPECT_EQ(words[0].size(), limits::word_characters_max);
  EXPECT_THAT(terms_of_word(words_of(std::string(30'000, '\xc3') + "\xa4").at(0), Language::unknown).terms,
              Not(testing::IsEmpty()));
}

TEST(Words, AreCountedToABound) {
  std::string text;
  for (int i = 0; i < 30'000; ++i) text += "a ";
  EXPECT_EQ(words_of(text).size(), limits::text_words_max);
}

TEST(Language, IsToldByItsTag) {
  EXPECT_EQ(language_of("fi"), Language::finnish);
  EXPECT_EQ(language_of("sv-FI"), Language::swedish);
  EXPECT_EQ(language_of("en-GB"), Language::english);
  EXPECT_EQ(language_of("so"), Language::other);
  EXPECT_EQ(language_of("final"), Language::other);
  EXPECT_EQ(language_of(""), Language::unknown);
}

TEST(Terms, FindAFinnishWordInEveryCase) {
  NEEDS_DICTIONARY();
  for (const char* const form : {"ryhmä", "ryhmän", "ryhmään", "ryhmissä", "ryhmiin", "RYHMÄ"}) {
    EXPECT_TRUE(finds("ryhmä", form)) << form;
    EXPECT_TRUE(finds(form, "ryhmä", Language::finnish)) << form;
  }
  EXPECT_TRUE(finds("kengät", "Sopivat kengistä", Language::finnish));
  EXPECT_FALSE(finds("ryhmä", "tasapaino"));
}

TEST(Terms, FindAFinnishCompoundByItsParts) {
  NEEDS_DICTIONARY();
  for (const char* const text : {"Tasapainoryhmä", "tasapainoryhmään", "tasapainoryhmissä"}) {
    for (const char* const part : {"ryhmä", "tasapaino", "tasapainoryhmä", "paino", "ryhmiä"})
      EXPECT_TRUE(finds(part, text)) << part << " in " << text;
    EXPECT_FALSE(finds("jumppa", text)) << text;
  }
  EXPECT_TRUE(finds("lapsi", "lastenlääkärille", Language::finnish));
  EXPECT_TRUE(finds("lääkäri", "lastenlääkärille", Language::finnish));
}

TEST(Terms, FindASwedishCompoundByItsEnd) {
  for (const char* const text : {"promenadgrupp", "Promenadgruppen", "promenadgrupper"}) {
    EXPECT_TRUE(finds("grupp", text)) << text;
    EXPECT_TRUE(finds("grupper", text, Language::swedish)) << text;
    EXPECT_TRUE(finds("promenadgrupp", text)) << text;
  }
  EXPECT_FALSE(finds("grupp", "gruppledare", Language::swedish));
}

TEST(Terms, FindAnEnglishWordByItsStem) {
  EXPECT_TRUE(finds("walking", "We walk together", Language::english));
  EXPECT_TRUE(finds("groups", "a group"));
  EXPECT_FALSE(finds("port", "transport", Language::english));
}

TEST(Terms, AreWithoutCaseAndAccents) {
  EXPECT_TRUE(finds("abo", "Åbo", Language::swedish));
  EXPECT_TRUE(finds("ÅBO", "abo", Language::swedish));
  EXPECT_TRUE(finds("ryhma", "Ryhmä", Language::finnish));
  EXPECT_TRUE(finds("file", "\uFB01le"));  // a ligature
}

TEST(Terms, OfOtherLanguagesAreTheWordsThemselves) {
  EXPECT_THAT(terms_of_word("kooxda", Language::other).terms, ElementsAre("kooxda"));
  EXPECT_TRUE(finds("kooxda", "Kooxda socodka", Language::other));
}

TEST(Terms, AreFewWhereTheLanguageIsKnown) {
  EXPECT_EQ(terms_of_word("gruppen", Language::swedish).terms.size(), 1u);
  EXPECT_EQ(terms_of_word("identifying", Language::english).terms.size(), 1u);
  EXPECT_GT(terms_of_word("identifying", Language::unknown).terms.size(), 1u);
}

TEST(Terms, AreTheSameWhenTheyAreRemembered) {
  const WordTerms first = terms_of_word("balansgruppen", Language::unknown);
  for (std::size_t i = 0; i < 2 * limits::word_cache_max + 10; ++i)
    terms_of_word("ord" + std::to_string(i), Language::unknown);
  const WordTerms& again = terms_of_word("balansgruppen", Language::unknown);
  EXPECT_EQ(again.terms, first.terms);
  EXPECT_EQ(again.whole, first.whole);
}

TEST(Terms, AreMadeOnAnyThread) {
  const Words here = terms_of_question("tasapainoryhmään");
  std::vector<Words> there(4);
  std::vector<std::thread> threads;
  for (Words& one : there) threads.emplace_back([&one] { one = terms_of_question("tasapainoryhmään"); });
  for (std::thread& thread : threads) thread.join();
  for (const Words& one : there) EXPECT_EQ(one, here);
}

TEST(Compounds, GiveBaseFormsAndParts) {
  NEEDS_DICTIONARY();
  const Compounds compounds;
  const FinnishWord found = compounds.find("tasapainoryhmään");
  EXPECT_THAT(found.bases, ElementsAre("tasapainoryhmä"));
  EXPECT_THAT(found.parts, IsSupersetOf({"tasa", "tasapaino", "painoryhmä", "ryhmä", "paino"}));
  EXPECT_THAT(compounds.find("ryhmiin").bases, ElementsAre("ryhmä"));
  EXPECT_THAT(compounds.find("ryhmiin").parts, ElementsAre());
}

TEST(Compounds, KnowNothingOfOtherWords) {
  const Compounds compounds;
  for (const std::string& word : {std::string("promenadgrupp"), std::string(), std::string(1'000, 'a'),
                                  std::string("\xff\xfe"), std::string("検索")}) {
    EXPECT_THAT(compounds.find(word).bases, ElementsAre());
    EXPECT_THAT(compounds.find(word).parts, ElementsAre());
  }
}

TEST(Spelling, IsOneSlipAway) {
  const Words near = neighbours("gupp");
  EXPECT_THAT(near, Contains("grupp"));
  EXPECT_THAT(near, Contains("gup"));
  EXPECT_THAT(near, Contains("kupp"));
  EXPECT_THAT(near, Contains("ugpp"));
  EXPECT_THAT(near, Not(Contains("gupp")));
  EXPECT_TRUE(std::is_sorted(near.begin(), near.end()));
  EXPECT_LT(near.size(), 300u);
}

TEST(Spelling, ForgivesNothingInShortAndInLongWords) {
  EXPECT_THAT(neighbours("yks"), ElementsAre());
  EXPECT_THAT(neighbours(std::string(limits::spelling_bytes_max + 1, 'a')), ElementsAre());
}

}  // namespace
}  // namespace linkki::search
