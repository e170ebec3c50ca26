// Whether a text is well-formed XML without a document type.
//
// pugixml is fast because it lets much through: a second root, text outside the root, unknown entities,
// control characters, a document type that it skips. So every text passes here first, and pugixml gets only
// what is XML, and only so much of it as may be.
//
// Limits    limits.h, before anything is allocated but a stack of names
// Cost      linear, about 1 GB/s
// Standard  https://www.w3.org/TR/xml/ (names: of ASCII, what XML allows; beyond ASCII, anything)
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.h"
#include "fhir/xml/limits.h"

namespace linkki::fhir::xml {

inline constexpr std::string_view blanks = " \t\r\n";

class Scanner {
 public:
  explicit Scanner(std::string_view text, std::size_t depth_max = limits::xml_depth_max)
      : text_(text), depth_max_(depth_max) {}

  // The whole text: declaration, comments and instructions, one element, nothing else behind it.
  // Errors: bad_request with xml_syntax, xml_doctype, xml_depth or xml_size, each with the byte offset
  base::Outcome<void> document();
  // Pre: the text begins with an element and is part of a document that has passed; size() is how far it
  // goes.
  void element();

  std::size_t size() const { return at_; }
  // Whether a name so far has a prefix other than xml.
  bool prefixed() const { return prefixed_; }

 private:
  bool stop(const base::Message& message, base::Arguments arguments);
  bool stop(base::Argument reason);

  bool done() const { return at_ == text_.size(); }
  char peek() const { return done() ? '\0' : text_[at_]; }
  bool take(std::string_view expected);
  bool take_through(std::string_view end, base::Words missing);
  bool skip_blanks();
  std::string_view name();

  bool check_characters();
  bool declaration();
  bool outside();
  bool one_element();
  bool markup();
  bool comment();
  bool instruction();
  bool open();
  bool attribute();
  bool attribute_value();
  bool close();
  bool characters();
  bool reference();
  bool character_reference();

  std::string_view text_;
  std::size_t depth_max_;
  std::size_t at_ = 0;
  std::size_t elements_ = 0;
  bool prefixed_ = false;
  std::vector<std::string_view> open_;
  std::vector<std::string_view> attributes_;  // of the tag under way
  base::Failure fault_;
};

// Whether XML 1.0 can hold the character.
bool is_character(std::uint32_t code_point);

}  // namespace linkki::fhir::xml
