#include "audit/log_record.h"

#include "base/bytes.h"
#include "base/crypto/hash.h"
#include "base/varint.h"

namespace linkki::audit {
namespace {

using base::append_big_endian;
using base::read_big_endian;

constexpr std::string_view magic = "\xa7LKA";
constexpr std::size_t checksum_at = 4, covered_at = 12, kind_at = 16, epoch_at = 17, counter_at = 21,
                      count_at = 29;
constexpr std::size_t start_bytes = 12;

// Against torn writes and flipped bits; against forgery stands the Merkle tree.
std::string checksum(std::string_view bytes) {
  static const crypto::KeyedHash hash(
      crypto::KeyedHash::Key{'l', 'i', 'n', 'k', 'k', 'i', ' ', 'l', 'o', 'g'});
  return std::string(crypto::view(hash(bytes)).substr(0, 8));
}

void append(std::string& out, RecordKind kind, Position first, std::uint32_t count,
            std::string_view payload) {
  std::string covered;
  covered.reserve(record_head_bytes - covered_at + payload.size());
  append_big_endian(covered, static_cast<std::uint32_t>(payload.size()));
  covered += static_cast<char>(kind);
  append_big_endian(covered, first.epoch);
  append_big_endian(covered, first.counter);
  append_big_endian(covered, count);
  covered += payload;
  out.append(magic).append(checksum(covered)).append(covered);
}

bool read_payload(std::string_view payload, Record& record) {
  switch (record.kind) {
    case RecordKind::entries: {
      base::ByteReader in(payload);
      for (std::uint32_t i = 0; i < record.count && in.ok(); ++i)
        record.entries.push_back(in.take(in.varint()));
      return in.ok() && in.left() == 0;
    }
    case RecordKind::start:
      if (payload.size() != start_bytes) return false;
      record.before = {read_big_endian<std::uint32_t>(payload, 0),
                       read_big_endian<std::uint64_t>(payload, 4)};
      return true;
    case RecordKind::stop: return payload.empty();
  }
  return false;
}

}  // namespace

std::string print(const Position& position) {
  return std::to_string(position.epoch) + "/" + std::to_string(position.counter);
}

std::size_t record_bytes(std::string_view entry) {
  return record_head_bytes + 10 + entry.size();
}

void append_entries(std::string& out, Position first, const std::string* entries, std::size_t count) {
  std::string payload;
  for (std::size_t i = 0; i < count; ++i) {
    base::append_varint(payload, entries[i].size());
    payload += entries[i];
  }
  append(out, RecordKind::entries, first, static_cast<std::uint32_t>(count), payload);
}

void append_start(std::string& out, Position first, Position before) {
  std::string payload;
  append_big_endian(payload, before.epoch);
  append_big_endian(payload, before.counter);
  append(out, RecordKind::start, first, 1, payload);
}

void append_stop(std::string& out, Position first) {
  append(out, RecordKind::stop, first, 1, {});
}

std::optional<Record> parse_record(std::string_view bytes, std::size_t& size) {
  if (bytes.size() < record_head_bytes || !bytes.starts_with(magic)) return std::nullopt;
  const std::size_t payload_bytes = read_big_endian<std::uint32_t>(bytes, covered_at);
  if (payload_bytes > bytes.size() - record_head_bytes) return std::nullopt;
  const auto whole = bytes.substr(0, record_head_bytes + payload_bytes);
  if (whole.substr(checksum_at, 8) != checksum(whole.substr(covered_at))) return std::nullopt;
  Record record;
  record.kind = static_cast<RecordKind>(whole[kind_at]);
  record.first = {read_big_endian<std::uint32_t>(whole, epoch_at),
                  read_big_endian<std::uint64_t>(whole, counter_at)};
  record.count = read_big_endian<std::uint32_t>(whole, count_at);
  if (record.count == 0 || !read_payload(whole.substr(record_head_bytes), record)) return std::nullopt;
  size = whole.size();
  return record;
}

std::optional<Record> RecordScan::next() {
  offset_ += size_;
  size_ = 0;
  for (; (offset_ = file_.find(magic, offset_)) != file_.npos; ++offset_) {
    if (auto record = parse_record(file_.substr(offset_), size_)) return record;
  }
  offset_ = file_.size();
  return std::nullopt;
}

}  // namespace linkki::audit
