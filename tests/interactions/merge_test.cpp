#include "interactions/course.h"

using namespace linkki;
using namespace linkki::interactions;

namespace {

constexpr const char* turvakielto =
    R"("meta":{"security":[{"system":"https://hl7.fi/fhir/finnish-base-profiles/CodeSystem/fi-base-security-label-cs","code":"TURVAKIELTO"}]})";

// A referral of a's, and a second Patient of a's who turns out to be the same person.
struct Merge : Course {
  std::string first_, second_;  // "Patient/1"

  void SetUp() override {
    Course::SetUp();
    const Reply sent = refer();
    ASSERT_EQ(200, sent.status) << json::print(sent.body.root);
    first_ = path_of(sent.text("entry.0.response.location")).substr(1);
    second_ = patient("a");
    accept();
  }
  std::string patient(const std::string& organization, const std::string& members = "") {
    const Reply made = send("POST", "/Patient",
                            R"({"resourceType":"Patient")" + (members.empty() ? "" : "," + members) + "}", {},
                            organization, sender);
    EXPECT_EQ(201, made.status) << json::print(made.body.root);
    return "Patient/" + made.text("id");
  }
  Reply replace(const std::string& patient, const std::string& by, const std::string& members = "") {
    return send("PUT", "/" + patient,
                R"({"resourceType":"Patient","id":")" + patient.substr(8) +
                    R"(","active":false,"link":[{"type":)" + R"("replaced-by","other":{"reference":")" + by +
                    R"("}}])" + (members.empty() ? "" : "," + members) + "}",
                {}, "a", sender);
  }
};

TEST_F(Merge, TakesTheCasesAlong) {
  const std::string version = stored(task_).text("meta.versionId");
  const Reply merged = replace(first_, second_);
  ASSERT_EQ(200, merged.status) << json::print(merged.body.root);
  EXPECT_EQ(second_, stored(request_).text("subject.reference"));
  EXPECT_EQ(second_, stored(task_).text("for.reference"));
  EXPECT_EQ(second_, stored(agreed_).text("patient.reference"));
  EXPECT_EQ("accepted", status()) << "nothing else of it moves";
  EXPECT_NE(version, stored(task_).text("meta.versionId"));
  EXPECT_EQ(1u, stored("/Task?patient=" + second_).count("entry"));
  EXPECT_EQ(0u, stored("/Task?patient=" + first_).count("entry"));
}

TEST_F(Merge, ShowsTheOwnerThePersonThatRemains) {
  ASSERT_EQ(200, as("anna", "GET", "/" + first_, "").status);
  ASSERT_EQ(404, as("anna", "GET", "/" + second_, "").status);
  ASSERT_EQ(200, replace(first_, second_).status);
  EXPECT_EQ(404, as("anna", "GET", "/" + first_, "").status);
  EXPECT_EQ(200, as("anna", "GET", "/" + second_, "").status);
  EXPECT_EQ(200, as("anna", "GET", request_, "").status);
}

TEST_F(Merge, LeavesWhatIsOfNoCase) {
  const Reply flag =
      send("POST", "/Flag",
           R"({"resourceType":"Flag","status":"active","code":{"text":"x"},"subject":{"reference":")" +
               first_ + "\"}}",
           {}, "a", sender);
  ASSERT_EQ(201, flag.status) << json::print(flag.body.root);
  ASSERT_EQ(200, replace(first_, second_).status);
  EXPECT_EQ(first_, stored("/Flag/" + flag.text("id")).text("subject.reference"));
}

TEST_F(Merge, IsOfPatientsOfOneCustodianThatTheCallerSees) {
  for (const std::string& other : {patient("b"), first_, std::string("Patient/nobody"), request_.substr(1)}) {
    EXPECT_EQ("422 merge-target @ Patient.link[0].other", told(replace(first_, other))) << other;
    EXPECT_EQ(first_, stored(request_).text("subject.reference"));
  }
}

TEST_F(Merge, IsForTheRegisterAlone) {
  const Reply refused =
      as("anna", "PUT", "/" + first_,
         R"({"resourceType":"Patient","id":")" + first_.substr(8) +
             R"(","link":[{"type":"replaced-by","other":{"reference":")" + second_ + R"("}}]})");
  EXPECT_EQ("403 merge-register @ Patient.link[0].other", told(refused)) << json::print(refused.body.root);
  EXPECT_EQ(first_, stored(request_).text("subject.reference"));
}

TEST_F(Merge, ShowsNoHiddenPersonToMoreThanANamedOne) {
  const std::string hidden = patient("a", turvakielto);
  const Reply sent = refer();
  ASSERT_EQ(200, sent.status);
  const std::string waiting = path_of(sent.text("entry.0.response.location")).substr(1);
  EXPECT_EQ("422 merge-offered @ Patient.link[0].other", told(replace(waiting, hidden)));
  ASSERT_EQ(200, patch_as("anna", moved("received")).status);
  EXPECT_EQ(200, replace(waiting, hidden).status);
}

TEST_F(Merge, DoesNotGoInCircles) {
  ASSERT_EQ(200, replace(first_, second_).status);
  EXPECT_EQ("422 merge-target @ Patient.link[0].other", told(replace(second_, first_)));
}

TEST_F(Merge, LosesNoHiddenPerson) {
  const std::string hidden = patient("a", turvakielto);
  EXPECT_EQ("422 merge-hidden @ Patient.link[0].other", told(replace(hidden, second_, turvakielto)));
  EXPECT_EQ(200, replace(first_, hidden).status);
}

}  // namespace
