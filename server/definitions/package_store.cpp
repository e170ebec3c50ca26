#include "definitions/package_store.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>

#include "base/crypto/hash.h"
#include "base/descriptor.h"
#include "base/json/parse.h"
#include "base/json/print.h"
#include "definitions/canonical.h"
#include "definitions/mapping.h"
#include "definitions/messages.h"

namespace linkki::definitions {
namespace {

namespace fs = std::filesystem;
namespace message = base::message;

using base::Descriptor;

base::Failure unusable(const std::string& path, base::Argument why) {
  return base::refuse(
      base::Refusal::unavailable,
      base::error(base::IssueType::exception, message::package_unusable, {path, std::move(why)}));
}

Descriptor open(const std::string& path, int flags) {
  return Descriptor(::open(path.c_str(), flags | O_CLOEXEC, 0600));
}

// Durable before the folder gets its name.
base::Outcome<void> write_file(const std::string& path, std::string_view bytes) {
  const Descriptor file = open(path, O_WRONLY | O_CREAT | O_EXCL);
  while (file.is_open() && !bytes.empty()) {
    const auto written = ::write(file.get(), bytes.data(), bytes.size());
    if (written <= 0) break;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (!file.is_open() || !bytes.empty() || ::fsync(file.get()) != 0)
    return unusable(path, std::strerror(errno));
  return base::done();
}

void sync_folder(const std::string& path) {
  const Descriptor folder = open(path, O_RDONLY | O_DIRECTORY);
  if (folder.is_open()) ::fsync(folder.get());
}

// Of the files one after the other: tells damage, not forgery.
std::string checksum(std::initializer_list<std::string_view> files) {
  XXH64_hash_t sum = 0;
  for (const std::string_view bytes : files) sum = XXH3_64bits_withSeed(bytes.data(), bytes.size(), sum);
  return std::to_string(sum) + "\n";
}

struct Lines {
  std::string text;
  std::string index;
  std::string digest;
};

// The resources one a line, and where each stands.
Lines lay_out(const Package& package) {
  Lines lines;
  std::string rows;
  for (const auto& one : package.resources) {
    rows += rows.empty() ? "\n[" : ",\n[";
    for (const std::string_view name : {one->type, one->id, one->url, one->version}) {
      json::print_string(name, rows);
      rows += ',';
    }
    rows += std::to_string(lines.text.size()) + "," + std::to_string(one->json.size()) + "]";
    lines.text.append(one->json).push_back('\n');
  }
  lines.digest = crypto::print_hex(crypto::view(crypto::sha256(lines.text)));
  lines.index = "{\"sha256\":\"" + lines.digest + "\",\"left_out\":" + std::to_string(package.left_out) +
                ",\"resources\":[" + rows + "]}\n";
  return lines;
}

std::optional<std::size_t> number_of(const json::Value& value) {
  std::size_t number = 0;
  const auto text = value.text();
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// What the rows of an index point to keeps index and lines alive.
struct Kept {
  json::Document index;
  std::optional<Mapping> lines;
};

// nullptr: the row fits nothing.
std::shared_ptr<const AddedResource> read_row(std::span<const json::Value> row, const std::string& digest,
                                              const std::shared_ptr<const Kept>& kept) {
  if (row.size() != 6 || !kept->lines) return nullptr;
  const auto offset = number_of(row[4]), bytes = number_of(row[5]);
  const std::string_view lines = kept->lines->bytes();
  if (!offset || !bytes || *offset > lines.size() || *bytes > lines.size() - *offset) return nullptr;
  auto one = std::make_shared<AddedResource>(kept, lines.substr(*offset, *bytes));
  one->type = row[0].text();
  one->id = row[1].text();
  one->url = row[2].text();
  one->version = row[3].text();
  one->digest = digest + std::to_string(*offset);
  return one;
}

base::Outcome<Mapping> map(const std::string& path) {
  auto file = Mapping::open(path);
  if (!file) return unusable(path, file.failure().issues.front().arguments.back());
  return file;
}

base::Outcome<json::Document> parse(const std::string& path, const Mapping& file) {
  auto document = json::parse(std::string(file.bytes()));
  if (!document) return unusable(path, document.failure().issues.front().text());
  return document;
}

// A package that defines nothing has no lines.
base::Outcome<std::optional<Mapping>> map_lines(const std::string& path) {
  std::error_code error;
  const auto bytes = fs::file_size(path, error);
  if (error) return unusable(path, error.message());
  std::optional<Mapping> lines;
  if (bytes == 0) return lines;
  TRY(auto mapped, map(path));
  lines.emplace(std::move(mapped));
  return lines;
}

base::Outcome<InstalledPackage> load_one(const std::string& folder) {
  const std::string manifest_path = folder + "/package.json", index_path = folder + "/index.json";
  TRY(const auto manifest, map(manifest_path));
  TRY(const auto index, map(index_path));
  TRY(auto lines, map_lines(folder + "/resources.ndjson"));
  TRY(const auto sum, map(folder + "/checksum"));
  if (sum.bytes() != checksum({manifest.bytes(), index.bytes(), lines ? lines->bytes() : ""}))
    return unusable(folder, base::Words("it is damaged; remove the package and add it again",
                                        "se on vahingoittunut; poista paketti ja lisää se uudelleen",
                                        "den är skadad; ta bort paketet och lägg till det igen"));
  InstalledPackage package;
  TRY(const auto told, parse(manifest_path, manifest));
  TRY(package.manifest, read_manifest(told.root));
  auto kept = std::make_shared<Kept>();
  TRY(kept->index, parse(index_path, index));
  if (lines) kept->lines.emplace(*std::move(lines));
  package.digest = kept->index.root.text_of("sha256");
  const json::Value* const left_out = kept->index.root.find("left_out");
  package.left_out = left_out ? number_of(*left_out).value_or(0) : 0;
  const json::Value* const rows = kept->index.root.find("resources");
  for (const json::Value& row : rows ? rows->items() : std::span<json::Value>{}) {
    auto one = read_row(row.items(), package.digest, kept);
    if (!one)
      return unusable(folder, base::Words("its index does not fit its resources",
                                          "sen hakemisto ei sovi sen resursseihin",
                                          "dess index passar inte dess resurser"));
    package.resources.push_back(std::move(one));
  }
  return package;
}

// The names of folders in it; what is being added or removed has a dot in front. No folder: none.
base::Outcome<std::vector<std::string>> entries_of(const std::string& folder, bool dotted = false) {
  std::vector<std::string> names;
  std::error_code error;
  fs::directory_iterator at(folder, error);
  if (error == std::errc::no_such_file_or_directory) return names;
  for (; !error && at != fs::directory_iterator(); at.increment(error)) {
    auto name = at->path().filename().string();
    if (name.starts_with('.') == dotted) names.push_back(std::move(name));
  }
  if (error) return unusable(folder, error.message());
  return names;
}

bool comes_before(const PackageName& a, const PackageName& b) {
  return a.name != b.name ? a.name < b.name : is_earlier(a.version, b.version);
}

base::Outcome<std::vector<PackageName>> names_in(const std::string& folder) {
  std::vector<PackageName> names;
  TRY(const auto entries, entries_of(folder));
  for (const std::string& entry : entries) {
    const auto mark = std::min(entry.find('#'), entry.size());
    PackageName name{entry.substr(0, mark), entry.substr(std::min(mark + 1, entry.size()))};
    if (is_package_name(name)) names.push_back(std::move(name));
  }
  std::sort(names.begin(), names.end(), comes_before);
  return names;
}

base::Outcome<std::vector<InstalledPackage>> load_all(const std::string& folder) {
  std::vector<InstalledPackage> packages;
  TRY(const auto entries, entries_of(folder));
  for (const std::string& entry : entries) {
    TRY(auto package, load_one(folder + "/" + entry));
    if (package.manifest.self.label() != entry)
      return unusable(folder + "/" + entry,
                      {base::Words("it is {0}", "se on {0}", "den är {0}"), {package.manifest.self.label()}});
    packages.push_back(std::move(package));
  }
  std::sort(packages.begin(), packages.end(),
            [](const auto& a, const auto& b) { return comes_before(a.manifest.self, b.manifest.self); });
  return packages;
}

// The kernel gives it back when its process ends. Not open: there is no folder to lock.
base::Outcome<Descriptor> lock(const std::string& folder, int how) {
  Descriptor held = open(folder, O_RDONLY | O_DIRECTORY);
  if (!held.is_open() && errno == ENOENT) return held;
  if (!held.is_open() || ::flock(held.get(), how) != 0) return unusable(folder, std::strerror(errno));
  return held;
}

// To change what is there; clears away what others did not bring to an end.
base::Outcome<Descriptor> lock_to_change(const std::string& folder) {
  std::error_code error;
  if (fs::create_directories(folder, error)) fs::permissions(folder, fs::perms::owner_all, error);
  if (error) return unusable(folder, error.message());
  TRY(auto held, lock(folder, LOCK_EX));
  TRY(const auto left, entries_of(folder, true));
  for (const std::string& name : left) fs::remove_all(folder + "/" + name, error);
  return held;
}

base::Failure unknown(const PackageName& package, const std::vector<PackageName>& there) {
  std::string all;
  for (const PackageName& one : there) all += (all.empty() ? "" : ", ") + one.label();
  const base::Argument none = base::Words("none", "ei yhtään", "inga");
  return base::refuse(base::Refusal::not_found,
                      base::error(base::IssueType::not_found, message::package_unknown,
                                  {package.label(), all.empty() ? none : base::Argument(all)}));
}

}  // namespace

base::Outcome<std::vector<InstalledPackage>> PackageStore::load() const {
  TRY(const auto held, lock(folder_, LOCK_SH));
  return load_all(folder_);
}

base::Outcome<std::vector<PackageName>> PackageStore::names() const {
  return names_in(folder_);
}

base::Outcome<bool> PackageStore::add(const Package& package, const Judge& judge) const {
  TRY(const auto held, lock_to_change(folder_));
  TRY(const auto there, load_all(folder_));
  TRY_VOID(judge(there));
  const PackageName& self = package.manifest.self;
  const Lines lines = lay_out(package);
  for (const InstalledPackage& one : there) {
    if (one.manifest.self != self) continue;
    if (one.digest == lines.digest) return false;
    return base::refuse(base::Refusal::unprocessable,
                        base::error(base::IssueType::duplicate, message::package_installed, {self.label()}));
  }
  const std::string to = folder_of(self), from = folder_ + "/.new-" + self.label();
  std::error_code error;
  if (!fs::create_directory(from, error)) return unusable(from, error.message());
  TRY_VOID(write_file(from + "/package.json", package.manifest_json));
  TRY_VOID(write_file(from + "/index.json", lines.index));
  TRY_VOID(write_file(from + "/resources.ndjson", lines.text));
  TRY_VOID(write_file(from + "/checksum", checksum({package.manifest_json, lines.index, lines.text})));
  sync_folder(from);
  fs::rename(from, to, error);
  if (error) return unusable(to, error.message());
  sync_folder(folder_);
  return true;
}

base::Outcome<void> PackageStore::remove(const PackageName& package) const {
  TRY(const auto held, lock_to_change(folder_));
  TRY(const auto there, names_in(folder_));
  if (std::find(there.begin(), there.end(), package) == there.end()) return unknown(package, there);
  const std::string gone = folder_ + "/.old-" + package.label();
  std::error_code error;
  fs::rename(folder_of(package), gone, error);
  if (error) return unusable(folder_of(package), error.message());
  sync_folder(folder_);
  fs::remove_all(gone, error);
  return base::done();
}

base::Outcome<void> PackageStore::copy_to(const std::string& folder) const {
  TRY(const auto held, lock(folder_, LOCK_SH));
  if (!held.is_open()) return base::done();
  TRY(const auto entries, entries_of(folder_));
  std::error_code error;
  fs::create_directories(folder, error);
  for (const std::string& entry : entries) {
    if (!error) fs::copy(folder_ + "/" + entry, folder + "/" + entry, fs::copy_options::recursive, error);
  }
  if (error) return unusable(folder, error.message());
  return base::done();
}

Added resources_of(const std::vector<InstalledPackage>& packages) {
  Added all;
  for (const auto& one : packages) all.insert(all.end(), one.resources.begin(), one.resources.end());
  return all;
}

}  // namespace linkki::definitions
