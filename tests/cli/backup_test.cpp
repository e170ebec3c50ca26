#include <gmock/gmock.h>

#include <fstream>

#include "cli/served.h"
#include "repository/audit_store.h"

namespace linkki::cli {
namespace {

using testing::HasSubstr;

class Backup : public StoreTest {
 protected:
  Printed backup(const std::string& from) const {
    return shell({"backup", "--data", from, "--to", folder_ / "backup"});
  }
  Printed restore() const {
    return shell({"restore", "--data", folder_ / "restored", "--from", folder_ / "backup"});
  }
  // The bytes of the last audit entry, and how many there are.
  static std::pair<std::uint64_t, audit::Entry> last_entry(const std::string& data) {
    const auto engine = open_store(DataFolder(data));
    const auto read = (*engine)->begin_read();
    const auto size = repository::AuditStore::size(**read);
    return {size, *repository::AuditStore::get(**read, size - 1)};
  }
};

TEST_F(Backup, ComesBackWithAllResourcesAndKeys) {
  ASSERT_EQ(backup(data()).code, 0);
  const auto restored = restore();
  ASSERT_EQ(restored.code, 0) << restored.err;
  const auto verified = shell({"verify", "--full", "--data", folder_ / "restored"});
  EXPECT_EQ(verified.code, 0) << verified.out;
  EXPECT_THAT(verified.out, HasSubstr("resources sound: 3 resources, 6 versions"));
  EXPECT_EQ(std::filesystem::file_size(DataFolder(folder_ / "restored").token_keys()),
            std::filesystem::file_size(DataFolder(data()).token_keys()));
}

TEST_F(Backup, KeepsKeysForTheirOwner) {
  ASSERT_EQ(backup(data()).code, 0);
  using std::filesystem::perms;
  EXPECT_EQ(std::filesystem::status(folder_ / "backup").permissions(), perms::owner_all);
  EXPECT_EQ(std::filesystem::status(DataFolder(folder_ / "backup").token_keys()).permissions(),
            perms::owner_read | perms::owner_write);
}

TEST_F(Backup, TheTrailTellsOfTheRestoring) {
  ASSERT_EQ(backup(data()).code, 0);
  ASSERT_EQ(restore().code, 0);
  const auto before = last_entry(data()).first;
  const auto [size, entry] = last_entry(folder_ / "restored");
  EXPECT_EQ(size, before + 1);
  EXPECT_EQ(entry.kind, audit::Kind::system);
  EXPECT_EQ(entry.detail, "restored at " + std::to_string(before));
}

TEST_F(Backup, IsMadeWhileTheServerRuns) {
  served_->start();
  const auto made = backup(served_->data());
  served_->stop();
  ASSERT_EQ(made.code, 0) << made.err;
  ASSERT_EQ(restore().code, 0);
  EXPECT_EQ(shell({"verify", "--data", folder_ / "restored"}).code, 0);
}

TEST_F(Backup, TouchesNoFolderThatHoldsSomething) {
  std::filesystem::create_directory(folder_ / "backup");
  std::ofstream(folder_ / "backup/file") << "mine";
  const auto made = backup(data());
  EXPECT_EQ(made.code, 1);
  EXPECT_THAT(made.err, HasSubstr("not empty"));
}

TEST_F(Backup, RestoresIntoNoFolderThatHoldsSomething) {
  ASSERT_EQ(backup(data()).code, 0);
  const auto [code, out, err] = shell({"restore", "--data", data(), "--from", folder_ / "backup"});
  EXPECT_EQ(code, 1);
  EXPECT_THAT(err, HasSubstr("not empty"));
  EXPECT_EQ(shell({"verify", "--data", data()}).code, 0);
}

TEST_F(Backup, WhatIsNoBackupIsNotRestored) {
  std::filesystem::create_directory(folder_ / "backup");
  const auto [code, out, err] = restore();
  EXPECT_EQ(code, 1);
  EXPECT_THAT(err, HasSubstr("data.mdb is missing"));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "restored"));
}

TEST_F(Backup, SaysThatThereIsNothingToSave) {
  EXPECT_EQ(backup(folder_ / "none").code, 1);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "backup"));
}

}  // namespace
}  // namespace linkki::cli
