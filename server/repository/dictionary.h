// Small codes for resource types and index facets, kept in the store so that a new build or package never
// misreads an index.
//
// Key    't' type name → code(2) ∥ name         'f' facet name → code(4) ∥ definition hash(8)
//        A facet name is "<Type>.<parameter>:<facet>"; the hash is over the parameter's expression, type and
//        the extractor's version: a facet whose hash differs is stale and must be built again. Hash 0: what
//        is stored was never indexed by it, or is not any more.
// Threads   the in-memory copy is immutable and swapped; adding happens in a write transaction.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "repository/tables.h"

namespace linkki::repository {

using FacetCode = std::uint32_t;  // 0: none

// A facet with this bit is kept in `values` alone: it serves sorting, not finding.
inline constexpr FacetCode values_only = 1u << 31;

class Dictionary {
 public:
  // Reads the whole table.
  static Dictionary load(const storage::Reads& reads);

  TypeCode type(std::string_view name) const;  // 0: not in this store
  std::string_view type_name(TypeCode code) const;
  FacetCode facet(std::string_view name) const;  // 0: not in this store
  // The hash a facet was built with; 0: not in this store.
  std::uint64_t facet_hash(std::string_view name) const;

  base::Outcome<TypeCode> add_type(storage::WriteTransaction& write, std::string_view name);
  // Adds the facet or replaces the hash of one that is there.
  base::Outcome<FacetCode> add_facet(storage::WriteTransaction& write, std::string_view name,
                                     std::uint64_t hash);
  // No definition has any other facet now: should one come back, its rows may lack what was written between.
  base::Outcome<void> forget_all_but(storage::WriteTransaction& write, const std::set<std::string>& names);

 private:
  struct Facet {
    FacetCode code = 0;
    std::uint64_t hash = 0;
  };
  std::map<std::string, TypeCode, std::less<>> types_;
  std::vector<std::string> type_names_;  // by code
  std::map<std::string, Facet, std::less<>> facets_;
};

}  // namespace linkki::repository
