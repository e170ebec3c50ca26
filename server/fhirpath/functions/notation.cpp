// Text in another notation and back: https://hl7.org/fhirpath/N1/#additional-string-functions
#include <algorithm>
#include <charconv>
#include <string>

#include "base/crypto/base64.h"
#include "base/json/parse.h"
#include "base/json/print.h"
#include "fhirpath/evaluation.h"
#include "fhirpath/function.h"

namespace linkki::fhirpath {

namespace {

std::string hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (const char c : bytes) {
    out += digits[static_cast<unsigned char>(c) >> 4];
    out += digits[static_cast<unsigned char>(c) & 15];
  }
  return out;
}

std::optional<std::string> parse_hex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  std::string out;
  for (std::size_t i = 0; i < text.size(); i += 2) {
    unsigned value = 0;
    const auto [end, error] = std::from_chars(text.data() + i, text.data() + i + 2, value, 16);
    if (error != std::errc{} || end != text.data() + i + 2) return std::nullopt;
    out += static_cast<char>(value);
  }
  return out;
}

std::string with_alphabet(std::string text, std::string_view from, std::string_view to) {
  for (char& c : text) {
    if (const std::size_t at = from.find(c); at != std::string_view::npos) c = to[at];
  }
  return text;
}

struct Reference {
  char character;
  std::string_view html;
};
constexpr Reference references[] = {
    {'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}, {'\'', "&#39;"}};

std::string escape_html(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto found = std::find_if(std::begin(references), std::end(references),
                                    [&](const Reference& reference) { return reference.character == c; });
    found == std::end(references) ? out += c : out += found->html;
  }
  return out;
}

std::string unescape_html(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto found =
        std::find_if(std::begin(references), std::end(references),
                     [&](const Reference& reference) { return text.starts_with(reference.html); });
    const bool plain = found == std::end(references);
    out += plain ? text.front() : found->character;
    text.remove_prefix(plain ? 1 : found->html.size());
  }
  return out;
}

std::optional<std::string> encoded(std::string_view text, std::string_view notation) {
  if (notation == "base64") return crypto::print_base64(text);
  if (notation == "urlbase64") return with_alphabet(crypto::print_base64(text), "+/", "-_");
  if (notation == "hex") return hex(text);
  return std::nullopt;
}

std::optional<std::string> decoded(std::string_view text, std::string_view notation) {
  if (notation == "base64") return crypto::parse_base64(text);
  if (notation == "urlbase64") return crypto::parse_base64(with_alphabet(std::string(text), "-_", "+/"));
  if (notation == "hex") return parse_hex(text);
  return std::nullopt;
}

std::optional<std::string> escaped(std::string_view text, std::string_view notation) {
  if (notation == "html") return escape_html(text);
  if (notation != "json") return std::nullopt;
  std::string out;
  json::print_string(text, out);
  return out.substr(1, out.size() - 2);
}

std::optional<std::string> unescaped(std::string_view text, std::string_view notation) {
  if (notation == "html") return unescape_html(text);
  if (notation != "json") return std::nullopt;
  const auto parsed = json::parse('"' + std::string(text) + '"');
  return std::string(parsed && parsed->root.is_string() ? parsed->root.text() : text);
}

template <std::optional<std::string> (*change)(std::string_view, std::string_view)>
bool notation(Evaluation& evaluation, const Node& call, const Focus& focus, Range input, Range& result) {
  std::optional<std::string_view> text, name;
  if (!evaluation.text(input, text) || !evaluation.text(call.operands.front(), focus, name)) return false;
  auto changed = text && name ? change(*text, *name) : std::nullopt;
  return changed ? evaluation.answer(evaluation.string(std::move(*changed)), result)
                 : evaluation.answer_nothing(result);
}

constexpr Function table[] = {
    {"encode", 1, 1, notation<encoded>},
    {"decode", 1, 1, notation<decoded>},
    {"escape", 1, 1, notation<escaped>},
    {"unescape", 1, 1, notation<unescaped>},
};

}  // namespace

std::span<const Function> notation_functions() {
  return table;
}

}  // namespace linkki::fhirpath
