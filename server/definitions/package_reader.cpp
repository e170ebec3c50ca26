#include "definitions/package_reader.h"

#include <map>

#include "base/json/parse.h"
#include "definitions/archive/archive.h"
#include "definitions/messages.h"
#include "definitions/refused.h"

namespace linkki::definitions {
namespace {

namespace message = base::message;

constexpr std::string_view manifest_path = "package/package.json";

// The JSON files of the folder itself; .index.json and the like are made from the others.
bool is_wanted(std::string_view path) {
  if (!path.starts_with("package/") || !path.ends_with(".json")) return false;
  path.remove_prefix(std::string_view("package/").size());
  return path.find('/') == path.npos && path.front() != '.';
}

base::Failure unusable(std::string_view path, const base::Failure& why) {
  return refused(message::package_resource, {std::string(path), why.issues.front().text()});
}

base::Outcome<Manifest> parse_manifest(const std::string& json) {
  auto document = json::parse(json);
  if (!document) return unusable(manifest_path, document.failure());
  return read_manifest(document->root);
}

}  // namespace

base::Outcome<Package> read_package_archive(std::string_view bytes) {
  Package package;
  std::map<std::string, std::shared_ptr<const AddedResource>> by_path;
  bool found = false;
  TRY_VOID(
      read_archive(bytes, is_wanted, [&](std::string_view path, std::string json) -> base::Outcome<void> {
        if (path == manifest_path) {
          found = true;
          package.manifest_json = std::move(json);
          return base::done();
        }
        auto resource = read_added(json);
        if (resource.ok()) {
          by_path.emplace(path, *std::move(resource));
          return base::done();
        }
        if (resource.failure().refusal != base::Refusal::unprocessable)
          return unusable(path, resource.failure());
        ++package.left_out;
        return base::done();
      }));
  if (!found) return refused(message::package_none);
  TRY(package.manifest, parse_manifest(package.manifest_json));
  for (auto& [path, resource] : by_path) package.resources.push_back(std::move(resource));
  return package;
}

}  // namespace linkki::definitions
