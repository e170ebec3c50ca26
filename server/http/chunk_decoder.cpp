#include "http/chunk_decoder.h"

#include <algorithm>

namespace linkki::http {

namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_text(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte == '\t' || (byte >= 0x20 && byte != 0x7f);
}

}  // namespace

bool ChunkDecoder::add_digit(char c) {
  constexpr std::uint64_t size_max = std::uint64_t{1} << 48;
  const int value = hex_value(c);
  if (value < 0) return false;
  left_ = left_ << 4 | static_cast<std::uint64_t>(value);
  return left_ <= size_max;
}

// One byte of anything but chunk data; false: malformed.
bool ChunkDecoder::advance(char c) {
  switch (step_) {
    case Step::size_first:
      step_ = Step::size;
      line_ = 0;
      left_ = 0;
      return add_digit(c);
    case Step::size:
      if (++line_ > chunk_line_bytes_max) return false;
      if (c == ';')
        step_ = Step::extension;
      else if (c == '\r')
        step_ = Step::size_lf;
      else
        return add_digit(c);
      return true;
    case Step::extension:
      if (++line_ > chunk_line_bytes_max) return false;
      if (c == '\r') step_ = Step::size_lf;
      return c == '\r' || is_text(c);
    case Step::size_lf:
      step_ = left_ > 0 ? Step::data : Step::trailer_start;
      line_ = 0;
      return c == '\n';
    case Step::data: return false;
    case Step::data_cr: step_ = Step::data_lf; return c == '\r';
    case Step::data_lf: step_ = Step::size_first; return c == '\n';
    case Step::trailer_start:
      step_ = c == '\r' ? Step::end_lf : Step::trailer;
      return c == '\r' || (is_text(c) && c != ' ' && c != '\t');
    case Step::trailer:
      if (++line_ > trailer_bytes_max) return false;
      if (c == '\r') step_ = Step::trailer_lf;
      return c == '\r' || is_text(c);
    case Step::trailer_lf: step_ = Step::trailer_start; return c == '\n' && ++line_ <= trailer_bytes_max;
    case Step::end_lf: complete_ = true; return c == '\n';
  }
  return false;
}

ChunkDecoder::State ChunkDecoder::take(std::string_view& in, std::string_view& data) {
  data = {};
  while (!in.empty() && !complete_) {
    if (step_ == Step::data) {
      data = in.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(left_, in.size())));
      in.remove_prefix(data.size());
      left_ -= data.size();
      if (left_ == 0) step_ = Step::data_cr;
      return State::more;
    }
    if (!advance(in.front())) return State::malformed;
    in.remove_prefix(1);
  }
  return complete_ ? State::complete : State::more;
}

}  // namespace linkki::http
