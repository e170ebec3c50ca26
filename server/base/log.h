// Log lines on a file descriptor: text for people, or one JSON object a line. Never bodies, tokens or
// identifiers.
//
// What a line may hold is a matter of types: words that stand in our source (they are checked when compiled),
// numbers, and Technical text (addresses, file names, texts of the operating system), which the caller
// vouches for. Each line has an id; the caller of a failed request is told the id and nothing else.
// Threads   write() from any thread; it never waits for the reader of the lines: with the queue full the
//           oldest waiting line is dropped
// Limits    limits::log_lines_waiting_max, limits::log_text_bytes_max
// Lifetime  the destructor writes out what waits
#pragma once

#include <concepts>
#include <cstdint>
#include <cstdio>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "base/clock.h"
#include "base/random.h"

namespace linkki::base {

enum class LogLevel : std::uint8_t { debug, info, warning, error };
enum class LogFormat : std::uint8_t { text, json };

// A word of our own source.
class Word {
 public:
  consteval Word(const char* literal) : text_(literal) {}  // NOLINT(google-explicit-constructor)
  std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

// Text from outside of our source that holds nothing of a client or a person. Cut at log_text_bytes_max; what
// is not printable ASCII becomes '?'.
struct Technical {
  explicit Technical(std::string_view from) : text(from) {}
  std::string_view text;
};

class LogValue {
 public:
  // NOLINTBEGIN(google-explicit-constructor)
  LogValue(Technical value) : held_(value.text) {}
  LogValue(Word word) : held_(word.text()) {}
  consteval LogValue(const char* literal) : held_(std::string_view(literal)) {}
  template <std::same_as<bool> Boolean>  // a template, so that nothing else turns into a truth
  LogValue(Boolean value) : held_(value) {}
  template <std::integral Integer>
    requires(!std::same_as<Integer, bool>)
  LogValue(Integer value) : held_(static_cast<std::int64_t>(value)) {}
  // NOLINTEND(google-explicit-constructor)

  void print(std::string& out) const;

 private:
  std::variant<bool, std::int64_t, std::string_view> held_;
};

struct LogField {
  Word name;
  LogValue value;
};

class Log {
 public:
  using Fields = std::initializer_list<LogField>;

  Log(LogLevel level, LogFormat format, const Clock& clock, Random& random, std::FILE* to = stderr);
  ~Log();

  // Returns the line's id, whether or not the level is written.
  std::string write(LogLevel level, Word event, Fields fields = {});
  std::string debug(Word event, Fields fields = {}) { return write(LogLevel::debug, event, fields); }
  std::string info(Word event, Fields fields = {}) { return write(LogLevel::info, event, fields); }
  std::string warning(Word event, Fields fields = {}) { return write(LogLevel::warning, event, fields); }
  std::string error(Word event, Fields fields = {}) { return write(LogLevel::error, event, fields); }

  void set(LogLevel level, LogFormat format);
  std::uint64_t dropped() const;  // lines, since the start

 private:
  struct Lines;
  std::string next_id();

  const Clock& clock_;
  std::string id_prefix_;
  std::unique_ptr<Lines> lines_;
};

}  // namespace linkki::base
