// Tiles in memory, and the tree as RFC 9162 defines it, without any.
#pragma once

#include <bit>
#include <map>

#include "audit/tree.h"

namespace linkki::audit {

class MemoryTiles final : public TileStore {
 public:
  std::optional<std::string> get(const TileId& tile) const override {
    ++gets;
    const auto found = tiles.find(tile);
    return found == tiles.end() ? std::nullopt : std::optional(found->second);
  }
  base::Outcome<void> put(const TileId& tile, std::string_view hashes) override {
    tiles[tile] = hashes;
    return base::done();
  }

  std::map<TileId, std::string> tiles;
  mutable int gets = 0;
};

inline std::vector<Hash> some_leaves(std::size_t count) {
  std::vector<Hash> leaves;
  for (std::size_t i = 0; i < count; ++i) leaves.push_back(leaf_hash("entry " + std::to_string(i)));
  return leaves;
}

inline Hash naive_root(const Hash* leaves, std::size_t count) {
  if (count == 0) return crypto::sha256("");
  if (count == 1) return leaves[0];
  const std::size_t k = std::bit_floor(count - 1);
  return node_hash(naive_root(leaves, k), naive_root(leaves + k, count - k));
}

inline Proof naive_path(std::size_t m, const Hash* leaves, std::size_t count) {
  if (count == 1) return {};
  const std::size_t k = std::bit_floor(count - 1);
  Proof path = m < k ? naive_path(m, leaves, k) : naive_path(m - k, leaves + k, count - k);
  path.push_back(m < k ? naive_root(leaves + k, count - k) : naive_root(leaves, k));
  return path;
}

inline Proof naive_subproof(std::size_t m, const Hash* leaves, std::size_t count, bool known) {
  if (m == count) return known ? Proof{} : Proof{naive_root(leaves, count)};
  const std::size_t k = std::bit_floor(count - 1);
  Proof proof =
      m <= k ? naive_subproof(m, leaves, k, known) : naive_subproof(m - k, leaves + k, count - k, false);
  proof.push_back(m <= k ? naive_root(leaves + k, count - k) : naive_root(leaves, k));
  return proof;
}

}  // namespace linkki::audit
