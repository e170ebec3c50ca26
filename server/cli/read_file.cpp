#include "cli/read_file.h"

#include <cerrno>
#include <fstream>
#include <sstream>
#include <system_error>

#include "cli/messages.h"

namespace linkki::cli {

base::Outcome<std::string> read_file(const std::string& path) {
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (!(file && text << file.rdbuf())) {
    return base::refuse(base::Refusal::not_found,
                        base::error(base::IssueType::not_found, base::message::file_unreadable,
                                    {path, errno ? std::generic_category().message(errno) : "it is empty"}));
  }
  return text.str();
}

}  // namespace linkki::cli
