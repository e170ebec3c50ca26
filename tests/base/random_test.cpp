#include "base/random.h"

#include <gmock/gmock.h>

#include <array>
#include <set>
#include <thread>

namespace linkki::base {
namespace {

using testing::MatchesRegex;

TEST(Uuid, HasVersionFourInLowerCase) {
  SystemRandom random;
  for (int i = 0; i < 100; ++i) {
    EXPECT_THAT(uuid(random),
                MatchesRegex("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
  }
}

TEST(Uuid, DoesNotRepeat) {
  SystemRandom random;
  std::set<std::string> seen;
  for (int i = 0; i < 10'000; ++i) seen.insert(uuid(random));
  EXPECT_EQ(seen.size(), 10'000u);
}

TEST(SeededRandom, RepeatsForTheSameSeedOnly) {
  SeededRandom one(1), again(1), other(2);
  const std::string first = uuid(one);
  EXPECT_EQ(first, uuid(again));
  EXPECT_NE(first, uuid(other));
  EXPECT_NE(first, uuid(one));
}

TEST(SeededRandom, ServesManyThreads) {
  SeededRandom random(1);
  std::array<std::string, 4> made;
  {
    std::vector<std::jthread> threads;
    for (auto& id : made) threads.emplace_back([&] { id = uuid(random); });
  }
  EXPECT_EQ(std::set<std::string>(made.begin(), made.end()).size(), made.size());
}

TEST(SystemRandom, FillsNothingWhenAskedForNothing) {
  SystemRandom{}.fill({});
}

}  // namespace
}  // namespace linkki::base
