// The code systems, value sets and concept maps of one set of definitions, each parsed when it is first asked
// for.
//
// Threads   any. What is handed out is shared and never changes.
// Canonical an absent version means the one loaded last.
// Limits    limits::terminology_cached_max parsed resources of each kind are kept.
// Cost      the first look at a resource unpacks and parses it (about a millisecond), later ones are a
// look-up.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.h"
#include "definitions/definitions.h"
#include "terminology/code_system.h"
#include "terminology/concept_map.h"
#include "terminology/releases.h"
#include "terminology/value_set.h"

namespace linkki::terminology {

// What there is, by name alone.
struct Named {
  std::string type;
  std::string url;
  std::string version;
  std::string content;  // of code systems
};

class Catalogue {
 public:
  // `releases` come before definitions of the same url.
  explicit Catalogue(std::shared_ptr<const definitions::Definitions> definitions,
                     std::shared_ptr<const Releases> releases = nullptr);
  // As `below`, with the resources that one request brings along before them.
  // Errors: bad_request, unprocessable (a value set that cannot be used, more than limits::own_resources_max)
  static base::Outcome<std::shared_ptr<const Catalogue>> with(
      std::shared_ptr<const Catalogue> below, const std::vector<const json::Value*>& resources);

  const definitions::Definitions& definitions() const { return *definitions_; }
  const Releases* releases() const { return releases_.get(); }  // nullptr: there are none

  // nullptr: not here. Supplements are found like any other.
  std::shared_ptr<const CodeSystem> code_system(std::string_view canonical) const;
  std::shared_ptr<const CodeSystem> code_system(std::string_view url, std::string_view version) const;
  // nullptr: not here. Also those of implicit_value_set.h, if the release is loaded. Errors: as
  // ValueSet::make
  base::Outcome<std::shared_ptr<const ValueSet>> value_set(std::string_view canonical) const;
  std::shared_ptr<const ConceptMap> concept_map(std::string_view canonical) const;
  // The canonicals of the maps that lead from, or to, this value set or code system (url without version).
  // The first call looks at all concept maps (some 0.1 s).
  std::vector<std::string> maps_from(std::string_view url) const;
  std::vector<std::string> maps_to(std::string_view url) const;

  // All there are, for what must look through them. The first call unpacks all definitions (some 0.2 s).
  const std::vector<Named>& named() const;

 private:
  template <class T>
  using Cache = std::map<std::string, std::shared_ptr<const T>, std::less<>>;

  using Ends = std::map<std::string, std::vector<std::string>, std::less<>>;  // url → canonicals
  struct Routes {
    Ends from;
    Ends to;
    void add(const json::Value& concept_map);
  };
  const Routes& routes() const;

  std::optional<json::Document> load(std::string_view type, std::string_view canonical) const;
  template <class T>
  std::shared_ptr<const T> kept(const Cache<T>& cache, std::string_view canonical) const;
  template <class T>
  void keep(Cache<T>& cache, std::string_view canonical, const std::shared_ptr<const T>& made) const;

  std::shared_ptr<const definitions::Definitions> definitions_;
  std::shared_ptr<const Releases> releases_;
  std::shared_ptr<const Catalogue> below_;  // nullptr: the definitions themselves
  mutable std::mutex mutex_;
  mutable Cache<CodeSystem> systems_;
  mutable Cache<ValueSet> sets_;
  mutable Cache<ConceptMap> maps_;
  mutable std::optional<std::vector<Named>> named_;
  mutable std::optional<Routes> routes_;
};

// The catalogue of the current definitions and releases: made anew when they have changed.
//
// Threads   any. `registry` outlives it.
class Terminology {
 public:
  explicit Terminology(const definitions::Registry& registry) : registry_(registry) {}
  std::shared_ptr<const Catalogue> current() const;
  // From the next current() on.
  void take(std::shared_ptr<const Releases> releases);

 private:
  const definitions::Registry& registry_;
  mutable std::mutex mutex_;
  std::shared_ptr<const Releases> releases_;
  mutable std::shared_ptr<const definitions::Definitions> definitions_;
  mutable std::shared_ptr<const Catalogue> catalogue_;
};

}  // namespace linkki::terminology
