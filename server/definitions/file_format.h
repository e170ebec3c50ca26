// definitions.bin: the layout that definitions_compile writes and open() maps.
//
//   Header    magic, format, checksum, fingerprint, where the tables are
//   tables    one per kind of row (Table), rows of equal size, each field one or more 32-bit words:
//               string    offset and size in the string pool
//               number, flag, enumeration   one word
//               rows      first and count in their own table
//               type, value set             number in their table; none = no type
//   strings   the pool, each string once, UTF-8 without terminators
//   blocks    zstd frames of about block_bytes of plain JSON, with zstd's own checksum
//
// Byte order is the machine's that built it; offsets are bytes from the start of the file. The checksum
// (XXH3) covers all from fingerprint to the first block, against damage, not against malice: who can write
// the file can write ours.
#pragma once

#include <array>
#include <cstdint>
#include <tuple>
#include <type_traits>

#include "definitions/content.h"

namespace linkki::definitions {

inline constexpr std::array<char, 8> file_magic{'l', 'i', 'n', 'k', 'k', 'i', 'R', '4'};
inline constexpr std::uint32_t file_format = 2;
inline constexpr std::uint32_t none = 0xffffffff;
inline constexpr std::size_t block_bytes = 1 << 18;

// The kinds of rows, in the order of the tables.
using Rows = std::tuple<Type, Element, TypeReference, Constraint, Type::Slot, SearchParameter,
                        SearchParameter::Component, ValueSet, ValueSet::Code, CompartmentRow, ResourceRow,
                        BlockRow, std::string_view>;
inline constexpr std::size_t table_count = std::tuple_size_v<Rows>;

template <class Row, std::size_t i = 0>
constexpr std::size_t table_of() {
  if constexpr (std::is_same_v<Row, std::tuple_element_t<i, Rows>>) {
    return i;
  } else {
    return table_of<Row, i + 1>();
  }
}

struct TableHeader {
  std::uint64_t at = 0;
  std::uint32_t rows = 0;
  std::uint32_t row_words = 0;
};

struct Header {
  std::array<char, 8> magic = file_magic;
  std::uint32_t format = file_format;
  std::uint32_t tables_in_use = table_count;
  std::uint64_t checksum = 0;
  std::array<char, 64> fingerprint{};
  std::uint64_t file_bytes = 0;
  std::uint64_t strings_at = 0;
  std::uint64_t strings_bytes = 0;
  std::uint64_t blocks_at = 0;
  std::array<TableHeader, table_count> tables{};
};
static_assert(std::is_trivially_copyable_v<Header> && sizeof(Header) == 120 + 16 * table_count);
inline constexpr std::size_t checked_from = 24;

// The fields of each row in the order of the file: written and read by the same line.
template <class A>
void fields(A& a, std::string_view& r) {
  a(r);
}
template <class A>
void fields(A& a, Type& r) {
  a(r.name, r.url, r.kind, r.abstract_type, r.parent, r.elements, r.constraints, r.regex, r.slots);
}
template <class A>
void fields(A& a, Element& r) {
  a(r.name, r.path, r.min, r.max, r.choice, r.array, r.summary, r.modifier, r.xml_attribute, r.types,
    r.binding.strength, r.binding.value_set, r.binding.set, r.constraints, r.fixed_json, r.pattern_json);
}
template <class A>
void fields(A& a, TypeReference& r) {
  a(r.type, r.target_profiles);
}
template <class A>
void fields(A& a, Constraint& r) {
  a(r.key, r.error, r.human, r.expression);
}
template <class A>
void fields(A& a, Type::Slot& r) {
  a(r.name, r.element, r.type);
}
template <class A>
void fields(A& a, SearchParameter& r) {
  a(r.id, r.url, r.code, r.type, r.base, r.expression, r.targets, r.components, r.description);
}
template <class A>
void fields(A& a, SearchParameter::Component& r) {
  a(r.definition, r.expression);
}
template <class A>
void fields(A& a, ValueSet& r) {
  a(r.url, r.version, r.enumerable, r.codes, r.sources);
}
template <class A>
void fields(A& a, ValueSet::Code& r) {
  a(r.system, r.code, r.display);
}
template <class A>
void fields(A& a, CompartmentRow& r) {
  a(r.code, r.type, r.parameters);
}
template <class A>
void fields(A& a, ResourceRow& r) {
  a(r.type, r.id, r.url, r.version, r.block, r.offset, r.size);
}
template <class A>
void fields(A& a, BlockRow& r) {
  a(r.offset, r.bytes, r.plain_bytes);
}

}  // namespace linkki::definitions
