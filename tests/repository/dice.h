// Chance that comes again: the same seed throws the same.
#pragma once

#include <random>
#include <string>
#include <vector>

namespace linkki::repository {

class Dice {
 public:
  explicit Dice(unsigned seed) : generator_(seed) {}
  std::size_t below(std::size_t end) {
    return std::uniform_int_distribution<std::size_t>(0, end - 1)(generator_);
  }
  bool once_in(std::size_t times) { return below(times) == 0; }
  template <class T>
  const T& one_of(const std::vector<T>& all) {
    return all[below(all.size())];
  }

 private:
  std::mt19937 generator_;
};

}  // namespace linkki::repository
