#include "cli/load.h"

#include <gmock/gmock.h>

#include <fstream>

#include "cli/shell.h"

namespace linkki::cli {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

// Answers from a list, and keeps what it was asked.
class Scripted final : public base::Outgoing {
 public:
  base::Outcome<base::OutgoingAnswer> send(const base::OutgoingRequest& request) override {
    asked.push_back(request);
    if (answers.empty()) return base::Failure{base::Refusal::unavailable, {}};
    const auto answer = answers.front();
    answers.erase(answers.begin());
    return answer;
  }
  std::vector<base::OutgoingRequest> asked;
  std::vector<base::OutgoingAnswer> answers;
};

class Import : public testing::Test {
 protected:
  std::string file(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name) << text;
    return folder_ / name;
  }
  base::Outcome<void> load_all(std::vector<std::string> files, bool moments = false) {
    return load({"https://localhost:8443/fhir", "the-token", std::move(files), moments}, server_, now_,
                [&](const Loaded& loaded) {
                  loaded_.push_back(loaded.file);
                  entries_ += loaded.entries;
                });
  }
  static std::string text_of(const base::Outcome<void>& outcome) {
    return outcome.ok() ? "" : outcome.failure().issues.front().text();
  }

  Folder folder_;
  Scripted server_;
  std::vector<std::string> loaded_;
  std::size_t entries_ = 0;
  const base::Instant now_{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};
};

TEST_F(Import, PostsEachFileInItsOrderWithTheToken) {
  const auto first = file("1.json", "{\"a\":1}"), second = file("2.json", "{\"b\":2}");
  server_.answers = {{200, {}, "{}"}, {201, {}, "{}"}};
  ASSERT_TRUE(load_all({first, second}).ok());
  EXPECT_THAT(loaded_, ElementsAre(first, second));
  ASSERT_EQ(server_.asked.size(), 2u);
  EXPECT_EQ(server_.asked[0].method, "POST");
  EXPECT_EQ(server_.asked[0].url, "https://localhost:8443/fhir");
  EXPECT_EQ(server_.asked[0].body, "{\"a\":1}");
  EXPECT_EQ(server_.asked[1].body, "{\"b\":2}");
  EXPECT_THAT(server_.asked[0].headers, AllOf(Contains(Pair("Authorization", "Bearer the-token")),
                                              Contains(Pair("Content-Type", "application/fhir+json"))));
}

TEST_F(Import, ReplacesMomentsOnlyWhenAsked) {
  const auto demo = file("demo.json", "{\"date\":\"{{today-1d}}\"}");
  server_.answers = {{200, {}, "{}"}, {200, {}, "{}"}};
  ASSERT_TRUE(load_all({demo}, true).ok());
  ASSERT_TRUE(load_all({demo}, false).ok());
  EXPECT_EQ(server_.asked[0].body, "{\"date\":\"2026-11-21\"}");
  EXPECT_EQ(server_.asked[1].body, "{\"date\":\"{{today-1d}}\"}");
}

TEST_F(Import, EndsWithTheFirstRefusalAndTellsWhatTheServerTold) {
  const auto first = file("1.json", "{}"), second = file("2.json", "{}");
  server_.answers = {
      {422, {}, R"({"issue":[{"details":{"text":"No provenance."}},{"diagnostics":"Nor date."}]})"}};
  const auto outcome = load_all({first, second});
  EXPECT_THAT(text_of(outcome),
              AllOf(HasSubstr("1.json was refused with 422"), HasSubstr("No provenance.; Nor date.")));
  EXPECT_EQ(server_.asked.size(), 1u);
  EXPECT_TRUE(loaded_.empty());
}

TEST_F(Import, TellsWhereTheServerSawTheFault) {
  server_.answers = {
      {400,
       {},
       R"({"issue":[{"details":{"text":"Too short."},"expression":["Bundle.entry[2].resource"]}]})"}};
  EXPECT_THAT(text_of(load_all({file("1.json", "{}")})), HasSubstr("Bundle.entry[2].resource: Too short."));
}

TEST_F(Import, CountsTheEntriesOfTheAnswer) {
  server_.answers = {
      {200, {}, R"({"entry":[{"response":{"status":"201 Created"}},{"response":{"status":"200"}}]})"}};
  ASSERT_TRUE(load_all({file("1.json", "{}")}).ok());
  EXPECT_EQ(entries_, 2u);
}

TEST_F(Import, ARefusedEntryOfABatchEndsItToo) {
  server_.answers = {{200, {}, R"({"entry":[{"response":{"status":"201"}},{"response":{"status":"422 No",
      "outcome":{"issue":[{"details":{"text":"Wrong code."}}]}}}]})"}};
  const auto told = text_of(load_all({file("1.json", "{}")}));
  EXPECT_THAT(told, AllOf(HasSubstr("Entry 1 of "), HasSubstr("422 No"), HasSubstr("Wrong code.")));
}

TEST_F(Import, ARefusalThatIsNoOutcomeIsToldByItsStatus) {
  server_.answers = {{502, {}, "<html>"}};
  EXPECT_THAT(text_of(load_all({file("1.json", "{}")})), HasSubstr("refused with 502"));
}

TEST_F(Import, PassesOnThatNobodyAnswers) {
  const auto outcome = load_all({file("1.json", "{}")});
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.failure().refusal, base::Refusal::unavailable);
}

TEST_F(Import, AFileThatIsNotThereIsNamedBeforeAnythingIsSent) {
  EXPECT_THAT(text_of(load_all({folder_ / "none.json"})), HasSubstr("none.json cannot be read"));
  EXPECT_THAT(text_of(load_all({file("empty.json", "")})), HasSubstr("it is empty"));
  EXPECT_TRUE(server_.asked.empty());
}

}  // namespace
}  // namespace linkki::cli
