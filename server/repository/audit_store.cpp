#include "repository/audit_store.h"

#include <algorithm>

#include "audit/block.h"
#include "base/bytes.h"
#include "repository/meta.h"

namespace linkki::repository {
namespace {

using base::append_big_endian;
using base::read_big_endian;

constexpr std::string_view size_name = "audit/size";

enum class By : char { patient = 'p', agent = 'a', entity = 'e', day = 'd' };

std::string sequence_bytes(std::uint64_t sequence) {
  std::string bytes;
  append_big_endian(bytes, sequence);
  return bytes;
}

std::string number_key(By by, std::uint64_t number) {
  std::string key(1, static_cast<char>(by));
  append_big_endian(key, number);
  return key;
}

std::string day_key(std::int32_t day) {
  std::string key(1, static_cast<char>(By::day));
  append_big_endian(key, static_cast<std::uint32_t>(day) ^ (1u << 31));
  return key;
}

std::string tile_key(const audit::TileId& tile) {
  std::string key(1, static_cast<char>(tile.level));
  append_big_endian(key, tile.index);
  return key;
}

class WritableTiles final : public audit::TileStore {
 public:
  explicit WritableTiles(storage::WriteTransaction& write) : write_(write) {}
  std::optional<std::string> get(const audit::TileId& tile) const override {
    return AuditTiles(write_).get(tile);
  }
  base::Outcome<void> put(const audit::TileId& tile, std::string_view hashes) override {
    return write_.put(id(Table::audit_tile), tile_key(tile), hashes);
  }

 private:
  storage::WriteTransaction& write_;
};

// Takes the last block up again while it has room, so that blocks are full and few.
struct OpenBlock {
  std::uint64_t first = 0;
  std::vector<std::string> entries;
  std::size_t bytes = 0;

  bool has_room_for(const std::string& entry) const {
    return entries.empty() ||
           (entries.size() < audit::block_entries_max && bytes + entry.size() <= audit::block_bytes_max);
  }
  void add(const std::string& entry) {
    entries.push_back(entry);
    bytes += entry.size();
  }
  base::Outcome<void> store(storage::WriteTransaction& write) {
    if (entries.empty()) return base::done();
    return write.put(id(Table::audit_block), sequence_bytes(first), audit::encode_block(entries));
  }
};

base::Outcome<OpenBlock> last_block(storage::WriteTransaction& write, std::uint64_t size) {
  OpenBlock block{size, {}};
  const auto cursor = write.cursor(id(Table::audit_block));
  if (!cursor->last()) return block;
  const auto first = read_big_endian<std::uint64_t>(cursor->key());
  if (size - first == audit::block_entries_max) return block;
  block.first = first;
  TRY(const auto entries, audit::decode_block(cursor->value()));
  for (const std::string& entry : entries) block.add(entry);
  return block;
}

std::vector<std::uint64_t> sequences(const storage::Reads& reads, const std::string& from,
                                     const std::string& to) {
  std::vector<std::uint64_t> found;
  const auto cursor = reads.cursor(id(Table::audit_by));
  for (bool at = cursor->seek(from); at && cursor->key() < to; at = cursor->next_key()) {
    for (std::string_view block = cursor->values(); !block.empty(); block = cursor->more_values()) {
      for (std::size_t i = 0; i < block.size(); i += 8)
        found.push_back(read_big_endian<std::uint64_t>(block, i));
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

std::vector<std::uint64_t> sequences(const storage::Reads& reads, const std::string& key) {
  return sequences(reads, key, key + '\0');
}

}  // namespace

std::optional<std::string> AuditTiles::get(const audit::TileId& tile) const {
  const auto hashes = reads_.get(id(Table::audit_tile), tile_key(tile));
  if (!hashes) return std::nullopt;
  return std::string(*hashes);
}

base::Outcome<void> AuditStore::append(storage::WriteTransaction& write,
                                       const std::vector<std::string>& entries) const {
  if (entries.empty()) return base::done();
  std::uint64_t sequence = size(write);
  std::vector<audit::Hash> leaves;
  TRY(OpenBlock block, last_block(write, sequence));
  const std::uint64_t before = sequence;
  for (const std::string& bytes : entries) {
    if (!block.has_room_for(bytes)) {
      TRY_VOID(block.store(write));
      block = {sequence, {}};
    }
    block.add(bytes);
    leaves.push_back(audit::leaf_hash(bytes));
    TRY(const auto entry, audit::decode(bytes));
    TRY_VOID(put_rows(write, sequence++, entry));
  }
  TRY_VOID(block.store(write));
  WritableTiles tiles(write);
  TRY_VOID(audit::append(tiles, before, leaves));
  return meta::set_number(write, size_name, sequence);
}

base::Outcome<void> AuditStore::put_rows(storage::WriteTransaction& write, std::uint64_t sequence,
                                         const audit::Entry& entry) const {
  const std::string value = sequence_bytes(sequence);
  const auto put = [&](const std::string& key) { return write.put(id(Table::audit_by), key, value); };
  if (entry.patient) TRY_VOID(put(number_key(By::patient, entry.patient)));
  for (const audit::Disclosed& one : entry.disclosed) {
    if (one.number != entry.patient) TRY_VOID(put(number_key(By::entity, one.number)));
  }
  for (const std::string& agent : {entry.person, entry.organization}) {
    if (!agent.empty()) TRY_VOID(put(static_cast<char>(By::agent) + hash_.hash16(agent)));
  }
  const auto day = std::chrono::floor<std::chrono::days>(entry.time).time_since_epoch().count();
  return put(day_key(static_cast<std::int32_t>(day)));
}

std::uint64_t AuditStore::size(const storage::Reads& reads) {
  return meta::number(reads, size_name);
}

base::Outcome<audit::Entry> AuditStore::get(const storage::Reads& reads, std::uint64_t sequence) {
  std::string bytes;
  TRY_VOID(each(reads, sequence, [&](std::uint64_t, std::string_view entry) {
    bytes = entry;
    return false;
  }));
  TRY(auto entry, audit::decode(bytes));
  entry.sequence = sequence;
  return entry;
}

base::Outcome<void> AuditStore::each(const storage::Reads& reads, std::uint64_t from,
                                     const std::function<bool(std::uint64_t, std::string_view)>& visit) {
  const auto cursor = reads.cursor(id(Table::audit_block));
  const std::string key = sequence_bytes(from);
  // The block that holds `from` begins at it or before.
  bool at = cursor->seek(key);
  if (!at)
    at = cursor->last();
  else if (cursor->key() != key)
    at = cursor->previous();
  for (; at; at = cursor->next()) {
    const auto first = read_big_endian<std::uint64_t>(cursor->key());
    TRY(const auto entries, audit::decode_block(cursor->value()));
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (first + i >= from && !visit(first + i, entries[i])) return base::done();
    }
  }
  return base::done();
}

std::vector<std::uint64_t> AuditStore::by_patient(const storage::Reads& reads, Number patient) const {
  return sequences(reads, number_key(By::patient, patient));
}

std::vector<std::uint64_t> AuditStore::by_agent(const storage::Reads& reads,
                                                std::string_view reference) const {
  return sequences(reads, static_cast<char>(By::agent) + hash_.hash16(reference));
}

std::vector<std::uint64_t> AuditStore::by_entity(const storage::Reads& reads, Number number) const {
  auto found = sequences(reads, number_key(By::entity, number));
  const auto about = by_patient(reads, number);
  std::vector<std::uint64_t> all;
  std::set_union(found.begin(), found.end(), about.begin(), about.end(), std::back_inserter(all));
  return all;
}

std::vector<std::uint64_t> AuditStore::by_days(const storage::Reads& reads, std::int32_t from,
                                               std::int32_t to) const {
  return from < to ? sequences(reads, day_key(from), day_key(to)) : std::vector<std::uint64_t>{};
}

}  // namespace linkki::repository
