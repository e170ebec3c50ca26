// The file that a release of SNOMED CT or LOINC is made into: `linkki terminology load` writes it, the server
// maps it.
//
//   Header    magic, format, checksum, where the sections are
//   about     JSON: a CodeSystem resource without concepts; the languages, uses, properties and sets that
//             the numbers in the other sections count in ("languages", "uses", "properties", "sets")
//   codes     n + 1 offsets, then their bytes; sorted, so that a code is found by halving
//   flags     n words: bit 0 inactive, bit 1 a group that is not to be chosen
//   parents, children    a list for each concept: n + 1 offsets, then the numbers of concepts
//   names     a list for each concept, the display first: language, use, number of a text
//   values    a list for each concept: property, number of a text
//   sets      a list for each reference set: the numbers of its concepts, sorted
//   texts     m + 1 offsets, then UTF-8; each text once
//
// Words are 32 bits in the byte order of the machine that wrote it; sections begin at multiples of 8. The
// checksum (XXH3) covers the rest, against damage, not against malice.
#pragma once

#include <array>
#include <cstdint>

namespace linkki::terminology {

inline constexpr std::array<char, 8> release_magic{'l', 'i', 'n', 'k', 'k', 'i', 'C', 'S'};
inline constexpr std::uint32_t release_format = 1;

enum class Section : std::uint8_t {
  about,
  code_offsets,
  code_bytes,
  flags,
  parent_offsets,
  parents,
  child_offsets,
  children,
  name_offsets,
  names,
  value_offsets,
  values,
  set_offsets,
  set_members,
  text_offsets,
  text_bytes,
};
inline constexpr std::size_t section_count = 16;

inline constexpr std::uint32_t flag_inactive = 1;
inline constexpr std::uint32_t flag_abstract = 2;

struct ReleaseHeader {
  std::array<char, 8> magic = release_magic;
  std::uint64_t checksum = 0;
  std::uint32_t format = release_format;
  std::uint32_t byte_order = 0x01020304;
  struct Place {
    std::uint64_t at = 0;
    std::uint64_t bytes = 0;
  };
  std::array<Place, section_count> sections{};
};
static_assert(sizeof(ReleaseHeader) == 24 + 16 * section_count);

struct ReleaseName {
  std::uint32_t language = 0;  // in "languages" of about
  std::uint32_t use = 0;       // in "uses"; 0: none
  std::uint32_t text = 0;
};
struct ReleaseValue {
  std::uint32_t property = 0;  // in "properties"
  std::uint32_t text = 0;
};

}  // namespace linkki::terminology
