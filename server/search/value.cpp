#include "search/value.h"

#include <algorithm>
#include <array>
#include <optional>

#include "fhir/primitive.h"
#include "search/messages.h"
#include "search/nearest.h"
#include "search/zone.h"

namespace linkki::search {
namespace {

using definitions::SearchType;

constexpr std::array<std::string_view, 9> prefixes = {"eq", "ne", "gt", "lt", "ge", "le", "sa", "eb", "ap"};

base::Failure refuse(const Subject& subject, base::Argument expected, std::size_t at) {
  return base::refuse(base::Refusal::bad_request, misfit(subject, std::move(expected), at));
}

// Cuts a prefix off; without one it is eq. A wrong one is left to be refused with the rest.
Prefix take_prefix(Part& part) {
  const auto found = std::find(prefixes.begin(), prefixes.end(), part.text.substr(0, 2));
  if (found == prefixes.end()) return Prefix::eq;
  part.text.remove_prefix(2);
  part.at += 2;
  return static_cast<Prefix>(found - prefixes.begin());
}

base::Outcome<Value> parse_truth(const Subject& subject, Part part) {
  if (part.text != "true" && part.text != "false")
    return refuse(subject, base::Words{"true or false", "true tai false", "true eller false"}, part.at);
  Value value;
  value.truth = part.text == "true";
  return value;
}

base::Outcome<Value> parse_number(const Subject& subject, Part part) {
  Value value;
  value.prefix = take_prefix(part);
  if (!fhir::parse_decimal(part.text)) {
    return refuse(
        subject,
        base::Words{
            "a number such as 5, 5.40 or 1e-3, behind one of eq ne gt lt ge le sa eb ap or nothing",
            "luku kuten 5, 5.40 tai 1e-3, jonka edessä voi olla eq, ne, gt, lt, ge, le, sa, eb tai ap",
            "ett tal som 5, 5.40 eller 1e-3, som kan föregås av eq, ne, gt, lt, ge, le, sa, eb eller ap"},
        part.at);
  }
  value.decimal = part.text;
  return value;
}

base::Outcome<Value> parse_quantity(const Subject& subject, Part part) {
  const std::vector<Part> parts = split(part, '|');
  if (parts.size() != 1 && parts.size() != 3)
    return refuse(subject,
                  base::Words{"number or number|system|code", "number tai number|system|code",
                              "number eller number|system|code"},
                  part.at);
  TRY(auto value, parse_number(subject, parts[0]));
  if (parts.size() == 1) return value;
  if (parts[2].text.empty())
    return refuse(subject,
                  base::Words{"a unit behind the second |", "yksikkö toisen merkin | jäljessä",
                              "en enhet efter det andra |"},
                  parts[2].at);
  value.system_given = !parts[1].text.empty();
  value.system = unescape(parts[1].text);
  value.text = unescape(parts[2].text);
  return value;
}

base::Outcome<Value> parse_token(const Subject& subject, Part part) {
  const std::vector<Part> parts = split(part, '|');
  if (parts.size() > 2)
    return refuse(subject,
                  base::Words{"one | between system and code", "yksi | system- ja code-osan välissä",
                              "ett enda | mellan system och code"},
                  parts[2].at - 1);
  Value value;
  value.system_given = parts.size() == 2;
  if (value.system_given) value.system = unescape(parts[0].text);
  value.text = unescape(parts.back().text);
  if (value.system.empty() && value.text.empty())
    return refuse(subject,
                  base::Words{"code, system|code, |code or system|", "code, system|code, |code tai system|",
                              "code, system|code, |code eller system|"},
                  part.at);
  return value;
}

base::Outcome<Value> parse_id(const Subject& subject, Part part) {
  if (!fhir::is_id(part.text)) return refuse(subject, base::Words{"an id", "tunniste", "ett id"}, part.at);
  Value value;
  value.text = part.text;
  return value;
}

base::Outcome<Value> parse_uri(const Subject& subject, Part part) {
  Value value;
  value.text = unescape(part.text);
  if (!fhir::allows("uri", value.text))
    return refuse(subject,
                  base::Words{"a URI without spaces", "URI ilman välilyöntejä", "en URI utan blanksteg"},
                  part.at);
  return value;
}

base::Outcome<Value> parse_string(Part part) {
  Value value;
  value.text = unescape(part.text);
  return value;
}

bool is_target(const definitions::SearchParameter& parameter, std::string_view type) {
  return parameter.targets.empty() ||
         std::find(parameter.targets.begin(), parameter.targets.end(), type) != parameter.targets.end();
}

base::Argument expected_target(const Subject& subject) {
  constexpr std::size_t few = 8;
  if (!subject.type.empty())
    return {base::Words{"an id or a reference to {0}", "tunniste tai viittaus resurssiin {0}",
                        "ett id eller en referens till {0}"},
            {subject.type}};
  const auto targets = subject.parameter->targets;
  if (targets.size() > few)
    return base::Words{"a reference to a type that it can refer to",
                       "viittaus tyyppiin, johon se voi viitata",
                       "en referens till en typ som den kan referera till"};
  return {base::Words{"a reference to one of {0}", "viittaus johonkin näistä: {0}",
                      "en referens till någon av {0}"},
          {list({targets.begin(), targets.end()})}};
}

base::Instant in_zone(base::Instant local, std::string_view zone_name) {
  const auto zone = Zone::find(zone_name);
  ensure(zone.has_value());
  return zone->instant(local.time_since_epoch().count());
}

}  // namespace

base::Issue misfit(const Subject& subject, base::Argument expected, std::size_t at) {
  const auto before = subject.whole.substr(0, at);
  const auto characters =
      std::count_if(before.begin(), before.end(), [](char c) { return (c & '\xc0') != '\x80'; });
  return base::error(base::IssueType::value, base::message::search_value,
                     {std::string(subject.name), std::move(expected), std::to_string(characters + 1)});
}

base::Outcome<Value> ValueParser::parse(const Subject& subject, Part part) const {
  if (subject.modifier == Modifier::missing) return parse_truth(subject, part);
  if (subject.modifier == Modifier::identifier) return parse_token(subject, part);
  if (subject.parameter->code == "_id") return parse_id(subject, part);
  switch (subject.parameter->type) {
    case SearchType::number: return parse_number(subject, part);
    case SearchType::date: return parse_date(subject, part);
    case SearchType::string: return parse_string(part);
    case SearchType::token: return parse_token(subject, part);
    case SearchType::reference: return parse_reference(subject, part);
    case SearchType::quantity: return parse_quantity(subject, part);
    case SearchType::uri: return parse_uri(subject, part);
    case SearchType::composite:
    case SearchType::special: break;
  }
  ensure(!"a type whose values are parsed");
}

base::Outcome<Value> ValueParser::parse_reference(const Subject& subject, Part part) const {
  constexpr base::Words forms{"an id, Type/id, or an absolute URL",
                              "tunniste, Tyyppi/tunniste tai absoluuttinen URL",
                              "ett id, Typ/id eller en absolut URL"};
  const std::string text = unescape(part.text);
  Value value;
  value.type = subject.type;
  if (fhir::is_id(text)) {
    value.text = text;
    return value;
  }
  const std::string_view relative = fhir::make_relative(text, bases_, definitions_);
  const fhir::Reference reference = fhir::parse_reference(relative, definitions_);
  if (reference.kind == fhir::ReferenceKind::relative) {
    const bool fits =
        subject.type.empty() ? is_target(*subject.parameter, reference.type) : reference.type == subject.type;
    if (!fits || !reference.fragment.empty()) return refuse(subject, expected_target(subject), part.at);
    value.type = reference.type;
    value.text = reference.id;
    value.version = reference.version;
    return value;
  }
  const bool absolute = text.find(':') != text.npos && fhir::allows("uri", text);
  if (!absolute || !subject.type.empty())
    return refuse(subject, subject.type.empty() ? base::Argument(forms) : expected_target(subject), part.at);
  if (const auto parts = split(part, '|'); parts.size() > 1)
    return refuse(subject,
                  base::Words{"a canonical URL without a |version", "canonical-URL ilman osaa |version",
                              "en canonical-URL utan |version"},
                  parts[1].at - 1);
  value.url = text;
  return value;
}

base::Outcome<Value> ValueParser::parse_date(const Subject& subject, Part part) const {
  Value value;
  value.prefix = take_prefix(part);
  const auto date = fhir::parse_partial_date_time(part.text);
  if (!date || date->precision == fhir::Precision::hour) {
    const bool plus_lost = part.text.find(' ') != part.text.npos;
    return refuse(
        subject,
        plus_lost ? base::Words{"a date without a space (the + of a zone is sent as %2B)",
                                "päivämäärä ilman välilyöntiä (aikavyöhykkeen + lähetetään muodossa %2B)",
                                "ett datum utan blanksteg (tidszonens + skickas som %2B)"}
                  : base::Words{"a date such as 2026, 2026-01, 2026-01-31 or 2026-01-31T10:00:00+02:00, "
                                "behind one of eq ne gt lt ge le sa eb ap or nothing",
                                "päivämäärä kuten 2026, 2026-01, 2026-01-31 tai 2026-01-31T10:00:00+02:00, "
                                "jonka edessä voi olla eq, ne, gt, lt, ge, le, sa, eb tai ap",
                                "ett datum som 2026, 2026-01, 2026-01-31 eller 2026-01-31T10:00:00+02:00, "
                                "som kan föregås av eq, ne, gt, lt, ge, le, sa, eb eller ap"},
        part.at);
  }
  const auto [low, high] = fhir::interval(*date, std::chrono::minutes{0});
  value.low = date->offset_minutes ? low : in_zone(low, zone_);
  value.high = date->offset_minutes ? high : in_zone(high, zone_);
  return value;
}

}  // namespace linkki::search
