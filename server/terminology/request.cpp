#include "terminology/request.h"

#include <algorithm>

#include "base/json/parse.h"
#include "base/json/print.h"

namespace linkki::terminology {
namespace {

std::vector<std::string> strings(const std::vector<std::string_view>& views) {
  return {views.begin(), views.end()};
}

AskedCode coding(const json::Value& from, std::string place) {
  return {{from.text_of("system"), from.text_of("code"), from.text_of("version")},
          from.text_of("display"),
          std::move(place)};
}

bool is_value_set(const json::Value* value) {
  return value && value->text_of("resourceType") == "ValueSet";
}

}  // namespace

Request::Request(const json::Value& parameters) {
  for (auto& one : items(parameters, "parameter")) {
    for (auto& member : one.members()) {
      bool is_value = member.name.starts_with("value") || member.name == "resource";
      if (is_value) add(one.text_of("name"), member.value);
      if (member.name == "part") add(one.text_of("name"), one);
    }
  }
}

const Request::Given* Request::find(std::string_view name) const {
  auto at = std::find_if(given_.begin(), given_.end(), [&](auto& one) { return one.name == name; });
  return at == given_.end() ? nullptr : &*at;
}

std::string_view Request::text(std::string_view name) const {
  auto* one = find(name);
  return one ? one->text : std::string_view{};
}

const json::Value* Request::value(std::string_view name) const {
  auto* one = find(name);
  return one ? one->value : nullptr;
}

std::vector<std::string_view> Request::texts(std::string_view name) const {
  std::vector<std::string_view> all;
  for (auto& one : given_) {
    if (one.name == name && !one.text.empty()) all.push_back(one.text);
  }
  return all;
}

std::vector<const json::Value*> Request::values(std::string_view name) const {
  std::vector<const json::Value*> all;
  for (auto& one : given_) {
    if (one.name == name && one.value) all.push_back(one.value);
  }
  return all;
}

base::Outcome<Shared> catalogue_of(const Request& request, Shared below) {
  auto own = request.values("tx-resource");
  for (auto name : {"valueSet", "codeSystem", "conceptMap"}) {
    auto* value = request.value(name);
    if (value && value->is_object()) own.push_back(value);
  }
  if (request.instance) own.push_back(request.instance);
  if (own.empty()) return below;
  return Catalogue::with(std::move(below), own);
}

base::Outcome<std::shared_ptr<const ValueSet>> value_set_of(const Request& request,
                                                            const Catalogue& catalogue) {
  for (auto* own : {request.value("valueSet"), request.instance}) {
    if (!is_value_set(own)) continue;
    TRY(auto document, json::parse(json::print(*own)));
    return ValueSet::make(std::move(document));
  }
  std::string url(request.text("url"));
  if (url.empty()) return std::shared_ptr<const ValueSet>();
  if (auto version = request.text("valueSetVersion"); !version.empty()) url.append("|").append(version);
  TRY(auto set, catalogue.value_set(url));
  if (!set) return unknown_set(url);
  return set;
}

Versions versions_of(const Request& request) {
  return {strings(request.texts("system-version")), strings(request.texts("check-system-version")),
          strings(request.texts("force-system-version")), strings(request.texts("exclude-system"))};
}

std::string_view languages_of(const Request& request, const ValueSet* set) {
  if (auto asked = request.text("displayLanguage"); !asked.empty()) return asked;
  if (set) {
    if (auto wished = set->expansion_parameter("displayLanguage"); !wished.empty()) return wished;
  }
  if (!request.accept_language.empty()) return request.accept_language;
  return set ? set->resource().text_of("language") : std::string_view{};
}

base::Outcome<Supplements> supplements_of(const Request& request, const ValueSet* set,
                                          const Catalogue& catalogue) {
  auto canonicals = request.texts("useSupplement");
  if (set) {
    for (auto one : set->supplements()) canonicals.push_back(one);
  }
  return find_supplements(catalogue, canonicals);
}

std::vector<AskedCode> codes_of(const Request& request) {
  std::vector<AskedCode> all;
  if (request.has("code")) {
    auto version = request.text("systemVersion");
    if (version.empty()) version = request.text("version");
    all.push_back({{request.text("system"), request.text("code"), version}, request.text("display"), ""});
  } else if (auto* one = request.value("coding")) {
    all.push_back(coding(*one, "Coding"));
  } else if (auto* several = request.value("codeableConcept")) {
    for (auto& each : items(*several, "coding")) {
      all.push_back(coding(each, "CodeableConcept.coding[" + std::to_string(all.size()) + "]"));
    }
  }
  return all;
}

}  // namespace linkki::terminology
