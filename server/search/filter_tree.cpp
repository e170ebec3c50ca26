#include "search/filter_tree.h"

#include <algorithm>

#include "base/json/parse.h"
#include "base/limits.h"
#include "search/messages.h"

namespace linkki::search {
namespace {

constexpr std::string_view blanks = " \t\r\n";
constexpr base::Words a_parameter{"the name of a search parameter", "hakuparametrin nimi",
                                  "namnet på en sökparameter"};

bool is_of_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  base::Outcome<FilterNode> read() {
    TRY(auto node, read_filter());
    if (skip_blanks(); at_ < text_.size())
      return expected(base::Words{"and, or, or the end", "and, or tai loppu", "and, or eller slutet"});
    return node;
  }

 private:
  base::Failure expected(base::Argument what) const { return filter_fault(text_, at_, std::move(what)); }

  void skip_blanks() { at_ = std::min(text_.find_first_not_of(blanks, at_), text_.size()); }
  bool take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  std::string_view peek_name() const {
    std::size_t end = at_;
    while (end < text_.size() && is_of_name(text_[end])) ++end;
    return text_.substr(at_, end - at_);
  }
  // The word, if nothing that could belong to it follows.
  bool take_word(std::string_view word) {
    skip_blanks();
    if (peek_name() != word) return false;
    at_ += word.size();
    return true;
  }

  base::Outcome<FilterNode> read_filter() {
    TRY(auto node, read_operand());
    bool closed = closed_;  // (a and b) and c is not a and b and c
    for (;;) {
      const bool both = take_word("and");
      if (!both && !take_word("or")) return node;
      TRY(auto next, read_operand());
      const auto kind = both ? FilterNode::Kind::all : FilterNode::Kind::any;
      if (node.kind != kind || closed) node = join(kind, std::move(node));
      node.parts.push_back(std::move(next));
      closed = closed_ = false;
    }
  }

  static FilterNode join(FilterNode::Kind kind, FilterNode first) {
    FilterNode node;
    node.kind = kind;
    node.parts.push_back(std::move(first));
    return node;
  }

  base::Outcome<FilterNode> read_operand() {
    if (++depth_ > limits::search_filter_depth_max)
      return base::refuse(
          base::Refusal::bad_request,
          base::error(base::IssueType::too_costly, base::message::search_too_costly,
                      {std::to_string(limits::search_filter_depth_max),
                       base::Words{"filters in each other", "sisäkkäistä suodatinta", "filter i varandra"}}));
    skip_blanks();
    auto node = take('(') ? read_closed(')') : is_negation() ? read_negation() : read_test();
    --depth_;
    return node;
  }

  // `not` may be the name of a parameter, too.
  bool is_negation() const {
    if (peek_name() != "not") return false;
    const std::size_t next = text_.find_first_not_of(blanks, at_ + 3);
    return next != text_.npos && text_[next] == '(';
  }

  base::Outcome<FilterNode> read_negation() {
    at_ = text_.find('(', at_) + 1;
    TRY(auto inner, read_closed(')'));
    return join(FilterNode::Kind::none, std::move(inner));
  }

  base::Outcome<FilterNode> read_closed(char mark) {
    TRY(auto node, read_filter());
    skip_blanks();
    if (!take(mark)) return expected(std::string(1, mark));
    closed_ = true;
    return node;
  }

  base::Outcome<FilterNode> read_test() {
    FilterNode node;
    do {
      TRY(auto step, read_step());
      node.path.push_back(std::move(step));
    } while (take('.'));
    if (!node.path.back().filters.empty())
      return expected(
          base::Words{"a dot and a parameter", "piste ja parametri", "en punkt och en parameter"});
    skip_blanks();
    node.compare_at = at_;
    node.compare = peek_name();
    if (node.compare.empty())
      return expected(base::Words{"an operator such as eq", "operaattori kuten eq", "en operator som eq"});
    at_ += node.compare.size();
    skip_blanks();
    node.value_at = at_;
    TRY_VOID(read_value(node));
    closed_ = false;
    return node;
  }

  base::Outcome<FilterStep> read_step() {
    FilterStep step{peek_name(), at_, {}};
    if (step.name.empty()) return expected(a_parameter);
    at_ += step.name.size();
    if (!take('[')) return step;
    if (++depth_ > limits::search_filter_depth_max) return expected(a_parameter);
    TRY(auto filter, read_closed(']'));
    --depth_;
    step.filters.push_back(std::move(filter));
    return step;
  }

  base::Outcome<void> read_value(FilterNode& node) {
    if (at_ < text_.size() && text_[at_] == '"') return read_string(node);
    const std::size_t end = std::min(text_.find_first_of(" \t\r\n)]", at_), text_.size());
    node.value = text_.substr(at_, end - at_);
    if (node.value.empty()) return expected(base::Words{"a value", "arvo", "ett värde"});
    at_ = end;
    return base::done();
  }

  base::Outcome<void> read_string(FilterNode& node) {
    std::size_t end = at_ + 1;
    while (end < text_.size() && text_[end] != '"') end += text_[end] == '\\' ? 2 : 1;
    const auto json = end < text_.size()
                          ? json::parse("[" + std::string(text_.substr(at_, end + 1 - at_)) + "]")
                          : base::Outcome<json::Document>(expected("\""));
    if (!json.ok() || json->root.items().size() != 1)
      return expected(
          base::Words{"a JSON string that ends", "päättyvä JSON-merkkijono", "en JSON-sträng som slutar"});
    node.value = json->root.items().front().text();
    node.quoted = true;
    at_ = end + 1;
    return base::done();
  }

  const std::string_view text_;
  std::size_t at_ = 0, depth_ = 0;
  bool closed_ = false;  // what was read last stood in parentheses
};

}  // namespace

base::Failure filter_fault(std::string_view text, std::size_t at, base::Argument expected) {
  const auto before = text.substr(0, at);
  const auto characters =
      std::count_if(before.begin(), before.end(), [](char c) { return (c & '\xc0') != '\x80'; });
  return base::refuse(base::Refusal::bad_request,
                      base::error(base::IssueType::value, base::message::search_filter,
                                  {std::move(expected), std::to_string(characters + 1)}));
}

base::Outcome<FilterNode> parse_filter_tree(std::string_view text) {
  if (text.size() > limits::search_filter_bytes_max)
    return base::refuse(base::Refusal::bad_request,
                        base::error(base::IssueType::too_costly, base::message::search_too_costly,
                                    {std::to_string(limits::search_filter_bytes_max),
                                     base::Words{"bytes in one filter", "tavua yhdessä suodattimessa",
                                                 "byte i ett filter"}}));
  return Reader(text).read();
}

}  // namespace linkki::search
