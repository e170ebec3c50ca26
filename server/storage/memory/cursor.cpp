#include "storage/memory/cursor.h"

#include <algorithm>

#include "base/ensure.h"

namespace linkki::storage::memory {

namespace {
// Small, so that what reads blocks meets more than one in its tests.
constexpr std::uint64_t block_entries_max = 64;
}  // namespace

TableCursor::TableCursor(const Table& table, CursorWatch& watch) : table_(table), watch_(watch) {
  ++watch_.open;
}

bool TableCursor::place(std::uint64_t rank) {
  tree_ = table_.tree;
  placed_at_change_ = watch_.changes;
  rank_ = rank;
  entry_ = rank < size(tree_) ? &at(tree_, rank) : nullptr;
  return entry_ != nullptr;
}

bool TableCursor::may_move() const {
  ensure(!entry_ || placed_at_change_ == watch_.changes);
  return entry_ != nullptr;
}

bool TableCursor::seek(std::string_view key) {
  return place(rank(table_.tree, {key}));
}

bool TableCursor::seek(std::string_view key, std::string_view value) {
  ensure(table_.spec.duplicate_bytes && value.size() == table_.spec.duplicate_bytes);
  if (place(rank(table_.tree, {key, &value})) && entry_->key == key) return true;
  entry_ = nullptr;
  return false;
}

bool TableCursor::next() {
  return may_move() && place(rank_ + 1);
}
bool TableCursor::previous() {
  return may_move() && place(rank_ - 1);
}
bool TableCursor::next_key() {
  return may_move() && place(end_of_key());
}
bool TableCursor::previous_key() {
  return may_move() && place(begin_of_key() - 1);
}

std::uint64_t TableCursor::begin_of_key() const {
  return rank(tree_, {entry_->key});
}

std::uint64_t TableCursor::end_of_key() const {
  return rank(tree_, {entry_->key, nullptr, Place::Side::behind});
}

std::string_view TableCursor::key() const {
  ensure(may_move());
  return entry_->key;
}

std::string_view TableCursor::value() const {
  ensure(may_move());
  return entry_->value;
}

std::uint64_t TableCursor::duplicates() const {
  ensure(may_move());
  return end_of_key() - begin_of_key();
}

std::string_view TableCursor::values() {
  ensure(may_move() && table_.spec.duplicate_bytes > 0);
  const std::uint64_t end = std::min(end_of_key(), rank_ + block_entries_max);
  block_.clear();
  for (std::uint64_t i = rank_; i < end; ++i) block_ += at(tree_, i).value;
  place(end - 1);
  return block_;
}

std::string_view TableCursor::more_values() {
  ensure(may_move() && table_.spec.duplicate_bytes > 0);
  if (rank_ + 1 == end_of_key()) return {};
  place(rank_ + 1);
  return values();
}

}  // namespace linkki::storage::memory
