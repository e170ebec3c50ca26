#include "repository/resource.h"

#include "base/bytes.h"
#include "repository/intact.h"

namespace linkki::repository {
namespace {

using base::append_big_endian;
using base::read_big_endian;

enum Flag : std::uint16_t {
  flag_deleted = 1,
  flag_open = 2,
  flag_listed = 4,
  flag_governed = 8,
  flag_hidden = 16,
  flag_custodian = 32,
  flag_case = 64,
  flag_named = 128,
};

std::uint16_t flags_of(const Header& header) {
  return static_cast<std::uint16_t>(
      (header.deleted ? flag_deleted : 0) | (header.open ? flag_open : 0) |
      (header.listed ? flag_listed : 0) | (header.governed ? flag_governed : 0) |
      (header.hidden ? flag_hidden : 0) | (header.custodian != header.author ? flag_custodian : 0) |
      (header.case_id ? flag_case : 0) | (header.named ? flag_named : 0));
}

std::string number_key(Number number) {
  std::string key;
  append_big_endian(key, number);
  return key;
}

std::string version_key(Number number, std::uint32_t version) {
  std::string key = number_key(number);
  append_big_endian(key, version);
  return key;
}

// Reads a row front to back; one that ends too early is damaged.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}
  template <class Integer>
  Integer take() {
    return read_big_endian<Integer>(take_bytes(sizeof(Integer)));
  }
  std::string_view take_bytes(std::size_t count) {
    require_intact(at_ + count <= bytes_.size(), "the header of a resource is damaged");
    const std::string_view taken = bytes_.substr(at_, count);
    at_ += count;
    return taken;
  }
  std::string_view rest() const { return bytes_.substr(at_); }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
};

}  // namespace

std::string encode(const Header& header) {
  ensure(header.patients.size() < 256 && header.labels.size() < 256 && header.id.size() < 256);
  std::string out;
  append_big_endian(out, header.version);
  append_big_endian(out, header.time.time_since_epoch().count());
  append_big_endian(out, flags_of(header));
  append_big_endian(out, header.author);
  if (header.custodian != header.author) append_big_endian(out, header.custodian);
  if (header.case_id) {
    append_big_endian(out, header.case_id);
    out += static_cast<char>(header.part);
  }
  out += static_cast<char>(header.patients.size());
  for (const Number patient : header.patients) append_big_endian(out, patient);
  out += static_cast<char>(header.labels.size());
  for (const std::uint64_t label : header.labels) append_big_endian(out, label);
  out += static_cast<char>(header.id.size());
  out += header.id;
  return out;
}

Row decode_row(std::string_view bytes) {
  Reader reader(bytes);
  Row row;
  Header& header = row.header;
  header.version = reader.take<std::uint32_t>();
  header.time = base::Instant{std::chrono::microseconds{reader.take<std::int64_t>()}};
  const auto flags = reader.take<std::uint16_t>();
  header.deleted = flags & flag_deleted;
  header.open = flags & flag_open;
  header.listed = flags & flag_listed;
  header.governed = flags & flag_governed;
  header.hidden = flags & flag_hidden;
  header.named = flags & flag_named;
  header.author = reader.take<Number>();
  header.custodian = flags & flag_custodian ? reader.take<Number>() : header.author;
  if (flags & flag_case) {
    header.case_id = reader.take<Number>();
    header.part = static_cast<Part>(reader.take<std::uint8_t>());
  }
  header.patients.resize(reader.take<std::uint8_t>());
  for (Number& patient : header.patients) patient = reader.take<Number>();
  header.labels.resize(reader.take<std::uint8_t>());
  for (std::uint64_t& label : header.labels) label = reader.take<std::uint64_t>();
  header.id = reader.take_bytes(reader.take<std::uint8_t>());
  row.body = reader.rest();
  return row;
}

namespace rows {

std::optional<Row> current(const storage::Reads& reads, Number number) {
  const auto bytes = reads.get(id(Table::resource), number_key(number));
  if (!bytes) return std::nullopt;
  return decode_row(*bytes);
}

std::optional<Row> version(const storage::Reads& reads, Number number, std::uint32_t version) {
  auto row = current(reads, number);
  if (!row || row->header.version == version) return row;
  const auto bytes = reads.get(id(Table::version), version_key(number, version));
  if (!bytes) return std::nullopt;
  return decode_row(*bytes);
}

base::Outcome<void> put_current(storage::WriteTransaction& write, Number number, const Header& header,
                                std::string_view body) {
  std::string bytes = encode(header);
  bytes += body;
  return write.put(id(Table::resource), number_key(number), bytes);
}

base::Outcome<void> retire(storage::WriteTransaction& write, Number number) {
  const auto bytes = write.get(id(Table::resource), number_key(number));
  ensure(bytes.has_value());
  const std::string row(*bytes);
  return write.put(id(Table::version), version_key(number, read_big_endian<std::uint32_t>(row)), row);
}

}  // namespace rows
}  // namespace linkki::repository
