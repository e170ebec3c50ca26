#include "audit/entry.h"

#include <optional>

#include "access/grant.h"
#include "audit/messages.h"
#include "base/varint.h"

namespace linkki::audit {
namespace {

constexpr std::uint8_t format = 1;
constexpr std::uint64_t serial_mask = (std::uint64_t{1} << 48) - 1;

// In the order of their bytes; a field added later goes to the end.
constexpr std::string Entry::*texts[] = {
    &Entry::client_id,  &Entry::organization,    &Entry::person, &Entry::person_name,
    &Entry::purpose,    &Entry::token_id,        &Entry::type,   &Entry::query,
    &Entry::request_id, &Entry::basis_reference, &Entry::detail};
constexpr std::size_t text_count = std::size(texts);
constexpr std::uint64_t basis_bit = 1u << text_count;
constexpr std::uint64_t patient_bit = basis_bit << 1;
constexpr std::uint64_t disclosed_bit = basis_bit << 2;
constexpr std::uint64_t present_max = (disclosed_bit << 1) - 1;

constexpr std::size_t uuid_characters = 36;
constexpr std::size_t uuid_bytes = 16;

bool is_hyphen_place(std::size_t i) {
  return i == 8 || i == 13 || i == 18 || i == 23;
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool is_uuid(std::string_view text) {
  for (std::size_t i = 0; i < uuid_characters; ++i) {
    if (is_hyphen_place(i) ? text[i] != '-' : hex_value(text[i]) < 0) return false;
  }
  return true;
}

// Where the first UUID in lower case begins; npos: none. Its first hyphen is what we look for.
std::size_t find_uuid(std::string_view text) {
  for (auto hyphen = text.find('-', 8); hyphen != text.npos; hyphen = text.find('-', hyphen + 1)) {
    const std::size_t start = hyphen - 8;
    if (text.size() - start < uuid_characters) return text.npos;
    if (is_uuid(text.substr(start))) return start;
  }
  return text.npos;
}

void append_uuid(std::string& out, std::string_view text) {
  for (std::size_t i = 0; i < uuid_characters; i += 2) {
    if (is_hyphen_place(i)) ++i;
    out += static_cast<char>(hex_value(text[i]) << 4 | hex_value(text[i + 1]));
  }
}

std::string print_uuid(std::string_view bytes) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string out;
  for (const char c : bytes) {
    if (is_hyphen_place(out.size())) out += '-';
    out += digits[static_cast<std::uint8_t>(c) >> 4];
    out += digits[static_cast<std::uint8_t>(c) & 15];
  }
  return out;
}

void append_text(std::string& out, std::string_view text) {
  const auto start = find_uuid(text);
  if (start == text.npos) {
    base::append_varint(out, text.size() * 2);
    out += text;
    return;
  }
  const auto after = text.substr(start + uuid_characters);
  base::append_varint(out, start * 2 + 1);
  out += text.substr(0, start);
  append_uuid(out, text.substr(start));
  base::append_varint(out, after.size());
  out += after;
}

std::string read_text(base::ByteReader& in) {
  const auto size = in.varint();
  std::string text(in.take(size / 2));
  if (size % 2 == 1) {
    text += print_uuid(in.take(uuid_bytes));
    text += in.take(in.varint());
  }
  return text;
}

void append_disclosed(std::string& out, const std::vector<Disclosed>& disclosed) {
  base::append_varint(out, disclosed.size());
  std::int64_t last = 0;
  for (const auto& [number, version] : disclosed) {
    const auto serial = static_cast<std::int64_t>(number & serial_mask);
    const std::int64_t step = serial - last;
    base::append_varint(out, number >> 48);
    base::append_varint(out, static_cast<std::uint64_t>(step) << 1 ^ static_cast<std::uint64_t>(step >> 63));
    base::append_varint(out, version);
    last = serial;
  }
}

std::vector<Disclosed> read_disclosed(base::ByteReader& in) {
  constexpr std::size_t bytes_min = 3;  // of one
  std::vector<Disclosed> disclosed(in.varint(in.left() / bytes_min));
  std::uint64_t serial = 0;
  for (auto& [number, version] : disclosed) {
    const auto type = in.varint(0xffff);
    const auto step = in.varint();
    serial = (serial + (step >> 1 ^ (~(step & 1) + 1))) & serial_mask;
    number = type << 48 | serial;
    version = static_cast<std::uint32_t>(in.varint(0xffffffff));
  }
  return disclosed;
}

std::uint64_t present_in(const Entry& entry) {
  std::uint64_t present = 0;
  for (std::size_t i = 0; i < text_count; ++i) {
    if (!(entry.*texts[i]).empty()) present |= 1u << i;
  }
  if (!entry.basis.empty()) present |= basis_bit;
  if (entry.patient != 0) present |= patient_bit;
  if (!entry.disclosed.empty()) present |= disclosed_bit;
  return present;
}

void append_basis(std::string& out, std::string_view text) {
  const auto basis = access::find_basis(text);
  out += static_cast<char>(basis.value_or(access::Basis::none));
  if (!basis) append_text(out, text);
}

std::string read_basis(base::ByteReader& in) {
  const auto number = in.byte();
  if (number == 0) return read_text(in);
  if (number > static_cast<std::uint8_t>(access::Basis::break_glass)) in.fail();
  return in.ok() ? std::string(access::code(static_cast<access::Basis>(number))) : std::string();
}

template <class Enum>
Enum read_enum(base::ByteReader& in, std::uint8_t value, Enum last) {
  if (value > static_cast<std::uint8_t>(last)) in.fail();
  return static_cast<Enum>(value);
}

void read_head(base::ByteReader& in, Entry& entry) {
  if (in.byte() != format) in.fail();
  const auto kind = in.byte();
  entry.kind = read_enum(in, kind & 15, Kind::system);
  entry.result = read_enum(in, kind >> 4 & 3, Result::serious_failure);
  entry.repeat = (kind & 0x40) != 0;
  entry.interaction = read_enum(in, in.byte(), access::Interaction::history_system);
  entry.role = read_enum(in, in.byte(), access::Role::tester);
  entry.time = base::Instant{std::chrono::microseconds{static_cast<std::int64_t>(in.varint())}};
}

std::optional<Entry> read_entry(std::string_view bytes) {
  base::ByteReader in(bytes);
  Entry entry;
  read_head(in, entry);
  const auto present = in.varint(present_max);
  for (std::size_t i = 0; i < text_count && in.ok(); ++i) {
    if (present & 1u << i) entry.*texts[i] = read_text(in);
  }
  if (present & basis_bit) entry.basis = read_basis(in);
  if (present & patient_bit) {
    const auto type = in.varint(0xffff);
    entry.patient = type << 48 | in.varint(serial_mask);
  }
  if (present & disclosed_bit) entry.disclosed = read_disclosed(in);
  return in.ok() && in.left() == 0 ? std::optional(std::move(entry)) : std::nullopt;
}

}  // namespace

std::string encode(const Entry& entry) {
  std::string out;
  out.reserve(160 + entry.query.size() + entry.disclosed.size() * 4);
  out += static_cast<char>(format);
  out += static_cast<char>(static_cast<int>(entry.kind) | static_cast<int>(entry.result) << 4 |
                           (entry.repeat ? 0x40 : 0));
  out += static_cast<char>(entry.interaction);
  out += static_cast<char>(entry.role);
  base::append_varint(out, static_cast<std::uint64_t>(entry.time.time_since_epoch().count()));
  base::append_varint(out, present_in(entry));
  for (const auto text : texts) {
    if (!(entry.*text).empty()) append_text(out, entry.*text);
  }
  if (!entry.basis.empty()) append_basis(out, entry.basis);
  if (entry.patient != 0) {
    base::append_varint(out, entry.patient >> 48);
    base::append_varint(out, entry.patient & serial_mask);
  }
  if (!entry.disclosed.empty()) append_disclosed(out, entry.disclosed);
  return out;
}

base::Outcome<Entry> decode(std::string_view bytes) {
  auto entry = read_entry(bytes);
  if (!entry || encode(*entry) != bytes)
    return damaged(
        base::Words{"an entry cannot be read", "merkintää ei voida lukea", "en post kan inte läsas"});
  return *std::move(entry);
}

base::Failure damaged(base::Argument what) {
  return base::refuse(
      base::Refusal::unavailable,
      base::error(base::IssueType::exception, base::message::audit_damaged, {std::move(what)}));
}

}  // namespace linkki::audit
