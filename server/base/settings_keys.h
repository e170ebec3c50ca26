// The table of configuration keys: what each is called, holds, allows and means.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "base/settings.h"

namespace linkki::base {

// An enumerator as one of its words; `at` is the enumeration's single byte.
struct Choice {
  std::uint8_t* at;
  std::span<const std::string_view> words;
};

using Field = std::variant<bool*, std::uint64_t*, std::string*, std::vector<std::string>*, Choice,
                           IntegrityByType*, Mapping*>;

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
// The keys of a table [[issuers]]; their fields are those of the last issuer (pre: there is one).
std::span<const SettingKey> issuer_keys();
inline constexpr std::size_t issuers_max = 32;
std::span<const std::string_view> integrity_words();
// "server" of "server.port".
inline std::string_view section_of(std::string_view name) {
  return name.substr(0, name.find('.'));
}
// What a key accepts, as the end of "… must be".
std::string allowed(const SettingKey& key);

}  // namespace linkki::base
