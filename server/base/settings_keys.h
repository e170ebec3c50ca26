// The table of configuration keys: what each is called, holds, allows and means.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <variant>

#include "base/settings.h"

namespace linkki::base {

// An enumerator as one of its words; `at` is the enumeration's single byte.
struct Choice {
  std::uint8_t* at;
  std::span<const std::string_view> words;
};

using Field =
    std::variant<bool*, std::uint64_t*, std::string*, std::vector<std::string>*, Choice, IntegrityByType*>;

struct SettingKey {
  std::string_view name;  // SECTION.NAME
  Field (*field)(Settings&);
  bool reloadable;                 // SIGHUP makes a running server take it over
  std::string_view text;           // documentation; lines end with \n, the last without
  std::uint64_t min = 0, max = 0;  // of a number
  std::string_view allowed = {};   // of a text or the texts of a list, in words, where `valid` restricts it
  bool (*valid)(std::string_view) = nullptr;
};

std::span<const SettingKey> setting_keys();
std::span<const std::string_view> integrity_words();

}  // namespace linkki::base
