#include "fhirpath/quantity.h"

#include <gtest/gtest.h>

#include <vector>

#include "fhirpath/ucum.h"

namespace linkki::fhirpath {
namespace {

Quantity q(std::string_view value, std::string_view unit) {
  return {*Decimal::parse(value), unit, calendar_word(unit).has_value()};
}

TEST(Quantity, ComparesAcrossUnitsOfOneThing) {
  EXPECT_EQ(compare(q("1", "kg"), q("1000.0", "g")), Order::equal);
  EXPECT_EQ(compare(q("1", "m"), q("99", "cm")), Order::greater);
  EXPECT_EQ(compare(q("120", "mm[Hg]"), q("15.99864", "kPa")), Order::equal);
  EXPECT_EQ(compare(q("1", "mmol/l"), q("1", "mol/m3")), Order::equal);
  EXPECT_EQ(compare(q("1", "kg/m2"), q("0.1", "g/cm2")), Order::equal);
}

TEST(Quantity, DoesNotCompareDifferentThings) {
  EXPECT_EQ(compare(q("1", "kg"), q("1", "m")), Order::unknown);
  EXPECT_EQ(compare(q("1", "mol"), q("1", "1")), Order::unknown);
}

TEST(Quantity, ComparesAnUnknownUnitWithItself) {
  EXPECT_EQ(compare(q("1", "Cel"), q("2", "Cel")), Order::less);
  EXPECT_EQ(compare(q("1", "kpl"), q("1", "kpl")), Order::equal);
  EXPECT_EQ(compare(q("1", "kpl"), q("1", "st")), Order::unknown);
}

TEST(Quantity, KeepsCalendarYearsFromUcumYears) {
  EXPECT_EQ(compare(q("1", "year"), q("12", "months")), Order::equal);
  EXPECT_EQ(compare(q("1", "year"), q("1", "a")), Order::unknown);
  EXPECT_EQ(compare(q("7", "days"), q("1", "wk")), Order::equal);
  EXPECT_TRUE(equivalent(q("1", "year"), q("1", "a")));
}

TEST(Quantity, IsEquivalentToThePrecisionOfTheLessPrecise) {
  EXPECT_TRUE(equivalent(q("4", "g"), q("4040", "mg")));
  EXPECT_FALSE(equivalent(q("4", "g"), q("4600", "mg")));
}

TEST(Quantity, ConvertsIntoAUnit) {
  EXPECT_EQ(value_in(q("1.5", "h"), q("1", "min"))->print(), "90");
  EXPECT_FALSE(value_in(q("1.5", "h"), q("1", "m")));
}

TEST(Unit, ReadsPrefixesExponentsAndAnnotations) {
  EXPECT_EQ(meaning_of_unit("um")->factor.print(), "0.000001");
  EXPECT_EQ(meaning_of_unit("10*3/ul{cells}")->exponents, meaning_of_unit("m-3")->exponents);
  EXPECT_EQ(meaning_of_unit("{score}")->factor.print(), "1");
  EXPECT_EQ(meaning_of_unit("/min")->exponents, meaning_of_unit("Hz")->exponents);
  EXPECT_EQ(meaning_of_unit("mg/(kg.d)")->exponents, meaning_of_unit("s-1")->exponents);
}

TEST(Unit, RefusesWhatItDoesNotKnow) {
  for (const char* unit : {"", "xyz", "m//s", "m.", "(m", "m2147483648", "m-2147483648", "[s]",
                           "((((((((((m))))))))))", "m{a"}) {
    EXPECT_FALSE(meaning_of_unit(unit)) << unit;
  }
}

TEST(Unit, IsReadNoFurtherThanItsText) {
  const std::vector<char> text = {'x', 'y', 'z'};  // a sanitizer sees a look behind its end
  EXPECT_FALSE(meaning_of_unit({text.data(), text.size()}));
}

}  // namespace
}  // namespace linkki::fhirpath
