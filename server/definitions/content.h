// Everything that one set of definitions holds: what the compiler makes, the file keeps and open() gives
// back.
//
// Lifetime  rows and what they point to live as long as the Content; strings may point into the mapped file.
#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/json/value.h"
#include "definitions/definitions.h"

namespace linkki::definitions {

// Which parameters link a type to a compartment, as CompartmentDefinition says.
struct CompartmentRow {
  std::string_view code;                         // "Patient"
  std::string_view type;                         // "Observation"
  std::span<const std::string_view> parameters;  // codes
};

// Where a definitional resource lies: bytes [offset, offset + size) of a block's plain text.
struct ResourceRow {
  std::string_view type;
  std::string_view id;
  std::string_view url;  // empty: NamingSystem has none
  std::string_view version;
  std::uint32_t block = 0;
  std::uint32_t offset = 0;
  std::uint32_t size = 0;
};

// A zstd frame: `bytes` long, `offset` from the first frame on.
struct BlockRow {
  std::uint32_t offset = 0;
  std::uint32_t bytes = 0;
  std::uint32_t plain_bytes = 0;
};

struct Content {
  std::vector<Type> types;                         // sorted by name
  std::vector<SearchParameter> search_parameters;  // sorted by url; usable ones only
  std::vector<ValueSet> value_sets;                // sorted by url
  std::vector<CompartmentRow> compartments;
  std::vector<ResourceRow> resources;
  std::vector<BlockRow> blocks;
  json::Arena arena;  // the rows and strings that the above point to

  template <class T>
  std::span<T> lay(std::span<const T> rows) {
    static_assert(std::is_trivially_copyable_v<T>);
    if (rows.empty()) return {};
    auto* at = static_cast<T*>(arena.take(rows.size_bytes()));
    std::memcpy(static_cast<void*>(at), rows.data(), rows.size_bytes());
    return {at, rows.size()};
  }
  template <class T>
  std::span<T> lay(const std::vector<T>& rows) {
    return lay(std::span<const T>(rows));
  }
};

}  // namespace linkki::definitions
