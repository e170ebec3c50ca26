// The yardstick for durable creates: a bare LMDB program that group-commits the rows that a create leaves.
//
// Writer threads hand requests to one committer and wait until theirs is durable; the committer takes what
// waits, up to a number of resources, into one synced commit. Each resource is
//   resource   number(8) → 400 random bytes (what zstd leaves of a resource)
//   history    sequence(8) → 40 bytes
//   index      hash(16) → number(8), DUPSORT + DUPFIXED; some hashes of its own, the others out of 200 or 20
//   audit      sequence(8) → 300 random bytes
// No JSON, no TLS, no checks: what remains is what LMDB and the disk take.
//
// Prints one line: resources/s, CPU µs per resource (of the whole process), resources per commit, ms a
// request waits.
#include <lmdb.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <map>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

struct Settings {
  std::map<std::string, unsigned> numbers = {
      {"--seconds", 10}, {"--writers", 64},   {"--entries", 1},  // resources of one request
      {"--batch", 64},                                           // resources of one commit, at most
      {"--index", 20},   {"--own-values", 6},                    // index rows; how many of them nobody shares
      {"--sorted", 0},   // 1: a commit's index rows in the order of their keys
      {"--preload", 0},  // resources stored before the clock starts
  };
  std::string folder;

  unsigned operator[](const char* name) const { return numbers.at(name); }
};

[[noreturn]] void usage(const Settings& settings) {
  std::fprintf(stderr, "usage: lmdb_reference FOLDER [--NAME NUMBER]...\n");
  for (const auto& [name, number] : settings.numbers)
    std::fprintf(stderr, "  %-13s %u\n", name.c_str(), number);
  std::exit(2);
}

Settings read_arguments(int count, char** arguments) {
  Settings settings;
  if (count < 2 || count % 2) usage(settings);
  settings.folder = arguments[1];
  for (int i = 2; i < count; i += 2) {
    const auto found = settings.numbers.find(arguments[i]);
    if (found == settings.numbers.end()) usage(settings);
    found->second = static_cast<unsigned>(std::atoi(arguments[i + 1]));
  }
  return settings;
}

void check(int code, const char* step) {
  if (code == MDB_SUCCESS) return;
  std::fprintf(stderr, "%s: %s\n", step, mdb_strerror(code));
  std::exit(1);
}

std::string big_endian(std::uint64_t value) {
  std::string bytes(8, '\0');
  for (int i = 7; i >= 0; --i, value >>= 8) bytes[static_cast<std::size_t>(i)] = static_cast<char>(value);
  return bytes;
}

std::string random_bytes(std::mt19937_64& random, std::size_t size) {
  std::string bytes(size + 8, '\0');
  for (std::size_t at = 0; at < size; at += 8) {
    const std::uint64_t eight = random();
    std::memcpy(&bytes[at], &eight, sizeof eight);
  }
  bytes.resize(size);
  return bytes;
}

// Spreads a value over 16 bytes (the finalizer of SplitMix64, twice).
std::string hash_of(std::uint64_t value) {
  const auto mix = [](std::uint64_t x) {
    x += 0x9e3779b97f4a7c15;
    x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
    x = (x ^ x >> 27) * 0x94d049bb133111eb;
    return x ^ x >> 31;
  };
  return big_endian(mix(value)) + big_endian(mix(~value));
}

// What a writer prepares before it asks for the lock; numbers are given in the commit.
struct Resource {
  std::string json;
  std::vector<std::string> hashes;
  std::string audit;
};

struct Request {
  std::vector<Resource> resources;
  bool durable = false;
};

Resource make_resource(std::mt19937_64& random, const Settings& settings) {
  Resource resource{random_bytes(random, 400), {}, random_bytes(random, 300)};
  for (unsigned i = 0; i < settings["--index"]; ++i) {
    const bool own = i < settings["--own-values"];
    resource.hashes.push_back(hash_of(own ? random() : random() % (i % 2 ? 200 : 20'000)));
  }
  return resource;
}

class Store {
 public:
  explicit Store(const Settings& settings) : sorted_(settings["--sorted"] != 0) {
    std::filesystem::create_directories(settings.folder);
    check(mdb_env_create(&environment_), "create");
    check(mdb_env_set_mapsize(environment_, std::size_t{1} << 40), "map");
    check(mdb_env_set_maxdbs(environment_, 4), "tables");
    check(mdb_env_open(environment_, settings.folder.c_str(), MDB_NOTLS, 0600), "open");
    MDB_txn* transaction = nullptr;
    check(mdb_txn_begin(environment_, nullptr, 0, &transaction), "begin");
    check(mdb_dbi_open(transaction, "resource", MDB_CREATE, &resource_), "table");
    check(mdb_dbi_open(transaction, "history", MDB_CREATE, &history_), "table");
    check(mdb_dbi_open(transaction, "index", MDB_CREATE | MDB_DUPSORT | MDB_DUPFIXED, &index_), "table");
    check(mdb_dbi_open(transaction, "audit", MDB_CREATE, &audit_), "table");
    MDB_stat stat{};
    check(mdb_stat(transaction, resource_, &stat), "count");
    next_ = stat.ms_entries;
    check(mdb_txn_commit(transaction), "commit");
  }
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;
  ~Store() { mdb_env_close(environment_); }

  void commit(const std::vector<Request*>& batch) {
    MDB_txn* transaction = nullptr;
    check(mdb_txn_begin(environment_, nullptr, 0, &transaction), "begin");
    for (const Request* request : batch) {
      for (const Resource& resource : request->resources) put_resource(transaction, resource);
    }
    if (sorted_) std::sort(index_rows_.begin(), index_rows_.end());
    for (const auto& [hash, number] : index_rows_) put(transaction, index_, hash, number, 0);
    index_rows_.clear();
    check(mdb_txn_commit(transaction), "commit");
  }

 private:
  void put_resource(MDB_txn* transaction, const Resource& resource) {
    const std::string number = big_endian(next_++);
    put(transaction, resource_, number, resource.json, MDB_APPEND);
    put(transaction, history_, number, resource.json.substr(0, 40), MDB_APPEND);
    put(transaction, audit_, number, resource.audit, MDB_APPEND);
    for (const std::string& hash : resource.hashes) index_rows_.emplace_back(hash, number);
  }

  static void put(MDB_txn* transaction, MDB_dbi table, const std::string& key, const std::string& value,
                  unsigned flags) {
    MDB_val stored_key{key.size(), const_cast<char*>(key.data())};
    MDB_val stored_value{value.size(), const_cast<char*>(value.data())};
    check(mdb_put(transaction, table, &stored_key, &stored_value, flags), "put");
  }

  MDB_env* environment_ = nullptr;
  MDB_dbi resource_ = 0, history_ = 0, index_ = 0, audit_ = 0;
  bool sorted_;
  std::uint64_t next_ = 0;
  std::vector<std::pair<std::string, std::string>> index_rows_;  // of the commit under way
};

// Writers wait in it; one committer empties it.
class Queue {
 public:
  // Returns when the request is durable, or false when the run is over.
  bool submit(Request& request) {
    std::unique_lock lock(mutex_);
    if (over_) return false;
    waiting_.push_back(&request);
    arrived_.notify_one();
    durable_.wait(lock, [&] { return request.durable; });
    return true;
  }

  std::vector<Request*> take(std::size_t resources_max) {
    std::unique_lock lock(mutex_);
    arrived_.wait(lock, [&] { return over_ || !waiting_.empty(); });
    std::vector<Request*> batch;
    std::size_t resources = 0, taken = 0;
    while (taken < waiting_.size() &&
           (taken == 0 || resources + waiting_[taken]->resources.size() <= resources_max)) {
      resources += waiting_[taken]->resources.size();
      batch.push_back(waiting_[taken++]);
    }
    waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(taken));
    return batch;
  }

  void answer(const std::vector<Request*>& batch) {
    const std::lock_guard lock(mutex_);
    for (Request* request : batch) request->durable = true;
    durable_.notify_all();
  }

  void end() {
    const std::lock_guard lock(mutex_);
    over_ = true;
    arrived_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable arrived_, durable_;
  std::vector<Request*> waiting_;
  bool over_ = false;
};

double cpu_seconds() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

void preload(Store& store, const Settings& settings) {
  std::mt19937_64 random(1);
  constexpr unsigned at_once = 1'000;
  for (unsigned done = 0; done < settings["--preload"]; done += at_once) {
    Request request;
    for (unsigned i = 0; i < at_once; ++i) request.resources.push_back(make_resource(random, settings));
    store.commit({&request});
  }
}

std::vector<double> write_until_over(Queue& queue, const Settings& settings, unsigned seed) {
  std::mt19937_64 random(seed);
  std::vector<double> waits_ms;
  for (;;) {
    Request request;
    for (unsigned i = 0; i < settings["--entries"]; ++i)
      request.resources.push_back(make_resource(random, settings));
    const auto begin = Clock::now();
    if (!queue.submit(request)) return waits_ms;
    waits_ms.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begin).count());
  }
}

struct Run {
  double resources = 0;
  double commits = 0;
};

Run commit_until_over(Store& store, Queue& queue, const Settings& settings) {
  Run run;
  const auto end = Clock::now() + std::chrono::seconds(settings["--seconds"]);
  for (;;) {
    if (Clock::now() >= end) queue.end();
    const auto batch = queue.take(settings["--batch"]);
    if (batch.empty()) return run;
    store.commit(batch);
    run.resources += static_cast<double>(batch.size() * settings["--entries"]);
    run.commits += 1;
    queue.answer(batch);
  }
}

void print(const Run& run, double seconds, double cpu, const std::vector<std::vector<double>>& waits_ms) {
  std::vector<double> waits;
  for (const auto& some : waits_ms) waits.insert(waits.end(), some.begin(), some.end());
  std::sort(waits.begin(), waits.end());
  const auto percentile = [&](std::size_t percent) { return waits[(waits.size() - 1) * percent / 100]; };
  std::printf("%.0f resources/s  %.1f CPU us/resource  %.1f resources/commit  wait p50 %.1f ms p99 %.1f ms\n",
              run.resources / seconds, 1e6 * cpu / run.resources, run.resources / run.commits, percentile(50),
              percentile(99));
}

}  // namespace

int main(int count, char** arguments) {
  const Settings settings = read_arguments(count, arguments);
  Store store(settings);
  preload(store, settings);

  Queue queue;
  std::vector<std::vector<double>> waits(settings["--writers"]);
  const double cpu_before = cpu_seconds();
  const auto begin = Clock::now();
  std::vector<std::thread> writers;
  for (unsigned i = 0; i < settings["--writers"]; ++i) {
    writers.emplace_back([&, i] { waits[i] = write_until_over(queue, settings, i + 1); });
  }

  const Run run = commit_until_over(store, queue, settings);
  for (auto& writer : writers) writer.join();
  const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  const double cpu = cpu_seconds() - cpu_before;

  print(run, seconds, cpu, waits);
  return 0;
}
