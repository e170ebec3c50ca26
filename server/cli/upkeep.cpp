#include "cli/upkeep.h"

#include "repository/audit_heads.h"

namespace linkki::cli {

namespace {

constexpr std::chrono::milliseconds interval{500};
constexpr std::chrono::minutes head_interval{1};

void ignore(base::Outcome<void>) {}  // the next turn tries again; a failing store has its own log lines

}  // namespace

Upkeep::Upkeep(repository::Repository& repository, const repository::AuditTrail& trail,
               const base::Clock& clock, crypto::SigningKey key, std::function<void()> turn)
    : repository_(repository),
      trail_(trail),
      clock_(clock),
      key_(std::make_shared<crypto::SigningKey>(std::move(key))),
      turn_(std::move(turn)),
      thread_([this] { run(); }) {}

Upkeep::~Upkeep() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wakes_.notify_all();
  thread_.join();
  sign();
}

void Upkeep::run() {
  std::unique_lock lock(mutex_);
  auto signed_at = std::chrono::steady_clock::now();
  while (!wakes_.wait_for(lock, interval, [&] { return stopping_; })) {
    if (trail_.waiting())
      repository_.queue().run([](storage::WriteTransaction&) { return base::done(); }, ignore);
    turn_();
    if (std::chrono::steady_clock::now() - signed_at < head_interval) continue;
    signed_at = std::chrono::steady_clock::now();
    sign();
  }
}

void Upkeep::sign() {
  repository_.queue().run(
      [key = key_, &clock = clock_](storage::WriteTransaction& write) {
        return repository::audit_heads::sign(write, *key, clock.now());
      },
      ignore);
}

}  // namespace linkki::cli
