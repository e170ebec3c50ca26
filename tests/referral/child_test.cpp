#include "referral/child.h"

#include "referral/course.h"

using namespace linkki;
using namespace linkki::referral;

namespace {

struct ChildCase {
  std::string kind = "information-request", from = "requested", to = "completed";
  Relations relations = {Relation::asked};
  std::string output = "answer";

  std::string told() const {
    TaskText before{from}, after{to};
    if (!output.empty()) after.output(output, R"("valueString":"x")");
    const auto first = before.document(), second = after.document();
    const auto move = judge_child(own_workflow(), *own_workflow().child(kind),
                                  {access::Role::referrer, relations, false}, {&first.root, &second.root});
    if (!move.ok()) return std::string(move.failure().issues.front().message->code);
    return *move ? "→ " + (*move)->to + " " + (*move)->then : "on the way";
  }
};

TEST(JudgeChild, EndsAQuestionByItsAnswer) {
  EXPECT_EQ("→ completed answer", ChildCase{}.told());
  EXPECT_EQ("workflow-missing", (ChildCase{.output = ""}.told()));
  EXPECT_EQ("workflow-role", (ChildCase{.relations = {Relation::participant}}.told()));
  EXPECT_EQ("on the way", (ChildCase{.to = "accepted"}.told()));
}

TEST(JudgeChild, DoesNotBeginAgainWhatHasEnded) {
  EXPECT_EQ("workflow-child-move", (ChildCase{.from = "completed", .to = "requested"}.told()));
  EXPECT_EQ("workflow-child-move", (ChildCase{.to = "failed"}.told()));
  EXPECT_EQ("on the way", (ChildCase{.from = "completed"}.told()));
}

TEST(JudgeChild, FollowsUpByAnyOfThreeData) {
  for (const std::string& datum : words("end-measure still-attending no-follow-up")) {
    EXPECT_EQ("→ completed ", (ChildCase{.kind = "follow-up", .from = "ready", .output = datum}.told()));
  }
  EXPECT_EQ("workflow-missing", (ChildCase{.kind = "follow-up", .from = "ready"}.told()));
}

}  // namespace
