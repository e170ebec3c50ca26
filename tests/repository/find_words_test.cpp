// What `_content` and `_text` find, and in which order.
#include "repository/find.h"
#include "repository/fixture.h"
#include "search/compound.h"

namespace linkki::repository {
namespace {

std::string translated(const std::string& text, const std::string& language, const std::string& translation) {
  return R"("name":")" + text +
         R"(","_name":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/translation",
      "extension":[{"url":"lang","valueCode":")" +
         language + R"("},{"url":"content","valueString":")" + translation + R"("}]}]})";
}

std::string service(const std::string& id, const std::string& members) {
  return R"({"resourceType":"HealthcareService","id":")" + id + "\"," + members + "}";
}

std::string finnish(const std::string& id, const std::string& name, const std::string& more = {}) {
  return service(id, R"("language":"fi","name":")" + name + "\"" + (more.empty() ? "" : "," + more));
}

std::string narrative(const std::string& text) {
  return R"("text":{"status":"additional","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>)" + text +
         R"(</p></div>"})";
}

std::string task(const std::string& id, const std::string& description, const std::string& status = "draft") {
  return R"({"resourceType":"Task","id":")" + id + R"(","status":")" + status +
         R"(","intent":"order","description":")" + description + R"("})";
}

struct Words : testing::Test {
  Words() {
    store.put_all({
        service("balance", R"("language":"fi",)" +
                               translated("Tasapainoryhmä Pystyssä", "sv", "Balansgruppen På benen")),
        service("walk", R"("language":"fi",)" + translated("Kävelyporukka", "sv", "Promenadgruppen")),
        service("swim", R"("language":"fi",)" +
                            translated("Senioreiden vesijumppa", "sv", "Vattengymnastik för seniorer")),
    });
  }
  Store store;
};

TEST_F(Words, IsFoundByFinnishWordsAndTheirParts) {
  if (!search::Compounds::available()) GTEST_SKIP() << "Debian's voikko-fi is not here";
  for (const char* const word :
       {"tasapainoryhm%C3%A4", "ryhm%C3%A4", "tasapaino", "RYHM%C3%84%C3%84N", "ryhma"})
    EXPECT_EQ(store.found("HealthcareService?_content=" + std::string(word)), "balance") << word;
  EXPECT_EQ(store.found("HealthcareService?_content=jumppaa"), "swim");
  EXPECT_EQ(store.found("HealthcareService?_content=vesi+seniori"), "swim");
  EXPECT_EQ(store.found("HealthcareService?_content=vesi+tasapaino"), "");
}

TEST_F(Words, OfWhatIsNotPublicNeverTellWhatOthersWrite) {
  Store indexed(memory_engine(), {}, "Europe/Helsinki", {"Task"});
  indexed.put(task("own", "Soita Virtanem"));
  EXPECT_EQ(indexed.found("Task?_content=Virtanen"), "") << "no slip is forgiven, whoever spelled it right";
}

TEST_F(Words, LongerThanAKeyWhenTheyAreFoldedAreStored) {
  std::string salutations;
  for (int i = 0; i < 48; ++i) salutations += "\xEF\xB7\xBA";  // one character, eighteen when it is folded
  store.put(service("long", R"("name":")" + salutations + '"'));
  EXPECT_EQ(store.found("HealthcareService?_content=gymnastik"), "swim");
}

TEST_F(Words, IsFoundByTheEndOfSwedishCompounds) {
  EXPECT_EQ(store.found("HealthcareService?_content=grupp"), "balance walk");
  EXPECT_EQ(store.found("HealthcareService?_content=grupper"), "balance walk");
  EXPECT_EQ(store.found("HealthcareService?_content=promenadgrupp"), "walk");
  EXPECT_EQ(store.found("HealthcareService?_content=gymnastik"), "swim");
}

TEST_F(Words, IsFoundDespiteOneSlipWhereNothingIsSpelledSo) {
  EXPECT_EQ(store.found("HealthcareService?_content=gupp"), "balance walk");
  EXPECT_EQ(store.found("HealthcareService?_content=promenadgurppen"), "walk");
  EXPECT_EQ(store.found("HealthcareService?_content=vesijummpa"), "swim");
  EXPECT_EQ(store.found("HealthcareService?_content=guxx"), "");
  store.put(finnish("fish", "Guppit"));
  EXPECT_EQ(store.found("HealthcareService?_content=guppi"), "fish");
}

TEST_F(Words, IsJoinedAsTheQuestionSays) {
  EXPECT_EQ(store.found("HealthcareService?_content=promenadgruppen+OR+gymnastik"), "walk swim");
  EXPECT_EQ(store.found("HealthcareService?_content=promenadgruppen,gymnastik"), "walk swim");
  EXPECT_EQ(store.found("HealthcareService?_content=grupp+and+(benen+OR+seniorer)"), "balance");
  EXPECT_EQ(store.found("HealthcareService?_content=%22p%C3%A5+benen%22"), "balance");
  EXPECT_EQ(store.found("HealthcareService?_content=grupp&_id=walk,swim"), "walk");
}

TEST_F(Words, FollowsWhatIsWritten) {
  store.put(finnish("walk", "Lauluilta"));
  EXPECT_EQ(store.found("HealthcareService?_content=promenadgrupp"), "");
  EXPECT_EQ(store.found("HealthcareService?_content=lauluilta"), "walk");
  store.remove("HealthcareService", "walk");
  EXPECT_EQ(store.found("HealthcareService?_content=lauluilta"), "");
}

TEST_F(Words, OfTheNarrativeIsOnlyThat) {
  store.put(finnish("sung", "Kuoro", narrative("laulua")));
  EXPECT_EQ(store.found("HealthcareService?_text=laulua"), "sung");
  EXPECT_EQ(store.found("HealthcareService?_content=laulua+kuoro"), "sung");
  EXPECT_EQ(store.found("HealthcareService?_text=kuoro"), "");
  store.put(service("wander", R"("language":"sv","name":"Sommar",)" + narrative("Promenadgruppen")));
  EXPECT_EQ(store.found("HealthcareService?_text=grupp"), "wander");
}

TEST_F(Words, IsFoundAlongAChain) {
  store.put(
      R"({"resourceType":"ServiceRequest","id":"r","status":"draft","intent":"order","subject":{"display":"x"},
      "performer":[{"reference":"HealthcareService/walk"}]})");
  EXPECT_EQ(store.found("ServiceRequest?performer:HealthcareService._content=promenadgrupp"), "r");
  EXPECT_EQ(store.found("ServiceRequest?performer:HealthcareService._content=gymnastik"), "");
}

TEST_F(Words, IsTheSameOnLaterPages) {
  const Found first = store.search("HealthcareService?_content=grupp&_sort=_score&_count=1");
  ASSERT_EQ(first.matches.size(), 1u);
  ASSERT_TRUE(first.next);
  const std::string shown = store.ids(first.matches);
  const std::string hidden = shown == "walk" ? "balance" : "walk";
  store.put(finnish(hidden, "Lauluilta"));
  for (int i = 0; i < 5; ++i) store.put(finnish("new" + std::to_string(i), "grupp grupp grupp"));
  const Found second =
      store.search("HealthcareService?_content=grupp&_sort=_score&_count=1", "a", first.next);
  EXPECT_EQ(store.ids(second.matches), hidden);
  EXPECT_FALSE(second.next);
}

TEST(Score, IsHigherWhereRareWordsAreSaidOften) {
  Store store;
  store.put_all({service("often", R"("language":"sv","name":"Simning","comment":"simning simning")"),
                 service("once", R"("language":"sv","name":"Simning")"),
                 service("end", R"("language":"sv","name":"Vintersimning")"),
                 service("other", R"("language":"sv","name":"Dans")")});
  EXPECT_EQ(store.found("HealthcareService?_content=simning&_sort=_score"), "often once end");
  EXPECT_EQ(store.found("HealthcareService?_content=simning&_sort=-_score"), "end once often");
  const Found found = store.search("HealthcareService?_content=simning,dans&_sort=_score");
  EXPECT_EQ(store.ids(found.matches).substr(0, 5), "other") << "few speak of dancing";
  for (const Match& match : found.matches) {
    ASSERT_TRUE(match.score);
    EXPECT_GT(*match.score, 0);
    EXPECT_LT(*match.score, 1);
  }
}

TEST(Score, IsToldWhereverWordsAreAskedFor) {
  Store store;
  store.put(service("a", R"("language":"sv","name":"Simning")"));
  EXPECT_TRUE(store.search("HealthcareService?_content=simning").matches.at(0).score);
  EXPECT_FALSE(store.search("HealthcareService?name=simning").matches.at(0).score);
}

TEST(Score, StaysAsItWasOnTheFirstPage) {
  Store store;
  for (int i = 0; i < 6; ++i) {
    std::string comment = "dans";
    for (int times = 0; times < i; ++times) comment += " dans";
    store.put(
        service("s" + std::to_string(i), R"("language":"sv","name":"grupp","comment":")" + comment + "\""));
  }
  const std::string query = "HealthcareService?_content=dans,grupp&_sort=_score&_count=2";
  Found page = store.search(query);
  std::string all = store.ids(page.matches);
  while (page.next) {
    store.put(service("new" + all.substr(all.size() - 1), R"("language":"sv","name":"dans dans dans dans")"));
    page = store.search(query, "a", page.next);
    all += " " + store.ids(page.matches);
  }
  EXPECT_EQ(all, "s5 s4 s3 s2 s1 s0");
}

TEST(WordsOfOtherTypes, IsReadWhereNothingIsIndexed) {
  Store store;
  store.put_all(
      {task("a", "Soita huomenna"), task("b", "Ring i morgon"), task("c", "Soita tänään", "requested")});
  EXPECT_EQ(store.found("Task?_content=soita"), "a c");
  EXPECT_EQ(store.found("Task?_content=soita&status=requested"), "c");
  EXPECT_EQ(store.found("Task?_content=soita+OR+morgon"), "a b c");
  EXPECT_EQ(store.found("Task?_content=siota"), "") << "what is not indexed forgives no slip";
  EXPECT_EQ(store.found("Task?_text=soita"), "");
  EXPECT_EQ(store.search("Task?_content=soita&_total=accurate&_count=1").total, 2u);
}

TEST(WordsOfOtherTypes, IsRankedAndPagedToo) {
  Store store;
  store.put_all({task("once", "dans"), task("often", "dans dans dans"), task("twice", "dans dans")});
  EXPECT_EQ(store.found("Task?_content=dans&_sort=_score"), "often twice once");
  Found page = store.search("Task?_content=dans&_sort=_score&_count=1");
  store.put(task("twice", "sång"));
  page = store.search("Task?_content=dans&_sort=_score&_count=1", "a", page.next);
  EXPECT_EQ(store.ids(page.matches), "twice") << "as it was on the first page";
}

TEST(WordsOfOtherTypes, IsRefusedWhereTooMuchWouldBeRead) {
  Store store;
  std::vector<std::string> tasks;
  for (int i = 0; i < 30; ++i)
    tasks.push_back(task("t" + std::to_string(i), "dans", i ? "draft" : "requested"));
  store.put_all(tasks);
  find::Settings settings;
  settings.rows_max = 1'000;
  const auto all = store.try_search("Task?_content=dans", worker_of("a"), std::nullopt, settings);
  ASSERT_FALSE(all.ok());
  EXPECT_EQ(all.failure().issues.front().type, base::IssueType::too_costly);
  const auto few =
      store.try_search("Task?_content=dans&status=requested", worker_of("a"), std::nullopt, settings);
  ASSERT_TRUE(few.ok());
  EXPECT_EQ(few->matches.size(), 1u);
}

TEST(WordsOfOtherTypes, IsNotReadForATotalThatNobodyAskedFor) {
  Store store;
  std::vector<std::string> tasks;
  for (int i = 0; i < 30; ++i) tasks.push_back(task("t" + std::to_string(i), "dans"));
  store.put_all(tasks);
  find::Settings settings;
  settings.total_max = 1'000;
  settings.rows_max = 500;
  const Found found = store.search("Task?_content=dans&_count=5", "a", std::nullopt, settings);
  EXPECT_EQ(found.matches.size(), 5u);
  EXPECT_FALSE(found.total);
}

TEST(WordsOfOtherTypes, OfOthersIsNotRead) {
  Store store;
  store.put(task("theirs", "dans"), "b");
  store.put(task("ours", "dans"), "a");
  EXPECT_EQ(store.found("Task?_content=dans", "a"), "ours");
  EXPECT_EQ(store.found("Task?_content=dans", "b"), "theirs");
}

// As when the setting has been changed: what was stored before is indexed in the background.
TEST(WordTypes, ThatAreAddedAreIndexedInTheBackground) {
  Store store(memory_engine(), {}, "Europe/Helsinki", {});
  store.put(service("a", R"("name":"Soita huomenna")"));
  store.repository.reset();
  const auto open = [&](std::vector<std::string> types) {
    store.repository =
        *Repository::open({*store.engine, store.definitions, store.clock, store.random, store.audit},
                          {.dictionary = {}, .index = {.text_types = std::move(types)}, .queue = {}});
    store.repository->settle();
  };
  open({"HealthcareService"});
  EXPECT_EQ(store.found("HealthcareService?_content=siota"), "a") << "now a slip is forgiven";
  store.put(service("b", R"("name":"Ring i morgon")"));
  EXPECT_EQ(store.found("HealthcareService?_content=ring"), "b");
  store.repository.reset();
  open({});
  EXPECT_EQ(store.found("HealthcareService?_content=ring"), "b");
  EXPECT_EQ(store.found("HealthcareService?_content=rign"), "");
}

}  // namespace
}  // namespace linkki::repository
