// Snapshots made anew of the differentials of others, compared with the ones that they published: the same
// elements with the same cardinality, types, bindings, fixed values, patterns and constraints. Those that
// differ stand in snapshot_differences.txt, each with where and the reason.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>

#include "base/json/parse.h"
#include "base/json/print.h"
#include "conformance/suites.h"
#include "definitions/archive/archive.h"
#include "definitions/r4.h"
#include "definitions/snapshot/snapshot.h"

namespace linkki::definitions {
namespace {

namespace fs = std::filesystem;
using Structures = std::map<std::string, json::Document>;  // by url

std::string read_bytes(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void take(Structures& structures, std::string bytes) {
  auto document = json::parse(std::move(bytes));
  if (!document.ok() || document->root.text_of("resourceType") != "StructureDefinition") return;
  if (!document->root.find("snapshot") || !document->root.find("differential")) return;
  const std::string url(document->root.text_of("url"));
  structures.emplace(url, *std::move(document));
}

Structures in_folder(const std::string& folder) {
  Structures structures;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().filename().string().starts_with("StructureDefinition-"))
      take(structures, read_bytes(entry.path()));
  }
  return structures;
}

Structures in_archive(const fs::path& path) {
  Structures structures;
  const auto read = read_archive(
      read_bytes(path), [](std::string_view name) { return name.ends_with(".json"); },
      [&](std::string_view, std::string bytes) {
        take(structures, std::move(bytes));
        return base::done();
      });
  EXPECT_TRUE(read.ok());
  return structures;
}

using Find = FindStructure;
enum class Rules { strict, lenient };

std::span<const json::Value> list(const json::Value& of, const char* name) {
  const json::Value* const found = of.find(name);
  return found ? found->items() : std::span<json::Value>{};
}

// The keys of the constraints that a type, or the profile of one, has of itself.
const std::set<std::string>& keys_of(const std::string& canonical, const Find& find) {
  static std::map<std::string, std::set<std::string>> known;
  const auto [at, is_new] = known.try_emplace(canonical);
  if (!is_new) return at->second;
  const auto text = find(canonical);
  const auto document =
      text.ok() && *text ? json::parse(**text) : base::Outcome<json::Document>(json::Document());
  const json::Value* const snapshot = document.ok() ? document->root.find("snapshot") : nullptr;
  if (!snapshot) return at->second;
  for (const json::Value& rule : list(list(*snapshot, "element").front(), "constraint")) {
    at->second.emplace(rule.text_of("key"));
  }
  return at->second;
}

std::set<std::string> keys_of_types(const json::Value& element, const Find& find) {
  std::set<std::string> keys{"ele-1"};
  for (const json::Value& type : list(element, "type")) {
    keys.merge(std::set(
        keys_of("http://hl7.org/fhir/StructureDefinition/" + std::string(type.text_of("code")), find)));
    for (const json::Value& profile : list(type, "profile"))
      keys.merge(std::set(keys_of(std::string(profile.text()), find)));
  }
  return keys;
}

// The members that decide what is valid, as one text.
std::string gist(const json::Value& element, const Find& find, Rules rules) {
  std::string text;
  for (const char* name : {"path", "min", "max", "contentReference", "maxLength"}) {
    const json::Value* const value = element.find(name);
    text += std::string(" ") + name + "=" + (value ? std::string(value->text()) : "");
  }
  std::set<std::string> types, keys, values;
  for (const json::Value& type : list(element, "type")) {
    std::string one(type.text_of("code"));
    for (const char* name : {"profile", "targetProfile"}) {
      std::set<std::string> sorted;
      for (const json::Value& url : list(type, name)) sorted.emplace(url.text());
      for (const auto& url : sorted) one += std::string("<") + url;
    }
    types.insert(one);
  }
  const auto implied = rules == Rules::strict ? std::set<std::string>{} : keys_of_types(element, find);
  for (const json::Value& rule : list(element, "constraint")) {
    std::string key(rule.text_of("key"));
    if (!implied.contains(key)) keys.insert(std::move(key));
  }
  for (const json::Member& one : element.members()) {
    const bool counts = one.name.starts_with("fixed") || one.name.starts_with("pattern") ||
                        one.name.starts_with("minValue") || one.name.starts_with("maxValue");
    if (counts) values.insert(std::string(one.name) + json::print(one.value));
  }
  const json::Value* const binding = element.find("binding");
  if (binding) {
    text += " binding=" + std::string(binding->text_of("strength")) + " " +
            std::string(binding->text_of("valueSet"));
  }
  for (const auto* all : {&types, &keys, &values}) {
    text += " |";
    for (const auto& one : *all) text += " " + one;
  }
  return text;
}

std::map<std::string, std::string> gists(const json::Value& snapshot, const Find& find, Rules rules) {
  std::map<std::string, std::string> all;
  for (const json::Value& element : snapshot.find("element")->items()) {
    all.emplace(element.text_of("id"), gist(element, find, rules));
  }
  return all;
}

struct Difference {
  std::string where;  // the id of an element, or the code of what was refused; empty: none
  std::string what;
};

// The first.
Difference difference(const json::Value& made, const json::Value& published, const Find& find, Rules rules) {
  const auto ours = gists(made, find, rules), theirs = gists(published, find, rules);
  for (const auto& [id, text] : theirs) {
    const auto at = ours.find(id);
    if (at == ours.end()) return {id, "is missing"};
    if (at->second != text) return {id, "\n    ours  " + at->second + "\n    theirs" + text};
  }
  for (const auto& [id, text] : ours) {
    if (!theirs.contains(id)) return {id, "is too many"};
  }
  return {};
}

Difference difference(const json::Document& structure, const Find& find, Rules rules) {
  json::Arena arena;
  const auto made = make_snapshot(structure.root, find, arena);
  if (made.ok()) return difference(*made, *structure.root.find("snapshot"), find, rules);
  const base::Issue& why = made.failure().issues.front();
  return {std::string(why.message->code), why.text()};
}

// url → where they first differ
std::map<std::string, std::string> known_differences() {
  std::map<std::string, std::string> all;
  std::ifstream in(LINKKI_SOURCE_DIR "/tests/definitions/snapshot_differences.txt");
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    std::string url, where;
    if (words >> url >> where && url[0] != '#') all.emplace(url, where);
  }
  return all;
}

void compare(const std::string& name, const Structures& structures, Rules rules) {
  const FindStructure r4_structures = structures_of(*r4());
  const FindStructure find = [&](std::string_view canonical) -> base::Outcome<std::optional<std::string>> {
    const auto at = structures.find(std::string(canonical.substr(0, canonical.find('|'))));
    return at == structures.end() ? r4_structures(canonical) : std::optional(json::print(at->second.root));
  };
  auto known = known_differences();
  std::size_t same = 0;
  for (const auto& [url, document] : structures) {
    const auto [where, what] = difference(document, find, rules);
    EXPECT_EQ(where, known[url]) << url << " " << where << " " << what;
    same += where.empty() ? 1 : 0;
  }
  std::cout << name << ": " << same << " of " << structures.size() << " the same, "
            << structures.size() - same << " explained\n";
}

void compare_shared(const std::string& file) {
  const fs::path archive = conformance(file);
  if (!fs::exists(archive)) GTEST_SKIP() << archive << " is not here (LINKKI_SHARED names the folder)";
  compare(file, in_archive(archive), Rules::lenient);
}

TEST(SnapshotAgreement, WithR4) {
  compare("R4", in_folder(LINKKI_SOURCE_DIR "/build/npm/node_modules/hl7.fhir.r4.examples"), Rules::strict);
}

TEST(SnapshotAgreement, WithTheFinnishBaseProfiles) {
  compare_shared("finnish-base-sushi.tar.gz");
}

TEST(SnapshotAgreement, WithStructuredDataCapture) {
  compare_shared("sdc-sushi.tar.gz");
}

TEST(SnapshotAgreement, WithUkCore) {
  compare_shared("fhir.r4.ukcore.stu2-2.0.2.tgz");
}

}  // namespace
}  // namespace linkki::definitions
