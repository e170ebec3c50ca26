// What a resource can reach without a store: by its references what is contained, and where the whole is a
// Bundle, its entries; by its codes the terminology. Each index is made when it is first asked.
//
// Threads   one validation, one thread.
// Standard  https://hl7.org/fhir/R4/references.html#contained
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "fhir/reference.h"
#include "fhirpath/environment.h"
#include "terminology/codes.h"

namespace linkki::validation {

class Profiles;

class Surroundings : public fhirpath::Environment {
 public:
  Surroundings(const definitions::Definitions& known, const Profiles& profiles,
               const terminology::Codes& codes, const fhir::Element& whole)
      : Environment(known), codes(codes), profiles_(profiles), whole_(whole) {}

  const terminology::Codes& codes;

  // The resource that now is %resource, and whether it stands for itself or within %rootResource.
  void enter(const fhir::Element& element, bool contained);
  // Whether a reference of %rootResource, an entry of a Bundle that holds together (so no transaction, no
  // history), could mean several entries; and the entry whose urn:uuid its id is, though it is a link to
  // another type.
  bool is_ambiguous(std::string_view reference) const;
  const definitions::Type* misnamed_entry(const fhir::Reference& reference) const;
  // Of "#id" what %rootResource contains, of "#" itself; nullopt: not there.
  std::optional<fhir::Element> find_fragment(std::string_view reference) const;

  base::Outcome<std::optional<fhir::Element>> resolve(std::string_view reference,
                                                      const fhir::Element& root) const override;
  base::Outcome<std::optional<bool>> member_of(const fhirpath::Item& item,
                                               std::string_view value_set) const override;
  base::Outcome<std::optional<bool>> conforms_to(const fhir::Element& element,
                                                 std::string_view profile) const override;

 private:
  using Index = std::unordered_map<std::string_view, fhir::Element>;
  const Index& contained() const;
  const Index& entries() const;
  struct Names;
  const Names& names() const;

  // A profile may ask for itself: then it cannot be told.
  static constexpr std::size_t conforms_to_depth_max = 4;

  const Profiles& profiles_;
  std::size_t nested_ = 0;  // conformsTo() within conformsTo()
  fhir::Element whole_;
  mutable std::optional<Index> contained_;
  mutable std::optional<Index> entries_;
  // What the entries are called. Empty unless the whole is a Bundle that holds together.
  struct Names {
    std::unordered_set<std::string_view> twice;                                 // fullUrls
    std::unordered_map<std::string_view, const definitions::Type*> by_uuid;     // without urn:uuid:
    std::unordered_map<const json::Value*, std::string_view> base_by_resource;  // of RESTful fullUrls
  };
  mutable std::shared_ptr<const Names> names_;
};

// Enters a resource and, at its end, goes back to the one around it.
class Inside {
 public:
  Inside(Surroundings& surroundings, const fhir::Element& element, bool contained)
      : surroundings_(surroundings),
        resource_(surroundings.resource),
        root_(surroundings.root_resource),
        contained_(contained) {
    surroundings_.enter(element, contained);
  }
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;
  ~Inside() {
    if (!contained_ && root_) surroundings_.enter(*root_, false);
    surroundings_.resource = resource_;
  }

 private:
  Surroundings& surroundings_;
  const std::optional<fhir::Element> resource_;
  const std::optional<fhir::Element> root_;
  const bool contained_;
};

}  // namespace linkki::validation
