// Outcome<T>: a value, or a Failure that says who is to blame and what to tell.
//
// Refusal decides the HTTP status (in interactions/status.cpp alone). The caller's faults are never logged as
// errors; storage_full, unavailable and internal are logged where they arise, with the detail withheld from
// the caller.
#pragma once

#include <cstdint>
#include <utility>
#include <variant>
#include <vector>

#include "base/ensure.h"
#include "base/issue.h"

namespace linkki::base {

enum class Refusal : std::uint8_t {
  bad_request,
  unauthenticated,
  forbidden,
  not_found,
  method_not_allowed,
  not_acceptable,
  timeout,
  conflict,
  gone,
  precondition_failed,
  body_too_large,
  target_too_long,
  unsupported_media_type,
  unprocessable,
  too_many_requests,
  header_too_large,
  internal,
  not_implemented,
  unavailable,
  storage_full,
};

struct Failure {
  Refusal refusal = Refusal::internal;
  std::vector<Issue> issues;
};

inline Failure refuse(Refusal refusal, Issue issue) {
  Failure failure{refusal, {}};
  failure.issues.push_back(std::move(issue));
  return failure;
}
inline Failure refuse(Refusal refusal, std::vector<Issue> issues) {
  return {refusal, std::move(issues)};
}

template <class T>
class [[nodiscard]] Outcome {
 public:
  Outcome(T value) : held_(std::in_place_index<0>, std::move(value)) {}            // NOLINT
  Outcome(Failure failure) : held_(std::in_place_index<1>, std::move(failure)) {}  // NOLINT

  bool ok() const { return held_.index() == 0; }
  explicit operator bool() const { return ok(); }

  T& value() & {
    ensure(ok());
    return std::get<0>(held_);
  }
  const T& value() const& {
    ensure(ok());
    return std::get<0>(held_);
  }
  T&& value() && {
    ensure(ok());
    return std::get<0>(std::move(held_));
  }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  Failure& failure() & {
    ensure(!ok());
    return std::get<1>(held_);
  }
  const Failure& failure() const& {
    ensure(!ok());
    return std::get<1>(held_);
  }
  Failure&& failure() && {
    ensure(!ok());
    return std::get<1>(std::move(held_));
  }

 private:
  std::variant<T, Failure> held_;
};

template <>
class [[nodiscard]] Outcome<void> {
 public:
  Outcome() = default;
  Outcome(Failure failure) : failure_(std::in_place_index<1>, std::move(failure)) {}  // NOLINT

  bool ok() const { return failure_.index() == 0; }
  explicit operator bool() const { return ok(); }
  Failure& failure() & {
    ensure(!ok());
    return std::get<1>(failure_);
  }
  const Failure& failure() const& {
    ensure(!ok());
    return std::get<1>(failure_);
  }
  Failure&& failure() && {
    ensure(!ok());
    return std::get<1>(std::move(failure_));
  }

 private:
  std::variant<std::monostate, Failure> failure_;
};

inline Outcome<void> done() {
  return {};
}

}  // namespace linkki::base

// Passes a failure on: TRY(auto tree, parse(bytes)); or TRY_VOID(check(tree));
#define LINKKI_TRY_CONCAT_(a, b) a##b
#define LINKKI_TRY_CONCAT(a, b) LINKKI_TRY_CONCAT_(a, b)
#define LINKKI_TRY_(outcome, declaration, expression)     \
  auto outcome = (expression);                            \
  if (!outcome.ok()) return std::move(outcome).failure(); \
  declaration = std::move(outcome).value()
#define TRY(declaration, expression) \
  LINKKI_TRY_(LINKKI_TRY_CONCAT(try_outcome_, __LINE__), declaration, expression)
#define TRY_VOID(expression)                                                                         \
  do {                                                                                               \
    if (auto try_outcome = (expression); !try_outcome.ok()) return std::move(try_outcome).failure(); \
  } while (false)
