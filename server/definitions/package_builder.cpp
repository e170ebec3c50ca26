#include "definitions/package_builder.h"

#include <vector>

#include "base/json/parse.h"
#include "base/json/print.h"
#include "definitions/archive/write_archive.h"
#include "definitions/canonical.h"
#include "definitions/messages.h"
#include "definitions/refused.h"
#include "definitions/snapshot/snapshot.h"

namespace linkki::definitions {
namespace {

namespace message = base::message;

void print_member(std::string& to, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  to += to.ends_with('{') ? "" : ",";
  json::print_string(name, to);
  to += ':';
  json::print_string(value, to);
}

struct Resource {
  json::Document document;
  std::string bytes;
  const json::Value& root() const { return document.root; }
};

class Builder {
 public:
  explicit Builder(const PackageParts& parts) : parts_(parts) {}

  base::Outcome<BuiltPackage> run() {
    for (const auto& [name, bytes] : parts_.files) TRY_VOID(take(name, bytes));
    TRY_VOID(name());
    if (parts_.known) TRY_VOID(make_snapshots());
    std::map<std::string, std::string> files{{"package/package.json", print_manifest()},
                                             {"package/.index.json", print_index()}};
    for (const auto& [path, resource] : resources_) files["package/" + path] = resource.bytes;
    built_.bytes = write_archive(files);
    return std::move(built_);
  }

 private:
  base::Outcome<void> take(const std::string& name, const std::string& bytes) {
    auto document = json::parse(bytes);
    if (!document)
      return refused(message::package_resource, {name, document.failure().issues.front().text()});
    if (name == "package.json") {
      manifest_ = std::move(*document);
      return base::done();
    }
    const std::string type(document->root.text_of("resourceType")), id(document->root.text_of("id"));
    if (type.empty() || id.empty())
      return refused(message::package_resource, {name, base::Words("It is no resource with an id.",
                                                                   "Se ei ole resurssi, jolla on tunniste.",
                                                                   "Den är ingen resurs med ett id.")});
    const bool defines = is_definitional(type) && !document->root.text_of("url").empty();
    const std::string path = std::string(defines ? "" : "example/") + type + "-" + id + ".json";
    if (resources_.contains(path)) return refused(message::package_entry_twice, {path});
    ++(defines ? built_.definitions : built_.examples);
    names_.emplace(path, name);
    const auto at = resources_.emplace(path, Resource{std::move(*document), bytes}).first;
    if (type == "ImplementationGuide") guide_ = &at->second.root();
    return base::done();
  }

  base::Outcome<void> name() {
    const auto choose = [&](const std::string& wanted, const char* in_manifest, const char* in_guide) {
      if (!wanted.empty()) return wanted;
      std::string found(manifest_.root.text_of(in_manifest));
      return found.empty() && guide_ ? std::string(guide_->text_of(in_guide)) : found;
    };
    built_.self = {choose(parts_.wanted.name, "name", "packageId"),
                   choose(parts_.wanted.version, "version", "version")};
    TRY(const auto document, json::parse(print_manifest()));
    TRY(const auto manifest, read_manifest(document.root));
    return base::done();
  }

  std::string print_manifest() const {
    std::string out = "{";
    print_member(out, "name", built_.self.name);
    print_member(out, "version", built_.self.version);
    print_member(out, "description", manifest_.root.text_of("description"));
    if (guide_ && manifest_.root.text_of("description").empty())
      print_member(out, "description", guide_->text_of("title"));
    print_member(out, "type", "fhir.ig");
    out += R"(,"fhirVersions":["4.0.1"],"dependencies":{)";
    for (const auto& [package, version] : needed()) print_member(out, package, version);
    return out + "}}\n";
  }

  std::map<std::string, std::string> needed() const {
    std::map<std::string, std::string> all{{"hl7.fhir.r4.core", "4.0.1"}};
    const json::Value* const depends = guide_ ? guide_->find("dependsOn") : nullptr;
    for (const json::Value& one : depends ? depends->items() : std::span<json::Value>{}) {
      if (!one.text_of("packageId").empty())
        all[std::string(one.text_of("packageId"))] = one.text_of("version");
    }
    const json::Value* const told = manifest_.root.find("dependencies");
    for (const json::Member& one : told ? told->members() : std::span<json::Member>{}) {
      all[std::string(one.name)] = one.value.text();
    }
    return all;
  }

  std::string print_index() const {
    std::string out = R"({"index-version":1,"files":[)", before = "\n";
    for (const auto& [path, resource] : resources_) {
      if (path.starts_with("example/")) continue;
      std::string row = "{";
      print_member(row, "filename", path);
      for (const char* name : {"resourceType", "id", "url", "version", "kind", "type"}) {
        print_member(row, name, resource.root().text_of(name));
      }
      out += before + row + "}";
      before = ",\n";
    }
    return out + "]}\n";
  }

  // The files' own come first; each is asked for as it was given, so that none is made of one half done.
  base::Outcome<void> make_snapshots() {
    const FindStructure known = structures_of(*parts_.known);
    const FindStructure find = [&](std::string_view canonical) -> base::Outcome<std::optional<std::string>> {
      const auto [url, version] = split(canonical);
      for (const auto& [path, resource] : resources_) {
        const bool same = resource.root().text_of("url") == url && path.starts_with("StructureDefinition-");
        if (same && (version.empty() || resource.root().text_of("version") == version)) {
          return std::optional(parts_.files.at(names_.at(path)));
        }
      }
      return known(canonical);
    };
    for (auto& [path, resource] : resources_) {
      if (!path.starts_with("StructureDefinition-") || resource.root().find("snapshot")) continue;
      auto& document = resource.document;
      auto made = make_snapshot(document.root, find, document.arena);
      if (!made.ok()) return refused(message::package_snapshot, {path, made.failure().issues.front().text()});
      json::set(document.arena, document.root, "snapshot", *made);
      resource.bytes = json::print_pretty(document.root) + "\n";
      ++built_.snapshots;
    }
    return base::done();
  }

  const PackageParts& parts_;
  BuiltPackage built_;
  json::Document manifest_;
  std::map<std::string, Resource> resources_;  // by path below package/
  std::map<std::string, std::string> names_;   // path → the file it came from
  const json::Value* guide_ = nullptr;
};

}  // namespace

base::Outcome<BuiltPackage> build_package(const PackageParts& parts) {
  return Builder(parts).run();
}

}  // namespace linkki::definitions
