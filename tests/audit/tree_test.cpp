#include "audit/tree.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "audit/tiles.h"

using namespace linkki;
using namespace linkki::audit;

namespace {

constexpr std::size_t many = 600;  // three levels of tiles

struct Tree : ::testing::Test {
  std::vector<Hash> leaves = some_leaves(many);
  MemoryTiles tiles;

  void grow(std::size_t from, std::size_t to) {
    ASSERT_TRUE(append(tiles, from,
                       {leaves.begin() + static_cast<std::ptrdiff_t>(from),
                        leaves.begin() + static_cast<std::ptrdiff_t>(to)})
                    .ok());
  }
};

std::string hex(const Hash& hash) {
  return crypto::print_hex(crypto::view(hash));
}

}  // namespace

// The values that implementations of RFC 6962 share: leaves "", 00, 10, 2021, 3031, 40414243, …
TEST_F(Tree, HasTheRootsThatOthersCompute) {
  const std::string inputs[] = {"",
                                std::string("\0", 1),
                                "\x10",
                                "\x20\x21",
                                "\x30\x31",
                                "\x40\x41\x42\x43",
                                "\x50\x51\x52\x53\x54\x55\x56\x57",
                                "\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f"};
  const char* const roots[] = {"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                               "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                               "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                               "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                               "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                               "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                               "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                               "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
  for (std::size_t i = 0; i < 8; ++i) {
    ASSERT_TRUE(append(tiles, i, {leaf_hash(inputs[i])}).ok());
    EXPECT_EQ(hex(*root(tiles, i + 1)), roots[i]) << i;
  }
  EXPECT_EQ(hex(*root(tiles, 0)), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_F(Tree, HasTheRootOfTheNaiveTreeAtEverySizeItEverHad) {
  for (std::size_t size = 0; size < many; ++size) grow(size, size + 1);
  for (std::size_t size = 0; size <= many; ++size)
    EXPECT_EQ(*root(tiles, size), naive_root(leaves.data(), size)) << size;
}

TEST_F(Tree, GrowsTheSameInStepsOfAnySize) {
  rc::check([this] {
    MemoryTiles stepwise, at_once;
    std::size_t size = 0;
    while (size < many) {
      const std::size_t step = std::min(many - size, *rc::gen::inRange<std::size_t>(1, 90));
      RC_ASSERT(append(stepwise, size,
                       {leaves.begin() + static_cast<std::ptrdiff_t>(size),
                        leaves.begin() + static_cast<std::ptrdiff_t>(size + step)})
                    .ok());
      size += step;
    }
    RC_ASSERT(append(at_once, 0, leaves).ok());
    RC_ASSERT(stepwise.tiles == at_once.tiles);
  });
}

TEST_F(Tree, ProvesEveryLeafAsTheNaiveTreeDoes) {
  grow(0, many);
  for (const std::size_t size : {1, 2, 3, 15, 16, 17, 31, 32, 33, 100, 255, 256, 257, 300, 599}) {
    const auto top = *root(tiles, size);
    for (std::size_t index = 0; index < size; ++index) {
      const auto proof = inclusion_proof(tiles, index, size);
      ASSERT_TRUE(proof.ok());
      ASSERT_EQ(*proof, naive_path(index, leaves.data(), size)) << index << " of " << size;
      ASSERT_TRUE(verify_inclusion(leaves[index], index, size, *proof, top));
    }
  }
}

TEST_F(Tree, ProvesThatItOnlyGrewAsTheNaiveTreeDoes) {
  grow(0, many);
  rc::check([this] {
    const auto size = *rc::gen::inRange<std::size_t>(1, many + 1);
    const auto old_size = *rc::gen::inRange<std::size_t>(1, size + 1);
    const auto proof = consistency_proof(tiles, old_size, size);
    RC_ASSERT(proof.ok());
    RC_ASSERT(*proof == naive_subproof(old_size, leaves.data(), size, true));
    RC_ASSERT(verify_consistency(old_size, size, *root(tiles, old_size), *root(tiles, size), *proof));
  });
}

TEST_F(Tree, RefusesAProofOfAnotherLeafPlaceSizeOrRoot) {
  grow(0, many);
  rc::check([this] {
    const auto size = *rc::gen::inRange<std::size_t>(2, 300);
    const auto index = *rc::gen::inRange<std::size_t>(0, size);
    const auto top = *root(tiles, size);
    const auto proof = *inclusion_proof(tiles, index, size);
    RC_ASSERT(!verify_inclusion(leaves[(index + 1) % size], index, size, proof, top));
    RC_ASSERT(!verify_inclusion(leaves[index], (index + 1) % size, size, proof, top));
    RC_ASSERT(!verify_inclusion(leaves[index], index, size, proof, *root(tiles, size + 1)));
    RC_ASSERT(!verify_inclusion(leaves[index], size, size, proof, top));
    auto longer = proof;
    longer.push_back(top);
    RC_ASSERT(!verify_inclusion(leaves[index], index, size, longer, top));
    auto shorter = proof;
    shorter.pop_back();
    RC_ASSERT(!verify_inclusion(leaves[index], index, size, shorter, top));
    auto changed = proof;
    changed[*rc::gen::inRange<std::size_t>(0, changed.size())][*rc::gen::inRange(0, 32)] ^= 1;
    RC_ASSERT(!verify_inclusion(leaves[index], index, size, changed, top));
  });
}

TEST_F(Tree, RefusesThatAnotherHistoryGrewIntoIt) {
  grow(0, many);
  rc::check([this] {
    const auto size = *rc::gen::inRange<std::size_t>(2, 300);
    const auto old_size = *rc::gen::inRange<std::size_t>(1, size);
    auto forged = leaves;
    forged[*rc::gen::inRange<std::size_t>(0, old_size)][0] ^= 1;
    const auto proof = *consistency_proof(tiles, old_size, size);
    const auto old_root = *root(tiles, old_size);
    const auto top = *root(tiles, size);
    RC_ASSERT(!verify_consistency(old_size, size, naive_root(forged.data(), old_size), top, proof));
    RC_ASSERT(!verify_consistency(old_size, size, old_root, naive_root(forged.data(), size), proof));
    RC_ASSERT(!verify_consistency(0, size, old_root, top, proof));
    RC_ASSERT(!verify_consistency(size, old_size, old_root, top, proof));
    auto longer = proof;
    longer.push_back(top);
    RC_ASSERT(!verify_consistency(old_size, size, old_root, top, longer));
    RC_ASSERT(!verify_consistency(old_size, size, old_root, top, {}));
  });
}

TEST_F(Tree, KeepsItsRowsFewAndReadsFewOfThem) {
  grow(0, many);
  EXPECT_EQ(tiles.tiles.size(), 38u + 3u + 1u);
  tiles.gets = 0;
  ASSERT_TRUE(root(tiles, many).ok());
  EXPECT_LE(tiles.gets, 10);
}

TEST_F(Tree, SaysWhichTileIsMissing) {
  grow(0, many);
  tiles.tiles.erase({1, 2});
  EXPECT_EQ(root(tiles, many).failure().issues[0].arguments[0].text(),
            "tile 2 of level 1 is missing or short");
  EXPECT_FALSE(inclusion_proof(tiles, 0, many).ok());
  tiles.tiles[{0, 37}].pop_back();
  EXPECT_FALSE(append(tiles, many, {leaves[0]}).ok());
}

TEST_F(Tree, IsFoundWholeByItsCheck) {
  grow(0, many);
  TreeCheck check(tiles);
  for (std::size_t size = 0; size < many; ++size) {
    EXPECT_EQ(check.root(), naive_root(leaves.data(), size)) << size;
    EXPECT_TRUE(check.add(leaves[size]));
  }
  EXPECT_EQ(check.root(), *root(tiles, many));
}

TEST_F(Tree, IsFoundChangedAtEveryByteOfEveryTile) {
  const std::size_t size = 300;
  grow(0, size);
  for (auto& [id, tile] : tiles.tiles) {
    for (std::size_t at = 0; at < tile.size(); at += id.level == 0 ? 7 : 1) {
      tile[at] ^= 0x20;
      TreeCheck check(tiles);
      std::size_t wrong = 0;
      for (std::size_t i = 0; i < size; ++i) {
        if (!check.add(leaves[i]) && wrong == 0) wrong = i + 1;
      }
      ASSERT_NE(wrong, 0u) << at << " of tile " << id.index << " level " << int{id.level};
      if (id.level == 0) {
        ASSERT_EQ(wrong - 1, id.index * tile_hashes + at / 32);
      }
      tile[at] ^= 0x20;
    }
  }
}

TEST_F(Tree, NamesTheFirstLeafThatDoesNotFit) {
  grow(0, many);
  TreeCheck check(tiles);
  for (std::size_t i = 0; i < many; ++i) {
    const bool changed = i == 401;
    EXPECT_EQ(check.add(changed ? leaf_hash("forged") : leaves[i]), i != 401 && i != 415 && i != 511) << i;
  }
}
