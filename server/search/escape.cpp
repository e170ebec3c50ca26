#include "search/escape.h"

namespace linkki::search {
namespace {

constexpr std::string_view escapable = ",|$\\";

}  // namespace

std::size_t find_bad_escape(std::string_view value) {
  for (std::size_t at = value.find('\\'); at != value.npos; at = value.find('\\', at + 2)) {
    if (at + 1 == value.size() || escapable.find(value[at + 1]) == escapable.npos) return at;
  }
  return value.npos;
}

std::vector<Part> split(Part part, char mark) {
  std::vector<Part> parts;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < part.text.size(); ++i) {
    if (part.text[i] == '\\') {
      ++i;
    } else if (part.text[i] == mark) {
      parts.push_back({part.text.substr(begin, i - begin), part.at + begin});
      begin = i + 1;
    }
  }
  parts.push_back({part.text.substr(begin), part.at + begin});
  return parts;
}

std::string unescape(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\') ++i;
    out += text[i];
  }
  return out;
}

std::string escape(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (escapable.find(c) != escapable.npos) out += '\\';
    out += c;
  }
  return out;
}

}  // namespace linkki::search
