#include "search/spelling.h"

#include <algorithm>

#include "search/limits.h"

namespace linkki::search {

std::vector<std::string> neighbours(const std::string& term) {
  std::vector<std::string> all;
  if (term.size() < spelling_bytes_min || term.size() > limits::spelling_bytes_max) return all;
  for (std::size_t i = 0; i <= term.size(); ++i) {
    const std::string before = term.substr(0, i), behind = term.substr(i);
    for (char letter = 'a'; letter <= 'z'; ++letter) {
      all.push_back(before + letter + behind);
      if (!behind.empty()) all.push_back(before + letter + behind.substr(1));
    }
    if (!behind.empty()) all.push_back(before + behind.substr(1));
    if (behind.size() > 1) all.push_back(before + behind[1] + behind[0] + behind.substr(2));
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  std::erase(all, term);
  return all;
}

}  // namespace linkki::search
