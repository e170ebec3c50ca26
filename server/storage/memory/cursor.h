// A place in a tree, by rank.
#pragma once

#include "storage/engine.h"
#include "storage/memory/tree.h"

namespace linkki::storage::memory {

struct Table {
  TableSpec spec;
  Tree tree;
};

// What a transaction knows of its cursors: how many there are, and how often it changed.
struct CursorWatch {
  std::uint64_t open = 0;
  std::uint64_t changes = 0;
};

class TableCursor final : public Cursor {
 public:
  // Pre: table and watch outlive it.
  TableCursor(const Table& table, CursorWatch& watch);
  TableCursor(const TableCursor&) = delete;
  TableCursor& operator=(const TableCursor&) = delete;
  ~TableCursor() override { --watch_.open; }

  bool first() override { return place(0); }
  bool last() override { return place(size(table_.tree) - 1); }  // of an empty tree: behind all, so nowhere
  bool seek(std::string_view key) override;
  bool seek(std::string_view key, std::string_view value) override;
  bool next() override;
  bool previous() override;
  bool next_key() override;
  bool previous_key() override;
  std::string_view key() const override;
  std::string_view value() const override;
  std::uint64_t duplicates() const override;
  std::string_view values() override;
  std::string_view more_values() override;

 private:
  bool place(std::uint64_t rank);
  bool may_move() const;
  std::uint64_t begin_of_key() const;
  std::uint64_t end_of_key() const;

  const Table& table_;
  CursorWatch& watch_;
  Tree tree_;  // keeps what the views show
  std::uint64_t rank_ = 0;
  const Entry* entry_ = nullptr;  // null: stands nowhere
  std::uint64_t placed_at_change_ = 0;
  std::string block_;
};

}  // namespace linkki::storage::memory
