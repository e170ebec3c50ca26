#include "repository/resource.h"

#include "base/bytes.h"
#include "base/short_id.h"
#include "base/varint.h"
#include "repository/intact.h"

namespace linkki::repository {
namespace {

constexpr std::uint64_t serial_mask = (std::uint64_t{1} << 48) - 1;

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
  flag_issuer = 256,
  flag_guardians_shown = 512,
  flag_guardians_withheld = 1024,
};

bool tells_issuer(const Header& header) {
  return header.hidden && header.issuer && header.issuer != header.author;
}

std::uint16_t flag_of(access::GuardianView view) {
  switch (view) {
    case access::GuardianView::unsaid: return 0;
    case access::GuardianView::shown: return flag_guardians_shown;
    case access::GuardianView::withheld: return flag_guardians_withheld;
  }
  ensure(!"a view");
}

std::uint16_t flags_of(const Header& header) {
  return static_cast<std::uint16_t>(
      (header.deleted ? flag_deleted : 0) | (header.open ? flag_open : 0) |
      (header.listed ? flag_listed : 0) | (header.governed ? flag_governed : 0) |
      (header.hidden ? flag_hidden : 0) | (header.custodian != header.author ? flag_custodian : 0) |
      (header.case_id ? flag_case : 0) | (header.named ? flag_named : 0) |
      (tells_issuer(header) ? flag_issuer : 0) | flag_of(header.guardians));
}

std::string version_key(Number number, std::uint32_t version) {
  std::string key = row_key(number);
  append_big_endian(key, version);
  return key;
}

void append_number(std::string& out, Number number) {
  base::append_varint(out, type_of(number));
  base::append_varint(out, number & serial_mask);
}

Number take_number(base::ByteReader& reader) {
  const auto type = static_cast<TypeCode>(reader.varint(0xffff));
  return number_of(type, reader.varint(serial_mask));
}

std::uint64_t take_eight(base::ByteReader& reader) {
  return read_big_endian<std::uint64_t>(reader.take(8));
}

}  // namespace

std::string encode(const Header& header) {
  std::string out;
  base::append_varint(out, header.version);
  append_big_endian(out, header.time.time_since_epoch().count());
  base::append_varint(out, flags_of(header));
  append_number(out, header.author);
  if (header.custodian != header.author) append_number(out, header.custodian);
  if (header.case_id) {
    append_number(out, header.case_id);
    out += static_cast<char>(header.part);
  }
  if (tells_issuer(header)) append_number(out, header.issuer);
  base::append_varint(out, header.patients.size());
  for (const Number patient : header.patients) append_number(out, patient);
  base::append_varint(out, header.labels.size());
  for (const std::uint64_t label : header.labels) append_big_endian(out, label);
  const std::string id = base::shorten_id(header.id);
  base::append_varint(out, id.size());
  out += id;
  return out;
}

Row decode_row(std::string_view bytes) {
  base::ByteReader reader(bytes);
  Row row;
  Header& header = row.header;
  header.version = static_cast<std::uint32_t>(reader.varint(~std::uint32_t{0}));
  header.time = base::Instant{std::chrono::microseconds{take_eight(reader)}};
  const auto flags = reader.varint();
  header.deleted = flags & flag_deleted;
  header.open = flags & flag_open;
  header.listed = flags & flag_listed;
  header.governed = flags & flag_governed;
  header.hidden = flags & flag_hidden;
  header.named = flags & flag_named;
  header.guardians = flags & flag_guardians_withheld ? access::GuardianView::withheld
                     : flags & flag_guardians_shown  ? access::GuardianView::shown
                                                     : access::GuardianView::unsaid;
  header.author = take_number(reader);
  header.custodian = flags & flag_custodian ? take_number(reader) : header.author;
  if (flags & flag_case) {
    header.case_id = take_number(reader);
    header.part = static_cast<Part>(reader.byte());
  }
  header.issuer = flags & flag_issuer ? take_number(reader) : header.hidden ? header.author : 0;
  header.patients.resize(reader.varint(reader.left()));
  for (Number& patient : header.patients) patient = take_number(reader);
  header.labels.resize(reader.varint(reader.left()));
  for (std::uint64_t& label : header.labels) label = take_eight(reader);
  const auto id_bytes = reader.varint(reader.left());
  header.id = base::restore_id(reader.take(id_bytes));
  require_intact(reader.ok(), "the header of a resource is damaged");
  row.body = bytes.substr(bytes.size() - reader.left());
  return row;
}

namespace rows {

std::optional<Row> current(const storage::Reads& reads, Number number) {
  const auto bytes = reads.get(id(Table::resource), row_key(number));
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
  return write.put(id(Table::resource), row_key(number), bytes);
}

base::Outcome<void> retire(storage::WriteTransaction& write, Number number) {
  const auto bytes = write.get(id(Table::resource), row_key(number));
  ensure(bytes.has_value());
  const std::string row(*bytes);
  return write.put(id(Table::version), version_key(number, decode_row(row).header.version), row);
}

}  // namespace rows
}  // namespace linkki::repository
