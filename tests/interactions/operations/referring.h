// Organisations a, which refers, and w, where Anna works, with whom a referral is sent by one $refer.
#pragma once

#include "interactions/fixture.h"

namespace linkki::interactions {

struct Referring : Fixture {
  std::string task_, request_, consent_;  // "/Task/1"

  void SetUp() override {
    put("Organization/a", R"("name":"Terveysasema")");
    put("Organization/w", R"("name":"Linkkityö")");
    put("Practitioner/anna", R"("name":[{"family":"Linkki","given":["Anna"]}])");
    put("PractitionerRole/anna", R"("practitioner":{"reference":"Practitioner/anna"},)"
                                 R"("organization":{"reference":"Organization/w"})");
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

  static std::string coded(const std::string& system, const std::string& code) {
    return R"({"coding":[{"system":"https://w3id.org/linkki/fhir/CodeSystem/)" + system + R"(","code":")" +
           code + "\"}]}";
  }
  static std::string part(const std::string& name, const std::string& resource) {
    return R"({"name":")" + name + R"(","resource":)" + resource + "}";
  }
  static std::string patient(const std::string& more = "") {
    return part("patient", R"({"resourceType":"Patient")" + more + "}");
  }
  static std::string request(const std::string& more = R"(,"performer":[{"reference":"Organization/w"}])",
                             const std::string& status = "active") {
    return part("request", R"({"resourceType":"ServiceRequest","status":")" + status +
                               R"(","intent":"order","reasonCode":[{"text":"x"}],"category":[)" +
                               coded("hyte-category", "liikunta") + "]" + more + "}");
  }
  static std::string permit(const std::string& scope, const std::string& to) {
    return R"({"type":"permit","actor":[{"role":{},"reference":{"reference":")" + to + R"("}}],"code":[)" +
           coded("consent-scope", scope) + "]}";
  }
  static std::string consent() {
    return part("consent", R"({"resourceType":"Consent","status":"active","provision":{"provision":[)" +
                               permit("share-referral", "Organization/w") + "," +
                               permit("share-assessment", "Organization/w") + "]}}");
  }
  static std::string all(const std::vector<std::string>& parts) {
    std::string joined;
    for (const std::string& one : parts) joined += (joined.empty() ? "" : ",") + one;
    return R"({"resourceType":"Parameters","parameter":[)" + joined + "]}";
  }
  Reply call(const std::vector<std::string>& parts) {
    Reply reply = send("POST", "/ServiceRequest/$refer", all(parts), {}, "a", access::Role::referrer);
    for (std::size_t i = 0; reply.status == 200 && i < reply.count("entry"); ++i) {
      const std::string at = path_of(reply.text("entry." + std::to_string(i) + ".response.location"));
      if (at.starts_with("/Task/")) task_ = at;
      if (at.starts_with("/ServiceRequest/")) request_ = at;
      if (at.starts_with("/Consent/")) consent_ = at;
    }
    return reply;
  }
  Reply refer() { return call({patient(), request(), consent()}); }

  // As Anna of w.
  Reply as_anna(const std::string& method, const std::string& url, const std::string& body = "") {
    Headers headers{
        {"Authorization", "Bearer " + token("w", access::Role::link_worker, "Practitioner/anna")}};
    if (method == "PATCH") headers.emplace_back("Content-Type", "application/json-patch+json");
    return send(method, url, body, headers, "");
  }
  Reply move(const std::string& status, const std::string& more = "") {
    return as_anna("PATCH", task_,
                   R"([{"op":"replace","path":"/status","value":")" + status + "\"}" + more + "]");
  }
  Reply stored(const std::string& path) { return send("GET", path, "", {}, "a", access::Role::tester); }
  static std::string told(const Reply& reply) { return std::to_string(reply.status) + " " + reply.fault(); }
};

}  // namespace linkki::interactions
