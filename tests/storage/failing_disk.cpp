#include "storage/failing_disk.h"

#include <signal.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>

namespace {

struct Failing {
  std::atomic<int> error = 0;  // 0: works
  std::atomic<int> calls_before = 0;
};
Failing syncs, writes;

std::atomic<int> calls_to_live = -1;  // below 0: for ever

bool fails(Failing& call) {
  if (calls_to_live >= 0 && calls_to_live-- == 0) ::kill(::getpid(), SIGKILL);
  if (call.error == 0 || --call.calls_before >= 0) return false;
  errno = call.error;
  return true;
}

long signed_offset(off_t offset) {
  return static_cast<long>(offset);
}

}  // namespace

// These stand before the C library's for every library of this process, LMDB among them.
extern "C" int fdatasync(int descriptor) {
  return fails(syncs) ? -1 : static_cast<int>(::syscall(SYS_fdatasync, descriptor));
}

extern "C" ssize_t pwrite(int descriptor, const void* bytes, std::size_t size, off_t offset) {
  return fails(writes) ? -1 : ::syscall(SYS_pwrite64, descriptor, bytes, size, signed_offset(offset));
}

extern "C" ssize_t writev(int descriptor, const struct iovec* parts, int count) {
  return fails(writes) ? -1 : ::syscall(SYS_writev, descriptor, parts, count);
}

namespace linkki::storage {

FailingDisk::FailingDisk(DiskCall call, int error, int from) {
  Failing& failing = call == DiskCall::sync ? syncs : writes;
  failing.calls_before = from - 1;
  failing.error = error;
}

FailingDisk::~FailingDisk() {
  syncs.error = writes.error = 0;
}

void die_at(int call) {
  calls_to_live = call - 1;
}

}  // namespace linkki::storage
