#include "audit/block.h"

#include <zstd.h>

#include <memory>

#include "base/limits.h"
#include "base/varint.h"

namespace linkki::audit {
namespace {

constexpr char format = 1;
constexpr int compression_level = 3;

struct Free {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};

ZSTD_CCtx* compressor() {
  thread_local const std::unique_ptr<ZSTD_CCtx, Free> context = [] {
    std::unique_ptr<ZSTD_CCtx, Free> made(ZSTD_createCCtx());
    ensure(made != nullptr);
    ZSTD_CCtx_setParameter(made.get(), ZSTD_c_compressionLevel, compression_level);
    ZSTD_CCtx_setParameter(made.get(), ZSTD_c_checksumFlag, 1);
    return made;
  }();
  return context.get();
}

// Empty: damaged.
std::string decompress(std::string_view frame) {
  const auto size = ZSTD_getFrameContentSize(frame.data(), frame.size());
  constexpr auto bytes_max = block_bytes_max + limits::audit_entry_bytes_max + 1'024;
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > bytes_max) return {};
  std::string out(size, '\0');
  return ZSTD_decompress(out.data(), out.size(), frame.data(), frame.size()) == size ? out : std::string();
}

}  // namespace

std::string encode_block(const std::vector<std::string>& entries) {
  ensure(!entries.empty() && entries.size() <= block_entries_max);
  std::string plain;
  base::append_varint(plain, entries.size());
  for (const auto& entry : entries) base::append_varint(plain, entry.size());
  for (const auto& entry : entries) plain += entry;
  std::string block(1 + ZSTD_compressBound(plain.size()), format);
  const auto size =
      ZSTD_compress2(compressor(), block.data() + 1, block.size() - 1, plain.data(), plain.size());
  ensure(!ZSTD_isError(size));
  block.resize(1 + size);
  return block;
}

base::Outcome<std::vector<std::string>> decode_block(std::string_view block) {
  if (block.empty() || block[0] != format)
    return damaged(base::Words{"a block of entries is of another format",
                               "merkintöjen lohko on toista muotoa",
                               "ett block av poster har ett annat format"});
  const std::string plain = decompress(block.substr(1));
  base::ByteReader in(plain);
  std::vector<std::uint64_t> sizes(in.varint(block_entries_max));
  for (auto& size : sizes) size = in.varint();
  std::vector<std::string> entries;
  for (const auto size : sizes) entries.emplace_back(in.take(size));
  if (!in.ok() || in.left() != 0 || entries.empty())
    return damaged(base::Words{"a block of entries cannot be read", "merkintöjen lohkoa ei voida lukea",
                               "ett block av poster kan inte läsas"});
  return entries;
}

}  // namespace linkki::audit
