#include "interactions/refusals.h"

#include "base/limits.h"

namespace linkki::interactions {

RefusalBudget::Verdict RefusalBudget::judge(std::string_view caller, base::Instant now) {
  const std::int64_t minute = std::chrono::floor<std::chrono::minutes>(now).time_since_epoch().count();
  const std::lock_guard lock(mutex_);
  Verdict verdict;
  if (minute != minute_) verdict.left_out = begin_minute(minute);
  if (caller.empty()) {
    ++without_token_;
    return verdict;
  }
  verdict.recorded = recorded_ < limits::refusals_per_minute_max;
  if (verdict.recorded) {
    auto& own = by_caller_.try_emplace(std::string(caller), 0).first->second;
    verdict.recorded = own < limits::refusals_per_caller_max;
    own += verdict.recorded ? 1 : 0;
  }
  ++(verdict.recorded ? recorded_ : left_out_);
  return verdict;
}

std::string RefusalBudget::begin_minute(std::int64_t minute) {
  std::string left_out;
  if (left_out_ || without_token_) {
    left_out = "refusals-left-out " + std::to_string(left_out_) + ", without-token " +
               std::to_string(without_token_);
  }
  minute_ = minute;
  recorded_ = left_out_ = without_token_ = 0;
  by_caller_.clear();
  return left_out;
}

}  // namespace linkki::interactions
