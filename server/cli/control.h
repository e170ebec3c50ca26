// A running server's ear for the other subcommands: a socket in its data folder, for its owner alone.
//
// One line goes in, "packages", and one answer comes back: empty when it is done, else the reasons why not,
// one a line. Whoever may write to the data folder may ask; nothing secret goes over it.
//
// Threads   one of its own, on which `answer` runs, one caller at a time
// Limits    a request of request_bytes_max within request_seconds_max
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "base/outcome.h"

namespace linkki::cli {

inline constexpr std::size_t request_bytes_max = 64;
inline constexpr int request_seconds_max = 5;
inline constexpr int answer_seconds_max = 120;  // that a caller waits

class Control {
 public:
  using Answer = std::function<std::string(const std::string& request)>;

  // Errors    unavailable with data-unusable
  static base::Outcome<std::unique_ptr<Control>> open(const std::string& path, Answer answer);
  ~Control();  // after the answer under way

 private:
  Control(int socket, int wake, std::string path, Answer answer);
  void run();
  void serve_one(int caller);

  const int socket_, wake_;
  const std::string path_;
  const Answer answer_;
  std::thread thread_;
};

// What the server of that folder answers; nullopt: none is running.
// Errors    unavailable with data-unusable (it does not answer)
base::Outcome<std::optional<std::string>> ask_server(const std::string& path, const std::string& request);

}  // namespace linkki::cli
