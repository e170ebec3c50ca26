// What R4 (and loaded packages) define: types with their elements, search parameters, enumerable value sets.
//
// The base is one memory-mapped file made at build time from the npm package hl7.fhir.r4.examples 4.0.1; an
// overlay holds what packages and POSTed definitions add. A Definitions is immutable: take a shared pointer
// once per request (Registry::current) and keep it; a change swaps in a new one.
//
// Threads   everything here may be read from any thread without locks.
// Lifetime  all views and pointers live as long as the Definitions they came from.
// Canonical a canonical that is asked for may end in |version, and that one is meant; without it what was
// added
//           to R4's own comes first, of several versions the latest.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.h"

namespace linkki::definitions {

struct Type;

enum class TypeKind : std::uint8_t { primitive, complex, backbone, resource };
enum class BindingStrength : std::uint8_t { none, required, extensible, preferred, example };

// A value set: whether its members could all be counted out, and the codes if so.
struct ValueSet {
  std::string_view url;
  std::string_view version;
  bool enumerable = false;  // false: rules that need a terminology server's knowledge
  struct Code {
    std::string_view system;
    std::string_view code;
    std::string_view display;
  };
  std::span<const Code> codes;  // sorted by (code, system); abstract and deprecated ones left out
  std::span<const std::string_view> sources;  // the code systems and value sets that its rules name
  bool contains(std::string_view system, std::string_view code) const;
  bool contains_code(std::string_view code) const;  // for the type `code`, which has no system
};

struct Binding {
  BindingStrength strength = BindingStrength::none;
  std::string_view value_set;     // canonical, |version cut off
  const ValueSet* set = nullptr;  // nullptr: not among the definitions
};

struct Constraint {
  std::string_view key;  // ele-1, pat-1 …
  bool error = true;     // false: warning (best practice)
  std::string_view human;
  std::string_view expression;  // FHIRPath; empty: none given
};

struct TypeReference {
  const Type* type = nullptr;  // HumanName, Reference, string …
  // Of Reference and canonical: names like "Patient"; empty: any.
  std::span<const std::string_view> target_profiles;
};

// Constraints hold once: what its type demands of every instance (ele-1 of a HumanName, pat-1 of the backbone
// Patient.contact) stands on the Type, an Element adds only what its type does not say.
struct Element {
  std::string_view name;  // "name", "deceased" (a choice without [x]), "contact"
  std::string_view path;  // "Patient.contact"
  std::uint32_t min = 0;
  std::uint32_t max = 1;  // UINT32_MAX: *
  bool choice = false;    // was [x]
  bool array = false;     // repeats in JSON (base max > 1)
  bool summary = false;
  bool modifier = false;
  bool xml_attribute = false;
  std::span<const TypeReference> types;  // one, unless choice; backbone: a type named by its path
  Binding binding;
  std::span<const Constraint> constraints;
  std::string_view fixed_json;  // fixed[x], raw JSON; empty: none
  std::string_view pattern_json;
};

struct Type {
  std::string_view name;  // "Patient", "HumanName", "code", "Patient.contact"
  std::string_view url;   // canonical of its StructureDefinition; backbone: empty
  TypeKind kind = TypeKind::complex;
  bool abstract_type = false;
  const Type* parent = nullptr;  // baseDefinition: code → string → Element; Patient → DomainResource
  std::span<const Element> elements;          // in the order of the snapshot, inherited ones first
  std::span<const Constraint> constraints;    // of the root element, inherited ones included
  std::string_view regex;                     // primitives: of the value; empty: none
  bool is(std::string_view type_name) const;  // itself or an ancestor

  struct Child {
    const Element* element = nullptr;
    const Type* type = nullptr;
  };
  // By JSON property name without a leading `_`: "valueQuantity" → {value[x], Quantity}. {}: no such
  // property.
  Child find(std::string_view json_name) const;
  const Element* find_element(std::string_view name) const;  // by FHIRPath name: "value"

  // For find: an open hash table (slots.h) of the JSON names and the names of choices.
  struct Slot {
    std::string_view name;
    std::uint16_t element = 0;
    std::uint16_t type = 0;
  };
  std::span<const Slot> slots;
};

enum class SearchType : std::uint8_t {
  number,
  date,
  string,
  token,
  reference,
  composite,
  quantity,
  uri,
  special
};

struct SearchParameter {
  std::string_view id;
  std::string_view url;
  std::string_view code;
  SearchType type = SearchType::string;
  std::span<const std::string_view> base;  // resource types, "Resource", "DomainResource"
  std::string_view expression;
  std::span<const std::string_view> targets;  // of references
  struct Component {
    std::string_view definition;
    std::string_view expression;
  };
  std::span<const Component> components;  // of composites
  std::string_view description;
};

class Definitions {
 public:
  virtual ~Definitions() = default;

  virtual const Type* find_type(std::string_view name) const = 0;          // also "Patient.contact"
  virtual const Type* find_profile(std::string_view canonical) const = 0;  // a core type by its canonical URL
  virtual const ValueSet* find_value_set(std::string_view canonical) const = 0;
  virtual void each_value_set(const std::function<void(const ValueSet&)>& visit) const = 0;
  virtual std::span<const Type* const> resource_types() const = 0;  // the 145 with a REST end, by name
  // All parameters usable on a type, its own and inherited (`_id` …), sorted by code; faulty ones are left
  // out.
  virtual std::span<const SearchParameter* const> search_parameters(std::string_view type) const = 0;
  virtual const SearchParameter* find_search_parameter(std::string_view type,
                                                       std::string_view code) const = 0;
  virtual const SearchParameter* find_search_parameter(std::string_view canonical) const = 0;

  // The parameters that put a resource of this type into a compartment ("Patient", "Encounter",
  // "RelatedPerson", "Practitioner", "Device") when they refer to its focus; empty: never in it.
  virtual std::span<const SearchParameter* const> compartment(std::string_view code,
                                                              std::string_view type) const = 0;
  // The parameters by which a resource of this type tells whose it is: its patient compartment's, and
  // `patient` and `subject` where the type has them (R4 leaves Task and others out of the compartment).
  // Patient: `link` alone.
  virtual std::span<const SearchParameter* const> patient_parameters(std::string_view type) const = 0;

  // The definitional resources themselves (StructureDefinition, SearchParameter, ValueSet, CodeSystem …), as
  // JSON. Cost: one zstd block each. The order is stable for one file. Errors: unavailable (the file is
  // damaged).
  using Visit = std::function<void(std::string_view type, std::string_view id, std::string_view json)>;
  virtual base::Outcome<void> each_resource(const Visit& visit) const = 0;
  // One of them by its canonical URL; empty: none has it. Cost: unpacks one block, about a millisecond.
  virtual base::Outcome<std::optional<std::string>> find_resource(std::string_view canonical) const = 0;
  virtual std::string_view fingerprint() const = 0;  // of the content: 64 hex digits
};

// Whether a Registry takes resources of this type: those with a canonical url by which others find them.
bool is_definitional(std::string_view type);
std::span<const std::string_view> definitional_types();

// Maps the file; under 20 ms. Errors: unavailable with what is wrong with the file.
base::Outcome<std::shared_ptr<const Definitions>> open(const std::string& file);
// definitions.bin beside the running executable or in the folder above it.
std::string default_file();

class AddedResource;
using Added = std::vector<std::shared_ptr<const AddedResource>>;

// The current definitions; current() copies one shared pointer under a lock that nobody holds for longer than
// that.
class Registry {
 public:
  explicit Registry(std::shared_ptr<const Definitions> base);
  ~Registry();
  std::shared_ptr<const Definitions> current() const;
  // Adds or replaces definitional resources by type, url and version and swaps the new set in. All or
  // nothing. SearchParameters take effect on their types, where they hide others of their code; CodeSystems
  // and ValueSets in find_value_set, also for R4's own sets that name them (not through Binding::set, which
  // stays R4's). All are held as resources. Calls wait for each other, readers of current() never wait.
  // Errors    bad_request: not JSON; unprocessable: no definitional resource, no url, an unknown base type;
  //           storage_full: more than limits::added_definitions_max, or limits::added_codes_max in value sets
  // Cost      some 10 ms and what all added value sets take to count out
  base::Outcome<void> add(const std::vector<std::string>& resources_json);
  // Takes out what was added under these canonicals (without |version: all versions); R4's own comes back.
  // Errors    unavailable (R4's file is damaged), nothing is taken out then
  base::Outcome<void> remove(const std::vector<std::string>& canonicals);
  // Both in one swap: takes out, then adds. Errors: as add
  base::Outcome<void> change(const std::vector<std::string>& canonicals,
                             const std::vector<std::string>& resources_json);
  // What all packages define, in the place of what they defined before. Of one canonical and version, what
  // add() and change() bring wins, whenever that comes; a package's comes back when that goes. Errors: as add
  base::Outcome<void> set_packages(Added resources);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace linkki::definitions
