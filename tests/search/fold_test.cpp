#include "search/fold.h"

#include <gtest/gtest.h>

namespace linkki::search {
namespace {

TEST(Fold, LowersCase) {
  EXPECT_EQ(fold("Ostrobothnia"), "ostrobothnia");
}

TEST(Fold, TakesMarksOffLetters) {
  EXPECT_EQ(fold("Åbo Ähtäri Öja é"), "abo ahtari oja e");
  EXPECT_EQ(fold("A\u030Abo"), fold("Åbo"));
}

TEST(Fold, KnowsWhatFoldsToSeveralLetters) {
  EXPECT_EQ(fold("Straße ﬁ"), "strasse fi");
}

TEST(Fold, TakesCompatibilityFormsForTheLettersTheyAre) {
  EXPECT_EQ(fold("Ｔｅｘｔ ²"), "text 2");
}

TEST(Fold, MakesWhiteSpaceSingle) {
  EXPECT_EQ(fold("  a \t\n b  "), "a b");
  EXPECT_EQ(fold("\u00A0ä\u2003\u2003b "), "a b");
}

TEST(Fold, OfFoldedTextIsTheSame) {
  for (const char* text : {"Åbo", "İstanbul", "ΑΣΣ", "ﬃ", "한국어", "ı̇"})
    EXPECT_EQ(fold(fold(text)), fold(text)) << text;
}

TEST(Fold, KeepsWhatIsNotALetter) {
  EXPECT_EQ(fold("a-b/1.5%"), "a-b/1.5%");
}

}  // namespace
}  // namespace linkki::search
