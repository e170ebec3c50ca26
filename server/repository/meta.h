// Small facts about the store as a whole.
//
// Key    a name: "format", "salt", "sequence", "last-updated", "serial", "live/<type code>" …
//        "generation": how often the set of definitions that the index follows has changed
// Value  as the name says; integers are 8 bytes
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "repository/tables.h"

namespace linkki::repository::meta {

inline constexpr std::string_view generation = "generation";

std::uint64_t number(const storage::Reads& reads, std::string_view name);  // 0: absent
base::Outcome<void> set_number(storage::WriteTransaction& write, std::string_view name, std::uint64_t value);
std::optional<std::string> text(const storage::Reads& reads, std::string_view name);
base::Outcome<void> set_text(storage::WriteTransaction& write, std::string_view name, std::string_view value);

// How many resources of a type are live; O(1).
std::uint64_t live(const storage::Reads& reads, TypeCode type);
base::Outcome<void> add_live(storage::WriteTransaction& write, TypeCode type, int difference);
// A number never given before.
base::Outcome<Number> next_number(storage::WriteTransaction& write, TypeCode type);

}  // namespace linkki::repository::meta
