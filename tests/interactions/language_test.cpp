// In which language the server tells what it has to say.
#include "interactions/fixture.h"

using namespace linkki;
using namespace linkki::interactions;

namespace {

struct Languages : Fixture {
  Reply ask(const std::string& method, const std::string& url, const std::string& languages,
            const std::string& body = "", Headers headers = {}) {
    headers.emplace_back("Accept-Language", languages);
    return send(method, url, body, std::move(headers));
  }
  Reply absent(const std::string& languages) { return ask("GET", "/Patient/none", languages); }
  static std::string told(const Reply& reply) { return reply.text("issue.0.details.text"); }

  const std::string english = "There is no Patient/none here, or not for this caller.";
  const std::string finnish = "Patient/none ei ole täällä tai se ei ole tämän kutsujan nähtävissä.";
  const std::string swedish = "Patient/none finns inte här, eller inte för den här anroparen.";
};

std::string batch(const std::string& entries) {
  return R"({"resourceType":"Bundle","type":"batch","entry":[)" + entries + "]}";
}
const std::string get_none = R"({"request":{"method":"GET","url":"Patient/none"}})";
const char* const wrong = R"({"resourceType":"Patient","language":"wrong"})";
const char* const odd = R"({"resourceType":"Patient","language":"odd"})";

TEST_F(Languages, AFaultIsToldInTheLanguageThatTheCallerPrefers) {
  EXPECT_EQ(finnish, told(absent("fi")));
  EXPECT_EQ(swedish, told(absent("sv")));
  EXPECT_EQ(english, told(absent("en")));
  EXPECT_EQ(swedish, told(absent("fi;q=0.3, sv;q=0.9, en;q=0.1")));
}

TEST_F(Languages, ARegionIsTakenForItsLanguage) {
  EXPECT_EQ(finnish, told(absent("fi-FI, en;q=0.5")));
  EXPECT_EQ(swedish, told(absent("sv-FI")));
}

TEST_F(Languages, WhoNamesNoneThatIsSpokenIsToldInEnglish) {
  EXPECT_EQ(english, told(absent("de, ja;q=0.5")));
  EXPECT_EQ(english, told(absent("")));
  EXPECT_EQ(english, told(absent(";;=,q")));
  EXPECT_EQ(english, told(get("/Patient/none")));
}

TEST_F(Languages, TheCodeAndThePlaceAreTheSameInAll) {
  for (const char* language : {"en", "fi", "sv"}) {
    const Reply reply = ask("POST", "/Patient", language, wrong);
    EXPECT_EQ(422, reply.status);
    EXPECT_EQ("parameter-value @ Patient.language", reply.fault());
  }
}

TEST_F(Languages, DetailsAndDiagnosticsSayTheSame) {
  const Reply reply = absent("fi");
  EXPECT_EQ(finnish, reply.text("issue.0.diagnostics"));
}

TEST_F(Languages, TheAnswerNamesItsLanguageAndWhatItDependsOn) {
  for (const char* language : {"fi", "sv", "en"}) {
    const Reply reply = absent(language);
    EXPECT_EQ(language, reply.header("Content-Language"));
    EXPECT_EQ("Accept-Language", reply.header("Vary"));
    EXPECT_EQ(language, reply.text("language"));
  }
  EXPECT_EQ("en", absent("de").header("Content-Language"));
}

TEST_F(Languages, WhatIsStoredIsNobodysTranslation) {
  const std::string patient = post("Patient", R"({"resourceType":"Patient"})");
  const Reply reply = ask("GET", "/" + patient, "fi");
  EXPECT_EQ("", reply.header("Content-Language"));
  EXPECT_EQ("Accept", reply.header("Vary"));
}

TEST_F(Languages, RefusalsBeforeTheRequestIsUnderstoodAreTranslatedToo) {
  EXPECT_EQ("fi", ask("GET", "/Nonsense", "fi").header("Content-Language"));
  EXPECT_EQ("fi", ask("PUT", "/", "fi").header("Content-Language"));
  EXPECT_EQ("sv", ask("GET", "/Patient?_summary=maybe", "sv").header("Content-Language"));
  EXPECT_EQ("sv", ask("GET", "/Patient", "sv", "", {{"Accept", "text/csv"}}).header("Content-Language"));
}

TEST_F(Languages, WhoIsNotKnownIsToldSoInItsLanguage) {
  const Reply reply = send("GET", "/Patient/1", "", {{"Accept-Language", "fi"}}, "");
  EXPECT_EQ(401, reply.status);
  EXPECT_EQ("Tähän tarvitaan valtuustunniste, esimerkiksi 'Authorization: Bearer ...'.", told(reply));
}

TEST_F(Languages, PhrasesWithinASentenceAreTranslatedWithIt) {
  EXPECT_EQ("Tämä ei ole JSONia: se on tyhjä, tavu 1.", told(ask("POST", "/Patient", "fi", " ")));
  EXPECT_EQ("Parametern '_count' behöver ett heltal från 0, vid tecken 1 i värdet.",
            told(ask("GET", "/Patient?_count=x", "sv")));
}

TEST_F(Languages, EntriesOfABatchAreToldInTheLanguageOfTheRequest) {
  const Reply reply = ask("POST", "/", "sv", batch(get_none + "," + get_none));
  EXPECT_EQ(200, reply.status);
  for (const char* const entry : {"entry.0", "entry.1"}) {
    EXPECT_EQ(swedish, reply.text(std::string(entry) + ".response.outcome.issue.0.details.text"));
    EXPECT_EQ("sv", reply.text(std::string(entry) + ".response.outcome.language"));
  }
  EXPECT_EQ("", reply.header("Content-Language"));
  EXPECT_EQ("Accept-Language", reply.header("Vary"));
}

TEST_F(Languages, ATransactionIsRefusedInTheLanguageOfTheRequest) {
  const Reply reply = ask("POST", "/", "fi",
                          R"({"resourceType":"Bundle","type":"transaction","entry":[{"resource":)" +
                              std::string(wrong) + R"(,"request":{"method":"POST","url":"Patient"}}]})");
  EXPECT_EQ("Parametriin language kelpaa: fi.", told(reply));
}

TEST_F(Languages, WhatASearchPassedOverIsToldAmongItsEntries) {
  const Reply reply = ask("GET", "/Patient?nonsense=1", "fi", "", {{"Prefer", "handling=lenient"}});
  EXPECT_EQ("fi", reply.text("entry.0.resource.language"));
  EXPECT_EQ("Hakuparametria 'nonsense' ei tunneta, ja se ohitettiin, kuten Prefer: handling=lenient pyytää.",
            reply.text("entry.0.resource.issue.0.diagnostics"));
  EXPECT_EQ("Accept-Language", reply.header("Vary"));
}

TEST_F(Languages, ASearchWithinABatchKeepsTheLanguage) {
  const Reply reply =
      ask("POST", "/", "fi", batch(R"({"request":{"method":"GET","url":"Patient?nonsense=1"}})"));
  EXPECT_EQ("fi", reply.text("entry.0.response.outcome.language"));
}

TEST_F(Languages, WarningsOfAWriteAreToldSo) {
  const Reply reply = ask("POST", "/Patient", "sv", odd, {{"Prefer", "return=OperationOutcome"}});
  EXPECT_EQ(201, reply.status);
  EXPECT_EQ("Parametern language tar: fi.", told(reply));
  EXPECT_EQ("sv", reply.header("Content-Language"));
}

TEST_F(Languages, ValidateTellsItsIssuesSo) {
  const Reply reply = ask("POST", "/Patient/$validate", "fi", odd);
  EXPECT_EQ("Parametriin language kelpaa: fi.", told(reply));
  EXPECT_EQ("fi", reply.header("Content-Language"));
  EXPECT_EQ("Allt är i sin ordning.",
            told(ask("POST", "/Patient/$validate", "sv", R"({"resourceType":"Patient"})")));
}

TEST_F(Languages, TerminologyTellsItsIssuesSo) {
  const Reply reply =
      ask("GET",
          "/ValueSet/$validate-code?url=http://hl7.org/fhir/ValueSet/administrative-gender&code=x&system=" +
              std::string("http://hl7.org/fhir/administrative-gender"),
          "fi");
  EXPECT_EQ(200, reply.status) << reply.bytes;
  EXPECT_NE(std::string::npos, reply.bytes.find("ei ole arvojoukossa")) << reply.bytes;
  EXPECT_EQ("Accept-Language", reply.header("Vary"));
}

TEST_F(Languages, ALaterAnswerIsInTheLanguageOfTheRequestThatBeganIt) {
  const Reply begun = ask("GET", "/Patient/none", "fi", "", {{"Prefer", "respond-async"}});
  ASSERT_EQ(202, begun.status);
  service().settle();
  const std::string status =
      begun.header("Content-Location").substr(std::string("https://linkki.test/fhir").size());
  EXPECT_EQ(finnish, ask("GET", status, "sv").text("entry.0.response.outcome.issue.0.details.text"));
}

TEST_F(Languages, TheTrailOfRefusalsHasNoLanguage) {
  const auto details = [&](const char* languages) {
    sink.take();
    trail.take();
    ask("DELETE", "/Patient/none", languages);
    absent(languages);
    std::string all;
    for (const auto& entry : trail.take()) all += entry.detail + "\n";
    return all;
  };
  EXPECT_EQ(details("en"), details("fi"));
}

}  // namespace
