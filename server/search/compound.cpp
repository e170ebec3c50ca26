#include "search/compound.h"

#include <libvoikko/voikko.h>

#include <string_view>

namespace linkki::search {
namespace {

constexpr const char* language = "fi";

// The value of one analysis; empty: it has none.
std::string value(const voikko_mor_analysis* analysis, const char* key) {
  char* const text = voikko_mor_analysis_value_cstr(analysis, key);
  std::string kept = text ? text : "";
  voikko_free_mor_analysis_value_cstr(text);
  return kept;
}

// Where the parts of a word begin, in characters: `=` opens a part, every other sign of the structure is a
// character.
std::vector<std::size_t> joints(const std::string& structure) {
  std::vector<std::size_t> places;
  std::size_t characters = 0;
  for (const char sign : structure) {
    if (sign != '=') {
      ++characters;
    } else if (characters > 0) {
      places.push_back(characters);
    }
  }
  return places;
}

// The byte where a character begins.
std::size_t byte_of(std::string_view text, std::size_t character) {
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    const bool begins = (static_cast<unsigned char>(text[at]) & 0xc0) != 0x80;
    if (begins && character-- == 0) break;
  }
  return at;
}

// The base forms of the parts: lapsi and lääkäri of "+lasten(lapsi)+lääkäri(lääkäri)".
void add_bases_of_parts(std::string_view word_bases, std::vector<std::string>& parts) {
  for (std::size_t open = word_bases.find('('); open != word_bases.npos; open = word_bases.find('(', open)) {
    const std::size_t close = word_bases.find(')', ++open);
    if (close == word_bases.npos) return;
    parts.emplace_back(word_bases.substr(open, close - open));
  }
}

void add_parts(const std::string& word, const std::string& base, const voikko_mor_analysis* analysis,
               std::vector<std::string>& parts) {
  const auto places = joints(value(analysis, "STRUCTURE"));
  if (places.empty()) return;
  for (const std::size_t joint : places) {
    const std::size_t at = byte_of(word, joint);
    parts.push_back(word.substr(0, at));
    const bool inflected_behind = base.compare(0, at, word, 0, at) == 0;
    if (inflected_behind) parts.push_back(base.substr(at));
  }
  add_bases_of_parts(value(analysis, "WORDBASES"), parts);
}

}  // namespace

Compounds::Compounds() {
  const char* fault = nullptr;
  handle_ = voikkoInit(&fault, language, nullptr);
}

Compounds::~Compounds() {
  if (handle_) voikkoTerminate(handle_);
}

bool Compounds::available() {
  voikko_dict** const all = voikko_list_dicts("");
  bool found = false;
  for (auto one = all; one && *one; ++one) found |= std::string_view(voikko_dict_language(*one)) == language;
  voikko_free_dicts(all);
  return found;
}

FinnishWord Compounds::find(const std::string& word) const {
  FinnishWord found;
  const bool code = word.find_first_of("0123456789") != word.npos;  // no word, but dear to look for
  if (!handle_ || code) return found;
  voikko_mor_analysis** const all = voikkoAnalyzeWordCstr(handle_, word.c_str());
  for (auto one = all; one && *one; ++one) {
    std::string base = value(*one, "BASEFORM");
    if (base.empty()) continue;
    add_parts(word, base, *one, found.parts);
    found.bases.push_back(std::move(base));
  }
  voikko_free_mor_analysis(all);
  return found;
}

}  // namespace linkki::search
