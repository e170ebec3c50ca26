#include "fhir/xml/scanner.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/json/utf8.h"
#include "fhir/messages.h"

namespace linkki::fhir::xml {
namespace {

constexpr std::size_t reference_bytes_max = 16;  // of &#x0010ffff; with some zeros more

// What a byte may be; looked up, since each byte of a body is asked about.
enum Class : std::uint8_t {
  blank = 1,
  begins_name = 2,
  continues_name = 4,
  control = 8,
  ends_text = 16,   // of characters between tags
  ends_value = 32,  // of an attribute
};

constexpr std::array<std::uint8_t, 256> classes = [] {
  std::array<std::uint8_t, 256> table{};
  const auto add = [&](std::string_view bytes, int what) {
    for (const char c : bytes) table[static_cast<unsigned char>(c)] |= static_cast<std::uint8_t>(what);
  };
  for (std::size_t c = 0; c < 0x20; ++c) table[c] = control;
  for (const char c : blanks) table[static_cast<unsigned char>(c)] = blank;
  for (std::size_t c = 0x80; c < 256; ++c) table[c] = begins_name | continues_name;
  for (char c = 'a'; c <= 'z'; ++c) {
    const char both[] = {c, static_cast<char>(c - 32)};
    add({both, 2}, begins_name | continues_name);
  }
  add("_:", begins_name | continues_name);
  add("0123456789-.", continues_name);
  add("<&]", ends_text);
  add("<&\"'", ends_value);
  return table;
}();

bool is(char c, Class what) {
  return (classes[static_cast<unsigned char>(c)] & what) != 0;
}

std::size_t find(std::string_view text, std::size_t from, Class what) {
  while (from < text.size() && !is(text[from], what)) ++from;
  return from;
}

std::size_t find_not(std::string_view text, std::size_t from, Class what) {
  while (from < text.size() && is(text[from], what)) ++from;
  return from;
}

// U+FFFE and U+FFFF, the only ones beyond the control characters that XML cannot hold.
std::size_t find_noncharacter(std::string_view text) {
  for (std::size_t at = text.find("\xef\xbf"); at != text.npos; at = text.find("\xef\xbf", at + 1)) {
    if (static_cast<unsigned char>(text[at + 2]) >= 0xbe) return at;
  }
  return text.size();
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

}  // namespace

bool is_character(std::uint32_t c) {
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0xd800) || (c >= 0xe000 && c < 0xfffe) ||
         (c >= 0x10000 && c <= 0x10ffff);
}

base::Outcome<void> Scanner::document() {
  if (check_characters() && declaration() && outside() && one_element() && outside()) {
    if (done() || stop("something follows the end of the root element")) return base::done();
  }
  return std::move(fault_);
}

void Scanner::element() {
  ensure(one_element());
}

bool Scanner::stop(const base::Message& message, std::vector<std::string> arguments) {
  arguments.push_back(std::to_string(at_));
  fault_ = base::refuse(base::Refusal::bad_request,
                        base::error(base::IssueType::structure, message, std::move(arguments)));
  return false;
}

bool Scanner::stop(std::string reason) {
  return stop(base::message::xml_syntax, {std::move(reason)});
}

bool Scanner::take(std::string_view expected) {
  if (!text_.substr(at_).starts_with(expected)) return false;
  at_ += expected.size();
  return true;
}

bool Scanner::take_through(std::string_view end, const char* missing) {
  const std::size_t found = text_.find(end, at_);
  if (found == text_.npos) return stop(missing);
  at_ = found + end.size();
  return true;
}

bool Scanner::skip_blanks() {
  const std::size_t start = at_;
  at_ = find_not(text_, at_, blank);
  return at_ > start;
}

std::string_view Scanner::name() {
  const std::size_t start = at_;
  if (!done() && is(peek(), begins_name)) at_ = find_not(text_, at_, continues_name);
  const std::string_view found = text_.substr(start, at_ - start);
  prefixed_ |= found.find(':') != found.npos && !found.starts_with("xml:") && !found.starts_with("xmlns:");
  return found;
}

bool Scanner::check_characters() {
  const auto wrong = [&](std::size_t at, const char* reason) {
    at_ = at;
    return stop(reason);
  };
  if (const std::size_t at = json::find_invalid_utf8(text_); at < text_.size())
    return wrong(at, "it is not UTF-8");
  const std::size_t at = std::min(find(text_, 0, control), find_noncharacter(text_));
  return at == text_.size() || wrong(at, "it has a character that XML cannot hold");
}

// --- What stands outside the root element

bool Scanner::declaration() {
  if (!text_.starts_with("<?xml") || text_.size() < 6 || !is(text_[5], blank)) return true;
  at_ = 5;
  attributes_.clear();
  while (skip_blanks() && peek() != '?') {
    const std::size_t start = at_;
    if (!attribute()) return false;
    std::string_view value = text_.substr(start, at_ - start - 1);
    value.remove_prefix(value.find_first_of("\"'") + 1);
    if (attributes_.back() != "encoding") continue;
    const std::string encoding = lower(value);
    if (encoding != "utf-8" && encoding != "us-ascii") return stop("its encoding is not UTF-8");
  }
  return take("?>") || stop("the XML declaration is not closed");
}

bool Scanner::outside() {
  for (skip_blanks(); peek() == '<'; skip_blanks()) {
    if (text_.substr(at_).starts_with("<!--")) {
      if (!comment()) return false;
    } else if (text_.substr(at_).starts_with("<?")) {
      if (!instruction()) return false;
    } else if (text_.substr(at_).starts_with("<!")) {
      return stop(base::message::xml_doctype, {});
    } else {
      break;
    }
  }
  return true;
}

// --- Elements

bool Scanner::one_element() {
  if (peek() != '<') return stop(done() ? "it has no element" : "text stands outside the root element");
  do {
    if (done()) return stop("<" + json::excerpt(open_.back()) + "> is not closed");
    if (!(peek() == '<' ? markup() : characters())) return false;
  } while (!open_.empty());
  return true;
}

bool Scanner::markup() {
  const std::string_view rest = text_.substr(at_);
  if (rest.starts_with("</")) return close();
  if (rest.starts_with("<!--")) return comment();
  if (rest.starts_with("<![CDATA[")) return take_through("]]>", "a CDATA section is not closed");
  if (rest.starts_with("<!")) return stop(base::message::xml_doctype, {});
  if (rest.starts_with("<?")) return instruction();
  return open();
}

bool Scanner::comment() {
  at_ += 4;
  return take_through("--", "a comment is not closed") && (take(">") || stop("a comment contains '--'"));
}

bool Scanner::instruction() {
  at_ += 2;
  const std::string_view target = name();
  if (target.empty() || lower(target) == "xml")
    return stop("a processing instruction has no name of its own");
  return take_through("?>", "a processing instruction is not closed");
}

bool Scanner::open() {
  if (++elements_ > limits::xml_elements_max)
    return stop(base::message::xml_size, {std::to_string(limits::xml_elements_max) + " elements"});
  if (open_.size() == depth_max_) return stop(base::message::xml_depth, {std::to_string(depth_max_)});
  ++at_;
  const std::string_view tag = name();
  if (tag.empty()) return stop("a '<' begins no tag");
  attributes_.clear();
  while (true) {
    const bool apart = skip_blanks();
    if (take("/>")) return true;
    if (take(">")) return open_.push_back(tag), true;
    if (!apart) return stop("the tag <" + json::excerpt(tag) + "> is malformed");
    if (!attribute()) return false;
  }
}

bool Scanner::attribute() {
  if (attributes_.size() == limits::xml_attributes_max)
    return stop(base::message::xml_size,
                {std::to_string(limits::xml_attributes_max) + " attributes in one element"});
  const std::string_view key = name();
  if (key.empty()) return stop("the name of an attribute is missing or misspelt");
  if (std::find(attributes_.begin(), attributes_.end(), key) != attributes_.end())
    return stop("the attribute '" + json::excerpt(key) + "' comes twice");
  attributes_.push_back(key);
  skip_blanks();
  if (!take("=")) return stop("an '=' is missing behind an attribute's name");
  skip_blanks();
  return attribute_value();
}

bool Scanner::attribute_value() {
  const char quote = peek();
  if (quote != '"' && quote != '\'') return stop("an attribute's value has no quotes");
  for (++at_;;) {
    at_ = find(text_, at_, ends_value);
    if (done()) return stop("an attribute's value is not closed");
    if (take({&quote, 1})) return true;
    if (peek() == '<') return stop("a '<' stands in an attribute's value");
    if (peek() != '&') {
      ++at_;  // the other quote
    } else if (!reference()) {
      return false;
    }
  }
}

bool Scanner::close() {
  at_ += 2;
  const std::size_t start = at_;
  const std::string_view tag = name();
  skip_blanks();
  if (open_.empty() || tag != open_.back() || !take(">")) {
    at_ = start;
    return stop("an end tag does not fit the element that is open");
  }
  open_.pop_back();
  return true;
}

bool Scanner::characters() {
  while (!done() && peek() != '<') {
    at_ = find(text_, at_, ends_text);
    if (peek() == '&' && !reference()) return false;
    if (text_.substr(at_).starts_with("]]>")) return stop("']]>' stands in a text");
    if (peek() == ']') ++at_;
  }
  return true;
}

bool Scanner::reference() {
  static constexpr auto known =
      std::to_array<std::string_view>({"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"});
  for (const std::string_view one : known) {
    if (take(one)) return true;
  }
  if (text_.substr(at_).starts_with("&#")) return character_reference();
  return stop("an '&' begins no reference that XML knows without a DTD");
}

bool Scanner::character_reference() {
  const std::string_view rest = text_.substr(at_, reference_bytes_max);
  const bool hex = rest.starts_with("&#x");
  const std::size_t end = rest.find(';');
  std::uint32_t code = 0;
  if (end != rest.npos) {
    const char* const last = rest.data() + end;
    const auto [stopped, fault] = std::from_chars(rest.data() + (hex ? 3 : 2), last, code, hex ? 16 : 10);
    if (fault != std::errc{} || stopped != last) code = 0;
  }
  if (!is_character(code)) return stop("a character reference means no character that XML can hold");
  at_ += end + 1;
  return true;
}

}  // namespace linkki::fhir::xml
