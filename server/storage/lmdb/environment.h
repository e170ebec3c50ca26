// What the transactions of one open store share: the environment, its tables, its idle readers, and whether
// it may still be written.
//
// Threads   after open everything may be called from any thread.
#pragma once

#include <lmdb.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "storage/lmdb/engine.h"

namespace linkki::storage::lmdb {

struct Table {
  TableSpec spec;
  MDB_dbi handle = 0;
};

// Owns the file descriptor that carries the writer's lock.
class WriterLock {
 public:
  WriterLock() = default;
  WriterLock(const WriterLock&) = delete;
  WriterLock& operator=(const WriterLock&) = delete;
  ~WriterLock();
  base::Outcome<void> acquire(const std::string& folder);

 private:
  int descriptor_ = -1;
};

class Environment {
 public:
  explicit Environment(const Settings& settings) : settings_(settings) {}
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;
  ~Environment();
  base::Outcome<void> open();

  MDB_env* handle() const { return environment_; }
  const std::string& folder() const { return settings_.folder; }
  const std::vector<Table>& tables() const { return tables_; }
  const Table& table(TableId id) const;

  // A reader that sees the newest commit; idle ones keep their slot, so this costs no system call.
  base::Outcome<MDB_txn*> begin_read();
  void end_read(MDB_txn* reader);
  base::Outcome<MDB_txn*> begin_write();

  bool writable() const { return settings_.mode == Mode::read_write && !broken_; }
  // What the code of a failed change means; when the store cannot be trusted any more it stops all writing.
  base::Failure failure(int code);
  void committed();

 private:
  base::Outcome<void> prepare_folder() const;
  base::Outcome<void> reserve_reader_slots() const;
  int try_map(std::uint64_t size, unsigned flags);
  base::Outcome<void> open_map();
  base::Outcome<void> check_size() const;
  base::Outcome<void> open_tables();
  // Whether the table was there before.
  base::Outcome<bool> open_table(MDB_txn* transaction, const TableSpec& spec);
  base::Failure full();
  base::Failure stop_writing(int code);
  bool disk_is_full() const;

  Settings settings_;
  WriterLock lock_;
  MDB_env* environment_ = nullptr;
  std::vector<Table> tables_;
  std::atomic<bool> broken_ = false;
  std::atomic<bool> full_ = false;
  std::atomic<std::uint64_t> writes_begun_ = 0;
  std::mutex idle_mutex_;
  std::vector<MDB_txn*> idle_;
};

// Pre: the code is one that reading pages gives.
[[noreturn]] void throw_damaged(int code);

inline MDB_val bytes(std::string_view view) {
  return {view.size(), const_cast<char*>(view.data())};
}
inline std::string_view view(const MDB_val& value) {
  return {static_cast<const char*>(value.mv_data), value.mv_size};
}

}  // namespace linkki::storage::lmdb
