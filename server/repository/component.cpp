#include "repository/component.h"

#include "repository/quantity_keys.h"

namespace linkki::repository {

using definitions::SearchType;

namespace {

std::string target_of(const search::IndexValue& value) {
  return value.type.empty() ? value.url : value.type + '/' + value.id;
}

}  // namespace

std::vector<std::string> component_parts(SearchType type, const search::IndexValue& value,
                                         const FacetHash& hash) {
  switch (type) {
    case SearchType::token:
      if (value.code.empty()) return {};
      return {hash.hash8(value.code), hash.hash8(value.system)};
    case SearchType::reference: return {hash.hash16(target_of(value))};
    case SearchType::date: return {instant_key(value.low), instant_key(value.high)};
    case SearchType::string: return {value.folded.substr(0, component_text_bytes_max)};
    case SearchType::number:
      if (const auto keys = DecimalKeys::of(value)) return {keys->low, keys->high};
      return {};
    case SearchType::quantity:
      if (const auto keys = QuantityKeys::of(value, hash)) return keys->parts();
      return {};
    case SearchType::uri: return {hash.hash16(value.text)};
    case SearchType::composite:
    case SearchType::special: return {};
  }
  ensure(!"a search type");
}

}  // namespace linkki::repository
