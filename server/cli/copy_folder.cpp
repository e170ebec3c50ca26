#include "cli/copy_folder.h"

#include <filesystem>

#include "cli/messages.h"

namespace linkki::cli {

namespace fs = std::filesystem;

base::Outcome<void> make_empty_folder(const std::string& path) {
  std::error_code fault;
  if (fs::create_directories(path, fault)) fs::permissions(path, fs::perms::owner_all, fault);
  if (!fault && fs::is_empty(path, fault)) return base::done();
  const std::string reason = fault ? fault.message() : "it is not empty";
  return base::refuse(
      base::Refusal::unavailable,
      base::error(base::IssueType::no_store, base::message::folder_not_empty, {path, reason}));
}

base::Outcome<void> copy_if_there(const std::string& from, const std::string& to) {
  std::error_code fault;
  if (!fs::exists(from, fault)) return base::done();
  fs::copy(from, to, fs::copy_options::recursive, fault);
  if (!fault) return base::done();
  return base::refuse(
      base::Refusal::unavailable,
      base::error(base::IssueType::no_store, base::message::copy_failed, {from, to, fault.message()}));
}

}  // namespace linkki::cli
