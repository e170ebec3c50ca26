// Makes the operating system's calls that reach the disk fail, in this process.
#pragma once

namespace linkki::storage {

enum class DiskCall { sync, write };

// From now until its end every such call, from the given one on, fails with the error.
class FailingDisk {
 public:
  FailingDisk(DiskCall call, int error, int from = 1);
  FailingDisk(const FailingDisk&) = delete;
  FailingDisk& operator=(const FailingDisk&) = delete;
  ~FailingDisk();
};

// Kills this process (SIGKILL) instead of the call-th of its calls, of either kind.
void die_at(int call);

}  // namespace linkki::storage
