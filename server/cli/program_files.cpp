#include "cli/program_files.h"

#include <array>
#include <filesystem>
#include <sstream>

#include "cli/read_file.h"
#include "definitions/overlay.h"
#include "definitions/package_store.h"

namespace linkki::cli {
namespace {

std::array<std::filesystem::path, 2> places() {
  const auto folder = std::filesystem::read_symlink("/proc/self/exe").parent_path();
  return {folder, folder.parent_path()};
}

}  // namespace

std::string folder_beside_program(const std::string& name) {
  for (const auto& place : places()) {
    if (std::filesystem::is_directory(place / name)) return (place / name).string();
  }
  return {};
}

std::string beside_program(const std::string& name) {
  for (const auto& place : places()) {
    const auto text = read_file((place / name).string());
    if (text.ok()) return *text;
  }
  return {};
}

// Ours are JSON texts, each behind a record separator (RFC 7464).
base::Outcome<std::shared_ptr<const definitions::Definitions>> open_definitions() {
  TRY(auto base, definitions::open(definitions::default_file()));
  definitions::Added ours;
  std::istringstream in(beside_program("own_definitions.json-seq"));
  for (std::string text; std::getline(in, text, '\x1e');) {
    if (text.find('{') == std::string::npos) continue;
    TRY(auto one, definitions::read_added(text));
    ours.push_back(std::move(one));
  }
  return definitions::lay_over(std::move(base), std::move(ours));
}

base::Outcome<std::shared_ptr<const definitions::Definitions>> open_definitions(const DataFolder& folder) {
  TRY(auto own, open_definitions());
  TRY(const auto installed, definitions::PackageStore(folder.packages()).load());
  return definitions::lay_over(std::move(own), definitions::resources_of(installed));
}

}  // namespace linkki::cli
