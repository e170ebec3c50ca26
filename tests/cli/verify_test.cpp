#include <gmock/gmock.h>

#include "audit/block.h"
#include "cli/served.h"
#include "repository/dictionary.h"
#include "repository/meta.h"
#include "repository/tables.h"

namespace linkki::cli {
namespace {

using repository::Table;
using storage::WriteTransaction;
using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

class Verify : public StoreTest {
 protected:
  Printed verify() const { return shell({"verify", "--data", data()}); }

  // The first row of a table, with one byte turned.
  void flip(Table table, std::size_t from_end) {
    tamper([&](WriteTransaction& write) {
      std::string key, value;
      {
        const auto cursor = write.cursor(id(table));
        ASSERT_TRUE(cursor->first());
        key = cursor->key();
        value = cursor->value();
      }
      ASSERT_GT(value.size(), from_end);
      value[value.size() - 1 - from_end] ^= 0x55;
      ASSERT_TRUE(write.put(id(table), key, value).ok());
    });
  }
  void erase_first(Table table) {
    tamper([&](WriteTransaction& write) {
      std::string key;
      {
        const auto cursor = write.cursor(id(table));
        ASSERT_TRUE(cursor->first());
        key = cursor->key();
      }
      ASSERT_TRUE(write.erase(id(table), key).ok());
    });
  }
  void expect_found(const std::string& text) {
    const auto [code, out, err] = verify();
    EXPECT_EQ(code, 3) << err;
    EXPECT_THAT(out, HasSubstr(text));
  }
};

TEST_F(Verify, SaysThatAStoreIsSound) {
  for (const char* how : {"--full", "--data"}) {
    auto arguments = std::vector<std::string>{"verify", "--data", data()};
    if (std::string(how) == "--full") arguments.push_back(how);
    const auto [code, out, err] = shell(arguments);
    EXPECT_EQ(code, 0) << out << err;
    EXPECT_THAT(out, ContainsRegex("audit trail sound: [0-9]+ entries, root [0-9a-f]{64}"));
    EXPECT_THAT(out, HasSubstr("resources sound: 3 resources, 6 versions, 6 changes, "));
  }
}

TEST_F(Verify, NamesTheFirstEntryThatWasRewritten) {
  tamper([](WriteTransaction& write) {
    std::string key(8, '\0'), block(*write.get(id(Table::audit_block), key));
    auto entries = *audit::decode_block(block);
    ASSERT_GT(entries.size(), 3u);
    auto entry = *audit::decode(entries[2]);
    entry.person = "Practitioner/another";
    entries[2] = audit::encode(entry);
    ASSERT_TRUE(write.put(id(Table::audit_block), key, audit::encode_block(entries)).ok());
  });
  expect_found("entry 2 does not fit the tree");
}

TEST_F(Verify, NamesTheFirstEntryOfADamagedBlock) {
  flip(Table::audit_block, 5);
  expect_found("The audit trail is damaged: entry 0 cannot be read.");
}

TEST_F(Verify, NamesTheFirstEntryOfAMissingBlock) {
  erase_first(Table::audit_block);
  expect_found("entry 0 is missing");
}

TEST_F(Verify, SeesThatTheTreeWasChanged) {
  flip(Table::audit_tile, 40);
  expect_found("does not fit the tree");
}

TEST_F(Verify, TellsADamagedResourceAndGoesOn) {
  flip(Table::resource, 3);
  const auto [code, out, err] = verify();
  EXPECT_EQ(code, 3);
  EXPECT_THAT(out, AllOf(HasSubstr("audit trail sound"), HasSubstr("Organization number "),
                         Not(HasSubstr("resources sound"))));
}

TEST_F(Verify, TellsARowThatIsCutOff) {
  tamper([](WriteTransaction& write) {
    std::string key;
    {
      const auto cursor = write.cursor(id(Table::resource));
      ASSERT_TRUE(cursor->first());
      key = cursor->key();
    }
    ASSERT_TRUE(write.put(id(Table::resource), key, "abc").ok());
  });
  expect_found("the header of a resource is damaged");
}

TEST_F(Verify, TellsAMissingVersion) {
  erase_first(Table::version);
  expect_found("version 1: is missing");
}

TEST_F(Verify, TellsAMissingIndexRow) {
  erase_first(Table::index);
  expect_found("the index has ");
}

TEST_F(Verify, TellsAnIndexRowTooMany) {
  tamper([](WriteTransaction& write) {
    ASSERT_TRUE(write.put(id(Table::index), "a value", std::string(8, '\1')).ok());
  });
  expect_found("the index has ");
}

TEST_F(Verify, TellsDamagedIndexRowsOfAResource) {
  tamper([](WriteTransaction& write) {
    std::string key;
    {
      const auto cursor = write.cursor(id(Table::values));
      ASSERT_TRUE(cursor->first());
      key = cursor->key();
    }
    ASSERT_TRUE(write.put(id(Table::values), key, "abc").ok());
  });
  expect_found("the index rows of a resource are damaged");
}

TEST_F(Verify, TellsAMissingChange) {
  erase_first(Table::change);
  expect_found("change 1: is missing");
}

TEST_F(Verify, TellsAWrongCounter) {
  tamper([](WriteTransaction& write) {
    const auto dictionary = repository::Dictionary::load(write);
    ASSERT_TRUE(repository::meta::add_live(write, dictionary.type("Organization"), 5).ok());
  });
  expect_found("Organization: 7 are counted, 2 are there");
}

TEST_F(Verify, SaysThatThereIsNoStore) {
  const auto [code, out, err] = shell({"verify", "--data", folder_ / "none"});
  EXPECT_EQ(code, 1);
  EXPECT_THAT(err, HasSubstr("none"));
}

TEST_F(Verify, WorksWhileTheServerRuns) {
  served_->start();
  EXPECT_EQ(served_->send("GET", "/Organization/county"), 200);
  const auto [code, out, err] = shell({"verify", "--data", served_->data()});
  served_->stop();
  EXPECT_EQ(code, 0) << out << err;
}

}  // namespace
}  // namespace linkki::cli
