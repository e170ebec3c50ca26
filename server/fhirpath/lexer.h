// Text → tokens of the FHIRPath grammar; comments and blanks are passed over.
//
// Standard  https://hl7.org/fhirpath/N1/grammar.html
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/json/value.h"
#include "base/outcome.h"

namespace linkki::fhirpath {

enum class TokenKind : std::uint8_t {
  end,
  identifier,            // name, also the words that are operators elsewhere
  delimited_identifier,  // `name`
  string,                // 'text', unescaped
  number,                // 12, 1.50
  date,                  // @2026-01-31
  date_time,             // @2026-01-31T…
  time,                  // @T07:05
  variable,              // %resource, %`ext-x`, %'vs-y'
  special,               // $this, $index, $total
  symbol,                // ( ) [ ] { } . , + - * / & | = != ~ !~ < <= > >=
};

struct Token {
  TokenKind kind = TokenKind::end;
  std::string_view text;  // without quotes and prefixes; of dates without @ and @T
  std::uint32_t at = 0;   // byte of the first character
};

class Lexer {
 public:
  // Unescaped text is kept in `memory`; `text` must outlive the tokens.
  Lexer(std::string_view text, json::Arena& memory) : text_(text), memory_(memory) {}
  base::Outcome<Token> next();

 private:
  base::Outcome<Token> quoted(TokenKind kind, char quote);
  base::Outcome<Token> date_or_time();
  base::Outcome<void> skip_blanks();
  base::Outcome<std::string> unescape(std::string_view raw, std::size_t at);
  Token token(TokenKind kind, std::size_t start, std::size_t length);
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

  std::string_view text_;
  json::Arena& memory_;
  std::size_t at_ = 0;
};

// The failure of every syntax error: what was expected, what stands there, at which byte.
base::Failure syntax_error(base::Argument expected, base::Argument found, std::size_t at);
inline constexpr base::Words end_of_text{"the end of the text", "tekstin loppu", "slutet av texten"};

}  // namespace linkki::fhirpath
