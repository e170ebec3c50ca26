#include "fhirpath/lexer.h"

#include <algorithm>
#include <charconv>

#include "fhirpath/messages.h"

namespace linkki::fhirpath {

namespace {

bool digit(char c) {
  return c >= '0' && c <= '9';
}
bool letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

void append_utf8(std::string& out, std::uint32_t point) {
  if (point < 0x80) {
    out += static_cast<char>(point);
  } else if (point < 0x800) {
    out += static_cast<char>(0xc0 | point >> 6);
    out += static_cast<char>(0x80 | (point & 0x3f));
  } else if (point < 0x10000) {
    out += static_cast<char>(0xe0 | point >> 12);
    out += static_cast<char>(0x80 | (point >> 6 & 0x3f));
    out += static_cast<char>(0x80 | (point & 0x3f));
  } else {
    out += static_cast<char>(0xf0 | point >> 18);
    out += static_cast<char>(0x80 | (point >> 12 & 0x3f));
    out += static_cast<char>(0x80 | (point >> 6 & 0x3f));
    out += static_cast<char>(0x80 | (point & 0x3f));
  }
}

// Four hexadecimal digits at `at`.
bool code_unit(std::string_view raw, std::size_t at, std::uint32_t& out) {
  if (at + 4 > raw.size()) return false;
  const auto [end, error] = std::from_chars(raw.data() + at, raw.data() + at + 4, out, 16);
  return error == std::errc{} && end == raw.data() + at + 4;
}

}  // namespace

base::Failure syntax_error(base::Argument expected, base::Argument found, std::size_t at) {
  return base::refuse(base::Refusal::bad_request,
                      base::error(base::IssueType::invalid, base::message::fhirpath_syntax,
                                  {std::move(expected), std::move(found), std::to_string(at)}));
}

Token Lexer::token(TokenKind kind, std::size_t start, std::size_t length) {
  return {kind, text_.substr(start, length), static_cast<std::uint32_t>(start)};
}

base::Outcome<void> Lexer::skip_blanks() {
  while (at_ < text_.size()) {
    if (blank(peek())) {
      ++at_;
    } else if (peek() == '/' && peek(1) == '/') {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else if (peek() == '/' && peek(1) == '*') {
      const std::size_t end = text_.find("*/", at_ + 2);
      if (end == std::string_view::npos) return syntax_error("*/", end_of_text, at_);
      at_ = end + 2;
    } else {
      break;
    }
  }
  return base::done();
}

base::Outcome<Token> Lexer::next() {
  TRY_VOID(skip_blanks());
  const std::size_t start = at_;
  if (at_ == text_.size()) return token(TokenKind::end, start, 0);
  const char c = peek();
  if (letter(c)) {
    while (letter(peek()) || digit(peek())) ++at_;
    return token(TokenKind::identifier, start, at_ - start);
  }
  if (digit(c)) {
    while (digit(peek())) ++at_;
    if (peek() == '.' && digit(peek(1))) {
      ++at_;
      while (digit(peek())) ++at_;
    } else if (peek() == 'L' && !letter(peek(1)) && !digit(peek(1))) {
      ++at_;
    }
    return token(TokenKind::number, start, at_ - start);
  }
  if (c == '\'') return quoted(TokenKind::string, c);
  if (c == '`' || c == '"') return quoted(TokenKind::delimited_identifier, c);
  if (c == '@') return date_or_time();
  if (c == '%' || c == '$') {
    ++at_;
    const TokenKind kind = c == '%' ? TokenKind::variable : TokenKind::special;
    if (c == '%' && (peek() == '`' || peek() == '\'' || peek() == '"')) return quoted(kind, peek());
    while (letter(peek()) || digit(peek())) ++at_;
    if (at_ == start + 1)
      return syntax_error(base::Words{"a name", "nimi", "ett namn"}, text_.substr(start, 1), start);
    return Token{kind, text_.substr(start + 1, at_ - start - 1), static_cast<std::uint32_t>(start)};
  }
  for (const std::string_view two : {"!=", "!~", "<=", ">="}) {
    if (text_.substr(at_, 2) == two) return at_ += 2, token(TokenKind::symbol, start, 2);
  }
  constexpr std::string_view symbols = "()[]{}.,+-*/&|=~<>";
  if (symbols.find(c) == std::string_view::npos) {
    const bool ascii = static_cast<unsigned char>(c) < 0x80;
    return syntax_error(
        base::Words{"an expression", "lauseke", "ett uttryck"},
        ascii ? base::Argument(text_.substr(start, 1)) : base::Words{"a character", "merkki", "ett tecken"},
        start);
  }
  ++at_;
  return token(TokenKind::symbol, start, 1);
}

base::Outcome<Token> Lexer::quoted(TokenKind kind, char quote) {
  const std::size_t start = at_;
  std::size_t end = at_ + 1;
  bool escapes = false;
  while (end < text_.size() && text_[end] != quote) {
    const bool escape = text_[end] == '\\';
    escapes |= escape;
    end += escape ? 2 : 1;
  }
  if (end >= text_.size()) return syntax_error(std::string(1, quote), end_of_text, start);
  const std::string_view raw = text_.substr(start + 1, end - start - 1);
  at_ = end + 1;
  if (!escapes) return Token{kind, raw, static_cast<std::uint32_t>(start)};
  TRY(const std::string plain, unescape(raw, start + 1));
  return Token{kind, memory_.keep(plain), static_cast<std::uint32_t>(start)};
}

base::Outcome<std::string> Lexer::unescape(std::string_view raw, std::size_t at) {
  constexpr std::string_view names = "\"'`\\/rntf";
  constexpr std::string_view values = "\"'`\\/\r\n\t\f";
  std::string out;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] != '\\') {
      out += raw[i];
      continue;
    }
    ++i;
    if (const std::size_t known = names.find(raw[i]); known != std::string_view::npos) {
      out += values[known];
      continue;
    }
    std::uint32_t point = 0;
    if (raw[i] != 'u' || !code_unit(raw, i + 1, point))
      return syntax_error(base::Words{"an escape like \\n or \\u0041", "koodinvaihto kuten \\n tai \\u0041",
                                      "en escapesekvens som \\n eller \\u0041"},
                          raw.substr(i - 1, 2), at + i - 1);
    i += 4;
    if (point >= 0xd800 && point < 0xe000) {
      std::uint32_t low = 0;
      const bool pair = point < 0xdc00 && raw.substr(i + 1, 2) == "\\u" && code_unit(raw, i + 3, low) &&
                        low >= 0xdc00 && low < 0xe000;
      if (!pair)
        return syntax_error(
            base::Words{"a whole surrogate pair", "kokonainen sijaismerkkipari", "ett helt surrogatpar"},
            raw.substr(i - 5, 6), at + i - 5);
      point = 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00);
      i += 6;
    }
    append_utf8(out, point);
  }
  return out;
}

base::Outcome<Token> Lexer::date_or_time() {
  const std::size_t start = at_++;
  const auto digits_and = [this](std::string_view others) {
    while (digit(peek()) || (peek() != '\0' && others.find(peek()) != std::string_view::npos)) {
      if (peek() == '.' && !digit(peek(1))) break;
      ++at_;
    }
  };
  if (peek() == 'T') {
    const std::size_t time = ++at_;
    digits_and(":.");
    return Token{TokenKind::time, text_.substr(time, at_ - time), static_cast<std::uint32_t>(start)};
  }
  digits_and("-");
  TokenKind kind = TokenKind::date;
  if (peek() == 'T') {
    kind = TokenKind::date_time;
    ++at_;
    digits_and(":.");
    if (peek() == 'Z') {
      ++at_;
    } else if ((peek() == '+' || peek() == '-') && digit(peek(1))) {
      ++at_;
      digits_and(":");
    }
  }
  return Token{kind, text_.substr(start + 1, at_ - start - 1), static_cast<std::uint32_t>(start)};
}

}  // namespace linkki::fhirpath
