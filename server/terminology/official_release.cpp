#include "terminology/official_release.h"

#include <algorithm>
#include <filesystem>

#include "terminology/messages.h"

namespace linkki::terminology {

namespace fs = std::filesystem;

std::vector<std::string> release_files(const std::vector<std::string>& folders, std::string_view begins,
                                       std::string_view ends) {
  std::vector<std::string> found;
  for (auto& folder : folders) {
    std::error_code error;
    fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, error);
    for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
      const std::string name = at->path().filename();
      if (name.starts_with(begins) && name.ends_with(ends)) found.push_back(at->path());
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

base::Failure no_release(const std::vector<std::string>& folders) {
  std::string all;
  for (auto& one : folders) all.append(all.empty() ? "" : ", ").append(one);
  return base::refuse(base::Refusal::not_found, base::error(base::IssueType::not_found,
                                                            base::message::terminology_release_none, {all}));
}

base::Outcome<OfficialRelease> read_release(const std::vector<std::string>& folders, std::string version) {
  if (!release_files(folders, "sct2_Concept_", ".txt").empty())
    return read_snomed(folders, std::move(version));
  if (!release_files(folders, "Loinc.csv", "Loinc.csv").empty())
    return read_loinc(folders, std::move(version));
  return no_release(folders);
}

}  // namespace linkki::terminology
