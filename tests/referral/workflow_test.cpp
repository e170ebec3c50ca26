#include "referral/workflow.h"

#include <set>

#include "base/settings.h"
#include "referral/course.h"

using namespace linkki;
using namespace linkki::referral;

namespace {

std::string fault(const std::string& json) {
  const auto read = read_workflow(json);
  if (read.ok()) return "none";
  EXPECT_EQ(base::Refusal::unavailable, read.failure().refusal);
  const auto& arguments = read.failure().issues.front().arguments;
  return arguments[0].text() + " at " + arguments[1].text();
}

std::string with(const std::string& from, const std::string& to) {
  std::string file = workflow_file();
  const std::size_t at = file.find(from);
  EXPECT_NE(std::string::npos, at) << from;
  return file.replace(at, from.size(), to);
}

TEST(WorkflowFile, IsReadWhole) {
  const Workflow& workflow = own_workflow();
  EXPECT_EQ(11u, workflow.states.size());
  EXPECT_EQ(30u, workflow.transitions.size());
  EXPECT_EQ(7u, workflow.children.size());
  EXPECT_EQ(2u, workflow.dialects.size());
  EXPECT_EQ("fulfill", workflow.task.code);
  EXPECT_TRUE(workflow.final("rejected"));
  EXPECT_FALSE(workflow.final("on-hold"));
  const Transition& send = *workflow.transition("send");
  EXPECT_EQ("awaiting-claim", send.business_of_pool);
  EXPECT_EQ("answer-by", send.sets.front().extension);
  EXPECT_EQ(14, send.sets.front().after.count());
  EXPECT_EQ("Skicka", send.label.in(base::Language::swedish));
  EXPECT_EQ("agree-to-cancel", workflow.child("abort")->moves.front().then);
  EXPECT_EQ(nullptr, workflow.transition("nothing"));
}

std::multiset<int> times(const Workflow& workflow) {
  std::multiset<int> all{static_cast<int>(workflow.reopening.count())};
  for (const Clock& clock : workflow.clocks) all.insert(static_cast<int>(clock.after.count()));
  for (const Transition& transition : workflow.transitions) {
    for (const Filled& set : transition.sets) all.insert(static_cast<int>(set.after.count()));
  }
  return all;
}

TEST(WorkflowFile, HasTheTimesThatTheConfigurationBeginsWith) {
  EXPECT_EQ(times(own_workflow()), times(read_workflow(workflow_file(), times_of(base::Settings{})).value()));
}

TEST(WorkflowFile, GoesByEveryTimeThatIsConfigured) {
  Times set = times_of(base::Settings{});
  int days = 1'000;
  for (auto& [name, time] : set) time = std::chrono::days(++days);
  const auto found = times(read_workflow(workflow_file(), set).value());
  for (const auto& [name, time] : set) {
    const int count = static_cast<int>(time.count());
    EXPECT_TRUE(found.contains(name == "referral.answer_warning_days" ? -count : count)) << name;
  }
}

TEST(WorkflowFile, IsRefusedWithThePlaceOfItsFault) {
  EXPECT_EQ("the word 'neighbour' is unknown at /transitions/0/by/neighbour",
            fault(with(R"("by": {"requester")", R"("by": {"neighbour")")));
  EXPECT_EQ("the role 'king' is unknown at /transitions/0/by/requester",
            fault(with(R"("requester": ["system")", R"("requester": ["king")")));
  EXPECT_EQ("the datum 'colour' is unknown at /transitions/draft",
            fault(with(R"([{"one": ["for"]})", R"([{"one": ["colour"]})")));
  EXPECT_EQ("the status 'begun' is unknown at /transitions/draft",
            fault(with(R"("from": ["new"], "to": "draft")", R"("from": ["new"], "to": "begun")")));
  EXPECT_EQ("'P14M' is not in days at /conditions/reopening-time",
            fault(with("\"P14D\", \"setting\"", "\"P14M\", \"setting\"")));
  EXPECT_EQ("the child 'twin' is unknown at /transitions/ask",
            fault(with(R"("opens": "information-request")", R"("opens": "twin")")));
  EXPECT_EQ("'sv' is missing at /states/0", fault(with(R"("sv": "Utkast", )", "")));
  EXPECT_EQ("the id is used twice at /transitions/send", fault(with(R"("id": "draft")", R"("id": "send")")));
}

TEST(WorkflowFile, IsRefusedWhenItIsNone) {
  EXPECT_FALSE(read_workflow("").ok());
  EXPECT_FALSE(read_workflow("[]").ok());
  EXPECT_FALSE(read_workflow("{}").ok());
}

}  // namespace
