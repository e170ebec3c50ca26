// Every pair of states × every role × with and without each required datum, against the agreed rows, which
// are written down here once more and not taken from the file.
#include "referral/course.h"

using namespace linkki;
using namespace linkki::referral;

namespace {

constexpr const char* sender = "referrer system coordinator link-worker client proxy";
constexpr const char* worker = "coordinator link-worker producer system";
constexpr const char* receiver = "coordinator link-worker producer system light-participant";
constexpr const char* anyone = "referrer system coordinator link-worker producer client proxy";

struct Row {
  std::string number, id, from, to, roles, data;
};

// referral.md §3: those that lead from one state to another. `a|b`: either will do.
const std::vector<Row>& rows() {
  static const std::vector<Row> all = {
      {"1", "draft", "new", "draft", sender, "for focus"},
      {"2", "send", "new draft", "requested", sender, "for focus why"},
      {"4", "discard", "draft", "cancelled", sender, "reason"},
      {"5", "claim", "requested", "received", worker, ""},
      {"6", "unclaim", "received", "requested", worker, "reason"},
      {"8", "accept", "requested received", "accepted", receiver, ""},
      {"9", "decline", "requested received", "rejected", receiver, "reason"},
      {"12", "start", "accepted", "in-progress", worker, "contact"},
      {"13", "waitlist", "accepted in-progress", "on-hold", worker, "reason=capacity expected-date"},
      {"13", "pause", "accepted in-progress", "on-hold", worker, "reason expected-date"},
      {"14", "resume-before-contact", "on-hold", "accepted", worker, ""},
      {"14", "resume", "on-hold", "in-progress", worker, "contact"},
      {"16", "complete", "accepted in-progress on-hold", "completed", worker,
       "outcome activity end-measure|no-end-measure follow-up-due|no-follow-up"},
      {"17", "fail", "accepted in-progress on-hold", "failed", worker, "reason"},
      {"18", "withdraw", "requested received", "cancelled", sender, "reason"},
      {"20", "reroute", "requested received accepted in-progress on-hold", "cancelled", worker,
       "replacement"},
      {"21", "withdraw-consent", "draft requested received accepted in-progress on-hold", "cancelled", anyone,
       "reason=consent-withdrawn informant recorder"},
      {"22", "mark-in-error", "draft requested received", "entered-in-error", sender, "reason"},
      {"22b", "reopen", "completed failed", "in-progress", worker, "reason"},
      {"22c", "close-deceased", "draft requested received accepted in-progress on-hold", "cancelled",
       "referrer system link-worker coordinator producer", "reason=deceased event-date"},
      {"22c", "close-moved", "draft requested received accepted in-progress on-hold", "cancelled",
       "referrer system link-worker coordinator producer", "reason=moved event-date"},
  };
  return all;
}

std::vector<std::string> roles_without_importer() {
  std::vector<std::string> roles;
  for (const access::Role role : access::all_roles()) {
    if (role != access::Role::importer && role != access::Role::tester)
      roles.emplace_back(access::code(role));
  }
  return roles;
}

bool lists(const std::string& text, const std::string& word) {
  const auto all = words(text);
  return std::find(all.begin(), all.end(), word) != all.end();
}

// Puts a datum where it belongs.
void give(Case& one, const std::string& datum) {
  const std::string name = datum.substr(0, datum.find('='));
  const Datum& found = *own_workflow().datum(name);
  if (name == "reason") {
    one.after.with("statusReason", reason_of(datum == name ? "other" : datum.substr(name.size() + 1)));
  } else if (name == "outcome") {
    one.after.output(
        name, R"("valueCodeableConcept":)" + concept_of(own_workflow().outcome_system, "joined-regular"));
  } else if (found.at == "Task.output") {
    one.after.output(name, R"("valueString":"x")");
  } else if (found.at != "Task.for" && found.at != "Task.focus") {
    one.circumstances.present.insert(name);
  }
}

void take(Case& one, const std::string& name) {
  for (auto* task : {&one.after, one.before ? &*one.before : nullptr}) {
    if (task && (name == "for" || name == "focus")) task->members.erase(name);
  }
}

// As generous as can be: the client calls from everywhere, every condition holds.
Case make_case(const std::string& from, const std::string& to) {
  Case one(from, to);
  one.circumstances.recent = true;
  one.circumstances.baseline = true;
  one.circumstances.status_before = "in-progress";
  one.after.owned_by("Organization/o");
  if (one.before) one.before->owned_by("Organization/o");
  return one;
}

// Each row's own data alone, so that a row is legal by itself.
bool legal_by_table(const std::string& from, const std::string& to, const std::string& role) {
  return std::any_of(rows().begin(), rows().end(), [&](const Row& row) {
    return lists(row.from, from) && row.to == to && lists(row.roles, role);
  });
}

bool legal_by_machine(const std::string& from, const std::string& to, const std::string& role) {
  for (const Row& row : rows()) {
    Case one = make_case(from, to);
    for (const std::string& datum : words(row.data)) give(one, datum.substr(0, datum.find('|')));
    if (one.as(*access::find_role(role)).judged().ok()) return true;
  }
  return false;
}

TEST(Walk, AllowsExactlyTheAgreedPairsOfStatesToEachRole) {
  std::vector<std::string> states = {"new"};
  for (const State& state : own_workflow().states) states.push_back(state.status);
  for (const std::string& from : states) {
    for (const State& to : own_workflow().states) {
      if (from == to.status) continue;
      for (const std::string& role : roles_without_importer()) {
        EXPECT_EQ(legal_by_table(from, to.status, role), legal_by_machine(from, to.status, role))
            << from << " → " << to.status << " as " << role;
      }
    }
  }
}

TEST(Walk, TakesTheStepOfTheRowWhoseDataAreGiven) {
  for (const Row& row : rows()) {
    for (const std::string& from : words(row.from)) {
      for (const std::string& role : words(row.roles)) {
        Case one = make_case(from, row.to);
        for (const std::string& datum : words(row.data)) give(one, datum.substr(0, datum.find('|')));
        EXPECT_EQ(row.id, one.as(*access::find_role(role)).told()) << row.number << " from " << from;
      }
    }
  }
}

// Asked for by name, so that no other row steps in.
TEST(Walk, NamesEachDatumThatIsMissing) {
  for (const Row& row : rows()) {
    for (const std::string& missing : words(row.data)) {
      for (const std::string& from : words(row.from)) {
        Case one = make_case(from, row.to);
        for (const std::string& datum : words(row.data)) {
          if (datum != missing) give(one, datum.substr(0, datum.find('|')));
        }
        const std::string name = missing.substr(0, missing.find_first_of("|="));
        take(one, name);
        one.wanted = row.id;
        one.as(*access::find_role(words(row.roles).front()));
        EXPECT_THAT(one.told(), testing::StartsWith("workflow-missing " + name))
            << row.id << " from " << from;
      }
    }
  }
}

TEST(Walk, TakesEitherOfTwoData) {
  for (const std::string measure : {"end-measure", "no-end-measure"}) {
    for (const std::string follow_up : {"follow-up-due", "no-follow-up"}) {
      Case one = make_case("in-progress", "completed");
      for (const std::string& datum : {std::string("outcome"), std::string("activity"), measure, follow_up})
        give(one, datum);
      EXPECT_EQ("complete", one.told()) << measure << " " << follow_up;
    }
  }
}

// The relation is what lets in, not the role alone.
TEST(Walk, LetsNobodyInWithoutARelation) {
  for (const Row& row : rows()) {
    for (const std::string& from : words(row.from)) {
      for (const std::string& role : words(row.roles)) {
        Case one = make_case(from, row.to);
        for (const std::string& datum : words(row.data)) give(one, datum.substr(0, datum.find('|')));
        EXPECT_TRUE(one.as(*access::find_role(role)).related({}).forbidden()) << row.id << " as " << role;
      }
    }
  }
}

TEST(Walk, LetsEachRoleInByTheRelationsOfTheFileAlone) {
  for (const Transition& step : own_workflow().transitions) {
    for (const Permit& permit : step.by) {
      for (const access::Role role : access::all_roles()) {
        const bool listed = std::find(permit.roles.begin(), permit.roles.end(), role) != permit.roles.end();
        const Standing standing{role, {permit.relation}, false};
        if (!listed) continue;
        EXPECT_TRUE(may_take(step, standing)) << step.id << " as " << access::code(role);
      }
    }
  }
}

TEST(Walk, LetsTheServerAloneExpire) {
  Case one = make_case("requested", "cancelled");
  give(one, "reason=no-answer");
  one.wanted = "expire";
  for (const access::Role role : access::all_roles()) EXPECT_TRUE(one.as(role).forbidden());
  one.standing.everyone = true;
  EXPECT_TRUE(one.forbidden());
  EXPECT_EQ("expire", one.related({Relation::server}).told());
}

TEST(Walk, LetsAnImporterBeginInEveryStateWithASource) {
  for (const State& state : own_workflow().states) {
    Case one("new", state.status);
    one.as(access::Role::importer).related({});
    EXPECT_EQ("workflow-missing source", one.told()) << state.status;
    one.circumstances.present.insert("source");
    EXPECT_EQ("import", one.told()) << state.status;
  }
  Case moved("requested", "accepted");
  moved.circumstances.present.insert("source");
  EXPECT_TRUE(moved.as(access::Role::importer).forbidden());
}

TEST(Walk, LetsATesterStandForEverybodyButNotDoWithoutData) {
  Case one("accepted", "completed");
  one.as(access::Role::tester).related({}).standing.everyone = true;
  EXPECT_EQ(
      "workflow-missing outcome; workflow-missing activity; workflow-missing follow-up-due / no-follow-up",
      one.told());
  EXPECT_EQ("claim", Case("requested", "received").as(access::Role::link_worker).told());
}

TEST(Walk, RefusesWhatNoRowHasAndTellsWhatThisCallerMayDo) {
  const auto verdict = make_case("in-progress", "rejected").judged();
  ASSERT_FALSE(verdict.ok());
  EXPECT_EQ(base::Refusal::unprocessable, verdict.failure().refusal);
  const base::Issue& issue = verdict.failure().issues.front();
  EXPECT_EQ(base::IssueType::business_rule, issue.type);
  EXPECT_EQ("Task.status", issue.expression.front());
  EXPECT_THAT(issue.text(), testing::HasSubstr("from in-progress to rejected"));
  EXPECT_THAT(issue.text(), testing::HasSubstr("complete"));
  EXPECT_THAT(issue.text(), testing::Not(testing::HasSubstr("claim")));
}

}  // namespace
