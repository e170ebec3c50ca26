#include "fhirpath/parser.h"

#include <algorithm>
#include <array>
#include <new>
#include <utility>

#include "base/json/utf8.h"
#include "base/limits.h"
#include "fhirpath/function.h"
#include "fhirpath/messages.h"
#include "fhirpath/pattern.h"

namespace linkki::fhirpath {

namespace {

struct Infix {
  std::string_view symbol;
  Operator op;
  int precedence;
};

constexpr int type_precedence = 8;
constexpr int union_precedence = 7;
constexpr std::array infixes{
    Infix{"implies", Operator::implies, 1},
    Infix{"or", Operator::disjunction, 2},
    Infix{"xor", Operator::exclusive, 2},
    Infix{"and", Operator::conjunction, 3},
    Infix{"in", Operator::in, 4},
    Infix{"contains", Operator::contains, 4},
    Infix{"=", Operator::equal, 5},
    Infix{"!=", Operator::not_equal, 5},
    Infix{"~", Operator::equivalent, 5},
    Infix{"!~", Operator::not_equivalent, 5},
    Infix{"<", Operator::less, 6},
    Infix{"<=", Operator::less_or_equal, 6},
    Infix{">", Operator::greater, 6},
    Infix{">=", Operator::greater_or_equal, 6},
    Infix{"|", Operator::union_of, union_precedence},
    Infix{"is", Operator::is_type, type_precedence},
    Infix{"as", Operator::as_type, type_precedence},
    Infix{"+", Operator::add, 9},
    Infix{"-", Operator::subtract, 9},
    Infix{"&", Operator::concatenate, 9},
    Infix{"*", Operator::multiply, 10},
    Infix{"/", Operator::divide, 10},
    Infix{"div", Operator::whole_divide, 10},
    Infix{"mod", Operator::modulo, 10},
};

const Infix* find_infix(const Token& token) {
  if (token.kind != TokenKind::symbol && token.kind != TokenKind::identifier) return nullptr;
  for (const Infix& infix : infixes) {
    if (infix.symbol == token.text) return &infix;
  }
  return nullptr;
}

base::Failure too_deep(std::uint32_t at) {
  return base::refuse(base::Refusal::bad_request,
                      base::error(base::IssueType::too_costly, base::message::fhirpath_depth,
                                  {std::to_string(limits::fhirpath_depth_max), std::to_string(at)}));
}

// Takes the height from the operands. Failure: deeper than evaluation may recurse.
base::Outcome<Node> grown(Node node) {
  for (const Node& operand : node.operands) node.height = std::max(node.height, operand.height + 1);
  if (node.height > limits::fhirpath_depth_max) return too_deep(node.at);
  return node;
}

Node term_of(Operator op, const Token& token) {
  Node node;
  node.op = op;
  node.at = token.at;
  node.text = token.text;
  return node;
}

// matches('[a-z]+'): the pattern is compiled here, once.
base::Outcome<void> prepare_pattern(Node& call) {
  if (!call.function->pattern_argument || call.operands.empty()) return base::done();
  if (call.operands.size() == call.function->arguments_max)
    return base::done();  // with flags: when it is called
  const Node& argument = call.operands.front();
  if (argument.op != Operator::literal || !argument.literal || !argument.literal->is(ItemKind::string))
    return base::done();
  TRY(call.pattern, compile_pattern(argument.literal->string(), {}));
  return base::done();
}

}  // namespace

base::Failure Parser::unexpected(base::Argument expected) const {
  return syntax_error(std::move(expected),
                      token_.kind == TokenKind::end ? base::Argument(end_of_text)
                                                    : base::Argument(json::excerpt(token_.text)),
                      token_.at);
}

base::Outcome<void> Parser::advance() {
  TRY(token_, lexer_.next());
  return base::done();
}

base::Outcome<void> Parser::expect(std::string_view symbol) {
  if (!at_symbol(symbol)) return unexpected(symbol);
  return advance();
}

base::Outcome<Node> Parser::parse() {
  TRY_VOID(advance());
  TRY(Node root, expression(0));
  if (token_.kind != TokenKind::end)
    return unexpected(
        base::Words{"an operator or the end", "operaattori tai loppu", "en operator eller slutet"});
  return root;
}

base::Outcome<Node> Parser::expression(int precedence_min) {
  if (++depth_ > static_cast<int>(limits::fhirpath_depth_max)) return too_deep(token_.at);
  TRY(Node left, unary());
  for (const Infix* infix = find_infix(token_); infix && infix->precedence >= precedence_min;
       infix = find_infix(token_)) {
    const std::uint32_t at = token_.at;
    TRY_VOID(advance());
    TRY(left, operation(infix->op, std::move(left), infix->precedence, at));
  }
  --depth_;
  return left;
}

base::Outcome<Node> Parser::operation(Operator op, Node left, int precedence, std::uint32_t at) {
  Node node;
  node.op = op;
  node.at = at;
  if (precedence == type_precedence) {
    TRY(node.type, type_name());
    node.operands.push_back(std::move(left));
    return grown(std::move(node));
  }
  TRY(Node right, expression(precedence + 1));
  // A long union is one wide node: `a | b | c` of a search parameter has sixty branches.
  if (op == Operator::union_of && left.op == op) {
    left.operands.push_back(std::move(right));
    return grown(std::move(left));
  }
  node.operands.push_back(std::move(left));
  node.operands.push_back(std::move(right));
  return grown(std::move(node));
}

base::Outcome<Node> Parser::unary() {
  if (!at_symbol("-") && !at_symbol("+")) return path();
  if (++depth_ > static_cast<int>(limits::fhirpath_depth_max)) return too_deep(token_.at);
  Node node = term_of(at_symbol("-") ? Operator::negative : Operator::positive, token_);
  TRY_VOID(advance());
  TRY(Node operand, unary());
  node.operands.push_back(std::move(operand));
  --depth_;
  return grown(std::move(node));
}

base::Outcome<Node> Parser::path() {
  Node node = term_of(Operator::path, token_);
  TRY(Node first, term());
  const bool step_first = first.op == Operator::member || first.op == Operator::call;
  if (step_first) {
    node.operands.push_back(term_of(Operator::focus, token_));
    first.head = first.op == Operator::member;
  }
  node.operands.push_back(std::move(first));
  while (at_symbol(".") || at_symbol("[")) {
    if (at_symbol("[")) {
      Node item = term_of(Operator::item_at, token_);
      TRY_VOID(advance());
      TRY(Node index, expression(0));
      TRY_VOID(expect("]"));
      item.operands.push_back(std::move(index));
      TRY(item, grown(std::move(item)));
      node.operands.push_back(std::move(item));
      continue;
    }
    TRY_VOID(advance());
    TRY(Node next, step());
    node.operands.push_back(std::move(next));
  }
  if (node.operands.size() == 1) return std::move(node.operands.front());
  return grown(std::move(node));
}

base::Outcome<Node> Parser::term() {
  const Token token = token_;
  switch (token.kind) {
    case TokenKind::identifier:
      if (token.text == "true" || token.text == "false") {
        TRY_VOID(advance());
        Node node = term_of(Operator::literal, token);
        node.literal = Item::of_boolean(token.text == "true");
        return node;
      }
      return step();
    case TokenKind::delimited_identifier: return step();
    case TokenKind::string: {
      TRY_VOID(advance());
      Node node = term_of(Operator::literal, token);
      node.literal = Item::of_string(token.text);
      return node;
    }
    case TokenKind::number: return number();
    case TokenKind::date:
    case TokenKind::date_time:
    case TokenKind::time: return temporal();
    case TokenKind::variable: TRY_VOID(advance()); return term_of(Operator::variable, token);
    case TokenKind::special: {
      TRY_VOID(advance());
      if (token.text == "this") return term_of(Operator::focus, token);
      if (token.text == "index") return term_of(Operator::index, token);
      if (token.text == "total") return term_of(Operator::total, token);
      return syntax_error(
          base::Words{"$this, $index or $total", "$this, $index tai $total", "$this, $index eller $total"},
          json::excerpt(token.text), token.at);
    }
    case TokenKind::symbol: break;
    case TokenKind::end: return unexpected(base::Words{"an expression", "lauseke", "ett uttryck"});
  }
  if (at_symbol("{")) {
    TRY_VOID(advance());
    TRY_VOID(expect("}"));
    return term_of(Operator::literal, token);
  }
  if (!at_symbol("(")) return unexpected(base::Words{"an expression", "lauseke", "ett uttryck"});
  TRY_VOID(advance());
  TRY(Node inner, expression(0));
  TRY_VOID(expect(")"));
  return inner;
}

base::Outcome<Node> Parser::number() {
  Node node = term_of(Operator::literal, token_);
  // 5L, a Long of later versions: an Integer here has 64 bits.
  const auto value = Decimal::parse(token_.text.substr(0, token_.text.find('L')));
  if (!value)
    return unexpected(base::Words{"a number of at most 37 digits", "luku, jossa on enintään 37 numeroa",
                                  "ett tal med högst 37 siffror"});
  TRY_VOID(advance());
  const bool word = token_.kind == TokenKind::identifier && calendar_word(token_.text).has_value();
  if (word || token_.kind == TokenKind::string) {
    const Quantity quantity{*value, token_.text, word};
    TRY_VOID(advance());
    node.literal = Item::of_quantity(new (memory_.take(sizeof(Quantity))) Quantity(quantity));
  } else if (node.text.find('.') != std::string_view::npos || !value->integer()) {
    node.literal = Item::of_decimal(*value);
  } else {
    node.literal = Item::of_integer(*value->integer());
  }
  return node;
}

base::Outcome<Node> Parser::temporal() {
  Node node = term_of(Operator::literal, token_);
  const auto [kind, value] = [this]() -> std::pair<ItemKind, std::optional<Temporal>> {
    if (token_.kind == TokenKind::date) return {ItemKind::date, Temporal::parse_date(token_.text)};
    if (token_.kind == TokenKind::time) return {ItemKind::time, Temporal::parse_time(token_.text)};
    return {ItemKind::date_time, Temporal::parse_date_time(token_.text)};
  }();
  if (!value)
    return unexpected(base::Words{"a date or time like @2026-01-31T07:05:09Z",
                                  "päivämäärä tai aika kuten @2026-01-31T07:05:09Z",
                                  "ett datum eller en tid som @2026-01-31T07:05:09Z"});
  node.literal = Item::of_temporal(kind, *value);
  TRY_VOID(advance());
  return node;
}

base::Outcome<Node> Parser::step() {
  const Token name = token_;
  if (name.kind == TokenKind::special && name.text == "this") {
    TRY_VOID(advance());
    return term_of(Operator::focus, name);
  }
  if (name.kind != TokenKind::identifier && name.kind != TokenKind::delimited_identifier)
    return unexpected(base::Words{"a name", "nimi", "ett namn"});
  TRY_VOID(advance());
  if (at_symbol("(") && name.kind == TokenKind::identifier) return call(name);
  return term_of(Operator::member, name);
}

base::Outcome<Node> Parser::call(const Token& name) {
  Node node = term_of(Operator::call, name);
  node.function = find_function(name.text);
  if (!node.function) {
    return base::refuse(base::Refusal::bad_request,
                        base::error(base::IssueType::not_supported, base::message::fhirpath_function,
                                    {std::string(name.text), std::to_string(name.at)}));
  }
  TRY_VOID(advance());
  std::size_t arguments = 0;
  while (!at_symbol(")")) {
    if (arguments++ > 0) TRY_VOID(expect(","));
    if (node.function->type_argument) {
      TRY(node.type, type_name());
    } else {
      TRY(Node argument, expression(0));
      node.operands.push_back(std::move(argument));
    }
    if (!at_symbol(")") && !at_symbol(",")) return unexpected(base::Words{", or )", ", tai )", ", eller )"});
  }
  if (arguments < node.function->arguments_min || arguments > node.function->arguments_max) {
    return base::refuse(base::Refusal::bad_request,
                        base::error(base::IssueType::invalid, base::message::fhirpath_arguments,
                                    {std::string(name.text), std::to_string(node.function->arguments_min),
                                     std::to_string(node.function->arguments_max), std::to_string(name.at)}));
  }
  TRY_VOID(advance());
  TRY_VOID(prepare_pattern(node));
  return grown(std::move(node));
}

base::Outcome<TypeName> Parser::type_name() {
  const auto name = [this]() -> base::Outcome<std::string_view> {
    if (token_.kind != TokenKind::identifier && token_.kind != TokenKind::delimited_identifier)
      return unexpected(base::Words{"the name of a type", "tyypin nimi", "namnet på en typ"});
    const std::string_view text = token_.text;
    TRY_VOID(advance());
    return text;
  };
  TRY(const std::string_view first, name());
  if (!at_symbol(".") || (first != "FHIR" && first != "System")) return TypeName{{}, first};
  TRY_VOID(advance());
  TRY(const std::string_view second, name());
  return TypeName{first, second};
}

}  // namespace linkki::fhirpath
