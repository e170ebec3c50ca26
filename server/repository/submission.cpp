#include "repository/submission.h"

#include "base/bytes.h"
#include "base/crypto/hash.h"

namespace linkki::repository::submissions {
namespace {

constexpr std::size_t digest_bytes = 32;

std::string key_of(Number organization, std::string_view identifier) {
  std::string key;
  base::append_big_endian(key, organization);
  key += crypto::view(crypto::sha256(identifier));
  return key;
}

}  // namespace

std::optional<Stored> find(const storage::Reads& reads, Number organization, std::string_view identifier) {
  const auto value = reads.get(id(Table::submission), key_of(organization, identifier));
  if (!value) return std::nullopt;
  ensure(value->size() >= digest_bytes);
  return Stored{std::string(value->substr(0, digest_bytes)), std::string(value->substr(digest_bytes))};
}

base::Outcome<void> put(storage::WriteTransaction& write, Number organization, std::string_view identifier,
                        std::string_view digest, std::string_view response) {
  ensure(digest.size() == digest_bytes);
  return write.put(id(Table::submission), key_of(organization, identifier),
                   std::string(digest).append(response));
}

base::Outcome<void> erase(storage::WriteTransaction& write, Number organization,
                          std::string_view identifier) {
  if (auto erased = write.erase(id(Table::submission), key_of(organization, identifier)); !erased.ok()) {
    return std::move(erased).failure();
  }
  return base::done();
}

}  // namespace linkki::repository::submissions
