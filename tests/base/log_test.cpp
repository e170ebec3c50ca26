#include "base/log.h"

#include <gmock/gmock.h>

#include <string>
#include <thread>
#include <type_traits>

#include "base/json/parse.h"
#include "base/limits.h"

namespace linkki::base {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::MatchesRegex;
using testing::Not;

class LogLines : public testing::Test {
 protected:
  ~LogLines() override { std::fclose(file_); }

  // What was written between construction and destruction of a Log.
  template <class Use>
  std::string lines(LogLevel level, LogFormat format, Use use) {
    {
      Log log(level, format, clock_, random_, file_);
      use(log);
    }
    std::string out(static_cast<std::size_t>(std::ftell(file_)), '\0');
    std::rewind(file_);
    EXPECT_EQ(std::fread(out.data(), 1, out.size(), file_), out.size());
    return out;
  }

  FakeClock clock_{Instant{std::chrono::sys_days{std::chrono::year{2026} / 1 / 31} + 7h + 5min + 9s + 123ms}};
  SeededRandom random_{1};
  std::FILE* file_ = std::tmpfile();
};

TEST_F(LogLines, ATextLineHasTimeLevelIdEventAndFields) {
  const auto out = lines(LogLevel::info, LogFormat::text, [](Log& log) {
    log.info("listening",
             {{"port", 8443}, {"sandbox", true}, {"address", Technical("::1")}, {"mode", "strict"}});
  });
  EXPECT_THAT(out, MatchesRegex("2026-01-31T07:05:09.123Z info    \\[[0-9a-f]+-1\\] listening port=8443 "
                                "sandbox=true address=\"::1\" mode=\"strict\"\n"));
}

TEST_F(LogLines, AJsonLineIsOneObject) {
  const auto out = lines(LogLevel::info, LogFormat::json, [](Log& log) {
    log.error("disk full", {{"free_bytes", 12}, {"folder", Technical("/a\"b\n")}});
  });
  ASSERT_TRUE(out.ends_with("}\n"));
  const auto parsed = json::parse(out.substr(0, out.size() - 1));
  ASSERT_TRUE(parsed.ok()) << out;
  EXPECT_EQ(parsed->root.text_of("time"), "2026-01-31T07:05:09.123Z");
  EXPECT_EQ(parsed->root.text_of("level"), "error");
  EXPECT_EQ(parsed->root.text_of("event"), "disk full");
  EXPECT_EQ(parsed->root.text_of("folder"), "/a\"b?");
  EXPECT_EQ(parsed->root.find("free_bytes")->text(), "12");
}

TEST_F(LogLines, TheIdOfALineIsReturnedAndStandsInIt) {
  std::string first, second;
  const auto out = lines(LogLevel::info, LogFormat::text, [&](Log& log) {
    first = log.error("one");
    second = log.error("two");
  });
  EXPECT_NE(first, second);
  EXPECT_THAT(out, HasSubstr("[" + first + "] one\n"));
  EXPECT_THAT(out, HasSubstr("[" + second + "] two\n"));
}

TEST_F(LogLines, BelowTheLevelNothingIsWritten) {
  EXPECT_THAT(lines(LogLevel::warning, LogFormat::text, [](Log& log) { log.info("quiet"); }), IsEmpty());
}

TEST_F(LogLines, LevelAndFormatCanChangeWhileRunning) {
  const auto out = lines(LogLevel::error, LogFormat::text, [](Log& log) {
    log.info("before");
    log.set(LogLevel::debug, LogFormat::json);
    log.debug("after");
  });
  EXPECT_THAT(out, Not(HasSubstr("before")));
  EXPECT_THAT(out, HasSubstr("\"event\":\"after\""));
}

TEST_F(LogLines, TextFromOutsideCannotForgeALine) {
  const auto out = lines(LogLevel::info, LogFormat::text, [](Log& log) {
    log.info("peer", {{"name", Technical("x\n2026 info [1-1] forged\x1b[2J\xc3")}});
  });
  EXPECT_EQ(std::count(out.begin(), out.end(), '\n'), 1);
  EXPECT_THAT(out, Not(HasSubstr("\x1b")));
}

TEST_F(LogLines, LongTextFromOutsideIsCut) {
  const std::string longer(limits::log_text_bytes_max * 10, 'x');
  const auto out = lines(LogLevel::info, LogFormat::text, [&](Log& log) {
    log.info("peer", {{"name", Technical(longer)}});
  });
  EXPECT_LT(out.size(), limits::log_text_bytes_max + 100);
}

TEST_F(LogLines, LinesOfManyThreadsStayWhole) {
  const auto out = lines(LogLevel::info, LogFormat::text, [](Log& log) {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&log] {
        for (int n = 0; n < 100; ++n) log.info("tick", {{"n", n}});
      });
    }
  });
  std::istringstream in(out);
  int count = 0;
  for (std::string line; std::getline(in, line); ++count) {
    EXPECT_THAT(line, MatchesRegex(".* info    \\[[0-9a-f]+-[0-9a-f]+\\] tick n=[0-9]+"));
  }
  EXPECT_EQ(count, 400);
}

// What a body, a token or an identifier comes as does not compile as a field.
static_assert(!std::is_convertible_v<std::string, LogValue>);
static_assert(!std::is_convertible_v<std::string_view, LogValue>);
static_assert(!std::is_convertible_v<double, LogValue>);
static_assert(!std::is_convertible_v<void*, LogValue>);
static_assert(std::is_convertible_v<int, LogValue>);

}  // namespace
}  // namespace linkki::base
