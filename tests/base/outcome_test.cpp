#include "base/outcome.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "base/messages.h"

namespace linkki::base {
namespace {

Failure full() {
  return refuse(Refusal::storage_full, error(IssueType::no_store, message::storage_full));
}

TEST(Outcome, HoldsAValue) {
  const Outcome<int> outcome = 7;
  EXPECT_TRUE(outcome.ok());
  EXPECT_TRUE(static_cast<bool>(outcome));
  EXPECT_EQ(*outcome, 7);
}

TEST(Outcome, HoldsAFailureWithItsIssues) {
  const Outcome<int> outcome = full();
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.failure().refusal, Refusal::storage_full);
  ASSERT_EQ(outcome.failure().issues.size(), 1u);
  EXPECT_EQ(outcome.failure().issues[0].message, &message::storage_full);
}

TEST(Outcome, CarriesWhatCannotBeCopied) {
  Outcome<std::unique_ptr<int>> outcome = std::make_unique<int>(3);
  const std::unique_ptr<int> taken = *std::move(outcome);
  EXPECT_EQ(*taken, 3);
}

TEST(Outcome, OfNothingIsDoneOrFailed) {
  EXPECT_TRUE(done().ok());
  EXPECT_FALSE(Outcome<void>(full()).ok());
}

Outcome<std::string> twice(Outcome<int> number) {
  TRY(const int value, std::move(number));
  return std::to_string(2 * value);
}
Outcome<int> length(Outcome<int> number) {
  TRY(const auto text, twice(std::move(number)));
  return static_cast<int>(text.size());
}

TEST(Outcome, TryTakesTheValue) {
  EXPECT_EQ(*twice(21), "42");
}

TEST(Outcome, TryPassesAFailureOnThroughOtherTypes) {
  const auto outcome = length(full());
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.failure().refusal, Refusal::storage_full);
  EXPECT_EQ(outcome.failure().issues.size(), 1u);
}

Outcome<int> after(Outcome<void> step) {
  TRY_VOID(std::move(step));
  return 1;
}

TEST(Outcome, TryVoidGoesOnOrPassesTheFailureOn) {
  EXPECT_TRUE(after(done()).ok());
  EXPECT_FALSE(after(full()).ok());
}

TEST(OutcomeDeathTest, TakingAValueThatIsNotThereIsABug) {
  const Outcome<int> failed = full();
  EXPECT_DEATH(static_cast<void>(*failed), "outcome.h:[0-9]+: does not hold");
  const Outcome<int> fine = 1;
  EXPECT_DEATH(static_cast<void>(fine.failure()), "does not hold");
}

}  // namespace
}  // namespace linkki::base
