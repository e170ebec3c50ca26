// Reading the texts of primitives from left to right.
#pragma once

#include <algorithm>
#include <charconv>
#include <string_view>

namespace linkki::fhir {

inline bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Reads a text from left to right; what does not fit makes it fail for good.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  bool ok() const { return ok_; }
  bool ended() const { return rest_.empty(); }
  bool complete() const { return ok_ && ended(); }

  bool accept(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void expect(char c) { ok_ = accept(c) && ok_; }

  int number(std::size_t digits, int lowest, int highest) {
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      if (rest_.empty() || !is_digit(rest_[0])) return fail();
      value = 10 * value + (rest_[0] - '0');
      rest_.remove_prefix(1);
    }
    return value >= lowest && value <= highest ? value : fail();
  }
  std::string_view digits() {
    const auto end = std::find_if_not(rest_.begin(), rest_.end(), is_digit);
    const std::string_view found = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
    rest_.remove_prefix(found.size());
    if (found.empty()) fail();
    return found;
  }

 private:
  int fail() {
    ok_ = false;
    return 1;
  }

  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace linkki::fhir
