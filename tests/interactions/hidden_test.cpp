// A person who must not be found (TURVAKIELTO): who is shown what of them, by every door.
#include "interactions/course.h"

using namespace linkki;
using namespace linkki::interactions;

namespace {

constexpr const char* label =
    R"({"system":"https://hl7.fi/fhir/finnish-base-profiles/CodeSystem/fi-base-security-label-cs","code":"TURVAKIELTO"})";
const std::string owned_by_anna = R"("owner":{"reference":"PractitionerRole/anna"})";
const std::string owned_by_w = R"("owner":{"reference":"Organization/w"})";

// Their referral by organisation a, to Anna or to all of w.
struct Sheltered : Course {
  std::string patient_;

  void begin(const std::string& owner) {
    const Reply reply = refer("requested", owner);
    ASSERT_EQ(200, reply.status) << json::print(reply.body.root);
    patient_ = path_of(reply.text("entry.0.response.location"));
    ASSERT_EQ(200, write(false).status);
  }
  std::string id() const { return patient_.substr(patient_.rfind('/') + 1); }
  std::string body(bool labelled, const std::string& more = "") const {
    return R"({"resourceType":"Patient","id":")" + id() + "\"," +
           (labelled ? R"("meta":{"security":[)" + std::string(label) + "]}," : "") +
           R"("text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">Salakuja</div>"},)"
           R"("extension":[{"url":"https://example.org/home-municipality","valueString":"Salakunta"}],)"
           R"("identifier":[{"system":"urn:x","value":"1"}],"name":[{"family":"Aalto"}],)"
           R"("telecom":[{"system":"phone","value":"0409876"}],"address":[{"city":"Salakyla"},)"
           R"({"extension":[{"url":"https://w3id.org/linkki/fhir/StructureDefinition/contact-address",)"
           R"("valueBoolean":true}],"text":"Postilokero 7"}],"contact":[{"name":{"family":"Salasisko"}}])" +
           more + "}";
  }
  Reply write(bool labelled, const std::string& organization = "a") {
    return send("PUT", patient_, body(labelled), {}, organization, sender);
  }
  void hide() { ASSERT_EQ(200, write(true).status); }
  Reply see(const std::string& url, const std::string& person = "anna") { return as(person, "GET", url, ""); }
  // What of the secrets an answer tells.
  static std::string told_of(const Reply& reply) {
    std::string all;
    for (const char* secret : {"Salakuja", "Salakunta", "0409876", "Salakyla", "Salasisko"}) {
      if (reply.bytes.find(secret) != std::string::npos) all += std::string(secret) + " ";
    }
    return all;
  }
  Reply batch(const std::string& url) {
    return as("anna", "POST", "/",
              R"({"resourceType":"Bundle","type":"batch","entry":[{"request":{"method":"GET","url":")" +
                  url.substr(1) + "\"}}]}");
  }
  std::vector<std::string> doors() const {
    return {patient_,
            patient_ + "?_summary=data",
            patient_ + "?_elements=address,telecom,name",
            patient_ + "/_history",
            patient_ + "/_history/2",
            patient_ + "/_history/3",
            "/Patient/_history",
            "/_history",
            "/Patient",
            "/Patient?_id=" + id(),
            "/Patient?family=Aalto",
            "/Task?_include=Task:patient",
            "/ServiceRequest?_include=*",
            "/?_type=Patient",
            patient_ + "/$everything"};
  }
};

TEST_F(Sheltered, AreShownWithoutContactDataToWhomATaskNames) {
  begin(owned_by_anna);
  EXPECT_NE("", told_of(see(patient_)));
  hide();
  for (const std::string& door : doors()) {
    const Reply reply = see(door);
    EXPECT_EQ(200, reply.status) << door;
    EXPECT_EQ("", told_of(reply)) << door;
    EXPECT_NE(std::string::npos, reply.bytes.find("Aalto")) << door;
    EXPECT_NE(std::string::npos, reply.bytes.find("SUBSETTED")) << door;
    EXPECT_EQ("", told_of(batch(door))) << door;
  }
  EXPECT_NE(std::string::npos, see(patient_).bytes.find("Postilokero 7"));
  EXPECT_EQ("", told_of(see("/Patient?_summary=text")));
}

TEST_F(Sheltered, AreShownWholeOnceTheTaskIsAccepted) {
  begin(owned_by_anna);
  hide();
  accept();
  EXPECT_EQ(told_of(stored(patient_)), told_of(see(patient_)));
  EXPECT_NE("", told_of(see(patient_)));
  EXPECT_EQ(404, see(patient_, "johan").status);
  EXPECT_EQ("1", see("/Patient?address-city=Salakyla").text("total"));
}

TEST_F(Sheltered, AreShownWholeToWhoseRecordItIsAndToThemselves) {
  begin(owned_by_anna);
  hide();
  EXPECT_NE("", told_of(send("GET", patient_, "", {}, "a", sender)));
  EXPECT_NE("", told_of(send("GET", patient_, "", bearer("", access::Role::client, patient_.substr(1)), "")));
}

TEST_F(Sheltered, AreNotFoundByContactData) {
  begin(owned_by_anna);
  const std::vector<std::string> questions = {
      "/Patient?address=Salakyla",
      "/Patient?address-city=Salakyla",
      "/Patient?address-city:missing=false",
      "/Patient?address-postalcode:missing=true",
      "/Patient?phone=0409876",
      "/Patient?telecom=0409876",
      "/Patient?phone:not=5",
      "/Patient?family=Aalto&address=Salakyla",
      "/Patient?_filter=address sw Salakyla",
      "/Patient?_filter=family eq Aalto or address sw Salakyla",
      "/Patient?_filter=not (address sw Muualla)",
      "/Patient?_content=Salakuja",
      "/Patient?_sort=address",
      "/Patient?_sort=family,-address-city",
      "/Task?patient.address=Salakyla",
      "/Task?patient:Patient.phone=0409876",
      "/Task?patient.address-city:missing=false",
      "/Task?_filter=patient.address sw Salakyla",
      "/PractitionerRole?_has:Task:owner:patient.address=Salakyla",
      "/ServiceRequest?_has:Task:focus:patient.address-city=Salakyla",
  };
  for (const std::string& question : questions) {
    const Reply reply = see(question);
    EXPECT_EQ("1", reply.text("total")) << question << reply.bytes;
  }
  hide();
  for (const std::string& question : questions) {
    const Reply reply = see(question);
    EXPECT_EQ("0", reply.text("total")) << question << reply.bytes;
    EXPECT_EQ("0", see(question + "&_summary=count").text("total")) << question;
  }
  for (const char* question : {"/Patient?family=Aalto", "/Patient?_sort=family", "/Task?patient.family=Aalto",
                               "/Patient?identifier=urn:x|1"}) {
    EXPECT_EQ("1", see(question).text("total")) << question;
  }
}

TEST_F(Sheltered, AreNotChangedByWhoDoesNotSeeThemWhole) {
  begin(owned_by_anna);
  hide();
  const auto refused = [&](const std::string& method, const std::string& url, const std::string& sent,
                           Headers headers = {}) {
    const Reply reply = as("anna", method, url, sent, headers);
    EXPECT_EQ(403, reply.status) << method << " " << url << " " << reply.bytes;
    EXPECT_EQ("contact-withheld @ ", reply.fault()) << method << " " << url;
  };
  const Headers json_patch{{"Content-Type", "application/json-patch+json"}};
  refused("PUT", patient_, body(true));
  refused("PUT", patient_, body(true, R"(,"gender":"female")"));
  // Neither by what a patch that does not fit would tell.
  for (const char* city : {"Salakyla", "Muualla"}) {
    refused("PATCH", patient_,
            R"([{"op":"test","path":"/address/0/city","value":")" + std::string(city) + "\"}]", json_patch);
  }
  refused("DELETE", patient_, "");
  refused(
      "POST", patient_ + "/$meta-add",
      R"({"resourceType":"Parameters","parameter":[{"name":"meta","valueMeta":{"tag":[{"code":"x"}]}}]})");
  const Reply transaction =
      as("anna", "POST", "/",
         R"({"resourceType":"Bundle","type":"transaction","entry":[{"request":{"method":"PUT","url":")" +
             patient_.substr(1) + R"("},"resource":)" + body(true) + "}]}");
  EXPECT_EQ(403, transaction.status) << transaction.bytes;
  EXPECT_EQ("3", stored(patient_).text("meta.versionId"));
}

TEST_F(Sheltered, AreNotShownInOldVersionsEither) {
  begin(owned_by_anna);
  accept();
  hide();
  EXPECT_EQ(404, see(patient_ + "/_history/2", "johan").status);
  EXPECT_EQ(404, see(patient_ + "/_history", "johan").status);
  EXPECT_EQ(0u, see("/Patient/_history", "johan").count("entry"));
  EXPECT_EQ(200, see(patient_ + "/_history/2").status);
}

TEST_F(Sheltered, KeepTheirLabelByWhateverPathItIsLeftOut) {
  begin(owned_by_anna);
  hide();
  const auto still = [&](const std::string& path) {
    EXPECT_EQ("TURVAKIELTO", stored(patient_).text("meta.security.0.code")) << path;
  };
  EXPECT_EQ(200, write(false).status);
  still("PUT");
  EXPECT_EQ(200, send("PATCH", patient_, R"([{"op":"remove","path":"/meta/security"}])",
                      {{"Content-Type", "application/json-patch+json"}}, "a", sender)
                     .status);
  still("PATCH");
  const std::string entry =
      R"({"resourceType":"Bundle","type":"transaction","entry":[{"request":{"method":"PUT","url":")" +
      patient_.substr(1) + R"("},"resource":)" + body(false, R"(,"active":true)") + "}]}";
  EXPECT_EQ(200, send("POST", "/", entry, {}, "a", sender).status);
  still("transaction");
  EXPECT_EQ(200, send("PUT", "/Patient?identifier=urn:x|1", body(false), {}, "a", sender).status);
  still("conditional update");
  EXPECT_EQ(200,
            send("PUT", patient_, body(false, R"(,"active":false)"), {}, "a", access::Role::importer).status);
  still("import");
  EXPECT_EQ(204, send("DELETE", patient_, "", {}, "a", access::Role::tester).status);
  EXPECT_EQ(201, send("PUT", patient_, body(false), {}, "a", access::Role::tester).status);
  still("delete and revive");
}

TEST_F(Sheltered, AreUncoveredByWhoLabelledThemOrAnswersForTheRecord) {
  begin(owned_by_anna);
  accept();
  // Anna of w sets the label on the record of a.
  EXPECT_EQ(200, as("anna", "PUT", patient_, body(true)).status);
  const std::string meta =
      R"({"resourceType":"Parameters","parameter":[{"name":"meta","valueMeta":{"security":[)" +
      std::string(label) + "]}}]}";
  const auto uncover = [&](const Headers& who) {
    return send("POST", patient_ + "/$meta-delete", meta, who, "");
  };
  put("Organization/v", "");
  EXPECT_EQ(404, uncover(bearer("v", worker, "Practitioner/anna2")).status);
  EXPECT_EQ(403, uncover(bearer("", access::Role::client, patient_.substr(1))).status);
  EXPECT_EQ(200, uncover(bearer("w", worker, "Practitioner/anna")).status);
  EXPECT_EQ(200, see(patient_, "johan").status);
  EXPECT_EQ(200, as("anna", "PUT", patient_, body(true)).status);
  EXPECT_EQ(404, see(patient_, "johan").status);
  EXPECT_EQ(200, uncover(bearer("a", sender, "Practitioner/petra")).status);
  hide();
  EXPECT_EQ("label-kept @ Patient.meta.security", uncover(bearer("w", worker, "Practitioner/anna")).fault());
}

TEST_F(Sheltered, AreCalledBackFromWhereNobodyIsNamed) {
  begin(owned_by_w);
  EXPECT_EQ(200, see(task_).status);
  hide();
  EXPECT_EQ("cancelled", status());
  EXPECT_EQ("withdrawn", business_now());
  EXPECT_EQ("safety", stored(task_).text("statusReason.coding.0.code"));
  EXPECT_EQ("active", request_status());
  for (const std::string& url : {task_, request_, patient_, task_ + "/_history", task_ + "/_history/1"}) {
    EXPECT_EQ(404, see(url).status) << url;
  }
  EXPECT_EQ("0", see("/Task").text("total"));
}

TEST_F(Sheltered, StayWithWhomATaskNames) {
  begin(owned_by_anna);
  hide();
  EXPECT_EQ("requested", status());
  EXPECT_EQ(200, see(task_).status);
  EXPECT_EQ(200, see(request_).status);
  EXPECT_EQ(404, see(task_, "johan").status);
  accept();
  EXPECT_EQ(404, see(task_, "johan").status);
}

TEST_F(Sheltered, AreOpenedAgainWhenTheLabelIsTakenAway) {
  begin(owned_by_anna);
  hide();
  EXPECT_EQ(404, see(task_, "johan").status);
  const std::string meta =
      R"({"resourceType":"Parameters","parameter":[{"name":"meta","valueMeta":{"security":[)" +
      std::string(label) + "]}}]}";
  EXPECT_EQ(200, send("POST", patient_ + "/$meta-delete", meta, {}, "a", sender).status);
  EXPECT_EQ(200, see(task_, "johan").status);
  EXPECT_NE("", told_of(see(patient_, "johan")));
}

TEST_F(Sheltered, AreReferredToANamedPersonAlone) {
  begin(owned_by_anna);
  hide();
  const auto again = [&](const std::string& owner) {
    return send("POST", "/Task",
                R"({"resourceType":"Task","status":"requested","intent":"order","code":)" +
                    coded("http://hl7.org/fhir/CodeSystem/task-code", "fulfill") +
                    R"(,"focus":{"reference":")" + request_.substr(1) + R"("},"for":{"reference":")" +
                    patient_.substr(1) + R"("},"requester":{"reference":"Organization/a"})" + owner + "}",
                {}, "a", sender);
  };
  EXPECT_EQ(422, again("").status);
  EXPECT_EQ(422, again("," + owned_by_w).status);
  EXPECT_EQ(201, again("," + owned_by_anna).status);
}

// Where and when to meet them, and who is close to them.
TEST_F(Sheltered, AreNotGivenAwayByAppointmentsOrRelatives) {
  begin(owned_by_anna);
  accept();
  const std::string about = R"("basedOn":[{"reference":")" + request_.substr(1) + "\"}]";
  const Reply booked = as("anna", "POST", "/Appointment",
                          R"({"resourceType":"Appointment","status":"booked",)" + about +
                              R"(,"participant":[{"status":"accepted","actor":{"reference":")" +
                              patient_.substr(1) + "\"}}]}");
  ASSERT_EQ(201, booked.status) << booked.bytes;
  const std::string appointment = path_of("Appointment/" + booked.reference().substr(12));
  const Reply related = send("POST", "/RelatedPerson",
                             R"({"resourceType":"RelatedPerson","patient":{"reference":")" +
                                 patient_.substr(1) + R"("},"address":[{"city":"Salakyla"}]})",
                             {}, "w", worker);
  ASSERT_EQ(201, related.status);
  const std::string relative = "/" + related.reference();
  EXPECT_EQ(200, see(appointment, "johan").status);
  EXPECT_EQ(200, see(relative, "johan").status);
  hide();
  for (const std::string& one : {appointment, relative}) {
    EXPECT_EQ(404, see(one, "johan").status) << one;
    EXPECT_EQ(404, see(one + "/_history/1", "johan").status) << one;
    EXPECT_EQ(200, see(one).status) << one;
  }
  EXPECT_EQ("0", see("/Appointment", "johan").text("total"));
  EXPECT_EQ("0", see("/RelatedPerson?address-city=Salakyla", "johan").text("total"));
  EXPECT_EQ(0u, see("/Appointment/_history", "johan").count("entry"));
}

}  // namespace
