// Random transactions on every engine, beside the same on ordered containers of the standard library.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "seeds.h"
#include "storage/engines.h"

namespace linkki::storage {
namespace {

using base::Outcome;

// What a store holds, as plainly as it can be said.
struct Oracle {
  std::map<std::string, std::string> plain_entries;
  std::set<std::pair<std::string, std::string>> number_entries;

  Pairs of(TableId table) const {
    if (table == plain) return {plain_entries.begin(), plain_entries.end()};
    return {number_entries.begin(), number_entries.end()};
  }
  bool has(TableId table, const std::string& key) const {
    if (table == plain) return plain_entries.contains(key);
    const auto found = number_entries.lower_bound({key, ""});
    return found != number_entries.end() && found->first == key;
  }
  void put(TableId table, const std::string& key, const std::string& value) {
    if (table == plain) {
      plain_entries[key] = value;
    } else {
      number_entries.emplace(key, value);
    }
  }
  void erase(TableId table, const std::string& key) {
    plain_entries.erase(table == plain ? key : "");
    if (table == numbers)
      std::erase_if(number_entries, [&](const auto& entry) { return entry.first == key; });
  }
};

unsigned below(std::mt19937& random, unsigned end) {
  return static_cast<unsigned>(random() % end);
}

// Few enough to meet again, of lengths at the edges, and such that some keys get pages of duplicates.
std::string some_key(std::mt19937& random) {
  std::string key(1, static_cast<char>('a' + below(random, 6)));
  if (below(random, 4)) return key;
  const unsigned length = below(random, 2) ? 510 : below(random, 40);
  return key + std::string(length, static_cast<char>('a' + below(random, 2)));
}

std::string some_number(std::mt19937& random) {
  return number(below(random, 2'000));
}

// A cursor and an index into the expected entries take the same random way.
class Walk {
 public:
  Walk(const Reads& reads, TableId table, const Pairs& entries, std::mt19937& random)
      : cursor_(reads.cursor(table)), table_(table), entries_(entries), random_(random) {}

  void run() {
    for (int i = 0; i < 100 && !testing::Test::HasFailure(); ++i) {
      if (below(random_, 4) == 0 || !stands()) {
        jump();
      } else {
        move();
      }
    }
  }

 private:
  bool stands() const { return at_ < entries_.size(); }
  const std::string& key() const { return entries_[at_].first; }

  std::size_t begin_of(const std::string& key) const {
    const auto less = [](const auto& entry, const std::string& other) { return entry.first < other; };
    return std::lower_bound(entries_.begin(), entries_.end(), key, less) - entries_.begin();
  }
  std::size_t end_of(const std::string& key) const {
    const auto less = [](const std::string& other, const auto& entry) { return other < entry.first; };
    return std::upper_bound(entries_.begin(), entries_.end(), key, less) - entries_.begin();
  }

  void jump() {
    const std::string key = some_key(random_);
    switch (below(random_, 6)) {
      case 0: return expect(cursor_->first(), 0);
      case 1: return expect(cursor_->last(), entries_.size() - 1);
      case 2: return stands() ? void() : expect_to_stay_nowhere();
      case 3:
      case 4: return expect(cursor_->seek(key), begin_of(key));
      default: return table_ == plain ? void() : seek_number(key, some_number(random_));
    }
  }

  void expect_to_stay_nowhere() {
    EXPECT_FALSE(cursor_->next() || cursor_->previous() || cursor_->next_key() || cursor_->previous_key());
  }

  void seek_number(const std::string& key, const std::string& value) {
    const auto pair = std::lower_bound(entries_.begin(), entries_.end(), std::pair(key, value));
    const bool found = pair != entries_.end() && pair->first == key;
    expect(cursor_->seek(key, value), found ? pair - entries_.begin() : nowhere);
  }

  void move() {
    switch (below(random_, table_ == plain ? 6 : 8)) {
      case 0:
      case 1: return expect(cursor_->next(), at_ + 1);
      case 2:
      case 3: return expect(cursor_->previous(), at_ - 1);
      case 4: return expect(cursor_->next_key(), end_of(key()));
      case 5: return expect(cursor_->previous_key(), begin_of(key()) - 1);
      case 6: return expect_block(cursor_->values(), at_);
      default: return expect_block(cursor_->more_values(), at_ + 1);
    }
  }

  void expect_block(std::string_view block, std::size_t begin) {
    const std::size_t count = block.size() / number_bytes;
    ASSERT_LE(begin + count, end_of(key()));
    EXPECT_EQ(count == 0, begin == end_of(key()));
    for (std::size_t i = 0; i < count; ++i) {
      ASSERT_EQ(block.substr(i * number_bytes, number_bytes), entries_[begin + i].second);
    }
    expect(true, count ? begin + count - 1 : at_);
  }

  void expect(bool on, std::size_t place) {
    at_ = place;
    ASSERT_EQ(on, stands());
    if (!on) return;
    ASSERT_EQ(cursor_->key(), key());
    ASSERT_EQ(cursor_->value(), entries_[at_].second);
    ASSERT_EQ(cursor_->duplicates(), end_of(key()) - begin_of(key()));
  }

  static constexpr std::size_t nowhere = SIZE_MAX;
  std::unique_ptr<Cursor> cursor_;
  TableId table_;
  const Pairs& entries_;
  std::mt19937& random_;
  std::size_t at_ = nowhere;
};

class Trial {
 public:
  Trial(Engine& engine, unsigned seed) : engine_(engine), random_(seed) {}

  void run() {
    for (int i = 0; i < 12 && !testing::Test::HasFailure(); ++i) {
      transaction();
      const auto read = std::move(engine_.begin_read()).value();
      for (const TableId table : {plain, numbers}) {
        const Pairs expected = oracle_.of(table);
        ASSERT_EQ(all(*read, table), expected);
        ASSERT_EQ(read->entries(table), expected.size());
        Walk(*read, table, expected, random_).run();
      }
    }
  }

 private:
  unsigned below(unsigned end) { return storage::below(random_, end); }

  std::string key() { return some_key(random_); }
  std::string value(TableId table) {
    if (table == numbers) return some_number(random_);
    return std::string(below(20) ? below(30) : below(9'000), static_cast<char>('a' + below(26)));
  }

  void transaction() {
    const Oracle before = oracle_;
    const auto seed = random_();
    const bool commits = below(5) != 0;
    // Prepared anew after a conflict: from the same state, with the same choices.
    const auto outcome = write(engine_, [&](WriteTransaction& t) -> Outcome<void> {
      oracle_ = before;
      random_.seed(seed);
      TRY_VOID(change(t, 0));
      if (!commits) return base::Failure{base::Refusal::conflict, {}};
      return base::done();
    });
    ASSERT_EQ(outcome.ok(), commits);
    if (!commits) oracle_ = before;
  }

  Outcome<void> change(WriteTransaction& t, unsigned depth) {
    for (unsigned steps = below(16); steps > 0; --steps) TRY_VOID(step(t, depth));
    return base::done();
  }

  Outcome<void> step(WriteTransaction& t, unsigned depth) {
    const auto table = static_cast<TableId>(below(2));
    switch (below(12)) {
      case 0: return erase_key(t, table);
      case 1:
      case 2: return erase_number(t);
      case 3: return nest(t, depth);
      case 4: return many_numbers(t);
      case 5: EXPECT_EQ(all(t, table), oracle_.of(table)); return base::done();
      case 6: return put(t, table, true);
      default: return put(t, table, false);
    }
  }

  Outcome<void> put(WriteTransaction& t, TableId table, bool appends) {
    const std::string at = key(), what = value(table);
    oracle_.put(table, at, what);
    return appends ? t.append(table, at, what) : t.put(table, at, what);
  }

  Outcome<void> many_numbers(WriteTransaction& t) {
    const std::string at = key();
    const unsigned begin = below(2'000), stride = 1 + below(3);
    for (unsigned i = 0, end = below(500); i < end; ++i) {
      const std::string what = number(begin + i * stride);
      oracle_.put(numbers, at, what);
      TRY_VOID(t.put(numbers, at, what));
    }
    return base::done();
  }

  Outcome<void> erase_key(WriteTransaction& t, TableId table) {
    const std::string at = key();
    TRY(const bool erased, t.erase(table, at));
    EXPECT_EQ(erased, oracle_.has(table, at));
    oracle_.erase(table, at);
    return base::done();
  }

  Outcome<void> erase_number(WriteTransaction& t) {
    std::string at = key(), what = some_number(random_);
    if (below(3) && !oracle_.number_entries.empty()) {
      const auto near = oracle_.number_entries.lower_bound({at, what});
      if (near != oracle_.number_entries.end()) std::tie(at, what) = *near;
    }
    TRY(const bool erased, t.erase(numbers, at, what));
    EXPECT_EQ(erased, oracle_.number_entries.erase({at, what}) == 1);
    return base::done();
  }

  Outcome<void> nest(WriteTransaction& t, unsigned depth) {
    if (depth == 3) return base::done();
    const Oracle before = oracle_;
    const bool keeps = below(2);
    const auto outcome = t.nested([&](WriteTransaction& inner) -> Outcome<void> {
      TRY_VOID(change(inner, depth + 1));
      if (!keeps) return base::Failure{base::Refusal::conflict, {}};
      return base::done();
    });
    EXPECT_EQ(outcome.ok(), keeps);
    if (!keeps) oracle_ = before;
    return base::done();
  }

  Engine& engine_;
  std::mt19937 random_;
  Oracle oracle_;
};

class Property : public testing::TestWithParam<Kind> {};

INSTANTIATE_TEST_SUITE_P(Engines, Property, testing::ValuesIn(kinds()),
                         [](const auto& info) { return info.param.name; });

TEST_P(Property, RandomTransactionsLeaveWhatTheOracleHolds) {
  for (unsigned seed = 1; seed <= seeds(40) && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Folder folder;
    const auto engine = GetParam().open(folder);
    Trial(*engine, seed).run();
  }
}

}  // namespace
}  // namespace linkki::storage
