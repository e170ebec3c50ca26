// Ordered bytes in transactions: what the repository stands on. Knows no FHIR.
//
// A store is a set of tables named when it is opened; a TableId is the place in that list. Keys have 1–511
// bytes and are ordered as bytes. In a table with duplicates a key has many values, all of the size given,
// ordered as bytes, each once.
//
// Threads   a read transaction and its cursors belong to one thread at a time, a write transaction to the
//           thread that began it. Read transactions run beside each other and beside the one write
//           transaction; begin_write blocks until the writer before is done. A thread begins no second write
//           transaction while it has one.
// Lifetime  a view ends with its transaction, in a write transaction already with the next change. Cursors
//           are gone before their transaction ends (asserted). After a change a cursor is placed anew (first,
//           last, seek) before it is used (asserted). While `nested` runs, only the transaction that it hands
//           out is used.
// Errors    storage_full: no room, nothing stored, later transactions may succeed. unavailable: reader slots
//           used up, or the disk failed and the engine refuses all further writes. unprocessable: a key,
//           value or transaction too large, or of the wrong size. After a change failed, but for a key or
//           value refused, the transaction can only fail. Looking for a key of 0 or over 511 bytes finds
//           nothing. Reading damaged pages throws Damaged.
// Commit    conflict: another process changed what was read; prepare again. LMDB never answers it; the memory
//           engine does on demand, engines to come will.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.h"

namespace linkki::storage {

using TableId = std::uint8_t;

struct TableSpec {
  std::string name;
  std::uint8_t duplicate_bytes = 0;  // 0: one value per key; else the size of each duplicate
};

// Caught at the edge, answered as unavailable.
class Damaged : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Stands on an entry or nowhere: nowhere at first, and from a move that found nothing until first, last or
// seek.
class Cursor {
 public:
  virtual ~Cursor() = default;
  // Each returns whether the cursor stands on an entry afterwards.
  virtual bool first() = 0;
  virtual bool last() = 0;
  virtual bool seek(std::string_view key) = 0;  // first entry with key ≥ key; an empty key is below all
  // That key exactly, first duplicate ≥ value; tables with duplicates only, a value of their size (asserted).
  virtual bool seek(std::string_view key, std::string_view value) = 0;
  virtual bool next() = 0;          // next entry, duplicates one by one
  virtual bool previous() = 0;      // the entry before, duplicates one by one
  virtual bool next_key() = 0;      // first duplicate of the next key
  virtual bool previous_key() = 0;  // last duplicate of the previous key

  // Pre of all below: the cursor stands on an entry.
  virtual std::string_view key() const = 0;
  virtual std::string_view value() const = 0;
  virtual std::uint64_t duplicates() const = 0;  // of the current key; 1 in a table without
  // The fast way through the duplicates of one key, n × duplicate_bytes at a time, as many as lie together
  // (asserted: a table with duplicates). values() starts with the current one, more_values() with the one
  // after; both move to the last that they return. more_values() is empty, and moves nothing, when the key
  // has no more.
  //   for (auto block = cursor->values(); !block.empty(); block = cursor->more_values()) …
  virtual std::string_view values() = 0;
  virtual std::string_view more_values() = 0;
};

class Reads {
 public:
  virtual ~Reads() = default;
  // The first duplicate in a table with duplicates.
  virtual std::optional<std::string_view> get(TableId table, std::string_view key) const = 0;
  virtual bool contains(TableId table, std::string_view key, std::string_view duplicate) const = 0;
  virtual std::unique_ptr<Cursor> cursor(TableId table) const = 0;
  virtual std::uint64_t entries(TableId table) const = 0;      // each duplicate counts
  virtual std::uint64_t bytes_taken(TableId table) const = 0;  // of the disk, or of memory; 0 if empty
};

class ReadTransaction : public Reads {};

enum class Commit : std::uint8_t { done, conflict };

class WriteTransaction : public Reads {
 public:
  // Replaces the value; in a table with duplicates adds one, if it is not there yet.
  virtual base::Outcome<void> put(TableId table, std::string_view key, std::string_view value) = 0;
  // Faster for keys above all others; falls back to put.
  virtual base::Outcome<void> append(TableId table, std::string_view key, std::string_view value) = 0;
  // The key with all its duplicates, or one of them; false: it was not there.
  virtual base::Outcome<bool> erase(TableId table, std::string_view key) = 0;
  virtual base::Outcome<bool> erase(TableId table, std::string_view key, std::string_view duplicate) = 0;
  // Runs `work`; if it fails everything it changed is undone and its failure comes back, the rest stays.
  // `work` gets a transaction that it does not commit (asserted).
  virtual base::Outcome<void> nested(const std::function<base::Outcome<void>(WriteTransaction&)>& work) = 0;
  // Durable when it returns done. After it (or after destruction, which aborts) the transaction is over.
  virtual base::Outcome<Commit> commit() = 0;
};

struct EngineStatistics {
  std::uint64_t file_bytes = 0;  // allocated
  std::uint64_t used_bytes = 0;  // live pages
  std::uint64_t map_bytes = 0;
  std::uint32_t readers = 0;                     // open read transactions, of all processes
  std::uint64_t oldest_reader_transactions = 0;  // how many commits behind the oldest open reader is
};

class Engine {
 public:
  virtual ~Engine() = default;
  virtual base::Outcome<std::unique_ptr<ReadTransaction>> begin_read() = 0;
  virtual base::Outcome<std::unique_ptr<WriteTransaction>> begin_write() = 0;
  // A consistent, compacted, synced copy of the store into an empty folder while it is in use. Engines
  // without files answer not_implemented.
  virtual base::Outcome<void> copy_to(const std::string& folder) = 0;
  virtual EngineStatistics statistics() const = 0;
  virtual bool writable() const = 0;  // false after a failed sync
};

}  // namespace linkki::storage
