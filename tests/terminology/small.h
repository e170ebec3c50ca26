// A small code system with two levels and three languages, value sets over it, and short ways to ask.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "base/json/print.h"
#include "terminology/r4.h"
#include "terminology/request.h"

namespace linkki::terminology {

inline const char* const colours =
    R"({"resourceType":"CodeSystem","id":"c","url":"urn:c","version":"2","name":"Colours",
  "status":"active","content":"complete","caseSensitive":true,"language":"en",
  "property":[{"code":"warm","type":"boolean"}],"concept":[
  {"code":"red","display":"Red","definition":"As blood","property":[{"code":"warm","valueBoolean":true}],
   "designation":[{"language":"fi","value":"Punainen"},{"language":"sv","value":"Röd"}],
   "concept":[{"code":"crimson","display":"Crimson"},{"code":"scarlet","display":"Scarlet",
     "property":[{"code":"status","valueCode":"retired"}]}]},
  {"code":"blue","display":"Blue","property":[{"code":"warm","valueBoolean":false}],
   "designation":[{"language":"fi","value":"Sininen"}]},
  {"code":"any","display":"Any","property":[{"code":"notSelectable","valueBoolean":true}]}]})";

inline std::string value_set(const std::string& url, const std::string& compose) {
  return R"({"resourceType":"ValueSet","id":"s","url":")" + url +
         R"(","version":"1","status":"active","compose":)" + compose + "}";
}

inline std::string filtered(const std::string& url, const std::string& property, const std::string& op,
                            const std::string& value) {
  return value_set(url, R"({"include":[{"system":"urn:c","filter":[{"property":")" + property +
                            R"(","op":")" + op + R"(","value":")" + value + R"("}]}]})");
}

inline std::string parameter(const std::string& name, const std::string& type, const std::string& value) {
  return R"({"name":")" + name + R"(","value)" + type + R"(":)" + value + "}";
}
inline std::string text(const std::string& name, const std::string& value) {
  return parameter(name, "String", "\"" + value + "\"");
}
inline std::string flag(const std::string& name, bool value) {
  return parameter(name, "Boolean", value ? "true" : "false");
}

// A Parameters resource and the request made of it.
struct Asked {
  explicit Asked(const std::vector<std::string>& parameters) {
    std::string all;
    for (auto& one : parameters) all += (all.empty() ? "" : ",") + one;
    auto parsed = json::parse(R"({"resourceType":"Parameters","parameter":[)" + all + "]}");
    EXPECT_TRUE(parsed.ok()) << all;
    document = *std::move(parsed);
    request = Request(document.root);
  }
  json::Document document;
  Request request;
};

// The text of a parameter of the answer; empty: it is not there.
inline std::string answered(const base::Outcome<std::string>& answer, const std::string& name) {
  if (!answer) return "refused: " + std::string(answer.failure().issues[0].message->code);
  auto parsed = *json::parse(*answer);
  for (auto& one : items(parsed.root, "parameter")) {
    if (one.text_of("name") != name) continue;
    for (auto& member : one.members()) {
      if (member.name.starts_with("value")) return std::string(member.value.text());
    }
  }
  return "";
}

}  // namespace linkki::terminology
