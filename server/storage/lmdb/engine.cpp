#include "storage/lmdb/engine.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <sstream>

#include "storage/lmdb/transaction.h"
#include "storage/messages.h"

namespace linkki::storage::lmdb {

using base::Outcome;

namespace {

struct Readers {
  std::uint32_t open = 0;
  std::uint64_t oldest = UINT64_MAX;  // the transaction whose state it sees
};

// mdb_reader_list, the only way to see the readers, prints a line each: process thread transaction; "-" when
// idle.
int take_reader(const char* line, void* context) {
  auto& readers = *static_cast<Readers*>(context);
  std::istringstream words(line);
  std::string process, thread;
  std::uint64_t transaction = 0;
  if (words >> process >> thread >> transaction) {
    ++readers.open;
    readers.oldest = std::min(readers.oldest, transaction);
  }
  return 0;
}

// 0 or why not, as errno says it.
int sync_folder(const std::string& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return errno;
  const int code = ::fsync(descriptor) == 0 ? 0 : errno;
  ::close(descriptor);
  return code;
}

// Not mdb_env_copy2: the file that it makes is readable for everybody, and not synced.
int copy_to_file(MDB_env* environment, const std::string& path) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) return errno;
  int code = mdb_env_copyfd2(environment, file, MDB_CP_COMPACT);
  if (code == MDB_SUCCESS && ::fsync(file) != 0) code = errno;
  ::close(file);
  return code;
}

class LmdbEngine final : public Engine {
 public:
  explicit LmdbEngine(std::unique_ptr<Environment> environment) : environment_(std::move(environment)) {}

  Outcome<std::unique_ptr<ReadTransaction>> begin_read() override {
    TRY(MDB_txn * reader, environment_->begin_read());
    return read_transaction(*environment_, reader);
  }

  Outcome<std::unique_ptr<WriteTransaction>> begin_write() override {
    TRY(MDB_txn * writer, environment_->begin_write());
    return write_transaction(*environment_, writer);
  }

  Outcome<void> copy_to(const std::string& folder) override;
  EngineStatistics statistics() const override;
  bool writable() const override { return environment_->writable(); }

 private:
  std::uint64_t used_bytes() const;

  std::unique_ptr<Environment> environment_;
};

Outcome<void> LmdbEngine::copy_to(const std::string& folder) {
  std::error_code error;
  if (!std::filesystem::is_empty(folder, error) || error) {
    return refuse(base::Refusal::unavailable,
                  base::error(base::IssueType::exception, base::message::storage_not_empty, {folder}));
  }
  int code = copy_to_file(environment_->handle(), folder + "/data.mdb");
  if (code == MDB_SUCCESS) code = sync_folder(folder);
  if (code == MDB_SUCCESS) return base::done();
  std::filesystem::remove(folder + "/data.mdb", error);
  return refuse(
      base::Refusal::unavailable,
      base::error(base::IssueType::exception, base::message::storage_copy, {folder, mdb_strerror(code)}));
}

std::uint64_t LmdbEngine::used_bytes() const {
  auto reader = environment_->begin_read();
  if (!reader) return 0;
  std::uint64_t used = 0;
  for (const Table& table : environment_->tables()) {
    MDB_stat stat{};
    mdb_stat(*reader, table.handle, &stat);
    used += (stat.ms_branch_pages + stat.ms_leaf_pages + stat.ms_overflow_pages) * stat.ms_psize;
  }
  environment_->end_read(*reader);
  return used;
}

EngineStatistics LmdbEngine::statistics() const {
  EngineStatistics statistics;
  MDB_envinfo info{};
  mdb_env_info(environment_->handle(), &info);
  statistics.map_bytes = info.me_mapsize;
  struct stat file {};
  int descriptor = -1;
  mdb_env_get_fd(environment_->handle(), &descriptor);
  if (::fstat(descriptor, &file) == 0)
    statistics.file_bytes = static_cast<std::uint64_t>(file.st_blocks) * 512;
  statistics.used_bytes = used_bytes();
  Readers readers;
  mdb_reader_list(environment_->handle(), take_reader, &readers);
  statistics.readers = readers.open;
  const std::uint64_t last = info.me_last_txnid;
  if (readers.open && readers.oldest < last) statistics.oldest_reader_transactions = last - readers.oldest;
  return statistics;
}

}  // namespace

Outcome<std::unique_ptr<Engine>> open(const Settings& settings) {
  auto environment = std::make_unique<Environment>(settings);
  TRY_VOID(environment->open());
  return std::unique_ptr<Engine>(std::make_unique<LmdbEngine>(std::move(environment)));
}

}  // namespace linkki::storage::lmdb
