#include "interactions/route.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "base/json/utf8.h"
#include "interactions/messages.h"
#include "interactions/operations/operation.h"

namespace linkki::interactions {
namespace {

using base::IssueType;
using base::Refusal;

std::vector<std::string_view> segments_of(std::string_view path) {
  std::vector<std::string_view> segments;
  while (!path.empty()) {
    if (path.front() == '/') {
      path.remove_prefix(1);
      continue;
    }
    const std::size_t end = std::min(path.find('/'), path.size());
    segments.push_back(path.substr(0, end));
    path.remove_prefix(end);
  }
  return segments;
}

// A place in the table: what may be done there, by method.
struct Place {
  Route route;
  std::vector<std::pair<std::string_view, Interaction>> methods;
};

using Segments = std::vector<std::string_view>;

bool is_type(std::string_view name, const definitions::Definitions& definitions) {
  const auto types = definitions.resource_types();
  return std::any_of(types.begin(), types.end(), [&](const auto* type) { return type->name == name; });
}

// `$name` at the level of `place`.
std::optional<Place> operation_place(Place place, std::string_view name) {
  place.route.operation = find_operation(name, place.route);
  if (!place.route.operation) return std::nullopt;
  if (place.route.operation->by_get) place.methods.emplace_back("GET", Interaction::operation);
  place.methods.emplace_back("POST", Interaction::operation);
  return place;
}

std::optional<Place> system_place(const Segments& segments) {
  if (segments.empty()) {
    return Place{{}, {{"GET", Interaction::search}, {"POST", Interaction::batch}}};
  }
  Place place;
  if (segments.size() == 2 && segments[0] == "_async") {
    place.route.job = segments[1];
    place.methods = {{"GET", Interaction::read}, {"DELETE", Interaction::erase}};
    return place;
  }
  if (segments.size() != 1) return std::nullopt;
  if (segments[0] == "metadata") {
    place.methods = {{"GET", Interaction::capabilities}};
  } else if (segments[0] == "_history") {
    place.methods = {{"GET", Interaction::history}};
  } else if (segments[0] == "_search") {
    place.methods = {{"POST", Interaction::search}};
  } else if (segments[0].starts_with('$')) {
    return operation_place(std::move(place), segments[0]);
  } else {
    return std::nullopt;
  }
  return place;
}

Place type_place(std::string_view type) {
  Place place;
  place.route.type = type;
  place.methods = {{"GET", Interaction::search}};
  if (is_written_by_clients(type)) {
    place.methods.insert(place.methods.end(), {{"POST", Interaction::create},
                                               {"PUT", Interaction::update},
                                               {"PATCH", Interaction::patch},
                                               {"DELETE", Interaction::erase}});
  }
  return place;
}

Place instance_place(std::string_view type, std::string_view id) {
  Place place;
  place.route.type = type;
  place.route.id = id;
  place.methods = {{"GET", Interaction::read}};
  if (is_written_by_clients(type)) {
    place.methods.insert(
        place.methods.end(),
        {{"PUT", Interaction::update}, {"PATCH", Interaction::patch}, {"DELETE", Interaction::erase}});
  }
  return place;
}

std::optional<Place> second_place(std::string_view type, std::string_view second) {
  Place place;
  place.route.type = type;
  if (second == "_search") {
    place.methods = {{"POST", Interaction::search}};
  } else if (second == "_history") {
    place.methods = {{"GET", Interaction::history}};
  } else if (second.starts_with('$')) {
    return operation_place(std::move(place), second);
  } else if (second.starts_with('_')) {
    return std::nullopt;
  } else {
    return instance_place(type, second);
  }
  return place;
}

std::optional<Place> third_place(const Segments& segments, const definitions::Definitions& definitions) {
  Place place;
  place.route.type = segments[0];
  place.route.id = segments[1];
  if (segments[2] == "_history") {
    place.methods = {{"GET", Interaction::history}};
  } else if (segments[2].starts_with('$')) {
    return operation_place(std::move(place), segments[2]);
  } else if (segments[2] == "*" || is_type(segments[2], definitions)) {
    place.route.compartment_type = segments[0];
    place.route.type = segments[2] == "*" ? "" : segments[2];
    place.methods = {{"GET", Interaction::search}};
  } else {
    return std::nullopt;
  }
  return place;
}

std::optional<Place> find_place(std::string_view path, const definitions::Definitions& definitions) {
  if (path.find("//") != std::string_view::npos) return std::nullopt;  // an id that a client forgot
  const Segments segments = segments_of(path);
  if (segments.empty() || !is_type(segments[0], definitions)) return system_place(segments);
  switch (segments.size()) {
    case 1: return type_place(segments[0]);
    case 2: return second_place(segments[0], segments[1]);
    case 3: return third_place(segments, definitions);
    case 4: {
      if (segments[2] != "_history") return std::nullopt;
      Place place;
      place.route.type = segments[0];
      place.route.id = segments[1];
      place.route.version = segments[3];
      place.methods = {{"GET", Interaction::vread}};
      return place;
    }
    default: return std::nullopt;
  }
}

std::string join_methods(const Place& place) {
  std::string allowed;
  for (const auto& [method, interaction] : place.methods) {
    if (!allowed.empty()) allowed += ", ";
    allowed += method;
    if (method == "GET") allowed += ", HEAD";
  }
  return allowed + ", OPTIONS";
}

// Nothing is there; told by its type where that is the reason.
base::Failure unknown(std::string_view path, const definitions::Definitions& definitions) {
  const Segments segments = segments_of(path);
  const bool type = segments.empty() || is_type(segments[0], definitions) || segments[0].starts_with('_') ||
                    segments[0].starts_with('$');
  if (type && !segments.empty() && segments.back().starts_with('$')) {
    return base::refuse(Refusal::not_found,
                        base::error(IssueType::not_supported, base::message::operation_unknown,
                                    {json::excerpt(segments.back())}));
  }
  return base::refuse(
      Refusal::not_found,
      type ? base::error(IssueType::not_found, base::message::path_unknown)
           : base::error(IssueType::not_found, base::message::path_type, {json::excerpt(segments[0])}));
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

bool is_written_by_clients(std::string_view type) {
  return type != "AuditEvent";
}

base::Outcome<Route> route(std::string_view method, std::string_view path,
                           const definitions::Definitions& definitions) {
  auto place = find_place(path, definitions);
  if (!place) return unknown(path, definitions);
  if (method == "HEAD") method = "GET";
  for (const auto& [allowed, interaction] : place->methods) {
    if (allowed != method) continue;
    place->route.interaction = interaction;
    return place->route;
  }
  return base::refuse(Refusal::method_not_allowed,
                      base::error(IssueType::not_supported, base::message::method_not_allowed,
                                  {std::string(method), join_methods(*place)}));
}

std::string allowed_methods(std::string_view path, const definitions::Definitions& definitions) {
  const auto place = find_place(path, definitions);
  return place ? join_methods(*place) : std::string{};
}

base::Outcome<std::string> percent_decode(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded += text[i];
      continue;
    }
    const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
    if (high < 0 || low < 0 || (high == 0 && low == 0)) {
      return base::refuse(Refusal::bad_request,
                          base::error(IssueType::invalid, base::message::url_escape, {std::to_string(i)}));
    }
    decoded += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return decoded;
}

std::string percent_encode(std::string_view text) {
  static constexpr char digits[] = "0123456789ABCDEF";
  static constexpr std::string_view unreserved = "-._~/:,|$";
  std::string encoded;
  for (const char c : text) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                       unreserved.find(c) != std::string_view::npos;
    if (plain) {
      encoded += c;
    } else {
      encoded += '%';
      encoded += digits[static_cast<std::uint8_t>(c) >> 4];
      encoded += digits[static_cast<std::uint8_t>(c) & 15];
    }
  }
  return encoded;
}

}  // namespace linkki::interactions
