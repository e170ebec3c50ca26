#include "audit/event.h"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "access/grant.h"
#include "audit/entries.h"
#include "base/crypto/base64.h"
#include "base/json/parse.h"

using namespace linkki;
using namespace linkki::audit;

namespace {

class Named final : public References {
 public:
  std::string reference(std::uint64_t number, std::uint32_t version) const override {
    if (number == 404) return {};
    return "Type" + std::to_string(number >> 48) + "/r" + std::to_string(number & 0xffff) +
           (version ? "/_history/" + std::to_string(version) : "");
  }
};

// What stands at a path such as "agent.0.who.reference"; "" where nothing does.
std::string at(const json::Value& value, std::string_view path) {
  if (path.empty()) return value.is_object() || value.is_array() ? "(there)" : std::string(value.text());
  const auto dot = std::min(path.find('.'), path.size());
  const auto step = path.substr(0, dot);
  const auto rest = path.substr(std::min(dot + 1, path.size()));
  if (value.is_array()) {
    const auto index = static_cast<std::size_t>(step[0] - '0');
    return index < value.items().size() ? at(value.items()[index], rest) : "";
  }
  const auto* found = value.find(step);
  return found ? at(*found, rest) : "";
}

struct Event : ::testing::Test {
  base::SeededRandom random{1};
  Entry entry = typical_entry(random);

  json::Document event() const {
    auto parsed = json::parse(print_event(entry, Named()));
    EXPECT_TRUE(parsed.ok()) << print_event(entry, Named());
    return std::move(*parsed);
  }
  std::string at(std::string_view path) const { return ::at(event().root, path); }
};

}  // namespace

TEST_F(Event, SaysWhatHappenedAndWhen) {
  entry.sequence = 17;
  EXPECT_EQ(at("resourceType"), "AuditEvent");
  EXPECT_EQ(at("id"), "17");
  EXPECT_EQ(at("meta.lastUpdated"), "2026-05-28T20:26:40.000Z");
  EXPECT_EQ(at("recorded"), "2026-05-28T20:26:40.000Z");
  EXPECT_EQ(at("type.code"), "rest");
  EXPECT_EQ(at("subtype.0.code"), "read");
  EXPECT_EQ(at("action"), "R");
  EXPECT_EQ(at("outcome"), "0");
  EXPECT_EQ(at("outcomeDesc"), "");
  EXPECT_EQ(at("source.observer.display"), "Linkki");
  EXPECT_EQ(at("purposeOfEvent.0.coding.0.code"), "TREAT");
}

TEST_F(Event, NamesPersonClientOrganizationAndServerAndTheOneThatAsked) {
  EXPECT_EQ(at("agent.0.who.reference"), entry.person);
  EXPECT_EQ(at("agent.0.name"), "Anna Exempel");
  EXPECT_EQ(at("agent.0.role.0.coding.0.code"), "link-worker");
  EXPECT_EQ(at("agent.0.policy.0"), entry.token_id);
  EXPECT_EQ(at("agent.0.requestor"), "true");
  EXPECT_EQ(at("agent.1.who.identifier.value"), "case-app");
  EXPECT_EQ(at("agent.1.requestor"), "false");
  EXPECT_EQ(at("agent.2.who.reference"), "Organization/vaasa");
  EXPECT_EQ(at("agent.3.who.display"), "Linkki");
  EXPECT_EQ(at("agent.4"), "");
}

TEST_F(Event, NamesTheClientAsTheOneThatAskedWhereNoHumanIsNamed) {
  entry.person.clear();
  EXPECT_EQ(at("agent.0.who.identifier.value"), "case-app");
  EXPECT_EQ(at("agent.0.requestor"), "true");
  EXPECT_EQ(at("agent.1.requestor"), "false");
}

TEST_F(Event, ShowsWhereTheDataWent) {
  EXPECT_EQ(at("agent.1.type.coding.0.code"), "110152");
  EXPECT_EQ(at("agent.3.type.coding.0.code"), "110153");
  entry.interaction = access::Interaction::update;
  EXPECT_EQ(at("agent.1.type.coding.0.code"), "110153");
  EXPECT_EQ(at("agent.3.type.coding.0.code"), "110152");
}

TEST_F(Event, NamesThePatientAndEveryVersionShown) {
  entry.disclosed.push_back({std::uint64_t{7} << 48 | 8, 1});
  EXPECT_EQ(at("entity.0.what.reference"), "Type5/r1234");
  EXPECT_EQ(at("entity.0.role.code"), "1");
  EXPECT_EQ(at("entity.1.what.reference"), "Type7/r991/_history/3");
  EXPECT_EQ(at("entity.2.what.reference"), "Type7/r8/_history/1");
  EXPECT_EQ(at("entity.2.role.code"), "4");
  EXPECT_EQ(at("entity.3.what.identifier.value"), entry.request_id);
}

TEST_F(Event, LeavesOutWhatIsNotKnownAnyMore) {
  entry.disclosed = {{404, 1}};
  EXPECT_EQ(at("entity.1.what"), "");
  EXPECT_EQ(at("entity.1.role.code"), "4");
}

TEST_F(Event, KeepsTheQueryOfASearch) {
  entry.interaction = access::Interaction::search;
  entry.query = "status=active&_count=5";
  EXPECT_EQ(at("subtype.0.code"), "search-type");
  EXPECT_EQ(at("action"), "E");
  EXPECT_EQ(at("entity.2.role.code"), "24");
  EXPECT_EQ(crypto::parse_base64(at("entity.2.query")), "ServiceRequest?status=active&_count=5");
  entry.type.clear();
  EXPECT_EQ(at("subtype.0.code"), "search-system");
}

TEST_F(Event, SaysOnWhatBasisTheDataWereShown) {
  EXPECT_EQ(at("extension.0.url"), "https://w3id.org/linkki/fhir/StructureDefinition/audit-basis");
  EXPECT_EQ(at("extension.0.extension.0.valueCode"), "task");
  EXPECT_EQ(at("extension.0.extension.1.valueReference.reference"), entry.basis_reference);
  entry.sequence = 18'446'744'073'709'551'615u;
  EXPECT_EQ(at("extension.1.valueString"), "18446744073709551615");
  entry.basis.clear();
  EXPECT_EQ(at("extension.0.url"), "https://w3id.org/linkki/fhir/StructureDefinition/audit-sequence");
}

TEST_F(Event, HasTheActionAndSubtypeOfEachInteraction) {
  const std::tuple<access::Interaction, const char*, const char*> expected[] = {
      {access::Interaction::create, "C", "create"},
      {access::Interaction::vread, "R", "vread"},
      {access::Interaction::history, "R", "history"},
      {access::Interaction::history_instance, "R", "history-instance"},
      {access::Interaction::history_type, "R", "history-type"},
      {access::Interaction::history_system, "R", "history-system"},
      {access::Interaction::update, "U", "update"},
      {access::Interaction::patch, "U", "patch"},
      {access::Interaction::erase, "D", "delete"},
      {access::Interaction::operation, "E", "operation"},
      {access::Interaction::transaction, "E", "transaction"}};
  for (const auto& [interaction, action, subtype] : expected) {
    entry.interaction = interaction;
    EXPECT_EQ(at("action"), action);
    EXPECT_EQ(at("subtype.0.code"), subtype);
  }
}

TEST_F(Event, TellsFailuresAndRepeats) {
  entry.result = Result::minor_failure;
  entry.detail = "not-found";
  EXPECT_EQ(at("outcome"), "4");
  EXPECT_EQ(at("outcomeDesc"), "not-found");
  entry.repeat = true;
  EXPECT_EQ(at("outcomeDesc"), "not-found, repeat");
}

TEST_F(Event, TellsWhatTheServerDidItself) {
  entry = Entry{};
  entry.kind = Kind::system;
  entry.detail = "unclean-stop after 3/17";
  EXPECT_EQ(at("type.code"), "110100");
  EXPECT_EQ(at("outcomeDesc"), "unclean-stop after 3/17");
  EXPECT_EQ(at("agent.0.who.display"), "Linkki");
  EXPECT_EQ(at("agent.0.requestor"), "true");
  EXPECT_EQ(at("entity"), "");
}

// A client that validates an AuditEvent finds what it needs among our own definitions.
TEST_F(Event, HasExtensionsAndBasesThatAreDefined) {
  const auto read = [](const std::string& file) {
    std::ostringstream text;
    text << std::ifstream(LINKKI_SOURCE_DIR "/" + file).rdbuf();
    auto parsed = json::parse(text.str());
    EXPECT_TRUE(parsed.ok()) << file;
    return std::move(*parsed);
  };
  for (const char* const place : {"extension.0.url", "extension.1.url"}) {
    const std::string url = at(place);
    const auto definition =
        read("fhir-profiles/extensions/StructureDefinition-" + url.substr(url.rfind('/') + 1) + ".json");
    EXPECT_EQ(url, definition.root.text_of("url"));
  }
  std::set<std::string> defined, emitted;
  const auto system = read("terminology/CodeSystem-basis.json");
  for (const auto& concept_ : system.root.find("concept")->items()) defined.emplace(concept_.text_of("code"));
  for (int basis = 1; basis <= static_cast<int>(access::Basis::break_glass); ++basis)
    emitted.emplace(access::code(static_cast<access::Basis>(basis)));
  EXPECT_EQ(emitted, defined);
}

TEST_F(Event, NamesACallerWithoutATokenAsUnknown) {
  entry = Entry{};
  EXPECT_EQ(at("agent.0.who.display"), "unknown");
  EXPECT_EQ(at("agent.0.requestor"), "true");
  EXPECT_EQ(at("agent.0.role"), "");
}

TEST_F(Event, ShowsNoPolicyThatIsNoUri) {
  entry.token_id = "two words";
  EXPECT_EQ(at("agent.0.policy"), "");
}

TEST_F(Event, IsJsonWithOneRequestorWhateverTheEntry) {
  rc::check([this] {
    entry = any_entry();
    for (auto* text : {&entry.client_id, &entry.organization, &entry.person, &entry.person_name,
                       &entry.purpose, &entry.token_id, &entry.basis_reference, &entry.type, &entry.query,
                       &entry.request_id, &entry.detail, &entry.basis}) {
      std::erase_if(*text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    }
    entry.time = base::Instant{std::chrono::seconds{1'780'000'000}};
    const auto document = event();
    int requestors = 0;
    for (const auto& agent : document.root.find("agent")->items())
      requestors += agent.find("requestor")->truth();
    RC_ASSERT(requestors == 1);
  });
}
