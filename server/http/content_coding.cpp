#include "http/content_coding.h"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "base/ensure.h"

namespace linkki::http {

namespace {

constexpr int gzip_window = 15 + 16;  // zlib's way to say: gzip, not zlib
constexpr int gzip_level = 4;
constexpr int zstd_level = 1;
constexpr std::size_t piece_bytes = 16 * 1'024;

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

// Thousandths; a malformed weight counts as 0: never send what the client may not have meant.
int weight(std::string_view parameters) {
  parameters = trim(parameters);
  if (parameters.empty()) return 1'000;
  if (parameters.size() < 3 || (parameters[0] != 'q' && parameters[0] != 'Q') || parameters[1] != '=')
    return 0;
  parameters.remove_prefix(2);
  int value = 0, scale = 1'000;
  for (std::size_t i = 0; i < parameters.size() && i < 5; ++i) {
    if (i == 1) {
      if (parameters[i] != '.') return 0;
      continue;
    }
    if (parameters[i] < '0' || parameters[i] > '9') return 0;
    value += (parameters[i] - '0') * scale;
    scale /= 10;
  }
  return std::min(value, 1'000);
}

class Gzip final : public Deflater {
 public:
  Gzip() {
    ensure(deflateInit2(&stream_, gzip_level, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  }
  ~Gzip() override { deflateEnd(&stream_); }

  void take(std::string_view in, bool last, std::string& out) override {
    std::array<char, piece_bytes> piece;
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));
    stream_.avail_in = static_cast<uInt>(in.size());
    do {
      stream_.next_out = reinterpret_cast<Bytef*>(piece.data());
      stream_.avail_out = piece_bytes;
      deflate(&stream_, last ? Z_FINISH : Z_NO_FLUSH);
      out.append(piece.data(), piece_bytes - stream_.avail_out);
    } while (stream_.avail_out == 0);
  }

 private:
  z_stream stream_{};
};

class Zstd final : public Deflater {
 public:
  Zstd() : context_(ZSTD_createCCtx()) {
    ensure(context_ != nullptr);
    ZSTD_CCtx_setParameter(context_, ZSTD_c_compressionLevel, zstd_level);
    // Browsers refuse frames with a window over 8 MiB (RFC 9659).
    ZSTD_CCtx_setParameter(context_, ZSTD_c_windowLog, 20);
  }
  ~Zstd() override { ZSTD_freeCCtx(context_); }

  void take(std::string_view in, bool last, std::string& out) override {
    std::array<char, piece_bytes> piece;
    ZSTD_inBuffer input{in.data(), in.size(), 0};
    std::size_t left = 0;
    do {
      ZSTD_outBuffer output{piece.data(), piece_bytes, 0};
      left = ZSTD_compressStream2(context_, &output, &input, last ? ZSTD_e_end : ZSTD_e_continue);
      ensure(!ZSTD_isError(left));
      out.append(piece.data(), output.pos);
    } while (last ? left != 0 : input.pos < input.size);
  }

 private:
  ZSTD_CCtx* context_;
};

}  // namespace

struct Inflater::Stream {
  z_stream z{};
};

Inflater::Inflater() : stream_(std::make_unique<Stream>()) {
  ensure(inflateInit2(&stream_->z, gzip_window) == Z_OK);
}
Inflater::~Inflater() {
  inflateEnd(&stream_->z);
}

Inflater::State Inflater::take(std::string_view in, std::string& out, std::size_t bytes_max) {
  std::array<char, piece_bytes> piece;
  z_stream& z = stream_->z;
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));
  z.avail_in = static_cast<uInt>(in.size());
  while (z.avail_in > 0 || (z.avail_out == 0 && !complete_)) {
    if (complete_) return State::malformed;
    z.next_out = reinterpret_cast<Bytef*>(piece.data());
    z.avail_out = piece_bytes;
    const int result = inflate(&z, Z_NO_FLUSH);
    const std::size_t got = piece_bytes - z.avail_out;
    if (out.size() + got > bytes_max) return State::too_large;
    out.append(piece.data(), got);
    if (result == Z_STREAM_END)
      complete_ = true;
    else if (result == Z_BUF_ERROR)
      break;
    else if (result != Z_OK)
      return State::malformed;
  }
  return complete_ ? State::complete : State::more;
}

std::string_view name(Coding coding) {
  switch (coding) {
    case Coding::identity: return "identity";
    case Coding::gzip: return "gzip";
    case Coding::zstd: return "zstd";
  }
  ensure(!"a coding");
}

Coding choose_coding(std::string_view accept_encoding) {
  int gzip = -1, zstd = -1, any = 0;
  while (!accept_encoding.empty()) {
    const std::size_t comma = std::min(accept_encoding.find(','), accept_encoding.size());
    std::string_view item = accept_encoding.substr(0, comma);
    accept_encoding.remove_prefix(std::min(comma + 1, accept_encoding.size()));
    const std::size_t semicolon = std::min(item.find(';'), item.size());
    const std::string coding = lower(trim(item.substr(0, semicolon)));
    const int q = weight(item.substr(std::min(semicolon + 1, item.size())));
    if (coding == "gzip" || coding == "x-gzip")
      gzip = q;
    else if (coding == "zstd")
      zstd = q;
    else if (coding == "*")
      any = q;
  }
  if (gzip < 0) gzip = any;
  if (zstd < 0) zstd = any;
  if (zstd > 0 && zstd >= gzip) return Coding::zstd;
  return gzip > 0 ? Coding::gzip : Coding::identity;
}

bool is_compressible(std::string_view content_type) {
  const std::string type =
      lower(trim(content_type.substr(0, std::min(content_type.find(';'), content_type.size()))));
  return type.starts_with("text/") || type.ends_with("json") || type.ends_with("xml") ||
         type.ends_with("javascript");
}

std::unique_ptr<Deflater> make_deflater(Coding coding) {
  switch (coding) {
    case Coding::identity: return nullptr;
    case Coding::gzip: return std::make_unique<Gzip>();
    case Coding::zstd: return std::make_unique<Zstd>();
  }
  ensure(!"a coding");
}

}  // namespace linkki::http
