// An ordered set of entries that never changes: insert and erase make a new one that shares almost all of the
// old one.
//
// A treap, whose priorities are hashes of the entries, so that equal sets have equal shapes. Entries are
// ordered by key, then value. Every function is O(log n), expected.
//
// Threads   a tree may be read by any number of threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace linkki::storage::memory {

struct Entry {
  std::string key;
  std::string value;
};

struct Node;
using Tree = std::shared_ptr<const Node>;  // null: empty

struct Node {
  std::shared_ptr<const Entry> entry;
  std::uint64_t priority;
  std::uint64_t size;
  Tree left;
  Tree right;
};

// Where in the order something is sought: before or behind all entries of a key, or before or behind a pair.
struct Place {
  enum class Side : std::uint8_t { before, behind };
  std::string_view key;
  const std::string_view* value = nullptr;  // null: the key with all its values
  Side side = Side::before;
};

std::uint64_t size(const Tree& tree);
// How many entries lie before the place.
std::uint64_t rank(const Tree& tree, const Place& place);
// Pre: index < size(tree).
const Entry& at(const Tree& tree, std::uint64_t index);
// Pre of insert: neither key nor pair, whichever is to be unique, is there.
Tree insert(const Tree& tree, Entry entry);
// Without the entries of ranks begin up to end.
Tree erase(const Tree& tree, std::uint64_t begin, std::uint64_t end);

}  // namespace linkki::storage::memory
