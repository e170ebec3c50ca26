// Who is connected, by address: how many connections each holds and how fast it asks.
//
// An address is forgotten when its last connection is gone and its allowance is full again, so the table is
// bounded by connections_max plus the addresses of the last seconds (client_entries_max).
// Threads   all functions may be called from any thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "http/settings.h"

namespace linkki::http {

using Ticks = std::chrono::steady_clock::time_point;

class ClientTable {
 public:
  static constexpr std::size_t client_entries_max = 65'536;

  explicit ClientTable(const ServerSettings& settings) { reload(settings); }

  // New limits; who is over them already stays.
  void reload(const ServerSettings& settings);

  // False: too many connections, in all or from this address; nothing was counted.
  bool connect(const std::string& address, Ticks now);
  void disconnect(const std::string& address, Ticks now);
  // A connection turns out to be another's. False: that one has too many; nothing changed.
  bool transfer(const std::string& from, const std::string& to, Ticks now);

  // Takes one request from the allowance; a value: none is left, come back after that many seconds.
  std::optional<std::chrono::seconds> admit(const std::string& address, Ticks now);

  std::size_t connections() const;
  std::size_t size() const;  // addresses remembered

 private:
  struct Client {
    std::size_t connections = 0;
    double allowance = 0;
    Ticks filled;
  };
  Client& find(const std::string& address, Ticks now);
  void fill(Client& client, Ticks now) const;
  void sweep(Ticks now);

  mutable std::mutex mutex_;
  std::size_t connections_max_, connections_per_address_max_;
  double requests_per_s_max_, requests_burst_max_;
  std::unordered_map<std::string, Client> clients_;
  std::size_t connections_ = 0;
  std::size_t sweep_at_ = 1'024;  // entries; doubles with what stays
};

}  // namespace linkki::http
