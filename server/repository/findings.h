// What a check of the store found wrong, in words for the operator; nothing of a client.
//
// Limits    the first findings_max are kept, the rest is counted
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace linkki::repository {

class Findings {
 public:
  static constexpr std::size_t findings_max = 100;

  void add(std::string text) {
    if (texts_.size() < findings_max) texts_.push_back(std::move(text));
    ++count_;
  }
  const std::vector<std::string>& texts() const { return texts_; }
  std::uint64_t count() const { return count_; }

 private:
  std::vector<std::string> texts_;
  std::uint64_t count_ = 0;
};

}  // namespace linkki::repository
