#include <gmock/gmock.h>

#include <fstream>

#include "cli/findings.h"
#include "cli/served.h"

namespace linkki::cli {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::Contains;
using testing::Each;
using testing::Field;
using testing::HasSubstr;
using testing::Not;

auto has(Weight weight, const std::string& text) {
  return Contains(AllOf(Field(&Finding::weight, weight), Field(&Finding::text, HasSubstr(text))));
}

class Doctor : public testing::Test {
 protected:
  Doctor() {
    for (const char* name : {"chain.pem", "key.pem"}) std::ofstream(folder_ / name) << "x";
    fs::permissions(folder_ / "key.pem", fs::perms::owner_read | fs::perms::owner_write);
    fs::create_directory(folder_ / "data");
    fs::permissions(folder_ / "data", fs::perms::owner_all);
    settings_.tls.chain = folder_ / "chain.pem";
    settings_.tls.key = folder_ / "key.pem";
    settings_.storage.data = folder_ / "data";
    settings_.server.public_url = "https://linkki.example.fi/fhir";
    settings_.limits.connections_max = 1;
    settings_.audit.reserve_bytes = 1 << 20;
    settings_.issuers.emplace_back();
    settings_.issuers[0].url = "https://idp.example.fi";
    settings_.issuers[0].jwks_uri = "https://idp.example.fi/keys";
  }

  Folder folder_;
  base::Settings settings_;
};

TEST_F(Doctor, FindsNothingWhereAllIsWell) {
  EXPECT_THAT(examine(settings_), Each(Field(&Finding::weight, Weight::fine)));
}

TEST_F(Doctor, FindsACertificateThatIsNotThere) {
  fs::remove(folder_ / "chain.pem");
  EXPECT_THAT(examine(settings_), has(Weight::fault, "chain.pem cannot be read"));
}

TEST_F(Doctor, FindsAKeyThatOthersMayRead) {
  fs::permissions(folder_ / "key.pem", fs::perms::others_read, fs::perm_options::add);
  EXPECT_THAT(examine(settings_), has(Weight::fault, "others may read the key"));
}

TEST_F(Doctor, FindsThatNoClientCouldEverComeIn) {
  settings_.tls.client_certificates = base::ClientCertificates::required;
  EXPECT_THAT(examine(settings_), has(Weight::fault, "tls.client_authority"));
}

TEST_F(Doctor, FindsADataFolderThatIsOpenToOthers) {
  fs::permissions(folder_ / "data", fs::perms::group_read, fs::perm_options::add);
  EXPECT_THAT(examine(settings_), has(Weight::warning, "chmod 700"));
}

TEST_F(Doctor, DoesNotMindADataFolderYetToCome) {
  settings_.storage.data = folder_ / "later";
  EXPECT_THAT(examine(settings_), has(Weight::warning, "not there yet"));
  EXPECT_FALSE(fs::exists(folder_ / "later"));
}

TEST_F(Doctor, FindsADiskTooSmallForTheReserve) {
  settings_.audit.reserve_bytes = std::uint64_t{1} << 60;
  EXPECT_THAT(examine(settings_), has(Weight::fault, "free space"));
}

TEST_F(Doctor, FindsMoreConnectionsThanFilesMayBeOpen) {
  settings_.limits.connections_max = std::uint64_t{1} << 60;
  EXPECT_THAT(examine(settings_), has(Weight::warning, "open files"));
}

TEST_F(Doctor, FindsDoorsThatStandOpen) {
  settings_.sandbox.enabled = true;
  settings_.metrics.address = "0.0.0.0";
  settings_.cors.origins = {"*"};
  EXPECT_THAT(examine(settings_), AllOf(has(Weight::warning, "sandbox"), has(Weight::warning, "metrics"),
                                        has(Weight::warning, "cors.origins")));
}

TEST_F(Doctor, FindsThatNobodyCouldSignIn) {
  settings_.issuers.clear();
  EXPECT_THAT(examine(settings_), has(Weight::warning, "[[issuers]]"));
}

TEST_F(Doctor, FindsKeysOfAnIssuerThatAreNotThere) {
  settings_.issuers[0].jwks_uri.clear();
  settings_.issuers[0].jwks_file = folder_ / "none.jwks";
  EXPECT_THAT(examine(settings_), has(Weight::fault, "keys of https://idp.example.fi: "));
}

TEST_F(Doctor, FindsThatLinksLeadNowhere) {
  settings_.server.public_url = "https://localhost:8443/fhir";
  EXPECT_THAT(examine(settings_), has(Weight::warning, "localhost"));
}

class DoctorOfAServer : public StoreTest {
 protected:
  std::vector<Finding> examine_at(base::Instant now) const {
    base::Settings settings;
    settings.tls.chain = served_->certificates() + "/server.pem";
    settings.storage.data = data();
    return examine_contents(settings, now);
  }
  const base::Instant now_ = base::SystemClock().now();
};

TEST_F(DoctorOfAServer, LooksIntoTheStore) {
  EXPECT_THAT(examine_at(now_), has(Weight::fine, "store: format 2, 3 resources, "));
}

TEST_F(DoctorOfAServer, FindsAStoreThatCannotBeOpened) {
  fs::resize_file(DataFolder(data()).store_file(), 100);
  EXPECT_THAT(examine_at(now_), has(Weight::fault, "store"));
}

TEST_F(DoctorOfAServer, SaysUntilWhenTheCertificateHolds) {
  EXPECT_THAT(examine_at(now_), has(Weight::fine, "certificate: good until 20"));
  EXPECT_THAT(examine_at(now_ + std::chrono::days(10'000)), has(Weight::fault, "certificate: ended on 20"));
}

TEST_F(DoctorOfAServer, SaysByItsExitCodeWhetherSomethingIsWrong) {
  const auto doctor = [&](const std::string& chain) {
    return Served::shell_now(
        {"doctor", "--data", data(), "--set", "tls.chain=" + chain, "--set", "audit.reserve_bytes=1048576"});
  };
  EXPECT_EQ(doctor(served_->certificates() + "/server.pem").code, 0);
  const auto printed = doctor(folder_ / "none.pem");
  EXPECT_EQ(printed.code, 3);
  EXPECT_THAT(printed.out, HasSubstr("fault    certificate: "));
}

}  // namespace
}  // namespace linkki::cli
