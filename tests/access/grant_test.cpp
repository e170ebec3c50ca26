#include "access/grant.h"

#include <gtest/gtest.h>

using namespace linkki;
using namespace linkki::access;
using namespace std::chrono_literals;

TEST(Grant, HoldsFromItsStartUntilBeforeItsEnd) {
  const Grant grant = {.target = 9, .start = base::Instant{10s}, .end = base::Instant{20s}};
  EXPECT_FALSE(grant.holds(base::Instant{9s}));
  EXPECT_TRUE(grant.holds(base::Instant{10s}));
  EXPECT_TRUE(grant.holds(base::Instant{20s} - 1us));
  EXPECT_FALSE(grant.holds(base::Instant{20s}));
}

TEST(Basis, IsFoundByItsCode) {
  for (int number = 0; number <= static_cast<int>(Basis::break_glass); ++number) {
    const auto basis = static_cast<Basis>(number);
    EXPECT_EQ(find_basis(code(basis)), basis);
  }
  EXPECT_FALSE(find_basis("because"));
}
