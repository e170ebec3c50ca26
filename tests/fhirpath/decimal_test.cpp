#include "fhirpath/decimal.h"

#include <gtest/gtest.h>

namespace linkki::fhirpath {
namespace {

Decimal d(std::string_view text) {
  return *Decimal::parse(text);
}
std::string text(const std::optional<Decimal>& value) {
  return value ? value->print() : "none";
}

TEST(Decimal, KeepsTheDigitsItWasWrittenWith) {
  for (const char* written :
       {"0", "0.0", "1.50", "-1.50", "0.001", "120", "1234567890123456789012345678901234567"}) {
    EXPECT_EQ(d(written).print(), written);
  }
}

TEST(Decimal, ReadsExponents) {
  EXPECT_EQ(d("1e3").print(), "1000");
  EXPECT_EQ(d("1.5E-2").print(), "0.015");
  EXPECT_EQ(d("-2.50e1").print(), "-25.0");
}

TEST(Decimal, RefusesWhatIsNoNumber) {
  for (const char* written :
       {"", "-", ".", "1.", "1e", "1e+", "a", "1a", "1.2.3", "1e99999", "0x1", "1e40"}) {
    EXPECT_FALSE(Decimal::parse(written)) << written;
  }
}

TEST(Decimal, ComparesByValue) {
  EXPECT_EQ(d("1.50"), d("1.5"));
  EXPECT_LT(d("-1"), d("0.5"));
  EXPECT_GT(d("12345678901234567890123456789012345"), d("0.0000000000000000000000000000000000001"));
}

TEST(Decimal, AddsExactly) {
  EXPECT_EQ(text(add(d("0.1"), d("0.2"))), "0.3");
  EXPECT_EQ(text(add(d("1"), -d("0.01"))), "0.99");
  EXPECT_EQ(text(add(d("9999999999999999999999999999999999999"), d("1"))), "none");
}

TEST(Decimal, MultipliesAndDivides) {
  EXPECT_EQ(text(multiply(d("1.2"), d("1.8"))), "2.16");
  EXPECT_EQ(text(divide(d("1"), d("2"))), "0.5");
  EXPECT_EQ(text(divide(d("2"), d("3"))), "0.66666666666666666667");
  EXPECT_EQ(text(divide(d("1"), d("0"))), "none");
  EXPECT_EQ(text(multiply(d("1e30"), d("1e30"))), "none");
}

TEST(Decimal, HasWholeQuotientsAndRemainders) {
  EXPECT_EQ(text(quotient(d("5.5"), d("0.7"))), "7");
  EXPECT_EQ(text(remainder(d("5.5"), d("0.7"))), "0.6");
  EXPECT_EQ(text(remainder(d("-5"), d("3"))), "-2");
  EXPECT_EQ(text(quotient(d("1"), d("0"))), "none");
}

TEST(Decimal, Rounds) {
  EXPECT_EQ(d("2.345").round(2).print(), "2.35");
  EXPECT_EQ(d("-2.345").round(2).print(), "-2.35");
  EXPECT_EQ(d("2.3").round(2).print(), "2.3");
  EXPECT_EQ(d("-2.1").floor().print(), "-3");
  EXPECT_EQ(d("-2.1").ceiling().print(), "-2");
  EXPECT_EQ(d("2.9").truncate().print(), "2");
}

TEST(Decimal, IsAnIntegerWithoutAFraction) {
  EXPECT_EQ(d("12.00").integer(), 12);
  EXPECT_EQ(d("12.5").integer(), std::nullopt);
  EXPECT_EQ(d("99999999999999999999").integer(), std::nullopt);
}

TEST(Decimal, TakesPowers) {
  EXPECT_EQ(text(power(d("2.5"), 2)), "6.25");
  EXPECT_EQ(text(power(d("2"), -2)), "0.25");
  EXPECT_EQ(text(power(d("10"), 100)), "none");
  EXPECT_EQ(text(power(d("7"), 0)), "1");
}

}  // namespace
}  // namespace linkki::fhirpath
