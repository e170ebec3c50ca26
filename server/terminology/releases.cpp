#include "terminology/releases.h"

#include <algorithm>
#include <filesystem>

#include "definitions/canonical.h"
#include "terminology/messages.h"

namespace linkki::terminology {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view suffix = ".codes";

// An edition alone takes every version of it.
bool takes(std::string_view wanted, std::string_view version) {
  return wanted.empty() || version == wanted ||
         (version.starts_with(wanted) && version.substr(wanted.size()).starts_with("/version/"));
}

// Of SNOMED CT the date, whichever edition it is.
std::string_view date_or_version(std::string_view version) {
  constexpr std::string_view mark = "/version/";
  const auto at = version.find(mark);
  return at == version.npos ? version : version.substr(at + mark.size());
}

}  // namespace

base::Outcome<std::shared_ptr<const Releases>> Releases::open(const std::string& folder) {
  auto releases = std::make_shared<Releases>();
  std::error_code error;
  fs::directory_iterator at(folder, error);
  for (; !error && at != fs::directory_iterator(); at.increment(error)) {
    if (at->path().extension() != suffix) continue;
    TRY(auto release, Release::open(at->path()));
    releases->all_.push_back(std::move(release));
  }
  if (error && error != std::errc::no_such_file_or_directory) {
    return base::refuse(base::Refusal::unavailable,
                        base::error(base::IssueType::no_store, base::message::terminology_table_unreadable,
                                    {folder, error.message()}));
  }
  std::sort(releases->all_.begin(), releases->all_.end(), [](auto& a, auto& b) {
    if (a->url() != b->url()) return a->url() < b->url();
    return definitions::is_earlier(date_or_version(b->version()), date_or_version(a->version()));
  });
  return std::shared_ptr<const Releases>(std::move(releases));
}

std::shared_ptr<const CodeSystem> Releases::find(std::string_view canonical) const {
  auto [url, version] = definitions::split(canonical);
  for (auto& one : all_) {
    if (one->url() == url && takes(version, one->version())) return one;
  }
  return nullptr;
}

std::string release_file_name(std::string_view url, std::string_view version) {
  const bool whole = version.starts_with(url);  // of SNOMED CT
  std::string name;
  for (char c : whole ? std::string(version) : std::string(url) + "-" + std::string(version)) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.';
    if (plain)
      name += c;
    else if (!name.empty() && name.back() != '-')
      name += '-';
  }
  return name + std::string(suffix);
}

}  // namespace linkki::terminology
