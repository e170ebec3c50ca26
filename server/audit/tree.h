// The Merkle tree over all entries: one root stands for every entry and their order.
//
// Leaf      SHA-256(00 ∥ canonical bytes of the entry); node SHA-256(01 ∥ left ∥ right)
// Tiles     a row of hashes of complete subtrees: tile (level, index) holds up to 16 hashes of subtrees of
//           16^level leaves, the first of them number 16·index. A level's last tile grows; every other never
//           changes. About 35 bytes and 0.07 rows an entry.
// Cost      append: 0.6 µs a leaf and the rewriting of one tile a level; for 10^6 leaves a root reads about
//           10 tiles, a proof about 25
// Errors    audit_damaged: a tile is missing or too short; those of the store
// Threads   as the store's transaction
// Standard  RFC 6962 §2.1, RFC 9162 §2.1
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/crypto/hash.h"
#include "base/outcome.h"

namespace linkki::audit {

using Hash = crypto::Sha256;
using Proof = std::vector<Hash>;

inline constexpr int tile_height = 4;
inline constexpr std::uint64_t tile_hashes = 1u << tile_height;

struct TileId {
  std::uint8_t level = 0;
  std::uint64_t index = 0;
  auto operator<=>(const TileId&) const = default;
};

class TileReads {
 public:
  virtual ~TileReads() = default;
  virtual std::optional<std::string> get(const TileId& tile) const = 0;  // its hashes, one behind the other
};

class TileStore : public TileReads {
 public:
  virtual base::Outcome<void> put(const TileId& tile, std::string_view hashes) = 0;
};

Hash leaf_hash(std::string_view entry);
Hash node_hash(const Hash& left, const Hash& right);

// `size` is the number of leaves so far; afterwards it is size + leaves.size().
base::Outcome<void> append(TileStore& tiles, std::uint64_t size, const std::vector<Hash>& leaves);

// Of the first `size` leaves; 0 ≤ size ≤ what was appended.
base::Outcome<Hash> root(const TileReads& tiles, std::uint64_t size);
// That leaf `index` is among the first `size`. Pre: index < size.
base::Outcome<Proof> inclusion_proof(const TileReads& tiles, std::uint64_t index, std::uint64_t size);
// That the first `old_size` leaves begin the first `size`. Pre: 0 < old_size ≤ size.
base::Outcome<Proof> consistency_proof(const TileReads& tiles, std::uint64_t old_size, std::uint64_t size);

bool verify_inclusion(const Hash& leaf, std::uint64_t index, std::uint64_t size, const Proof& proof,
                      const Hash& root);
bool verify_consistency(std::uint64_t old_size, std::uint64_t size, const Hash& old_root, const Hash& root,
                        const Proof& proof);

// Goes through all leaves in order and says where the stored tree first differs from what they make.
class TreeCheck {
 public:
  explicit TreeCheck(const TileReads& tiles) : tiles_(tiles) {}

  // False: a stored hash does not fit this leaf or the subtree that it completes.
  bool add(const Hash& leaf);
  std::uint64_t size() const { return size_; }
  Hash root() const;  // of what was added

 private:
  struct Level {
    std::string stored;        // the tile that holds the next hash of this level
    std::vector<Hash> hashes;  // of that tile, as added
  };
  bool add(std::size_t level, std::uint64_t index, const Hash& hash);

  const TileReads& tiles_;
  std::uint64_t size_ = 0;
  std::vector<Level> levels_;
};

}  // namespace linkki::audit
