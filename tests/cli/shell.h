// Calls linkki as a shell would, in a temporary folder, and keeps what it printed.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "cli/run.h"

namespace linkki::cli {

class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "linkki-cli-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string operator/(const std::string& name) const { return path_ + "/" + name; }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

struct Printed {
  int code;
  std::string out, err;
};

inline Printed shell(std::vector<std::string> arguments) {
  using namespace std::chrono_literals;
  const base::FakeClock clock(base::Instant{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + 14h});
  base::SystemRandom random;
  std::ostringstream out, err;
  const int code = run(std::move(arguments), out, err, clock, random);
  return {code, out.str(), err.str()};
}

}  // namespace linkki::cli
