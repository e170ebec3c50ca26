// A referral through the API: who sends it, who works on it, what the client said.
#pragma once

#include "interactions/fixture.h"

namespace linkki::interactions {

inline constexpr auto worker = access::Role::link_worker;
inline constexpr auto sender = access::Role::referrer;
inline constexpr const char* business = "https://w3id.org/linkki/fhir/CodeSystem/task-business-status";

inline std::string coded(const std::string& system, const std::string& code) {
  return R"({"coding":[{"system":")" + system + R"(","code":")" + code + "\"}]}";
}
inline std::string reason(const std::string& code) {
  return coded("https://w3id.org/linkki/fhir/CodeSystem/status-reason", code);
}
inline std::string output(const std::string& name, const std::string& value) {
  return R"({"type":)" + coded("https://w3id.org/linkki/fhir/CodeSystem/task-input-output", name) + "," +
         value + "}";
}
inline std::string outcome(const std::string& code) {
  return output("outcome", R"("valueCodeableConcept":)" +
                               coded("https://w3id.org/linkki/fhir/CodeSystem/outcome", code));
}

// A referral of organisation a to w, where Anna and Johan work.
struct Course : Fixture {
  std::string task_, request_, agreed_;

  void SetUp() override {
    put("Organization/a", "");
    put("Organization/w", "");
    employ("anna", "w");
    employ("johan", "w");
    employ("petra", "a");
  }
  void put(const std::string& reference, const std::string& members) {
    const std::size_t slash = reference.find('/');
    const Reply reply =
        send("PUT", "/" + reference,
             R"({"resourceType":")" + reference.substr(0, slash) + R"(","id":")" +
                 reference.substr(slash + 1) + "\"" + (members.empty() ? "" : ",") + members + "}",
             {}, "a", access::Role::tester);
    ASSERT_GE(201, reply.status) << json::print(reply.body.root);
  }
  void employ(const std::string& person, const std::string& organization) {
    put("Practitioner/" + person, "");
    put("PractitionerRole/" + person, R"("practitioner":{"reference":"Practitioner/)" + person +
                                          R"("},"organization":{"reference":"Organization/)" + organization +
                                          "\"}");
  }

  static std::string entry(const std::string& resource, const std::string& type, const std::string& urn) {
    return R"({"fullUrl":"urn:uuid:)" + urn + R"(","resource":)" + resource +
           R"(,"request":{"method":"POST","url":")" + type + "\"}}";
  }
  static std::string urn(char of) { return std::string("6f0d1c1e-5d0a-4c58-9a52-0c6f1d0b7a0") + of; }
  static std::string task(const std::string& status, const std::string& members) {
    return R"({"resourceType":"Task","status":")" + status + R"(","intent":"order","code":)" +
           coded("http://hl7.org/fhir/CodeSystem/task-code", "fulfill") +
           R"(,"focus":{"reference":"urn:uuid:)" + urn('2') + R"("},"for":{"reference":"urn:uuid:)" +
           urn('1') + R"("},"requester":{"reference":"Organization/a"})" + (members.empty() ? "" : ",") +
           members + "}";
  }
  static std::string permit(const std::string& scope, const std::string& to, const std::string& more = "") {
    return R"({"type":"permit","actor":[{"role":{},"reference":{"reference":")" + to + R"("}}],"code":[)" +
           coded("https://w3id.org/linkki/fhir/CodeSystem/consent-scope", scope) + "]" + more + "}";
  }
  // Without the parts of the organisation.
  static std::string exactly(std::string permit) {
    return permit.insert(permit.find(R"("role")"),
                         R"("extension":[{"url":"https://w3id.org/linkki/fhir/StructureDefinition/exact",)"
                         R"("valueBoolean":true}],)");
  }
  static std::string provision(const std::string& permits) {
    return R"("provision":{"provision":[)" + permits + "]}";
  }
  // What the client said, as the next referral brings it.
  std::string consent_ = provision(
      permit("share-referral", "Organization/w") + "," + permit("share-assessment", "Organization/w") + "," +
      permit("share-onward", "Organization/w") + "," + permit("feedback-to-referrer", "Organization/a"));

  std::string referral(
      const std::string& status, const std::string& members,
      const std::string& request_members = R"("status":"active","reasonCode":[{"text":"x"}])") const {
    return R"({"resourceType":"Bundle","type":"transaction","entry":[)" +
           entry(R"({"resourceType":"Patient"})", "Patient", urn('1')) + "," +
           entry(R"({"resourceType":"ServiceRequest","intent":"order","subject":{"reference":"urn:uuid:)" +
                     urn('1') + R"("},"category":[)" +
                     coded("https://w3id.org/linkki/fhir/CodeSystem/hyte-category", "liikunta") +
                     R"(],"supportingInfo":[{"reference":"urn:uuid:)" + urn('5') + R"("}],)" +
                     request_members + "}",
                 "ServiceRequest", urn('2')) +
           "," + entry(task(status, members), "Task", urn('3')) + "," +
           entry(R"({"resourceType":"Consent","status":"active","patient":{"reference":"urn:uuid:)" +
                     urn('1') + R"("})" + (consent_.empty() ? "" : "," + consent_) + "}",
                 "Consent", urn('5')) +
           "]}";
  }
  Reply refer(const std::string& status = "requested",
              const std::string& members = R"("owner":{"reference":"Organization/w"})",
              const std::string& request_members = R"("status":"active","reasonCode":[{"text":"x"}])") {
    Reply reply = send("POST", "/", referral(status, members, request_members), {}, "a", sender);
    if (reply.status == 200) {
      request_ = path_of(reply.text("entry.1.response.location"));
      task_ = path_of(reply.text("entry.2.response.location"));
      agreed_ = path_of(reply.text("entry.3.response.location"));
    }
    return reply;
  }

  Headers bearer(const std::string& organization, access::Role role, const std::string& person) {
    return {{"Authorization", "Bearer " + token(organization, role, person)}};
  }
  Reply as(const std::string& person, const std::string& method, const std::string& url,
           const std::string& body, Headers more = {}) {
    Headers headers = bearer("w", worker, "Practitioner/" + person);
    headers.insert(headers.end(), more.begin(), more.end());
    return send(method, url, body, headers, "");
  }
  Reply patch_as(const std::string& person, const std::string& operations, Headers more = {}) {
    more.emplace_back("Content-Type", "application/json-patch+json");
    return as(person, "PATCH", task_, operations, more);
  }
  static std::string moved(const std::string& status, const std::string& more = "") {
    return R"([{"op":"replace","path":"/status","value":")" + status + "\"}" + (more.empty() ? "" : ",") +
           more + "]";
  }
  static std::string add(const std::string& element, const std::string& value) {
    return R"({"op":"add","path":"/)" + element + R"(","value":)" + value + "}";
  }
  Reply step(const std::string& person, const std::string& id, const std::string& inputs = "") {
    return as(person, "POST", task_ + "/$transition",
              R"({"resourceType":"Parameters","parameter":[{"name":"transition","valueCode":")" + id + "\"}" +
                  (inputs.empty() ? "" : ",") + inputs + "]}");
  }
  static std::string input(const std::string& name, const std::string& value) {
    return R"({"name":"input","part":[{"name":"name","valueCode":")" + name + R"("},{"name":"value",)" +
           value + "}]}";
  }
  void accept() { ASSERT_EQ(200, patch_as("anna", moved("accepted")).status); }
  void contact() {
    const Reply reply =
        as("anna", "POST", "/Communication",
           R"({"resourceType":"Communication","status":"completed","basedOn":[{"reference":")" +
               request_.substr(1) +
               R"("}],"extension":[{"url":"https://w3id.org/linkki/fhir/StructureDefinition/)"
               R"(contact-result","valueCoding":{"code":"reached"}}]})");
    ASSERT_EQ(201, reply.status) << json::print(reply.body.root);
  }

  // The Consent anew, as its writer has it.
  Reply agree(const std::string& members, const std::string& organization = "a") {
    const std::string id = agreed_.substr(agreed_.rfind('/') + 1);
    return send("PUT", agreed_,
                R"({"resourceType":"Consent","id":")" + id + R"(","patient":{"reference":")" +
                    stored(agreed_).text("patient.reference") + "\"}," + members + "}",
                {}, organization);
  }

  Reply stored(const std::string& path) { return send("GET", path, "", {}, "a", access::Role::tester); }
  std::string status() { return stored(task_).text("status"); }
  std::string request_status() { return stored(request_).text("status"); }
  std::string business_of(const Reply& reply) {
    const json::Value* const codings = reply.find("businessStatus.coding");
    for (const json::Value& coding : codings ? codings->items() : std::span<json::Value>{}) {
      if (coding.text_of("system") == business) return std::string(coding.text_of("code"));
    }
    return "";
  }
  std::string business_now() { return business_of(stored(task_)); }
  static std::string told(const Reply& reply) { return std::to_string(reply.status) + " " + reply.fault(); }
};

}  // namespace linkki::interactions
