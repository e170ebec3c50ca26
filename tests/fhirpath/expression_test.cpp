#include "fhirpath/expression.h"

#include <gtest/gtest.h>

#include "fhirpath/subject.h"

namespace linkki::fhirpath {
namespace {

TEST(Compile, TellsWhatWasExpectedAndWhere) {
  const auto expression = compile("name.where(use = )");
  ASSERT_FALSE(expression.ok());
  EXPECT_EQ(expression.failure().issues.at(0).text(),
            "This is not FHIRPath: an expression was expected instead of ')', at character 17.");
}

}  // namespace
}  // namespace linkki::fhirpath
