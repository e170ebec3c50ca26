#include "http/loop.h"

#include <vector>

namespace linkki::http {

Loop::Loop(Shared& shared)
    : shared(shared), ids(shared.random), work_(boost::asio::make_work_guard(context)), timer_(context) {}

Loop::~Loop() {
  stop();
}

void Loop::start() {
  arm();
  thread_ = std::thread([this] { context.run(); });
}

void Loop::arm() {
  timer_.expires_after(tick);
  timer_.async_wait([this](const boost::system::error_code& error) {
    if (error) return;
    const Ticks now = std::chrono::steady_clock::now();
    const std::vector<std::shared_ptr<Connection>> open(connections_.begin(), connections_.end());
    for (const auto& connection : open) connection->expire(now);
    arm();
  });
}

void Loop::add(Socket socket, std::string address) {
  boost::asio::post(context, [this, socket = std::move(socket), address = std::move(address)]() mutable {
    auto connection = std::make_shared<Connection>(*this, std::move(socket), std::move(address));
    connections_.insert(connection);
    connection->start();
  });
}

void Loop::forget(const std::shared_ptr<Connection>& connection) {
  connections_.erase(connection);
  const std::lock_guard lock(shared.mutex);
  shared.closed.notify_all();
}

void Loop::drain() {
  boost::asio::post(context, [this] {
    const std::vector<std::shared_ptr<Connection>> open(connections_.begin(), connections_.end());
    for (const auto& connection : open) connection->drain();
  });
}

void Loop::stop() {
  if (!thread_.joinable()) return;
  boost::asio::post(context, [this] {
    const std::vector<std::shared_ptr<Connection>> open(connections_.begin(), connections_.end());
    for (const auto& connection : open) connection->close();
    context.stop();
  });
  thread_.join();
}

const std::string& Loop::date() {
  const base::Instant now = shared.clock.now();
  const std::int64_t second = now.time_since_epoch().count() / 1'000'000;
  if (second != date_second_) {
    date_second_ = second;
    date_ = "Date: " + base::print_http_date(now) + "\r\n";
  }
  return date_;
}

}  // namespace linkki::http
