#include "repository/facets.h"

#include <algorithm>

#include "base/bytes.h"

namespace linkki::repository {
namespace {

using definitions::SearchType;

std::uint64_t definition_hash(const definitions::SearchParameter& parameter) {
  std::string text(parameter.expression);
  text += '\n';
  text += std::to_string(static_cast<int>(parameter.type));
  text += '\n';
  text += std::to_string(extractor_version);
  return base::read_big_endian<std::uint64_t>(crypto::view(crypto::sha256(text)));
}

class Loader {
 public:
  Loader(storage::WriteTransaction& write, Dictionary& dictionary, std::vector<std::string>& stale)
      : write_(write), dictionary_(dictionary), stale_(stale) {}

  base::Outcome<FacetCode> add(const std::string& name, std::uint64_t hash) {
    const FacetCode code = dictionary_.facet(name);
    if (!code) return dictionary_.add_facet(write_, name, hash);
    if (dictionary_.facet_hash(name) != hash) stale_.push_back(name);
    return code;
  }

  base::Outcome<ParameterFacets> add(const std::string& type, const definitions::SearchParameter& parameter) {
    ParameterFacets facets{&parameter, {}};
    const std::uint64_t hash = definition_hash(parameter);
    for (const Facet facet : facets_of(parameter.type)) {
      TRY(const FacetCode code,
          add(type + "." + std::string(parameter.code) + ":" + std::string(name(facet)), hash));
      facets.codes[static_cast<std::size_t>(facet)] = facet == Facet::order ? code | values_only : code;
    }
    return facets;
  }

  base::Outcome<Facets::Type> add(const std::string& type, const definitions::Definitions& definitions) {
    Facets::Type made;
    TRY(made.code, dictionary_.add_type(write_, type));
    TRY(made.live, add(type + ":live", extractor_version));
    for (const auto* parameter : definitions.search_parameters(type)) {
      TRY(auto facets, add(type, *parameter));
      if (parameter->code == "_lastUpdated") made.updated = facets.code(Facet::day);
      made.parameters.push_back(facets);
    }
    return made;
  }

 private:
  storage::WriteTransaction& write_;
  Dictionary& dictionary_;
  std::vector<std::string>& stale_;
};

}  // namespace

std::string_view name(Facet facet) {
  switch (facet) {
    case Facet::present: return "present";
    case Facet::code: return "code";
    case Facet::order: return "order";
    case Facet::system: return "system";
    case Facet::target: return "target";
    case Facet::url: return "url";
    case Facet::identifier: return "identifier";
    case Facet::day: return "day";
    case Facet::span: return "span";
    case Facet::span_end: return "span-end";
    case Facet::prefix: return "prefix";
    case Facet::exact: return "exact";
    case Facet::decimal: return "decimal";
  }
  ensure(!"a facet");
}

std::vector<Facet> facets_of(SearchType type) {
  switch (type) {
    case SearchType::token: return {Facet::present, Facet::code, Facet::order, Facet::system};
    case SearchType::reference: return {Facet::present, Facet::target, Facet::url, Facet::identifier};
    case SearchType::date: return {Facet::present, Facet::day, Facet::span, Facet::span_end};
    case SearchType::string: return {Facet::present, Facet::prefix, Facet::exact};
    case SearchType::number: return {Facet::present, Facet::decimal};
    case SearchType::uri: return {Facet::present, Facet::url, Facet::prefix};
    case SearchType::quantity:
    case SearchType::composite:
    case SearchType::special: return {};
  }
  ensure(!"a search type");
}

base::Outcome<std::shared_ptr<const Facets>> Facets::load(storage::WriteTransaction& write,
                                                          Dictionary& dictionary,
                                                          const definitions::Definitions& definitions,
                                                          std::vector<std::string>& stale) {
  auto facets = std::make_shared<Facets>();
  Loader loader(write, dictionary, stale);
  for (const auto* type : definitions.resource_types()) {
    const std::string name(type->name);
    TRY(auto made, loader.add(name, definitions));
    facets->types_.emplace(name, std::move(made));
  }
  return std::shared_ptr<const Facets>(std::move(facets));
}

const Facets::Type* Facets::find(std::string_view type) const {
  const auto found = types_.find(type);
  return found == types_.end() ? nullptr : &found->second;
}

const ParameterFacets* Facets::Type::find(std::string_view parameter) const {
  const auto found = std::lower_bound(
      parameters.begin(), parameters.end(), parameter,
      [](const ParameterFacets& facets, std::string_view code) { return facets.parameter->code < code; });
  return found != parameters.end() && found->parameter->code == parameter ? &*found : nullptr;
}

std::string instant_key(base::Instant instant) {
  std::string key;
  base::append_big_endian(key, static_cast<std::uint64_t>(instant.time_since_epoch().count()) ^ (1ull << 63));
  return key;
}

}  // namespace linkki::repository
