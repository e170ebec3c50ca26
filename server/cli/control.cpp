#include "cli/control.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <exception>
#include <filesystem>

#include "cli/messages.h"

namespace linkki::cli {
namespace {

base::Failure unusable(const std::string& path, const std::string& why) {
  return base::refuse(base::Refusal::unavailable,
                      base::error(base::IssueType::exception, base::message::data_unusable, {path, why}));
}

using base::Descriptor;

// The address of a path of any length: 108 bytes are all that it holds, so it goes by the folder's
// descriptor.
struct Address {
  explicit Address(const std::string& path)
      : folder(::open(std::filesystem::path(path).parent_path().c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)) {
    address.sun_family = AF_UNIX;
    const std::string short_path = "/proc/self/fd/" + std::to_string(folder.get()) + "/" +
                                   std::filesystem::path(path).filename().string();
    short_path.copy(address.sun_path, sizeof(address.sun_path) - 1);
  }
  const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&address); }

  Descriptor folder;
  sockaddr_un address{};
};

void set_patience(int socket, int seconds) {
  const timeval patience{seconds, 0};
  ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  ::setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
}

bool send_all(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

}  // namespace

base::Outcome<std::unique_ptr<Control>> Control::open(const std::string& path) {
  Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  Descriptor wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  const Address address(path);
  ::unlink(path.c_str());  // of a server that was killed: the store's lock tells that none runs
  const bool bound = socket.is_open() && wake.is_open() &&
                     ::bind(socket.get(), address.get(), sizeof address.address) == 0 &&
                     ::chmod(path.c_str(), 0600) == 0 && ::listen(socket.get(), 8) == 0;
  if (!bound) return unusable(path, std::strerror(errno));
  return std::unique_ptr<Control>(new Control(std::move(socket), std::move(wake), path));
}

Control::Control(Descriptor socket, Descriptor wake, std::string path)
    : socket_(std::move(socket)), wake_(std::move(wake)), path_(std::move(path)) {}

void Control::start(Answer answer) {
  answer_ = std::move(answer);
  thread_ = std::thread([this] { run(); });
}

Control::~Control() {
  ::eventfd_write(wake_.get(), 1);
  if (thread_.joinable()) thread_.join();
  ::unlink(path_.c_str());
}

void Control::run() {
  while (!is_woken(-1)) {
    const Descriptor caller(::accept4(socket_.get(), nullptr, nullptr, SOCK_CLOEXEC));
    if (caller.is_open()) {
      serve_one(caller.get());
    } else if (is_woken(accept_retry_ms)) {
      return;
    }
  }
}

// Returns when it is, when somebody calls, or after `wait_ms` where callers are not waited for.
bool Control::is_woken(int wait_ms) const {
  pollfd ready[] = {{wake_.get(), POLLIN, 0}, {socket_.get(), POLLIN, 0}};
  if (::poll(ready, wait_ms < 0 ? 2 : 1, wait_ms) < 0)
    std::this_thread::sleep_for(std::chrono::milliseconds(accept_retry_ms));
  return ready[0].revents != 0;
}

void Control::serve_one(int caller) {
  set_patience(caller, request_seconds_max);
  std::string request(request_bytes_max, '\0');
  const auto got = ::recv(caller, request.data(), request.size(), 0);
  if (got <= 1 || request[static_cast<std::size_t>(got) - 1] != '\n') return;
  request.resize(static_cast<std::size_t>(got) - 1);
  std::string answer;
  try {
    answer = answer_(request);
  } catch (const std::exception& fault) {
    answer = fault.what();
  }
  send_all(caller, answer + '\n');
}

base::Outcome<std::optional<std::string>> ask_server(const std::string& path, const std::string& request) {
  const Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const Address address(path);
  set_patience(socket.get(), answer_seconds_max);
  if (::connect(socket.get(), address.get(), sizeof address.address) != 0) {
    if (errno == ENOENT || errno == ECONNREFUSED) return std::optional<std::string>{};
    return unusable(path, std::strerror(errno));
  }
  std::string answer;
  char buffer[4096];
  if (!send_all(socket.get(), request + '\n')) return unusable(path, "the server does not listen");
  for (;;) {
    const auto got = ::recv(socket.get(), buffer, sizeof buffer, 0);
    if (got < 0) return unusable(path, "the server does not answer");
    if (got == 0) break;
    answer.append(buffer, static_cast<std::size_t>(got));
  }
  if (answer.empty()) return unusable(path, "the server ended before it answered");
  answer.pop_back();
  return std::optional(std::move(answer));
}

}  // namespace linkki::cli
