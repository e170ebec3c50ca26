// What storage/engine.h promises, on every engine.
#include <gtest/gtest.h>

#include "storage/engines.h"

namespace linkki::storage {
namespace {

using base::Refusal;

class Contract : public testing::TestWithParam<Kind> {
 protected:
  Folder folder_;
  std::unique_ptr<Engine> engine_ = GetParam().open(folder_);
};

INSTANTIATE_TEST_SUITE_P(Engines, Contract, testing::ValuesIn(kinds()),
                         [](const auto& info) { return info.param.name; });

std::string block_numbers(Cursor& cursor) {
  std::string found;
  for (auto block = cursor.values(); !block.empty(); block = cursor.more_values()) found += block;
  return found;
}

Work put_numbers(const std::string& key, std::uint64_t begin, std::uint64_t end) {
  return [=](WriteTransaction& t) -> base::Outcome<void> {
    for (auto i = begin; i < end; ++i) TRY_VOID(t.put(numbers, key, number(i)));
    return base::done();
  };
}

TEST_P(Contract, AnEmptyStoreHasNothing) {
  const auto read = std::move(engine_->begin_read()).value();
  EXPECT_EQ(read->get(plain, "a"), std::nullopt);
  EXPECT_FALSE(read->contains(numbers, "a", number(1)));
  EXPECT_EQ(read->entries(plain), 0u);
  const auto cursor = read->cursor(plain);
  EXPECT_FALSE(cursor->first());
  EXPECT_FALSE(cursor->last());
  EXPECT_FALSE(cursor->seek("a"));
  EXPECT_FALSE(cursor->next());
  EXPECT_FALSE(cursor->previous());
}

TEST_P(Contract, WhatWasCommittedIsThere) {
  put(*engine_, plain, "key", "value");
  EXPECT_EQ(get(*engine_, plain, "key"), "value");
  EXPECT_EQ(get(*engine_, plain, "ke"), std::nullopt);
  EXPECT_EQ(get(*engine_, plain, "key "), std::nullopt);
}

TEST_P(Contract, PutReplacesTheValue) {
  put(*engine_, plain, "key", "first");
  put(*engine_, plain, "key", "second, longer");
  EXPECT_EQ(all(*engine_, plain), (Pairs{{"key", "second, longer"}}));
}

TEST_P(Contract, ATransactionThatIsNotCommittedChangesNothing) {
  {
    auto transaction = std::move(engine_->begin_write()).value();
    ASSERT_TRUE(transaction->put(plain, "key", "value"));
    EXPECT_EQ(transaction->get(plain, "key"), "value");
  }
  EXPECT_EQ(get(*engine_, plain, "key"), std::nullopt);
}

TEST_P(Contract, KeysAreOrderedAsBytes) {
  for (const std::string key : {"b", "a", "ab", "\xff", "A", "\x7f"}) put(*engine_, plain, key, "");
  put(*engine_, plain, std::string(1, '\0'), "");
  Pairs expected;
  for (const std::string key : {"A", "a", "ab", "b", "\x7f", "\xff"}) expected.emplace_back(key, "");
  expected.insert(expected.begin(), {std::string(1, '\0'), ""});
  EXPECT_EQ(all(*engine_, plain), expected);
}

TEST_P(Contract, KeysOf1To511BytesAndEmptyValuesAreStored) {
  for (const std::size_t size : {1u, 510u, 511u}) {
    put(*engine_, plain, std::string(size, 'k'), "");
    put(*engine_, numbers, std::string(size, 'k'), number(size));
    EXPECT_EQ(get(*engine_, plain, std::string(size, 'k')), "");
    EXPECT_EQ(get(*engine_, numbers, std::string(size, 'k')), number(size));
  }
}

TEST_P(Contract, KeysOf0Or512BytesAreRefusedAndTheTransactionGoesOn) {
  ASSERT_TRUE(write(*engine_, [](WriteTransaction& t) {
    for (const TableId table : {plain, numbers}) {
      for (const std::size_t size : {0u, 512u, 5'000u}) {
        const auto outcome = t.put(table, std::string(size, 'k'), number(1));
        EXPECT_EQ(outcome.failure().refusal, Refusal::unprocessable);
        EXPECT_EQ(outcome.failure().issues[0].message->code, "storage-key");
        EXPECT_FALSE(t.append(table, std::string(size, 'k'), number(1)));
      }
    }
    return t.put(plain, "good", "");
  }));
  EXPECT_EQ(all(*engine_, plain), (Pairs{{"good", ""}}));
}

TEST_P(Contract, LookingForAKeyOf0Or512BytesFindsNothing) {
  put(*engine_, plain, "key", "value");
  put(*engine_, numbers, "key", number(1));
  for (const std::string& key : {std::string(), std::string(512, 'k'), std::string(600, 'l')}) {
    const auto read = std::move(engine_->begin_read()).value();
    EXPECT_EQ(read->get(plain, key), std::nullopt);
    EXPECT_FALSE(read->contains(numbers, key, number(1)));
    EXPECT_FALSE(read->cursor(numbers)->seek(key, number(1)));
  }
  const bool found = true;
  ASSERT_TRUE(write(*engine_, [&](WriteTransaction& t) -> base::Outcome<void> {
    for (const std::size_t size : {0u, 512u, 600u}) {
      TRY(const bool erased, t.erase(plain, std::string(size, 'k')));
      TRY(const bool erased_number, t.erase(numbers, std::string(size, 'k'), number(1)));
      EXPECT_NE(erased, found);
      EXPECT_NE(erased_number, found);
    }
    return base::done();
  }));
}

TEST_P(Contract, DuplicatesOfAnotherSizeAreRefused) {
  ASSERT_TRUE(write(*engine_, [](WriteTransaction& t) {
    for (const std::size_t size : {0u, 7u, 9u}) {
      const auto outcome = t.put(numbers, "key", std::string(size, 'v'));
      EXPECT_EQ(outcome.failure().refusal, Refusal::unprocessable);
      EXPECT_EQ(outcome.failure().issues[0].message->code, "storage-value");
      EXPECT_FALSE(t.contains(numbers, "key", std::string(size, 'v')));
      EXPECT_FALSE(t.erase(numbers, "key", std::string(size, 'v')).value());
    }
    return base::done();
  }));
  EXPECT_EQ(all(*engine_, numbers), Pairs{});
}

TEST_P(Contract, ALargeValueComesBackWhole) {
  std::string value(3'000'001, 'v');
  value.back() = 'w';
  put(*engine_, plain, "key", value);
  EXPECT_EQ(get(*engine_, plain, "key"), value);
}

TEST_P(Contract, EraseSaysWhetherTheKeyWasThere) {
  put(*engine_, plain, "key", "value");
  ASSERT_TRUE(write(*engine_, [](WriteTransaction& t) -> base::Outcome<void> {
    EXPECT_TRUE(t.erase(plain, "key").value());
    EXPECT_FALSE(t.erase(plain, "key").value());
    EXPECT_EQ(t.get(plain, "key"), std::nullopt);
    return base::done();
  }));
  EXPECT_EQ(all(*engine_, plain), Pairs{});
}

TEST_P(Contract, EachDuplicateIsThereOnceAndInOrder) {
  for (const std::uint64_t i : {3u, 1u, 2u, 3u}) put(*engine_, numbers, "key", number(i));
  EXPECT_EQ(all(*engine_, numbers), (Pairs{{"key", number(1)}, {"key", number(2)}, {"key", number(3)}}));
  const auto read = std::move(engine_->begin_read()).value();
  EXPECT_EQ(read->entries(numbers), 3u);
  EXPECT_EQ(read->get(numbers, "key"), number(1));
  EXPECT_TRUE(read->contains(numbers, "key", number(2)));
  EXPECT_FALSE(read->contains(numbers, "key", number(4)));
  EXPECT_FALSE(read->contains(numbers, "kex", number(2)));
}

TEST_P(Contract, ATableTakesNothingWhenEmptyAndMoreAsItGrows) {
  const auto taken = [&] { return std::move(engine_->begin_read()).value()->bytes_taken(plain); };
  EXPECT_EQ(taken(), 0u);
  put(*engine_, plain, "first", std::string(100, 'a'));
  const auto one = taken();
  EXPECT_GE(one, 100u);
  put(*engine_, plain, "second", std::string(100'000, 'b'));
  EXPECT_GE(taken(), one + 100'000);
}

TEST_P(Contract, EraseTakesOneDuplicateOrAll) {
  ASSERT_TRUE(write(*engine_, put_numbers("key", 0, 5)));
  put(*engine_, numbers, "kez", number(9));
  ASSERT_TRUE(write(*engine_, [](WriteTransaction& t) -> base::Outcome<void> {
    EXPECT_TRUE(t.erase(numbers, "key", number(2)).value());
    EXPECT_FALSE(t.erase(numbers, "key", number(2)).value());
    EXPECT_EQ(t.entries(numbers), 5u);
    EXPECT_TRUE(t.erase(numbers, "key").value());
    EXPECT_FALSE(t.erase(numbers, "key").value());
    return base::done();
  }));
  EXPECT_EQ(all(*engine_, numbers), (Pairs{{"kez", number(9)}}));
}

TEST_P(Contract, AppendStoresInOrderAndFallsBackToPut) {
  ASSERT_TRUE(write(*engine_, [](WriteTransaction& t) -> base::Outcome<void> {
    for (const char* key : {"a", "b", "d", "c", "d"}) TRY_VOID(t.append(plain, key, key));
    for (const std::uint64_t i : {1u, 2u, 2u, 0u}) TRY_VOID(t.append(numbers, "key", number(i)));
    return base::done();
  }));
  EXPECT_EQ(all(*engine_, plain), (Pairs{{"a", "a"}, {"b", "b"}, {"c", "c"}, {"d", "d"}}));
  EXPECT_EQ(all(*engine_, numbers), (Pairs{{"key", number(0)}, {"key", number(1)}, {"key", number(2)}}));
}

TEST_P(Contract, ACursorGoesBothWaysAndStandsNowherePastTheEnds) {
  for (const std::string key : {"a", "c", "e"}) put(*engine_, plain, key, key);
  const auto read = std::move(engine_->begin_read()).value();
  const auto cursor = read->cursor(plain);
  ASSERT_TRUE(cursor->last());
  EXPECT_EQ(cursor->key(), "e");
  ASSERT_TRUE(cursor->previous());
  ASSERT_TRUE(cursor->previous());
  EXPECT_EQ(cursor->value(), "a");
  EXPECT_FALSE(cursor->previous());
  EXPECT_FALSE(cursor->next());
  ASSERT_TRUE(cursor->seek("b"));
  EXPECT_EQ(cursor->key(), "c");
  ASSERT_TRUE(cursor->seek(""));
  EXPECT_EQ(cursor->key(), "a");
  ASSERT_TRUE(cursor->seek("e"));
  EXPECT_FALSE(cursor->next());
  EXPECT_FALSE(cursor->previous());
  EXPECT_FALSE(cursor->seek("f"));
  EXPECT_FALSE(cursor->seek(std::string(600, 'f')));
}

TEST_P(Contract, ACursorGoesFromKeyToKey) {
  ASSERT_TRUE(write(*engine_, put_numbers("a", 0, 3)));
  ASSERT_TRUE(write(*engine_, put_numbers("b", 5, 6)));
  ASSERT_TRUE(write(*engine_, put_numbers("c", 7, 9)));
  const auto read = std::move(engine_->begin_read()).value();
  const auto cursor = read->cursor(numbers);
  ASSERT_TRUE(cursor->seek("a", number(1)));
  EXPECT_EQ(cursor->duplicates(), 3u);
  ASSERT_TRUE(cursor->next_key());
  EXPECT_EQ(cursor->key(), "b");
  EXPECT_EQ(cursor->duplicates(), 1u);
  ASSERT_TRUE(cursor->next_key());
  EXPECT_EQ(cursor->value(), number(7));
  ASSERT_TRUE(cursor->next());
  EXPECT_EQ(cursor->value(), number(8));
  ASSERT_TRUE(cursor->previous_key());
  ASSERT_TRUE(cursor->previous_key());
  EXPECT_EQ(cursor->value(), number(2));
  EXPECT_FALSE(cursor->previous_key());
}

TEST_P(Contract, SeekingADuplicateStaysWithinItsKey) {
  for (const std::uint64_t i : {10u, 20u, 30u}) put(*engine_, numbers, "a", number(i));
  put(*engine_, numbers, "b", number(50));
  const auto read = std::move(engine_->begin_read()).value();
  const auto cursor = read->cursor(numbers);
  ASSERT_TRUE(cursor->seek("a", number(11)));
  EXPECT_EQ(cursor->key(), "a");
  EXPECT_EQ(cursor->value(), number(20));
  EXPECT_FALSE(cursor->seek("a", number(31)));
  EXPECT_FALSE(cursor->next());
  EXPECT_FALSE(cursor->seek("aa", number(0)));
  ASSERT_TRUE(cursor->seek("b", number(1)));
  EXPECT_EQ(cursor->value(), number(50));
  EXPECT_FALSE(cursor->seek("b", number(51)));
}

// 1, 2: without a page of duplicates; 300: in one page; 3 000 and 100 000: in a tree of their own.
TEST_P(Contract, BlocksHoldEveryDuplicateFromTheCurrentOneOn) {
  for (const std::uint64_t count : {1u, 2u, 300u, 3'000u, 20'000u}) {
    const std::string key = number(count);
    ASSERT_TRUE(write(*engine_, put_numbers(key, 0, count)));
    const auto read = std::move(engine_->begin_read()).value();
    const auto cursor = read->cursor(numbers);
    for (const std::uint64_t from : {std::uint64_t{0}, count / 3, count - 1}) {
      std::string expected;
      for (auto i = from; i < count; ++i) expected += number(i);
      ASSERT_TRUE(cursor->seek(key, number(from)));
      EXPECT_EQ(block_numbers(*cursor), expected);
      EXPECT_EQ(cursor->value(), number(count - 1));
      EXPECT_EQ(cursor->key(), key);
    }
    ASSERT_TRUE(cursor->last());
    EXPECT_EQ(block_numbers(*cursor), number(count - 1));
  }
}

TEST_P(Contract, MoreValuesStartRightAfterTheCurrentOne) {
  ASSERT_TRUE(write(*engine_, put_numbers("a", 0, 300)));
  const auto read = std::move(engine_->begin_read()).value();
  const auto cursor = read->cursor(numbers);
  ASSERT_TRUE(cursor->seek("a", number(100)));
  EXPECT_EQ(cursor->more_values().substr(0, number_bytes), number(101));
}

TEST_P(Contract, TheBlockOfALoneDuplicateIsItsOwnAfterAMoveFromAKeyWithMany) {
  ASSERT_TRUE(write(*engine_, put_numbers("a", 0, 300)));
  put(*engine_, numbers, "b", number(7));
  const auto read = std::move(engine_->begin_read()).value();
  const auto cursor = read->cursor(numbers);
  ASSERT_TRUE(cursor->seek("a", number(299)));
  ASSERT_TRUE(cursor->next());
  EXPECT_EQ(block_numbers(*cursor), number(7));
}

TEST_P(Contract, ACursorMovesOnAfterABlock) {
  ASSERT_TRUE(write(*engine_, put_numbers("a", 0, 3'000)));
  ASSERT_TRUE(write(*engine_, put_numbers("b", 0, 2)));
  const auto read = std::move(engine_->begin_read()).value();
  const auto cursor = read->cursor(numbers);
  ASSERT_TRUE(cursor->first());
  const std::size_t first = cursor->values().size() / number_bytes;
  EXPECT_EQ(cursor->value(), number(first - 1));
  ASSERT_TRUE(cursor->previous());
  EXPECT_EQ(cursor->value(), number(first - 2));
  ASSERT_TRUE(cursor->next());
  ASSERT_TRUE(cursor->next());
  EXPECT_EQ(cursor->value(), number(first));
  block_numbers(*cursor);
  EXPECT_TRUE(cursor->more_values().empty());
  ASSERT_TRUE(cursor->next());
  EXPECT_EQ(cursor->key(), "b");
}

TEST_P(Contract, NestedWorkThatFailsIsUndoneAndTheRestStays) {
  ASSERT_TRUE(write(*engine_, [](WriteTransaction& t) -> base::Outcome<void> {
    TRY_VOID(t.put(plain, "before", ""));
    const auto failed = t.nested([](WriteTransaction& inner) -> base::Outcome<void> {
      TRY_VOID(inner.put(plain, "inside", ""));
      TRY(const bool erased, inner.erase(plain, "before"));
      EXPECT_TRUE(erased);
      return base::Failure{Refusal::precondition_failed, {}};
    });
    EXPECT_EQ(failed.failure().refusal, Refusal::precondition_failed);
    EXPECT_EQ(t.get(plain, "before"), "");
    EXPECT_EQ(t.get(plain, "inside"), std::nullopt);
    return t.nested([](WriteTransaction& inner) { return inner.put(plain, "second", ""); });
  }));
  EXPECT_EQ(all(*engine_, plain), (Pairs{{"before", ""}, {"second", ""}}));
}

TEST_P(Contract, NestedWorkNests) {
  ASSERT_TRUE(write(*engine_, [](WriteTransaction& t) {
    return t.nested([](WriteTransaction& middle) -> base::Outcome<void> {
      TRY_VOID(middle.put(plain, "middle", ""));
      const auto failed = middle.nested([](WriteTransaction& inner) -> base::Outcome<void> {
        TRY_VOID(inner.put(plain, "inner", ""));
        return base::Failure{};
      });
      EXPECT_FALSE(failed);
      return middle.nested([](WriteTransaction& inner) { return inner.put(plain, "kept", ""); });
    });
  }));
  EXPECT_EQ(all(*engine_, plain), (Pairs{{"kept", ""}, {"middle", ""}}));
}

TEST_P(Contract, NestedWorkThatThrowsIsUndone) {
  ASSERT_TRUE(write(*engine_, [](WriteTransaction& t) -> base::Outcome<void> {
    const auto throws = [](WriteTransaction& inner) -> base::Outcome<void> {
      TRY_VOID(inner.put(plain, "inside", ""));
      throw Damaged("a test");
    };
    EXPECT_THROW((void)t.nested(throws), Damaged);
    return t.put(plain, "after", "");
  }));
  EXPECT_EQ(all(*engine_, plain), (Pairs{{"after", ""}}));
}

TEST_P(Contract, AReaderKeepsItsSnapshotWhileOthersCommit) {
  put(*engine_, plain, "key", "old");
  ASSERT_TRUE(write(*engine_, put_numbers("key", 0, 1'000)));
  const auto before = std::move(engine_->begin_read()).value();
  const auto cursor = before->cursor(numbers);
  ASSERT_TRUE(cursor->first());
  put(*engine_, plain, "key", "new");
  put(*engine_, plain, "other", "");
  ASSERT_TRUE(write(*engine_, [](WriteTransaction& t) -> base::Outcome<void> {
    TRY([[maybe_unused]] const bool erased, t.erase(numbers, "key"));
    return base::done();
  }));
  EXPECT_EQ(before->get(plain, "key"), "old");
  EXPECT_EQ(before->get(plain, "other"), std::nullopt);
  EXPECT_EQ(before->entries(numbers), 1'000u);
  EXPECT_EQ(block_numbers(*cursor).size(), 1'000 * number_bytes);
  EXPECT_EQ(get(*engine_, plain, "key"), "new");
  EXPECT_EQ(all(*engine_, numbers), Pairs{});
}

TEST_P(Contract, AReaderDoesNotSeeWhatIsNotCommitted) {
  auto transaction = std::move(engine_->begin_write()).value();
  ASSERT_TRUE(transaction->put(plain, "key", "value"));
  EXPECT_EQ(get(*engine_, plain, "key"), std::nullopt);
}

TEST_P(Contract, ACursorOfAWriteTransactionSeesItsChanges) {
  put(*engine_, plain, "a", "");
  ASSERT_TRUE(write(*engine_, [](WriteTransaction& t) -> base::Outcome<void> {
    const auto cursor = t.cursor(plain);
    EXPECT_TRUE(cursor->first());
    EXPECT_FALSE(cursor->next());
    TRY_VOID(t.put(plain, "b", "new"));
    EXPECT_TRUE(cursor->last());
    EXPECT_EQ(cursor->value(), "new");
    return base::done();
  }));
}

TEST_P(Contract, StatisticsTellHowFarTheOldestReaderIsBehind) {
  put(*engine_, plain, "a", "");
  EXPECT_EQ(engine_->statistics().readers, 0u);
  const auto read = std::move(engine_->begin_read()).value();
  for (int i = 0; i < 3; ++i) put(*engine_, plain, std::to_string(i), "");
  EXPECT_EQ(engine_->statistics().readers, 1u);
  EXPECT_EQ(engine_->statistics().oldest_reader_transactions, 3u);
}

class ContractDeathTest : public Contract {};

INSTANTIATE_TEST_SUITE_P(Engines, ContractDeathTest, testing::ValuesIn(kinds()),
                         [](const auto& info) { return info.param.name; });

TEST_P(ContractDeathTest, ACursorThatIsNotPlacedAnewAfterAChangeAborts) {
  auto transaction = std::move(engine_->begin_write()).value();
  ASSERT_TRUE(transaction->put(plain, "a", ""));
  const auto cursor = transaction->cursor(plain);
  ASSERT_TRUE(cursor->first());
  ASSERT_TRUE(transaction->put(plain, "b", ""));
  EXPECT_DEATH((void)cursor->next(), "does not hold");
}

}  // namespace
}  // namespace linkki::storage
