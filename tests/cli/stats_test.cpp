#include <gmock/gmock.h>

#include "base/bytes.h"
#include "base/json/parse.h"
#include "cli/served.h"
#include "repository/tables.h"

namespace linkki::cli {
namespace {

using testing::AllOf;
using testing::ContainsRegex;

class Stats : public StoreTest {};

TEST_F(Stats, CountLiveResourcesVersionsAndTables) {
  const auto [code, out, err] = shell({"stats", "--data", data()});
  EXPECT_EQ(code, 0) << err;
  EXPECT_THAT(out, AllOf(ContainsRegex("Organization +2\n"), ContainsRegex("versions +6\n"),
                         ContainsRegex("changes +6\n"), ContainsRegex("audit_block +1\n"),
                         ContainsRegex("file_bytes +[1-9]")));
}

TEST_F(Stats, AreOneJsonObjectForMachines) {
  const auto [code, out, err] = shell({"stats", "--json", "--data", data()});
  EXPECT_EQ(code, 0) << err;
  const auto parsed = json::parse(out);
  ASSERT_TRUE(parsed.ok()) << out;
  EXPECT_EQ(parsed->root.find("resources")->find("Organization")->text(), "2");
  EXPECT_EQ(parsed->root.find("history")->find("versions")->text(), "6");
  EXPECT_EQ(parsed->root.find("tables")->find("change")->text(), "6");
  EXPECT_NE(parsed->root.find("table_bytes")->find("change")->text(), "0");
}

TEST_F(Stats, TellHowFarANewIndexIs) {
  tamper([](storage::WriteTransaction& write) {
    std::string state(16, '\0');  // fingerprint, last number
    base::append_big_endian(state, std::uint64_t{7});
    ASSERT_TRUE(write.put(repository::id(repository::Table::job), "reindex/Organization", state).ok());
  });
  const auto [code, out, err] = shell({"stats", "--data", data()});
  EXPECT_EQ(code, 0) << err;
  EXPECT_THAT(out, ContainsRegex("reindexed\n +Organization +7\n"));
}

TEST_F(Stats, WorkWhileTheServerRuns) {
  served_->start();
  const auto [code, out, err] = shell({"stats", "--data", served_->data()});
  served_->stop();
  EXPECT_EQ(code, 0) << err;
}

TEST_F(Stats, NeedAStore) {
  EXPECT_EQ(shell({"stats", "--data", folder_ / "none"}).code, 1);
}

}  // namespace
}  // namespace linkki::cli
