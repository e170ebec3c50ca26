#include "access/grant.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

using namespace linkki;
using namespace linkki::access;
using namespace std::chrono_literals;

namespace {

Grant any_grant() {
  const auto instant = [] {
    return base::Instant{std::chrono::microseconds{*rc::gen::arbitrary<std::int64_t>()}};
  };
  Grant grant;
  grant.holder = {static_cast<HolderKind>(*rc::gen::inRange(1, 4)), *rc::gen::arbitrary<std::uint64_t>()};
  grant.target_kind = static_cast<TargetKind>(*rc::gen::inRange(1, 3));
  grant.target = *rc::gen::arbitrary<std::uint64_t>();
  grant.part = static_cast<Part>(*rc::gen::inRange(0, 6));
  grant.basis = static_cast<Basis>(*rc::gen::inRange(0, 10));
  grant.reference = *rc::gen::arbitrary<std::uint64_t>();
  grant.version = *rc::gen::arbitrary<std::uint32_t>();
  grant.start = instant();
  grant.end = instant();
  return grant;
}

const Grant example = {.holder = {HolderKind::organization, 7},
                       .target_kind = TargetKind::case_,
                       .target = 9,
                       .part = Part::request,
                       .basis = Basis::consent,
                       .reference = 11,
                       .version = 2,
                       .start = base::Instant{10s},
                       .end = base::Instant{20s}};

}  // namespace

TEST(Grant, ComesBackFromItsRow) {
  rc::check([] {
    const auto grant = any_grant();
    RC_ASSERT(parse_grant(print_key(grant), print_value(grant)) == grant);
  });
}

TEST(Grant, LiesAmongThoseOfItsHolder) {
  rc::check([] {
    const auto grant = any_grant();
    RC_ASSERT(print_key(grant).starts_with(holder_prefix(grant.holder)));
  });
  EXPECT_NE(holder_prefix({HolderKind::organization, 1}), holder_prefix({HolderKind::person, 1}));
}

TEST(Grant, IsFoundByItsBasis) {
  EXPECT_TRUE(print_key(example).ends_with(basis_key(Basis::consent, 11)));
}

TEST(Grant, KeepsOneRowForEachReasonToSeeTheSame) {
  auto other = example;
  other.basis = Basis::task;
  EXPECT_NE(print_key(example), print_key(other));
  auto prolonged = example;
  prolonged.end = base::Instant{30s};
  EXPECT_EQ(print_key(example), print_key(prolonged));
}

TEST(Grant, IsNotReadFromARowThatIsNone) {
  const auto key = print_key(example);
  const auto value = print_value(example);
  for (std::size_t size = 0; size < key.size(); ++size) EXPECT_FALSE(parse_grant(key.substr(0, size), value));
  for (std::size_t size = 0; size < value.size(); ++size)
    EXPECT_FALSE(parse_grant(key, value.substr(0, size)));
  for (const std::size_t at : {0, 9, 18, 19}) {
    auto changed = key;
    changed[at] = '\x7f';
    EXPECT_FALSE(parse_grant(changed, value)) << at;
  }
}

TEST(Grant, HoldsFromItsStartUntilBeforeItsEnd) {
  EXPECT_FALSE(example.holds(base::Instant{9s}));
  EXPECT_TRUE(example.holds(base::Instant{10s}));
  EXPECT_TRUE(example.holds(base::Instant{20s} - 1us));
  EXPECT_FALSE(example.holds(base::Instant{20s}));
}

TEST(Basis, IsFoundByItsCode) {
  for (int number = 0; number <= 9; ++number) {
    const auto basis = static_cast<Basis>(number);
    EXPECT_EQ(find_basis(code(basis)), basis);
  }
  EXPECT_FALSE(find_basis("because"));
}
