#include "storage/lmdb/transaction.h"

#include <utility>

#include "storage/entry.h"

namespace linkki::storage::lmdb {

using base::Outcome;

namespace {

// The reading half, the same beneath both kinds of transaction.
template <class Base>
class Reading : public Base {
 public:
  Reading(Environment& environment, MDB_txn* transaction)
      : environment_(environment), transaction_(transaction) {}

  std::optional<std::string_view> get(TableId table, std::string_view key) const override {
    if (key.empty()) return std::nullopt;
    MDB_val sought = bytes(key), value{};
    const int code = mdb_get(transaction(), environment_.table(table).handle, &sought, &value);
    if (code == MDB_NOTFOUND) return std::nullopt;
    if (code != MDB_SUCCESS) throw_damaged(code);
    return view(value);
  }

  bool contains(TableId table, std::string_view key, std::string_view duplicate) const override {
    if (environment_.table(table).spec.duplicate_bytes == 0) return get(table, key) == duplicate;
    if (duplicate.size() != environment_.table(table).spec.duplicate_bytes) return false;
    TableCursor cursor(transaction(), environment_.table(table), watch_);
    return cursor.seek(key, duplicate) && cursor.value() == duplicate;
  }

  std::unique_ptr<Cursor> cursor(TableId table) const override {
    return std::make_unique<TableCursor>(transaction(), environment_.table(table), watch_);
  }

  std::uint64_t entries(TableId table) const override { return statistics(table).ms_entries; }
  std::uint64_t bytes_taken(TableId table) const override {
    const MDB_stat stat = statistics(table);
    return (stat.ms_branch_pages + stat.ms_leaf_pages + stat.ms_overflow_pages) * stat.ms_psize;
  }

 protected:
  MDB_txn* transaction() const {
    ensure(transaction_ != nullptr);
    return transaction_;
  }
  MDB_txn* take() {
    ensure(watch_.open == 0);
    return std::exchange(transaction_, nullptr);
  }
  bool over() const { return transaction_ == nullptr; }

  Environment& environment_;
  mutable CursorWatch watch_;

 private:
  MDB_stat statistics(TableId table) const {
    MDB_stat stat{};
    if (const int code = mdb_stat(transaction(), environment_.table(table).handle, &stat))
      throw_damaged(code);
    return stat;
  }

  MDB_txn* transaction_;
};

class Read final : public Reading<ReadTransaction> {
 public:
  using Reading::Reading;
  Read(const Read&) = delete;
  Read& operator=(const Read&) = delete;
  ~Read() override { environment_.end_read(take()); }
};

class Write final : public Reading<WriteTransaction> {
 public:
  using Reading::Reading;
  Write(const Write&) = delete;
  Write& operator=(const Write&) = delete;
  ~Write() override {
    if (!over()) mdb_txn_abort(take());
  }

  Outcome<void> put(TableId table, std::string_view key, std::string_view value) override {
    return store(table, key, value, 0);
  }

  Outcome<void> append(TableId table, std::string_view key, std::string_view value) override {
    return store(table, key, value, MDB_APPEND);
  }

  Outcome<bool> erase(TableId table, std::string_view key) override { return remove(table, key, nullptr); }

  Outcome<bool> erase(TableId table, std::string_view key, std::string_view duplicate) override {
    const std::size_t width = environment_.table(table).spec.duplicate_bytes;
    ensure(width > 0);
    if (duplicate.size() != width) return false;
    MDB_val value = bytes(duplicate);
    return remove(table, key, &value);
  }

  Outcome<void> nested(const std::function<Outcome<void>(WriteTransaction&)>& work) override {
    if (failure_) return *failure_;
    ++watch_.changes;
    MDB_txn* child = nullptr;
    if (const int code = mdb_txn_begin(environment_.handle(), transaction(), 0, &child)) return fail(code);
    Write inner(environment_, child);
    inner.is_nested_ = true;
    TRY_VOID(work(inner));
    if (inner.failure_) return *inner.failure_;
    if (const int code = mdb_txn_commit(inner.take())) return fail(code);
    return base::done();
  }

  Outcome<Commit> commit() override {
    ensure(!is_nested_);
    if (failure_) return *failure_;
    if (const int code = mdb_txn_commit(take())) return fail(code);
    environment_.committed();
    return Commit::done;
  }

 private:
  Outcome<void> store(TableId table, std::string_view key, std::string_view value, unsigned flags) {
    const Table& into = environment_.table(table);
    TRY_VOID(check_entry(into.spec, key, value));
    if (failure_) return *failure_;
    ++watch_.changes;
    MDB_val stored_key = bytes(key), stored_value = bytes(value);
    int code = mdb_put(transaction(), into.handle, &stored_key, &stored_value, flags);
    if (code == MDB_KEYEXIST) code = mdb_put(transaction(), into.handle, &stored_key, &stored_value, 0);
    if (code != MDB_SUCCESS) return fail(code);
    return base::done();
  }

  Outcome<bool> remove(TableId table, std::string_view key, MDB_val* duplicate) {
    if (failure_) return *failure_;
    if (key.empty()) return false;
    ++watch_.changes;
    MDB_val sought = bytes(key);
    const int code = mdb_del(transaction(), environment_.table(table).handle, &sought, duplicate);
    if (code == MDB_NOTFOUND) return false;
    if (code != MDB_SUCCESS) return fail(code);
    return true;
  }

  // LMDB answers MDB_BAD_TXN to everything after a failed change; the reason is what callers need to hear.
  base::Failure fail(int code) {
    if (!failure_) failure_ = environment_.failure(code);
    return *failure_;
  }

  bool is_nested_ = false;
  std::optional<base::Failure> failure_;
};

}  // namespace

std::unique_ptr<ReadTransaction> read_transaction(Environment& environment, MDB_txn* reader) {
  return std::make_unique<Read>(environment, reader);
}

std::unique_ptr<WriteTransaction> write_transaction(Environment& environment, MDB_txn* writer) {
  return std::make_unique<Write>(environment, writer);
}

}  // namespace linkki::storage::lmdb
