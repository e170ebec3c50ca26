// The read-audit log: who read what is written here before the answer leaves, folded into the store later.
//
//   readers     append(): one write() before the answer; on the disk within twice the sync interval, or
//               before append() returns if it is to be durable
//   the writer  take() what waits → one commit that holds the entries and up_to → folded(up_to)
// The store remembers the last folded position and gives it to open(). A crash between any two of these steps
// loses nothing and folds nothing twice: what the store has is passed over, the rest is still here.
//
// Folder    segment-<n>, preallocated; each holds records (log_record.h) from its beginning. A segment whose
//           records are all folded is written again from its beginning; what an earlier use left behind has
//           positions that are folded. Some are kept ready, so that reads go on for a while on a full disk.
// Stops     a run without a stop record at its end, and a hole in the positions, become entries of kind
//           system at the next open(): "unclean-stop after 3/17", "damaged between 3/17 and 3/20".
// Errors    audit_unavailable: no room and no segment ready, or a failed sync (from then on for good)
//           audit_damaged, of take(): bytes changed under the running log; the next open() passes over them
// Threads   append(), sync(), statistics() from any; take() and folded() from one
// Cost      append: a write() and about 1 µs; take: 1.5 µs an entry
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "audit/log_record.h"
#include "base/clock.h"
#include "base/outcome.h"

namespace linkki::audit {

struct LogSettings {
  std::string folder;  // made if it is not there
  std::size_t segment_bytes = 4 * 1'024 * 1'024;
  std::size_t segments_ready = 4;    // the reserve: preallocated and empty, for a full disk
  std::size_t segments_max = 1'024;  // that wait, are in use or ready
  std::chrono::milliseconds sync_interval{50};
};

struct LogStatistics {
  std::uint64_t positions_waiting = 0;  // for the writer: entries, starts and stops
  std::size_t segments = 0, segments_ready = 0;
  bool writable = true;  // false after a failed sync
};

class Log {
 public:
  // `clock` outlives the log.
  static base::Outcome<std::unique_ptr<Log>> open(LogSettings settings, Position last_folded,
                                                  const base::Clock& clock);
  ~Log();  // a stop in order; no append() may run any more

  // Entries are canonical bytes; they stay together, in this order. Gives the position of the last.
  base::Outcome<Position> append(const std::vector<std::string>& entries, bool durable = false);

  struct Taken {
    std::vector<std::string> entries;
    Position up_to;  // what folded() is to be told once these are in the store
  };
  // The oldest that wait, at least one record's if any waits; the same again until folded() is told.
  base::Outcome<Taken> take(std::size_t entries_max);
  void folded(Position up_to);

  base::Outcome<void> sync();  // returns when all that was appended before is on the disk
  LogStatistics statistics() const;
  void set_sync_interval(std::chrono::milliseconds interval);  // from the next sync on

 private:
  struct Segment;
  struct Waiting {
    Position first, last;
    RecordKind kind;
    std::shared_ptr<Segment> segment;
    std::size_t offset, bytes;
  };

  Log(LogSettings settings, const base::Clock& clock)
      : settings_(std::move(settings)), clock_(clock), sync_interval_(settings_.sync_interval) {}
  base::Outcome<std::vector<std::string>> recover(Position last_folded);
  base::Outcome<void> begin(Position before, const std::vector<std::string>& findings);
  base::Outcome<void> write(const std::string& record, RecordKind kind, std::uint32_t count);
  base::Outcome<void> rotate();
  static std::shared_ptr<Segment> make_segment(const std::string& path, std::size_t bytes);
  bool add_ready(std::unique_lock<std::mutex>* lock);
  void keep_ready(std::unique_lock<std::mutex>& lock);
  void release(const std::shared_ptr<Segment>& segment);
  base::Outcome<void> wait_synced(std::unique_lock<std::mutex>& lock, std::uint64_t written);
  void run();

  const LogSettings settings_;
  const base::Clock& clock_;

  mutable std::mutex mutex_;
  std::condition_variable work_, synced_;
  std::chrono::milliseconds sync_interval_;
  Position next_;  // of the next record
  std::shared_ptr<Segment> current_;
  std::size_t offset_ = 0;  // in current_
  std::vector<std::shared_ptr<Segment>> ready_;
  std::vector<std::shared_ptr<Segment>> dirty_;  // written to since the last sync
  std::deque<Waiting> waiting_;
  std::uint64_t positions_waiting_ = 0;
  std::size_t segments_ = 0;
  std::uint64_t segment_number_ = 0;  // of the next file to be made
  std::uint64_t written_records_ = 0, synced_records_ = 0;
  bool sync_now_ = false, broken_ = false, stopping_ = false;
  std::thread thread_;
};

}  // namespace linkki::audit
