// The repository: one store with everything that reads and writes it. Opened once, shared by all requests.
//
// Threads   snapshot() and submit() from any thread
// Lifetime  outlives its snapshots; the engine, clock, random and registry given to it outlive it
#pragma once

#include <memory>
#include <string>

#include "base/crypto/seal.h"
#include "base/random.h"
#include "repository/find.h"
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
  };
  struct Settings {
    std::string dictionary;  // zstd's, for a new store; an existing one keeps its own
    std::string zone = "Europe/Helsinki";
    WriteQueue::Settings queue;
  };

  // Makes a new store, or opens and migrates an old one.
  // Errors: unavailable (store_foreign), storage_full
  static base::Outcome<std::unique_ptr<Repository>> open(const Parts& parts, const Settings& settings);

  base::Outcome<Snapshot> snapshot() const;
  WriteQueue& queue() { return *queue_; }
  const crypto::Seal& seal() const { return *seal_; }  // for paging links; its key is kept in the store
  const storage::Engine& engine() const { return parts_.engine; }
  // Facets whose definition has changed since they were built.
  const std::vector<std::string>& stale_facets() const { return stale_; }

 private:
  Repository(const Parts& parts, const Settings& settings) : parts_(parts), settings_(settings) {}
  base::Outcome<void> load();
  base::Outcome<void> make_store(storage::WriteTransaction& write) const;
  base::Outcome<void> read_store(storage::WriteTransaction& write);

  Parts parts_;
  Settings settings_;
  Reading reading_;
  std::vector<std::string> stale_;
  std::unique_ptr<crypto::Seal> seal_;
  std::unique_ptr<WriteQueue> queue_;
};

}  // namespace linkki::repository
