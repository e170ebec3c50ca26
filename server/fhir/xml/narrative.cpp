#include "fhir/xml/narrative.h"

#include <algorithm>

#include "base/limits.h"
#include "fhir/xml/names.h"
#include "fhir/xml/scanner.h"

namespace linkki::fhir::xml {
namespace {

constexpr std::string_view replacement = "\xef\xbf\xbd";  // U+FFFD
constexpr std::string_view declaration = " xmlns=\"http://www.w3.org/1999/xhtml\"";

std::string_view trim(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(blanks), text.size());
  const std::size_t end = text.find_last_not_of(blanks);
  return begin == text.size() ? std::string_view{} : text.substr(begin, end + 1 - begin);
}

bool is_div(std::string_view text) {
  return text.starts_with("<div") && text.size() > 4 &&
         std::string_view(" \t\r\n/>").find(text[4]) != text.npos;
}

bool is_xml(std::string_view div) {
  Scanner scanner(div, limits::narrative_depth_max);
  return is_div(div) && scanner.document().ok() && !scanner.prefixed();
}

bool declares_namespace(std::string_view div) {
  if (div.substr(4).starts_with(declaration)) return true;  // as nearly all have it
  pugi::xml_document tree;
  (void)tree.load_buffer(div.data(), div.size(), pugi::parse_minimal | pugi::parse_escapes,
                         pugi::encoding_utf8);
  return tree.document_element().attribute("xmlns").value() == xhtml_namespace;
}

// What begins with & and is none of XML's own references.
bool is_reference(std::string_view rest) {
  const std::size_t end = rest.substr(0, 12).find(';');
  if (end == rest.npos) return false;
  const std::string probe = "<a>" + std::string(rest.substr(0, end + 1)) + "</a>";
  return Scanner(probe).document().ok();
}

std::string mend(std::string_view div) {
  constexpr std::string_view no_break_space = "&nbsp;";
  std::string out;
  for (std::size_t at = 0; at < div.size(); ++at) {
    const std::string_view rest = div.substr(at);
    if (rest.starts_with(no_break_space)) {
      out += "\xc2\xa0";
      at += no_break_space.size() - 1;
    } else if (rest[0] == '&' && !is_reference(rest)) {
      out += "&amp;";
    } else {
      out += rest[0];
    }
  }
  if (is_xml(out) && !declares_namespace(out)) out.insert(4, declaration);
  return out;
}

// Bytes of a character that XML cannot hold; 0: the next one is none.
std::size_t unfit_bytes(std::string_view rest) {
  const auto c = static_cast<unsigned char>(rest[0]);
  if (c < 0x20 && !is_character(c)) return 1;
  const bool noncharacter = rest.starts_with("\xef\xbf\xbe") || rest.starts_with("\xef\xbf\xbf");
  return noncharacter ? replacement.size() : 0;
}

std::string_view escape(char c) {
  switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\t': return "&#9;";
    case '\n': return "&#10;";
    case '\r': return "&#13;";
    default: return {};
  }
}

bool is_plain(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && byte != 0xef && c != '&' && c != '<' && c != '>' && c != '"';
}

}  // namespace

void print_narrative(std::string_view div, std::string& out) {
  const std::string_view trimmed = trim(div);
  if (is_xml(trimmed) && declares_namespace(trimmed)) {
    out += trimmed;
    return;
  }
  if (const std::string mended = mend(trimmed); is_xml(mended)) {
    out += mended;
    return;
  }
  out.append("<div").append(declaration).append(">");
  print_text(div, out);
  out += "</div>";
}

void print_text(std::string_view text, std::string& out) {
  while (!text.empty()) {
    const auto special = std::find_if_not(text.begin(), text.end(), is_plain);
    const auto plain = static_cast<std::size_t>(special - text.begin());
    out += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) return;
    const std::size_t unfit = unfit_bytes(text);
    const std::string_view escaped = unfit ? replacement : escape(text[0]);
    out += escaped.empty() ? text.substr(0, 1) : escaped;
    text.remove_prefix(std::max<std::size_t>(unfit, 1));
  }
}

}  // namespace linkki::fhir::xml
