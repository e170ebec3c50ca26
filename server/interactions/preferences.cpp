#include "interactions/preferences.h"

#include <algorithm>
#include <charconv>
#include <span>

#include "base/json/utf8.h"
#include "interactions/messages.h"
#include "interactions/route.h"

namespace linkki::interactions {
namespace {

using base::IssueType;
using base::Refusal;

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t end = std::min(text.find(separator, from), text.size());
    parts.push_back(trim(text.substr(from, end - from)));
    from = end + 1;
  }
  return parts;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

struct MediaRange {
  std::string type;          // in lower case
  std::string fhir_version;  // 4.0; empty: any
  double quality = 1;
};

MediaRange parse_media_range(std::string_view text) {
  const auto parts = split(text, ';');
  MediaRange range{lower(parts.front()), {}, 1};
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const std::size_t equals = parts[i].find('=');
    if (equals == std::string_view::npos) continue;
    const std::string name = lower(trim(parts[i].substr(0, equals)));
    std::string_view value = trim(parts[i].substr(equals + 1));
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
      value = value.substr(1, value.size() - 2);
    if (name == "fhirversion") range.fhir_version = value;
    if (name == "q") std::from_chars(value.data(), value.data() + value.size(), range.quality);
  }
  return range;
}

bool is_json_type(std::string_view type) {
  return type == "application/fhir+json" || type == "application/json" || type == "application/json+fhir" ||
         type == "text/json";
}

bool is_xml_type(std::string_view type) {
  return type == "application/fhir+xml" || type == "application/xml" || type == "application/xml+fhir" ||
         type == "text/xml";
}

bool is_r4(const MediaRange& range) {
  return range.fhir_version.empty() || range.fhir_version == "4.0" || range.fhir_version == "4.0.1";
}

bool names(std::string_view type, Format format) {
  return format == Format::json ? is_json_type(type) : is_xml_type(type);
}

// The FHIR types by their own names, not the JSON or XML that anything may be.
bool is_fhir_type(std::string_view type) {
  return type == "application/fhir+json" || type == "application/json+fhir" ||
         type == "application/fhir+xml" || type == "application/xml+fhir";
}

// What an Accept says of one format: that of its closest range.
struct Liking {
  int closeness = -1;  // 2: it names the format, 1: application/*, 0: anything
  double quality = 0;
  std::size_t place = 0;  // among the ranges
};

Liking liking(std::span<const MediaRange> ranges, Format format) {
  Liking best;
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    const MediaRange& range = ranges[i];
    const bool anything = range.type == "*/*" || range.type == "*";
    const int closeness = names(range.type, format)       ? 2
                          : range.type == "application/*" ? 1
                          : anything                      ? 0
                                                          : -1;
    if (closeness < 0 || !is_r4(range)) continue;
    const bool better =
        closeness > best.closeness || (closeness == best.closeness && range.quality > best.quality);
    if (better) best = {closeness, range.quality, i};
  }
  return best;
}

std::optional<Format> choose(std::string_view accept) {
  std::vector<MediaRange> ranges;
  for (const std::string_view part : split(accept, ',')) ranges.push_back(parse_media_range(part));
  const Liking json = liking(ranges, Format::json), xml = liking(ranges, Format::xml);
  if (json.quality <= 0 && xml.quality <= 0) return std::nullopt;
  if (json.quality != xml.quality) return json.quality > xml.quality ? Format::json : Format::xml;
  return xml.place < json.place ? Format::xml : Format::json;
}

// 2: the same type, 1: all of its kind, 0: anything; -1: another one.
int fit(std::string_view range, std::string_view type) {
  if (range == type) return 2;
  if (range == "*/*" || range == "*") return 0;
  const bool whole_kind = range.ends_with("/*") && type.starts_with(range.substr(0, range.size() - 1));
  return whole_kind ? 1 : -1;
}

// The media type that a _format means; a form turns the + of application/fhir+json into a space.
std::string format_of(std::string value) {
  if (value == "json" || value == "xml") return "application/fhir+" + value;
  std::replace(value.begin(), value.end(), ' ', '+');
  return value;
}

base::Failure unacceptable(std::string_view asked) {
  return base::refuse(
      Refusal::not_acceptable,
      base::error(IssueType::not_supported, base::message::format_unsupported, {json::excerpt(asked)}));
}

// What the caller takes: _format, else Accept; empty: anything.
std::string wanted(const Headers& headers, const Parameters& query) {
  for (const auto& [name, value] : query) {
    if (name == "_format" && !value.empty()) return format_of(value);
  }
  return std::string(trim(find_header(headers, "Accept").value_or(std::string_view{})));
}

base::Failure bad_value(std::string_view parameter, std::string_view expected) {
  return base::refuse(Refusal::bad_request, base::error(IssueType::value, base::message::parameter_value,
                                                        {std::string(parameter), std::string(expected)}));
}

base::Outcome<search::Summary> parse_summary(std::string_view value) {
  if (value == "true") return search::Summary::yes;
  if (value == "text") return search::Summary::text;
  if (value == "data") return search::Summary::data;
  if (value == "count") return search::Summary::count;
  if (value == "false" || value.empty()) return search::Summary::none;
  return bad_value("_summary", "true, text, data, count, false");
}

void read_prefer(std::string_view header, Preferences& preferences) {
  for (const std::string_view part : split(header, ',')) {
    const std::string_view token = split(part, ';').front();
    if (token.starts_with("return=")) preferences.return_named = true;
    if (token == "return=minimal") preferences.returns = Return::minimal;
    if (token == "return=representation") preferences.returns = Return::representation;
    if (token == "return=OperationOutcome") preferences.returns = Return::operation_outcome;
    if (token == "handling=lenient") preferences.lenient = true;
    if (token == "explain") preferences.explain = true;
    if (token == "respond-async") preferences.asynchronous = true;
  }
}

base::Outcome<Preferences> read_preferences(const Headers& headers, const Parameters& query) {
  Preferences preferences;
  preferences.language = language_of(headers);
  for (const auto& [name, value] : headers) {
    if (lower(name) == "prefer") read_prefer(value, preferences);
  }
  for (const auto& [name, value] : query) {
    if (name == "_pretty") {
      if (value != "true" && value != "false" && !value.empty()) return bad_value("_pretty", "true, false");
      preferences.pretty = value == "true";
    } else if (name == "_summary") {
      TRY(preferences.summary, parse_summary(value));
    } else if (name == "_elements") {
      for (const std::string_view element : split(value, ',')) {
        if (!element.empty()) preferences.elements.emplace_back(element);
      }
    }
  }
  return preferences;
}

}  // namespace

base::Outcome<Parameters> parse_form(std::string_view form) {
  Parameters parameters;
  if (form.empty()) return parameters;
  for (std::string_view pair : split(form, '&')) {
    if (pair.empty()) continue;
    std::string spaced(pair);
    std::replace(spaced.begin(), spaced.end(), '+', ' ');
    pair = spaced;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    TRY(auto name, percent_decode(pair.substr(0, equals)));
    TRY(auto value, percent_decode(equals < pair.size() ? pair.substr(equals + 1) : std::string_view{}));
    parameters.emplace_back(std::move(name), std::move(value));
  }
  return parameters;
}

std::optional<Format> find_format(const Headers& headers, const Parameters& query) {
  const std::string accept = wanted(headers, query);
  return accept.empty() ? Format::json : choose(accept);
}

base::Language language_of(const Headers& headers) {
  return base::choose_language(find_header(headers, "Accept-Language").value_or(std::string_view{}));
}

base::Outcome<Preferences> preferences(const Headers& headers, const Parameters& query) {
  const std::string accept = wanted(headers, query);
  const auto format = accept.empty() ? Format::json : choose(accept);
  if (!format) return unacceptable(accept);
  TRY(Preferences preferences, read_preferences(headers, query));
  preferences.format = *format;
  return preferences;
}

base::Outcome<Preferences> binary_preferences(const Headers& headers, const Parameters& query) {
  TRY(Preferences preferences, read_preferences(headers, query));
  preferences.binary_accept = wanted(headers, query);
  preferences.format = choose(*preferences.binary_accept).value_or(Format::json);
  return preferences;
}

base::Outcome<bool> wants_content(std::string_view accept, std::string_view content_type) {
  if (accept.empty()) return true;
  const std::string type = media_type(content_type);
  double fhir = 0, content = 0;
  int specific = -1;  // how closely a range names the content
  for (const std::string_view part : split(accept, ',')) {
    const MediaRange range = parse_media_range(part);
    if (is_fhir_type(range.type) && is_r4(range)) fhir = std::max(fhir, range.quality);
    const int closeness = fit(range.type, type);
    if (closeness < 0 || closeness < specific) continue;
    content = closeness > specific ? range.quality : std::max(content, range.quality);
    specific = closeness;
  }
  if (fhir > 0 && fhir >= content) return false;
  if (content > 0) return true;
  if (choose(accept)) return false;
  return unacceptable(accept);
}

std::string media_type(std::string_view content_type) {
  return parse_media_range(trim(content_type)).type;
}

std::optional<Format> body_format(std::string_view content_type) {
  if (trim(content_type).empty()) return Format::json;
  const MediaRange type = parse_media_range(trim(content_type));
  if (!is_r4(type)) return std::nullopt;
  if (is_json_type(type.type)) return Format::json;
  return is_xml_type(type.type) ? std::optional(Format::xml) : std::nullopt;
}

}  // namespace linkki::interactions
