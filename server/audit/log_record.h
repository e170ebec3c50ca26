// The records of the read-audit log: what one append() writes, and how they are found again after a crash.
//
// Record    magic(4) checksum(8, of the rest) payload size(4) kind(1) epoch(4) counter(8) count(4) payload
// Payload   entries  { size (varint) canonical bytes } × count
//           start    where the log ended before: epoch(4) counter(8); first of an epoch, count 1
//           stop     nothing; the log was closed in order, count 1
// Every entry, start and stop has a position: within an epoch (one run of the server) they count from 1
// without a hole. Integers are big-endian.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace linkki::audit {

struct Position {
  std::uint32_t epoch = 0;
  std::uint64_t counter = 0;
  auto operator<=>(const Position&) const = default;
};
std::string print(const Position& position);  // "3/17"

enum class RecordKind : std::uint8_t { entries = 1, start = 2, stop = 3 };

struct Record {
  RecordKind kind = RecordKind::entries;
  Position first;
  std::uint32_t count = 0;
  Position before;                        // of a start
  std::vector<std::string_view> entries;  // of entries; end with the bytes they were read from

  Position last() const { return {first.epoch, first.counter + count - 1}; }
};

inline constexpr std::size_t record_head_bytes = 33;

// About how many bytes an entry takes, with its share of the head when it is alone.
std::size_t record_bytes(std::string_view entry);

void append_entries(std::string& out, Position first, const std::string* entries, std::size_t count);
void append_start(std::string& out, Position first, Position before);
void append_stop(std::string& out, Position first);

// The record at the beginning of `bytes`; nullopt: there is none, or it is damaged. `size`: how long it is.
std::optional<Record> parse_record(std::string_view bytes, std::size_t& size);

// Every whole record of a file, in the order of its bytes; what lies between them is passed over.
class RecordScan {
 public:
  explicit RecordScan(std::string_view file) : file_(file) {}
  std::optional<Record> next();
  std::size_t offset() const { return offset_; }  // of the record that next() gave
  std::size_t size() const { return size_; }

 private:
  std::string_view file_;
  std::size_t offset_ = 0;
  std::size_t size_ = 0;
};

}  // namespace linkki::audit
