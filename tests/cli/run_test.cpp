#include "cli/run.h"

#include <gmock/gmock.h>

#include <fstream>

#include "base/settings.h"
#include "cli/shell.h"

namespace linkki::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

class Subcommand : public testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Each, Subcommand,
                         testing::Values("serve", "import", "validate", "token", "verify", "backup",
                                         "restore", "stats", "doctor"));

TEST_P(Subcommand, HasAManualPage) {
  const auto [code, out, err] = shell({GetParam(), "--help"});
  EXPECT_EQ(code, 0);
  EXPECT_THAT(out, StartsWith("NAME\n  linkki " + GetParam() + " - "));
  EXPECT_THAT(out, AllOf(HasSubstr("\nSYNOPSIS\n"), HasSubstr("\nDESCRIPTION\n"), HasSubstr("\nOPTIONS\n"),
                         HasSubstr("\nEXAMPLES\n  linkki " + GetParam()), HasSubstr("\nEXIT CODES\n")));
  EXPECT_THAT(out, AllOf(HasSubstr("--data FOLDER"), HasSubstr("LINKKI_DATA"), HasSubstr("--config FILE")));
  EXPECT_THAT(err, IsEmpty());
}

TEST_P(Subcommand, KeepsItsPageWithinAHundredColumns) {
  std::istringstream page(shell({GetParam(), "--help"}).out);
  for (std::string line; std::getline(page, line);) EXPECT_LE(line.size(), 100u) << line;
}

TEST_P(Subcommand, RefusesAnUnknownOption) {
  const auto [code, out, err] = shell({GetParam(), "--no-such-option"});
  EXPECT_EQ(code, 2);
  EXPECT_THAT(err, AllOf(HasSubstr("linkki " + GetParam()), HasSubstr("--help")));
  EXPECT_THAT(out, IsEmpty());
}

TEST(Linkki, ListsItsSubcommands) {
  const auto [code, out, err] = shell({"--help"});
  EXPECT_EQ(code, 0);
  for (const char* name : {"serve", "import", "validate", "token", "verify", "backup", "restore", "stats",
                           "package", "terminology", "doctor"}) {
    EXPECT_THAT(out, HasSubstr("\n  " + std::string(name) + " "));
  }
}

TEST(Linkki, WithoutOrWithAnUnknownSubcommandSaysSo) {
  EXPECT_EQ(shell({}).code, 2);
  EXPECT_EQ(shell({"sevre"}).code, 2);
  EXPECT_THAT(shell({"sevre"}).err, HasSubstr("linkki --help"));
}

TEST(Linkki, TellsItsVersion) {
  EXPECT_THAT(shell({"--version"}).out, StartsWith("linkki "));
}

TEST(Serve, PrintsAConfigurationThatItReads) {
  const Folder folder;
  const auto printed = shell({"serve", "--print-config"});
  ASSERT_EQ(printed.code, 0) << printed.err;
  std::ofstream(folder / "linkki.toml") << printed.out;
  EXPECT_EQ(shell({"serve", "--check-config", "--config", folder / "linkki.toml"}).code, 0);
  EXPECT_EQ(shell({"serve", "--print-config", "--config", folder / "linkki.toml"}).out, printed.out);
}

TEST(Serve, PrintsWhatTheOptionsChange) {
  const auto [code, out, err] = shell({"serve", "--print-config", "--data", "elsewhere", "--set",
                                       "server.port=9443", "--set", "sandbox.enabled=true"});
  EXPECT_EQ(code, 0) << err;
  EXPECT_THAT(
      out, AllOf(HasSubstr("data = \"elsewhere\""), HasSubstr("port = 9443"), HasSubstr("enabled = true")));
}

TEST(Serve, StopsAtAFaultyConfigurationWithItsLine) {
  const Folder folder;
  std::ofstream(folder / "linkki.toml") << "[server]\nprot = 1\nport = 70000\n";
  const auto [code, out, err] = shell({"serve", "--config", folder / "linkki.toml"});
  EXPECT_EQ(code, 1);
  EXPECT_THAT(err, AllOf(HasSubstr("linkki.toml:2: there is no key 'server.prot'"),
                         HasSubstr("linkki.toml:3: server.port must be a number from 0 to 65535.")));
}

TEST(Serve, StopsAtAConfigurationThatIsNotThere) {
  const auto [code, out, err] = shell({"serve", "--config", "no/such.toml"});
  EXPECT_EQ(code, 1);
  EXPECT_THAT(err, HasSubstr("no/such.toml"));
}

TEST(Data, MayComeFromTheEnvironment) {
  setenv("LINKKI_DATA", "from-environment", 1);
  const auto out = shell({"serve", "--print-config"}).out;
  const auto wins = shell({"serve", "--print-config", "--data", "from-option"}).out;
  unsetenv("LINKKI_DATA");
  EXPECT_THAT(out, HasSubstr("data = \"from-environment\""));
  EXPECT_THAT(wins, HasSubstr("data = \"from-option\""));
}

}  // namespace
}  // namespace linkki::cli
