// Expressions on JSON that no model describes.
#include "fhirpath/plain.h"

#include <gtest/gtest.h>

#include "fhirpath/patient.h"

namespace linkki::fhirpath {
namespace {

const Subject& plain() {
  static const Subject subject(R"({
    "resourceType": "Boat", "name": "Aava", "_name": {"id": "n1", "extension": [{"url": "u", "valueCode": "c"}]},
    "length": 7.50, "crew": 3, "afloat": true, "sails": [{"area": 12, "kind": "main"}, {"area": 8.0}],
    "log": ["a", null, "b"], "_log": [null, {"id": "gap"}, null], "nothing": null,
    "twin": {"area": 12.0, "kind": "main"}, "Twin": {"kind": "MAIN", "area": 12}
  })");
  return subject;
}

TEST(PlainJson, IsWalkedByItsNames) {
  EXPECT_EQ(plain().evaluate("sails.area"), (Texts{"12", "8.0"}));
  EXPECT_EQ(plain().evaluate("Boat.name"), Texts{"Aava"});
  EXPECT_EQ(plain().evaluate("Car.name"), nothing);
  EXPECT_EQ(plain().evaluate("nothing.exists()"), no);
  EXPECT_EQ(plain().evaluate("sails[0].children().count()"), Texts{"2"});
  EXPECT_EQ(plain().evaluate("sails.descendants().count()"), Texts{"3"});
}

TEST(PlainJson, HasValuesOfTheLanguagesOwnTypes) {
  EXPECT_EQ(
      plain().evaluate("name is String and crew is Integer and length is Decimal and afloat is Boolean"),
      yes);
  EXPECT_EQ(plain().evaluate("name is System.String"), yes);
  EXPECT_EQ(plain().evaluate("name is FHIR.string"), no);
  EXPECT_EQ(plain().evaluate("crew.type().name"), Texts{"Integer"});
  EXPECT_EQ(plain().evaluate("log.ofType(String)"), (Texts{"a", "b"}));
  EXPECT_EQ(plain().evaluate("length * 2"), Texts{"15.00"});
  EXPECT_EQ(plain().evaluate("name.hasValue() and twin.hasValue().not()"), yes);
}

TEST(PlainJson, KeepsIdsAndExtensionsOfItsValues) {
  EXPECT_EQ(plain().evaluate("name.id"), Texts{"n1"});
  EXPECT_EQ(plain().evaluate("name.extension('u').valueCode"), Texts{"c"});
  EXPECT_EQ(plain().evaluate("log.count()"), Texts{"3"});
  EXPECT_EQ(plain().evaluate("log[1].id"), Texts{"gap"});
}

TEST(PlainJson, IsComparedByContent) {
  EXPECT_EQ(plain().evaluate("sails[0] = twin"), yes);
  EXPECT_EQ(plain().evaluate("sails[0] = Twin"), no);
  EXPECT_EQ(plain().evaluate("sails[0] ~ Twin"), yes);
  EXPECT_EQ(plain().evaluate("(sails | twin).count()"), Texts{"2"});
}

}  // namespace
}  // namespace linkki::fhirpath
