// What a search may cost, and whether it should go on at all: asked in every loop over what is stored.
//
// Once it has ended it says no for good; whoever asked stops where it is, and the search as a whole is
// refused.
// Units     a row is one resource looked at; 64 numbers out of the index count as one
// Threads   one
#pragma once

#include <cstdint>
#include <functional>

#include "base/outcome.h"

namespace linkki::repository {

class Work {
 public:
  // `stopped`: the client has gone, or the time is over; asked every stride rows. Empty: never.
  Work(std::uint64_t rows_max, std::function<bool()> stopped)
      : rows_max_(rows_max), stopped_(std::move(stopped)) {}

  bool spend(std::uint64_t rows = 1) {
    rows_ += rows;
    if (ended_ != End::none) return false;
    if (rows_ > rows_max_) ended_ = End::costly;
    if (rows_ >= next_look_) {
      next_look_ = rows_ + stride;
      if (stopped_ && stopped_()) ended_ = End::stopped;
    }
    return ended_ == End::none;
  }
  bool spend_numbers(std::size_t numbers) { return spend(numbers / 64 + 1); }
  // More than `most` of what a chain leads to, which is too many.
  void refuse_width(std::uint64_t most) {
    if (ended_ == End::none) ended_ = End::wide;
    width_ = most;
  }

  std::uint64_t rows() const { return rows_; }
  // Errors: too-costly (unprocessable), timeout (unavailable)
  base::Outcome<void> outcome() const;

 private:
  static constexpr std::uint64_t stride = 512;
  enum class End : std::uint8_t { none, costly, wide, stopped };

  const std::uint64_t rows_max_;
  const std::function<bool()> stopped_;
  std::uint64_t rows_ = 0, next_look_ = stride, width_ = 0;
  End ended_ = End::none;
};

}  // namespace linkki::repository
