#include "base/json/parse.h"

#include <rapidjson/error/error.h>
#include <rapidjson/reader.h>
#include <rapidjson/stream.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "base/json/utf8.h"
#include "base/limits.h"
#include "base/messages.h"

namespace linkki::json {
namespace {

using base::Failure;
using base::Message;

constexpr std::size_t usual_children = 32;  // that wait at one time while a usual resource is read
constexpr std::size_t few_members = 16;     // up to here comparing every pair of names is the fastest search

Failure refuse(const Message& message, base::Argument argument, std::size_t offset) {
  return base::refuse(base::Refusal::bad_request, base::error(base::IssueType::structure, message,
                                                              {std::move(argument), std::to_string(offset)}));
}

Failure refuse_syntax(base::Words reason, std::size_t offset) {
  return refuse(base::message::json_syntax, reason, offset);
}

base::Words reason(rapidjson::ParseErrorCode code) {
  switch (code) {
    case rapidjson::kParseErrorDocumentEmpty: return {"it is empty", "se on tyhjä", "det är tomt"};
    case rapidjson::kParseErrorDocumentRootNotSingular:
      return {"something follows the end of the value", "arvon lopun jälkeen on vielä jotain",
              "något följer efter värdets slut"};
    case rapidjson::kParseErrorObjectMissName:
      return {"a property name is missing", "ominaisuuden nimi puuttuu", "ett egenskapsnamn saknas"};
    case rapidjson::kParseErrorObjectMissColon:
      return {"a ':' is missing after a property name", "ominaisuuden nimen jäljestä puuttuu ':'",
              "ett ':' saknas efter ett egenskapsnamn"};
    case rapidjson::kParseErrorObjectMissCommaOrCurlyBracket:
      return {"a ',' or '}' is missing after a property", "ominaisuuden jäljestä puuttuu ',' tai '}'",
              "ett ',' eller '}' saknas efter en egenskap"};
    case rapidjson::kParseErrorArrayMissCommaOrSquareBracket:
      return {"a ',' or ']' is missing after an array's item", "taulukon alkion jäljestä puuttuu ',' tai ']'",
              "ett ',' eller ']' saknas efter ett element i en array"};
    case rapidjson::kParseErrorStringUnicodeEscapeInvalidHex:
      return {"\\u is not followed by four hex digits", "merkintää \\u ei seuraa neljä heksanumeroa",
              "\\u följs inte av fyra hexadecimala siffror"};
    case rapidjson::kParseErrorStringUnicodeSurrogateInvalid:
      return {"half of a surrogate pair stands alone", "sijaismerkkiparin puolikas on yksin",
              "en halva av ett surrogatpar står ensam"};
    case rapidjson::kParseErrorStringEscapeInvalid:
      return {"an escape or a control character in a string is not allowed",
              "merkkijonossa on kielletty ohjausmerkki tai koodinvaihto",
              "ett styrtecken eller en escapesekvens i en sträng är inte tillåtet"};
    case rapidjson::kParseErrorStringMissQuotationMark:
      return {"a string is not closed", "merkkijonoa ei ole päätetty", "en sträng är inte avslutad"};
    case rapidjson::kParseErrorNumberTooBig:
      return {"a number is too large", "luku on liian suuri", "ett tal är för stort"};
    case rapidjson::kParseErrorNumberMissFraction:
      return {"a number has no digits after its '.'", "luvussa ei ole numeroita merkin '.' jälkeen",
              "ett tal har inga siffror efter sin '.'"};
    case rapidjson::kParseErrorNumberMissExponent:
      return {"a number has no digits after its exponent sign",
              "luvussa ei ole numeroita eksponentin merkin jälkeen",
              "ett tal har inga siffror efter sitt exponenttecken"};
    case rapidjson::kParseErrorNone:
    case rapidjson::kParseErrorStringInvalidEncoding:
    case rapidjson::kParseErrorValueInvalid:
    case rapidjson::kParseErrorTermination:
    case rapidjson::kParseErrorUnspecificSyntaxError: break;
  }
  return {"a value is missing or misspelt", "arvo puuttuu tai on kirjoitettu väärin",
          "ett värde saknas eller är felskrivet"};
}

// The name that comes twice, its later occurrence; null: none.
const Member* find_duplicate(std::span<const Member> members) {
  if (members.size() <= few_members) {
    for (std::size_t i = 1; i < members.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (members[i].name == members[j].name) return &members[i];
      }
    }
    return nullptr;
  }
  std::vector<const Member*> sorted;
  sorted.reserve(members.size());
  for (const Member& member : members) sorted.push_back(&member);
  const auto before = [](const Member* a, const Member* b) {
    return std::pair(a->name, a) < std::pair(b->name, b);
  };
  std::sort(sorted.begin(), sorted.end(), before);
  const auto twice = std::adjacent_find(sorted.begin(), sorted.end(),
                                        [](const Member* a, const Member* b) { return a->name == b->name; });
  return twice == sorted.end() ? nullptr : twice[1];
}

// UTF-8 of U+D800–U+DFFF is ED A0 80 – ED BF BF.
bool has_surrogate(std::string_view text) {
  for (std::size_t at = text.find('\xed'); at != text.npos; at = text.find('\xed', at + 1)) {
    if (at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) >= 0xa0) return true;
  }
  return false;
}

// Receives RapidJSON's events and lays the tree in the arena, each object and array when it ends; until then
// its children wait on two stacks. A function that returns false stops the parse, and `fault` says why.
class Builder {
 public:
  explicit Builder(Document& document)
      : document_(document), escapes_(document.source.find("\\u") != std::string::npos) {
    values_.reserve(usual_children);
    names_.reserve(usual_children);
    open_.reserve(usual_children);
  }

  std::optional<Failure> fault;  // none after a stop: the nesting is too deep

  bool Null() { return add(Value()); }
  bool Bool(bool value) { return add(Value::boolean(value)); }
  bool RawNumber(const char* text, rapidjson::SizeType size, bool) {
    return add(Value::number({text, size}));
  }
  bool String(const char* text, rapidjson::SizeType size, bool) {
    return check({text, size}) && add(Value::string({text, size}));
  }
  bool Key(const char* text, rapidjson::SizeType size, bool) {
    if (names_.size() - open_.back().names == limits::json_members_max) {
      return stop(
          refuse(base::message::json_members, std::to_string(limits::json_members_max), offset(text)));
    }
    names_.push_back({text, size});
    return check(names_.back());
  }

  bool StartObject() { return start(); }
  bool StartArray() { return start(); }

  bool EndObject(rapidjson::SizeType) {
    const Open ended = end();
    const auto members = document_.arena.members(values_.size() - ended.values);
    for (std::size_t i = 0; i < members.size(); ++i) {
      members[i] = {names_[ended.names + i], values_[ended.values + i]};
    }
    if (const Member* twice = find_duplicate(members)) {
      return stop(refuse(base::message::json_duplicate, excerpt(twice->name), offset(twice->name.data())));
    }
    names_.resize(ended.names);
    values_.resize(ended.values);
    return add(Value::object(members));
  }
  bool EndArray(rapidjson::SizeType) {
    const Open ended = end();
    const auto items = document_.arena.values(values_.size() - ended.values);
    std::copy(values_.begin() + static_cast<std::ptrdiff_t>(ended.values), values_.end(), items.begin());
    values_.resize(ended.values);
    return add(Value::array(items));
  }

  // Never called: numbers come as text.
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(std::int64_t) { return false; }
  bool Uint64(std::uint64_t) { return false; }
  bool Double(double) { return false; }

  Value root() const { return values_.front(); }

 private:
  struct Open {  // where the children of an object or array begin on the stacks
    std::size_t values, names;
  };

  std::size_t offset(const char* text) const {
    return static_cast<std::size_t>(text - document_.source.data());
  }

  bool stop(Failure failure) {
    fault = std::move(failure);
    return false;
  }

  // RapidJSON 1.1.0 lets \uDC00 through where no high surrogate stands before it.
  bool check(std::string_view text) {
    if (!escapes_ || !has_surrogate(text)) return true;
    return stop(
        refuse_syntax(reason(rapidjson::kParseErrorStringUnicodeSurrogateInvalid), offset(text.data())));
  }

  bool add(Value value) {
    values_.push_back(value);
    return true;
  }

  // The reader recurses, so this bounds its stack as well.
  bool start() {
    if (open_.size() == limits::json_depth_max) return false;
    open_.push_back({values_.size(), names_.size()});
    return true;
  }

  Open end() {
    const Open ended = open_.back();
    open_.pop_back();
    return ended;
  }

  Document& document_;
  const bool escapes_;
  std::vector<Value> values_;
  std::vector<std::string_view> names_;
  std::vector<Open> open_;
};

}  // namespace

base::Outcome<Document> parse(std::string bytes) {
  if (bytes.size() > std::numeric_limits<std::uint32_t>::max())
    return refuse_syntax({"it is longer than 4 GiB", "se on pidempi kuin 4 GiB", "det är längre än 4 GiB"},
                         0);
  if (bytes.starts_with("\xef\xbb\xbf"))
    return refuse_syntax({"it begins with a byte order mark", "se alkaa tavujärjestysmerkillä (BOM)",
                          "det börjar med ett byteordningsmärke (BOM)"},
                         0);
  // Not left to the reader: its own check runs past the end of a text that stops inside a character.
  if (const std::size_t at = find_invalid_utf8(bytes); at < bytes.size())
    return refuse_syntax({"it is not UTF-8", "se ei ole UTF-8:aa", "det är inte UTF-8"}, at);
  Document document(std::move(bytes));
  Builder builder(document);
  rapidjson::Reader reader;
  rapidjson::InsituStringStream stream(document.source.data());
  constexpr unsigned flags = rapidjson::kParseInsituFlag | rapidjson::kParseNumbersAsStringsFlag;
  const auto result = reader.Parse<flags>(stream, builder);
  if (builder.fault) return *std::move(builder.fault);
  if (result.Code() == rapidjson::kParseErrorTermination) {
    return refuse(base::message::json_depth, std::to_string(limits::json_depth_max), result.Offset() - 1);
  }
  if (result.IsError()) return refuse_syntax(reason(result.Code()), result.Offset());
  if (stream.Tell() != document.source.size())
    return refuse_syntax(
        {"a NUL byte ends it early", "NUL-tavu päättää sen kesken", "en NUL-byte avslutar det i förtid"},
        stream.Tell());
  document.root = builder.root();
  return document;
}

}  // namespace linkki::json
