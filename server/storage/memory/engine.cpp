#include "storage/memory/engine.h"

#include <atomic>
#include <mutex>
#include <random>
#include <set>
#include <utility>

#include "storage/entry.h"
#include "storage/memory/cursor.h"
#include "storage/messages.h"

namespace linkki::storage::memory {

using base::Outcome;

namespace {

using Tables = std::vector<Table>;

struct Snapshot {
  Tables tables;
  std::uint64_t commits = 0;
};

// What engine and transactions share; the transactions of a thread may end after another thread's commit.
struct Store {
  std::mutex writing;  // held as long as a write transaction lives
  std::mutex guard;    // of all below
  std::shared_ptr<const Snapshot> newest;
  std::multiset<std::uint64_t> readers;  // the commits that open readers see
  unsigned conflict_percent = 0;
  std::mt19937_64 random;
};

template <class Base>
class Reading : public Base {
 public:
  std::optional<std::string_view> get(TableId table, std::string_view key) const override {
    const Tree& tree = of(table).tree;
    const std::uint64_t index = rank(tree, {key});
    if (index == size(tree) || at(tree, index).key != key) return std::nullopt;
    return at(tree, index).value;
  }

  bool contains(TableId table, std::string_view key, std::string_view duplicate) const override {
    const Tree& tree = of(table).tree;
    const std::uint64_t index = rank(tree, {key, &duplicate});
    return index < size(tree) && at(tree, index).key == key && at(tree, index).value == duplicate;
  }

  std::unique_ptr<Cursor> cursor(TableId table) const override {
    return std::make_unique<TableCursor>(of(table), watch_);
  }

  std::uint64_t entries(TableId table) const override { return size(of(table).tree); }
  std::uint64_t bytes_taken(TableId table) const override {
    const Tree& tree = of(table).tree;
    std::uint64_t sum = 0;
    for (std::uint64_t i = 0; i < size(tree); ++i) sum += at(tree, i).key.size() + at(tree, i).value.size();
    return sum;
  }

 protected:
  virtual const Tables& tables() const = 0;
  const Table& of(TableId table) const {
    ensure(table < tables().size());
    return tables()[table];
  }
  void end_cursors() const { ensure(watch_.open == 0); }

  mutable CursorWatch watch_;
};

class Read final : public Reading<ReadTransaction> {
 public:
  explicit Read(std::shared_ptr<Store> store) : store_(std::move(store)) {
    const std::lock_guard lock(store_->guard);
    snapshot_ = store_->newest;
    store_->readers.insert(snapshot_->commits);
  }
  Read(const Read&) = delete;
  Read& operator=(const Read&) = delete;
  ~Read() override {
    end_cursors();
    const std::lock_guard lock(store_->guard);
    store_->readers.erase(store_->readers.find(snapshot_->commits));
  }

 private:
  const Tables& tables() const override { return snapshot_->tables; }

  std::shared_ptr<Store> store_;
  std::shared_ptr<const Snapshot> snapshot_;
};

class Write final : public Reading<WriteTransaction> {
 public:
  explicit Write(std::shared_ptr<Store> store) : store_(std::move(store)), turn_(store_->writing) {
    const std::lock_guard lock(store_->guard);
    base_ = store_->newest;
    tables_ = base_->tables;
  }
  Write(const Write&) = delete;
  Write& operator=(const Write&) = delete;
  ~Write() override { end_cursors(); }

  Outcome<void> put(TableId id, std::string_view key, std::string_view value) override {
    TRY_VOID(check_entry(of(id).spec, key, value));
    Tree& tree = changing(id);
    if (of(id).spec.duplicate_bytes && contains(id, key, value)) return base::done();
    Entry entry{std::string(key), std::string(value)};  // the views may show what is about to go
    if (of(id).spec.duplicate_bytes == 0) tree = without(tree, {entry.key});
    tree = insert(tree, std::move(entry));
    return base::done();
  }

  Outcome<void> append(TableId id, std::string_view key, std::string_view value) override {
    return put(id, key, value);
  }

  Outcome<bool> erase(TableId id, std::string_view key) override { return remove(id, {key}); }

  Outcome<bool> erase(TableId id, std::string_view key, std::string_view duplicate) override {
    ensure(of(id).spec.duplicate_bytes > 0);
    return remove(id, {key, &duplicate});
  }

  Outcome<void> nested(const std::function<Outcome<void>(WriteTransaction&)>& work) override {
    Undo undo(*this);
    TRY_VOID(work(*this));
    undo.keep();
    return base::done();
  }

  Outcome<Commit> commit() override {
    end_cursors();
    ensure(turn_.owns_lock() && depth_ == 0);
    {
      const std::lock_guard lock(store_->guard);
      if (store_->random() % 100 < store_->conflict_percent) {
        turn_.unlock();
        return Commit::conflict;
      }
      store_->newest = std::make_shared<const Snapshot>(Snapshot{std::move(tables_), base_->commits + 1});
    }
    turn_.unlock();
    return Commit::done;
  }

 private:
  const Tables& tables() const override {
    ensure(turn_.owns_lock());
    return tables_;
  }

  // Takes back what happened in its lifetime, unless told to keep it.
  class Undo {
   public:
    explicit Undo(Write& write) : write_(write), tables_(write.tables_), cursors_(write.watch_.open) {
      ++write_.depth_;
    }
    Undo(const Undo&) = delete;
    Undo& operator=(const Undo&) = delete;
    ~Undo() {
      ensure(write_.watch_.open == cursors_);
      ++write_.watch_.changes;
      --write_.depth_;
      if (!kept_) write_.tables_ = std::move(tables_);
    }
    void keep() { kept_ = true; }

   private:
    Write& write_;
    Tables tables_;
    std::uint64_t cursors_;
    bool kept_ = false;
  };

  Tree& changing(TableId id) {
    ++watch_.changes;
    return tables_[id].tree;
  }

  static Tree without(const Tree& tree, Place place) {
    const std::uint64_t begin = rank(tree, place);
    place.side = Place::Side::behind;
    return memory::erase(tree, begin, rank(tree, place));
  }

  Outcome<bool> remove(TableId id, const Place& place) {
    const std::uint64_t before = size(of(id).tree);
    Tree& tree = changing(id);
    tree = without(tree, place);
    return size(tree) < before;
  }

  std::shared_ptr<Store> store_;
  std::unique_lock<std::mutex> turn_;
  unsigned depth_ = 0;  // of nested
  std::shared_ptr<const Snapshot> base_;
  Tables tables_;
};

class MemoryEngine final : public Engine {
 public:
  MemoryEngine(Tables tables, unsigned conflict_percent, std::uint64_t seed) {
    store_->newest = std::make_shared<const Snapshot>(Snapshot{std::move(tables)});
    store_->conflict_percent = conflict_percent;
    store_->random.seed(seed);
  }

  Tables tables() const {
    const std::lock_guard lock(store_->guard);
    return store_->newest->tables;
  }

  Outcome<std::unique_ptr<ReadTransaction>> begin_read() override {
    return std::unique_ptr<ReadTransaction>(std::make_unique<Read>(store_));
  }
  Outcome<std::unique_ptr<WriteTransaction>> begin_write() override {
    return std::unique_ptr<WriteTransaction>(std::make_unique<Write>(store_));
  }
  Outcome<void> copy_to(const std::string&) override {
    return refuse(base::Refusal::not_implemented,
                  base::error(base::IssueType::not_supported, base::message::storage_no_copy));
  }
  EngineStatistics statistics() const override {
    const std::lock_guard lock(store_->guard);
    EngineStatistics statistics;
    statistics.readers = static_cast<std::uint32_t>(store_->readers.size());
    if (!store_->readers.empty()) {
      statistics.oldest_reader_transactions = store_->newest->commits - *store_->readers.begin();
    }
    return statistics;
  }
  bool writable() const override { return true; }

 private:
  std::shared_ptr<Store> store_ = std::make_shared<Store>();
};

}  // namespace

std::unique_ptr<Engine> open(Settings settings) {
  Tables empty;
  for (TableSpec& spec : settings.tables) empty.push_back({std::move(spec), nullptr});
  return std::make_unique<MemoryEngine>(std::move(empty), settings.conflict_percent, settings.seed);
}

std::unique_ptr<Engine> copy(const Engine& other, unsigned conflict_percent, std::uint64_t seed) {
  const auto* const from = dynamic_cast<const MemoryEngine*>(&other);
  ensure(from);
  return std::make_unique<MemoryEngine>(from->tables(), conflict_percent, seed);
}

}  // namespace linkki::storage::memory
