#include "http/server.h"

#include <sys/resource.h>

#include <boost/asio/steady_timer.hpp>
#include <csignal>
#include <vector>

#include "http/loop.h"
#include "http/messages.h"

namespace linkki::http {

namespace {

using Tcp = boost::asio::ip::tcp;
using Acceptor = boost::asio::basic_socket_acceptor<Tcp, boost::asio::io_context::executor_type>;

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

struct Server::Parts {
  Parts(ServerSettings settings, const base::Clock& clock, base::Random& random, base::Log& log)
      : shared(std::move(settings), clock, random, log) {
    for (unsigned i = 0; i < std::max(1u, shared.settings.io_threads); ++i) {
      loops.push_back(std::make_unique<Loop>(shared));
    }
    acceptor.emplace(loops.front()->context);
    pause.emplace(loops.front()->context);
  }

  base::Outcome<void> listen() {
    boost::system::error_code error;
    const auto address = boost::asio::ip::make_address(shared.settings.address, error);
    if (error) return cannot_listen(shared.settings, error.message());
    const Tcp::endpoint endpoint(address, shared.settings.port);
    acceptor->open(endpoint.protocol(), error);
    if (!error) acceptor->set_option(Acceptor::reuse_address(true), error);
    if (!error) acceptor->bind(endpoint, error);
    if (!error) acceptor->listen(boost::asio::socket_base::max_listen_connections, error);
    if (error) return cannot_listen(shared.settings, error.message());
    port = acceptor->local_endpoint().port();
    return base::done();
  }

  void accept() {
    Loop& loop = *loops[next_loop++ % loops.size()];
    acceptor->async_accept(loop.context,
                           [this, &loop](const boost::system::error_code& error, Socket socket) {
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

  void add(Loop& loop, Socket socket) {
    boost::system::error_code error;
    const auto endpoint = socket.remote_endpoint(error);
    if (error) return;
    auto address = endpoint.address();
    if (address.is_v6() && address.to_v6().is_v4_mapped()) {
      address = boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, address.to_v6());
    }
    std::string text = address.to_string();
    if (!shared.clients.connect(text, std::chrono::steady_clock::now())) return;  // closes it
    socket.set_option(Tcp::no_delay(true), error);
    loop.add(std::move(socket), std::move(text));
  }

  void stop_accepting() {
    boost::asio::post(loops.front()->context, [this] {
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
                                                     base::Log& log) {
  std::signal(SIGPIPE, SIG_IGN);
  raise_descriptor_limit();
  auto parts = std::make_unique<Parts>(std::move(settings), clock, random, log);
  TRY_VOID(parts->shared.tls.reload());
  TRY_VOID(parts->listen());
  TRY(parts->shared.listener,
      open_listener(parts->port, parts->shared.settings, service, parts->shared.workers, log));
  for (auto& loop : parts->loops) loop->start();
  boost::asio::post(parts->loops.front()->context, [raw = parts.get()] { raw->accept(); });
  return std::unique_ptr<Server>(new Server(std::move(parts)));
}

std::uint16_t Server::port() const {
  return parts_->port;
}
std::size_t Server::connections() const {
  return parts_->shared.clients.connections();
}
base::Outcome<void> Server::reload_certificates() {
  return parts_->shared.tls.reload();
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
