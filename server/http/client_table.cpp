#include "http/client_table.h"

#include <algorithm>
#include <cmath>

namespace linkki::http {

void ClientTable::reload(const ServerSettings& settings) {
  const std::lock_guard lock(mutex_);
  connections_max_ = settings.connections_max;
  connections_per_address_max_ = settings.connections_per_address_max;
  requests_per_s_max_ = settings.requests_per_s_max;
  requests_burst_max_ = settings.requests_burst_max;
}

void ClientTable::fill(Client& client, Ticks now) const {
  const double seconds = std::chrono::duration<double>(now - client.filled).count();
  client.allowance =
      std::min<double>(client.allowance + std::max(seconds, 0.0) * requests_per_s_max_, requests_burst_max_);
  client.filled = now;
}

ClientTable::Client& ClientTable::find(const std::string& address, Ticks now) {
  if (clients_.size() >= sweep_at_) sweep(now);
  const auto [at, added] = clients_.try_emplace(address);
  if (added) at->second = {0, requests_burst_max_, now};
  return at->second;
}

void ClientTable::sweep(Ticks now) {
  const bool full = clients_.size() >= client_entries_max;
  for (auto at = clients_.begin(); at != clients_.end();) {
    Client& client = at->second;
    fill(client, now);
    const bool rested = full || client.allowance >= requests_burst_max_;
    at = client.connections == 0 && rested ? clients_.erase(at) : std::next(at);
  }
  sweep_at_ = std::clamp<std::size_t>(clients_.size() * 2, 1'024, client_entries_max);
}

bool ClientTable::connect(const std::string& address, Ticks now) {
  const std::lock_guard lock(mutex_);
  if (connections_ >= connections_max_) return false;
  Client& client = find(address, now);
  if (client.connections >= connections_per_address_max_) return false;
  ++client.connections;
  ++connections_;
  return true;
}

void ClientTable::disconnect(const std::string& address, Ticks now) {
  const std::lock_guard lock(mutex_);
  --find(address, now).connections;
  --connections_;
}

bool ClientTable::transfer(const std::string& from, const std::string& to, Ticks now) {
  const std::lock_guard lock(mutex_);
  Client& taker = find(to, now);
  if (from != to && taker.connections >= connections_per_address_max_) return false;
  ++taker.connections;
  --find(from, now).connections;
  return true;
}

std::optional<std::chrono::seconds> ClientTable::admit(const std::string& address, Ticks now) {
  const std::lock_guard lock(mutex_);
  if (requests_per_s_max_ == 0) return std::nullopt;
  Client& client = find(address, now);
  fill(client, now);
  if (client.allowance >= 1) {
    client.allowance -= 1;
    return std::nullopt;
  }
  const double wait = (1 - client.allowance) / requests_per_s_max_;
  return std::chrono::seconds(std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil(wait))));
}

std::size_t ClientTable::connections() const {
  const std::lock_guard lock(mutex_);
  return connections_;
}

std::size_t ClientTable::size() const {
  const std::lock_guard lock(mutex_);
  return clients_.size();
}

}  // namespace linkki::http
