// Strings, counted in characters (code points): https://hl7.org/fhirpath/N1/#string-manipulation
#include <re2/re2.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <string>
#include <utility>

#include "base/limits.h"
#include "fhirpath/evaluation.h"
#include "fhirpath/function.h"
#include "fhirpath/messages.h"
#include "fhirpath/pattern.h"

namespace linkki::fhirpath {

namespace {

bool continues(char c) {
  return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

std::int64_t characters(std::string_view text) {
  return std::count_if(text.begin(), text.end(), [](char c) { return !continues(c); });
}

// The byte where character `index` starts; the size when there are fewer.
std::size_t byte_of(std::string_view text, std::int64_t index) {
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    if (!continues(text[at]) && index-- == 0) return at;
  }
  return at;
}

// A function of the input's text alone, empty for an empty input.
template <class Make>
bool of_text(Evaluation& evaluation, Range input, Range& result, Make make) {
  std::optional<std::string_view> text;
  if (!evaluation.text(input, text)) return false;
  return text ? evaluation.answer(make(*text), result) : evaluation.answer_nothing(result);
}

// A function of the input's text and one argument's; empty when either is.
template <class Make>
bool of_two(Evaluation& evaluation, const Node& call, const Focus& focus, Range input, Range& result,
            Make make) {
  std::optional<std::string_view> text, argument;
  if (!evaluation.text(input, text) || !evaluation.text(call.operands.front(), focus, argument)) return false;
  return text && argument ? evaluation.answer(make(*text, *argument), result)
                          : evaluation.answer_nothing(result);
}

bool length(Evaluation& evaluation, const Node&, const Focus&, Range input, Range& result) {
  return of_text(evaluation, input, result, [](auto text) { return Item::of_integer(characters(text)); });
}

bool upper(Evaluation& evaluation, const Node&, const Focus&, Range input, Range& result) {
  return of_text(evaluation, input, result, [&](auto text) {
    std::string out;
    icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())))
        .toUpper(icu::Locale::getRoot())
        .toUTF8String(out);
    return evaluation.string(std::move(out));
  });
}

bool lower(Evaluation& evaluation, const Node&, const Focus&, Range input, Range& result) {
  return of_text(evaluation, input, result, [&](auto text) {
    std::string out;
    icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())))
        .toLower(icu::Locale::getRoot())
        .toUTF8String(out);
    return evaluation.string(std::move(out));
  });
}

bool trim(Evaluation& evaluation, const Node&, const Focus&, Range input, Range& result) {
  return of_text(evaluation, input, result, [](auto text) {
    constexpr std::string_view blanks = " \t\r\n\f\v";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return Item::of_string("");
    return Item::of_string(text.substr(first, text.find_last_not_of(blanks) - first + 1));
  });
}

bool index_of(Evaluation& evaluation, const Node& call, const Focus& focus, Range input, Range& result) {
  return of_two(evaluation, call, focus, input, result, [](auto text, auto part) {
    const std::size_t at = text.find(part);
    return Item::of_integer(at == std::string_view::npos ? -1 : characters(text.substr(0, at)));
  });
}

bool last_index_of(Evaluation& evaluation, const Node& call, const Focus& focus, Range input, Range& result) {
  return of_two(evaluation, call, focus, input, result, [](auto text, auto part) {
    const std::size_t at = text.rfind(part);
    return Item::of_integer(at == std::string_view::npos ? -1 : characters(text.substr(0, at)));
  });
}

bool starts_with(Evaluation& evaluation, const Node& call, const Focus& focus, Range input, Range& result) {
  return of_two(evaluation, call, focus, input, result,
                [](auto text, auto part) { return Item::of_boolean(text.starts_with(part)); });
}

bool ends_with(Evaluation& evaluation, const Node& call, const Focus& focus, Range input, Range& result) {
  return of_two(evaluation, call, focus, input, result,
                [](auto text, auto part) { return Item::of_boolean(text.ends_with(part)); });
}

bool contains_text(Evaluation& evaluation, const Node& call, const Focus& focus, Range input, Range& result) {
  return of_two(evaluation, call, focus, input, result, [](auto text, auto part) {
    return Item::of_boolean(text.find(part) != std::string_view::npos);
  });
}

bool substring(Evaluation& evaluation, const Node& call, const Focus& focus, Range input, Range& result) {
  std::optional<std::string_view> text;
  std::optional<std::int64_t> start, count;
  if (!evaluation.text(input, text) || !evaluation.integer(call.operands[0], focus, start)) return false;
  if (call.operands.size() > 1 && !evaluation.integer(call.operands[1], focus, count)) return false;
  if (!text || !start || *start < 0) return evaluation.answer_nothing(result);
  const std::size_t first = byte_of(*text, *start);
  if (first == text->size()) return evaluation.answer_nothing(result);
  std::string_view part = text->substr(first);
  if (count) part = part.substr(0, byte_of(part, std::max<std::int64_t>(*count, 0)));
  return evaluation.answer(Item::of_string(part), result);
}

std::string replaced(std::string_view text, std::string_view pattern, std::string_view with) {
  std::string out;
  if (pattern.empty()) {
    for (const char c : text) {
      if (!continues(c)) out += with;
      out += c;
    }
    return out += with;
  }
  std::size_t at = 0;
  for (std::size_t found = text.find(pattern); found != std::string_view::npos;
       found = text.find(pattern, at)) {
    out.append(text.substr(at, found - at)).append(with);
    at = found + pattern.size();
  }
  return out.append(text.substr(at));
}

bool fail_length(Evaluation& evaluation) {
  return evaluation.fail(base::IssueType::too_costly, base::message::fhirpath_text,
                         {std::to_string(limits::fhirpath_text_bytes_max)});
}

bool replace(Evaluation& evaluation, const Node& call, const Focus& focus, Range input, Range& result) {
  std::optional<std::string_view> text, pattern, with;
  if (!evaluation.text(input, text) || !evaluation.text(call.operands[0], focus, pattern) ||
      !evaluation.text(call.operands[1], focus, with)) {
    return false;
  }
  if (!text || !pattern || !with) return evaluation.answer_nothing(result);
  if ((text->size() + 1) * (with->size() + 1) > limits::fhirpath_text_bytes_max)
    return fail_length(evaluation);
  return evaluation.answer(evaluation.string(replaced(*text, *pattern, *with)), result);
}

// The call's own compiled pattern, or the argument's compiled now; nullptr: the argument is empty.
bool pattern_of(Evaluation& evaluation, const Node& call, const Focus& focus,
                std::shared_ptr<const re2::RE2>& out) {
  out = call.pattern;
  if (out) return true;
  std::optional<std::string_view> text, flags;
  if (!evaluation.text(call.operands.front(), focus, text)) return false;
  const bool flagged = call.operands.size() == call.function->arguments_max;
  if (flagged && !evaluation.text(call.operands.back(), focus, flags)) return false;
  if (!text) return true;
  auto compiled = compile_pattern(*text, flags.value_or(""));
  if (!compiled) return evaluation.fail(std::move(compiled).failure());
  out = std::move(compiled).value();
  return true;
}

re2::StringPiece piece(std::string_view text) {
  return {text.data(), text.size()};
}

template <bool whole>
bool matches(Evaluation& evaluation, const Node& call, const Focus& focus, Range input, Range& result) {
  std::optional<std::string_view> text;
  std::shared_ptr<const re2::RE2> pattern;
  if (!evaluation.text(input, text) || !pattern_of(evaluation, call, focus, pattern)) return false;
  if (!text || !pattern) return evaluation.answer_nothing(result);
  const bool matched =
      whole ? re2::RE2::FullMatch(piece(*text), *pattern) : re2::RE2::PartialMatch(piece(*text), *pattern);
  return evaluation.answer(Item::of_boolean(matched), result);
}

// $1 and ${name} of FHIRPath in RE2's notation.
std::string rewrite_of(std::string_view with, const re2::RE2& pattern) {
  std::string out;
  for (std::size_t i = 0; i < with.size(); ++i) {
    if (with[i] == '\\') out += '\\';
    if (with[i] != '$' || i + 1 == with.size()) {
      out += with[i];
    } else if (with[i + 1] >= '0' && with[i + 1] <= '9') {
      out += '\\';
    } else if (const std::size_t end = with.find('}', i);
               with[i + 1] == '{' && end != std::string_view::npos) {
      const auto& groups = pattern.NamedCapturingGroups();
      const auto group = groups.find(std::string(with.substr(i + 2, end - i - 2)));
      if (group != groups.end() && group->second < 10) out += '\\' + std::to_string(group->second);
      i = end;
    } else {
      out += '$';
    }
  }
  return out;
}

bool replace_matches(Evaluation& evaluation, const Node& call, const Focus& focus, Range input,
                     Range& result) {
  std::optional<std::string_view> text, with;
  std::shared_ptr<const re2::RE2> pattern;
  if (!evaluation.text(input, text) || !pattern_of(evaluation, call, focus, pattern) ||
      !evaluation.text(call.operands[1], focus, with)) {
    return false;
  }
  if (!text || !pattern || !with) return evaluation.answer_nothing(result);
  if ((text->size() + 1) * (with->size() + 1) > limits::fhirpath_text_bytes_max)
    return fail_length(evaluation);
  std::string out(*text);
  const std::string rewrite = rewrite_of(*with, *pattern);
  if (!pattern->pattern().empty() && pattern->MaxSubmatch(rewrite) <= pattern->NumberOfCapturingGroups()) {
    re2::RE2::GlobalReplace(&out, *pattern, rewrite);
  }
  if (out.size() > limits::fhirpath_text_bytes_max) return fail_length(evaluation);
  return evaluation.answer(evaluation.string(std::move(out)), result);
}

bool to_chars(Evaluation& evaluation, const Node&, const Focus&, Range input, Range& result) {
  std::optional<std::string_view> text;
  if (!evaluation.text(input, text)) return false;
  result.begin = evaluation.top();
  for (std::string_view rest = text.value_or(""); !rest.empty();) {
    const std::size_t size = byte_of(rest, 1);
    if (!evaluation.push(Item::of_string(rest.substr(0, size)))) return false;
    rest.remove_prefix(size);
  }
  result.end = evaluation.top();
  return true;
}

bool split(Evaluation& evaluation, const Node& call, const Focus& focus, Range input, Range& result) {
  std::optional<std::string_view> text, separator;
  if (!evaluation.text(input, text) || !evaluation.text(call.operands.front(), focus, separator))
    return false;
  if (!text || !separator) return evaluation.answer_nothing(result);
  if (separator->empty()) return to_chars(evaluation, call, focus, input, result);
  result.begin = evaluation.top();
  std::string_view rest = *text;
  for (std::size_t at = rest.find(*separator); at != std::string_view::npos; at = rest.find(*separator)) {
    if (!evaluation.push(Item::of_string(rest.substr(0, at)))) return false;
    rest.remove_prefix(at + separator->size());
  }
  if (!evaluation.push(Item::of_string(rest))) return false;
  result.end = evaluation.top();
  return true;
}

bool join(Evaluation& evaluation, const Node& call, const Focus& focus, Range input, Range& result) {
  std::optional<std::string_view> separator = "";
  if (!call.operands.empty() && !evaluation.text(call.operands.front(), focus, separator)) return false;
  if (input.empty()) return evaluation.answer_nothing(result);
  std::string out;
  bool first = true;
  for (std::uint32_t i = input.begin; i < input.end; ++i) {
    std::optional<std::string_view> text;
    if (!evaluation.text({i, i + 1}, text)) return false;
    if (!text) continue;
    if (!std::exchange(first, false)) out += separator.value_or("");
    out += *text;
    if (out.size() > limits::fhirpath_text_bytes_max) return fail_length(evaluation);
  }
  return evaluation.answer(evaluation.string(std::move(out)), result);
}

constexpr Function table[] = {
    {"length", 0, 0, length},
    {"upper", 0, 0, upper},
    {"lower", 0, 0, lower},
    {"trim", 0, 0, trim},
    {"indexOf", 1, 1, index_of},
    {"lastIndexOf", 1, 1, last_index_of},
    {"startsWith", 1, 1, starts_with},
    {"endsWith", 1, 1, ends_with},
    {"contains", 1, 1, contains_text},
    {"substring", 1, 2, substring},
    {"replace", 2, 2, replace},
    {"matches", 1, 2, matches<false>, false, true},
    {"matchesFull", 1, 2, matches<true>, false, true},
    {"replaceMatches", 2, 3, replace_matches, false, true},
    {"toChars", 0, 0, to_chars},
    {"split", 1, 1, split},
    {"join", 0, 1, join},
};

}  // namespace

std::span<const Function> text_functions() {
  return table;
}

}  // namespace linkki::fhirpath
