#include "repository/change.h"

#include "base/bytes.h"
#include "repository/intact.h"

namespace linkki::repository::changes {
namespace {

std::string sequence_key(std::uint64_t sequence) {
  std::string key;
  base::append_big_endian(key, sequence);
  return key;
}

std::string type_key(TypeCode type, std::uint64_t sequence) {
  std::string key;
  base::append_big_endian(key, type);
  base::append_big_endian(key, sequence);
  return key;
}

Change decode(std::uint64_t sequence, std::string_view row) {
  require_intact(row.size() == 21, "the row of a change is damaged");
  Change change;
  change.sequence = sequence;
  change.number = base::read_big_endian<Number>(row);
  change.version = base::read_big_endian<std::uint32_t>(row, 8);
  change.kind = static_cast<ChangeKind>(row[12]);
  change.time = base::Instant{std::chrono::microseconds{base::read_big_endian<std::int64_t>(row, 13)}};
  return change;
}

}  // namespace

base::Outcome<void> append(storage::WriteTransaction& write, const Change& change) {
  std::string value;
  base::append_big_endian(value, change.number);
  base::append_big_endian(value, change.version);
  value += static_cast<char>(change.kind);
  base::append_big_endian(value, change.time.time_since_epoch().count());
  TRY_VOID(write.append(id(Table::change), sequence_key(change.sequence), value));
  return write.put(id(Table::type_change), type_key(type_of(change.number), change.sequence), {});
}

std::uint64_t last_sequence(const storage::Reads& reads) {
  const auto cursor = reads.cursor(id(Table::change));
  return cursor->last() ? base::read_big_endian<std::uint64_t>(cursor->key()) : 0;
}

base::Instant last_time(const storage::Reads& reads) {
  const auto cursor = reads.cursor(id(Table::change));
  return cursor->last() ? decode(0, cursor->value()).time : base::Instant{};
}

Walk::Walk(const storage::Reads& reads, TypeCode type, std::uint64_t before)
    : reads_(reads),
      cursor_(reads.cursor(id(type ? Table::type_change : Table::change))),
      type_(type),
      before_(before ? before : ~std::uint64_t{0}) {}

std::optional<Change> Walk::next() {
  bool found;
  if (started_) {
    found = cursor_->previous();
  } else {
    const std::string key = type_ ? type_key(type_, before_) : sequence_key(before_);
    found = cursor_->seek(key) ? cursor_->previous() : cursor_->last();
    started_ = true;
  }
  if (!found) return std::nullopt;
  const std::string_view key = cursor_->key();
  if (!type_) return decode(base::read_big_endian<std::uint64_t>(key), cursor_->value());
  if (base::read_big_endian<TypeCode>(key) != type_) return std::nullopt;
  const auto sequence = base::read_big_endian<std::uint64_t>(key, 2);
  const auto value = reads_.get(id(Table::change), key.substr(2));
  require_intact(value.has_value(), "a change of a type is missing");
  return decode(sequence, *value);
}

}  // namespace linkki::repository::changes
