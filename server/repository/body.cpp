#include "repository/body.h"

#include <zstd.h>

#include "base/limits.h"
#include "base/varint.h"
#include "repository/intact.h"

namespace linkki::repository {
namespace {

enum Form : std::uint8_t { compressed = 1, members_follow = 2 };
constexpr int level = 3;

struct Contexts {
  ZSTD_CCtx* compress = ZSTD_createCCtx();
  ZSTD_DCtx* decompress = ZSTD_createDCtx();
  ~Contexts() {
    ZSTD_freeCCtx(compress);
    ZSTD_freeDCtx(decompress);
  }
};

Contexts& contexts() {
  thread_local Contexts contexts;
  return contexts;
}

}  // namespace

struct Codec::Dictionaries {
  ZSTD_CDict* compress = nullptr;
  ZSTD_DDict* decompress = nullptr;
  ~Dictionaries() {
    ZSTD_freeCDict(compress);
    ZSTD_freeDDict(decompress);
  }
};

Codec::Codec(std::string_view dictionary) : dictionaries_(std::make_unique<Dictionaries>()) {
  if (dictionary.empty()) return;
  dictionaries_->compress = ZSTD_createCDict(dictionary.data(), dictionary.size(), level);
  dictionaries_->decompress = ZSTD_createDDict(dictionary.data(), dictionary.size());
}

Codec::~Codec() = default;

std::string Codec::encode(std::string_view json, std::size_t splice) const {
  ensure(splice > 0 && splice < json.size() && json[splice - 1] == '{');
  std::string content(ZSTD_compressBound(json.size()), '\0');
  const std::size_t size = dictionaries_->compress
                               ? ZSTD_compress_usingCDict(contexts().compress, content.data(), content.size(),
                                                          json.data(), json.size(), dictionaries_->compress)
                               : ZSTD_compressCCtx(contexts().compress, content.data(), content.size(),
                                                   json.data(), json.size(), level);
  const bool smaller = !ZSTD_isError(size) && size < json.size();
  std::string out;
  out += static_cast<char>((smaller ? compressed : 0) | (json[splice] == '}' ? 0 : members_follow));
  base::append_varint(out, splice);
  base::append_varint(out, json.size());
  out += smaller ? std::string_view(content).substr(0, size) : json;
  return out;
}

std::string Codec::decode(std::string_view body, std::uint32_t version, base::Instant time) const {
  constexpr const char* damaged = "the body of a resource is damaged";
  base::ByteReader reader(body);
  const auto form = reader.byte();
  const auto splice = reader.varint();
  const auto size = reader.varint(limits::storage_value_bytes_max);
  require_intact(reader.ok() && splice <= size, damaged);
  const std::string_view content = body.substr(body.size() - reader.left());
  std::string inserted = "\"versionId\":\"" + std::to_string(version) + "\",\"lastUpdated\":\"" +
                         base::print_instant(time) + "\"";
  if (form & members_follow) inserted += ',';
  std::string json(size + inserted.size(), '\0');
  // Laid out behind the gap first, then the front moves back: one copy of the shorter side.
  char* const at = json.data() + inserted.size();
  if (!(form & compressed)) {
    require_intact(content.size() == size, damaged);
    content.copy(at, size);
  } else {
    const std::size_t made =
        dictionaries_->decompress
            ? ZSTD_decompress_usingDDict(contexts().decompress, at, size, content.data(), content.size(),
                                         dictionaries_->decompress)
            : ZSTD_decompressDCtx(contexts().decompress, at, size, content.data(), content.size());
    require_intact(made == size, damaged);
  }
  std::char_traits<char>::move(json.data(), at, splice);
  inserted.copy(json.data() + splice, inserted.size());
  return json;
}

}  // namespace linkki::repository
