// Who finds what: the same searches, asked by others.
#include "repository/sight.h"

#include "repository/fixture.h"

namespace linkki::repository {
namespace {

class Visibility : public testing::Test {
 protected:
  Visibility() {
    store.put(R"({"resourceType":"Patient","id":"p"})", "a");
    store.put(R"({"resourceType":"Task","id":"t","for":{"reference":"Patient/p"}})", "b");
    store.put(R"({"resourceType":"Organization","id":"b","name":"B"})", "b");
  }
  void grant(base::Instant from = base::Instant{}, base::Instant to = base::Instant::max()) {
    commit({store.target("Task", "t"),
            {{.holder = store.target("Organization", "b"),
              .target = store.target("Patient", "p"),
              .version = 1,
              .start = from,
              .end = to}}});
  }
  void withdraw() { commit({store.target("Task", "t"), {}}); }
  void commit(GivenGrants grants) {
    Prepared wanted;
    wanted.grants.push_back(std::move(grants));
    store.commit(wanted);
  }
  std::string seen_by_b() const { return store.found("Patient", "b"); }

  Store store;
};

TEST_F(Visibility, HidesWhatAnotherOrganisationWrote) {
  EXPECT_EQ(store.found("Patient", "a"), "p");
  EXPECT_EQ(seen_by_b(), "");
  EXPECT_EQ(store.search("Patient", "b").total, 0u);
  EXPECT_EQ(store.search("Patient?_sort=birthdate", "b").total, 0u);
  EXPECT_EQ(store.search("Patient?_id=p", "b").total, 0u);
}

TEST_F(Visibility, HidesItAmongIncludesToo) {
  EXPECT_TRUE(store.search("Task?_include=Task:patient", "b").includes.empty());
  EXPECT_TRUE(store.search("Patient?_revinclude=Task:patient", "a").includes.empty());
  grant();
  EXPECT_EQ(store.ids(store.search("Task?_include=Task:patient", "b").includes), "p");
}

TEST_F(Visibility, ShowsTheDirectoryToEverybody) {
  EXPECT_EQ(store.found("Organization", "a"), "b");
  const auto found = store.try_search("Organization", access::Principal{});
  EXPECT_EQ(store.ids(found->matches), "b");
  EXPECT_TRUE(store.try_search("Patient", access::Principal{})->matches.empty());
}

TEST_F(Visibility, OpensWithAGrantAndClosesWithoutIt) {
  grant();
  EXPECT_EQ(seen_by_b(), "p");
  EXPECT_EQ(store.search("Patient", "b").matches[0].sight.basis, access::Basis::task);
  EXPECT_EQ(store.search("Patient", "b").total, 1u);
  withdraw();
  EXPECT_EQ(seen_by_b(), "");
}

TEST_F(Visibility, HoldsFromTheStartOfAGrantUntilItsEnd) {
  grant(start + std::chrono::hours{1}, start + std::chrono::hours{2});
  EXPECT_EQ(seen_by_b(), "");
  store.clock.advance(std::chrono::hours{1});
  EXPECT_EQ(seen_by_b(), "p");
  store.clock.advance(std::chrono::hours{1} - std::chrono::microseconds{1});
  EXPECT_EQ(seen_by_b(), "p");
  store.clock.advance(std::chrono::microseconds{1});
  EXPECT_EQ(seen_by_b(), "");
}

TEST_F(Visibility, OpensAWholeCaseToWhomItsRootIsGranted) {
  const Target root = store.target("ServiceRequest", "root");
  auto wanted =
      *store.prepared({R"({"resourceType":"Observation","id":"o","status":"final","code":{}})"}, "a");
  wanted.writes[0].case_root = root;
  wanted.writes[0].header.part = Part::work;
  GivenGrants grants{
      store.target("Task", "t"),
      {{.holder = store.target("Organization", "b"), .target = root, .part = access::Part::work}}};
  wanted.grants.push_back(grants);
  store.commit(wanted);
  EXPECT_EQ(store.found("Observation", "b"), "o");
  EXPECT_EQ(seen_by_b(), "");
  grants.grants[0].part = access::Part::feedback;
  commit(grants);
  EXPECT_EQ(store.found("Observation", "b"), "");
}

TEST_F(Visibility, ShowsNoClientDataToThoseWhoRunTheServer) {
  access::Principal administrator = worker_of("a");
  administrator.role = access::Role::administrator;
  EXPECT_TRUE(store.try_search("Patient", administrator)->matches.empty());
}

TEST_F(Visibility, IsThatOfTodayOnALaterPage) {
  store.put(R"({"resourceType":"Patient","id":"mine"})", "b");
  grant();
  store.put(R"({"resourceType":"Patient","id":"mine-too"})", "b");
  const Found first = store.search("Patient?_count=1&_sort=_id", "b");
  EXPECT_EQ(store.ids(first.matches), "mine");
  store.put(R"({"resourceType":"Patient","id":"p","active":true})");
  withdraw();
  const Found second = store.search("Patient?_count=5&_sort=_id", "b", first.next);
  EXPECT_EQ(store.ids(second.matches), "mine-too");
}

}  // namespace
}  // namespace linkki::repository
