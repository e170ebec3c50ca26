// Definitions that clients write take effect, and the index follows, whatever is written meanwhile.
#include "repository/renewal.h"

#include <future>
#include <random>

#include "repository/due.h"
#include "repository/fixture.h"
#include "repository/reindex.h"

namespace linkki::repository {
namespace {

std::string search_parameter(const std::string& id, const std::string& code, const std::string& expression,
                             const std::string& type = "token", const std::string& status = "active") {
  return R"({"resourceType":"SearchParameter","id":")" + id + R"(","url":"https://x.example/)" + id +
         R"(","name":"P","status":")" + status + R"(","description":"p","code":")" + code +
         R"(","base":["Patient"],"type":")" + type + R"(","expression":")" + expression + "\"}";
}

std::string value_set(const std::string& id, const std::string& version, const std::string& code,
                      const std::string& url = "https://x.example/set") {
  return R"({"resourceType":"ValueSet","id":")" + id + R"(","url":")" + url + R"(","version":")" + version +
         R"(","status":"draft","compose":{"include":[{"system":"urn:s","concept":[{"code":")" + code +
         R"("}]}]}})";
}

const definitions::ValueSet* find_set(const Store& store, const std::string& canonical) {
  static std::shared_ptr<const definitions::Definitions> kept;
  kept = store.definitions.current();
  return kept->find_value_set(canonical);
}

TEST(Adoption, MakesAWrittenDefinitionOneOfTheServersOwn) {
  Store store;
  store.define(value_set("v", "1", "a"));
  ASSERT_TRUE(find_set(store, "https://x.example/set"));
  EXPECT_TRUE(find_set(store, "https://x.example/set")->contains("urn:s", "a"));
  store.define(value_set("v", "1", "b"));
  EXPECT_FALSE(find_set(store, "https://x.example/set")->contains("urn:s", "a"));
  EXPECT_TRUE(find_set(store, "https://x.example/set|1")->contains("urn:s", "b"));
}

TEST(FollowedDefinitions, AreInForceWhenThatIsTold) {
  Store store;
  EXPECT_TRUE(store.repository->follow_definitions().ok());
}

TEST(FollowedDefinitions, AreNotToldToBeInForceWhenTheyAreNot) {
  Renewal::Signal signal;
  auto told = std::async(std::launch::async, [&] { return signal.follow(); });
  ASSERT_TRUE(signal.next());
  signal.followed(base::refuse(base::Refusal::storage_full, std::vector<base::Issue>{}));
  const auto outcome = told.get();
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.failure().refusal, base::Refusal::storage_full);
}

TEST(FollowedDefinitions, AreNotWaitedForWhenTheServerEnds) {
  Renewal::Signal signal;
  auto told = std::async(std::launch::async, [&] { return signal.follow(); });
  ASSERT_TRUE(signal.next());
  signal.stop();
  EXPECT_FALSE(told.get().ok());
}

TEST(Adoption, EndsWithTheResource) {
  Store store;
  store.define(value_set("v", "1", "a"));
  store.remove("ValueSet", "v");
  store.repository->settle();
  EXPECT_FALSE(find_set(store, "https://x.example/set"));
}

TEST(Adoption, GivesBackWhatItHid) {
  Store store;
  const std::string own = "http://hl7.org/fhir/ValueSet/administrative-gender";
  ASSERT_TRUE(find_set(store, own)->contains_code("female"));
  store.define(value_set("g", "4.0.1", "a", own));
  EXPECT_FALSE(find_set(store, own)->contains_code("female"));
  store.remove("ValueSet", "g");
  store.repository->settle();
  EXPECT_TRUE(find_set(store, own)->contains_code("female"));
}

TEST(Adoption, LeavesAnotherResourceOfTheSameCanonicalInForce) {
  Store store;
  store.define(value_set("first", "1", "a"));
  store.define(value_set("second", "1", "b"));
  EXPECT_TRUE(find_set(store, "https://x.example/set")->contains("urn:s", "b"));
  store.remove("ValueSet", "second");
  store.repository->settle();
  ASSERT_TRUE(find_set(store, "https://x.example/set"));
  EXPECT_TRUE(find_set(store, "https://x.example/set")->contains("urn:s", "a"));
}

TEST(Adoption, IsFoundAgainWhenTheStoreIsOpenedAgain) {
  const auto engine = memory_engine();
  {
    Store store(engine);
    store.define(value_set("v", "1", "a"));
    store.define(search_parameter("p", "tongue", "Patient.language"));
    store.put(patient("x", R"("language":"fi")"));
    EXPECT_EQ(store.found("Patient?tongue=fi"), "x");
  }
  Store store(engine);
  ASSERT_TRUE(find_set(store, "https://x.example/set"));
  EXPECT_EQ(store.found("Patient?tongue=fi"), "x");
}

TEST(Adoption, TakesNothingThatTheServerStoredItself) {
  Store store;
  const auto before = store.definitions.current();
  store.put(value_set("v", "1", "a"));
  store.repository->settle();
  EXPECT_EQ(store.definitions.current(), before);
}

TEST(Reindexing, MakesANewParameterFindWhatIsThereAlready) {
  Store store;
  store.put(patient("before", R"("language":"fi")"));
  store.define(search_parameter("p", "tongue", "Patient.language"));
  EXPECT_EQ(store.found("Patient?tongue=fi"), "before");
  store.put(patient("after", R"("language":"fi")"));
  EXPECT_EQ(store.found("Patient?tongue=fi"), "before after");
  EXPECT_TRUE(store.repository->stale_parameters().empty());
  EXPECT_TRUE(reindex::progress(store.snapshot().reads()).empty());
}

TEST(Reindexing, FollowsTheTimeZoneOfTimesWithoutOne) {
  const auto engine = memory_engine();
  const std::string before_noon = "Patient?birthdate=lt2001-02-03T12:00:00Z";
  {
    Store store(engine);
    store.put(patient("x", R"("birthDate":"2001-02-04")"));
    EXPECT_EQ(store.found(before_noon), "") << "in Helsinki the fourth begins at 22:00Z";
  }
  Store store(engine, {}, "Pacific/Auckland");
  store.repository->settle();
  EXPECT_EQ(store.found(before_noon), "x") << "in Auckland at 11:00Z";
}

TEST(Reindexing, FollowsADefinitionThatChanges) {
  Store store;
  store.put_all({patient("finn", R"("language":"fi","gender":"male")"),
                 patient("swede", R"("language":"sv","gender":"female")")});
  store.define(search_parameter("p", "trait", "Patient.language"));
  EXPECT_EQ(store.found("Patient?trait=fi"), "finn");
  store.define(search_parameter("p", "trait", "Patient.gender"));
  EXPECT_EQ(store.found("Patient?trait=fi"), "");
  EXPECT_EQ(store.found("Patient?trait=female"), "swede");
  store.define(search_parameter("p", "trait", "Patient.language", "string"));
  EXPECT_EQ(store.found("Patient?trait=f"), "finn");
}

TEST(Reindexing, FindsWhatWasWrittenWhileTheDefinitionWasAway) {
  Store store;
  store.put(patient("first", R"("language":"fi")"));
  store.define(search_parameter("p", "tongue", "Patient.language"));
  store.define(search_parameter("p", "tongue", "Patient.language", "token", "retired"));
  store.put_all({patient("second", R"("language":"fi")"), patient("first", R"("language":"sv")")});
  store.define(search_parameter("p", "tongue", "Patient.language"));
  EXPECT_EQ(store.found("Patient?tongue=fi"), "second");
}

// Lets no commit through until it is opened.
class Barrier final : public AuditSink {
 public:
  base::Outcome<void> append(storage::WriteTransaction&, std::vector<audit::Entry>) override {
    opened_.wait();
    return base::done();
  }
  void open() { opening_.set_value(); }

 private:
  std::promise<void> opening_;
  std::shared_future<void> opened_ = opening_.get_future();
};

TEST(Reindexing, RefusesUntilThenWhateverNeedsTheParameter) {
  Store store;
  store.put(patient("p", R"("language":"fi","link":[{"other":{"reference":"Patient/q"},"type":"refer"}])"));
  ASSERT_TRUE(store.definitions
                  .add({search_parameter("p", "tongue", "Patient.language"),
                        search_parameter("o", "other", "Patient.link.other", "reference")})
                  .ok());
  Barrier barrier;
  const auto again =
      *Repository::open({*store.engine, store.definitions, store.clock, store.random, barrier}, {});
  const auto search = [&](const std::string& form) -> std::string {
    const Snapshot now = *again->snapshot();
    const auto query = search::parse("Patient", form, *now.reading().definitions, {});
    const Sight sight(now.reads(), *now.reading().dictionary, worker_of("a"), start);
    const auto found = find::run(now, *query, sight, std::nullopt, start, {});
    if (found.ok()) return std::to_string(found->matches.size()) + " found";
    EXPECT_EQ(found.failure().refusal, base::Refusal::bad_request);
    return found.failure().issues.front().text();
  };
  EXPECT_EQ(again->stale_parameters(), (std::vector<std::string>{"Patient.other", "Patient.tongue"}));
  EXPECT_NE(search("tongue=fi").find("'tongue' of Patient is new or has changed; 0 of 1 resources"),
            std::string::npos);
  EXPECT_NE(search("tongue:missing=true").find("'tongue'"), std::string::npos);
  EXPECT_NE(search("_sort=tongue").find("'tongue'"), std::string::npos);
  EXPECT_NE(search("_include=Patient:other").find("'other'"), std::string::npos);
  EXPECT_EQ(search("gender:missing=true"), "1 found");
  barrier.open();
  again->settle();
  EXPECT_EQ(search("tongue=fi"), "1 found");
}

TEST(Reindexing, GoesOnAfterARestart) {
  const auto engine = memory_engine();
  std::string rows;
  {
    Store store(engine);
    for (int i = 0; i < 250; ++i) store.put(patient("p" + std::to_string(i), R"("language":"fi")"));
    ASSERT_TRUE(store.definitions.add({search_parameter("p", "tongue", "Patient.language")}).ok());
    // One step by hand, as if the process had ended behind it.
    Reading reading = store.snapshot().reading();
    auto write = *engine->begin_write();
    auto dictionary = std::make_shared<Dictionary>(Dictionary::load(*write));
    reading.definitions = store.definitions.current();
    reading.facets = *Facets::load(*write, *dictionary, *reading.definitions, {});
    reading.dictionary = dictionary;
    reading.extractor = *search::Extractor::make(reading.definitions, "Europe/Helsinki");
    ASSERT_TRUE(reindex::Step::prepare(Snapshot(*write, reading), "Patient").apply(*write).ok());
    ASSERT_TRUE(write->commit().ok());
  }
  ASSERT_EQ(reindex::progress(*engine->begin_read().value()).size(), 1u);
  EXPECT_EQ(reindex::progress(*engine->begin_read().value())[0].done, reindex::step_resources_max);
  Store store(engine);
  ASSERT_TRUE(store.definitions.add({search_parameter("p", "tongue", "Patient.language")}).ok());
  const auto again =
      *Repository::open({*store.engine, store.definitions, store.clock, store.random, store.audit}, {});
  again->settle();
  EXPECT_TRUE(again->stale_parameters().empty());
  EXPECT_TRUE(reindex::progress(again->snapshot()->reads()).empty());
}

TEST(Reindexing, HasWhatOlderDefinitionsMadePreparedAgain) {
  Store store;
  const auto prepare = [&] { return store.prepared({patient("late", R"("language":"fi")")}); };
  const Prepared old = *prepare();
  store.define(search_parameter("p", "tongue", "Patient.language"));
  int attempts = 0;
  const auto committed = store.repository->queue().submit_and_wait(
      [&]() -> base::Outcome<Prepared> { return ++attempts == 1 ? old : prepare(); });
  ASSERT_TRUE(committed.ok());
  EXPECT_EQ(attempts, 2);
  EXPECT_EQ(store.found("Patient?tongue=fi"), "late");
}

TEST(Reindexing, LeavesAResourceWithTooManyValuesAsItWas) {
  Store store;
  std::string extensions;
  for (int i = 0; i < 5'000; ++i)
    extensions += (i ? "," : "") + (R"({"url":"urn:x","valueCode":"c)" + std::to_string(i) + "\"}");
  const std::string many = patient("many", R"("gender":"male","extension":[)" + extensions + "]");
  store.put_all({many, patient("few", R"("extension":[{"url":"urn:x","valueCode":"c1"}])")});
  store.define(search_parameter("p", "code", "Patient.extension.value"));
  EXPECT_TRUE(store.repository->stale_parameters().empty());
  EXPECT_EQ(store.found("Patient?code=c1"), "few");
  EXPECT_EQ(store.found("Patient?gender=male"), "many");
  const auto refused = store.try_put(many);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.failure().issues.front().type, base::IssueType::too_costly);
}

TEST(Reindexing, LeavesTheDeletedAlone) {
  Store store;
  store.put_all({patient("gone", R"("language":"fi")"), patient("here", R"("language":"fi")")});
  store.remove("Patient", "gone");
  store.define(search_parameter("p", "tongue", "Patient.language"));
  EXPECT_EQ(store.found("Patient?tongue=fi"), "here");
  EXPECT_EQ(store.search("Patient?tongue=fi").total, 1u);
}

// Whatever is written while definitions come, change and go: each parameter finds what its definition says.
TEST(Reindexing, FindsWhatTheDefinitionsSayAfterAnySeries) {
  for (unsigned seed = 1; seed <= 2; ++seed) {
    Store store(opened_engine(seed % 2 ? 20 : 0, seed));
    std::mt19937 dice(seed);
    const auto below = [&](int end) { return std::uniform_int_distribution<int>(0, end - 1)(dice); };
    const std::vector<std::string> elements{"language", "gender"};
    const std::vector<std::string> values{"fi", "sv", "other"};
    std::map<std::string, std::map<std::string, std::string>> patients;  // id → element → value
    std::map<std::string, std::string> defined;                          // code → element
    for (int i = 0; i < 40; ++i) {
      const std::string id = "r" + std::to_string(below(12));
      auto& model = patients[id];
      std::string members;
      for (const std::string& element : elements) {
        model[element] = values[static_cast<std::size_t>(below(3))];
        members += (members.empty() ? "" : ",") + ("\"" + element + "\":\"" + model[element] + "\"");
      }
      store.put(patient(id, members));
      if (below(8) > 0) continue;
      const std::string code = "c" + std::to_string(below(2));
      const std::string& element = elements[static_cast<std::size_t>(below(2))];
      const bool retire = below(3) == 0;
      store.define(
          search_parameter(code, code, "Patient." + element, "token", retire ? "retired" : "active"));
      defined[code] = element;
      if (retire) defined.erase(code);
    }
    store.repository->settle();
    for (const auto& [code, element] : defined) {
      for (const std::string& value : values) {
        std::set<std::string> wanted, found;
        for (auto& [id, members] : patients) {
          if (members[element] == value) wanted.insert(id);
        }
        for (const Match& match : store.search("Patient?" + code + "=" + value + "&_count=100").matches)
          found.insert(store.snapshot().current(match.number)->header.id);
        EXPECT_EQ(found, wanted) << code << " = " << element << " " << value << " seed " << seed;
      }
    }
  }
}

}  // namespace
}  // namespace linkki::repository
