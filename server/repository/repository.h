// The repository: one store with everything that reads and writes it. Opened once, shared by all requests.
//
// Threads   all from any thread; one of its own keeps definitions and index up (renewal.h)
// Lifetime  outlives its snapshots; the engine, clock, random and registry given to it outlive it
#pragma once

#include <memory>
#include <string>

#include "base/crypto/seal.h"
#include "base/log.h"
#include "base/random.h"
#include "repository/find.h"
#include "repository/renewal.h"
#include "repository/snapshot.h"
#include "repository/write_queue.h"

namespace linkki::repository {

class Repository {
 public:
  struct Parts {
    storage::Engine& engine;
    definitions::Registry& definitions;
    const base::Clock& clock;
    base::Random& random;
    AuditSink& audit;
    base::Log* log = nullptr;  // nullptr: silent
  };
  struct Settings {
    std::string dictionary;  // zstd's, for a new store; an existing one keeps its own
    IndexSettings index;
    WriteQueue::Settings queue;
  };

  // Makes a new store, or opens and migrates an old one.
  // Errors: unavailable (store_foreign), storage_full
  static base::Outcome<std::unique_ptr<Repository>> open(const Parts& parts, const Settings& settings);

  base::Outcome<Snapshot> snapshot() const;
  WriteQueue& queue() { return *queue_; }
  const crypto::Seal& seal() const { return *seal_; }  // for paging links; its key is kept in the store
  const storage::Engine& engine() const { return parts_.engine; }
  // "Patient.gender": search parameters by which not all that is stored is indexed yet.
  std::vector<std::string> stale_parameters() const { return reading().facets->stale(); }
  // Until what is stored of definitions is in force and everything is indexed: for tests and subcommands.
  void settle() const { signal_->settle(); }
  // Returns when the registry's definitions of now are what is searched and written by; of new search
  // parameters the index may still be being built.
  // Errors    why they are not
  base::Outcome<void> follow_definitions() const { return signal_->follow(); }

 private:
  Repository(const Parts& parts, const Settings& settings) : parts_(parts), settings_(settings) {}
  friend class Renewal;
  base::Outcome<void> load();
  Reading reading() const;
  void set_reading(const Reading& reading);
  WriteQueue::Settings queue_settings() const;
  base::Outcome<void> make_store(storage::WriteTransaction& write) const;
  base::Outcome<void> read_store(storage::WriteTransaction& write);

  Parts parts_;
  Settings settings_;
  mutable std::mutex mutex_;
  Reading reading_;
  std::unique_ptr<Adopted> adopted_;
  std::shared_ptr<Renewal::Signal> signal_ = std::make_shared<Renewal::Signal>();
  std::unique_ptr<crypto::Seal> seal_;
  std::unique_ptr<WriteQueue> queue_;
  std::unique_ptr<Renewal> renewal_;
};

}  // namespace linkki::repository
