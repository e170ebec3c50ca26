// What versions after N1 add, and what other engines do: components, Longs, flags of patterns, sums, finer
// units.
#include <gtest/gtest.h>

#include "fhirpath/patient.h"

namespace linkki::fhirpath {
namespace {

TEST(Components, AreToldAsFarAsTheMomentIs) {
  EXPECT_EQ(of_patient("@2026-03.yearOf() | @2026-03.monthOf()"), (Texts{"2026", "3"}));
  EXPECT_EQ(of_patient("@2026-03.dayOf()"), nothing);
  EXPECT_EQ(of_patient("@T07:05.minuteOf()"), Texts{"5"});
  EXPECT_EQ(of_patient("@T07:05.secondOf()"), nothing);
  EXPECT_EQ(of_patient("@T07:05.yearOf()"), nothing);
  EXPECT_EQ(of_patient("'2026-03-04T07:05:06.250Z'.millisecondOf()"), Texts{"250"});
  EXPECT_EQ(of_patient("@2026-03-04T07:05:06+05:30.timezoneOffsetOf() = 5.5"), yes);
  EXPECT_EQ(of_patient("@2026-03-04T07:05:06.timezoneOffsetOf()"), nothing);
  EXPECT_EQ(of_patient("@2026-03-04T07:05:06Z.dateOf()"), Texts{"2026-03-04"});
  EXPECT_EQ(of_patient("@2026-03-04T07:05:06Z.timeOf()"), Texts{"07:05:06"});
  EXPECT_EQ(of_patient("birthDate.hourOf()"), nothing);
  EXPECT_EQ(of_patient("active.yearOf()"), nothing);
}

TEST(Sums, AreOfNumbersAndQuantities) {
  EXPECT_EQ(of_patient("telecom.rank.sum()"), Texts{"3"});
  EXPECT_EQ(of_patient("telecom.rank.avg() = 1.5"), yes);
  EXPECT_EQ(of_patient("telecom.rank.min() | telecom.rank.max()"), (Texts{"1", "2"}));
  EXPECT_EQ(of_patient("(1 'm' | 50 'cm').sum() = 150 'cm'"), yes);
  EXPECT_EQ(of_patient("{}.sum()"), nothing);
  EXPECT_EQ(of_patient("name.given.max()"), nothing);  // one has no value
  EXPECT_EQ(of_patient("(1 | 'a').max()"), failure("fhirpath-operands"));
}

TEST(Longs, AreIntegersOfSixtyFourBits) {
  EXPECT_EQ(of_patient("5000000000L > 1"), yes);
  EXPECT_EQ(of_patient("'5000000000'.toLong()"), Texts{"5000000000"});
  EXPECT_EQ(of_patient("'5000000000'.convertsToInteger()"), no);
  EXPECT_EQ(of_patient("'1.0'.convertsToLong()"), no);
}

TEST(Patterns, TakeFlags) {
  EXPECT_EQ(of_patient("'ABC'.matches('b', 'i')"), yes);
  EXPECT_EQ(of_patient("'ABC'.matches('b', '')"), no);
  EXPECT_EQ(of_patient("'a\\nb'.matches('^b$', 'm')"), yes);
  EXPECT_EQ(of_patient("'ABC'.matchesFull('abc', 'i')"), yes);
  EXPECT_EQ(of_patient("'ABC'.replaceMatches('b', '-', 'i')"), Texts{"A-C"});
}

TEST(Quantities, AreAddedInTheFinerUnit) {
  EXPECT_EQ(of_patient("3 'm' + 3 'cm'"), Texts{"303 'cm'"});
  EXPECT_EQ(of_patient("3 'cm' + 3 'm'"), Texts{"303 'cm'"});
  EXPECT_EQ(of_patient("1 year - 1 month"), Texts{"11 month"});
  EXPECT_EQ(of_patient("@2026-01-31 + (1 year + 6 months)"), Texts{"2027-07-31"});
}

TEST(Quantities, OfTheCalendarAreMultipliedByNumbersAlone) {
  EXPECT_EQ(of_patient("2 * 3 months"), Texts{"6 months"});
  EXPECT_EQ(of_patient("6 months / 2 = 3 months"), yes);
  EXPECT_EQ(of_patient("1 year * 1 'm'"), nothing);
  EXPECT_EQ(of_patient("1 / 1 year"), nothing);
}

TEST(Values, ThatAreAbsentCountAsNothing) {
  EXPECT_EQ(of_patient("name[2].given[0] + 'x'"), nothing);
  EXPECT_EQ(of_patient("name[2].given[0] & 'x'"), Texts{"x"});
  EXPECT_EQ(of_patient("name[2].given[0].not()"), nothing);
  EXPECT_EQ(of_patient("name[2].given[0].exists()"), yes);
}

TEST(ResourceType, IsToldThoughItIsNoElement) {
  EXPECT_EQ(of_patient("resourceType"), Texts{"Patient"});
  EXPECT_EQ(of_patient("contained.where(resourceType = 'Organization').name"), Texts{"Own"});
}

}  // namespace
}  // namespace linkki::fhirpath
