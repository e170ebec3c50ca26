#include "audit/head.h"

#include <algorithm>

#include "audit/entry.h"
#include "base/bytes.h"
#include "base/crypto/base64.h"
#include "base/ensure.h"

namespace linkki::audit {
namespace {

constexpr char format = 1;
constexpr std::size_t size_at = 1, root_at = 9, time_at = 41, key_at = 49, signature_at = 57, row_bytes = 121;
constexpr std::size_t key_id_bytes = 8;

std::string parse_hex(std::string_view hex) {
  const auto value = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::string out;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    out += static_cast<char>(value(hex[i]) << 4 | value(hex[i + 1]));
  return out;
}

}  // namespace

TreeHead sign_head(std::uint64_t size, const Hash& root, base::Instant time, const crypto::SigningKey& key) {
  TreeHead head{size, root, std::chrono::floor<std::chrono::milliseconds>(time), key.verify_key().id(), {}};
  head.signature = key.sign(message(head));
  return head;
}

bool verify(const TreeHead& head, const crypto::VerifyKey& key) {
  return head.key_id == key.id() && key.verify(message(head), crypto::view(head.signature));
}

std::string message(const TreeHead& head) {
  return "linkki tree head\nsize " + std::to_string(head.size) + "\nroot " +
         crypto::print_base64(crypto::view(head.root)) + "\ntime " + base::print_instant(head.time) +
         "\nkey " + head.key_id + "\n";
}

std::string print(const TreeHead& head) {
  return message(head) + "signature " + crypto::print_base64(crypto::view(head.signature)) + "\n";
}

std::string encode(const TreeHead& head) {
  ensure(head.key_id.size() == key_id_bytes * 2);
  std::string row(1, format);
  base::append_big_endian(row, head.size);
  row += crypto::view(head.root);
  base::append_big_endian(row, static_cast<std::uint64_t>(head.time.time_since_epoch().count()));
  row += parse_hex(head.key_id);
  row += crypto::view(head.signature);
  return row;
}

base::Outcome<TreeHead> decode_head(std::string_view row) {
  if (row.size() != row_bytes || row[0] != format)
    return damaged(base::Words{"a tree head cannot be read", "puun päätä ei voida lukea",
                               "ett trädhuvud kan inte läsas"});
  TreeHead head;
  head.size = base::read_big_endian<std::uint64_t>(row, size_at);
  std::copy_n(row.begin() + root_at, head.root.size(), head.root.begin());
  const auto time = static_cast<std::int64_t>(base::read_big_endian<std::uint64_t>(row, time_at));
  constexpr std::int64_t time_us_max = 253'402'300'799'000'000;  // the end of the year 9999
  if (time < 0 || time > time_us_max || time % 1'000 != 0)
    return damaged(
        base::Words{"a tree head has no time", "puun päällä ei ole aikaa", "ett trädhuvud har ingen tid"});
  head.time = base::Instant{std::chrono::microseconds{time}};
  head.key_id = crypto::print_hex(row.substr(key_at, key_id_bytes));
  std::copy_n(row.begin() + signature_at, head.signature.size(), head.signature.begin());
  return head;
}

}  // namespace linkki::audit
