#include "http/server.h"

#include <sys/resource.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <csignal>
#include <future>
#include <vector>

#include "http/loop.h"
#include "http/messages.h"

namespace linkki::http {

namespace {

using Tcp = boost::asio::ip::tcp;
using AsioSocket = boost::asio::basic_stream_socket<Tcp, boost::asio::io_context::executor_type>;
using Acceptor = boost::asio::basic_socket_acceptor<Tcp, boost::asio::io_context::executor_type>;

class WaitingSocket final : public Socket {
 public:
  explicit WaitingSocket(AsioSocket socket) : socket_(std::move(socket)) {}

  int descriptor() const override { return descriptor_; }
  void wait(Io io, std::shared_ptr<Connection> connection) override {
    socket_.async_wait(io == Io::wants_read ? AsioSocket::wait_read : AsioSocket::wait_write,
                       [io, connection = std::move(connection)](const boost::system::error_code&) {
                         connection->ready(io);
                       });
  }
  void close() override {
    boost::system::error_code ignored;
    socket_.close(ignored);
  }

 private:
  AsioSocket socket_;
  const int descriptor_ = socket_.native_handle();
};

constexpr std::chrono::milliseconds accept_pause{100};  // after running out of descriptors

// The soft limit of descriptors is often 1 024; up to the hard one is ours to take.
void raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == limit.rlim_max) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

base::Failure cannot_listen(const ServerSettings& settings, const std::string& why) {
  return base::refuse(base::Refusal::unavailable,
                      base::error(base::IssueType::exception, base::message::http_listen,
                                  {settings.address, std::to_string(settings.port), why}));
}

}  // namespace

// The loop stands here and not in a file of its own: every one that includes Boost costs half a minute to
// compile.

struct Loop::Events {
  boost::asio::io_context context{1};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work{context.get_executor()};
  boost::asio::steady_timer timer{context};
};

Loop::Loop(Shared& shared)
    : shared(shared),
      settings(shared.started_with),
      ids(shared.random),
      events_(std::make_unique<Events>()) {}

Loop::~Loop() {
  stop();
}

void Loop::start() {
  arm();
  thread_ = std::thread([this] { events_->context.run(); });
}

void Loop::arm() {
  events_->timer.expires_after(tick);
  events_->timer.async_wait([this](const boost::system::error_code& error) {
    if (error) return;
    const Ticks now = std::chrono::steady_clock::now();
    const std::vector<std::shared_ptr<Connection>> open(connections_.begin(), connections_.end());
    for (const auto& connection : open) connection->expire(now);
    arm();
  });
}

void Loop::post(std::function<void()> task) {
  boost::asio::post(events_->context, std::move(task));
}

void Loop::add(std::unique_ptr<Socket> socket, std::string address) {
  boost::asio::post(
      events_->context, [this, socket = std::move(socket), address = std::move(address)]() mutable {
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
  post([this] {
    const std::vector<std::shared_ptr<Connection>> open(connections_.begin(), connections_.end());
    for (const auto& connection : open) connection->drain();
  });
}

// Waits, so that what comes after a reload meets the new settings.
void Loop::reload(std::shared_ptr<const ServerSettings> fresh) {
  std::packaged_task<void()> swap([this, &fresh] { settings = std::move(fresh); });
  auto swapped = swap.get_future();
  post([&swap] { swap(); });
  swapped.wait();
}

void Loop::stop() {
  if (!thread_.joinable()) return;
  post([this] {
    const std::vector<std::shared_ptr<Connection>> open(connections_.begin(), connections_.end());
    for (const auto& connection : open) connection->close();
    events_->context.stop();
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

struct Server::Parts {
  Parts(ServerSettings settings, const base::Clock& clock, base::Random& random, base::Log& log,
        base::Metrics& metrics)
      : shared(std::move(settings), clock, random, log, metrics) {
    for (unsigned i = 0; i < std::max(1u, shared.started_with->io_threads); ++i) {
      loops.push_back(std::make_unique<Loop>(shared));
    }
    acceptor.emplace(loops.front()->events_->context);
    pause.emplace(loops.front()->events_->context);
  }

  base::Outcome<void> listen() {
    const ServerSettings& settings = *shared.started_with;
    boost::system::error_code error;
    const auto address = boost::asio::ip::make_address(settings.address, error);
    if (error) return cannot_listen(settings, error.message());
    const Tcp::endpoint endpoint(address, settings.port);
    acceptor->open(endpoint.protocol(), error);
    if (!error) acceptor->set_option(Acceptor::reuse_address(true), error);
    if (!error) acceptor->bind(endpoint, error);
    if (!error) acceptor->listen(boost::asio::socket_base::max_listen_connections, error);
    if (error) return cannot_listen(settings, error.message());
    port = acceptor->local_endpoint().port();
    return base::done();
  }

  void accept() {
    Loop& loop = *loops[next_loop++ % loops.size()];
    acceptor->async_accept(loop.events_->context,
                           [this, &loop](const boost::system::error_code& error, AsioSocket socket) {
                             if (error == boost::asio::error::operation_aborted || !acceptor->is_open())
                               return;
                             if (error) return rest();
                             add(loop, std::move(socket));
                             accept();
                           });
  }

  // Out of descriptors: those who wait in the backlog are served as soon as somebody leaves.
  void rest() {
    pause->expires_after(accept_pause);
    pause->async_wait([this](const boost::system::error_code& error) {
      if (!error && acceptor->is_open()) accept();
    });
  }

  void add(Loop& loop, AsioSocket socket) {
    boost::system::error_code error;
    const auto endpoint = socket.remote_endpoint(error);
    if (error) return;
    auto address = endpoint.address();
    if (address.is_v6() && address.to_v6().is_v4_mapped()) {
      address = boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, address.to_v6());
    }
    std::string text = address.to_string();
    socket.native_non_blocking(true, error);  // OpenSSL reads and writes it itself
    if (error) return;
    if (!shared.clients.connect(text, std::chrono::steady_clock::now())) {
      shared.metrics.over_connections.add();
      return;  // closes it
    }
    shared.metrics.connections.add();
    shared.metrics.open.add(1);
    socket.set_option(Tcp::no_delay(true), error);
    loop.add(std::make_unique<WaitingSocket>(std::move(socket)), std::move(text));
  }

  void stop_accepting() {
    loops.front()->post([this] {
      boost::system::error_code ignored;
      acceptor->close(ignored);
      pause->cancel();
    });
  }

  bool wait_for_all(std::chrono::milliseconds time_max) {
    std::unique_lock lock(shared.mutex);
    return shared.closed.wait_for(lock, time_max, [this] { return shared.clients.connections() == 0; });
  }

  Shared shared;
  std::vector<std::unique_ptr<Loop>> loops;
  std::optional<Acceptor> acceptor;
  std::optional<boost::asio::steady_timer> pause;
  std::size_t next_loop = 0;
  std::uint16_t port = 0;
  bool stopped = false;
};

Server::Server(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Server::~Server() {
  drain(std::chrono::milliseconds(0));
}

base::Outcome<std::unique_ptr<Server>> Server::start(ServerSettings settings, interactions::Service& service,
                                                     const base::Clock& clock, base::Random& random,
                                                     base::Log& log, base::Metrics& metrics) {
  std::signal(SIGPIPE, SIG_IGN);
  raise_descriptor_limit();
  auto parts = std::make_unique<Parts>(std::move(settings), clock, random, log, metrics);
  TRY_VOID(parts->shared.tls.reload(parts->shared.started_with->tls));
  TRY_VOID(parts->listen());
  TRY(parts->shared.listener, open_listener(parts->port, *parts->shared.started_with, service,
                                            parts->shared.workers, parts->shared.metrics, log));
  for (auto& loop : parts->loops) loop->start();
  parts->loops.front()->post([raw = parts.get()] { raw->accept(); });
  return std::unique_ptr<Server>(new Server(std::move(parts)));
}

std::uint16_t Server::port() const {
  return parts_->port;
}
std::size_t Server::connections() const {
  return parts_->shared.clients.connections();
}
base::Outcome<void> Server::reload(ServerSettings settings) {
  if (parts_->stopped) return base::done();
  TRY_VOID(parts_->shared.tls.reload(settings.tls));
  parts_->shared.clients.reload(settings);
  const auto fresh = std::make_shared<const ServerSettings>(std::move(settings));
  for (auto& loop : parts_->loops) loop->reload(fresh);
  return base::done();
}

bool Server::drain(std::chrono::milliseconds time_max) {
  if (std::exchange(parts_->stopped, true)) return true;
  parts_->stop_accepting();
  for (auto& loop : parts_->loops) loop->drain();
  const bool all = parts_->wait_for_all(time_max);
  for (auto& loop : parts_->loops) loop->stop();
  parts_->shared.workers.stop();
  parts_->shared.listener->close();
  return all;
}

}  // namespace linkki::http
