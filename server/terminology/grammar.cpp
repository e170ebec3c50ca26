#include "terminology/grammar.h"

#include <algorithm>

#include "fhirpath/ucum.h"

namespace linkki::terminology {
namespace {

constexpr std::string_view token_marks = "!#$&-^_.+";  // RFC 6838

bool letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool digit(char c) {
  return c >= '0' && c <= '9';
}

// A language, then subtags of up to eight letters and digits. RFC 5646 §2.1
bool language_tag(std::string_view text) {
  for (bool first = true;; first = false) {
    auto end = std::min(text.find('-'), text.size());
    auto part = text.substr(0, end);
    bool size_fits =
        !part.empty() && part.size() <= 8 && (!first || part.size() >= 2 || part == "x" || part == "i");
    bool fits =
        std::all_of(part.begin(), part.end(), [&](char c) { return letter(c) || (!first && digit(c)); });
    if (!size_fits || !fits) return false;
    if (end == text.size()) return true;
    text.remove_prefix(end + 1);
  }
}

bool token(std::string_view text) {
  return !text.empty() && text.size() <= 127 && std::all_of(text.begin(), text.end(), [](char c) {
    return letter(c) || digit(c) || token_marks.find(c) != std::string_view::npos;
  });
}

// type/subtype; what follows a semicolon are parameters, which are not looked at. Short names (json, xml) are
// none, but R4 has elements that take both.
std::optional<bool> media_type(std::string_view text) {
  text = text.substr(0, text.find(';'));
  while (text.ends_with(' ')) text.remove_suffix(1);
  auto slash = text.find('/');
  if (slash == std::string_view::npos && token(text)) return {};
  return slash != std::string_view::npos && token(text.substr(0, slash)) && token(text.substr(slash + 1));
}

// The last digit of a SNOMED CT identifier checks the others.
// Standard: SNOMED CT Release File Specification, check digit (Verhoeff's dihedral check)
bool verhoeff(std::string_view digits) {
  constexpr std::string_view product[] = {"0123456789", "1234067895", "2340178956", "3401289567",
                                          "4012395678", "5987604321", "6598710432", "7659821043",
                                          "8765932104", "9876543210"};
  constexpr std::string_view turned[] = {"0123456789", "1576283094", "5803796142", "8916043527",
                                         "9453126870", "4286573901", "2793806415", "7046913258"};
  int check = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const int digit = digits[digits.size() - 1 - i] - '0';
    check = product[check][turned[i % 8][digit] - '0'] - '0';
  }
  return check == 0;
}

// False: no identifier of a SNOMED CT concept. Expressions (code : attribute = …) are not looked at.
bool snomed_identifier(std::string_view code) {
  if (code.find_first_of(" :+=|{}(),") != code.npos) return true;
  return code.size() >= 6 && code.size() <= 18 && code[0] != '0' &&
         std::all_of(code.begin(), code.end(), digit) && verhoeff(code);
}

}  // namespace

std::optional<bool> follows_grammar(std::string_view system, std::string_view code) {
  if (system == "urn:ietf:bcp:47") return language_tag(code);
  if (system == "urn:ietf:bcp:13") return media_type(code);
  if (system == "http://snomed.info/sct" && !snomed_identifier(code)) return false;
  if (system == "http://unitsofmeasure.org" && fhirpath::meaning_of_unit(code)) return true;
  return {};
}

}  // namespace linkki::terminology
