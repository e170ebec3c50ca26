// R4's own definitions as resources of the store, so that they are read and searched like all others.
//
// A background job: a new or changed set of definitions is written in small batches while the server serves;
// it goes on after a restart. meta "definitions" holds the fingerprint of the set that is complete.
#pragma once

#include <atomic>
#include <memory>
#include <thread>

#include "repository/repository.h"

namespace linkki::repository {

class Seeding {
 public:
  // Starts the job if there is anything to do. The repository outlives it.
  Seeding(Repository& repository, std::shared_ptr<const definitions::Definitions> definitions);
  ~Seeding();  // stops after the batch under way

 private:
  void run();

  Repository& repository_;
  const std::shared_ptr<const definitions::Definitions> definitions_;
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

}  // namespace linkki::repository
