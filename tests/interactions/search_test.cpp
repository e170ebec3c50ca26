#include "interactions/search.h"

#include <fstream>
#include <regex>
#include <set>

#include "interactions/fixture.h"
#include "search/compound.h"

using namespace linkki;
using namespace linkki::interactions;

namespace {

struct Search : Fixture {
  Search() {
    for (int i = 0; i < 5; ++i) {
      clock.advance(std::chrono::seconds(1));
      patients.push_back(post("Patient", R"({"resourceType":"Patient","gender":"female","birthDate":"200)" +
                                             std::to_string(i) + R"(-01-01","maritalStatus":{"text":"m"}})"));
    }
  }
  // The part of a link behind the base; empty: no such link.
  static std::string link(const Reply& reply, const std::string& relation) {
    for (std::size_t i = 0; i < reply.count("link"); ++i) {
      const std::string at = "link." + std::to_string(i);
      if (reply.text(at + ".relation") == relation)
        return reply.text(at + ".url").substr(std::string("https://linkki.test/fhir").size());
    }
    return "";
  }
  Reply post_form(const std::string& url, const std::string& form, const std::string& type) {
    return send("POST", url, form, {{"Content-Type", type}});
  }
  std::vector<std::string> patients;
};

const std::string form_type = "application/x-www-form-urlencoded";

TEST_F(Search, AnswersWithTotalLinksAndModes) {
  const Reply reply = get("/Patient?gender=female&_count=2");
  EXPECT_EQ("searchset", reply.text("type"));
  EXPECT_EQ("5", reply.text("total"));
  EXPECT_EQ(2u, reply.count("entry"));
  EXPECT_EQ("match", reply.text("entry.0.search.mode"));
  EXPECT_TRUE(reply.text("entry.0.fullUrl").starts_with("https://linkki.test/fhir/Patient/"));
  EXPECT_EQ("/Patient?gender=female&_count=2", link(reply, "self"));
}

TEST_F(Search, PagesShowEachMatchOnce) {
  std::set<std::string> seen;
  int pages = 0;
  for (std::string url = "/Patient?_count=2"; !url.empty(); ++pages) {
    const Reply page = get(url);
    ASSERT_EQ(200, page.status) << page.bytes;
    for (std::size_t i = 0; i < page.count("entry"); ++i)
      EXPECT_TRUE(seen.insert(page.text("entry." + std::to_string(i) + ".resource.id")).second);
    url = link(page, "next");
  }
  EXPECT_EQ(5u, seen.size());
  EXPECT_EQ(3, pages);
}

TEST_F(Search, LinksAreGoodForTheirCallerAndSearchAlone) {
  const std::string next = link(get("/Patient?_count=2"), "next");
  ASSERT_FALSE(next.empty());
  EXPECT_EQ("page-foreign @ _page", get(next, "b").fault());
  EXPECT_EQ("page-foreign @ _page", send("GET", next, "", {}, "a", access::Role::link_worker).fault());
  EXPECT_EQ("page-foreign @ _page",
            get("/Patient?gender=female&" + next.substr(next.find("_page="))).fault());
  std::string altered = next;
  altered[altered.size() - 5] = altered[altered.size() - 5] == 'A' ? 'B' : 'A';
  EXPECT_EQ(400, get(altered).status);
  EXPECT_EQ(200, get(next).status);
}

TEST_F(Search, LinksGrowOld) {
  const std::string next = link(get("/Patient?_count=2"), "next");
  clock.advance(std::chrono::minutes(settings.fhir.page_link_minutes_max) + std::chrono::seconds(1));
  EXPECT_EQ("page-expired @ ", get(next).fault());
  EXPECT_EQ(410, get(next).status);
}

TEST_F(Search, CountsWithoutShowing) {
  trail.take();
  const Reply reply = get("/Patient?gender=female&_summary=count");
  EXPECT_EQ("5", reply.text("total"));
  EXPECT_EQ(0u, reply.count("entry"));
  const auto entries = trail.take();
  ASSERT_EQ(1u, entries.size());
  EXPECT_EQ("gender=female&_summary=count", entries[0].query);
  EXPECT_TRUE(entries[0].disclosed.empty());
}

TEST_F(Search, CutsEachMatchToWhatIsAskedFor) {
  const Reply reply = get("/Patient?_elements=gender&_pretty=true");
  EXPECT_NE(nullptr, reply.find("entry.0.resource.gender"));
  EXPECT_EQ(nullptr, reply.find("entry.0.resource.birthDate"));
  EXPECT_EQ("SUBSETTED", reply.text("entry.0.resource.meta.tag.0.code"));
  EXPECT_EQ(nullptr, get("/Patient?_summary=true").find("entry.0.resource.maritalStatus"));
}

TEST_F(Search, ByFormIsTheSameAsByUrl) {
  EXPECT_EQ("5", post_form("/Patient/_search", "gender=female", form_type).text("total"));
  EXPECT_EQ("1",
            post_form("/Patient/_search?gender=female", "birthdate=2001-01-01", form_type).text("total"));
  EXPECT_EQ("5", post_form("/Patient/_search", "", form_type).text("total"));
  EXPECT_EQ(415, post_form("/Patient/_search", "{}", "application/fhir+json").status);
}

TEST_F(Search, RefusesWhatItDoesNotKnowUnlessToldToBeLenient) {
  const Reply refused = get("/Patient?nonsense=1&gender=female");
  EXPECT_EQ(400, refused.status);
  EXPECT_EQ("search-parameter-unknown @ ", refused.fault());
  const Reply lenient =
      send("GET", "/Patient?nonsense=1&gender=female", "", {{"Prefer", "handling=lenient"}});
  EXPECT_EQ("5", lenient.text("total"));
  EXPECT_EQ("/Patient?gender=female", link(lenient, "self"));
  EXPECT_EQ("outcome", lenient.text("entry.5.search.mode"));
  EXPECT_EQ("warning", lenient.text("entry.5.resource.issue.0.severity"));
}

TEST_F(Search, FindsValuesThatStandTogether) {
  const std::string id =
      post("Observation",
           R"({"resourceType":"Observation","status":"final","subject":{"reference":"Patient/)" +
               patients[0] + R"("},"code":{"coding":[{"system":"http://loinc.org","code":"29463-7"}]},
      "valueQuantity":{"value":70.5,"unit":"kg","system":"http://unitsofmeasure.org","code":"kg"}})");
  const std::string code = "http://loinc.org%7C29463-7%24";
  EXPECT_EQ(id, "Observation/" +
                    get("/Observation?code-value-quantity=" + code + "lt71").text("entry.0.resource.id"));
  EXPECT_EQ("1", get("/Observation?code-value-quantity=" + code + "70500%7Chttp://unitsofmeasure.org%7Cg")
                     .text("total"));
  EXPECT_EQ("0", get("/Observation?code-value-quantity=" + code + "gt71").text("total"));
  EXPECT_EQ("1", get("/Observation?value-quantity=70500%7Chttp://unitsofmeasure.org%7Cg").text("total"));
}

TEST_F(Search, AsksTheTerminologyInForce) {
  post("Encounter", R"({"resourceType":"Encounter","status":"planned","class":{"code":"AMB",
      "system":"http://terminology.hl7.org/CodeSystem/v3-ActCode"}})");
  const std::string system = "http://terminology.hl7.org/CodeSystem/v3-ActCode%7C";
  EXPECT_EQ("1", get("/Encounter?class:below=" + system + "_ActEncounterCode").text("total"));
  EXPECT_EQ("0", get("/Encounter?class:below=" + system + "IMP").text("total"));
  EXPECT_EQ("1",
            get("/Encounter?class:in=http://terminology.hl7.org/ValueSet/v3-ActEncounterCode").text("total"));
  EXPECT_EQ("5", get("/Patient?gender:in=http://hl7.org/fhir/ValueSet/administrative-gender").text("total"));
  EXPECT_EQ("0",
            get("/Patient?gender:not-in=http://hl7.org/fhir/ValueSet/administrative-gender").text("total"));
  EXPECT_EQ(400, get("/Patient?gender:in=http://unknown.example/vs").status);
  EXPECT_EQ(400, get("/Encounter?class:below=http://unknown.example%7Ca").status);
}

TEST_F(Search, TellsHowFarAPlaceIs) {
  for (const std::string latitude : {"60.1", "60.01"}) {
    const std::string place =
        R"({"resourceType":"Location","position":{"longitude":25,"latitude":)" + latitude + "}}";
    EXPECT_EQ(201, send("POST", "/Location", place, {}, "a", access::Role::tester).status);
  }
  const Reply reply = get("/Location?near=60%7C25%7C20%7Ckm");
  EXPECT_EQ("2", reply.text("total"));
  EXPECT_EQ("60.01", reply.text("entry.0.resource.position.latitude"));
  EXPECT_EQ("http://hl7.org/fhir/StructureDefinition/location-distance",
            reply.text("entry.0.search.extension.0.url"));
  EXPECT_TRUE(reply.text("entry.0.search.extension.0.valueDistance.value").starts_with("1.11"))
      << reply.bytes;
  EXPECT_EQ(nullptr, get("/Location").find("entry.0.search.extension"));
}

TEST_F(Search, NamesTheModifiersThatAreAllowed) {
  const Reply reply = get("/Patient?gender:exact=male");
  EXPECT_EQ(400, reply.status);
  EXPECT_NE(std::string::npos, reply.text("issue.0.details.text").find("missing, not, text, in, not-in"))
      << reply.bytes;
}

TEST_F(Search, OfAnotherOrganisationFindsNothingAndSaysSoInTheTrail) {
  trail.take();
  EXPECT_EQ("0", get("/Patient?gender=female", "b").text("total"));
  const auto entries = trail.take();
  ASSERT_EQ(1u, entries.size());
  EXPECT_EQ("gender=female", entries[0].query);
  EXPECT_EQ(0u, entries[0].patient);
}

TEST_F(Search, LeavesAnEntryForEachPatientShown) {
  trail.take();
  get("/Patient");
  const auto entries = trail.take();
  EXPECT_EQ(5u, entries.size());
  for (const audit::Entry& entry : entries) EXPECT_EQ("own-record", entry.basis);
}

TEST_F(Search, InACompartmentFindsWhatRefersToItsFocus) {
  post("Observation",
       R"({"resourceType":"Observation","status":"final","code":{"text":"c"},"subject":{"reference":")" +
           patients[0] + "\"}}");
  EXPECT_EQ("1", get("/" + patients[0] + "/Observation").text("total"));
  EXPECT_EQ("0", get("/" + patients[1] + "/Observation").text("total"));
  EXPECT_EQ(404, get("/Patient/none/Observation").status);
  EXPECT_EQ(404, get("/" + patients[0] + "/Observation", "b").status);
}

TEST_F(Search, IncludesAndAuditsWhatMatchesPointTo) {
  post("Observation",
       R"({"resourceType":"Observation","status":"final","code":{"text":"c"},"subject":{"reference":")" +
           patients[0] + "\"}}");
  const Reply reply = get("/Observation?_include=Observation:subject");
  EXPECT_EQ("1", reply.text("total"));
  ASSERT_EQ(2u, reply.count("entry"));
  EXPECT_EQ("include", reply.text("entry.1.search.mode"));
  EXPECT_EQ(2u,
            get("/Patient?_id=" + patients[0].substr(8) + "&_revinclude=Observation:subject").count("entry"));
}

TEST_F(Search, WhoseAuditEntryCannotBeWrittenIsNotAnswered) {
  trail.broken = true;
  const Reply reply = get("/Patient");
  EXPECT_EQ(503, reply.status);
  EXPECT_EQ(std::string::npos, reply.bytes.find("birthDate"));
}

TEST_F(Search, OfThePublicDirectoryNeedsNoTokenAndLeavesNoEntry) {
  trail.take();
  EXPECT_EQ(200, get("/HealthcareService", "").status);
  EXPECT_EQ(401, get("/Patient", "").status);
  EXPECT_TRUE(trail.take().empty());
}

// The services of the demo region, with its Swedish translations, as anyone may search them.
struct DirectorySearch : Fixture {
  DirectorySearch() {
    std::ifstream in(LINKKI_SOURCE_DIR "/fhir-profiles/demo/02-services.json");
    std::string text(std::istreambuf_iterator<char>(in), {});
    const std::regex date(R"(\{\{today[^}]*\}\})");
    const auto bundle = json::parse(std::regex_replace(text, date, "2026-01-01")).value();
    for (const json::Value& entry : bundle.root.find("entry")->items()) {
      const json::Value& resource = *entry.find("resource");
      if (resource.text_of("resourceType") != "HealthcareService") continue;
      const std::string url = "/HealthcareService/" + std::string(resource.text_of("id"));
      const Reply reply = send("PUT", url, json::print(resource), {}, "a", access::Role::editor);
      EXPECT_EQ(201, reply.status) << reply.bytes;
    }
  }
  // Ids of what anyone finds.
  std::set<std::string> found(const std::string& search) {
    const Reply reply = get("/HealthcareService?" + search, "");
    EXPECT_EQ(200, reply.status) << reply.bytes;
    std::set<std::string> ids;
    for (std::size_t i = 0; i < reply.count("entry"); ++i)
      ids.insert(reply.text("entry." + std::to_string(i) + ".resource.id"));
    return ids;
  }
};

TEST_F(DirectorySearch, FindsServicesByWordsInFinnishAndSwedish) {
  if (!search::Compounds::available()) GTEST_SKIP() << "Debian's voikko-fi is not here";
  for (const char* const word :
       {"tasapaino", "ryhm%C3%A4", "tasapainoryhm%C3%A4%C3%A4n", "balansgrupp", "grupp", "gupp"})
    EXPECT_TRUE(found("_count=100&_content=" + std::string(word)).contains("vaasa-tasapaino")) << word;
  EXPECT_TRUE(found("_count=100&_content=jumppa").contains("vaasa-vesijumppa"));
  EXPECT_FALSE(found("_count=100&_content=jumppa").contains("vaasa-tasapaino"));
  EXPECT_EQ(std::set<std::string>{"vaasa-tasapaino"}, found("_content=balansgruppen+benen"));
}

TEST_F(DirectorySearch, TellsHowWellEachServiceFits) {
  const Reply reply = get("/HealthcareService?_content=tasapainoa+OR+seniorer&_sort=_score", "");
  ASSERT_GT(reply.count("entry"), 1u) << reply.bytes;
  double last = 1;
  for (std::size_t i = 0; i < reply.count("entry"); ++i) {
    const std::string text = reply.text("entry." + std::to_string(i) + ".search.score");
    ASSERT_FALSE(text.empty());
    const double score = std::stod(text);
    EXPECT_GT(score, 0);
    EXPECT_LE(score, last);
    last = score;
  }
  EXPECT_EQ(400, get("/HealthcareService?_sort=_score", "").status);
  EXPECT_EQ("", get("/HealthcareService?_count=1", "").text("entry.0.search.score"));
}

}  // namespace
