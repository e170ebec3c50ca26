#include "fhirpath/narrative.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/limits.h"

namespace linkki::fhirpath {

namespace {

constexpr auto elements = std::to_array<std::string_view>({
    "a",     "abbr",     "acronym", "b",       "big",    "blockquote", "br",   "caption", "cite",   "code",
    "col",   "colgroup", "dd",      "dfn",     "div",    "dl",         "dt",   "em",      "h1",     "h2",
    "h3",    "h4",       "h5",      "h6",      "hr",     "i",          "img",  "li",      "map",    "area",
    "ol",    "p",        "pre",     "q",       "samp",   "small",      "span", "strong",  "sub",    "sup",
    "table", "tbody",    "td",      "tfoot",   "th",     "thead",      "tr",   "tt",      "ul",     "var",
    "kbd",   "del",      "ins",     "address", "center", "font",       "u",    "s",       "strike",
});
constexpr auto attributes = std::to_array<std::string_view>({
    "title",     "style",    "class",       "id",          "idref",   "lang",    "xml:lang", "dir",
    "accesskey", "tabindex", "span",        "width",       "align",   "valign",  "char",     "charoff",
    "abbr",      "axis",     "headers",     "scope",       "rowspan", "colspan", "summary",  "border",
    "frame",     "rules",    "cellspacing", "cellpadding", "nowrap",  "href",    "name",     "src",
    "alt",       "height",   "usemap",      "shape",       "coords",  "xmlns",   "cite",     "start",
    "type",      "value",    "rel",         "hreflang",    "charset", "size",    "bgcolor",  "background",
    "color",     "face",     "target",      "hspace",      "vspace",  "clear",   "compact",  "noshade",
    "datetime",  "longdesc", "xml:space",
});

template <class Names>
bool known(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool run() {
    skip_blanks();
    while (!done()) {
      if (!(peek() == '<' ? markup() : characters())) return false;
    }
    return open_.empty() && content_ && root_;
  }

 private:
  bool done() const { return at_ == text_.size(); }
  char peek() const { return done() ? '\0' : text_[at_]; }
  bool take(std::string_view expected) {
    if (!text_.substr(at_).starts_with(expected)) return false;
    at_ += expected.size();
    return true;
  }
  void skip_blanks() {
    while (!done() && blank(peek())) ++at_;
  }
  std::string_view name() {
    const std::size_t start = at_;
    while (!done() && !blank(peek()) && std::string_view("/>=<\"'").find(peek()) == std::string_view::npos)
      ++at_;
    return text_.substr(start, at_ - start);
  }

  bool characters() {
    const std::size_t end = std::min(text_.find('<', at_), text_.size());
    const std::string_view run = text_.substr(at_, end - at_);
    const bool text = !std::all_of(run.begin(), run.end(), blank);
    at_ = end;
    content_ |= text;
    return !text || !open_.empty();
  }

  bool markup() {
    if (take("<!--")) {
      const std::size_t end = text_.find("-->", at_);
      if (end == std::string_view::npos) return false;
      at_ = end + 3;
      return true;
    }
    if (take("</")) return close();
    return take("<") && open();
  }

  bool close() {
    const std::string_view tag = name();
    skip_blanks();
    if (!take(">") || open_.empty() || open_.back() != tag) return false;
    open_.pop_back();
    return true;
  }

  bool open() {
    const std::string_view tag = name();
    if (open_.empty() && (root_ || tag != "div")) return false;
    if (!known(elements, tag) || open_.size() >= limits::narrative_depth_max) return false;
    root_ = true;
    content_ |= tag == "img";
    while (true) {
      skip_blanks();
      if (take("/>")) return true;
      if (take(">")) return open_.push_back(tag), true;
      if (!attribute()) return false;
    }
  }

  bool attribute() {
    const std::string_view key = name();
    skip_blanks();
    if (!known(attributes, key) || !take("=")) return false;
    skip_blanks();
    const char quote = peek();
    if (quote != '"' && quote != '\'') return false;
    const std::size_t end = text_.find(quote, at_ + 1);
    if (end == std::string_view::npos) return false;
    std::string_view value = text_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
    if (key != "href" && key != "src") return true;
    while (!value.empty() && static_cast<unsigned char>(value.front()) <= ' ') value.remove_prefix(1);
    return !script_address(value);
  }

  // javascript: and vbscript:, also where blanks or character references hide them.
  static bool script_address(std::string_view address) {
    const std::string_view scheme = address.substr(0, address.find_first_of(":/?#"));
    if (scheme.find('&') != std::string_view::npos) return true;
    std::string word;
    for (const char c : scheme) {
      if (static_cast<unsigned char>(c) > ' ') word += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
    return scheme.size() < address.size() && address[scheme.size()] == ':' && word.ends_with("script");
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<std::string_view> open_;
  bool root_ = false;
  bool content_ = false;
};

}  // namespace

bool safe_narrative(std::string_view xhtml) {
  return Scanner(xhtml).run();
}

}  // namespace linkki::fhirpath
