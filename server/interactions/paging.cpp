#include "interactions/paging.h"

#include "base/bytes.h"
#include "interactions/messages.h"
#include "interactions/operations/operation.h"
#include "repository/messages.h"

namespace linkki::interactions {
namespace {

using base::append_big_endian;
using base::read_big_endian;

// Below the base: "/Task", "/Patient/1/Task", "/Patient/1/*", "/Patient/1/$everything".
std::string path_of(const Route& route) {
  if (route.operation) return "/" + route.type + "/" + route.id + "/" + std::string(route.operation->name);
  std::string path;
  if (!route.compartment_type.empty()) path += "/" + route.compartment_type + "/" + route.id;
  if (!route.type.empty()) path += "/" + route.type;
  if (route.type.empty() && !route.compartment_type.empty()) path += "/*";
  return path;
}

std::string context_of(const Call& call, const std::string& form) {
  return call.principal.client_id + "\n" + call.principal.organization + "\n" + call.principal.person + "\n" +
         std::string(access::code(call.principal.role)) + "\n" + path_of(call.route) + "?" + form;
}

std::string encode(const repository::Position& position, base::Instant now) {
  std::string bytes;
  append_big_endian(bytes, now.time_since_epoch().count());
  append_big_endian(bytes, position.sequence);
  append_big_endian(bytes, position.number);
  append_big_endian(bytes, static_cast<std::uint8_t>(position.at));
  for (const auto& key : position.keys) {
    append_big_endian(bytes, static_cast<std::uint16_t>(key ? key->size() + 1 : 0));
    if (key) bytes += *key;
  }
  return bytes;
}

// Pre: bytes that encode made: they were sealed.
repository::Position decode(std::string_view bytes) {
  repository::Position position;
  position.sequence = read_big_endian<std::uint64_t>(bytes, 8);
  position.number = read_big_endian<std::uint64_t>(bytes, 16);
  position.at = static_cast<repository::Position::At>(read_big_endian<std::uint8_t>(bytes, 24));
  for (std::size_t at = 25; at < bytes.size();) {
    const auto size = read_big_endian<std::uint16_t>(bytes, at);
    at += 2;
    if (size == 0) {
      position.keys.emplace_back();
      continue;
    }
    position.keys.emplace_back(bytes.substr(at, size - 1u));
    at += size - 1u;
  }
  return position;
}

}  // namespace

std::string form_without_page(std::string_view form) {
  std::string kept;
  while (!form.empty()) {
    const std::size_t end = std::min(form.find('&'), form.size());
    const std::string_view pair = form.substr(0, end);
    form.remove_prefix(std::min(end + 1, form.size()));
    if (pair.empty() || pair.starts_with("_page=")) continue;
    if (!kept.empty()) kept += '&';
    kept += pair;
  }
  return kept;
}

std::string page_url(const Call& call, const std::string& form, const repository::Position& position) {
  std::string url = call.base_url() + path_of(call.route) + "?" + form;
  if (!form.empty()) url += '&';
  return url +
         "_page=" + call.parts.repository.seal().seal(encode(position, call.now), context_of(call, form));
}

base::Outcome<repository::Position> open_page(const Call& call, const std::string& form,
                                              const std::string& token) {
  const auto bytes = call.parts.repository.seal().open(token, context_of(call, form));
  if (!bytes) {
    return base::refuse(base::Refusal::bad_request,
                        base::error(base::IssueType::value, base::message::page_foreign, {}, "_page"));
  }
  const base::Instant made{std::chrono::microseconds{read_big_endian<std::int64_t>(*bytes)}};
  const std::chrono::minutes age_max(call.current.settings->fhir.page_link_minutes_max);
  if (call.now - made > age_max) {
    return base::refuse(base::Refusal::gone,
                        base::error(base::IssueType::expired, base::message::page_expired));
  }
  return decode(*bytes);
}

}  // namespace linkki::interactions
