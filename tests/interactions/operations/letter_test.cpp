#include <gmock/gmock.h>

#include "interactions/operations/referring.h"

using namespace linkki;
using namespace linkki::interactions;

namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

struct LetterToAClient : Referring {
  void SetUp() override {
    Referring::SetUp();
    put("Organization/w",
        R"("name":"Linkkityö","_name":{"extension":[{"url":)"
        R"("http://hl7.org/fhir/StructureDefinition/translation","extension":[)"
        R"({"url":"lang","valueCode":"sv"},{"url":"content","valueString":"Länkarbetet"}]}]},)"
        R"("telecom":[{"system":"phone","value":"06 000 2000"}])");
    put("HealthcareService/tasapaino",
        R"("name":"Tasapainoryhmä <65+>","providedBy":{"reference":"Organization/w"})");
  }
  static std::string client(const std::string& more = "") {
    return patient(R"(,"name":[{"text":"Aino Kivisaari"}],"address":[{"line":["Esimerkkitie 1"],)"
                   R"("postalCode":"65100","city":"Vaasa"}])" +
                   more);
  }
  static std::string service() {
    return request(R"(,"performer":[{"reference":"HealthcareService/tasapaino"}])");
  }
  Reply write(const std::string& query = "", Headers headers = {}) {
    return send("GET", request_ + "/$letter" + query, "", std::move(headers));
  }
};

TEST_F(LetterToAClient, TellsWhatWasAgreedAndHowToSayNo) {
  ASSERT_EQ(200, call({client(), service(), consent()}).status);
  const Reply letter = write("?language=fi");
  ASSERT_EQ(200, letter.status) << letter.bytes;
  EXPECT_EQ("text/html; charset=utf-8", letter.header("Content-Type"));
  EXPECT_THAT(letter.bytes,
              AllOf(HasSubstr("Aino Kivisaari<br>Esimerkkitie 1<br>65100 Vaasa"),
                    HasSubstr("<li>Tasapainoryhmä &lt;65+&gt;</li>"), HasSubstr("Voit kieltäytyä"),
                    HasSubstr("näille: Linkkityö."), HasSubstr("lang=\"fi\"")));
  EXPECT_THAT(letter.header("Content-Security-Policy"), HasSubstr("default-src 'none'"));
}

TEST_F(LetterToAClient, SaysWhoCallsOnceSomebodyHasTakenIt) {
  ASSERT_EQ(200, refer().status);
  ASSERT_EQ(200,
            move("received", R"(,{"op":"add","path":"/owner","value":{"reference":"PractitionerRole/anna"}})")
                .status);
  EXPECT_THAT(write("?language=sv").bytes, AllOf(HasSubstr("Du kontaktas av Anna Linkki, Länkarbetet"),
                                                 HasSubstr("Telefon: 06 000 2000")));
}

TEST_F(LetterToAClient, IsWrittenInTheLanguageOfTheReferralThenOfTheClient) {
  const std::string speaks =
      R"(,"communication":[{"language":{"coding":[{"code":"sv-FI"}]},"preferred":true}])";
  ASSERT_EQ(200, call({client(speaks), service(), consent()}).status);
  EXPECT_EQ("sv", write("", {{"Accept-Language", "fi"}}).header("Content-Language"));
  EXPECT_EQ("en", write("?language=en").header("Content-Language"));
  const std::string contact =
      R"(,"extension":[{"url":"https://w3id.org/linkki/fhir/StructureDefinition/contact",)"
      R"("extension":[{"url":"language","valueCode":"fi"}]}])";
  ASSERT_EQ(200, call({client(speaks), request(contact + R"(,"performer":[{"reference":"Organization/w"}])"),
                       consent()})
                     .status);
  EXPECT_EQ("fi", write().header("Content-Language"));
  EXPECT_EQ("400 argument-type @ language", told(write("?language=de")));
}

TEST_F(LetterToAClient, KeepsTheAddressOfAHiddenClientFromPaper) {
  const std::string hidden =
      R"(,"meta":{"security":[{"system":"https://hl7.fi/fhir/finnish-base-profiles/CodeSystem/)"
      R"(fi-base-security-label-cs","code":"TURVAKIELTO"}]})";
  ASSERT_EQ(200, call({client(hidden), request(R"(,"performer":[{"reference":"PractitionerRole/anna"}])"),
                       consent()})
                     .status);
  const Reply letter = write();
  ASSERT_EQ(200, letter.status) << letter.bytes;
  EXPECT_THAT(letter.bytes, AllOf(HasSubstr("Aino Kivisaari"), Not(HasSubstr("Esimerkkitie"))));
}

TEST_F(LetterToAClient, OfThoseWhoReferThemselvesNamesNoSender) {
  const std::string hidden =
      R"(,"id":"self","meta":{"security":[{"system":"https://hl7.fi/fhir/finnish-base-profiles/)"
      R"(CodeSystem/fi-base-security-label-cs","code":"TURVAKIELTO"}]})";
  const std::string own =
      R"(,"requester":{"reference":"Patient/self"},"performer":[{"reference":"PractitionerRole/anna"}])";
  const Reply sent = send("POST", "/ServiceRequest/$refer", all({client(hidden), request(own), consent()}),
                          {}, "a", access::Role::tester);
  ASSERT_EQ(200, sent.status) << json::print(sent.body.root);
  request_ = path_of(sent.text("entry.1.response.location"));
  const Reply letter = write();
  ASSERT_EQ(200, letter.status) << letter.bytes;
  EXPECT_THAT(letter.bytes, Not(HasSubstr("Esimerkkitie")));
}

TEST_F(LetterToAClient, IsNotWrittenOfTheDead) {
  ASSERT_EQ(200, call({client(R"(,"deceasedBoolean":true)"), service(), consent()}).status);
  EXPECT_EQ("422 letter-nobody @ ServiceRequest.subject", told(write()));
}

TEST_F(LetterToAClient, ShowsWhenTheyAreExpected) {
  ASSERT_EQ(200, refer().status);
  ASSERT_EQ(200, move("accepted").status);
  const Reply booked = as_anna(
      "POST", "/Appointment",
      R"({"resourceType":"Appointment","status":"booked","start":"2027-01-31T11:00:00Z",)"
      R"("end":"2027-01-31T12:00:00Z","basedOn":[{"reference":")" +
          request_.substr(1) +
          R"("}],"participant":[{"status":"accepted","actor":{"reference":"HealthcareService/tasapaino"}}]})");
  ASSERT_EQ(201, booked.status) << booked.bytes;
  const Reply letter = as_anna("GET", request_ + "/$letter?language=fi");
  EXPECT_THAT(letter.bytes, HasSubstr("Aikasi: 31.1.2027 klo 13.00, Tasapainoryhmä"));
}

TEST_F(LetterToAClient, IsForThoseWhoSeeTheReferralAndLeavesItsTrace) {
  ASSERT_EQ(200, refer().status);
  EXPECT_EQ(404, get(request_ + "/$letter", "b").status);
  trail.take();
  ASSERT_EQ(200, write().status);
  std::size_t disclosed = 0;
  for (const audit::Entry& entry : trail.take()) disclosed += entry.patient ? entry.disclosed.size() : 0;
  EXPECT_LT(2u, disclosed) << "client, referral and Task, at least";
}

}  // namespace
