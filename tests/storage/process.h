// Another process, for one test: runs the work in a forked child.
#pragma once

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>

namespace linkki::storage {

class Process {
 public:
  // The work's answer is the exit status. It writes to the descriptor, the parent reads from output().
  explicit Process(const std::function<int(int output)>& work) {
    int ends[2];
    if (::pipe(ends) != 0) return;
    process_ = ::fork();
    if (process_ == 0) {
      ::close(ends[0]);
      ::_exit(work(ends[1]));
    }
    ::close(ends[1]);
    output_ = ends[0];
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  ~Process() {
    kill();
    wait();
    ::close(output_);
  }

  int output() const { return output_; }
  bool read(void* bytes, std::size_t size) {
    return ::read(output_, bytes, size) == static_cast<ssize_t>(size);
  }
  void kill() {
    if (process_ > 0) ::kill(process_, SIGKILL);
  }
  // The exit status; -1 if it was killed.
  int wait() {
    if (process_ <= 0) return status_;
    int status = 0;
    ::waitpid(process_, &status, 0);
    process_ = -1;
    return status_ = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  pid_t process_ = -1;
  int output_ = -1;
  int status_ = -1;
};

}  // namespace linkki::storage
