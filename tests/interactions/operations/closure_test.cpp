#include <set>

#include "interactions/fixture.h"

using namespace linkki;
using namespace linkki::interactions;

namespace {

const std::string roles = "http://terminology.hl7.org/CodeSystem/v3-RoleCode";

struct ClosureOperation : Fixture {
  Reply ask(const std::string& parameters, const std::string& organization = "a",
            access::Role role = access::Role::system) {
    return send("POST", "/$closure", R"({"resourceType":"Parameters","parameter":[)" + parameters + "]}", {},
                organization, role);
  }
  static std::string name(const std::string& name) {
    return R"({"name":"name","valueString":")" + name + "\"}";
  }
  static std::string with(const std::vector<std::string>& codes) {
    std::string all = name("families");
    for (const std::string& code : codes) {
      all += R"(,{"name":"concept","valueCoding":{"system":")" + roles + R"(","code":")" + code + "\"}}";
    }
    return all;
  }
  static std::string since(const std::string& version) {
    return name("families") + R"(,{"name":"version","valueString":")" + version + "\"}";
  }
  // "version: code<ancestor …"
  static std::string told(const Reply& reply) {
    if (reply.status != 200)
      return std::to_string(reply.status) + " " + reply.text("issue.0.details.coding.0.code");
    std::set<std::string> entries;
    for (std::size_t group = 0; group < reply.count("group"); ++group) {
      const std::string elements = "group." + std::to_string(group) + ".element";
      for (std::size_t i = 0; i < reply.count(elements); ++i) {
        const std::string at = elements + "." + std::to_string(i);
        for (std::size_t j = 0; j < reply.count(at + ".target"); ++j) {
          entries.insert(reply.text(at + ".code") + "<" +
                         reply.text(at + ".target." + std::to_string(j) + ".code"));
        }
      }
    }
    std::string all = reply.text("version") + ":";
    for (const std::string& entry : entries) all += " " + entry;
    return all;
  }
};

TEST_F(ClosureOperation, KeepsATableUnderAName) {
  EXPECT_EQ("0:", told(ask(name("families"))));
  EXPECT_EQ("1:", told(ask(with({"NCHILD"}))));
  EXPECT_EQ("2: NCHILD<FAMMEMB", told(ask(with({"FAMMEMB"}))));
  EXPECT_EQ("3: CHILD<FAMMEMB NCHILD<CHILD", told(ask(with({"CHILD"}))));
}

TEST_F(ClosureOperation, TellsAgainWhatIsNewSinceAVersion) {
  ask(name("families"));
  ask(with({"NCHILD", "CHILD"}));
  ask(with({"FAMMEMB"}));
  EXPECT_EQ("2: CHILD<FAMMEMB NCHILD<CHILD NCHILD<FAMMEMB", told(ask(since("0"))));
  EXPECT_EQ("2: CHILD<FAMMEMB NCHILD<FAMMEMB", told(ask(since("1"))));
  EXPECT_EQ("2:", told(ask(since("2"))));
  EXPECT_EQ("422 terminology-closure-version", told(ask(since("3"))));
  EXPECT_EQ("422 terminology-closure-version", told(ask(since("last"))));
}

TEST_F(ClosureOperation, AnswersARepeatedRequestAlike) {
  ask(name("families"));
  const std::string first = told(ask(with({"NCHILD", "CHILD"})));
  EXPECT_EQ(first, told(ask(with({"NCHILD", "CHILD"}))));
  EXPECT_EQ("1: NCHILD<CHILD", first);
}

TEST_F(ClosureOperation, TellsOfAnOlderRequestWhatItGotAndWhatHasComeSince) {
  ask(name("families"));
  EXPECT_EQ("1: NCHILD<CHILD", told(ask(with({"NCHILD", "CHILD"}))));
  EXPECT_EQ("2: CHILD<FAMMEMB NCHILD<FAMMEMB", told(ask(with({"FAMMEMB"}))));
  EXPECT_EQ("2: CHILD<FAMMEMB NCHILD<CHILD NCHILD<FAMMEMB", told(ask(with({"NCHILD", "CHILD"}))));
}

TEST_F(ClosureOperation, LeavesABasicOfAnotherThatHasItsIdAlone) {
  struct Elsewhere : ClosureOperation {
    void TestBody() override {}
    std::string id() {
      ask(name("families"));
      return get("/Basic?code=closure").text("entry.0.resource.id");
    }
  };
  const std::string id = Elsewhere().id();
  const std::string other = R"({"resourceType":"Basic","id":")" + id + R"(","code":{"text":"mine"}})";
  ASSERT_EQ(201, send("PUT", "/Basic/" + id, other, {}, "b", access::Role::importer).status);
  EXPECT_EQ("409 id-taken", told(ask(name("families"))));
}

TEST_F(ClosureOperation, EmptiesATableByItsNameAlone) {
  ask(name("families"));
  ask(with({"NCHILD", "CHILD"}));
  EXPECT_EQ("2:", told(ask(name("families"))));
  EXPECT_EQ("422 terminology-closure-cleared", told(ask(since("1"))));
  EXPECT_EQ("3:", told(ask(with({"CHILD"}))));
}

TEST_F(ClosureOperation, OutlivesARestart) {
  ask(name("families"));
  ask(with({"NCHILD"}));
  restart();
  EXPECT_EQ("2: NCHILD<CHILD", told(ask(with({"CHILD"}))));
}

TEST_F(ClosureOperation, KeepsTheTablesOfOrganisationsApart) {
  ask(name("families"));
  ask(with({"NCHILD"}));
  EXPECT_EQ("404 terminology-closure-unknown", told(ask(with({"CHILD"}), "b")));
  ask(name("families"), "b");
  EXPECT_EQ("1:", told(ask(with({"CHILD"}), "b")));
  EXPECT_EQ(1u, get("/Basic?code=closure", "b").count("entry"));
}

TEST_F(ClosureOperation, StoresNothingOfARequestThatItRefuses) {
  ask(name("families"));
  EXPECT_EQ("422 terminology-code", told(ask(with({"NCHILD", "GODCHILD"}))));
  EXPECT_EQ("0:", told(ask(since("0"))));
}

TEST_F(ClosureOperation, SaysWhatIsWrongWithARequest) {
  EXPECT_EQ(400, ask("").status);
  EXPECT_EQ("400 terminology-closure-name", told(ask(name(std::string(201, 'n')))));
  EXPECT_EQ("404 terminology-closure-unknown", told(ask(since("0"))));
  ask(name("families"));
  EXPECT_EQ("400 terminology-closure-both",
            told(ask(with({"CHILD"}) + R"(,{"name":"version","valueString":"0"})")));
}

TEST_F(ClosureOperation, IsForThoseWhoMayWrite) {
  EXPECT_EQ(401, ask(name("families"), "").status);
  EXPECT_EQ(403, ask(name("families"), "a", access::Role::editor).status);
  EXPECT_EQ(405, get("/$closure?name=families").status);
}

}  // namespace
