#include "access/remote_keys.h"

#include "access/messages.h"

namespace linkki::access {

namespace {

constexpr std::chrono::seconds look_interval{1};  // at the clock, for the age

base::Failure unusable(const std::string& issuer, std::string reason) {
  return base::refuse(
      base::Refusal::unavailable,
      base::error(base::IssueType::security, base::message::token_trust, {issuer, std::move(reason)}));
}

}  // namespace

RemoteKeys::RemoteKeys(Settings settings, std::unique_ptr<base::Outgoing> outgoing, const base::Clock& clock,
                       base::Log& log)
    : settings_(std::move(settings)), outgoing_(std::move(outgoing)), clock_(clock), log_(log) {
  thread_ = std::thread([this] { run(); });
}

RemoteKeys::~RemoteKeys() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wakes_.notify_all();
  thread_.join();
}

std::shared_ptr<const KeySet> RemoteKeys::current() const {
  const std::lock_guard lock(mutex_);
  return keys_;
}

bool RemoteKeys::ask() {
  const std::lock_guard lock(mutex_);
  if (fetching_ || !tried_) return true;
  if (clock_.now() < *tried_ + settings_.pause_min) return false;
  asked_ = true;
  wakes_.notify_all();
  return true;
}

bool RemoteKeys::is_due(base::Instant now) const {
  if (!tried_) return true;
  if (now < *tried_ + settings_.pause_min) return false;
  return asked_ || !fetched_ || now >= *fetched_ + settings_.age_max;
}

void RemoteKeys::run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    if (!is_due(clock_.now())) {
      wakes_.wait_for(lock, look_interval, [this] { return stopping_ || asked_; });
      continue;
    }
    fetching_ = true;
    lock.unlock();
    fetch();
    lock.lock();
    fetching_ = asked_ = false;
  }
}

void RemoteKeys::fetch() {
  auto keys = fetch_keys();
  const auto now = clock_.now();
  if (keys.ok()) {
    log_.info("issuer-keys", {{"issuer", base::Technical(settings_.issuer)}, {"keys", keys->size()}});
  } else {
    log_.warning("issuer-keys-not-fetched",
                 {{"issuer", base::Technical(settings_.issuer)},
                  {"reason", base::Technical(keys.failure().issues.front().text())}});
  }
  const std::lock_guard lock(mutex_);
  tried_ = now;
  if (!keys.ok()) return;
  keys_ = std::make_shared<const KeySet>(std::move(*keys));
  fetched_ = now;
}

base::Outcome<KeySet> RemoteKeys::fetch_keys() {
  TRY(auto answer, outgoing_->send({.method = "GET",
                                    .url = settings_.url,
                                    .headers = {{"Accept", "application/jwk-set+json, application/json"}},
                                    .body = {},
                                    .time_max = settings_.time_max,
                                    .answer_bytes_max = jwks_bytes_max}));
  if (answer.status != 200) return unusable(settings_.issuer, "HTTP " + std::to_string(answer.status));
  return KeySet::parse(settings_.issuer, std::move(answer.body));
}

}  // namespace linkki::access
