#include "search/value.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "fhir/primitive.h"
#include "fhirpath/decimal.h"
#include "fhirpath/ucum.h"
#include "search/composite.h"
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

// :of-type=system|code|value, all of them.
base::Outcome<Value> parse_kind(const Subject& subject, Part part) {
  const std::vector<Part> parts = split(part, '|');
  const bool complete = parts.size() == 3 && std::none_of(parts.begin(), parts.end(),
                                                          [](const Part& one) { return one.text.empty(); });
  if (!complete)
    return refuse(subject,
                  base::Words{"system|code|value: an identifier's type and its value",
                              "system|code|value: tunnisteen tyyppi ja arvo",
                              "system|code|value: en identifierares typ och värde"},
                  part.at);
  Value value;
  value.kind_system = unescape(parts[0].text);
  value.kind = unescape(parts[1].text);
  value.text = unescape(parts[2].text);
  return value;
}

// :above and :below: a code of a code system; or a media type, which has none, and what is below it.
base::Outcome<Value> parse_concept(const Subject& subject, Part part) {
  TRY(Value value, parse_token(subject, part));
  const bool whole = !value.system.empty() && !value.text.empty();
  const bool media_type =
      subject.modifier == Modifier::below && !value.system_given && value.text.find('/') != value.text.npos;
  if (!whole && !media_type)
    return refuse(subject, base::Words{"system|code", "system|code", "system|code"}, part.at);
  return value;
}

base::Outcome<Value> parse_id(const Subject& subject, Part part) {
  if (!fhir::is_id(part.text)) return refuse(subject, base::Words{"an id", "tunniste", "ett id"}, part.at);
  Value value;
  value.text = part.text;
  return value;
}

base::Outcome<Value> parse_uri(const Subject& subject, Part part) {
  const std::vector<Part> parts = split(part, '|');
  Value value;
  value.text = unescape(parts[0].text);
  const bool relates = subject.modifier == Modifier::above || subject.modifier == Modifier::below;
  if (!fhir::allows("uri", value.text) || value.text.empty() || parts.size() > 2)
    return refuse(subject,
                  base::Words{"a URI without spaces", "URI ilman välilyöntejä", "en URI utan blanksteg"},
                  part.at);
  if (relates && (value.text.starts_with("urn:") || parts.size() > 1))
    return refuse(
        subject,
        base::Words{"a URL, which has a path; a URN has none", "URL, jolla on polku; URNilla ei ole",
                    "en URL, som har en sökväg; en URN har ingen"},
        part.at);
  if (parts.size() > 1) value.version = unescape(parts[1].text);
  return value;
}

base::Outcome<Value> parse_string(Part part) {
  Value value;
  value.text = unescape(part.text);
  return value;
}

// A number of the place that `near` asks for, from -most to most.
base::Outcome<double> parse_degrees(const Subject& subject, Part part, double most) {
  const auto number = fhirpath::Decimal::parse(part.text);
  if (fhir::parse_decimal(part.text) && number && std::abs(number->to_double()) <= most)
    return number->to_double();
  return refuse(
      subject,
      {base::Words{"degrees from -{0} to {0}, such as 60.17", "asteet väliltä -{0}–{0}, kuten 60.17",
                   "grader från -{0} till {0}, såsom 60.17"},
       {std::to_string(static_cast<int>(most))}},
      part.at);
}

// How many metres a unit of length has; km when there is none. nullopt: not a length.
std::optional<fhirpath::Decimal> metres_of(std::string_view unit) {
  const auto meaning = fhirpath::meaning_of_unit(unit.empty() ? "km" : unit);
  static const auto metre = fhirpath::meaning_of_unit("m");
  return meaning && meaning->exponents == metre->exponents ? std::optional(meaning->factor) : std::nullopt;
}

// latitude|longitude|distance|unit, the last two as one likes.
base::Outcome<Value> parse_place(const Subject& subject, Part part) {
  const std::vector<Part> parts = split(part, '|');
  if (parts.size() < 2 || parts.size() > 4)
    return refuse(
        subject,
        base::Words{"latitude|longitude, latitude|longitude|distance or "
                    "latitude|longitude|distance|unit",
                    "leveysaste|pituusaste, leveysaste|pituusaste|etäisyys tai "
                    "leveysaste|pituusaste|etäisyys|yksikkö",
                    "latitud|longitud, latitud|longitud|avstånd eller latitud|longitud|avstånd|enhet"},
        part.at);
  Value value;
  TRY(value.latitude, parse_degrees(subject, parts[0], 90));
  TRY(value.longitude, parse_degrees(subject, parts[1], 180));
  if (parts.size() < 3 || parts[2].text.empty()) return value;
  const auto distance =
      fhir::parse_decimal(parts[2].text) ? fhirpath::Decimal::parse(parts[2].text) : std::nullopt;
  if (!distance || distance->negative())
    return refuse(subject,
                  base::Words{"a distance such as 10 or 0.5", "etäisyys kuten 10 tai 0.5",
                              "ett avstånd såsom 10 eller 0.5"},
                  parts[2].at);
  const auto metres = metres_of(parts.size() == 4 ? unescape(parts[3].text) : std::string());
  if (!metres)
    return refuse(subject,
                  base::Words{"a UCUM unit of length such as km, m or [mi_us]",
                              "UCUMin pituusyksikkö kuten km, m tai [mi_us]",
                              "en längdenhet i UCUM såsom km, m eller [mi_us]"},
                  parts[3].at);
  value.distance_metres = distance->to_double() * metres->to_double();
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
  switch (subject.modifier) {
    case Modifier::missing: return parse_truth(subject, part);
    case Modifier::identifier: return parse_token(subject, part);
    case Modifier::of_type: return parse_kind(subject, part);
    case Modifier::text: return parse_string(part);
    case Modifier::in:
    case Modifier::not_in: return parse_value_set(subject, part);
    default: break;
  }
  if (subject.parameter->code == "_id") return parse_id(subject, part);
  const bool relates = subject.modifier == Modifier::above || subject.modifier == Modifier::below;
  switch (subject.parameter->type) {
    case SearchType::number: return parse_number(subject, part);
    case SearchType::date: return parse_date(subject, part);
    case SearchType::string: return parse_string(part);
    case SearchType::token: return relates ? parse_concept(subject, part) : parse_token(subject, part);
    case SearchType::reference: return parse_reference(subject, part);
    case SearchType::quantity: return parse_quantity(subject, part);
    case SearchType::uri: return parse_uri(subject, part);
    case SearchType::composite: return parse_composite(subject, part);
    case SearchType::special: return parse_place(subject, part);
  }
  ensure(!"a search type");
}

base::Outcome<Value> ValueParser::parse_composite(const Subject& subject, Part part) const {
  const auto components = components_of(*subject.parameter, definitions_);
  if (!components)
    return base::refuse(
        base::Refusal::bad_request,
        base::error(base::IssueType::not_supported, base::message::search_not_supported,
                    {std::string(subject.name), base::Words{"a part of its definition is not here",
                                                            "osa sen määrittelystä puuttuu täältä",
                                                            "en del av dess definition finns inte här"}}));
  std::vector<std::string_view> names;
  for (const Component& component : *components) names.push_back(component.parameter->code);
  const std::vector<Part> parts = split(part, '$');
  const auto empty = [](const Part& one) { return one.text.empty(); };
  if (parts.size() != names.size() || std::any_of(parts.begin(), parts.end(), empty))
    return refuse(
        subject,
        {base::Words{"a value for each of {0}, with $ between them", "arvo jokaiselle näistä: {0}, välissä $",
                     "ett värde för var och en av {0}, med $ emellan"},
         {list(names)}},
        part.at);
  Value value;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    Subject one = subject;
    one.parameter = (*components)[i].parameter;
    TRY(auto component, parse(one, parts[i]));
    value.components.push_back(std::move(component));
  }
  return value;
}

base::Outcome<Value> ValueParser::parse_value_set(const Subject& subject, Part part) const {
  const std::string text = unescape(part.text);
  const fhir::Reference reference =
      fhir::parse_reference(fhir::make_relative(text, bases_, definitions_), definitions_);
  Value value;
  if (text.find(':') != text.npos && fhir::allows("uri", text)) value.url = text;
  if (reference.kind == fhir::ReferenceKind::relative && reference.type == "ValueSet") {
    value.type = reference.type;
    value.text = reference.id;
  } else if (value.url.empty()) {
    return refuse(subject,
                  base::Words{"a value set: its canonical URL or ValueSet/id",
                              "arvojoukko: sen canonical-URL tai ValueSet/id",
                              "en värdemängd: dess canonical-URL eller ValueSet/id"},
                  part.at);
  }
  return value;
}

base::Outcome<Value> ValueParser::parse_reference(const Subject& subject, Part part) const {
  constexpr base::Words forms{"an id, Type/id, or an absolute URL",
                              "tunniste, Tyyppi/tunniste tai absoluuttinen URL",
                              "ett id, Typ/id eller en absolut URL"};
  const std::vector<Part> parts = split(part, '|');
  const std::string text = unescape(parts[0].text);
  Value value;
  value.type = subject.type;
  if (fhir::is_id(text) && parts.size() == 1) {
    value.text = text;
    return value;
  }
  const bool absolute = text.find(':') != text.npos && fhir::allows("uri", text);
  const std::string_view relative = fhir::make_relative(text, bases_, definitions_);
  const fhir::Reference reference = fhir::parse_reference(relative, definitions_);
  if (reference.kind == fhir::ReferenceKind::relative && parts.size() == 1) {
    const bool fits =
        subject.type.empty() ? is_target(*subject.parameter, reference.type) : reference.type == subject.type;
    if (!fits || !reference.fragment.empty()) return refuse(subject, expected_target(subject), part.at);
    value.type = reference.type;
    value.text = reference.id;
    value.version = reference.version;
    if (absolute) value.url = text;
    return value;
  }
  const bool above = subject.modifier == Modifier::above;  // a canonical has nothing above it
  if (!absolute || !subject.type.empty() || above || parts.size() > 2)
    return refuse(subject, subject.type.empty() ? base::Argument(forms) : expected_target(subject), part.at);
  if (parts.size() == 2) value.version = unescape(parts[1].text);
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
