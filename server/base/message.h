// What the server tells a caller, in each language that it speaks; {0}, {1} … stand for the arguments.
//
// A Message is a whole sentence with a stable code; each layer keeps its own in <layer>/messages.h. A code
// never changes its meaning. Words are a phrase of ours inside a sentence ("it is empty"), written where they
// are used; without all three languages, or with other arguments in one of them, they do not compile.
// tests/messages checks the same of messages, and that no code is used twice.
#pragma once

#include <cstddef>
#include <string_view>

#include "base/language.h"

namespace linkki::base {

struct Message {
  std::string_view code;
  std::string_view en;
  std::string_view fi = {};  // empty: told in English
  std::string_view sv = {};

  std::string_view in(Language language) const {
    const std::string_view text = language == Language::finnish   ? fi
                                  : language == Language::swedish ? sv
                                                                  : en;
    return text.empty() ? en : text;
  }
};

class Words {
 public:
  consteval Words(std::string_view en, std::string_view fi, std::string_view sv) : en_(en), fi_(fi), sv_(sv) {
    if (en.empty() || fi.empty() || sv.empty()) throw "a language is missing";
    if (arguments(en) != arguments(fi) || arguments(en) != arguments(sv)) throw "the arguments differ";
  }

  std::string_view in(Language language) const {
    return language == Language::finnish ? fi_ : language == Language::swedish ? sv_ : en_;
  }

 private:
  // A bit for each one that is named.
  static constexpr unsigned arguments(std::string_view text) {
    unsigned found = 0;
    for (std::size_t i = 0; i + 2 < text.size(); ++i) {
      if (text[i] == '{' && text[i + 1] >= '0' && text[i + 1] <= '9') found |= 1u << (text[i + 1] - '0');
    }
    return found;
  }

  std::string_view en_, fi_, sv_;
};

}  // namespace linkki::base
