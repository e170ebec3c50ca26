#include "audit/log.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>

#include "audit/entry.h"
#include "audit/messages.h"
#include "base/limits.h"
#include "definitions/mapping.h"

namespace linkki::audit {
namespace {

using base::Outcome;
constexpr std::string_view segment_prefix = "segment-";

base::Failure unavailable(base::Words reason) {
  return base::refuse(base::Refusal::unavailable,
                      base::error(base::IssueType::transient, base::message::audit_unavailable, {reason}));
}

std::string finding(const base::Clock& clock, std::string detail) {
  Entry entry;
  entry.time = clock.now();
  entry.kind = Kind::system;
  entry.result = Result::serious_failure;
  entry.detail = std::move(detail);
  return encode(entry);
}

bool sync_folder(const std::string& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool done = descriptor >= 0 && ::fsync(descriptor) == 0;
  if (descriptor >= 0) ::close(descriptor);
  return done;
}

}  // namespace

struct Log::Segment {
  std::string path;
  int descriptor = -1;
  std::size_t waiting = 0;  // records that are not folded

  Segment(std::string at, int opened) : path(std::move(at)), descriptor(opened) {}
  Segment(const Segment&) = delete;
  ~Segment() { ::close(descriptor); }

  bool write(std::string_view bytes, std::size_t offset) {
    while (!bytes.empty()) {
      const auto written = ::pwrite(descriptor, bytes.data(), bytes.size(), static_cast<off_t>(offset));
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(written));
      offset += static_cast<std::size_t>(written);
    }
    return true;
  }

  // Empty: the file cannot be read so far.
  std::string read(std::size_t offset, std::size_t bytes) const {
    std::string out(bytes, '\0');
    for (std::size_t done = 0; done < bytes;) {
      const auto got =
          ::pread(descriptor, out.data() + done, bytes - done, static_cast<off_t>(offset + done));
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) return {};
      done += static_cast<std::size_t>(got);
    }
    return out;
  }

  std::size_t bytes() const {
    struct stat status {};
    return ::fstat(descriptor, &status) == 0 ? static_cast<std::size_t>(status.st_size) : 0;
  }

  // Where the last of its data ends, as the file system knows it; behind are zeros that nobody wrote.
  std::size_t bytes_written() const {
    off_t end = 0;
    for (off_t data = 0; (data = ::lseek(descriptor, end, SEEK_DATA)) >= 0;) {
      const off_t hole = ::lseek(descriptor, data, SEEK_HOLE);
      if (hole <= data) return bytes();
      end = hole;
    }
    return errno == ENXIO ? static_cast<std::size_t>(end) : bytes();
  }
};

// Preallocated and known to the folder; nullptr: there is no room.
std::shared_ptr<Log::Segment> Log::make_segment(const std::string& path, std::size_t bytes) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor < 0) return nullptr;
  auto segment = std::make_shared<Segment>(path, descriptor);
  const bool made = ::posix_fallocate(descriptor, 0, static_cast<off_t>(bytes)) == 0 &&
                    ::fsync(descriptor) == 0 && sync_folder(std::filesystem::path(path).parent_path());
  if (!made) ::unlink(path.c_str());
  return made ? segment : nullptr;
}

Outcome<std::unique_ptr<Log>> Log::open(LogSettings settings, Position last_folded,
                                        const base::Clock& clock) {
  ensure(settings.segment_bytes >= 4'096 && settings.segments_max > settings.segments_ready);
  std::error_code fault;
  std::filesystem::create_directories(settings.folder, fault);
  if (fault)
    return unavailable(
        {"its folder cannot be made", "sen kansiota ei voida luoda", "dess mapp kan inte skapas"});
  std::unique_ptr<Log> log(new Log(std::move(settings), clock));
  TRY(const auto findings, log->recover(last_folded));
  const Position before = log->waiting_.empty() ? last_folded : log->waiting_.back().last;
  TRY_VOID(log->begin(before, findings));
  log->thread_ = std::thread([raw = log.get()] { raw->run(); });
  return log;
}

// Reads every segment and orders what is not folded; tells what is missing.
Outcome<std::vector<std::string>> Log::recover(Position last_folded) {
  std::map<Position, Position> starts;  // first position of an epoch → where the log ended before
  std::vector<Waiting> found;
  std::error_code fault;
  for (const auto& file : std::filesystem::directory_iterator(settings_.folder, fault)) {
    const std::string name = file.path().filename();
    if (!name.starts_with(segment_prefix)) continue;
    std::uint64_t number = 0;
    std::from_chars(name.data() + segment_prefix.size(), name.data() + name.size(), number);
    segment_number_ = std::max(segment_number_, number + 1);
    const int descriptor = ::open(file.path().c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    if (descriptor < 0)
      return unavailable(
          {"a segment cannot be opened", "osaa ei voida avata", "ett segment kan inte öppnas"});
    const auto segment = std::make_shared<Segment>(file.path(), descriptor);
    // Mapped, and no further than was ever written: a segment made in advance is not touched.
    const auto bytes = definitions::Mapping::open(file.path());
    if (!bytes.ok())
      return unavailable({"a segment cannot be read", "osaa ei voida lukea", "ett segment kan inte läsas"});
    RecordScan scan(bytes->bytes().substr(0, segment->bytes_written()));
    for (auto record = scan.next(); record; record = scan.next()) {
      if (record->last() <= last_folded) continue;
      found.push_back({record->first, record->last(), record->kind, segment, scan.offset(), scan.size()});
      if (record->kind == RecordKind::start) starts[record->first] = record->before;
      ++segment->waiting;
    }
    ++segments_;
    if (segment->waiting == 0) release(segment);
  }
  if (fault)
    return unavailable(
        {"its folder cannot be read", "sen kansiota ei voida lukea", "dess mapp kan inte läsas"});
  std::sort(found.begin(), found.end(), [](const Waiting& a, const Waiting& b) { return a.first < b.first; });
  std::vector<std::string> findings;
  Position end = last_folded;
  for (const auto& record : found) {
    const auto start = starts.find(record.first);
    const bool follows = start == starts.end() ? record.first == Position{end.epoch, end.counter + 1}
                                               : record.first.counter == 1 && start->second == end;
    if (!follows)
      findings.push_back(finding(clock_, "damaged between " + print(end) + " and " + print(record.first)));
    end = record.last;
    waiting_.push_back(record);
    positions_waiting_ += record.last.counter - record.first.counter + 1;
  }
  const bool stopped = found.empty() ? last_folded == Position{} : found.back().kind == RecordKind::stop;
  if (!stopped) findings.push_back(finding(clock_, "unclean-stop after " + print(end)));
  return findings;
}

Outcome<void> Log::begin(Position before, const std::vector<std::string>& findings) {
  next_ = {before.epoch + 1, 1};
  std::unique_lock lock(mutex_);
  keep_ready(lock);
  TRY_VOID(rotate());
  std::string record;
  append_start(record, next_, before);
  TRY_VOID(write(record, RecordKind::start, 1));
  for (const auto& entry : findings) {
    record.clear();
    append_entries(record, next_, &entry, 1);
    TRY_VOID(write(record, RecordKind::entries, 1));
  }
  const bool synced = ::fdatasync(current_->descriptor) == 0 && sync_folder(settings_.folder);
  return synced ? base::done()
                : Outcome<void>(unavailable(
                      {"the disk does not take it", "levy ei ota sitä vastaan", "disken tar inte emot den"}));
}

Log::~Log() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    work_.notify_all();
  }
  if (!thread_.joinable()) return;  // was never opened
  thread_.join();
  std::string record;
  append_stop(record, next_);
  if (!broken_ && write(record, RecordKind::stop, 1).ok()) ::fdatasync(current_->descriptor);
}

Outcome<Position> Log::append(const std::vector<std::string>& entries, bool durable) {
  for (const auto& entry : entries) {
    const auto bytes_max =
        std::min(limits::audit_entry_bytes_max, settings_.segment_bytes - record_head_bytes - 10);
    if (entry.size() > bytes_max)
      return unavailable({"an entry is too large", "merkintä on liian suuri", "en post är för stor"});
  }
  std::unique_lock lock(mutex_);
  std::string record;
  for (std::size_t done = 0; done < entries.size();) {
    std::size_t count = 0, bytes = 0;
    while (done + count < entries.size() &&
           bytes + record_bytes(entries[done + count]) <= settings_.segment_bytes) {
      bytes += record_bytes(entries[done + count++]);
    }
    count = std::max<std::size_t>(count, 1);
    record.clear();
    append_entries(record, next_, &entries[done], count);
    TRY_VOID(write(record, RecordKind::entries, static_cast<std::uint32_t>(count)));
    done += count;
  }
  const Position last{next_.epoch, next_.counter - 1};
  if (durable) TRY_VOID(wait_synced(lock, written_records_));
  return last;
}

// Under the lock: a record's place in the file and its position are one decision.
Outcome<void> Log::write(const std::string& record, RecordKind kind, std::uint32_t count) {
  if (broken_) return unavailable({"the disk has failed", "levy on vikaantunut", "disken har gått sönder"});
  if (offset_ + record.size() > settings_.segment_bytes) TRY_VOID(rotate());
  if (!current_->write(record, offset_))
    return unavailable({"the disk does not take it", "levy ei ota sitä vastaan", "disken tar inte emot den"});
  const Position last{next_.epoch, next_.counter + count - 1};
  waiting_.push_back({next_, last, kind, current_, offset_, record.size()});
  positions_waiting_ += count;
  ++current_->waiting;
  offset_ += record.size();
  next_.counter += count;
  if (dirty_.empty() || dirty_.back() != current_) dirty_.push_back(current_);
  if (written_records_++ == synced_records_) work_.notify_one();
  return base::done();
}

Outcome<void> Log::rotate() {
  if (ready_.size() <= settings_.segments_ready)
    add_ready(nullptr);  // spares the reserve as long as there is room
  if (ready_.empty()) return unavailable({"there is no room", "tilaa ei ole", "det finns inget utrymme"});
  const auto left = std::exchange(current_, ready_.back());
  ready_.pop_back();
  offset_ = 0;
  if (left && left->waiting == 0) release(left);
  return base::done();
}

// One segment more; false: there is no room. `lock` is let go while the file is made; nullptr: it is held all
// along.
bool Log::add_ready(std::unique_lock<std::mutex>* lock) {
  if (segments_ >= settings_.segments_max) return false;
  const std::string path =
      settings_.folder + "/" + std::string(segment_prefix) + std::to_string(segment_number_++);
  ++segments_;
  if (lock) lock->unlock();
  auto segment = make_segment(path, settings_.segment_bytes);
  if (lock) lock->lock();
  const bool made = segment != nullptr;
  if (made) ready_.push_back(std::move(segment));
  if (!made) --segments_;
  return made;
}

// The reserve, and one beside it so that no append() has to wait for a file.
void Log::keep_ready(std::unique_lock<std::mutex>& lock) {
  while (!stopping_ && ready_.size() <= settings_.segments_ready && add_ready(&lock)) {
  }
}

// All its records are in the store: it may be written again from its beginning.
void Log::release(const std::shared_ptr<Segment>& segment) {
  if (ready_.size() <= settings_.segments_ready && segment->bytes() == settings_.segment_bytes) {
    ready_.push_back(segment);
    return;
  }
  ::unlink(segment->path.c_str());
  --segments_;
}

Outcome<Log::Taken> Log::take(std::size_t entries_max) {
  std::vector<Waiting> records;
  {
    const std::lock_guard lock(mutex_);
    std::size_t entries = 0;
    for (const auto& record : waiting_) {
      const std::size_t count =
          record.kind == RecordKind::entries ? record.last.counter - record.first.counter + 1 : 0;
      if (entries > 0 && entries + count > entries_max) break;
      entries += count;
      records.push_back(record);
    }
  }
  Taken taken;
  for (const auto& waiting : records) {
    const std::string bytes = waiting.segment->read(waiting.offset, waiting.bytes);
    std::size_t size = 0;
    const auto record = parse_record(bytes, size);
    if (!record || record->first != waiting.first)
      return damaged(
          base::Argument(base::Words{"the log cannot be read at {0}", "lokia ei voida lukea kohdasta {0}",
                                     "loggen kan inte läsas vid {0}"},
                         {print(waiting.first)}));
    taken.entries.insert(taken.entries.end(), record->entries.begin(), record->entries.end());
    taken.up_to = waiting.last;
  }
  return taken;
}

void Log::folded(Position up_to) {
  const std::lock_guard lock(mutex_);
  while (!waiting_.empty() && waiting_.front().last <= up_to) {
    const auto [first, last, kind, segment, offset, bytes] = waiting_.front();
    waiting_.pop_front();
    positions_waiting_ -= last.counter - first.counter + 1;
    if (--segment->waiting == 0 && segment != current_) release(segment);
  }
}

Outcome<void> Log::sync() {
  std::unique_lock lock(mutex_);
  return wait_synced(lock, written_records_);
}

Outcome<void> Log::wait_synced(std::unique_lock<std::mutex>& lock, std::uint64_t written) {
  if (synced_records_ < written) {
    sync_now_ = true;
    work_.notify_one();
  }
  synced_.wait(lock, [&] { return synced_records_ >= written || broken_; });
  return synced_records_ >= written ? base::done()
                                    : Outcome<void>(unavailable({"the disk has failed", "levy on vikaantunut",
                                                                 "disken har gått sönder"}));
}

// The thread that syncs: waits for something to be written, lets others join it for an interval, syncs for
// all.
void Log::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    work_.wait(lock, [&] { return stopping_ || broken_ || synced_records_ < written_records_; });
    if (stopping_ || broken_) return;
    work_.wait_for(lock, sync_interval_, [&] { return stopping_ || sync_now_; });
    sync_now_ = false;
    const auto written = written_records_;
    const auto segments = std::exchange(dirty_, {});
    lock.unlock();
    const bool done = std::all_of(segments.begin(), segments.end(),
                                  [](const auto& segment) { return ::fdatasync(segment->descriptor) == 0; });
    lock.lock();
    if (done) synced_records_ = written;
    broken_ = !done;
    synced_.notify_all();
    keep_ready(lock);
  }
}

void Log::set_sync_interval(std::chrono::milliseconds interval) {
  const std::lock_guard lock(mutex_);
  sync_interval_ = interval;
}

LogStatistics Log::statistics() const {
  const std::lock_guard lock(mutex_);
  return {positions_waiting_, segments_, ready_.size(), !broken_};
}

}  // namespace linkki::audit
