#include "cli/control.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <future>
#include <stdexcept>

#include "cli/shell.h"

namespace linkki::cli {
namespace {

using testing::AnyOf;
using testing::HasSubstr;

std::unique_ptr<Control> open(const std::string& path) {
  auto opened = Control::open(path);
  EXPECT_TRUE(opened.ok());
  (*opened)->start([](const std::string& request) { return "so " + request; });
  return *std::move(opened);
}

std::string ask(const std::string& path, const std::string& request) {
  const auto answer = ask_server(path, request);
  if (!answer.ok()) return "failed: " + answer.failure().issues.front().text();
  return answer->value_or("nobody");
}

TEST(Control, AnswersWhoAsks) {
  const Folder folder;
  const auto control = open(folder / "control");
  EXPECT_EQ(ask(folder / "control", "packages"), "so packages");
  EXPECT_EQ(ask(folder / "control", "again"), "so again");
}

TEST(Control, IsForTheOwnerAlone) {
  const Folder folder;
  const auto control = open(folder / "control");
  const auto mode = std::filesystem::status(folder / "control").permissions();
  EXPECT_EQ(mode & std::filesystem::perms::all,
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST(Control, MayHaveALongPath) {
  const Folder folder;
  const std::string deep = folder / std::string(120, 'd');
  std::filesystem::create_directory(deep);
  const auto control = open(deep + "/control");
  EXPECT_EQ(ask(deep + "/control", "packages"), "so packages");
}

TEST(Control, IsNotThereWhenNoServerRuns) {
  const Folder folder;
  EXPECT_EQ(ask(folder / "control", "packages"), "nobody");
  open(folder / "control").reset();
  EXPECT_FALSE(std::filesystem::exists(folder / "control"));
  std::filesystem::create_directory(folder / "other");
  EXPECT_EQ(ask(folder / "no-such-folder/control", "packages"), "nobody");
}

TEST(Control, TakesThePlaceOfOneThatWasKilled) {
  const Folder folder;
  std::ofstream(folder / "control") << "left behind";
  const auto control = open(folder / "control");
  EXPECT_EQ(ask(folder / "control", "packages"), "so packages");
}

TEST(Control, AnswersLaterWhoAsksWhileTheServerStarts) {
  const Folder folder;
  const auto opened = Control::open(folder / "control");
  ASSERT_TRUE(opened.ok());
  auto answer = std::async(std::launch::async, [&] { return ask(folder / "control", "packages"); });
  (*opened)->start([](const std::string& request) { return "so " + request; });
  EXPECT_EQ(answer.get(), "so packages");
}

TEST(Control, TellsWhoAskedAServerThatDidNotStart) {
  const Folder folder;
  auto opened = Control::open(folder / "control");
  ASSERT_TRUE(opened.ok());
  auto answer = std::async(std::launch::async, [&] { return ask(folder / "control", "packages"); });
  opened->reset();
  EXPECT_THAT(answer.get(), AnyOf("nobody", HasSubstr("the server does not"), HasSubstr("the server ended")));
}

TEST(Control, OutlivesAnAnswerThatThrows) {
  const Folder folder;
  const auto opened = Control::open(folder / "control");
  ASSERT_TRUE(opened.ok());
  (*opened)->start(
      [](const std::string& request) -> std::string { throw std::runtime_error("no " + request); });
  EXPECT_EQ(ask(folder / "control", "packages"), "no packages");
  EXPECT_EQ(ask(folder / "control", "packages"), "no packages");
}

TEST(Control, PassesOverWhatIsNoRequest) {
  const Folder folder;
  const auto control = open(folder / "control");
  EXPECT_THAT(ask(folder / "control", std::string(1'000, 'x')), HasSubstr("failed"));
  EXPECT_EQ(ask(folder / "control", "packages"), "so packages");
}

}  // namespace
}  // namespace linkki::cli
