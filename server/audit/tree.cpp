#include "audit/tree.h"

#include <algorithm>
#include <bit>

#include "audit/entry.h"

namespace linkki::audit {
namespace {

constexpr std::size_t hash_bytes = std::tuple_size_v<Hash>;

Hash hash_at(std::string_view tile, std::size_t place) {
  Hash hash;
  std::copy_n(tile.begin() + static_cast<std::ptrdiff_t>(place * hash_bytes), hash_bytes, hash.begin());
  return hash;
}

// Of 1 to 16 complete subtrees of equal size, the whole as RFC 9162 shapes it.
Hash combine(const Hash* hashes, std::size_t count) {
  if (count == 1) return hashes[0];
  const std::size_t left = std::bit_floor(count - 1);
  return node_hash(combine(hashes, left), combine(hashes + left, count - left));
}

base::Failure missing(const TileId& tile) {
  return damaged(
      {base::Words{"tile {0} of level {1} is missing or short", "tason {1} laatta {0} puuttuu tai on vajaa",
                   "ruta {0} på nivå {1} saknas eller är för kort"},
       {std::to_string(tile.index), std::to_string(tile.level)}});
}

// Leaves begin … begin + count - 1, where a complete subtree of 2^height leaves can stand.
struct Range {
  std::uint64_t begin = 0;
  std::uint64_t count = 0;

  std::uint64_t left_count() const { return std::bit_floor(count - 1); }
  Range left() const { return {begin, left_count()}; }
  Range right() const { return {begin + left_count(), count - left_count()}; }
};

base::Outcome<Hash> subtree(const TileReads& tiles, const Range& range) {
  const int height = std::countr_zero(range.count);
  const int level = height / tile_height;
  const std::uint64_t first = range.begin >> level * tile_height;  // among the hashes of that level
  const std::size_t count = std::size_t{1} << (height - level * tile_height);
  const TileId id{static_cast<std::uint8_t>(level), first / tile_hashes};
  const auto tile = tiles.get(id);
  const std::size_t place = first % tile_hashes;
  if (!tile || tile->size() < (place + count) * hash_bytes) return missing(id);
  std::vector<Hash> hashes;
  for (std::size_t i = 0; i < count; ++i) hashes.push_back(hash_at(*tile, place + i));
  return combine(hashes.data(), count);
}

base::Outcome<Hash> range_hash(const TileReads& tiles, const Range& range) {
  if (std::has_single_bit(range.count)) return subtree(tiles, range);
  TRY(const auto left, subtree(tiles, range.left()));
  TRY(const auto right, range_hash(tiles, range.right()));
  return node_hash(left, right);
}

base::Outcome<void> append_level(TileStore& tiles, std::uint8_t level, std::uint64_t size,
                                 const std::vector<Hash>& added) {
  std::vector<Hash> parents;
  for (std::size_t done = 0; done < added.size();) {
    const TileId id{level, (size + done) / tile_hashes};
    const std::size_t held = (size + done) % tile_hashes;
    std::string tile;
    if (held > 0) {
      const auto stored = tiles.get(id);
      if (!stored || stored->size() < held * hash_bytes) return missing(id);
      tile = stored->substr(0, held * hash_bytes);
    }
    const std::size_t count = std::min<std::size_t>(tile_hashes - held, added.size() - done);
    for (std::size_t i = 0; i < count; ++i) tile += crypto::view(added[done + i]);
    TRY_VOID(tiles.put(id, tile));
    done += count;
    if (held + count < tile_hashes) break;
    std::vector<Hash> whole;
    for (std::size_t i = 0; i < tile_hashes; ++i) whole.push_back(hash_at(tile, i));
    parents.push_back(combine(whole.data(), whole.size()));
  }
  if (parents.empty()) return base::done();
  return append_level(tiles, static_cast<std::uint8_t>(level + 1), size / tile_hashes, parents);
}

}  // namespace

Hash leaf_hash(std::string_view entry) {
  return crypto::sha256({std::string_view("\0", 1), entry});
}

Hash node_hash(const Hash& left, const Hash& right) {
  return crypto::sha256({std::string_view("\1", 1), crypto::view(left), crypto::view(right)});
}

base::Outcome<void> append(TileStore& tiles, std::uint64_t size, const std::vector<Hash>& leaves) {
  return append_level(tiles, 0, size, leaves);
}

base::Outcome<Hash> root(const TileReads& tiles, std::uint64_t size) {
  if (size == 0) return crypto::sha256("");
  return range_hash(tiles, {0, size});
}

base::Outcome<Proof> inclusion_proof(const TileReads& tiles, std::uint64_t index, std::uint64_t size) {
  ensure(index < size);
  Proof proof;
  for (Range range{0, size}; range.count > 1;) {
    const bool in_left = index < range.begin + range.left_count();
    TRY(const auto sibling, range_hash(tiles, in_left ? range.right() : range.left()));
    proof.push_back(sibling);
    range = in_left ? range.left() : range.right();
  }
  std::reverse(proof.begin(), proof.end());
  return proof;
}

base::Outcome<Proof> consistency_proof(const TileReads& tiles, std::uint64_t old_size, std::uint64_t size) {
  ensure(0 < old_size && old_size <= size);
  Proof proof;
  Range range{0, size};
  while (range.begin + range.count != old_size) {
    const bool in_left = old_size <= range.begin + range.left_count();
    TRY(const auto sibling, range_hash(tiles, in_left ? range.right() : range.left()));
    proof.push_back(sibling);
    range = in_left ? range.left() : range.right();
  }
  // The old tree itself when it is a subtree: its root is known to the verifier.
  if (range.begin > 0) {
    TRY(const auto rest, range_hash(tiles, range));
    proof.push_back(rest);
  }
  std::reverse(proof.begin(), proof.end());
  return proof;
}

// RFC 9162 §2.1.3.2, by its names.
bool verify_inclusion(const Hash& leaf, std::uint64_t index, std::uint64_t size, const Proof& proof,
                      const Hash& root) {
  if (index >= size) return false;
  std::uint64_t fn = index, sn = size - 1;
  Hash r = leaf;
  for (const auto& p : proof) {
    if (sn == 0) return false;
    if ((fn & 1) || fn == sn) {
      r = node_hash(p, r);
      while (!(fn & 1) && fn != 0) fn >>= 1, sn >>= 1;
    } else {
      r = node_hash(r, p);
    }
    fn >>= 1, sn >>= 1;
  }
  return sn == 0 && r == root;
}

// RFC 9162 §2.1.4.2, by its names.
bool verify_consistency(std::uint64_t old_size, std::uint64_t size, const Hash& old_root, const Hash& root,
                        const Proof& proof) {
  if (old_size == 0 || old_size > size) return false;
  if (old_size == size) return proof.empty() && old_root == root;
  Proof path = proof;
  if (std::has_single_bit(old_size)) path.insert(path.begin(), old_root);
  if (path.empty()) return false;
  std::uint64_t fn = old_size - 1, sn = size - 1;
  while (fn & 1) fn >>= 1, sn >>= 1;
  Hash fr = path[0], sr = path[0];
  for (std::size_t i = 1; i < path.size(); ++i) {
    if (sn == 0) return false;
    if ((fn & 1) || fn == sn) {
      fr = node_hash(path[i], fr);
      sr = node_hash(path[i], sr);
      while (!(fn & 1) && fn != 0) fn >>= 1, sn >>= 1;
    } else {
      sr = node_hash(sr, path[i]);
    }
    fn >>= 1, sn >>= 1;
  }
  return fr == old_root && sr == root && sn == 0;
}

bool TreeCheck::add(const Hash& leaf) {
  return add(0, size_++, leaf);
}

bool TreeCheck::add(std::size_t level, std::uint64_t index, const Hash& hash) {
  if (levels_.size() == level) levels_.emplace_back();
  auto& [stored, hashes] = levels_[level];
  if (hashes.empty())
    stored = tiles_.get({static_cast<std::uint8_t>(level), index / tile_hashes}).value_or("");
  const std::size_t place = index % tile_hashes;
  bool fits = stored.size() >= (place + 1) * hash_bytes && stored.size() % hash_bytes == 0 &&
              hash_at(stored, place) == hash;
  hashes.push_back(hash);
  if (hashes.size() < tile_hashes) return fits;
  const Hash parent = combine(hashes.data(), hashes.size());
  hashes.clear();
  return add(level + 1, index / tile_hashes, parent) && fits;
}

Hash TreeCheck::root() const {
  if (size_ == 0) return crypto::sha256("");
  std::optional<Hash> right;
  for (const auto& level : levels_) {
    if (level.hashes.empty()) continue;
    const Hash own = combine(level.hashes.data(), level.hashes.size());
    if (!right) {
      right = own;
      continue;
    }
    // `right` hangs beside the last complete subtrees of this level, smallest first.
    for (std::size_t end = level.hashes.size(); end > 0;) {
      const std::size_t count = std::size_t{1} << std::countr_zero(end);
      right = node_hash(combine(level.hashes.data() + end - count, count), *right);
      end -= count;
    }
  }
  return *right;
}

}  // namespace linkki::audit
