// Every engine, for tests that must hold on all of them; and the shortest ways to write and to look.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "storage/engine.h"
#include "storage/folder.h"

namespace linkki::storage {

inline constexpr TableId plain = 0;
inline constexpr TableId numbers = 1;  // duplicates of 8 bytes
inline constexpr std::size_t number_bytes = 8;

std::vector<TableSpec> tables();

struct Kind {
  std::string name;
  std::function<std::unique_ptr<Engine>(const Folder& folder)> open;
};

std::vector<Kind> kinds();
inline void PrintTo(const Kind& kind, std::ostream* out) {
  *out << kind.name;
}

using Work = std::function<base::Outcome<void>(WriteTransaction&)>;

// Does the work in a transaction of its own, again after a conflict, and commits.
base::Outcome<void> write(Engine& engine, const Work& work);
void put(Engine& engine, TableId table, const std::string& key, const std::string& value);
std::optional<std::string> get(Engine& engine, TableId table, const std::string& key);

// Eight bytes, big-endian.
std::string number(std::uint64_t value);

using Pairs = std::vector<std::pair<std::string, std::string>>;
Pairs all(const Reads& reads, TableId table);
Pairs all(Engine& engine, TableId table);

}  // namespace linkki::storage
