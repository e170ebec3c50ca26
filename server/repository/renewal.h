// Keeps what the server works by up with what is stored: definitions that clients write are taken into the
// registry (adopted.h), a new set of definitions into the index, and what the index lacks is built
// (reindex.h).
//
// Order     registry → extractor and facets of the new set → one commit that raises the generation, so that
// no write
//           made with the old set comes after it → the new Reading, before the next write is prepared → index
//           rows, type by type
// Threads   its own; wake() and settle() from any
// Lifetime  ends before the repository's queue
// Failures  are logged, told to who waits in follow(), and tried again at the next wake, or the next start
#pragma once

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <thread>

#include "base/outcome.h"
#include "repository/adopted.h"

namespace linkki::repository {

class Repository;

class Renewal {
 public:
  // Outlives the Renewal, for those who may still call when it has ended.
  class Signal {
   public:
    void wake();
    void stop();
    void settle();  // until there is nothing to do
    // Wakes, and waits until the definitions of now are in force; the index may still be built.
    // Errors    why they are not; unavailable with definitions-not-followed: the store is damaged, or it ends
    base::Outcome<void> follow();
    bool next();  // until there is something to do; false: to stop
    void followed(base::Outcome<void> outcome);
    bool stopping() const;
    bool interrupted() const;  // to stop, or something else comes first

   private:
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    bool woken_ = false, busy_ = false, stopping_ = false;
    std::uint64_t asked_ = 0, taken_ = 0, followed_ = 0;  // wakings
    base::Outcome<void> outcome_ = base::done();          // of the last that was followed
  };

  Renewal(Repository& repository, std::shared_ptr<Signal> signal, std::unique_ptr<Adopted> adopted);
  ~Renewal();  // after the step under way

 private:
  void run();
  base::Outcome<void> follow();
  base::Outcome<void> renew();
  void build_index();
  bool build_index(const std::string& type);

  Repository& repository_;
  const std::shared_ptr<Signal> signal_;
  const std::unique_ptr<Adopted> adopted_;
  std::thread thread_;
};

}  // namespace linkki::repository
