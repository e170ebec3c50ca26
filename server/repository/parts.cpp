#include "repository/parts.h"

#include <algorithm>

namespace linkki::repository {
namespace {

constexpr std::string_view end_of_part("\0\1", 2);

std::string escaped(std::string_view part) {
  std::string bytes;
  for (const char c : part) {
    bytes += c;
    if (c == '\0') bytes += '\xff';
  }
  return bytes;
}

// The first part, taken off; what is not well formed ends it.
std::string take(std::string_view& joined) {
  std::string part;
  while (!joined.empty()) {
    const char c = joined.front();
    const bool ends = joined.starts_with(end_of_part);
    joined.remove_prefix(std::min<std::size_t>(c == '\0' ? 2 : 1, joined.size()));
    if (ends) break;
    part += c;
  }
  return part;
}

}  // namespace

Bounds meet(const Bounds& a, const Bounds& b) {
  const bool a_ends_first = !a.to.empty() && (b.to.empty() || a.to < b.to);
  return {std::max(a.from, b.from), a_ends_first ? a.to : b.to};
}

std::string join(const std::vector<std::string>& parts) {
  std::string bytes;
  for (const std::string& part : parts) bytes.append(escaped(part)).append(end_of_part);
  return bytes;
}

bool admit(const std::vector<Bounds>& bounds, std::string_view joined) {
  return std::all_of(bounds.begin(), bounds.end(),
                     [&](const Bounds& one) { return one.admit(take(joined)); });
}

Bounds outer(const std::vector<Bounds>& bounds) {
  std::string before;
  auto at = bounds.begin();
  for (; at != bounds.end() && at->exact(); ++at) before.append(escaped(at->from)).append(end_of_part);
  Bounds all{before, before};
  if (at != bounds.end()) all.from += escaped(at->from);
  if (at != bounds.end() && !at->to.empty()) {
    all.to += escaped(at->to);
  } else if (!before.empty()) {
    all.to.back() = '\2';  // behind every value that begins with `before`
  }
  return all;
}

}  // namespace linkki::repository
