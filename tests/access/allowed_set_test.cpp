#include "access/allowed_set.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

using namespace linkki;
using namespace linkki::access;
using namespace std::chrono_literals;

namespace {

constexpr base::Instant now{100s};

Grant grant_on_case(std::uint64_t target, Part part, Basis basis = Basis::consent,
                    std::uint64_t reference = 5) {
  return {.target = target,
          .part = part,
          .basis = basis,
          .reference = reference,
          .version = 3,
          .start = base::Instant{50s}};
}
Grant grant_on(std::uint64_t number) {
  return {.target = number, .basis = Basis::task, .reference = number, .start = base::Instant{50s}};
}
ResourceAccess in_case(std::uint64_t case_id, Part part) {
  return {.number = 1000, .author = 2, .custodian = 2, .case_id = case_id, .part = part};
}

}  // namespace

TEST(AllowedSet, ShowsThePublicToAnyoneAndNothingElse) {
  EXPECT_EQ(AllowedSet().visible({.number = 1, .open = true}).basis, Basis::open);
  EXPECT_FALSE(AllowedSet().visible({.number = 1}));
  EXPECT_FALSE(AllowedSet().visible(in_case(1, Part::request)));
}

TEST(AllowedSet, ShowsWhatIsHiddenOnlyToItsAuthorItsSubjectAndAPersonWhoIsNamed) {
  const std::uint64_t patient = 7;
  const ResourceAccess hidden{.number = 1000,
                              .listed = true,
                              .hidden = true,
                              .author = 2,
                              .custodian = 3,
                              .case_id = 9,
                              .part = Part::request,
                              .patients = {&patient, 1}};
  Grant personal = grant_on_case(9, Part::none);
  personal.personal = true;
  EXPECT_EQ(AllowedSet({.organizations = {2}}, now).visible(hidden).basis, Basis::own_record);
  EXPECT_EQ(AllowedSet({.patients = {7}}, now).visible(hidden).basis, Basis::self);
  EXPECT_EQ(AllowedSet({.grants = {grant_on_case(9, Part::none), personal}}, now).visible(hidden).basis,
            Basis::consent);
  EXPECT_FALSE(AllowedSet({.authenticated = true}, now).visible(hidden));
  EXPECT_FALSE(AllowedSet({.patients = {7}, .on_behalf = true}, now).visible(hidden));
  EXPECT_FALSE(AllowedSet({.custodians = {3}}, now).visible(hidden));
  EXPECT_FALSE(AllowedSet({.grants = {grant_on_case(9, Part::none), grant_on(1000)}}, now).visible(hidden));
}

TEST(AllowedSet, ShowsWhatOnesOwnOrganizationWrote) {
  const AllowedSet set({.organizations = {7, 2}}, now);
  EXPECT_EQ(set.visible(in_case(1, Part::work)).basis, Basis::own_record);
  EXPECT_FALSE(set.visible({.number = 1, .author = 3}));
}

TEST(AllowedSet, TakesAMissingAuthorForNobodys) {
  const AllowedSet set({.organizations = {0}, .patients = {0}, .custodians = {0}}, now);
  const std::uint64_t nobody[] = {0};
  EXPECT_FALSE(set.visible({.number = 1, .patients = nobody}));
}

TEST(AllowedSet, ShowsAClientTheirOwnButNotTheWorkersNotes) {
  const AllowedSet set({.patients = {40}}, now);
  const std::uint64_t patients[] = {39, 40};
  auto resource = in_case(1, Part::request);
  EXPECT_FALSE(set.visible(resource));
  resource.patients = patients;
  EXPECT_EQ(set.visible(resource).basis, Basis::self);
  resource.part = Part::work;
  EXPECT_FALSE(set.visible(resource));
}

TEST(AllowedSet, ShowsThePartOfACaseThatWasGrantedAndSaysWhy) {
  const AllowedSet set({.grants = {grant_on_case(9, Part::request)}}, now);
  const auto sight = set.visible(in_case(9, Part::request));
  EXPECT_EQ(sight.basis, Basis::consent);
  EXPECT_EQ(sight.reference, 5u);
  EXPECT_EQ(sight.version, 3u);
  EXPECT_FALSE(set.visible(in_case(9, Part::work)));
  EXPECT_FALSE(set.visible(in_case(9, Part::none)));
  EXPECT_FALSE(set.visible(in_case(8, Part::request)));
}

TEST(AllowedSet, ShowsASingleResourceThatWasGrantedAndNothingBehindIt) {
  const AllowedSet set({.grants = {grant_on(1000)}}, now);
  EXPECT_EQ(set.visible(in_case(9, Part::request)).basis, Basis::task);
  EXPECT_FALSE(set.visible({.number = 1001, .case_id = 9, .part = Part::request}));
}

// A Patient is in no case.
TEST(AllowedSet, ShowsAPatientGrantedAsAContact) {
  Grant contact = grant_on(1000);
  contact.part = Part::contact;
  EXPECT_TRUE(AllowedSet({.grants = {contact}}, now).visible({.number = 1000}));
  contact.part = Part::work;
  EXPECT_FALSE(AllowedSet({.grants = {contact}}, now).visible({.number = 1000}));
}

TEST(AllowedSet, ShowsAHiddenPatientWholeToWhomTheContactIsGrantedAlone) {
  const std::uint64_t patient = 1000;
  ResourceAccess resource{.number = patient, .hidden = true, .patients = {&patient, 1}};
  const auto personal = [&](Part part) {
    Grant grant = grant_on_case(patient, part);
    grant.personal = true;
    return AllowedSet({.grants = {grant}}, now).visible(resource);
  };
  EXPECT_TRUE(personal(Part::contact).whole);
  EXPECT_TRUE(personal(Part::request));
  EXPECT_FALSE(personal(Part::request).whole);
  resource.hidden = false;
  EXPECT_TRUE(personal(Part::request).whole);
}

TEST(AllowedSet, ShowsEveryPartOfACaseGrantedAsAWhole) {
  const AllowedSet set({.grants = {grant_on_case(9, Part::none)}}, now);
  for (const auto part : {Part::none, Part::request, Part::work}) EXPECT_TRUE(set.visible(in_case(9, part)));
  EXPECT_FALSE(set.visible(in_case(8, Part::request)));
  EXPECT_TRUE(set.visible({.number = 9, .case_id = 9, .part = Part::request}));
}

TEST(AllowedSet, ShowsThePeopleOfTheDirectoryToEveryCallerWithAToken) {
  const ResourceAccess person = {.number = 3, .listed = true};
  EXPECT_FALSE(AllowedSet().visible(person));
  EXPECT_EQ(AllowedSet({.authenticated = true}, now).visible(person).basis, Basis::listed);
  EXPECT_FALSE(AllowedSet({.authenticated = true}, now).visible({.number = 3}));
}

TEST(AllowedSet, LeavesOutGrantsThatHaveEndedOrNotBegun) {
  auto ended = grant_on_case(9, Part::request);
  ended.end = now;
  auto coming = grant_on_case(9, Part::request);
  coming.start = now + 1us;
  EXPECT_FALSE(AllowedSet({.grants = {ended, coming}}, now).visible(in_case(9, Part::request)));
  ended.end = now + 1us;
  EXPECT_TRUE(AllowedSet({.grants = {ended, coming}}, now).visible(in_case(9, Part::request)));
}

TEST(AllowedSet, NamesTheStrongestOfSeveralReasons) {
  const AllowedSet set({.grants = {grant_on_case(9, Part::request, Basis::break_glass),
                                   grant_on_case(9, Part::request, Basis::task, 8),
                                   grant_on_case(9, Part::request, Basis::consent)}},
                       now);
  EXPECT_EQ(set.visible(in_case(9, Part::request)).basis, Basis::task);
  EXPECT_EQ(set.visible(in_case(9, Part::request)).reference, 8u);
}

TEST(AllowedSet, ShowsAWholeRegisterToWhoInspectsIt) {
  const AllowedSet set({.custodians = {2}, .custodian_basis = Basis::inspection}, now);
  EXPECT_EQ(set.visible(in_case(9, Part::work)).basis, Basis::inspection);
  EXPECT_FALSE(set.visible({.number = 1, .custodian = 3}));
}

TEST(AllowedSet, AgreesWithAskingEveryGrant) {
  rc::check([] {
    Holdings holdings;
    const int count = *rc::gen::inRange(0, 40);
    for (int i = 0; i < count; ++i) {
      auto grant =
          grant_on_case(*rc::gen::inRange<std::uint64_t>(1, 5), static_cast<Part>(*rc::gen::inRange(0, 6)));
      grant.start = base::Instant{std::chrono::seconds{*rc::gen::inRange(80, 120)}};
      grant.end = grant.start + std::chrono::seconds{*rc::gen::inRange(0, 40)};
      holdings.grants.push_back(grant);
    }
    ResourceAccess resource =
        in_case(*rc::gen::inRange<std::uint64_t>(0, 5), static_cast<Part>(*rc::gen::inRange(0, 6)));
    resource.number = *rc::gen::inRange<std::uint64_t>(1, 7);
    const bool expected =
        std::any_of(holdings.grants.begin(), holdings.grants.end(), [&](const Grant& grant) {
          const bool of_case =
              grant.target == resource.case_id && (grant.part == resource.part || grant.part == Part::none);
          const bool of_itself =
              grant.target == resource.number && (grant.part == Part::none || grant.part == Part::contact);
          return (of_case || of_itself) && grant.holds(now);
        });
    RC_ASSERT(static_cast<bool>(AllowedSet(holdings, now).visible(resource)) == expected);
  });
}
