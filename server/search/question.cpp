#include "search/question.h"

#include <utility>

#include "search/clause.h"
#include "search/limits.h"
#include "search/terms.h"

namespace linkki::search {
namespace {

using Kind = Clause::Kind;

constexpr std::string_view marks = "()\"";

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// One demand is that demand itself.
Clause join(Kind kind, std::vector<Clause> parts) {
  if (parts.size() == 1) return std::move(parts.front());
  Clause joined;
  joined.kind = kind;
  joined.parts = std::move(parts);
  return joined;
}

// One alternative between commas.
class Reader {
 public:
  Reader(const Subject& subject, Part part, std::string_view code, std::size_t& words)
      : subject_(subject), part_(part), rest_(part.text), code_(code), words_(words) {}

  base::Outcome<Clause> read() {
    TRY(auto question, read_any());
    if (!rest_.empty()) return wants_word();
    return question;
  }

 private:
  base::Outcome<Clause> read_any() {
    std::vector<Clause> parts;
    do {
      TRY(auto part, read_all());
      parts.push_back(std::move(part));
    } while (take("OR") || take("or"));
    return join(Kind::any, std::move(parts));
  }

  base::Outcome<Clause> read_all() {
    std::vector<Clause> parts;
    do {
      if (at_end() || next_is("AND") || next_is("and")) return wants_word();
      TRY_VOID(read_one(parts));
    } while (take("AND") || take("and") || !at_end());
    if (parts.empty()) return wants_word();
    return join(Kind::all, std::move(parts));
  }

  base::Outcome<void> read_one(std::vector<Clause>& parts) {
    if (rest_.front() == '(') {
      TRY(auto within, read_bracket());
      parts.push_back(std::move(within));
      return base::done();
    }
    if (rest_.front() == '"') return read_quote(parts);
    std::size_t end = 0;
    while (end < rest_.size() && !is_blank(rest_[end]) && marks.find(rest_[end]) == marks.npos) ++end;
    return add_words(cut(end), parts);
  }

  base::Outcome<Clause> read_bracket() {
    if (++depth_ > limits::question_depth_max)
      return too_costly(limits::question_depth_max,
                        {"levels of brackets", "sisäkkäistä sulkua", "nivåer av parenteser"});
    const std::size_t open = at();
    cut(1);
    TRY(auto within, read_any());
    if (!rest_.starts_with(')'))
      return refuse({"a ) for this (", "sulku ) tälle (", "en ) till denna ("}, open);
    cut(1);
    --depth_;
    return within;
  }

  base::Outcome<void> read_quote(std::vector<Clause>& parts) {
    const std::size_t open = at();
    const std::size_t close = rest_.find('"', 1);
    if (close == rest_.npos)
      return refuse({"another quotation mark", "toinen lainausmerkki", "ett andra citattecken"}, open);
    cut(1);
    const std::string_view text = cut(close - 1);
    cut(1);
    return add_words(text, parts);
  }

  base::Outcome<void> add_words(std::string_view text, std::vector<Clause>& parts) {
    for (std::string& word : words_of(unescape(text))) {
      if (++words_ > limits::question_words_max)
        return too_costly(limits::question_words_max,
                          {"words that it asks for", "kysyttyä sanaa", "ord som den frågar efter"});
      Clause& test = parts.emplace_back();
      test.code = code_;
      test.text = test.code + "=" + word;
      test.values.emplace_back().text = std::move(word);
    }
    return base::done();
  }

  // Before the end, a bracket that closes, or an `or`.
  bool at_end() {
    skip_blanks();
    return rest_.empty() || rest_.front() == ')' || next_is("OR") || next_is("or");
  }

  bool next_is(std::string_view word) const {
    if (!rest_.starts_with(word)) return false;
    const std::string_view behind = rest_.substr(word.size());
    return behind.empty() || is_blank(behind.front()) || marks.find(behind.front()) != marks.npos;
  }

  bool take(std::string_view word) {
    skip_blanks();
    if (!next_is(word)) return false;
    cut(word.size());
    return true;
  }

  void skip_blanks() {
    while (!rest_.empty() && is_blank(rest_.front())) rest_.remove_prefix(1);
  }

  std::string_view cut(std::size_t bytes) {
    const std::string_view text = rest_.substr(0, bytes);
    rest_.remove_prefix(bytes);
    return text;
  }

  std::size_t at() const { return part_.at + part_.text.size() - rest_.size(); }

  base::Failure refuse(base::Words expected, std::size_t at) const {
    return base::refuse(base::Refusal::bad_request, misfit(subject_, expected, at));
  }
  base::Failure wants_word() const {
    return refuse({"a word to look for", "haettava sana", "ett ord att söka efter"}, at());
  }

  const Subject& subject_;
  const Part part_;
  std::string_view rest_;
  const std::string_view code_;
  std::size_t& words_;
  std::size_t depth_ = 0;
};

}  // namespace

base::Outcome<Clause> parse_question(const Subject& subject, std::string_view code, std::size_t& words) {
  std::vector<Clause> alternatives;
  for (const Part& part : split({subject.whole, 0}, ',')) {
    TRY(auto one, Reader(subject, part, code, words).read());
    alternatives.push_back(std::move(one));
  }
  return join(Kind::any, std::move(alternatives));
}

}  // namespace linkki::search
