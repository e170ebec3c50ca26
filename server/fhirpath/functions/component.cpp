// Parts of a date, date-time or time:
// https://build.fhir.org/ig/HL7/FHIRPath/#date-and-time-component-functions
#include <algorithm>

#include "fhirpath/evaluation.h"
#include "fhirpath/function.h"

namespace linkki::fhirpath {

namespace {

// What a component is taken of; text is read as a date-time.
struct Moment {
  ItemKind kind;
  Temporal value;
  bool has(Precision precision) const { return value.precision >= precision; }
  bool dated() const { return kind != ItemKind::time; }
};

std::optional<Moment> moment_of(const Item& item) {
  if (item.is_date() || item.is(ItemKind::time)) return Moment{item.kind(), item.temporal()};
  const auto parsed = item.is(ItemKind::string) ? Temporal::parse_date_time(item.string()) : std::nullopt;
  return parsed ? std::optional(Moment{ItemKind::date_time, *parsed}) : std::nullopt;
}

using Component = std::optional<Item> (*)(const Moment&);

std::optional<Item> whole(bool known, std::int64_t value) {
  return known ? std::optional(Item::of_integer(value)) : std::nullopt;
}

std::optional<Item> year(const Moment& of) {
  return whole(of.dated(), of.value.year);
}
std::optional<Item> month(const Moment& of) {
  return whole(of.dated() && of.has(Precision::month), of.value.month);
}
std::optional<Item> day(const Moment& of) {
  return whole(of.dated() && of.has(Precision::day), of.value.day);
}
std::optional<Item> hour(const Moment& of) {
  return whole(of.has(Precision::hour), of.value.hour);
}
std::optional<Item> minute(const Moment& of) {
  return whole(of.has(Precision::minute), of.value.minute);
}
std::optional<Item> second(const Moment& of) {
  return whole(of.has(Precision::second), of.value.second);
}
std::optional<Item> millisecond(const Moment& of) {
  return whole(of.has(Precision::fraction), of.value.microsecond / 1'000);
}

// In hours.
std::optional<Item> offset(const Moment& of) {
  const auto hours = of.value.zoned ? divide(Decimal(of.value.offset_minutes), Decimal(60)) : std::nullopt;
  return hours ? std::optional(Item::of_decimal(*hours)) : std::nullopt;
}

std::optional<Item> date(const Moment& of) {
  if (!of.dated()) return std::nullopt;
  Temporal date;
  date.year = of.value.year, date.month = of.value.month, date.day = of.value.day;
  date.precision = std::min(of.value.precision, Precision::day);
  return Item::of_date(date);
}

std::optional<Item> time(const Moment& of) {
  if (of.kind != ItemKind::date_time || !of.has(Precision::hour)) return std::nullopt;
  Temporal time = of.value;
  time.zoned = false;
  return Item::of_time(time);
}

template <Component component>
bool part(Evaluation& evaluation, const Node&, const Focus&, Range input, Range& result) {
  std::optional<Item> item;
  if (!evaluation.single(input, item)) return false;
  const auto moment = item ? moment_of(*item) : std::nullopt;
  return evaluation.answer(moment ? component(*moment) : std::nullopt, result);
}

constexpr Function table[] = {
    {"yearOf", 0, 0, part<year>},
    {"monthOf", 0, 0, part<month>},
    {"dayOf", 0, 0, part<day>},
    {"hourOf", 0, 0, part<hour>},
    {"minuteOf", 0, 0, part<minute>},
    {"secondOf", 0, 0, part<second>},
    {"millisecondOf", 0, 0, part<millisecond>},
    {"timezoneOffsetOf", 0, 0, part<offset>},
    {"dateOf", 0, 0, part<date>},
    {"timeOf", 0, 0, part<time>},
};

}  // namespace

std::span<const Function> component_functions() {
  return table;
}

}  // namespace linkki::fhirpath
