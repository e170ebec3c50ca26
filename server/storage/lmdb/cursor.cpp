#include "storage/lmdb/cursor.h"

namespace linkki::storage::lmdb {

TableCursor::TableCursor(MDB_txn* transaction, const Table& table, CursorWatch& watch)
    : table_(table), watch_(watch) {
  if (const int code = mdb_cursor_open(transaction, table.handle, &cursor_)) throw_damaged(code);
  ++watch_.open;
}

TableCursor::~TableCursor() {
  mdb_cursor_close(cursor_);
  --watch_.open;
}

bool TableCursor::place(MDB_cursor_op operation) {
  const int code = mdb_cursor_get(cursor_, &key_, &value_, operation);
  if (code != MDB_SUCCESS && code != MDB_NOTFOUND) throw_damaged(code);
  placed_at_change_ = watch_.changes;
  return on_entry_ = code == MDB_SUCCESS;
}

bool TableCursor::move(MDB_cursor_op operation) {
  if (!on_entry_) return false;
  ensure(placed_at_change_ == watch_.changes);
  return place(operation);
}

bool TableCursor::seek(std::string_view key) {
  if (key.empty()) return first();
  key_ = bytes(key);
  return place(MDB_SET_RANGE);
}

bool TableCursor::seek(std::string_view key, std::string_view value) {
  ensure(table_.spec.duplicate_bytes && value.size() == table_.spec.duplicate_bytes);
  if (key.empty()) return on_entry_ = false;
  key_ = bytes(key);
  value_ = bytes(value);
  if (!place(MDB_GET_BOTH_RANGE)) return false;
  return place(MDB_GET_CURRENT);  // GET_BOTH_RANGE leaves the caller's key in key_
}

void TableCursor::require_entry() const {
  ensure(on_entry_);
  ensure(placed_at_change_ == watch_.changes);
}

std::string_view TableCursor::key() const {
  require_entry();
  return view(key_);
}

std::string_view TableCursor::value() const {
  require_entry();
  return view(value_);
}

std::uint64_t TableCursor::duplicates() const {
  require_entry();
  if (!table_.spec.duplicate_bytes) return 1;
  std::size_t count = 0;
  if (const int code = mdb_cursor_count(cursor_, &count)) throw_damaged(code);
  return count;
}

std::string_view TableCursor::values() {
  require_entry();
  const std::size_t width = table_.spec.duplicate_bytes;
  ensure(width > 0);
  // Of a lone duplicate LMDB hands out the page of whichever key the cursor came from.
  if (duplicates() == 1) return view(value_);
  MDB_val key{}, page{};
  if (const int code = mdb_cursor_get(cursor_, &key, &page, MDB_GET_MULTIPLE)) throw_damaged(code);
  if (page.mv_size == 0) return view(value_);  // the last one
  // LMDB hands out the page from its beginning; what lies before the current duplicate was not asked for.
  const char* const begin = static_cast<const char*>(page.mv_data);
  const char* const current = static_cast<const char*>(value_.mv_data);
  const char* const end = begin + page.mv_size;
  ensure(begin <= current && current + width <= end);
  value_ = bytes({end - width, width});
  return {current, end};
}

std::string_view TableCursor::more_values() {
  require_entry();
  ensure(table_.spec.duplicate_bytes > 0);
  MDB_val key{}, value{};
  // Not MDB_NEXT_MULTIPLE: from the middle of a page it hands out what came before as well.
  const int code = mdb_cursor_get(cursor_, &key, &value, MDB_NEXT_DUP);
  if (code == MDB_NOTFOUND) return {};
  if (code != MDB_SUCCESS) throw_damaged(code);
  value_ = value;
  return values();
}

}  // namespace linkki::storage::lmdb
