#include "definitions/package_store.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>

#include "base/crypto/hash.h"
#include "base/json/parse.h"
#include "base/json/print.h"
#include "definitions/canonical.h"
#include "definitions/mapping.h"
#include "definitions/messages.h"

namespace linkki::definitions {
namespace {

namespace fs = std::filesystem;
namespace message = base::message;

base::Failure unusable(const std::string& path, const std::string& why) {
  return base::refuse(base::Refusal::unavailable,
                      base::error(base::IssueType::exception, message::package_unusable, {path, why}));
}

class Descriptor {
 public:
  Descriptor(const std::string& path, int flags) : file_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
  ~Descriptor() {
    if (file_ >= 0) ::close(file_);
  }
  Descriptor(const Descriptor&) = delete;
  int get() const { return file_; }

 private:
  const int file_;
};

// Durable before the folder gets its name.
base::Outcome<void> write_file(const std::string& path, std::string_view bytes) {
  const Descriptor file(path, O_WRONLY | O_CREAT | O_EXCL);
  while (file.get() >= 0 && !bytes.empty()) {
    const auto written = ::write(file.get(), bytes.data(), bytes.size());
    if (written <= 0) break;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (file.get() < 0 || !bytes.empty() || ::fsync(file.get()) != 0)
    return unusable(path, std::strerror(errno));
  return base::done();
}

void sync_folder(const std::string& path) {
  const Descriptor folder(path, O_RDONLY | O_DIRECTORY);
  if (folder.get() >= 0) ::fsync(folder.get());
}

struct Lines {
  std::string text;
  std::string index;
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
  lines.index = "{\"sha256\":\"" + crypto::print_hex(crypto::view(crypto::sha256(lines.text))) +
                "\",\"left_out\":" + std::to_string(package.left_out) + ",\"resources\":[" + rows + "]}\n";
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

base::Outcome<json::Document> read_json(const std::string& path) {
  auto file = Mapping::open(path);
  if (!file) return unusable(path, "it is not there, or empty");
  auto document = json::parse(std::string(file->bytes()));
  if (!document) return unusable(path, document.failure().issues.front().text());
  return document;
}

base::Outcome<InstalledPackage> load_one(const std::string& folder) {
  InstalledPackage package;
  TRY(const auto manifest, read_json(folder + "/package.json"));
  TRY(package.manifest, read_manifest(manifest.root));
  auto kept = std::make_shared<Kept>();
  TRY(kept->index, read_json(folder + "/index.json"));
  const json::Value& index = kept->index.root;
  package.digest = index.text_of("sha256");
  const json::Value* const left_out = index.find("left_out");
  package.left_out = left_out ? number_of(*left_out).value_or(0) : 0;
  const json::Value* const rows = index.find("resources");
  if (!rows || rows->items().empty()) return package;
  auto lines = Mapping::open(folder + "/resources.ndjson");
  if (!lines) return unusable(folder + "/resources.ndjson", "it is not there, or empty");
  kept->lines.emplace(*std::move(lines));
  for (const json::Value& row : rows->items()) {
    auto one = read_row(row.items(), package.digest, kept);
    if (!one) return unusable(folder, "its index does not fit its resources");
    package.resources.push_back(std::move(one));
  }
  return package;
}

// Held while the folder is changed. The kernel gives it back when its process ends.
base::Outcome<std::unique_ptr<Descriptor>> lock(const std::string& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (!error) fs::permissions(folder, fs::perms::owner_all, error);
  if (error) return unusable(folder, error.message());
  auto held = std::make_unique<Descriptor>(folder, O_RDONLY | O_DIRECTORY);
  if (held->get() < 0 || ::flock(held->get(), LOCK_EX) != 0) return unusable(folder, std::strerror(errno));
  return held;
}

std::string joined(const std::vector<InstalledPackage>& packages) {
  std::string all;
  for (const auto& one : packages) all += (all.empty() ? "" : ", ") + one.manifest.self.label();
  return all.empty() ? "none" : all;
}

}  // namespace

base::Outcome<std::vector<InstalledPackage>> PackageStore::load() const {
  std::vector<InstalledPackage> packages;
  std::error_code error;
  if (!fs::exists(folder_, error)) return packages;
  for (const auto& entry : fs::directory_iterator(folder_, error)) {
    if (entry.path().filename().string().starts_with('.')) continue;
    TRY(auto package, load_one(entry.path().string()));
    packages.push_back(std::move(package));
  }
  if (error) return unusable(folder_, error.message());
  std::sort(packages.begin(), packages.end(), [](const auto& a, const auto& b) {
    const auto &left = a.manifest.self, &right = b.manifest.self;
    return left.name != right.name ? left.name < right.name : is_earlier(left.version, right.version);
  });
  return packages;
}

base::Outcome<void> PackageStore::add(const Package& package) const {
  TRY(const auto held, lock(folder_));
  const std::string to = folder_of(package.manifest.self),
                    from = folder_ + "/.new-" + package.manifest.self.label();
  const Lines lines = lay_out(package);
  if (fs::exists(to)) {
    TRY(const auto there, load_one(to));
    if (lines.index.find(there.digest) != lines.index.npos) return base::done();
    return base::refuse(
        base::Refusal::unprocessable,
        base::error(base::IssueType::duplicate, message::package_installed, {package.manifest.self.label()}));
  }
  std::error_code error;
  fs::remove_all(from, error);  // of one that did not get to its end
  if (!fs::create_directory(from, error)) return unusable(from, error.message());
  TRY_VOID(write_file(from + "/package.json", package.manifest_json));
  TRY_VOID(write_file(from + "/index.json", lines.index));
  TRY_VOID(write_file(from + "/resources.ndjson", lines.text));
  sync_folder(from);
  fs::rename(from, to, error);
  if (error) return unusable(to, error.message());
  sync_folder(folder_);
  return base::done();
}

base::Outcome<void> PackageStore::remove(const PackageName& package) const {
  TRY(const auto held, lock(folder_));
  const std::string gone = folder_ + "/.old-" + package.label();
  std::error_code error;
  if (!fs::exists(folder_of(package), error)) {
    TRY(const auto there, load());
    return base::refuse(
        base::Refusal::not_found,
        base::error(base::IssueType::not_found, message::package_unknown, {package.label(), joined(there)}));
  }
  fs::remove_all(gone, error);
  fs::rename(folder_of(package), gone, error);
  if (error) return unusable(folder_of(package), error.message());
  sync_folder(folder_);
  fs::remove_all(gone, error);
  return base::done();
}

Added resources_of(const std::vector<InstalledPackage>& packages) {
  Added all;
  for (const auto& one : packages) all.insert(all.end(), one.resources.begin(), one.resources.end());
  return all;
}

}  // namespace linkki::definitions
