#include "fhir/xml/scanner.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/json/utf8.h"
#include "fhir/messages.h"

namespace linkki::fhir::xml {
namespace {

constexpr std::size_t reference_bytes_max = 16;  // of &#x0010ffff; with some zeros more

// What a byte may be; looked up, since each byte of a body is asked about.
enum Class : std::uint8_t {
  blank = 1,
  begins_name = 2,
  continues_name = 4,
  control = 8,
  ends_text = 16,   // of characters between tags
  ends_value = 32,  // of an attribute
};

constexpr std::array<std::uint8_t, 256> classes = [] {
  std::array<std::uint8_t, 256> table{};
  const auto add = [&](std::string_view bytes, int what) {
    for (const char c : bytes) table[static_cast<unsigned char>(c)] |= static_cast<std::uint8_t>(what);
  };
  for (std::size_t c = 0; c < 0x20; ++c) table[c] = control;
  for (const char c : blanks) table[static_cast<unsigned char>(c)] = blank;
  for (std::size_t c = 0x80; c < 256; ++c) table[c] = begins_name | continues_name;
  for (char c = 'a'; c <= 'z'; ++c) {
    const char both[] = {c, static_cast<char>(c - 32)};
    add({both, 2}, begins_name | continues_name);
  }
  add("_:", begins_name | continues_name);
  add("0123456789-.", continues_name);
  add("<&]", ends_text);
  add("<&\"'", ends_value);
  return table;
}();

bool is(char c, Class what) {
  return (classes[static_cast<unsigned char>(c)] & what) != 0;
}

std::size_t find(std::string_view text, std::size_t from, Class what) {
  while (from < text.size() && !is(text[from], what)) ++from;
  return from;
}

std::size_t find_not(std::string_view text, std::size_t from, Class what) {
  while (from < text.size() && is(text[from], what)) ++from;
  return from;
}

// U+FFFE and U+FFFF, the only ones beyond the control characters that XML cannot hold.
std::size_t find_noncharacter(std::string_view text) {
  for (std::size_t at = text.find("\xef\xbf"); at != text.npos; at = text.find("\xef\xbf", at + 1)) {
    if (static_cast<unsigned char>(text[at + 2]) >= 0xbe) return at;
  }
  return text.size();
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

}  // namespace

bool is_character(std::uint32_t c) {
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0xd800) || (c >= 0xe000 && c < 0xfffe) ||
         (c >= 0x10000 && c <= 0x10ffff);
}

base::Outcome<void> Scanner::document() {
  if (check_characters() && declaration() && outside() && one_element() && outside()) {
    if (done() || stop(base::Words{"something follows the end of the root element",
                                   "juurielementin lopun jälkeen on vielä jotain",
                                   "något följer efter rotelementets slut"}))
      return base::done();
  }
  return std::move(fault_);
}

void Scanner::element() {
  ensure(one_element());
}

bool Scanner::stop(const base::Message& message, base::Arguments arguments) {
  arguments.emplace_back(std::to_string(at_));
  fault_ = base::refuse(base::Refusal::bad_request,
                        base::error(base::IssueType::structure, message, std::move(arguments)));
  return false;
}

bool Scanner::stop(base::Argument reason) {
  return stop(base::message::xml_syntax, {std::move(reason)});
}

bool Scanner::take(std::string_view expected) {
  if (!text_.substr(at_).starts_with(expected)) return false;
  at_ += expected.size();
  return true;
}

bool Scanner::take_through(std::string_view end, base::Words missing) {
  const std::size_t found = text_.find(end, at_);
  if (found == text_.npos) return stop(missing);
  at_ = found + end.size();
  return true;
}

bool Scanner::skip_blanks() {
  const std::size_t start = at_;
  at_ = find_not(text_, at_, blank);
  return at_ > start;
}

std::string_view Scanner::name() {
  const std::size_t start = at_;
  if (!done() && is(peek(), begins_name)) at_ = find_not(text_, at_, continues_name);
  const std::string_view found = text_.substr(start, at_ - start);
  prefixed_ |= found.find(':') != found.npos && !found.starts_with("xml:") && !found.starts_with("xmlns:");
  return found;
}

bool Scanner::check_characters() {
  const auto wrong = [&](std::size_t at, base::Words reason) {
    at_ = at;
    return stop(reason);
  };
  if (const std::size_t at = json::find_invalid_utf8(text_); at < text_.size())
    return wrong(at, base::Words{"it is not UTF-8", "se ei ole UTF-8:aa", "det är inte UTF-8"});
  const std::size_t at = std::min(find(text_, 0, control), find_noncharacter(text_));
  return at == text_.size() || wrong(at, base::Words{"it has a character that XML cannot hold",
                                                     "siinä on merkki, jota XML:ssä ei voi olla",
                                                     "det har ett tecken som XML inte kan innehålla"});
}

// --- What stands outside the root element

bool Scanner::declaration() {
  if (!text_.starts_with("<?xml") || text_.size() < 6 || !is(text_[5], blank)) return true;
  at_ = 5;
  attributes_.clear();
  while (skip_blanks() && peek() != '?') {
    const std::size_t start = at_;
    if (!attribute()) return false;
    std::string_view value = text_.substr(start, at_ - start - 1);
    value.remove_prefix(value.find_first_of("\"'") + 1);
    if (attributes_.back() != "encoding") continue;
    const std::string encoding = lower(value);
    if (encoding != "utf-8" && encoding != "us-ascii")
      return stop(base::Words{"its encoding is not UTF-8", "sen merkistö ei ole UTF-8",
                              "dess teckenkodning är inte UTF-8"});
  }
  return take("?>") || stop(base::Words{"the XML declaration is not closed", "XML-esittelyä ei ole päätetty",
                                        "XML-deklarationen är inte avslutad"});
}

bool Scanner::outside() {
  for (skip_blanks(); peek() == '<'; skip_blanks()) {
    if (text_.substr(at_).starts_with("<!--")) {
      if (!comment()) return false;
    } else if (text_.substr(at_).starts_with("<?")) {
      if (!instruction()) return false;
    } else if (text_.substr(at_).starts_with("<!")) {
      return stop(base::message::xml_doctype, {});
    } else {
      break;
    }
  }
  return true;
}

// --- Elements

bool Scanner::one_element() {
  if (peek() != '<')
    return stop(done() ? base::Words{"it has no element", "siinä ei ole elementtiä", "det har inget element"}
                       : base::Words{"text stands outside the root element",
                                     "juurielementin ulkopuolella on tekstiä",
                                     "text står utanför rotelementet"});
  do {
    if (done())
      return stop(
          {base::Words{"<{0}> is not closed", "elementtiä <{0}> ei ole päätetty", "<{0}> är inte avslutat"},
           {json::excerpt(open_.back())}});
    if (!(peek() == '<' ? markup() : characters())) return false;
  } while (!open_.empty());
  return true;
}

bool Scanner::markup() {
  const std::string_view rest = text_.substr(at_);
  if (rest.starts_with("</")) return close();
  if (rest.starts_with("<!--")) return comment();
  if (rest.starts_with("<![CDATA["))
    return take_through("]]>", base::Words{"a CDATA section is not closed", "CDATA-osaa ei ole päätetty",
                                           "ett CDATA-avsnitt är inte avslutat"});
  if (rest.starts_with("<!")) return stop(base::message::xml_doctype, {});
  if (rest.starts_with("<?")) return instruction();
  return open();
}

bool Scanner::comment() {
  at_ += 4;
  return take_through("--", base::Words{"a comment is not closed", "kommenttia ei ole päätetty",
                                        "en kommentar är inte avslutad"}) &&
         (take(">") || stop(base::Words{"a comment contains '--'", "kommentissa on '--'",
                                        "en kommentar innehåller '--'"}));
}

bool Scanner::instruction() {
  at_ += 2;
  const std::string_view target = name();
  if (target.empty() || lower(target) == "xml")
    return stop(base::Words{"a processing instruction has no name of its own",
                            "käsittelyohjeella ei ole omaa nimeä",
                            "en bearbetningsinstruktion har inget eget namn"});
  return take_through(
      "?>", base::Words{"a processing instruction is not closed", "käsittelyohjetta ei ole päätetty",
                        "en bearbetningsinstruktion är inte avslutad"});
}

bool Scanner::open() {
  if (++elements_ > limits::xml_elements_max)
    return stop(base::message::xml_size,
                {base::Argument(base::Words{"{0} elements", "{0} elementtiä", "{0} element"},
                                {std::to_string(limits::xml_elements_max)})});
  if (open_.size() == depth_max_) return stop(base::message::xml_depth, {std::to_string(depth_max_)});
  ++at_;
  const std::string_view tag = name();
  if (tag.empty())
    return stop(
        base::Words{"a '<' begins no tag", "merkki '<' ei aloita tunnistetta", "ett '<' inleder ingen tagg"});
  attributes_.clear();
  while (true) {
    const bool apart = skip_blanks();
    if (take("/>")) return true;
    if (take(">")) return open_.push_back(tag), true;
    if (!apart)
      return stop({base::Words{"the tag <{0}> is malformed", "tunniste <{0}> on virheellinen",
                               "taggen <{0}> är felaktig"},
                   {json::excerpt(tag)}});
    if (!attribute()) return false;
  }
}

bool Scanner::attribute() {
  if (attributes_.size() == limits::xml_attributes_max)
    return stop(base::message::xml_size, {base::Argument(base::Words{"{0} attributes in one element",
                                                                     "{0} attribuuttia yhdessä elementissä",
                                                                     "{0} attribut i ett element"},
                                                         {std::to_string(limits::xml_attributes_max)})});
  const std::string_view key = name();
  if (key.empty())
    return stop(base::Words{"the name of an attribute is missing or misspelt",
                            "attribuutin nimi puuttuu tai on kirjoitettu väärin",
                            "ett attributs namn saknas eller är felskrivet"});
  if (std::find(attributes_.begin(), attributes_.end(), key) != attributes_.end())
    return stop({base::Words{"the attribute '{0}' comes twice", "attribuutti '{0}' on kahdesti",
                             "attributet '{0}' står två gånger"},
                 {json::excerpt(key)}});
  attributes_.push_back(key);
  skip_blanks();
  if (!take("="))
    return stop(base::Words{"an '=' is missing behind an attribute's name",
                            "attribuutin nimen jäljestä puuttuu '='",
                            "ett '=' saknas efter ett attributs namn"});
  skip_blanks();
  return attribute_value();
}

bool Scanner::attribute_value() {
  const char quote = peek();
  if (quote != '"' && quote != '\'')
    return stop(base::Words{"an attribute's value has no quotes", "attribuutin arvo ei ole lainausmerkeissä",
                            "ett attributs värde har inga citattecken"});
  for (++at_;;) {
    at_ = find(text_, at_, ends_value);
    if (done())
      return stop(base::Words{"an attribute's value is not closed", "attribuutin arvoa ei ole päätetty",
                              "ett attributs värde är inte avslutat"});
    if (take({&quote, 1})) return true;
    if (peek() == '<')
      return stop(base::Words{"a '<' stands in an attribute's value", "attribuutin arvossa on '<'",
                              "ett '<' står i ett attributs värde"});
    if (peek() != '&') {
      ++at_;  // the other quote
    } else if (!reference()) {
      return false;
    }
  }
}

bool Scanner::close() {
  at_ += 2;
  const std::size_t start = at_;
  const std::string_view tag = name();
  skip_blanks();
  if (open_.empty() || tag != open_.back() || !take(">")) {
    at_ = start;
    return stop(base::Words{"an end tag does not fit the element that is open",
                            "lopputunniste ei vastaa avoinna olevaa elementtiä",
                            "en sluttagg passar inte det öppna elementet"});
  }
  open_.pop_back();
  return true;
}

bool Scanner::characters() {
  while (!done() && peek() != '<') {
    at_ = find(text_, at_, ends_text);
    if (peek() == '&' && !reference()) return false;
    if (text_.substr(at_).starts_with("]]>"))
      return stop(base::Words{"']]>' stands in a text", "tekstissä on ']]>'", "']]>' står i en text"});
    if (peek() == ']') ++at_;
  }
  return true;
}

bool Scanner::reference() {
  static constexpr auto known =
      std::to_array<std::string_view>({"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"});
  for (const std::string_view one : known) {
    if (take(one)) return true;
  }
  if (text_.substr(at_).starts_with("&#")) return character_reference();
  return stop(base::Words{"an '&' begins no reference that XML knows without a DTD",
                          "merkki '&' ei aloita viittausta, jonka XML tuntee ilman DTD:tä",
                          "ett '&' inleder ingen referens som XML känner utan DTD"});
}

bool Scanner::character_reference() {
  const std::string_view rest = text_.substr(at_, reference_bytes_max);
  const bool hex = rest.starts_with("&#x");
  const std::size_t end = rest.find(';');
  std::uint32_t code = 0;
  if (end != rest.npos) {
    const char* const last = rest.data() + end;
    const auto [stopped, fault] = std::from_chars(rest.data() + (hex ? 3 : 2), last, code, hex ? 16 : 10);
    if (fault != std::errc{} || stopped != last) code = 0;
  }
  if (!is_character(code))
    return stop(base::Words{"a character reference means no character that XML can hold",
                            "merkkiviittaus ei tarkoita merkkiä, joka XML:ssä voi olla",
                            "en teckenreferens avser inget tecken som XML kan innehålla"});
  at_ += end + 1;
  return true;
}

}  // namespace linkki::fhir::xml
