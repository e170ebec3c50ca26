// Which texts the primitive types allow, what dates mean, decimals to the last digit.
#include "fhir/primitive.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

namespace linkki::fhir {
namespace {

using namespace std::chrono_literals;

struct Allowed {
  const char* type;
  std::vector<std::string> yes, no;
};

TEST(Primitive, AllowsWhatTheStandardSays) {
  const std::vector<Allowed> table = {
      {"boolean", {"true", "false"}, {"", "True", "1", "yes"}},
      {"integer",
       {"0", "-1", "2147483647", "-2147483648"},
       {"", "-0", "01", "+1", "1.0", "1e2", "2147483648", "-2147483649", " 1"}},
      {"unsignedInt", {"0", "2147483647"}, {"-1", "2147483648", "1.0"}},
      {"positiveInt", {"1"}, {"0", "-1"}},
      {"decimal",
       {"0", "-0", "1.50", "0.1", "1e3", "-1.2E-3", "1e+3"},
       {"", "-", ".5", "1.", "01", "1e", "+1", "1e99999", "0x1", "1,5"}},
      {"string", {"a", " a ", "a\nb\tc\r", "ä"}, {"", std::string("a\0b", 3), "\x01", "\x1f"}},
      {"markdown", {"# a\n\nb"}, {""}},
      {"code", {"a", "a b", "a-b"}, {"", " a", "a ", "a  b", "\ta", "a\n"}},
      {"uri", {"http://a/b", "urn:x", "a"}, {"", "a b", "a\n"}},
      {"url", {"http://a"}, {"http://a b"}},
      {"canonical", {"http://a|1"}, {""}},
      {"id", {"a", "A-1.b", std::string(64, 'x')}, {"", "a_b", "ä", "a b", "a/b", std::string(65, 'x')}},
      {"oid",
       {"urn:oid:1.2", "urn:oid:2.16.840.1"},
       {"urn:oid:", "1.2", "urn:oid:3.1", "urn:oid:1", "urn:oid:1.", "urn:oid:1.01", "urn:oid:1..2",
        "urn:oid:1.2a"}},
      {"uuid",
       {"urn:uuid:c757873d-ec9a-4326-a141-556f43239520"},
       {"c757873d-ec9a-4326-a141-556f43239520", "urn:uuid:C757873D-EC9A-4326-A141-556F43239520",
        "urn:uuid:c757873d", "urn:uuid:c757873dxec9a-4326-a141-556f43239520"}},
      {"base64Binary",
       {"AAAA", "AAA=", "AA==", "AA A\nA+/9A"},
       {"", "A", "AAA", "A===", "AA=A", "AA-_", "===="}},
      {"date",
       {"2026", "2026-01", "2026-02-28", "2024-02-29", "0001"},
       {"", "26", "0000", "2026-13", "2026-00", "2026-02-29", "2026-1-1", "2026-01-01T",
        "2026-01-01T10:00:00Z", "2026-01-01 ", "1900-02-29"}},
      {"dateTime",
       {"2026", "2026-01-31", "2026-01-31T14:05:09Z", "2026-01-31T14:05:09.1234567+14:00",
        "2026-01-31T23:59:60-11:59"},
       {"2026-01-31T", "2026-01-31T14:05Z", "2026-01-31T14:05:09", "2026-01T10:00:00Z",
        "2026-01-31T24:00:00Z", "2026-01-31T14:05:09.Z", "2026-01-31T14:05:09+14:01",
        "2026-01-31T14:05:09+15:00", "2026-01-31T14:60:00Z", "2026-01-31t14:05:09z",
        "2026-01-31T14:05:09+0200", "2026-01-31T14:05:09ZZ", "2026-01-31T14:05:09++02:00",
        "2026-01-31T14:05:09+Z"}},
      {"instant",
       {"2026-01-31T14:05:09Z", "2026-01-31T14:05:09.123+02:00"},
       {"2026-01-31", "2026-01-31T14:05:09"}},
      {"time", {"14:05:09", "00:00:00.123456789"}, {"14:05", "24:00:00", "14:05:09Z", "T14:05:09", ""}},
      {"xhtml", {"<div/>"}, {""}},
      {"invented", {"anything"}, {""}},
      {"", {"anything"}, {""}},
  };
  for (const Allowed& row : table) {
    for (const std::string& text : row.yes) EXPECT_TRUE(allows(row.type, text)) << row.type << " " << text;
    for (const std::string& text : row.no) EXPECT_FALSE(allows(row.type, text)) << row.type << " " << text;
  }
}

TEST(Primitive, AStringHasAtMostAMegabyte) {
  EXPECT_TRUE(allows("string", std::string(1 << 20, 'x')));
  EXPECT_FALSE(allows("string", std::string((1 << 20) + 1, 'x')));
}

TEST(Primitive, KnowsItsKindOfJson) {
  EXPECT_EQ(json_kind("boolean"), json::Kind::boolean);
  for (const char* type : {"integer", "decimal", "positiveInt", "unsignedInt"})
    EXPECT_EQ(json_kind(type), json::Kind::number);
  EXPECT_EQ(json_kind("date"), json::Kind::string);
}

TEST(DateTime, PrintsAsFarAsItWasTold) {
  for (const char* text :
       {"2026", "2026-01", "2026-01-31", "2026-01-31T14:05:09Z", "2026-01-31T14:05:09+02:00",
        "2026-01-31T14:05:09-09:30", "0001-01-31T14:05:60.120-00:30"}) {
    EXPECT_EQ(print_date_time(parse_date_time(text).value()), text);
  }
  for (const char* text :
       {"2026-01-31T14", "2026-01-31T14:05", "2026-01-31T14:05:09.5", "2026-01-31T14:05Z"}) {
    EXPECT_EQ(print_date_time(parse_partial_date_time(text).value()), text);
  }
  for (const char* text : {"14:05:09", "14:05:09.001"}) EXPECT_EQ(print_time(parse_time(text).value()), text);
  EXPECT_EQ(print_time(parse_partial_time("14:05").value()), "14:05");
}

std::string show(const char* text, std::chrono::minutes offset = 0min) {
  const Interval found = interval(parse_partial_date_time(text).value(), offset);
  return base::print_instant(found.low) + " " + base::print_instant(found.high);
}

TEST(Interval, CoversAllMomentsThatWereMeant) {
  EXPECT_EQ(show("2026"), "2026-01-01T00:00:00.000Z 2027-01-01T00:00:00.000Z");
  EXPECT_EQ(show("2026-12"), "2026-12-01T00:00:00.000Z 2027-01-01T00:00:00.000Z");
  EXPECT_EQ(show("2024-02-28"), "2024-02-28T00:00:00.000Z 2024-02-29T00:00:00.000Z");
  EXPECT_EQ(show("2024-02-29T14"), "2024-02-29T14:00:00.000Z 2024-02-29T15:00:00.000Z");
  EXPECT_EQ(show("2026-01-31T14:05"), "2026-01-31T14:05:00.000Z 2026-01-31T14:06:00.000Z");
  EXPECT_EQ(show("2026-01-31T14:05:09Z"), "2026-01-31T14:05:09.000Z 2026-01-31T14:05:10.000Z");
  EXPECT_EQ(show("2026-01-31T14:05:09.5Z"), "2026-01-31T14:05:09.500Z 2026-01-31T14:05:09.600Z");
  EXPECT_EQ(show("2026-01-31T14:05:60Z"), "2026-01-31T14:06:00.000Z 2026-01-31T14:06:01.000Z");
}

TEST(Interval, IsOneMicrosecondAtItsFinest) {
  const Interval found = interval(parse_instant("2026-01-31T14:05:09.123456789Z").value(), 0min);
  EXPECT_EQ(found.high - found.low, 1us);
  EXPECT_EQ(found.low.time_since_epoch() % 1s, 123456us);
}

TEST(Interval, TakesTheDefaultZoneOnlyWhereNoneWasTold) {
  EXPECT_EQ(show("2026-07-01", 180min), "2026-06-30T21:00:00.000Z 2026-07-01T21:00:00.000Z");
  EXPECT_EQ(show("2026-07-01T01:00", 180min), "2026-06-30T22:00:00.000Z 2026-06-30T22:01:00.000Z");
  EXPECT_EQ(show("2026-07-01T01:00:00-02:00", 180min), "2026-07-01T03:00:00.000Z 2026-07-01T03:00:01.000Z");
}

Decimal decimal(const std::string& text) {
  return parse_decimal(text).value();
}

TEST(Decimal, PrintsItsDigitsBack) {
  for (const char* text :
       {"0", "-0", "1.50", "-1.50", "0.00", "0.001", "100", "123456789012345678901234567890.123"}) {
    EXPECT_EQ(print_decimal(decimal(text)), text);
  }
  EXPECT_EQ(print_decimal(decimal("1e3")), "1000");
  EXPECT_EQ(print_decimal(decimal("1.5E-3")), "0.0015");
  EXPECT_EQ(print_decimal(decimal("12e40")), "12e40");
  EXPECT_EQ(print_decimal(decimal("12e-40")), "12e-40");
}

TEST(Decimal, ComparesByValue) {
  EXPECT_TRUE(compare(decimal("1.5"), decimal("1.50")) == 0);
  EXPECT_TRUE(compare(decimal("1000"), decimal("1e3")) == 0);
  EXPECT_TRUE(compare(decimal("0"), decimal("-0.00")) == 0);
  EXPECT_TRUE(compare(decimal("0e5"), decimal("0.000")) == 0);
  const std::vector<const char*> ascending = {"-1e9", "-10.1", "-10",    "-9.99", "-0.001",
                                              "0",    "0.001", "0.0011", "1",     "1.0000001",
                                              "9",    "10",    "1e2",    "1e9999"};
  for (std::size_t i = 0; i < ascending.size(); ++i) {
    for (std::size_t j = 0; j < ascending.size(); ++j) {
      EXPECT_TRUE(compare(decimal(ascending[i]), decimal(ascending[j])) == (i <=> j))
          << ascending[i] << " " << ascending[j];
    }
  }
}

TEST(Decimal, IsBounded) {
  EXPECT_FALSE(parse_decimal(std::string(100'000, '7')));
  EXPECT_FALSE(parse_decimal("1e10000"));
  EXPECT_FALSE(parse_decimal("1e99999999999999999999"));
}

TEST(Decimal, ComparesAsIntegersDo) {
  EXPECT_TRUE(rc::check([](std::int32_t a, std::int32_t b) {
    RC_ASSERT(compare(decimal(std::to_string(a)), decimal(std::to_string(b) + ".00")) == (a <=> b));
    RC_ASSERT(print_decimal(decimal(std::to_string(a))) == std::to_string(a));
  }));
}

TEST(DateTime, WhatIsPrintedParsesToTheSame) {
  EXPECT_TRUE(rc::check([] {
    const auto number = [](int low, int high) { return *rc::gen::inRange(low, high + 1); };
    DateTime value;
    value.precision = static_cast<Precision>(number(0, 6));
    value.year = static_cast<std::int16_t>(number(1, 9999));
    if (value.precision >= Precision::month) value.month = static_cast<std::uint8_t>(number(1, 12));
    if (value.precision >= Precision::day) value.day = static_cast<std::uint8_t>(number(1, 28));
    if (value.precision >= Precision::hour) value.hour = static_cast<std::uint8_t>(number(0, 23));
    if (value.precision >= Precision::minute) value.minute = static_cast<std::uint8_t>(number(0, 59));
    if (value.precision >= Precision::second) value.second = static_cast<std::uint8_t>(number(0, 60));
    if (value.precision >= Precision::second)
      value.offset_minutes = static_cast<std::int16_t>(number(-840, 840));
    if (value.precision == Precision::fraction) {
      value.fraction_digits = 6;
      value.microsecond = static_cast<std::uint32_t>(number(0, 999'999));
    }
    const auto again = parse_partial_date_time(print_date_time(value));
    RC_ASSERT(again.has_value());
    RC_ASSERT(*again == value);
    const Interval found = interval(value, 0min);
    RC_ASSERT(found.low < found.high);
  }));
}

TEST(Form, TellsWhatAPrimitiveTypeAllows) {
  EXPECT_EQ(form("unsignedInt").in(base::Language::english), "a whole number from 0 to 2147483647");
  EXPECT_EQ(form("of-a-package").in(base::Language::english), "text");
}

}  // namespace
}  // namespace linkki::fhir
