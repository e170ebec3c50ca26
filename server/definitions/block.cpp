#include "definitions/block.h"

#include <zstd.h>

#include <memory>

#include "base/ensure.h"
#include "definitions/read_file.h"

namespace linkki::definitions {

inline constexpr int level = 9;  // 19 is a tenth smaller and twelve times slower

std::string pack_block(std::string_view plain) {
  std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context(ZSTD_createCCtx(), ZSTD_freeCCtx);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, level);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
  std::string frame(ZSTD_compressBound(plain.size()), '\0');
  auto bytes = ZSTD_compress2(context.get(), frame.data(), frame.size(), plain.data(), plain.size());
  ensure(!ZSTD_isError(bytes));
  frame.resize(bytes);
  return frame;
}

base::Outcome<std::string> unpack_block(std::string_view frame, std::uint32_t plain_bytes) {
  std::string plain(plain_bytes, '\0');
  auto bytes = ZSTD_decompress(plain.data(), plain.size(), frame.data(), frame.size());
  if (ZSTD_isError(bytes) || bytes != plain_bytes) return file_failure("definitions", "a block is damaged");
  return plain;
}

}  // namespace linkki::definitions
