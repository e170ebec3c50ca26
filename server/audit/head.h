// A signed tree head: so many entries stood in the trail at this time, with this root. What a witness keeps.
//
// What is signed is the text that message() prints, so that a short script with openssl can check it:
//   linkki tree head
//   size 17
//   root <base64>
//   time 2026-01-31T07:05:09.123Z
//   key <id of the key>
// Row       format(1) size(8) root(32) time µs(8) key id(8) signature(64)
// Errors    audit_damaged
#pragma once

#include <string>
#include <string_view>

#include "audit/tree.h"
#include "base/clock.h"
#include "base/crypto/sign.h"

namespace linkki::audit {

struct TreeHead {
  std::uint64_t size = 0;
  Hash root{};
  base::Instant time;  // whole milliseconds
  std::string key_id;  // of crypto::VerifyKey::id
  crypto::Signature signature{};
};

TreeHead sign_head(std::uint64_t size, const Hash& root, base::Instant time, const crypto::SigningKey& key);
bool verify(const TreeHead& head, const crypto::VerifyKey& key);

std::string message(const TreeHead& head);  // without the signature
std::string print(const TreeHead& head);    // message and "signature <base64>"

std::string encode(const TreeHead& head);
base::Outcome<TreeHead> decode_head(std::string_view row);

}  // namespace linkki::audit
