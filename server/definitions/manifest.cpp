#include "definitions/manifest.h"

#include <algorithm>
#include <array>

#include "base/json/utf8.h"
#include "definitions/limits.h"
#include "definitions/messages.h"

namespace linkki::definitions {
namespace {

namespace message = base::message;

base::Failure refused(const base::Message& message, std::vector<std::string> arguments) {
  return base::refuse(base::Refusal::unprocessable,
                      base::error(base::IssueType::processing, message, std::move(arguments)));
}

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
  return refused(message::package_manifest, {"its " + std::string(member) + " '" + json::excerpt(text) +
                                             "' is none: letters, digits, '.', '-', '_' and '+', at most " +
                                             std::to_string(limits::package_name_bytes_max)});
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
  return refused(message::package_fhir_version,
                 {self.label(), told.empty() ? "of no version that it tells" : told});
}

}  // namespace

base::Outcome<Manifest> read_manifest(const json::Value& root) {
  if (!root.is_object()) return refused(message::package_manifest, {"it is no JSON object"});
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
