#include "access/grant.h"

#include "base/bytes.h"

namespace linkki::access {
namespace {

using base::append_big_endian;
using base::read_big_endian;

constexpr std::size_t key_bytes = 28;
constexpr std::size_t value_bytes = 20;

template <class Enum>
void append(std::string& out, Enum value) {
  out += static_cast<char>(value);
}

template <class Enum>
bool read(std::string_view bytes, std::size_t at, Enum first, Enum last, Enum& value) {
  const auto number = static_cast<std::uint8_t>(bytes[at]);
  value = static_cast<Enum>(number);
  return number >= static_cast<std::uint8_t>(first) && number <= static_cast<std::uint8_t>(last);
}

base::Instant read_instant(std::string_view bytes, std::size_t at) {
  return base::Instant{
      std::chrono::microseconds{static_cast<std::int64_t>(read_big_endian<std::uint64_t>(bytes, at))}};
}

}  // namespace

std::string_view code(Basis basis) {
  switch (basis) {
    case Basis::none: return "";
    case Basis::open: return "public";
    case Basis::own_record: return "own-record";
    case Basis::self: return "self";
    case Basis::same_controller: return "same-controller";
    case Basis::task: return "task";
    case Basis::consent: return "consent";
    case Basis::statutory: return "statutory";
    case Basis::inspection: return "inspection";
    case Basis::break_glass: return "break-glass";
  }
  ensure(!"a basis");
}

std::optional<Basis> find_basis(std::string_view text) {
  for (int number = 0; number <= static_cast<int>(Basis::break_glass); ++number) {
    if (code(static_cast<Basis>(number)) == text) return static_cast<Basis>(number);
  }
  return std::nullopt;
}

std::string holder_prefix(const Holder& holder) {
  std::string out;
  append(out, holder.kind);
  append_big_endian(out, holder.key);
  return out;
}

std::string basis_key(Basis basis, std::uint64_t reference) {
  std::string out;
  append(out, basis);
  append_big_endian(out, reference);
  return out;
}

std::string print_key(const Grant& grant) {
  std::string out = holder_prefix(grant.holder);
  append(out, grant.target_kind);
  append_big_endian(out, grant.target);
  append(out, grant.part);
  return out + basis_key(grant.basis, grant.reference);
}

std::string print_value(const Grant& grant) {
  std::string out;
  append_big_endian(out, grant.version);
  append_big_endian(out, static_cast<std::uint64_t>(grant.start.time_since_epoch().count()));
  append_big_endian(out, static_cast<std::uint64_t>(grant.end.time_since_epoch().count()));
  return out;
}

std::optional<Grant> parse_grant(std::string_view key, std::string_view value) {
  Grant grant;
  const bool known = key.size() == key_bytes && value.size() == value_bytes &&
                     read(key, 0, HolderKind::organization, HolderKind::pool, grant.holder.kind) &&
                     read(key, 9, TargetKind::case_, TargetKind::resource, grant.target_kind) &&
                     read(key, 18, Part::none, Part::contact, grant.part) &&
                     read(key, 19, Basis::none, Basis::break_glass, grant.basis);
  if (!known) return std::nullopt;
  grant.holder.key = read_big_endian<std::uint64_t>(key, 1);
  grant.target = read_big_endian<std::uint64_t>(key, 10);
  grant.reference = read_big_endian<std::uint64_t>(key, 20);
  grant.version = read_big_endian<std::uint32_t>(value, 0);
  grant.start = read_instant(value, 4);
  grant.end = read_instant(value, 12);
  return grant;
}

}  // namespace linkki::access
