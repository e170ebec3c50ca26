#include "search/form.h"

#include <algorithm>
#include <optional>

#include "base/json/utf8.h"
#include "base/limits.h"
#include "search/messages.h"

namespace linkki::search {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t' && c != '\r' && c != '\n') || byte == 0x7f;
}

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

// Where a text cannot be decoded is told by its position in the whole form.
base::Failure refuse_encoding(std::size_t at) {
  return base::refuse(
      base::Refusal::bad_request,
      base::error(base::IssueType::invalid, base::message::search_encoding, {std::to_string(at + 1)}));
}

base::Outcome<std::string> decode(std::string_view text, std::size_t form_at) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i] == '+' ? ' ' : text[i];
      continue;
    }
    const int high = i + 1 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
    if (high < 0 || low < 0) return refuse_encoding(form_at + i);
    out += static_cast<char>(high * 16 + low);
    i += 2;
  }
  const bool valid =
      json::find_invalid_utf8(out) == out.size() && std::none_of(out.begin(), out.end(), is_control);
  if (!valid) return refuse_encoding(form_at);
  return out;
}

}  // namespace

base::Outcome<std::vector<Field>> parse_form(std::string_view form) {
  std::vector<Field> fields;
  for (std::size_t at = 0; at < form.size();) {
    const std::string_view pair = form.substr(at, form.find('&', at) - at);
    const std::size_t equals = std::min(pair.find('='), pair.size());
    TRY(auto name, decode(pair.substr(0, equals), at));
    if (equals + 1 < pair.size()) {
      TRY(auto value, decode(pair.substr(equals + 1), at + equals + 1));
      if (fields.size() == limits::search_parameters_max) {
        return base::refuse(base::Refusal::bad_request,
                            base::error(base::IssueType::too_costly, base::message::search_too_costly,
                                        {std::to_string(limits::search_parameters_max), "parameters"}));
      }
      fields.push_back({std::move(name), std::move(value)});
    }
    at += pair.size() + 1;
  }
  return fields;
}

std::string print_form(const std::vector<std::pair<std::string, std::string>>& fields) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  const auto append = [&](std::string_view text) {
    for (const char c : text) {
      const auto byte = static_cast<unsigned char>(c);
      if (is_unreserved(c))
        out += c;
      else
        out.append({'%', digits[byte >> 4], digits[byte & 15]});
    }
  };
  for (const auto& [name, value] : fields) {
    if (!out.empty()) out += '&';
    append(name);
    out += '=';
    append(value);
  }
  return out;
}

}  // namespace linkki::search
