// Searches that reach over references: chains, `_has`, lists, and filters that join them.
#include "repository/find.h"
#include "repository/fixture.h"
#include "search/form.h"

namespace linkki::repository {
namespace {

std::string organization(const std::string& id, const std::string& name, const std::string& above = {}) {
  return R"({"resourceType":"Organization","id":")" + id + R"(","name":")" + name + "\"" +
         (above.empty() ? "" : R"(,"partOf":{"reference":"Organization/)" + above + "\"}") + "}";
}

std::string task(const std::string& id, const std::string& members) {
  return R"({"resourceType":"Task","id":")" + id + "\"," + members + "}";
}

class Chain : public testing::Test {
 protected:
  Chain() {
    store.put_all({
        organization("top", "Region"),
        organization("o", "Clinic", "top"),
        patient("anna", R"("gender":"female","name":[{"family":"Virtanen"}],)"
                        R"("managingOrganization":{"reference":"Organization/o"})"),
        patient("bo", R"("gender":"male","name":[{"family":"Virta"}])"),
        patient("cid", R"("gender":"male","identifier":[{"system":"urn:s","value":"3"}])"),
        task("1", R"("status":"draft","for":{"reference":"Patient/anna"})"),
        task("2", R"("status":"ready","for":{"reference":"Patient/bo"},"partOf":[{"reference":"Task/1"}])"),
        task("3", R"("status":"draft","for":{"reference":"Patient/cid"},"partOf":[{"reference":"Task/2"}])"),
        task("4", R"("status":"ready","for":{"reference":"Organization/o"})"),
        task("5", R"("status":"ready")"),
        R"({"resourceType":"List","id":"l","status":"current","mode":"working",)"
        R"("entry":[{"item":{"reference":"Task/2"}},{"item":{"reference":"Task/5"}}]})",
    });
  }
  std::string filtered(const std::string& type, const std::string& filter) const {
    return store.found(type + "?" + search::print_form({{"_filter", filter}}));
  }
  Store store;
};

TEST_F(Chain, FindsByWhatIsReferredTo) {
  EXPECT_EQ(store.found("Task?patient.family=virt"), "1 2");
  EXPECT_EQ(store.found("Task?subject:Patient.family=virtanen"), "1");
  EXPECT_EQ(store.found("Task?patient.family=nobody"), "");
  EXPECT_EQ(store.found("Task?patient.organization.partof.name=region"), "1");
  EXPECT_EQ(store.found("Task?part-of.part-of.patient.gender=female"), "3");
  EXPECT_EQ(store.found("Task?patient.identifier=urn:s%7C3"), "3");
}

TEST_F(Chain, AsksEveryTypeThatTheReferenceMayLeadTo) {
  EXPECT_EQ(store.found("Task?subject.name=clinic"), "4");
  EXPECT_EQ(store.found("Task?subject.name=virta,clinic"), "1 2 4");
}

TEST_F(Chain, MeansWithItsModifierWhatTheTargetIsNot) {
  EXPECT_EQ(store.found("Task?patient.gender:not=male"), "1");
  EXPECT_EQ(store.found("Task?patient.family:missing=true"), "3");
  EXPECT_EQ(store.found("Task?patient.family:exact=Virta"), "2");
}

TEST_F(Chain, IsJoinedWithOtherParameters) {
  EXPECT_EQ(store.found("Task?patient.family=virt&status=ready"), "2");
  EXPECT_EQ(store.found("Task?patient.family=virt&patient.gender=female"), "1");
  EXPECT_EQ(store.found("Task?patient.family=virt&_sort=-_id"), "2 1");
}

TEST_F(Chain, FindsByWhatRefersToIt) {
  EXPECT_EQ(store.found("Patient?_has:Task:patient:status=draft"), "anna cid");
  EXPECT_EQ(store.found("Patient?_has:Task:patient:part-of:missing=false"), "bo cid");
  EXPECT_EQ(store.found("Organization?_has:Patient:organization:_has:Task:patient:status=draft"), "o");
  EXPECT_EQ(store.found("Organization?_has:Patient:organization:_has:Task:patient:status=ready"), "");
  EXPECT_EQ(store.found("Task?patient._has:Task:patient:part-of.status=draft"), "2");
  EXPECT_EQ(store.found("Patient?_has:Task:patient:part-of.patient.family=virtanen"), "bo");
}

TEST_F(Chain, FindsWhatAListHolds) {
  EXPECT_EQ(store.found("Task?_list=l"), "2 5");
  EXPECT_EQ(store.found("Task?_list=l&patient.gender=male"), "2");
  EXPECT_EQ(store.found("Task?_list=unknown"), "");
  EXPECT_EQ(store.found("Patient?_list=l"), "");
}

TEST_F(Chain, LeadsNowhereOverWhatIsDeleted) {
  store.remove("Patient", "anna");
  EXPECT_EQ(store.found("Task?patient.family=virt"), "2");
  store.remove("Task", "1");
  EXPECT_EQ(store.found("Patient?_has:Task:patient:status=draft"), "cid");
}

TEST_F(Chain, FiltersJoinAndNegate) {
  EXPECT_EQ(filtered("Task", "status eq draft or patient.family eq \"virta\""), "1 2 3");
  EXPECT_EQ(filtered("Task", "status eq draft and not (patient.gender eq male)"), "1");
  EXPECT_EQ(filtered("Task", "not (patient.gender pr true)"), "4 5");
  EXPECT_EQ(filtered("Task", "patient[gender eq male].family sw vir"), "2");
  EXPECT_EQ(filtered("Task", "subject re Patient/bo or subject re Organization/o"), "2 4");
  EXPECT_EQ(filtered("Task", "subject ne Patient/bo"), "1 3 4");
  EXPECT_EQ(filtered("Task", "subject ne Patient/unheard-of"), "1 2 3 4");
  EXPECT_EQ(filtered("Task", "status ne draft"), "2 4 5");
}

TEST_F(Chain, FiltersTextsByWholeBeginningMiddleAndEnd) {
  EXPECT_EQ(filtered("Patient", "family eq virta"), "bo");
  EXPECT_EQ(filtered("Patient", "family ne virta"), "anna");
  EXPECT_EQ(filtered("Patient", "family sw VIRTA"), "anna bo");
  EXPECT_EQ(filtered("Patient", "family co rtan"), "anna");
  EXPECT_EQ(filtered("Patient", "family ew nen"), "anna");
  EXPECT_EQ(filtered("Patient", "family ew virt"), "");
  EXPECT_EQ(filtered("Patient", "_id ne anna and gender eq male"), "bo cid");
}

TEST_F(Chain, FiltersTextsOfAnyLengthByTheirEnd) {
  for (const std::size_t bytes : {149, 150, 151, 299, 300, 301, 449, 450, 451, 600, 750}) {
    const std::string text = std::string(bytes - 3, 'x') + "end";
    store.put(patient("long", R"("name":[{"family":")" + text + "\"}]"));
    EXPECT_EQ(filtered("Patient", "family ew end"), "long") << bytes;
    EXPECT_EQ(filtered("Patient", "family ew xen"), "") << bytes;
  }
}

TEST_F(Chain, FiltersNumbersQuantitiesAndComposites) {
  const auto weight = [](const std::string& id, const std::string& value) {
    return R"({"resourceType":"Observation","id":")" + id +
           R"(","subject":{"reference":"Patient/anna"},"code":{"coding":[{"code":"w"}]},"valueQuantity":{"value":)" +
           value + R"(,"system":"http://unitsofmeasure.org","code":"kg"}})";
  };
  store.put_all({weight("light", "50.0"), weight("heavy", "90.0")});
  EXPECT_EQ(filtered("Observation", "value-quantity gt 60"), "heavy");
  EXPECT_EQ(filtered("Observation", "value-quantity eb 60000|http://unitsofmeasure.org|g"), "light");
  EXPECT_EQ(filtered("Observation", "value-quantity sa 50 or value-quantity ap 52||kg"), "light heavy");
  EXPECT_EQ(filtered("Observation", "value-quantity ne 50.0"), "heavy");
  EXPECT_EQ(filtered("Observation", "code-value-quantity eq w$gt60"), "heavy");
  EXPECT_EQ(filtered("Observation", "code-value-quantity pr false"), "");
  EXPECT_EQ(store.found("Patient?_has:Observation:patient:code-value-quantity=w$gt80"), "anna");
  EXPECT_EQ(store.found("Patient?_has:Observation:patient:code-value-quantity=w$gt100"), "");
}

TEST_F(Chain, FiltersReferencesByTheirVersion) {
  const auto answers = [](const std::string& version) {
    return R"({"resourceType":"QuestionnaireResponse","id":"v)" + version +
           R"(","questionnaire":"http://x.test/q|)" + version + "\"}";
  };
  store.put_all({answers("1"), answers("2")});
  EXPECT_EQ(filtered("QuestionnaireResponse", "questionnaire eq http://x.test/q|1"), "v1");
  EXPECT_EQ(filtered("QuestionnaireResponse", "questionnaire eq http://x.test/q"), "v1 v2");
  const std::string other = search::print_form({{"_filter", "questionnaire ne http://x.test/q|1"}});
  EXPECT_FALSE(store.try_search("QuestionnaireResponse?" + other).ok());
}

TEST_F(Chain, FiltersPeriodsByWhatOverlaps) {
  store.put_all({task("p", R"("executionPeriod":{"start":"2026-01-10","end":"2026-01-20"})"),
                 task("q", R"("executionPeriod":{"start":"2026-01-20"})")});
  EXPECT_EQ(filtered("Task", "period po 2026-01-15"), "p");
  EXPECT_EQ(filtered("Task", "period po 2026-01-20"), "p q");
  EXPECT_EQ(filtered("Task", "period po 2026"), "p q");
  EXPECT_EQ(filtered("Task", "period po 2025"), "");
}

// Nobody learns by a chain what he may not see.
TEST_F(Chain, DoesNotLeadToWhatTheCallerMayNotSee) {
  store.put(patient("hidden", R"("name":[{"family":"Salo"}])"), "b");
  store.put_all({task("6", R"("status":"draft","for":{"reference":"Patient/hidden"})")}, "a");
  store.put_all({task("7", R"("status":"draft","for":{"reference":"Patient/hidden"})")}, "b");
  EXPECT_EQ(store.found("Task?patient.family=salo", "a"), "");
  EXPECT_EQ(store.search("Task?patient.family=salo", "a").total, 0u);
  EXPECT_EQ(store.found("Task?patient.family=salo", "b"), "7");
  EXPECT_EQ(store.found("Task?patient.family:missing=true&_id=6", "a"), "");
  EXPECT_EQ(filtered("Task", "_id eq 6 and not (patient.family eq salo)"), "6");
  EXPECT_EQ(filtered("Task", "_id eq 6 and not (patient.family eq other)"), "6");
  EXPECT_EQ(store.found("Patient?_has:Task:patient:_id=7", "a"), "");
}

TEST_F(Chain, IsTheSameWhicheverSideDrives) {
  std::vector<std::string> more;
  for (int i = 0; i < 700; ++i) {
    const std::string id = "n" + std::to_string(i);
    more.push_back(patient(id, R"("gender":"other","name":[{"family":"Niemi"}])"));
    more.push_back(task("t" + std::to_string(i), R"("status":")" +
                                                     std::string(i % 350 == 0 ? "failed" : "ready") +
                                                     R"(","for":{"reference":"Patient/)" + id + "\"}"));
  }
  store.put_all(more);
  EXPECT_EQ(store.search("Task?patient.family=niemi").total, 700u);
  EXPECT_EQ(store.found("Task?patient.family=niemi&status=failed"), "t0 t350");
  EXPECT_EQ(store.found("Patient?_has:Task:patient:status=ready&family=virta"), "bo");
  EXPECT_EQ(store.search("Patient?_has:Task:patient:status=ready").total, 699u);
  EXPECT_EQ(store.found("Patient?_has:Task:patient:status=ready&_id=n0,n1"), "n1");
  find::Settings narrow;
  narrow.chain_width_max = 600;
  EXPECT_EQ(
      store.ids(store.search("Task?patient.family=niemi&status=failed", "a", std::nullopt, narrow).matches),
      "t0 t350");
  const auto refused = store.try_search("Task?patient.family=niemi", worker_of("a"), std::nullopt, narrow);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.failure().issues.front().type, base::IssueType::too_costly);
}

TEST_F(Chain, CountsOnLaterPagesAsItDidOnTheFirst) {
  const Found first = store.search("Task?patient.family=virt&_count=1");
  EXPECT_EQ(store.ids(first.matches), "1");
  store.put(patient("bo", R"("name":[{"family":"Other"}])"));
  store.put(patient("cid", R"("name":[{"family":"Virtala"}])"));
  EXPECT_EQ(store.found("Task?patient.family=virt"), "1 3");
  const Found second = store.search("Task?patient.family=virt&_count=1", "a", first.next);
  EXPECT_EQ(store.ids(second.matches), "2");
  EXPECT_FALSE(second.next.has_value());
  EXPECT_EQ(second.total, 2u);
}

TEST_F(Chain, CountsReferrersOnLaterPagesAsOnTheFirst) {
  const Found first = store.search("Patient?_has:Task:patient:status=draft&_count=1");
  EXPECT_EQ(store.ids(first.matches), "anna");
  store.put(task("3", R"("status":"ready","for":{"reference":"Patient/cid"})"));
  store.put(task("2", R"("status":"draft","for":{"reference":"Patient/bo"})"));
  const Found second = store.search("Patient?_has:Task:patient:status=draft&_count=1", "a", first.next);
  EXPECT_EQ(store.ids(second.matches), "cid");
  EXPECT_EQ(second.total, 2u);
}

TEST_F(Chain, StopsWhenItMayNotGoOn) {
  find::Settings few;
  few.rows_max = 3;
  const auto costly = store.try_search("Task?patient.family=virt", worker_of("a"), std::nullopt, few);
  ASSERT_FALSE(costly.ok());
  EXPECT_EQ(costly.failure().issues.front().message->code, "search-rows");
}

}  // namespace
}  // namespace linkki::repository
