#include "storage/lmdb/environment.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "storage/entry.h"
#include "storage/messages.h"

namespace linkki::storage::lmdb {

using base::IssueType;
using base::Outcome;
using base::Refusal;
namespace message = base::message;

namespace {

base::Failure cannot_open(const base::Message& text, std::vector<std::string> arguments) {
  return refuse(Refusal::unavailable, error(IssueType::exception, text, std::move(arguments)));
}

// Codes that say "this is no file of ours" or "its bytes are wrong", as opposed to the operating system's.
base::Failure open_failure(const std::string& folder, int code) {
  switch (code) {
    case MDB_INVALID:
    case MDB_VERSION_MISMATCH: return cannot_open(message::storage_foreign, {folder, mdb_strerror(code)});
    case MDB_CORRUPTED:
    case MDB_PAGE_NOTFOUND:
    case MDB_PANIC: return cannot_open(message::storage_damaged, {folder, mdb_strerror(code)});
    default: return cannot_open(message::storage_open, {folder, mdb_strerror(code)});
  }
}

struct AbortAtEnd {
  MDB_txn* transaction;
  ~AbortAtEnd() {
    if (transaction) mdb_txn_abort(transaction);
  }
};

unsigned flags_of(const TableSpec& spec) {
  return spec.duplicate_bytes ? MDB_DUPSORT | MDB_DUPFIXED : 0;
}

bool holds_tables(MDB_txn* transaction) {
  MDB_dbi names = 0;
  MDB_stat stat{};
  mdb_dbi_open(transaction, nullptr, 0, &names);
  mdb_stat(transaction, names, &stat);
  return stat.ms_entries > 0;
}

bool has_shape(MDB_txn* transaction, const Table& table) {
  unsigned flags = 0;
  mdb_dbi_flags(transaction, table.handle, &flags);
  if (flags != flags_of(table.spec)) return false;
  if (!table.spec.duplicate_bytes) return true;
  // The size of the duplicates is not in the flags: look at one.
  MDB_cursor* cursor = nullptr;
  if (mdb_cursor_open(transaction, table.handle, &cursor) != MDB_SUCCESS) return false;
  MDB_val key{}, value{};
  const int code = mdb_cursor_get(cursor, &key, &value, MDB_FIRST);
  mdb_cursor_close(cursor);
  return code == MDB_NOTFOUND || (code == MDB_SUCCESS && value.mv_size == table.spec.duplicate_bytes);
}

}  // namespace

WriterLock::~WriterLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Outcome<void> WriterLock::acquire(const std::string& folder) {
  descriptor_ = ::open((folder + "/writer.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor_ < 0) return open_failure(folder, errno);
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) == 0) return base::done();
  if (errno == EWOULDBLOCK) return cannot_open(message::storage_in_use, {folder});
  return open_failure(folder, errno);
}

Environment::~Environment() {
  for (MDB_txn* reader : idle_) mdb_txn_abort(reader);
  if (environment_) mdb_env_close(environment_);
}

Outcome<void> Environment::open() {
  if (settings_.mode == Mode::read_write) {
    TRY_VOID(prepare_folder());
    TRY_VOID(lock_.acquire(folder()));
    TRY_VOID(reserve_reader_slots());
  }
  TRY_VOID(open_map());
  TRY_VOID(check_size());
  return open_tables();
}

Outcome<void> Environment::prepare_folder() const {
  std::error_code error;
  if (std::filesystem::create_directories(folder(), error)) ::chmod(folder().c_str(), 0700);
  if (error) return cannot_open(message::storage_open, {folder(), error.message()});
  return base::done();
}

// LMDB maps lock.mdb with holes in it. On a full disk the first use of a slot in a hole would kill the
// process (SIGBUS). Before LMDB opens the file, since closing it later would drop LMDB's locks.
Outcome<void> Environment::reserve_reader_slots() const {
  constexpr off_t slot_bytes = 64, header_slots = 2;
  const int file = ::open((folder() + "/lock.mdb").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) return open_failure(folder(), errno);
  const bool reserved = ::fallocate(file, 0, 0, (settings_.readers_max + header_slots) * slot_bytes) == 0;
  const int code = errno;
  ::close(file);
  if (reserved || code == EOPNOTSUPP) return base::done();
  return open_failure(folder(), code);
}

int Environment::try_map(std::uint64_t size, unsigned flags) {
  if (environment_) mdb_env_close(environment_);
  environment_ = nullptr;
  if (const int code = mdb_env_create(&environment_)) return code;
  mdb_env_set_mapsize(environment_, size);
  mdb_env_set_maxreaders(environment_, settings_.readers_max);
  mdb_env_set_maxdbs(environment_, static_cast<MDB_dbi>(settings_.tables.size()));
  return mdb_env_open(environment_, folder().c_str(), flags, 0600);
}

Outcome<void> Environment::open_map() {
  const unsigned flags = MDB_NOTLS | (settings_.mode == Mode::read_only ? MDB_RDONLY : 0);
  std::uint64_t size = settings_.map_bytes;
  int code = try_map(size, flags);
  while (code == ENOMEM && size / 2 >= limits::storage_map_bytes_min) code = try_map(size /= 2, flags);
  if (code != MDB_SUCCESS) return open_failure(folder(), code);
  int dead = 0;
  mdb_reader_check(environment_, &dead);
  return base::done();
}

// A file cut short would kill the process (SIGBUS) when a page behind its end is read.
Outcome<void> Environment::check_size() const {
  MDB_envinfo info{};
  MDB_stat stat{};
  struct stat file {};
  mdb_env_info(environment_, &info);
  mdb_env_stat(environment_, &stat);
  int descriptor = -1;
  mdb_env_get_fd(environment_, &descriptor);
  if (::fstat(descriptor, &file) != 0) return open_failure(folder(), errno);
  if ((info.me_last_pgno + 1) * stat.ms_psize <= static_cast<std::uint64_t>(file.st_size))
    return base::done();
  return cannot_open(message::storage_damaged, {folder(), "data.mdb is shorter than its pages"});
}

Outcome<void> Environment::open_tables() {
  const bool writes = settings_.mode == Mode::read_write;
  AbortAtEnd transaction{nullptr};
  if (const int code =
          mdb_txn_begin(environment_, nullptr, writes ? 0 : MDB_RDONLY, &transaction.transaction)) {
    return open_failure(folder(), code);
  }
  const bool had_tables = holds_tables(transaction.transaction);
  bool had_ours = false;
  for (const TableSpec& spec : settings_.tables) {
    TRY(const bool existed, open_table(transaction.transaction, spec));
    had_ours = had_ours || existed;
  }
  if (had_tables && !had_ours)
    return cannot_open(message::storage_foreign, {folder(), "none of its tables is ours"});
  const int code = mdb_txn_commit(std::exchange(transaction.transaction, nullptr));
  if (code != MDB_SUCCESS) return open_failure(folder(), code);
  return base::done();
}

Outcome<bool> Environment::open_table(MDB_txn* transaction, const TableSpec& spec) {
  Table table{spec, 0};
  int code = mdb_dbi_open(transaction, spec.name.c_str(), flags_of(spec), &table.handle);
  const bool existed = code != MDB_NOTFOUND;
  if (!existed && settings_.mode == Mode::read_write) {
    code = mdb_dbi_open(transaction, spec.name.c_str(), flags_of(spec) | MDB_CREATE, &table.handle);
  }
  if (code == MDB_NOTFOUND || code == MDB_INCOMPATIBLE) {
    return cannot_open(message::storage_foreign, {folder(), "it has no table " + spec.name});
  }
  if (code != MDB_SUCCESS) return open_failure(folder(), code);
  if (!has_shape(transaction, table)) {
    return cannot_open(message::storage_foreign, {folder(), "its table " + spec.name + " has another shape"});
  }
  tables_.push_back(std::move(table));
  return existed;
}

const Table& Environment::table(TableId id) const {
  ensure(id < tables_.size());
  return tables_[id];
}

Outcome<MDB_txn*> Environment::begin_read() {
  MDB_txn* reader = nullptr;
  {
    const std::lock_guard lock(idle_mutex_);
    if (!idle_.empty()) {
      reader = idle_.back();
      idle_.pop_back();
    }
  }
  if (reader) {
    if (mdb_txn_renew(reader) == MDB_SUCCESS) return reader;
    mdb_txn_abort(reader);
  }
  int code = mdb_txn_begin(environment_, nullptr, MDB_RDONLY, &reader);
  if (code == MDB_READERS_FULL) {
    int dead = 0;
    mdb_reader_check(environment_, &dead);
    code = mdb_txn_begin(environment_, nullptr, MDB_RDONLY, &reader);
  }
  if (code == MDB_READERS_FULL) {
    return refuse(Refusal::unavailable, error(IssueType::throttled, message::storage_readers));
  }
  if (code != MDB_SUCCESS) return failure(code);
  return reader;
}

void Environment::end_read(MDB_txn* reader) {
  mdb_txn_reset(reader);
  {
    const std::lock_guard lock(idle_mutex_);
    if (idle_.size() < limits::storage_idle_readers_max) {
      idle_.push_back(reader);
      return;
    }
  }
  mdb_txn_abort(reader);
}

Outcome<MDB_txn*> Environment::begin_write() {
  if (settings_.mode == Mode::read_only) {
    return refuse(Refusal::unavailable, error(IssueType::not_supported, message::storage_read_only));
  }
  if (broken_) return unavailable();
  // A killed backup would else hold its pages, and let the file grow, until the next start.
  if (writes_begun_++ % limits::storage_reader_check_commits == 0) {
    int dead = 0;
    mdb_reader_check(environment_, &dead);
  }
  MDB_txn* writer = nullptr;
  if (const int code = mdb_txn_begin(environment_, nullptr, 0, &writer)) return failure(code);
  if (!broken_) return writer;
  mdb_txn_abort(writer);  // broke while this thread waited for its turn
  return unavailable();
}

bool Environment::disk_is_full() const {
  struct statvfs disk {};
  if (::statvfs(folder().c_str(), &disk) != 0) return false;
  return disk.f_bavail * disk.f_frsize < limits::storage_full_free_bytes;
}

base::Failure Environment::failure(int code) {
  switch (code) {
    case MDB_MAP_FULL:
    case ENOSPC:
    case EDQUOT: return full();
    case MDB_TXN_FULL:
      return refuse(Refusal::unprocessable, error(IssueType::too_costly, message::storage_transaction));
    case ENOMEM:
    case MDB_MAP_RESIZED:
    case MDB_BAD_TXN: return unavailable();
    // LMDB turns a short write, the sign of a full disk, into EIO.
    case EIO: return disk_is_full() ? full() : stop_writing(code);
    default: return stop_writing(code);
  }
}

base::Failure Environment::full() {
  if (!full_.exchange(true) && settings_.log)
    settings_.log->warning("storage full", {{"folder", base::Technical(folder())}});
  return storage_full();
}

void Environment::committed() {
  if (!full_ || !full_.exchange(false) || !settings_.log) return;
  settings_.log->info("storage has room again", {{"folder", base::Technical(folder())}});
}

base::Failure Environment::stop_writing(int code) {
  if (!broken_.exchange(true) && settings_.log) {
    settings_.log->error("storage stopped writing", {{"folder", base::Technical(folder())},
                                                     {"error", base::Technical(mdb_strerror(code))}});
  }
  return unavailable();
}

void throw_damaged(int code) {
  throw Damaged(std::string("the store cannot be read: ") + mdb_strerror(code));
}

}  // namespace linkki::storage::lmdb
