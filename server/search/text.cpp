#include "search/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <unordered_map>
#include <utility>

#include "search/limits.h"
#include "search/terms.h"

namespace linkki::search {
namespace {

constexpr std::string_view translation = "http://hl7.org/fhir/StructureDefinition/translation";

// What an element says of the language of its texts: a member, or the part `lang` of a translation.
std::string_view language_within(const fhir::Element& element) {
  if (!element.value || !element.value->is_object()) return {};
  if (element.value->text_of("url") != translation) return element.value->text_of("language");
  const json::Value* const parts = element.value->find("extension");
  if (!parts || !parts->is_array()) return {};
  for (const json::Value& part : parts->items()) {
    if (part.text_of("url") == "lang") return part.text_of("valueCode");
  }
  return {};
}

// Names of things are not words.
bool is_name(const fhir::Element& parent, const fhir::Element& text) {
  const std::string_view type = parent.type ? parent.type->name : std::string_view{};
  return (type == "Reference" && text.definition->name == "reference") || type == "Identifier";
}

class Collector {
 public:
  explicit Collector(const definitions::Definitions& definitions) : definitions_(definitions) {}

  void walk(const fhir::Element& element, Language language) {
    if (const auto tag = language_within(element); !tag.empty()) language = language_of(tag);
    fhir::each_child(element, definitions_, [&](const fhir::Element& child) {
      if (!is_name(element, child)) add(child, language);
      walk(child, language);
    });
  }

  std::vector<Term> take() {
    std::map<std::pair<std::string, bool>, Seen> terms;
    const auto add = [&](const std::string& term, bool whole, const Seen& seen) {
      if (terms.size() < limits::text_terms_max || terms.contains({term, whole}))
        terms[{term, whole}] += seen;
    };
    for (std::size_t language = 0; language < languages; ++language) {
      for (const auto& [word, seen] : words_[language]) {
        const WordTerms& of_word = terms_of_word(word, static_cast<Language>(language));
        for (const std::string& term : of_word.terms) add(term, false, seen);
        if (!of_word.whole.empty()) add(of_word.whole, true, seen);
      }
    }
    std::vector<Term> all;
    for (const auto& [key, seen] : terms)
      all.push_back({key.first, key.second, seen.narrative,
                     static_cast<std::uint8_t>(std::min<std::size_t>(seen.times, UINT8_MAX))});
    return all;
  }

 private:
  struct Seen {
    bool narrative = false;
    std::size_t times = 0;
    void operator+=(const Seen& more) {
      narrative |= more.narrative;
      times += more.times;
    }
  };

  void add(const fhir::Element& element, Language language) {
    if (!element.primitive() || !element.has_value() || !element.value->is_string()) return;
    const std::string_view type = element.type->name;
    if (type == "xhtml") return add(plain_text(element.text()), language, true);
    if (type == "string" || type == "markdown") add(element.text(), language, false);
  }

  void add(std::string_view text, Language language, bool narrative) {
    for (std::string& word : words_of(text)) {
      if (++count_ > limits::text_words_max) return;
      words_[static_cast<std::size_t>(language)][std::move(word)] += {narrative, 1};
    }
  }

  const definitions::Definitions& definitions_;
  std::array<std::unordered_map<std::string, Seen>, languages> words_;
  std::size_t count_ = 0;
};

void append_utf8(std::uint32_t c, std::string& out) {
  const auto byte = [&](std::uint32_t bits) { out += static_cast<char>(bits); };
  if (c < 0x80) return byte(c);
  if (c < 0x800) {
    byte(0xc0 | c >> 6);
  } else if (c < 0x10000) {
    byte(0xe0 | c >> 12);
    byte(0x80 | (c >> 6 & 0x3f));
  } else {
    byte(0xf0 | c >> 18);
    byte(0x80 | (c >> 12 & 0x3f));
    byte(0x80 | (c >> 6 & 0x3f));
  }
  byte(0x80 | (c & 0x3f));
}

// What stands between & and ; as text; what is not known parts words.
void append_entity(std::string_view name, std::string& out) {
  constexpr std::pair<std::string_view, char> named[] = {
      {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
  for (const auto& [known, character] : named) {
    if (name == known) return void(out += character);
  }
  const bool hexadecimal = name.starts_with("#x");
  const std::string_view digits = name.starts_with('#') ? name.substr(hexadecimal ? 2 : 1) : "";
  std::uint32_t code = 0;
  const auto [end, fault] =
      std::from_chars(digits.data(), digits.data() + digits.size(), code, hexadecimal ? 16 : 10);
  const bool whole = fault == std::errc{} && end == digits.data() + digits.size() && !digits.empty();
  const bool character = whole && code > 0 && code < 0x110000 && (code < 0xd800 || code > 0xdfff);
  character ? append_utf8(code, out) : void(out += ' ');
}

}  // namespace

std::string plain_text(std::string_view xhtml) {
  constexpr std::size_t entity_bytes_max = 12;
  std::string out;
  for (;;) {
    const std::size_t mark = std::min(xhtml.find_first_of("<&"), xhtml.size());
    out += xhtml.substr(0, mark);
    xhtml.remove_prefix(mark);
    if (xhtml.empty()) return out;
    std::size_t behind = 1;
    if (xhtml.front() == '&') {
      const std::size_t end = xhtml.substr(0, entity_bytes_max).find(';');
      if (end == xhtml.npos) {
        out += ' ';
      } else {
        append_entity(xhtml.substr(1, end - 1), out);
        behind = end + 1;
      }
    } else {
      const std::string_view close = xhtml.starts_with("<!--") ? "-->" : ">";
      const std::size_t end = xhtml.find(close);
      if (end == xhtml.npos) return out;
      out += ' ';
      behind = end + close.size();
    }
    xhtml.remove_prefix(behind);
  }
}

std::vector<Term> terms_of(const fhir::Element& resource, const definitions::Definitions& definitions) {
  Collector collector(definitions);
  collector.walk(resource, Language::unknown);
  return collector.take();
}

}  // namespace linkki::search
