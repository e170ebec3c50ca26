// The tables of a store. Each table's key and value are documented in the file that owns it.
//
// All integers are big-endian. A resource's number is type(16 bits) ∥ serial(48 bits), the serial given once
// in the whole store. In the index, one type is one range of numbers. Rows of resources lie by serial
// (row_key): the tables then grow at their end alone and their pages are full; with a growing end for each
// type they would be half empty.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "storage/engine.h"

namespace linkki::repository {

// Raised with every change of a layout; meta keeps the store's own, migration.cpp brings an older store up.
inline constexpr std::uint32_t format = 2;

enum class Table : storage::TableId {
  meta,         // meta.h        name → value
  dictionary,   // dictionary.h  kind name → code, definition
  identity,     // identity.h    type id → number
  resource,     // resource.h    row key → header, body: the current version
  version,      // resource.h    row key, version → the same: older versions
  change,       // change.h      sequence → number, version, interaction, time
  type_change,  // change.h      type sequence →
  index,        // index.h       facet value → numbers
  values,       // index.h       row key → the index rows of its current version
  grant,        // grants.h      holder target part basis task → reference, terms
  grant_basis,  // grants.h      Task or Consent → its grants
  submission,   // submission.h  organisation identifier → first answer
  audit_block,  // audit_store.h first sequence → entries
  audit_tile,   // audit_store.h level index → hashes
  audit_head,   // audit_store.h tree size → signed head
  audit_by,     // audit_store.h patient, agent, day … → sequences
  outbox,       // due.h         sequence → message
  timer,        // due.h         time id → what is due
  job,          // due.h         id → state
};

constexpr storage::TableId id(Table table) {
  return static_cast<storage::TableId>(table);
}

const std::vector<storage::TableSpec>& table_specs();

using Number = std::uint64_t;    // of a resource; 0: none
using TypeCode = std::uint16_t;  // of a resource type, from the dictionary; 0: none

constexpr Number number_of(TypeCode type, std::uint64_t serial) {
  return Number{type} << 48 | serial;
}
constexpr TypeCode type_of(Number number) {
  return static_cast<TypeCode>(number >> 48);
}

// serial(6) ∥ type(2)
inline std::string row_key(Number number) {
  std::string key;
  base::append_big_endian(key, number << 16 | number >> 48);
  return key;
}
// Pre: key.size() >= 8
inline Number number_of_row(std::string_view key) {
  const auto rotated = base::read_big_endian<std::uint64_t>(key);
  return rotated >> 16 | rotated << 48;
}

}  // namespace linkki::repository
