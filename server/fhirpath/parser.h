// Tokens → tree, by precedence climbing.
#pragma once

#include "base/json/value.h"
#include "base/outcome.h"
#include "fhirpath/lexer.h"
#include "fhirpath/node.h"

namespace linkki::fhirpath {

class Parser {
 public:
  // Literals are kept in `memory`; names point into `text`.
  Parser(std::string_view text, json::Arena& memory) : lexer_(text, memory), memory_(memory) {}
  base::Outcome<Node> parse();  // the whole text

 private:
  base::Outcome<Node> expression(int precedence_min);
  base::Outcome<Node> operation(Operator op, Node left, int precedence, std::uint32_t at);
  base::Outcome<Node> unary();
  base::Outcome<Node> path();
  base::Outcome<Node> term();
  base::Outcome<Node> number();
  base::Outcome<Node> temporal();
  base::Outcome<Node> step();
  base::Outcome<Node> call(const Token& name);
  base::Outcome<TypeName> type_name();

  base::Outcome<void> advance();
  base::Outcome<void> expect(std::string_view symbol);
  bool at_symbol(std::string_view symbol) const {
    return token_.kind == TokenKind::symbol && token_.text == symbol;
  }
  base::Failure unexpected(base::Argument expected) const;

  Lexer lexer_;
  json::Arena& memory_;
  Token token_;
  int depth_ = 0;
};

}  // namespace linkki::fhirpath
