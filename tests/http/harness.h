// A server on an ephemeral port around a service that a test writes as a function.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <cstdio>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "base/log.h"
#include "base/random.h"
#include "http/certificates.h"
#include "http/client.h"
#include "http/server.h"

namespace linkki::http::testing {

using Handler = std::function<void(interactions::Request, interactions::Responder)>;

class FunctionService final : public interactions::Service {
 public:
  bool runs_inline(const interactions::Request&) const override { return is_inline; }
  void handle(interactions::Request request, interactions::Responder respond) override {
    handler(std::move(request), std::move(respond));
  }

  bool is_inline = true;
  Handler handler;
};

inline interactions::Response text(std::string body, int status = 200) {
  interactions::Response response;
  response.status = status;
  response.headers = {{"Content-Type", "text/plain"}};
  response.body = std::move(body);
  return response;
}

// Answers with what it got, one fact a line.
inline void echo(interactions::Request request, const interactions::Responder& respond) {
  respond(text(request.method + " " + request.path + "?" + request.query + "\n" + request.body));
}

inline std::string get(const std::string& target, const std::string& fields = {}) {
  return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n";
}

inline std::string post(const std::string& target, const std::string& body, const std::string& fields = {}) {
  return "POST " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\n" + fields + "\r\n" + body;
}

class Folder {
 public:
  Folder() {
    std::string pattern = std::filesystem::temp_directory_path() / "linkki-http-XXXXXX";
    path_ = ::mkdtemp(pattern.data());
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

class ServerTest : public ::testing::Test {
 protected:
  ServerTest() {
    settings.port = 0;
    settings.workers = 2;
    settings.requests_per_s_max = 0;
    settings.connections_per_address_max = 2'000;
    service.handler = echo;
  }
  // Before the members of a test go: the handler may use them until the server has ended.
  void TearDown() override { server.reset(); }

  void start() {
    auto started = Server::start(settings, service, clock, random, log, metrics);
    ASSERT_TRUE(started.ok()) << started.failure().issues.front().text();
    server = std::move(started).value();
  }

  void start_tls(ClientCertificates clients = ClientCertificates::none) {
    authority = std::make_unique<Authority>(folder.path());
    const Identity identity = authority->issue("server");
    settings.tls = {identity.certificate_file, identity.key_file, authority->file(), clients};
    start();
  }

  std::unique_ptr<Client> connect() {
    if (!authority) return std::make_unique<Client>(server->port());
    return std::make_unique<Client>(server->port(), TlsOptions{authority->file(), {}, 0, {}, {}});
  }

  Reply ask(const std::string& request) { return connect()->ask(request); }

  Folder folder;
  ServerSettings settings;
  FunctionService service;
  base::SystemClock clock;
  base::SystemRandom random;
  base::Metrics metrics;
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> log_file{std::tmpfile(), std::fclose};
  base::Log log{base::LogLevel::warning, base::LogFormat::text, clock, random, log_file.get()};
  std::unique_ptr<Authority> authority;
  std::unique_ptr<Server> server;
};

}  // namespace linkki::http::testing
