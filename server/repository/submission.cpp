#include "repository/submission.h"

#include <zstd.h>

#include "base/bytes.h"
#include "base/crypto/hash.h"
#include "base/limits.h"
#include "base/varint.h"
#include "repository/intact.h"

namespace linkki::repository::submissions {
namespace {

constexpr std::size_t digest_bytes = 32;

std::string key_of(Number organization, std::string_view identifier) {
  std::string key;
  base::append_big_endian(key, organization);
  key += crypto::view(crypto::sha256(identifier));
  return key;
}

// An answer names every resource stored: the same words again and again.
std::string compress(std::string_view answer) {
  std::string out;
  base::append_varint(out, answer.size());
  const std::size_t head = out.size();
  out.resize(head + ZSTD_compressBound(answer.size()));
  const std::size_t size =
      ZSTD_compress(out.data() + head, out.size() - head, answer.data(), answer.size(), ZSTD_CLEVEL_DEFAULT);
  ensure(!ZSTD_isError(size));
  out.resize(head + size);
  return out;
}

std::string decompress(std::string_view bytes) {
  constexpr const char* damaged = "the answer to a submission is damaged";
  base::ByteReader reader(bytes);
  std::string answer(reader.varint(limits::storage_value_bytes_max), '\0');
  require_intact(reader.ok(), damaged);
  const std::string_view content = bytes.substr(bytes.size() - reader.left());
  require_intact(
      ZSTD_decompress(answer.data(), answer.size(), content.data(), content.size()) == answer.size(),
      damaged);
  return answer;
}

}  // namespace

std::optional<Stored> find(const storage::Reads& reads, Number organization, std::string_view identifier) {
  const auto value = reads.get(id(Table::submission), key_of(organization, identifier));
  if (!value) return std::nullopt;
  require_intact(value->size() >= digest_bytes, "a submission is damaged");
  return Stored{std::string(value->substr(0, digest_bytes)), decompress(value->substr(digest_bytes))};
}

base::Outcome<void> put(storage::WriteTransaction& write, Number organization, std::string_view identifier,
                        std::string_view digest, std::string_view response) {
  ensure(digest.size() == digest_bytes);
  return write.put(id(Table::submission), key_of(organization, identifier),
                   std::string(digest).append(compress(response)));
}

base::Outcome<void> erase(storage::WriteTransaction& write, Number organization,
                          std::string_view identifier) {
  if (auto erased = write.erase(id(Table::submission), key_of(organization, identifier)); !erased.ok()) {
    return std::move(erased).failure();
  }
  return base::done();
}

}  // namespace linkki::repository::submissions
