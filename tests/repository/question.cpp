#include "repository/question.h"

#include <algorithm>
#include <cstdlib>

#include "base/clock.h"
#include "fhir/primitive.h"
#include "search/escape.h"

namespace linkki::repository {

using base::Instant;
using definitions::SearchType;
using search::escape;
using search::IndexValue;

namespace {

using Questions = std::vector<Question>;

constexpr std::size_t text_bytes_max = 60;

bool can_be_sent(std::string_view text) {
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; });
}

// The beginning, of whole characters.
std::string beginning(const std::string& text, std::size_t bytes_max = text_bytes_max) {
  std::size_t end = std::min(text.size(), bytes_max);
  while (end < text.size() && end > 0 && (text[end] & '\xc0') == '\x80') --end;
  return text.substr(0, end);
}

void add(Questions& all, const std::string& modifier, const std::string& text, bool certain = true) {
  if (!text.empty() && can_be_sent(text)) all.push_back({modifier, text, certain});
}

std::string coded(const std::string& system, const std::string& code) {
  return escape(system) + '|' + escape(code);
}

Questions of_token(const IndexValue& value) {
  Questions all;
  if (!value.kind.empty()) {
    if (!value.kind_system.empty())
      add(all, ":of-type", coded(value.kind_system, value.kind) + '|' + escape(value.code));
    return all;
  }
  if (!value.code.empty()) {
    add(all, "", escape(value.code));
    add(all, "", coded(value.system, value.code));
    if (!value.system.empty()) {
      add(all, ":above", coded(value.system, value.code));
      add(all, ":below", coded(value.system, value.code));
    } else if (value.code.find('/') != value.code.npos) {
      add(all, ":below", escape(value.code));
    }
  }
  if (!value.system.empty()) add(all, "", coded(value.system, ""));
  add(all, ":text", escape(beginning(value.text)));
  return all;
}

Questions of_reference(const definitions::SearchParameter& parameter, const IndexValue& value) {
  Questions all;
  const auto& targets = parameter.targets;
  if (std::find(targets.begin(), targets.end(), value.type) != targets.end() && fhir::is_id(value.id)) {
    const std::string target = value.type + '/' + value.id;
    add(all, "", target);
    add(all, "", value.id);
    add(all, ":" + value.type, value.id);
    if (!value.version.empty()) add(all, "", target + "/_history/" + value.version);
  }
  if (value.url.find(':') != value.url.npos && fhir::allows("uri", value.url)) {
    add(all, "", escape(value.url));
    if (!value.version.empty()) add(all, "", coded(value.url, value.version));
    if (!value.version.empty()) add(all, ":below", coded(value.url, value.version));
  }
  if (!value.code.empty()) add(all, ":identifier", coded(value.system, value.code));
  if (!value.system.empty()) add(all, ":identifier", coded(value.system, ""));
  return all;
}

Questions of_date(const IndexValue& value) {
  Questions all;
  const bool has_start = value.low != Instant::min(), has_end = value.high != Instant::max();
  if (has_start) add(all, "", "ge" + base::print_instant(value.low));
  if (has_end) add(all, "", "le" + base::print_instant(value.high - std::chrono::milliseconds{1}));
  const Instant some = has_start ? value.low : has_end ? value.high : Instant{};
  const std::string day = base::print_instant(some + std::chrono::hours{2});
  for (const std::size_t precision : {4, 7, 10}) add(all, "", day.substr(0, precision), false);
  return all;
}

Questions of_string(const IndexValue& value) {
  Questions all;
  add(all, "", escape(beginning(value.text)));
  add(all, ":contains", escape(beginning(value.text.substr(value.text.find_last_of(' ') + 1))));
  add(all, ":exact", escape(value.text));
  return all;
}

// What lies within the digits that numbers are reckoned with.
bool can_be_reckoned(const std::string& digits) {
  const std::size_t e = std::min(digits.find_first_of("eE"), digits.size());
  return digits.size() < 25 && (e == digits.size() || std::abs(std::stoi(digits.substr(e + 1))) < 25);
}

Questions of_number(const IndexValue& value) {
  Questions all;
  if (!can_be_reckoned(value.decimal) || !can_be_reckoned(value.decimal_high)) return all;
  if (!value.range) add(all, "", value.decimal);
  if (!value.decimal.empty()) add(all, "", "ge" + value.decimal);
  if (!value.decimal_high.empty()) add(all, "", "le" + value.decimal_high);
  return all;
}

Questions of_quantity(const IndexValue& value) {
  Questions all;
  for (const Question& number : of_number(value)) {
    add(all, "", number.text);
    if (!value.code.empty()) add(all, "", number.text + "||" + escape(value.code));
    if (!value.text.empty()) add(all, "", number.text + "||" + escape(value.text));
    if (!value.code.empty() && !value.system.empty())
      add(all, "", number.text + '|' + coded(value.system, value.code));
  }
  return all;
}

Questions of_uri(const IndexValue& value) {
  Questions all;
  if (!fhir::allows("uri", value.text)) return all;
  add(all, "", escape(value.text));
  if (!value.version.empty()) add(all, "", coded(value.text, value.version));
  if (value.text.starts_with("urn:")) return all;
  add(all, ":below", escape(value.text.substr(0, 1 + value.text.size() / 2)));
  add(all, ":above", escape(value.text + "/x"));
  return all;
}

Questions of_composite(const definitions::Definitions& definitions,
                       const definitions::SearchParameter& parameter, const IndexValue& value) {
  Questions all{{"", ""}};
  for (std::size_t i = 0; i < value.components.size(); ++i) {
    const auto* const part = definitions.find_search_parameter(parameter.components[i].definition);
    Questions longer;
    for (const Question& before : all) {
      for (const Question& one : questions(definitions, *part, value.components[i])) {
        if (one.modifier.empty())
          longer.push_back({"", before.text + (i == 0 ? "" : "$") + one.text, before.certain && one.certain});
      }
    }
    all = std::move(longer);
  }
  return all;
}

}  // namespace

Questions questions(const definitions::Definitions& definitions,
                    const definitions::SearchParameter& parameter, const IndexValue& value) {
  if (parameter.code == "_id") return {{"", value.code}};
  switch (parameter.type) {
    case SearchType::token: return of_token(value);
    case SearchType::reference: return of_reference(parameter, value);
    case SearchType::date: return of_date(value);
    case SearchType::string: return of_string(value);
    case SearchType::number: return of_number(value);
    case SearchType::quantity: return of_quantity(value);
    case SearchType::uri: return of_uri(value);
    case SearchType::composite: return of_composite(definitions, parameter, value);
    case SearchType::special:
      return {{"", std::to_string(value.latitude) + '|' + std::to_string(value.longitude) + "|1|km"}};
  }
  return {};
}

}  // namespace linkki::repository
