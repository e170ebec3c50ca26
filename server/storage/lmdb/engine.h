// The engine on disk: one LMDB environment in one folder, every commit synced before it answers.
//
// Files     data.mdb, lock.mdb (LMDB's), writer.lock (locked by the process that writes)
// Processes one may have the store open for writing, others for reading beside it; each opens it once.
// Errors    open: storage-in-use, storage-foreign, storage-damaged, storage-open, all unavailable
// Limits    readers_max read transactions at once, in all processes together; the first to open it decides
// Standard  LMDB 0.9.24
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/limits.h"
#include "base/log.h"
#include "storage/engine.h"

namespace linkki::storage::lmdb {

enum class Mode { read_write, read_only };

struct Settings {
  std::string folder;  // made, with mode 0700, when the store is opened for writing
  std::vector<TableSpec> tables;
  Mode mode = Mode::read_write;
  unsigned readers_max = limits::storage_readers_max;
  // Asked for at once, halved as long as the address space refuses.
  std::uint64_t map_bytes = limits::storage_map_bytes_max;
  base::Log* log = nullptr;  // hears why writing stops, when the disk is full and when there is room again
};

// All transactions must be over before the engine goes; the log outlives it.
base::Outcome<std::unique_ptr<Engine>> open(const Settings& settings);

}  // namespace linkki::storage::lmdb
