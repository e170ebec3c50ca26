#include "interactions/refusals.h"

#include "base/limits.h"
#include "interactions/fixture.h"

using namespace linkki;
using namespace linkki::interactions;

namespace {

constexpr base::Instant noon{std::chrono::hours{12}};

TEST(RefusalBudget, IsSpentByOneCallerWithoutTouchingAnother) {
  RefusalBudget budget;
  for (std::uint64_t i = 0; i < limits::refusals_per_caller_max; ++i)
    ASSERT_TRUE(budget.judge("a", noon).recorded) << i;
  EXPECT_FALSE(budget.judge("a", noon).recorded);
  EXPECT_TRUE(budget.judge("b", noon).recorded);
}

TEST(RefusalBudget, HoldsForAllCallersTogether) {
  RefusalBudget budget;
  std::uint64_t recorded = 0;
  for (std::uint64_t i = 0; i < 2 * limits::refusals_per_minute_max; ++i)
    recorded += budget.judge("caller " + std::to_string(i), noon).recorded;
  EXPECT_EQ(limits::refusals_per_minute_max, recorded);
}

TEST(RefusalBudget, TellsInTheNextMinuteWhatItLeftOut) {
  RefusalBudget budget;
  for (std::uint64_t i = 0; i < limits::refusals_per_caller_max + 3; ++i) budget.judge("a", noon);
  budget.judge("", noon);
  const auto verdict = budget.judge("a", noon + std::chrono::minutes(1));
  EXPECT_TRUE(verdict.recorded);
  EXPECT_EQ("refusals-left-out 3, without-token 1", verdict.left_out);
  EXPECT_EQ("", budget.judge("a", noon + std::chrono::minutes(2)).left_out);
}

TEST(RefusalBudget, NeverRecordsWhoHasNoToken) {
  RefusalBudget budget;
  EXPECT_FALSE(budget.judge("", noon).recorded);
}

struct Refusals : Fixture {
  Reply send_with_token(const std::string& url, const std::string& text) {
    return send("GET", url, "", {{"Authorization", "Bearer " + text}}, "");
  }
};

TEST_F(Refusals, OfABadTokenAreRecordedWithTheAddressAndWhatWasAskedFor) {
  const std::string patient = post("Patient", R"({"resourceType":"Patient"})");
  trail.take();
  EXPECT_EQ(401, send_with_token("/" + patient, "nonsense").status);
  const auto entries = trail.take();
  ASSERT_EQ(1u, entries.size());
  EXPECT_EQ(audit::Result::minor_failure, entries[0].result);
  EXPECT_EQ(access::Role::none, entries[0].role);
  EXPECT_EQ("", entries[0].client_id);
  EXPECT_EQ("Patient", entries[0].type);
  EXPECT_NE(0u, entries[0].patient);
  ASSERT_EQ(1u, entries[0].disclosed.size());
  EXPECT_EQ(0u, entries[0].disclosed[0].version);
  EXPECT_TRUE(entries[0].detail.ends_with(" from 192.0.2.1")) << entries[0].detail;
}

TEST_F(Refusals, OfABadTokenOnWhatIsPublicAreNot) {
  EXPECT_EQ(401, send_with_token("/Organization/1", "nonsense").status);
  EXPECT_EQ(401, send_with_token("/metadata", "nonsense").status);
  EXPECT_TRUE(trail.take().empty());
}

TEST_F(Refusals, WithoutATokenAreOnlyCounted) {
  EXPECT_EQ(401, send("GET", "/Patient/1", "", {}, "").status);
  EXPECT_TRUE(trail.take().empty());
  clock.advance(std::chrono::minutes(1));
  EXPECT_EQ(404, get("/Patient/1").status);
  const auto entries = trail.take();
  ASSERT_EQ(2u, entries.size());
  EXPECT_EQ(audit::Kind::system, entries[0].kind);
  EXPECT_EQ("refusals-left-out 0, without-token 1", entries[0].detail);
}

TEST_F(Refusals, ByRoleAreRecordedWithWhoItWas) {
  EXPECT_EQ(403,
            send("POST", "/Patient", R"({"resourceType":"Patient"})", {}, "a", access::Role::editor).status);
  const auto entries = trail.take();
  ASSERT_EQ(1u, entries.size());
  EXPECT_EQ(access::Role::editor, entries[0].role);
  EXPECT_EQ("client-a", entries[0].client_id);
  EXPECT_EQ("Organization/a", entries[0].organization);
  EXPECT_EQ(access::Interaction::create, entries[0].interaction);
  EXPECT_EQ("role-forbids", entries[0].detail);
}

TEST_F(Refusals, InABatchAreRecordedEntryByEntry) {
  const std::string batch = R"({"resourceType":"Bundle","type":"batch","entry":[)"
                            R"({"request":{"method":"GET","url":"Patient/none"}},)"
                            R"({"request":{"method":"DELETE","url":"Organization/x"}},)"
                            R"({"request":{"method":"GET","url":"AuditEvent/1"}}]})";
  const Reply reply = send("POST", "/", batch);
  EXPECT_EQ("404 Not Found", reply.text("entry.0.response.status"));
  EXPECT_EQ("403 Forbidden", reply.text("entry.2.response.status"));
  const auto entries = trail.take();
  ASSERT_EQ(2u, entries.size());
  EXPECT_EQ("AuditEvent", entries[0].type);
  EXPECT_EQ("Patient", entries[1].type);
}

TEST_F(Refusals, OfAFloodLeaveNoMoreThanTheBudget) {
  for (std::uint64_t i = 0; i < limits::refusals_per_caller_max + 50; ++i)
    EXPECT_EQ(404, get("/Patient/none").status);
  EXPECT_EQ(limits::refusals_per_caller_max, trail.take().size());
}

TEST_F(Refusals, OfHistoriesTellWhoseHistoryItWas) {
  const std::string patient = post("Patient", R"({"resourceType":"Patient"})");
  trail.take();
  get("/" + patient + "/_history");
  get("/Patient/_history");
  get("/_history");
  get("/" + patient + "/_history/1");
  get("/" + patient);
  const auto entries = trail.take();
  ASSERT_EQ(5u, entries.size());
  EXPECT_EQ("history-instance", access::code(entries[0].interaction));
  EXPECT_EQ("history-type", access::code(entries[1].interaction));
  EXPECT_EQ("history-system", access::code(entries[2].interaction));
  EXPECT_EQ("vread", access::code(entries[3].interaction));
  EXPECT_EQ("read", access::code(entries[4].interaction));
}

}  // namespace
