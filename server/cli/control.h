// A running server's ear for the other subcommands: a socket in its data folder, for its owner alone.
//
// One line goes in, "packages", and one answer comes back: empty when it is done, else the reasons why not,
// one a line. Whoever may write to the data folder may ask; nothing secret goes over it.
//
// It listens from open() on, so that nobody takes a server that is starting for none; who asks before start()
// waits for it.
//
// Threads   one of its own, on which `answer` runs, one caller at a time
// Limits    a request of request_bytes_max within request_seconds_max
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "base/descriptor.h"
#include "base/outcome.h"

namespace linkki::cli {

inline constexpr std::size_t request_bytes_max = 64;
inline constexpr int request_seconds_max = 5;
inline constexpr int answer_seconds_max = 120;  // that a caller waits
inline constexpr int accept_retry_ms = 100;     // where the process has no descriptor left for a caller

class Control {
 public:
  using Answer = std::function<std::string(const std::string& request)>;

  // Errors    unavailable with data-unusable
  static base::Outcome<std::unique_ptr<Control>> open(const std::string& path);
  void start(Answer answer);
  ~Control();  // after the answer under way

 private:
  Control(base::Descriptor socket, base::Descriptor wake, std::string path);
  void run();
  bool is_woken(int wait_ms) const;  // to stop
  void serve_one(int caller);

  const base::Descriptor socket_, wake_;
  const std::string path_;
  Answer answer_;
  std::thread thread_;
};

// What the server of that folder answers; nullopt: none is running.
// Errors    unavailable with data-unusable (it does not answer, and what it did is not known)
base::Outcome<std::optional<std::string>> ask_server(const std::string& path, const std::string& request);

}  // namespace linkki::cli
