#include "terminology/translation_maps.h"

#include <algorithm>

#include "base/json/parse.h"
#include "base/json/print.h"
#include "definitions/canonical.h"
#include "terminology/limits.h"
#include "terminology/messages.h"

namespace linkki::terminology {
namespace {

using base::IssueType;
using base::Refusal;
namespace message = base::message;

base::Failure refused(Refusal refusal, IssueType type, const base::Message& text,
                      std::vector<std::string> arguments) {
  return base::refuse(refusal, base::error(type, text, std::move(arguments)));
}

base::Failure unknown_map(std::string_view canonical) {
  return refused(Refusal::not_found, IssueType::not_found, message::terminology_map_unknown,
                 {shown(canonical)});
}

}  // namespace

base::Outcome<Map> named_map(const Catalogue& catalogue, const Request& request) {
  for (auto* own : {request.value("conceptMap"), request.instance}) {
    if (!own || own->text_of("resourceType") != "ConceptMap") continue;
    TRY(auto document, json::parse(json::print(*own)));
    return Map(std::make_shared<const ConceptMap>(std::move(document)));
  }
  std::string canonical(request.text("url"));
  if (canonical.empty()) return Map();
  if (auto version = request.text("conceptMapVersion"); !version.empty()) {
    canonical.append("|").append(version);
  }
  auto map = catalogue.concept_map(canonical);
  if (!map) return unknown_map(canonical);
  return map;
}

bool same_url(std::string_view asked, std::string_view canonical) {
  return asked.empty() || definitions::split(asked).url == definitions::split(canonical).url;
}

base::Outcome<std::vector<Map>> maps_for(const Catalogue& catalogue, const Request& request,
                                         const Code& code) {
  auto source = request.text("source"), target = request.text("target");
  const bool reverse = request.flag("reverse");
  auto end = definitions::split(reverse ? target : source).url;
  if (end.empty()) end = code.system;
  std::vector<Map> maps, to_target;
  for (auto& canonical : reverse ? catalogue.maps_to(end) : catalogue.maps_from(end)) {
    auto map = catalogue.concept_map(canonical);
    bool fits =
        map && same_url(source, map->source_set()) && std::find(maps.begin(), maps.end(), map) == maps.end();
    if (!fits) continue;
    maps.push_back(map);
    if (same_url(target, map->target_set())) to_target.push_back(std::move(map));
  }
  // A map to another value set may still lead to codes of the one asked for, unless the way is back.
  if (!to_target.empty() || reverse) maps = std::move(to_target);
  if (maps.size() <= limits::translation_maps_max) return maps;
  return refused(Refusal::unprocessable, IssueType::too_costly, message::terminology_maps_many,
                 {std::string(end), std::to_string(limits::translation_maps_max)});
}

base::Failure no_map(const Request& request, const Code& code) {
  std::string source(request.text("source")), target(request.text("target"));
  if (request.flag("reverse")) std::swap(source, target);
  if (source.empty()) source = code.system;
  if (target.empty()) target = request.text("targetsystem");
  if (target.empty()) {
    return refused(Refusal::not_found, IssueType::not_found, message::terminology_map_none, {source});
  }
  return refused(Refusal::not_found, IssueType::not_found, message::terminology_map_none_to,
                 {source, target});
}

}  // namespace linkki::terminology
