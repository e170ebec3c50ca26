#include "validation/report.h"

#include "base/limits.h"

namespace linkki::validation {

bool Report::full() const {
  return errors_ >= (silent_ ? 1 : limits::issues_max - limits::validation_warnings_max);
}

void Report::error(base::IssueType type, const base::Message& message, Arguments arguments,
                   const Path& path) {
  if (full()) return;
  ++errors_;
  if (silent_) return;
  issues_.push_back(base::error(type, message, std::move(arguments), path.print()));
}

void Report::warning(base::IssueType type, const base::Message& message, Arguments arguments,
                     const Path& path) {
  if (silent_ || warnings_ >= limits::validation_warnings_max) return;
  ++warnings_;
  issues_.push_back(base::warning(type, message, std::move(arguments), path.print()));
}

void Report::information(base::IssueType type, const base::Message& message, Arguments arguments,
                         const Path& path) {
  const std::size_t before = issues_.size();
  warning(type, message, std::move(arguments), path);
  if (issues_.size() > before) issues_.back().severity = base::Severity::information;
}

std::string shorten(std::string_view text) {
  constexpr std::size_t bytes_max = 64;
  if (text.size() <= bytes_max) return std::string(text);
  std::size_t end = bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return std::string(text.substr(0, end)) + "…";
}

}  // namespace linkki::validation
