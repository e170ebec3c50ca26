#include "search/fold.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>

namespace linkki::search {

namespace {

bool blank(UChar32 c) {
  return u_isUWhiteSpace(c) || c == '\t' || c == '\n' || c == '\r';
}

std::string fold_ascii(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (c == ' ' || (c >= '\t' && c <= '\r')) {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else {
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

// Decomposed, case folded and decomposed again: folding may compose anew (NFKC_Casefold would keep marks).
icu::UnicodeString decomposed(const icu::UnicodeString& text) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* const nfkd = icu::Normalizer2::getNFKDInstance(error);
  if (U_FAILURE(error)) return text;
  icu::UnicodeString first = nfkd->normalize(text, error);
  icu::UnicodeString second = nfkd->normalize(first.foldCase(), error);
  return U_FAILURE(error) ? text : second;
}

}  // namespace

std::string fold(std::string_view text) {
  const bool ascii =
      std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii) return fold_ascii(text);
  const auto source =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  const icu::UnicodeString plain = decomposed(source);
  icu::UnicodeString kept;
  for (int32_t i = 0; i < plain.length(); i = plain.moveIndex32(i, 1)) {
    const UChar32 c = plain.char32At(i);
    if (blank(c)) {
      if (!kept.isEmpty() && kept[kept.length() - 1] != ' ') kept.append(u' ');
    } else if (u_charType(c) != U_NON_SPACING_MARK && u_charType(c) != U_ENCLOSING_MARK) {
      kept.append(c);
    }
  }
  std::string out;
  kept.toUTF8String(out);
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

}  // namespace linkki::search
