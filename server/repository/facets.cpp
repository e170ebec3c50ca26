#include "repository/facets.h"

#include <algorithm>
#include <utility>

#include "access/permit.h"
#include "base/bytes.h"
#include "repository/meta.h"
#include "repository/parts.h"
#include "search/composite.h"
#include "search/text.h"

namespace linkki::repository {
namespace {

using definitions::SearchType;

// `zone`: that of times without one.
std::uint64_t definition_hash(const definitions::SearchParameter& parameter, std::string_view zone) {
  std::string text(parameter.expression);
  text += '\n';
  text += std::to_string(static_cast<int>(parameter.type));
  text += '\n';
  text += std::to_string(extractor_version);
  if (parameter.type == SearchType::date) text.append("\n").append(zone);
  for (const auto& component : parameter.components)
    text.append("\n").append(component.definition).append("\n").append(component.expression);
  return base::read_big_endian<std::uint64_t>(crypto::view(crypto::sha256(text)));
}

constexpr std::uint64_t never_built = 0;
constexpr std::uint64_t plain_hash = 1;  // of facets that no definition makes

constexpr std::array<std::string_view, 2> words_facets = {":word", ":word-end"};

std::string facet_name(const std::string& type, std::string_view parameter, Facet facet) {
  return type + "." + std::string(parameter) + ":" + std::string(name(facet));
}

class Loader {
 public:
  Loader(storage::WriteTransaction& write, Dictionary& dictionary, const IndexSettings& settings)
      : write_(write), dictionary_(dictionary), settings_(settings) {}

  base::Outcome<Facets::Type> add(const std::string& type, const definitions::Definitions& definitions) {
    Facets::Type made;
    TRY(made.code, dictionary_.add_type(write_, type));
    made.open = access::is_public(type);
    empty_ = meta::live(write_, made.code) == 0;
    TRY(made.live, add_plain(type + ":live"));
    if (definitions::is_definitional(type)) {
      TRY(made.added, add_plain(type + ":added"));
    }
    TRY(made.refers, add(type + ":refers", extractor_version, made.refers_stale));
    if (std::find(settings_.text_types.begin(), settings_.text_types.end(), type) !=
        settings_.text_types.end()) {
      TRY(made.word, add(type + std::string(words_facets[0]), words_version, made.words_stale));
      TRY(made.word_end, add(type + std::string(words_facets[1]), words_version, made.words_stale));
    }
    for (const auto* parameter : definitions.search_parameters(type)) {
      TRY(auto facets, add(type, *parameter));
      if (const auto components = search::components_of(*parameter, definitions)) {
        for (const search::Component& one : *components) facets.components.push_back(one.parameter->type);
      }
      if (parameter->code == "_lastUpdated") made.updated = facets.code(Facet::day);
      made.parameters.push_back(facets);
    }
    return made;
  }

  base::Outcome<void> forget_others() { return dictionary_.forget_all_but(write_, kept_); }

 private:
  base::Outcome<FacetCode> add_plain(const std::string& name) {
    if (const FacetCode code = dictionary_.facet(name)) return keep(code);
    TRY(const FacetCode code, dictionary_.add_facet(write_, name, plain_hash));
    return keep(code);
  }

  base::Outcome<FacetCode> add(const std::string& name, std::uint64_t hash, bool& stale) {
    const auto [known, built_with] = dictionary_.find_facet(name);
    if (known && built_with == hash) return keep(known);
    stale = stale || !empty_;
    if (known && !empty_) return keep(known);
    TRY(const FacetCode code, dictionary_.add_facet(write_, name, empty_ ? hash : never_built));
    return keep(code);
  }

  FacetCode keep(FacetCode code) {
    if (kept_.size() <= code) kept_.resize(code + 1);
    kept_[code] = true;
    return code;
  }

  base::Outcome<ParameterFacets> add(const std::string& type, const definitions::SearchParameter& parameter) {
    ParameterFacets facets{&parameter};
    const std::uint64_t hash = definition_hash(parameter, settings_.zone);
    for (const Facet facet : facets_of(parameter.type)) {
      TRY(const FacetCode code, add(facet_name(type, parameter.code, facet), hash, facets.stale));
      facets.codes[static_cast<std::size_t>(facet)] = facet == Facet::order ? code | values_only : code;
    }
    return facets;
  }

  storage::WriteTransaction& write_;
  Dictionary& dictionary_;
  const IndexSettings& settings_;
  std::vector<bool> kept_;  // by code
  bool empty_ = false;
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
    case Facet::rest: return "rest";
    case Facet::text: return "text";
    case Facet::kind: return "kind";
    case Facet::media: return "media";
    case Facet::version: return "version";
    case Facet::range: return "range";
    case Facet::unit: return "unit";
    case Facet::measure: return "measure";
    case Facet::together: return "together";
    case Facet::place: return "place";
  }
  ensure(!"a facet");
}

std::vector<Facet> facets_of(SearchType type) {
  switch (type) {
    case SearchType::token:
      return {Facet::present, Facet::code, Facet::order, Facet::system,
              Facet::text,    Facet::kind, Facet::media};
    case SearchType::reference:
      return {Facet::present, Facet::target, Facet::url, Facet::identifier, Facet::system, Facet::version};
    case SearchType::date: return {Facet::present, Facet::day, Facet::span, Facet::span_end};
    case SearchType::string: return {Facet::present, Facet::prefix, Facet::exact, Facet::rest};
    case SearchType::number: return {Facet::present, Facet::decimal, Facet::range, Facet::order};
    case SearchType::quantity:
      return {Facet::present, Facet::decimal, Facet::unit, Facet::measure, Facet::range, Facet::order};
    case SearchType::uri: return {Facet::present, Facet::url, Facet::prefix, Facet::version};
    case SearchType::composite: return {Facet::present, Facet::together};
    case SearchType::special: return {Facet::present, Facet::place};
  }
  ensure(!"a search type");
}

base::Outcome<std::shared_ptr<const Facets>> Facets::load(storage::WriteTransaction& write,
                                                          Dictionary& dictionary,
                                                          const definitions::Definitions& definitions,
                                                          const IndexSettings& settings) {
  auto facets = std::make_shared<Facets>();
  facets->zone_ = settings.zone;
  Loader loader(write, dictionary, settings);
  for (const auto* type : definitions.resource_types()) {
    const std::string name(type->name);
    TRY(auto made, loader.add(name, definitions));
    facets->types_.emplace(name, std::move(made));
  }
  TRY_VOID(loader.forget_others());
  return std::shared_ptr<const Facets>(std::move(facets));
}

base::Outcome<std::shared_ptr<const Facets>> Facets::built(storage::WriteTransaction& write,
                                                           Dictionary& dictionary,
                                                           const std::string& type) const {
  auto facets = std::make_shared<Facets>(*this);
  Type& made = facets->types_.at(type);
  for (ParameterFacets& parameter : made.parameters) {
    if (!std::exchange(parameter.stale, false)) continue;
    const std::uint64_t hash = definition_hash(*parameter.parameter, zone_);
    for (const Facet facet : facets_of(parameter.parameter->type)) {
      const std::string name = facet_name(type, parameter.parameter->code, facet);
      if (auto added = dictionary.add_facet(write, name, hash); !added.ok())
        return std::move(added).failure();
    }
  }
  if (std::exchange(made.refers_stale, false)) {
    if (auto added = dictionary.add_facet(write, type + ":refers", extractor_version); !added.ok())
      return std::move(added).failure();
  }
  if (std::exchange(made.words_stale, false)) {
    for (const std::string_view facet : words_facets) {
      if (auto added = dictionary.add_facet(write, type + std::string(facet), words_version); !added.ok())
        return std::move(added).failure();
    }
  }
  return std::shared_ptr<const Facets>(std::move(facets));
}

bool Facets::Type::stale() const {
  return refers_stale || words_stale ||
         std::any_of(parameters.begin(), parameters.end(),
                     [](const ParameterFacets& facets) { return facets.stale; });
}

std::vector<std::string> Facets::stale() const {
  std::vector<std::string> names;
  for (const auto& [name, type] : types_) {
    for (const ParameterFacets& parameter : type.parameters) {
      if (parameter.stale) names.push_back(name + "." + std::string(parameter.parameter->code));
    }
    if (type.words_stale) names.push_back(name + "." + std::string(search::content_parameter));
  }
  return names;
}

std::vector<std::string> Facets::stale_types() const {
  std::vector<std::string> names;
  for (const auto& [name, type] : types_) {
    if (type.stale()) names.push_back(name);
  }
  return names;
}

std::uint64_t Facets::fingerprint(std::string_view type) const {
  std::string text = std::to_string(extractor_version) + " " + std::to_string(words_version);
  base::append_big_endian(text, find(type)->word);
  for (const ParameterFacets& parameter : find(type)->parameters) {
    base::append_big_endian(text, parameter.codes[static_cast<std::size_t>(Facet::present)]);
    base::append_big_endian(text, definition_hash(*parameter.parameter, zone_));
  }
  return base::read_big_endian<std::uint64_t>(crypto::view(crypto::sha256(text)));
}

const Facets::Type* Facets::find(std::string_view type) const {
  const auto found = types_.find(type);
  return found == types_.end() ? nullptr : &found->second;
}

std::vector<FacetCode> ParameterFacets::order() const {
  const auto codes_of = [&](std::initializer_list<Facet> facets) {
    std::vector<FacetCode> found;
    for (const Facet facet : facets) found.push_back(code(facet));
    return found;
  };
  switch (parameter->type) {
    case SearchType::token: return codes_of({Facet::order});
    case SearchType::reference: return codes_of({Facet::target});
    case SearchType::date: return codes_of({Facet::day, Facet::span});
    case SearchType::string:
    case SearchType::uri: return codes_of({Facet::prefix});
    case SearchType::number: return codes_of({Facet::decimal, Facet::order});
    case SearchType::quantity: return codes_of({Facet::measure, Facet::order});
    case SearchType::composite:
    case SearchType::special: return {};
  }
  ensure(!"a search type");
}

const ParameterFacets* Facets::Type::find(std::string_view parameter) const {
  const auto found = std::lower_bound(
      parameters.begin(), parameters.end(), parameter,
      [](const ParameterFacets& facets, std::string_view code) { return facets.parameter->code < code; });
  return found != parameters.end() && found->parameter->code == parameter ? &*found : nullptr;
}

std::string identifier_kind(const FacetHash& hash, const std::string& system, const std::string& code,
                            const std::string& value) {
  return hash.hash16(join({system, code, value}));
}

std::string versioned(const FacetHash& hash, const std::string& target, const std::string& version) {
  return hash.hash16(target) + version.substr(0, version_bytes_max);
}

std::string media_type(const std::string& code) {
  std::string type = code.substr(0, code.find(';'));
  type.erase(type.find_last_not_of(' ') + 1);
  return type;
}

std::string instant_key(base::Instant instant) {
  std::string key;
  base::append_big_endian(key, static_cast<std::uint64_t>(instant.time_since_epoch().count()) ^ (1ull << 63));
  return key;
}

}  // namespace linkki::repository
