#include "definitions/manifest.h"

#include <algorithm>
#include <array>

#include "base/json/utf8.h"
#include "definitions/limits.h"
#include "definitions/messages.h"
#include "definitions/refused.h"

namespace linkki::definitions {
namespace {

namespace message = base::message;

// It becomes the name of a folder.
bool is_name(std::string_view text) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == '_' || c == '+';
  };
  return !text.empty() && text.size() <= limits::package_name_bytes_max && text.front() != '.' &&
         std::all_of(text.begin(), text.end(), allowed);
}

base::Outcome<std::string> name_of(const json::Value& root, const char* member) {
  const std::string_view text = root.text_of(member);
  if (is_name(text)) return std::string(text);
  return refused(
      message::package_manifest,
      {{base::Words("its {0} '{1}' is none: letters, digits, '.', '-', '_' and '+', at most {2}",
                    "sen {0} '{1}' ei kelpaa: kirjaimia, numeroita, '.', '-', '_' ja '+', enintään {2}",
                    "dess {0} '{1}' duger inte: bokstäver, siffror, '.', '-', '_' och '+', högst {2}"),
        {member, json::excerpt(text), std::to_string(limits::package_name_bytes_max)}}});
}

// Older packages call it otherwise.
std::vector<std::string_view> fhir_versions(const json::Value& root) {
  std::vector<std::string_view> all;
  for (const char* member : {"fhirVersions", "fhir-version-list"}) {
    const json::Value* const list = root.find(member);
    if (!list) continue;
    for (const json::Value& one : list->items()) all.push_back(one.text());
  }
  return all;
}

base::Outcome<std::string> fhir_version(const json::Value& root, const PackageName& self) {
  const auto all = fhir_versions(root);
  for (const std::string_view one : all) {
    if (one == "4.0" || one.starts_with("4.0.")) return std::string(one);
  }
  std::string told;
  for (const std::string_view one : all) told += (told.empty() ? "" : ", ") + json::excerpt(one);
  if (!told.empty()) return refused(message::package_fhir_version, {self.label(), told});
  return refused(
      message::package_fhir_version,
      {self.label(), base::Words("of no version that it tells", "jota se ei kerro", "utan angiven version")});
}

}  // namespace

bool is_package_name(const PackageName& package) {
  return is_name(package.name) && is_name(package.version);
}

base::Outcome<Manifest> read_manifest(const json::Value& root) {
  if (!root.is_object())
    return refused(message::package_manifest,
                   {base::Words("it is no JSON object", "se ei ole JSON-olio", "det är inget JSON-objekt")});
  Manifest manifest;
  TRY(manifest.self.name, name_of(root, "name"));
  TRY(manifest.self.version, name_of(root, "version"));
  TRY(manifest.fhir_version, fhir_version(root, manifest.self));
  manifest.description = root.text_of("description");
  if (const json::Value* const needed = root.find("dependencies")) {
    for (const json::Member& one : needed->members()) {
      manifest.dependencies.push_back({std::string(one.name), std::string(one.value.text())});
    }
  }
  return manifest;
}

bool satisfies(std::string_view version, std::string_view wanted) {
  if (wanted == "latest" || wanted == "current" || wanted == "dev" || wanted == "*") return true;
  if (wanted.ends_with(".x")) return version.starts_with(wanted.substr(0, wanted.size() - 1));
  return version == wanted;
}

bool is_built_in(const PackageName& package) {
  constexpr std::array<std::string_view, 4> names{"hl7.fhir.core", "hl7.fhir.r4.core",
                                                  "hl7.fhir.r4.expansions", "hl7.fhir.r4.examples"};
  return std::find(names.begin(), names.end(), package.name) != names.end() &&
         (package.version.starts_with("4.0") || package.version == "latest");
}

}  // namespace linkki::definitions
