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
  struct Facet {
    FacetCode code = 0;      // 0: not in this store
    std::uint64_t hash = 0;  // of what it was built with
  };
  Facet find_facet(std::string_view name) const;

  base::Outcome<TypeCode> add_type(storage::WriteTransaction& write, std::string_view name);
  // Adds the facet or replaces the hash of one that is there.
  base::Outcome<FacetCode> add_facet(storage::WriteTransaction& write, std::string_view name,
                                     std::uint64_t hash);
  // No definition has a facet without a true at its code now: should one come back, its rows may lack what
  // was written between.
  base::Outcome<void> forget_all_but(storage::WriteTransaction& write, const std::vector<bool>& kept);

 private:
  struct Hash {  // of what the definitions say, which no outsider writes at will
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  std::map<std::string, TypeCode, std::less<>> types_;
  std::vector<std::string> type_names_;                                   // by code
  std::unordered_map<std::string, Facet, Hash, std::equal_to<>> facets_;  // some 15 000
};

}  // namespace linkki::repository
