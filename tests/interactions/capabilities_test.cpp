#include "interactions/capabilities.h"

#include <set>

#include "interactions/fixture.h"
#include "search/text.h"

using namespace linkki;
using namespace linkki::interactions;

namespace {

struct Capabilities : Fixture {
  Reply statement() { return send("GET", "/metadata", "", {}, ""); }
  const json::Value* of(const Reply& statement, std::string_view type) {
    for (const json::Value& resource : statement.find("rest.0.resource")->items()) {
      if (resource.text_of("type") == type) return &resource;
    }
    return nullptr;
  }
  static std::set<std::string> codes(const json::Value& resource, std::string_view list,
                                     std::string_view name) {
    std::set<std::string> found;
    if (const json::Value* const items = resource.find(list)) {
      for (const json::Value& item : items->items()) found.emplace(item.text_of(name));
    }
    return found;
  }
  Reply ask(const std::string& method, const std::string& url, const std::string& body = "",
            Headers headers = {}) {
    return send(method, url, body, std::move(headers), "a", access::Role::tester);
  }
};

// What a search parameter of each type can be asked for.
std::string value_of(std::string_view type) {
  if (type == "date") return "2026";
  if (type == "number") return "1";
  if (type == "uri") return "urn:x";
  if (type == "quantity") return "1";
  if (type == "special") return "60|25";
  return "x";
}

TEST_F(Capabilities, NameEverySearchParameterThatRuns) {
  const Reply whole = statement();
  for (const std::string type :
       {"Patient", "Task", "HealthcareService", "Observation", "AuditEvent", "Binary",
        "QuestionnaireResponse", "Provenance", "Location", "MolecularSequence"}) {
    const json::Value* const resource = of(whole, type);
    ASSERT_TRUE(resource) << type;
    for (const json::Value& parameter : resource->find("searchParam")->items()) {
      const std::string name(parameter.text_of("name"));
      if (search::is_text_parameter(name)) {
        EXPECT_EQ(200, ask("GET", "/" + type + "?" + name + "=x").status) << type << "?" << name;
        continue;
      }
      const auto* const definition = definitions::r4()->find_search_parameter(type, name);
      ASSERT_TRUE(definition) << type << " " << name;
      std::string value = value_of(parameter.text_of("type"));
      if (parameter.text_of("type") == "reference") {
        const auto targets = definition->targets;
        value = (targets.empty() ? "Patient" : std::string(targets.front())) + "/1";
      }
      for (std::size_t i = 0; i < definition->components.size(); ++i) {
        const auto* const component =
            definitions::r4()->find_search_parameter(definition->components[i].definition);
        const std::string one = value_of(component->type == definitions::SearchType::date ? "date"
                                         : component->type == definitions::SearchType::quantity ||
                                                 component->type == definitions::SearchType::number
                                             ? "number"
                                             : "token");
        value = i == 0 ? one : value + "$" + one;
      }
      const Reply reply = ask("GET", "/" + type + "?" + name + "=" + value);
      EXPECT_EQ(200, reply.status) << type << "?" << name << " " << reply.bytes;
    }
    if (const json::Value* const includes = resource->find("searchInclude")) {
      for (const json::Value& include : includes->items()) {
        const Reply reply = ask("GET", "/" + type + "?_include=" + std::string(include.text()));
        EXPECT_EQ(200, reply.status) << include.text() << " " << reply.bytes;
      }
    }
  }
}

TEST_F(Capabilities, NameTheSearchForWordsWhereItWorks) {
  const Reply whole = statement();
  const auto documented = [&](std::string_view type, std::string_view name) {
    for (const json::Value& parameter : of(whole, type)->find("searchParam")->items()) {
      if (parameter.text_of("name") == name) return parameter.find("documentation") ? "read" : "indexed";
    }
    return "none";
  };
  for (const char* const name : {"_content", "_text"}) {
    EXPECT_STREQ("indexed", documented("HealthcareService", name));
    EXPECT_STREQ("read", documented("Task", name));
    EXPECT_STREQ("none", documented("AuditEvent", name));
    EXPECT_EQ(400, ask("GET", "/AuditEvent?" + std::string(name) + "=x").status);
  }
  EXPECT_STREQ("read", documented("Binary", "_content"));
  EXPECT_STREQ("none", documented("Binary", "_text"));
  EXPECT_EQ(400, ask("GET", "/Binary?_text=x").status);
}

TEST_F(Capabilities, ListTheModifiersOfEachType) {
  const std::string told = statement().text("rest.0.documentation");
  EXPECT_NE(told.npos, told.find("string: missing, exact, contains;")) << told;
  EXPECT_NE(told.npos, told.find("token: missing, not, text, in, not-in, of-type, above, below;")) << told;
}

TEST_F(Capabilities, NameEveryInteractionThatRuns) {
  const Reply whole = statement();
  for (const std::string type : {"Patient", "Organization", "Binary", "StructureDefinition"}) {
    const std::string body = R"({"resourceType":")" + type + R"(","id":"x","language":"fi"})";
    const std::string url = "/" + type + "/x";
    const json::Value* const resource = of(whole, type);
    EXPECT_EQ((std::set<std::string>{"read", "vread", "create", "update", "patch", "delete", "search-type",
                                     "history-instance", "history-type"}),
              codes(*resource, "interaction", "code"));
    EXPECT_EQ("true",
              resource->text_of("updateCreate").empty() ? resource->find("updateCreate")->text() : "");
    EXPECT_EQ(201, ask("PUT", url, body).status) << type;
    EXPECT_EQ(200, ask("PUT", url, R"({"resourceType":")" + type + R"(","id":"x","language":"sv"})").status);
    EXPECT_EQ(201, ask("POST", "/" + type, body).status);
    const Headers json{{"Accept", "application/fhir+json"}};
    EXPECT_EQ("sv", ask("GET", url, "", json).text("language"));
    EXPECT_EQ("fi", ask("GET", url + "/_history/1", "", json).text("language"));
    EXPECT_EQ(200, ask("PATCH", url, R"([{"op":"remove","path":"/language"}])",
                       {{"Content-Type", "application/json-patch+json"}})
                       .status);
    EXPECT_EQ(3u, ask("GET", url + "/_history").count("entry"));
    EXPECT_EQ(200, ask("GET", "/" + type + "/_history").status);
    EXPECT_EQ(304, ask("GET", url, "", {{"If-None-Match", "W/\"3\""}}).status);
    EXPECT_EQ(304,
              ask("GET", url, "", {{"If-Modified-Since", ask("GET", url).header("Last-Modified")}}).status);
    for (const std::string& operation : codes(*resource, "operation", "name")) {
      if (operation == "break-glass") continue;  // it is for nobody without a name
      const std::string parameters =
          R"({"resourceType":"Parameters","parameter":[{"name":"meta","valueMeta":{"tag":[{"code":"t"}]}}]})";
      const bool reads = operation == "meta" || operation == "validate" || operation == "snapshot" ||
                         operation == "everything";
      const Reply reply = ask(reads ? "GET" : "POST", url + "/$" + operation, reads ? "" : parameters);
      const bool has_elements = operation != "snapshot";  // this one has none
      EXPECT_EQ(has_elements ? 200 : 422, reply.status) << operation << reply.bytes;
    }
    EXPECT_EQ(204, ask("DELETE", url).status);
    EXPECT_EQ(410, ask("GET", url).status);
  }
}

TEST_F(Capabilities, OfAuditEventsPromiseReadingAlone) {
  const Reply whole = statement();
  EXPECT_EQ((std::set<std::string>{"read", "search-type"}),
            codes(*of(whole, "AuditEvent"), "interaction", "code"));
  EXPECT_EQ(405, ask("POST", "/AuditEvent", R"({"resourceType":"AuditEvent"})").status);
  EXPECT_EQ(405, ask("PUT", "/AuditEvent/1", R"({"resourceType":"AuditEvent","id":"1"})").status);
}

TEST_F(Capabilities, OfTheSystemAreTransactionBatchHistoryAndMeta) {
  const Reply whole = statement();
  const json::Value& rest = whole.find("rest")->items()[0];
  EXPECT_EQ((std::set<std::string>{"transaction", "batch", "history-system", "search-system"}),
            codes(rest, "interaction", "code"));
  for (const char* const type : {"transaction", "batch"}) {
    EXPECT_EQ(
        200, ask("POST", "/", R"({"resourceType":"Bundle","type":")" + std::string(type) + R"(","entry":[]})")
                 .status);
  }
  EXPECT_EQ(200, ask("GET", "/_history").status);
  EXPECT_EQ(200, ask("GET", "/$meta").status);
}

TEST_F(Capabilities, AreDatedWithTheConfiguration) {
  const std::string first = statement().text("date");
  EXPECT_TRUE(first.starts_with("2026-09-")) << first;
  clock.advance(std::chrono::hours(24));
  EXPECT_EQ(first, statement().text("date"));
  reload();
  EXPECT_NE(first, statement().text("date"));
}

TEST_F(Capabilities, FollowTheSettings) {
  EXPECT_EQ("false", statement().find("rest.0.security.cors")->text());
  EXPECT_EQ("true", of(statement(), "Patient")->find("updateCreate")->text());
  EXPECT_EQ("versioned", of(statement(), "Task")->text_of("versioning"));
  settings.cors.origins = {"https://a.test"};
  settings.fhir.if_match_required = {"Task"};
  settings.fhir.update_as_create_roles.clear();
  reload();
  EXPECT_EQ("true", statement().find("rest.0.security.cors")->text());
  EXPECT_EQ("versioned-update", of(statement(), "Task")->text_of("versioning"));
  EXPECT_EQ("false", of(statement(), "Patient")->find("updateCreate")->text());
  EXPECT_EQ("true", of(statement(), "Organization")->find("updateCreate")->text());
}

TEST_F(Capabilities, ClaimNoAuthorizationServer) {
  EXPECT_EQ(std::string::npos, statement().bytes.find("SMART"));
}

TEST_F(Capabilities, HaveAnETagThatSparesTheirBytes) {
  const Reply whole = statement();
  const std::string etag = whole.header("ETag");
  ASSERT_FALSE(etag.empty());
  const Reply spared = send("GET", "/metadata", "", {{"If-None-Match", etag}}, "");
  EXPECT_EQ(304, spared.status);
  EXPECT_EQ("", spared.bytes);
  EXPECT_EQ(etag, spared.header("ETag"));
  EXPECT_EQ(200, send("GET", "/metadata", "", {{"If-None-Match", "W/\"other\""}}, "").status);
}

TEST_F(Capabilities, HaveTheModesFullAndNormative) {
  EXPECT_EQ(200, get("/metadata?mode=full").status);
  EXPECT_EQ(200, get("/metadata?mode=normative").status);
  EXPECT_EQ("parameter-value @ ", get("/metadata?mode=partial").fault());
}

TEST_F(Capabilities, NameFormatsAndPatchFormats) {
  const Reply whole = statement();
  EXPECT_EQ("application/json-patch+json", whole.text("patchFormat.0"));
  EXPECT_EQ("application/fhir+json", whole.text("patchFormat.1"));
  EXPECT_EQ("application/fhir+xml", whole.text("patchFormat.2"));
  ASSERT_EQ(4u, whole.count("format"));
  for (const char* const format : {"format.0", "format.1", "format.2", "format.3"}) {
    EXPECT_EQ(200, send("GET", "/metadata?_format=" + whole.text(format), "", {}, "").status);
  }
  EXPECT_EQ(406, send("GET", "/metadata?_format=ttl", "", {}, "").status);
}

}  // namespace
