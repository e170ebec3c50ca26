// A minor and the guardians: who sees and does what, by every door, until the eighteenth birthday.
#include "interactions/course.h"

using namespace linkki;
using namespace linkki::interactions;
using namespace std::chrono_literals;

namespace {

// The fixture's clock begins on 2026-09-21 at 14:13:20 UTC.
struct Minor : Course {
  std::string patient_;

  static std::string code(const std::string& code) {
    return R"("extension":[{"url":"https://w3id.org/linkki/fhir/StructureDefinition/minor-disclosure","valueCoding":)"
           R"({"system":"urn:oid:1.2.246.537.5.40202.201901","code":")" +
           code + "\"}}]";
  }
  // A referral with that code; empty: without.
  void begin(const std::string& of_referral, const std::string& born = "2010-05-01",
             const std::string& period = "") {
    const std::string said = of_referral.empty() ? "" : "," + code(of_referral);
    const Reply reply = refer("requested", R"("owner":{"reference":"Organization/w"})",
                              R"("status":"active","reasonCode":[{"text":"x"}])" + said);
    ASSERT_EQ(200, reply.status) << reply.bytes;
    patient_ = path_of(reply.text("entry.0.response.location"));
    put(patient_.substr(1), R"("birthDate":")" + born + "\"");
    put("RelatedPerson/mother", R"("patient":{"reference":")" + patient_.substr(1) + "\"}" +
                                    (period.empty() ? "" : R"(,"period":)" + period));
  }
  Headers mother() { return bearer("", access::Role::proxy, "RelatedPerson/mother"); }
  Headers child() { return bearer("", access::Role::client, patient_.substr(1)); }
  Reply ask(const Headers& who, const std::string& url) { return send("GET", url, "", who, ""); }
  Reply write(const Headers& who, const std::string& method, const std::string& url, const std::string& body,
              const std::string& type = "application/fhir+json") {
    Headers headers = who;
    headers.emplace_back("Content-Type", type);
    return send(method, url, body, headers, "");
  }
  // How much of the referral somebody is shown, by every door.
  std::string shown_to(const Headers& who) {
    std::string all;
    for (const std::string& one : {task_, request_, agreed_}) {
      const std::string type = one.substr(1, one.find('/', 1) - 1), id = one.substr(one.rfind('/') + 1);
      const bool read = ask(who, one).status == 200;
      for (const std::string& url : {one + "/_history", one + "/_history/1"})
        EXPECT_EQ(read ? 200 : 404, ask(who, url).status) << url;
      const std::string told = "/" + type + "/" + id + "\"";
      for (const std::string& url : {"/" + type, "/" + type + "?_id=" + id, "/" + type + "/_history"})
        EXPECT_EQ(read, ask(who, url).bytes.find(told) != std::string::npos) << url;
      const bool of_person = read && type != "Task" && ask(who, patient_).status == 200;  // R4's compartment
      EXPECT_EQ(of_person, ask(who, patient_ + "/" + type).bytes.find(told) != std::string::npos) << type;
      const Reply batch =
          write(who, "POST", "/",
                R"({"resourceType":"Bundle","type":"batch","entry":[{"request":{"method":"GET","url":")" +
                    one.substr(1) + "\"}}]}");
      EXPECT_EQ(read, batch.text("entry.0.response.status").starts_with("200")) << one;
      if (read) all += type + " ";
    }
    const bool some = !all.empty();
    for (const char* url :
         {"/Task?_include=Task:focus", "/ServiceRequest?_revinclude=Task:focus",
          "/Task?focus:ServiceRequest.status=active", "/ServiceRequest?_has:Task:focus:status=requested",
          "/Task?_filter=status eq requested", "/?_type=Task,ServiceRequest"}) {
      EXPECT_EQ(some, ask(who, url).count("entry") > 0) << url;
    }
    return all;
  }
};

const std::string everything = "Task ServiceRequest Consent ";

TEST_F(Minor, IsShownToAGuardianWhereTheCodeAllowsIt) {
  for (const char* code : {"1", "2"}) {
    begin(code);
    EXPECT_EQ(everything, shown_to(mother())) << code;
    EXPECT_EQ(everything, shown_to(child())) << code;
  }
}

TEST_F(Minor, IsNotShownToAGuardianElsewhere) {
  for (const char* code : {"3", "4", "9", ""}) {
    begin(code);
    EXPECT_EQ("", shown_to(mother())) << code;
    EXPECT_EQ(404, ask(mother(), patient_).status) << code;
    EXPECT_EQ(everything, shown_to(child())) << code;
    EXPECT_EQ(200, ask(child(), patient_).status) << code;
  }
}

TEST_F(Minor, IsShownByTheirOwnCodeWhereThereIsNoCase) {
  begin("3");
  put(patient_.substr(1), R"("birthDate":"2010-05-01",)" + code("1"));
  EXPECT_EQ(200, ask(mother(), patient_).status);
  EXPECT_EQ("", shown_to(mother()));
}

// What was open before stays closed, in old versions too.
TEST_F(Minor, ClosesWithTheCode) {
  begin("1");
  const auto said = [&](const std::string& code) {
    return write(bearer("a", sender, "Practitioner/petra"), "PATCH", request_,
                 R"([{"op":"replace","path":"/extension/0/valueCoding/code","value":")" + code + "\"}]",
                 "application/json-patch+json");
  };
  EXPECT_EQ(200, said("3").status);
  EXPECT_EQ("", shown_to(mother()));
  EXPECT_EQ(200, said("1").status);
  EXPECT_EQ(200, ask(mother(), request_).status);
}

TEST_F(Minor, OfUnknownAgeIsOne) {
  begin("");
  put(patient_.substr(1), "");
  EXPECT_EQ("", shown_to(mother()));
}

TEST_F(Minor, IsNotActedForWhereTheCodeForbids) {
  begin("3");
  const std::string about = R"("patient":{"reference":")" + patient_.substr(1) + "\"}";
  const std::string subject = R"("subject":{"reference":")" + patient_.substr(1) + "\"}";
  EXPECT_EQ(
      404, write(mother(), "PATCH", task_, moved("cancelled", add("statusReason", reason("client-declined"))),
                 "application/json-patch+json")
               .status);
  const std::string consent = R"({"resourceType":"Consent","status":"active",)" + about + "}";
  const std::string request =
      R"({"resourceType":"ServiceRequest","status":"draft","intent":"order",)" + subject;
  const auto refused = [&](const Reply& reply) {
    EXPECT_EQ(403, reply.status) << reply.bytes;
    EXPECT_TRUE(reply.fault().starts_with("guardian-withheld")) << reply.fault();
  };
  refused(write(mother(), "POST", "/Consent", consent));
  refused(write(mother(), "POST", "/ServiceRequest", request + "}"));
  refused(write(mother(), "POST", "/ServiceRequest", request + "," + code("3") + "}"));
  refused(write(mother(), "POST", "/Goal",
                R"({"resourceType":"Goal","lifecycleStatus":"active",)" + subject + "}"));
  EXPECT_EQ(201, write(child(), "POST", "/Consent", consent).status);
  EXPECT_EQ(201, write(mother(), "POST", "/ServiceRequest", request + "," + code("2") + "}").status);
}

TEST_F(Minor, IsActedForWhereTheCodeAllows) {
  begin("2");
  EXPECT_EQ(
      200, write(mother(), "PATCH", task_, moved("cancelled", add("statusReason", reason("client-declined"))),
                 "application/json-patch+json")
               .status);
  EXPECT_EQ("cancelled", status());
}

// Born on 2008-09-23: grown up at midnight in Helsinki, which is 21:00 UTC the day before.
TEST_F(Minor, IsOneUntilTheEighteenthBirthdayBegins) {
  begin("1", "2008-09-23");
  pass(30h + 46min + 39s);  // 2026-09-22T20:59:59Z
  EXPECT_EQ(everything, shown_to(mother()));
  pass(1s);
  EXPECT_EQ("", shown_to(mother()));
  EXPECT_EQ(404, ask(mother(), patient_).status);
  EXPECT_EQ(everything, shown_to(child()));
  EXPECT_EQ(403, write(mother(), "POST", "/Consent",
                       R"({"resourceType":"Consent","status":"active","patient":{"reference":")" +
                           patient_.substr(1) + "\"}}")
                     .status);
}

TEST_F(Minor, WhoseBirthdayIsNotKnownIsNoMoreOneOnceItMayHaveBeen) {
  begin("1", "2008");
  EXPECT_EQ("", shown_to(mother()));
  begin("1", "2008-10");
  EXPECT_EQ(everything, shown_to(mother()));
  pass(24h * 10);
  EXPECT_EQ("", shown_to(mother()));
}

TEST_F(Minor, GrownUpIsShownToAProxyOfThenOnWhateverTheCode) {
  begin("3", "2008-09-01", R"({"start":"2026-09-01"})");
  EXPECT_EQ(everything, shown_to(mother()));
  begin("3", "2008-09-01", R"({"start":"2026-08-31"})");
  EXPECT_EQ("", shown_to(mother()));
}

TEST_F(Minor, IsNotShownOutsideThePeriodOfTheRelation) {
  begin("1", "2010-05-01", R"({"end":"2026-09-21"})");
  EXPECT_EQ(everything, shown_to(mother()));
  pass(6h + 46min + 39s);  // 2026-09-21T20:59:59Z
  EXPECT_EQ(everything, shown_to(mother()));
  pass(1s);
  EXPECT_EQ("", shown_to(mother()));
}

}  // namespace
