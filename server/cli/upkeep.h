// The audit trail's upkeep: wakes the writer when only reads have left entries, so that the log stays short,
// and has the tree's head signed every minute and at the end. Each turn also does what else is given to it.
//
// Threads   one of its own
// Lifetime  repository, trail and clock outlive it
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "base/clock.h"
#include "base/crypto/sign.h"
#include "repository/audit_trail.h"
#include "repository/repository.h"

namespace linkki::cli {

class Upkeep {
 public:
  Upkeep(repository::Repository& repository, const repository::AuditTrail& trail, const base::Clock& clock,
         crypto::SigningKey key, std::function<void()> turn);
  ~Upkeep();

 private:
  void run();
  void sign();

  repository::Repository& repository_;
  const repository::AuditTrail& trail_;
  const base::Clock& clock_;
  const std::shared_ptr<const crypto::SigningKey> key_;  // outlives this: the queue signs later
  const std::function<void()> turn_;
  std::mutex mutex_;
  std::condition_variable wakes_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace linkki::cli
