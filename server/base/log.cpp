#include "base/log.h"

#include <fmt/format.h>
#include <spdlog/async.h>
#include <spdlog/sinks/base_sink.h>

#include <array>
#include <atomic>

#include "base/bytes.h"
#include "base/json/print.h"
#include "base/limits.h"

namespace linkki::base {

namespace {

constexpr std::array<std::string_view, 4> level_words = {"debug", "info", "warning", "error"};

// spdlog's own file sinks open a file by name; ours writes to one that is open.
class FileSink final : public spdlog::sinks::base_sink<std::mutex> {
 public:
  explicit FileSink(std::FILE* to) : to_(to) {}

 protected:
  void sink_it_(const spdlog::details::log_msg& line) override {
    std::fwrite(line.payload.data(), 1, line.payload.size(), to_);
  }
  void flush_() override { std::fflush(to_); }

 private:
  std::FILE* to_;
};

void print_text(std::string_view text, std::string& out) {
  std::string clean(text.substr(0, limits::log_text_bytes_max));
  for (char& c : clean) {
    if (c < 0x20 || c > 0x7e) c = '?';
  }
  json::print_string(clean, out);
}

}  // namespace

struct Log::Lines {
  std::atomic<LogLevel> level;
  std::atomic<LogFormat> format;
  std::atomic<std::uint64_t> count = 0;
  std::shared_ptr<spdlog::async_logger> logger;
  // Goes before the logger: what waits is written and its thread has ended while the logger is still there.
  std::shared_ptr<spdlog::details::thread_pool> pool;
};

void LogValue::print(std::string& out) const {
  if (const auto* truth = std::get_if<bool>(&held_)) {
    out += *truth ? "true" : "false";
  } else if (const auto* number = std::get_if<std::int64_t>(&held_)) {
    out += fmt::format("{}", *number);
  } else {
    print_text(std::get<std::string_view>(held_), out);
  }
}

Log::Log(LogLevel level, LogFormat format, const Clock& clock, Random& random, std::FILE* to)
    : clock_(clock), lines_(std::make_unique<Lines>()) {
  std::array<std::uint8_t, 4> start;
  random.fill(start);
  id_prefix_ = fmt::format("{:02x}", fmt::join(start, ""));
  set(level, format);
  lines_->pool = std::make_shared<spdlog::details::thread_pool>(limits::log_lines_waiting_max, 1);
  lines_->logger = std::make_shared<spdlog::async_logger>("", std::make_shared<FileSink>(to), lines_->pool,
                                                          spdlog::async_overflow_policy::overrun_oldest);
  lines_->logger->set_level(spdlog::level::trace);
  lines_->logger->flush_on(spdlog::level::trace);
}

Log::~Log() = default;

std::string Log::next_id() {
  return fmt::format("{}-{:x}", id_prefix_, ++lines_->count);
}

std::string Log::write(LogLevel level, Word event, Fields fields) {
  const std::string id = next_id();
  if (level < lines_->level) return id;
  const std::string time = print_instant(clock_.now());
  const auto word = level_words[static_cast<std::size_t>(level)];
  const bool json = lines_->format == LogFormat::json;
  std::string line = json ? fmt::format(R"({{"time":"{}","level":"{}","line":"{}","event":)", time, word, id)
                          : fmt::format("{} {:7} [{}] {}", time, word, id, event.text());
  if (json) print_text(event.text(), line);
  for (const auto& [name, value] : fields) {
    line += json ? fmt::format(R"(,"{}":)", name.text()) : fmt::format(" {}=", name.text());
    value.print(line);
  }
  line += json ? "}\n" : "\n";
  lines_->logger->log(spdlog::level::info, spdlog::string_view_t(line));
  return id;
}

void Log::set(LogLevel level, LogFormat format) {
  lines_->level = level;
  lines_->format = format;
}

std::uint64_t Log::dropped() const {
  return lines_->pool->overrun_counter();
}

}  // namespace linkki::base
