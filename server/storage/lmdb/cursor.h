// A place in a table of a transaction.
#pragma once

#include "storage/lmdb/environment.h"

namespace linkki::storage::lmdb {

// What a transaction knows of its cursors: how many there are, and how often it changed.
struct CursorWatch {
  std::uint64_t open = 0;
  std::uint64_t changes = 0;
};

class TableCursor final : public Cursor {
 public:
  // Pre: transaction, table and watch outlive it.
  TableCursor(MDB_txn* transaction, const Table& table, CursorWatch& watch);
  TableCursor(const TableCursor&) = delete;
  TableCursor& operator=(const TableCursor&) = delete;
  ~TableCursor() override;

  bool first() override { return place(MDB_FIRST); }
  bool last() override { return place(MDB_LAST); }
  bool seek(std::string_view key) override;
  bool seek(std::string_view key, std::string_view value) override;
  bool next() override { return move(MDB_NEXT); }
  bool previous() override { return move(MDB_PREV); }
  bool next_key() override { return move(MDB_NEXT_NODUP); }
  bool previous_key() override { return move(MDB_PREV_NODUP); }
  std::string_view key() const override;
  std::string_view value() const override;
  std::uint64_t duplicates() const override;
  std::string_view values() override;
  std::string_view more_values() override;

 private:
  bool place(MDB_cursor_op operation);
  bool move(MDB_cursor_op operation);
  void require_entry() const;

  const Table& table_;
  CursorWatch& watch_;
  MDB_cursor* cursor_ = nullptr;
  bool on_entry_ = false;
  std::uint64_t placed_at_change_ = 0;
  MDB_val key_{};
  MDB_val value_{};
};

}  // namespace linkki::storage::lmdb
