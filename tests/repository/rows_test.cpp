// The tables one by one, on an engine of their own.
#include <gtest/gtest.h>

#include "repository/change.h"
#include "repository/decimal_key.h"
#include "repository/dictionary.h"
#include "repository/due.h"
#include "repository/grants.h"
#include "repository/identity.h"
#include "repository/meta.h"
#include "repository/resource.h"
#include "repository/sight_log.h"
#include "repository/submission.h"
#include "storage/memory/engine.h"

namespace linkki::repository {
namespace {

class Tables : public testing::Test {
 protected:
  std::unique_ptr<storage::Engine> engine = storage::memory::open({.tables = table_specs()});
  std::unique_ptr<storage::WriteTransaction> write = *engine->begin_write();
};

Header full_header() {
  Header header;
  header.version = 7;
  header.time = base::Instant{std::chrono::microseconds{1'769'842'800'123'000}};
  header.open = header.listed = header.governed = header.hidden = header.named = true;
  header.author = number_of(1, 2);
  header.custodian = number_of(1, 3);
  header.case_id = number_of(4, 5);
  header.part = Part::assessment;
  header.issuer = number_of(1, 9);
  header.patients = {number_of(6, 1), number_of(6, 2)};
  header.labels = {1, ~std::uint64_t{0}};
  header.id = std::string(64, 'x');
  return header;
}

void expect_same(const Header& a, const Header& b) {
  EXPECT_EQ(encode(a), encode(b));
  EXPECT_EQ(a.version, b.version);
  EXPECT_EQ(a.time, b.time);
  EXPECT_EQ(std::tie(a.deleted, a.open, a.listed, a.governed, a.hidden, a.named),
            std::tie(b.deleted, b.open, b.listed, b.governed, b.hidden, b.named));
  EXPECT_EQ(std::tie(a.author, a.custodian, a.case_id, a.issuer),
            std::tie(b.author, b.custodian, b.case_id, b.issuer));
  EXPECT_EQ(a.part, b.part);
  EXPECT_EQ(std::tie(a.patients, a.labels, a.id), std::tie(b.patients, b.labels, b.id));
}

TEST(Row, KeepsEveryFieldOfItsHeaderAndTheBody) {
  const std::string bytes = encode(full_header()) + "body";
  const Row row = decode_row(bytes);
  expect_same(row.header, full_header());
  EXPECT_EQ(row.body, "body");
}

TEST(Row, KeepsAHeaderWithNothingInIt) {
  const std::string bytes = encode(Header{});
  expect_same(decode_row(bytes).header, Header{});
  EXPECT_EQ(decode_row(bytes).body, "");
}

TEST(Row, TakesTheAuthorForTheCustodianThatIsNotStored) {
  Header header = full_header();
  header.custodian = header.author;
  header.deleted = true;
  expect_same(decode_row(encode(header)).header, header);
  EXPECT_LT(encode(header).size(), encode(full_header()).size());
}

TEST(Row, TakesTheAuthorForTheIssuerOfALabelThatIsNotStored) {
  Header header = full_header();
  header.issuer = header.author;
  EXPECT_EQ(decode_row(encode(header)).header.issuer, header.author);
  header.hidden = false;
  EXPECT_EQ(decode_row(encode(header)).header.issuer, 0u);
}

TEST(RowKey, OrdersByAgeWhateverTheType) {
  EXPECT_LT(row_key(number_of(7, 1)), row_key(number_of(2, 2)));
  for (const Number number : {number_of(1, 1), number_of(0xffff, 0xffff'ffff'ffff), number_of(3, 1 << 20)}) {
    EXPECT_EQ(number_of_row(row_key(number)), number);
  }
}

TEST_F(Tables, KeepOlderVersionsBesideTheCurrentOne) {
  const Number number = number_of(1, 1);
  Header header;
  for (header.version = 1; header.version <= 3; ++header.version) {
    if (header.version > 1) {
      ASSERT_TRUE(rows::retire(*write, number).ok());
    }
    ASSERT_TRUE(rows::put_current(*write, number, header, std::to_string(header.version)).ok());
  }
  EXPECT_EQ(rows::current(*write, number)->body, "3");
  EXPECT_EQ(rows::version(*write, number, 1)->body, "1");
  EXPECT_EQ(rows::version(*write, number, 2)->body, "2");
  EXPECT_EQ(rows::version(*write, number, 3)->body, "3");
  EXPECT_FALSE(rows::version(*write, number, 4).has_value());
  EXPECT_FALSE(rows::current(*write, number_of(1, 2)).has_value());
}

TEST_F(Tables, GiveEachIdOneNumberOfItsType) {
  const Number first = *identity::find_or_reserve(*write, 1, "a");
  EXPECT_EQ(type_of(first), 1);
  EXPECT_EQ(*identity::find_or_reserve(*write, 1, "a"), first);
  EXPECT_NE(*identity::find_or_reserve(*write, 1, "b"), first);
  EXPECT_EQ(type_of(*identity::find_or_reserve(*write, 2, "a")), 2);
  EXPECT_EQ(identity::find(*write, 1, "a"), first);
  EXPECT_EQ(identity::find(*write, 1, "c"), 0u);
  EXPECT_EQ(identity::find(*write, 0, "a"), 0u);
}

TEST_F(Tables, CountTheLiveResourcesOfAType) {
  for (const int difference : {1, 1, 1, -1}) ASSERT_TRUE(meta::add_live(*write, 1, difference).ok());
  EXPECT_EQ(meta::live(*write, 1), 2u);
  EXPECT_EQ(meta::live(*write, 2), 0u);
}

TEST_F(Tables, KeepTextsByName) {
  EXPECT_EQ(meta::text(*write, "salt"), std::nullopt);
  ASSERT_TRUE(meta::set_text(*write, "salt", std::string("\0x", 2)).ok());
  EXPECT_EQ(meta::text(*write, "salt"), std::string("\0x", 2));
}

TEST_F(Tables, ReadTheDictionaryBack) {
  Dictionary dictionary = Dictionary::load(*write);
  const TypeCode patient = *dictionary.add_type(*write, "Patient");
  const TypeCode task = *dictionary.add_type(*write, "Task");
  const FacetCode name = *dictionary.add_facet(*write, "Patient.name:prefix", 11);
  const FacetCode exact = *dictionary.add_facet(*write, "Patient.name:exact", 12);
  EXPECT_EQ(*dictionary.add_type(*write, "Patient"), patient);
  EXPECT_EQ(*dictionary.add_facet(*write, "Patient.name:prefix", 13), name);

  const Dictionary again = Dictionary::load(*write);
  EXPECT_EQ(again.type("Patient"), patient);
  EXPECT_EQ(again.type("Task"), task);
  EXPECT_EQ(again.type("Group"), 0);
  EXPECT_EQ(again.type_name(task), "Task");
  EXPECT_EQ(again.type_name(99), "");
  EXPECT_EQ(again.facet("Patient.name:exact"), exact);
  EXPECT_EQ(again.find_facet("Patient.name:prefix").hash, 13u);
  EXPECT_NE(patient, task);
  EXPECT_NE(name, exact);
}

TEST_F(Tables, WalkChangesNewestFirst) {
  for (std::uint64_t i = 1; i <= 6; ++i) {
    const auto type = static_cast<TypeCode>(i % 2 + 1);
    const Change change{i, number_of(type, i), 1, ChangeKind::updated,
                        base::Instant{std::chrono::seconds{i}}};
    ASSERT_TRUE(changes::append(*write, change).ok());
  }
  const auto walked = [&](TypeCode type, std::uint64_t before) {
    std::vector<std::uint64_t> sequences;
    changes::Walk walk(*write, type, before);
    while (const auto change = walk.next()) {
      EXPECT_EQ(change->time, base::Instant{std::chrono::seconds{change->sequence}});
      sequences.push_back(change->sequence);
    }
    return sequences;
  };
  using Sequences = std::vector<std::uint64_t>;
  EXPECT_EQ(walked(0, 0), (Sequences{6, 5, 4, 3, 2, 1}));
  EXPECT_EQ(walked(0, 4), (Sequences{3, 2, 1}));
  EXPECT_EQ(walked(1, 0), (Sequences{6, 4, 2}));
  EXPECT_EQ(walked(2, 0), (Sequences{5, 3, 1}));
  EXPECT_EQ(walked(2, 3), (Sequences{1}));
  EXPECT_EQ(walked(3, 0), Sequences{});
  EXPECT_EQ(changes::last_sequence(*write), 6u);
  EXPECT_EQ(changes::last_time(*write), base::Instant{std::chrono::seconds{6}});
}

TEST_F(Tables, WalkNothingWhenNothingChanged) {
  EXPECT_FALSE(changes::Walk(*write, 0, 0).next().has_value());
  EXPECT_EQ(changes::last_sequence(*write), 0u);
}

TEST_F(Tables, ReplaceTheGrantsOfATask) {
  const auto resolve = [&](const Target& target) {
    return identity::find_or_reserve(*write, target.type, target.id);
  };
  const auto granted = [&](const std::string& holder, const std::string& target) {
    std::vector<access::Grant> found;
    grants::collect(*write, *resolve({1, holder}), *resolve({2, target}), found);
    return found;
  };
  GivenGrants task{{3, "task"}, {}};
  task.grants.push_back({.holder = {1, "x"}, .target = {2, "case"}, .version = 1});
  task.grants.push_back(
      {.holder = {1, "y"}, .target = {2, "case"}, .part = Part::work, .version = 1, .end = base::Instant{}});
  ASSERT_TRUE(grants::replace(*write, task, resolve).ok());
  ASSERT_EQ(granted("x", "case").size(), 1u);
  EXPECT_EQ(granted("x", "case")[0].basis, access::Basis::task);
  EXPECT_EQ(granted("x", "case")[0].reference, *resolve({3, "task"}));
  EXPECT_EQ(granted("x", "case")[0].end, base::Instant::max());
  EXPECT_EQ(granted("y", "case")[0].part, Part::work);
  EXPECT_EQ(granted("y", "case")[0].end, base::Instant{});

  ASSERT_TRUE(grants::replace(*write, {{3, "other"}, {task.grants[0]}}, resolve).ok());
  EXPECT_EQ(granted("x", "case").size(), 2u);

  task.grants.erase(task.grants.begin());
  task.grants[0].version = 2;
  ASSERT_TRUE(grants::replace(*write, task, resolve).ok());
  ASSERT_EQ(granted("x", "case").size(), 1u);
  EXPECT_EQ(granted("x", "case")[0].reference, *resolve({3, "other"}));
  EXPECT_EQ(granted("y", "case")[0].version, 2u);
}

TEST_F(Tables, EndTheGrantsThatRestOnAConsent) {
  const auto resolve = [&](const Target& target) {
    return identity::find_or_reserve(*write, target.type, target.id);
  };
  const auto count = [&](const std::string& holder) {
    std::vector<access::Grant> found;
    grants::collect(*write, *resolve({1, holder}), *resolve({2, "case"}), found);
    return found.size();
  };
  const auto resting = [](const std::string& holder, const std::string& consent) {
    return GrantDraft{.holder = {1, holder},
                      .target = {2, "case"},
                      .basis = access::Basis::consent,
                      .reference = {4, consent},
                      .version = 3};
  };
  GivenGrants task{{3, "task"}, {resting("x", "first"), resting("y", "second"), resting("x", "second")}};
  ASSERT_TRUE(grants::replace(*write, task, resolve).ok());
  ASSERT_TRUE(grants::replace(*write, {{3, "other"}, {resting("z", "first")}}, resolve).ok());
  EXPECT_EQ(count("x"), 1u);  // for the same reason once, by the first of them
  ASSERT_TRUE(grants::replace(*write, {{4, "first"}, {}}, resolve).ok());
  EXPECT_EQ(count("x"), 0u);
  EXPECT_EQ(count("y"), 1u);
  EXPECT_EQ(count("z"), 0u);
  ASSERT_TRUE(grants::replace(*write, {{3, "task"}, {}}, resolve).ok());
  EXPECT_EQ(count("y"), 0u);
  for (const Number number : {*resolve({3, "task"}), *resolve({4, "first"}), *resolve({4, "second"})}) {
    std::string key;
    base::append_big_endian(key, number);
    EXPECT_FALSE(write->get(id(Table::grant_basis), key).has_value());
  }
}

class SightLog : public Tables {
 protected:
  static base::Instant at(int seconds) { return base::Instant{std::chrono::seconds{seconds}}; }
  // A commit at that time.
  void give(int now, std::vector<GrantDraft> drafts, const std::string& giver = "task") {
    ASSERT_TRUE(
        changes::append(*write, {++sequence_, number_of(9, 1), 1, ChangeKind::updated, at(now)}).ok());
    const auto resolve = [&](const Target& target) {
      return identity::find_or_reserve(*write, target.type, target.id);
    };
    ASSERT_TRUE(grants::replace(*write, {{3, giver}, std::move(drafts)}, resolve).ok());
  }
  static GrantDraft draft(const std::string& target, int start = 0,
                          base::Instant end = base::Instant::max()) {
    return {.holder = {1, "x"}, .target = {2, target}, .part = Part::request, .start = at(start), .end = end};
  }
  // "10 s" of what moved in that time.
  std::string moved(int from, int to) {
    std::string all;
    const auto found = sight_log::between(*write, identity::find(*write, 1, "x"), at(from), at(to), 100);
    for (const auto& one : *found) {
      EXPECT_EQ(Part::request, one.part);
      const auto row = identity::find(*write, 2, "s") == one.target ? "s" : "other";
      all += std::to_string(one.time.time_since_epoch() / std::chrono::seconds{1}) + " " + row + " ";
    }
    return all;
  }

 private:
  std::uint64_t sequence_ = 0;
};

TEST_F(SightLog, TellsWhenAGrantBeganAndEnded) {
  give(10, {draft("s")});
  EXPECT_EQ("10 s ", moved(0, 100));
  give(20, {});
  EXPECT_EQ("10 s 20 s ", moved(0, 100));
  EXPECT_EQ("20 s ", moved(11, 20));
  EXPECT_EQ("", moved(11, 19));
}

TEST_F(SightLog, TellsNothingOfAGrantThatGoesOn) {
  give(10, {draft("s")});
  give(20, {draft("s")});
  auto newer = draft("s");
  newer.version = 7;
  give(30, {newer});
  EXPECT_EQ("10 s ", moved(0, 100));
}

TEST_F(SightLog, TellsOfAnEndWithoutACommit) {
  give(10, {draft("s", 0, at(50))});
  EXPECT_EQ("10 s 50 s ", moved(0, 100));
  give(20, {});
  EXPECT_EQ("10 s 20 s ", moved(0, 100));
  give(30, {draft("s", 0, at(50))});
  give(60, {});
  EXPECT_EQ("10 s 20 s 30 s 50 s ", moved(0, 100));
}

TEST_F(SightLog, TellsNothingOfWhatNeverBegan) {
  give(10, {draft("s", 40, at(50))});
  EXPECT_EQ("40 s 50 s ", moved(0, 100));
  give(20, {});
  EXPECT_EQ("", moved(0, 100));
  give(30, {draft("s", 0, at(30))});
  EXPECT_EQ("", moved(0, 100));
}

TEST_F(SightLog, TellsOneHolderOfTheirOwn) {
  give(10, {draft("s"), draft("other")});
  give(20, {draft("other")});
  EXPECT_EQ("20 s ", moved(11, 100));
  EXPECT_FALSE(sight_log::between(*write, identity::find(*write, 1, "x"), at(0), at(100), 1).has_value());
  EXPECT_TRUE(sight_log::between(*write, 4711, at(0), at(100), 1)->empty());
}

TEST_F(Tables, OfFormatOneGetTheTaskAsTheirReference) {
  std::string key;
  for (const Number part : {Number{11}, Number{12}}) base::append_big_endian(key, part);
  key += "\x01\x06";
  base::append_big_endian(key, Number{13});
  std::string value(20, '\0');
  value[3] = 7;
  ASSERT_TRUE(write->put(id(Table::grant), key, value).ok());
  ASSERT_TRUE(grants::add_references(*write).ok());
  std::vector<access::Grant> found;
  grants::collect(*write, 11, 12, found);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].reference, 13u);
  EXPECT_EQ(found[0].version, 7u);
  EXPECT_EQ(found[0].part, Part::request);
}

TEST_F(Tables, FindASubmissionByOrganisationAndIdentifier) {
  const std::string digest(32, 'd');
  ASSERT_TRUE(submissions::put(*write, 1, "urn:a|1", digest, "answer").ok());
  EXPECT_EQ(submissions::find(*write, 1, "urn:a|1")->response, "answer");
  EXPECT_EQ(submissions::find(*write, 1, "urn:a|1")->digest, digest);
  EXPECT_FALSE(submissions::find(*write, 2, "urn:a|1").has_value());
  EXPECT_FALSE(submissions::find(*write, 1, "urn:a|2").has_value());
  ASSERT_TRUE(submissions::erase(*write, 1, "urn:a|1").ok());
  EXPECT_FALSE(submissions::find(*write, 1, "urn:a|1").has_value());
}

TEST_F(Tables, KeepMessagesInTheOrderOfTheirCommits) {
  for (const char* message : {"one", "two", "three"}) ASSERT_TRUE(due::put_message(*write, message).ok());
  std::string all;
  const auto cursor = write->cursor(id(Table::outbox));
  for (bool found = cursor->first(); found; found = cursor->next()) all += std::string(cursor->value()) + " ";
  EXPECT_EQ(all, "one two three ");
}

TEST_F(Tables, KeepTheStateOfAJob) {
  EXPECT_EQ(due::job(*write, "export"), std::nullopt);
  ASSERT_TRUE(due::put_job(*write, "export", "half").ok());
  EXPECT_EQ(due::job(*write, "export"), "half");
}

std::string decimal_key_of(const char* digits) {
  return decimal_key(*fhirpath::Decimal::parse(digits));
}

TEST(DecimalKey, SortsAsTheNumbersDo) {
  const std::vector<const char*> ascending = {
      "-1000",  "-99.9", "-99",   "-1.55",  "-1.5", "-1",   "-0.01",
      "-0.001", "0",     "0.001", "0.0011", "0.01", "1",    "1.5",
      "1.55",   "9",     "10",    "99",     "99.9", "1000", "123456789012345678901234567890"};
  for (std::size_t i = 1; i < ascending.size(); ++i) {
    EXPECT_LT(decimal_key_of(ascending[i - 1]), decimal_key_of(ascending[i])) << ascending[i];
  }
}

TEST(DecimalKey, IsOneForEqualNumbers) {
  EXPECT_EQ(decimal_key_of("1.5"), decimal_key_of("1.500"));
  EXPECT_EQ(decimal_key_of("100"), decimal_key_of("1e2"));
  EXPECT_EQ(decimal_key_of("0"), decimal_key_of("0.000"));
  EXPECT_EQ(decimal_key_of("-0.10"), decimal_key_of("-1e-1"));
}

}  // namespace
}  // namespace linkki::repository
