// What a server on the open internet meets: each test is a client that misbehaves while others are served.
#include <gtest/gtest.h>
#include <openssl/ssl.h>
#include <sys/resource.h>

#include <condition_variable>
#include <mutex>
#include <thread>

#include "http/content_coding.h"
#include "http/harness.h"

namespace linkki::http {
namespace {

using std::chrono::milliseconds;
using testing::Client;
using testing::get;
using testing::post;
using testing::Reply;
using testing::text;

class Hostile : public testing::ServerTest {
 protected:
  // A handler that waits until the test lets it go on.
  struct Held {
    std::mutex mutex;
    std::condition_variable changed;
    int waiting = 0;
    bool released = false;

    void wait() {
      std::unique_lock lock(mutex);
      ++waiting;
      changed.notify_all();
      changed.wait(lock, [this] { return released; });
    }
    void release() {
      const std::lock_guard lock(mutex);
      released = true;
      changed.notify_all();
    }
    void wait_for(int count) {
      std::unique_lock lock(mutex);
      changed.wait(lock, [&] { return waiting >= count; });
    }
  };
  Held held;  // outlives the server: a request that waits in the queue may enter it when the test's body has
              // ended

  void expect_outcome(const Reply& reply, int status, const std::string& code) {
    EXPECT_EQ(reply.status, status);
    EXPECT_EQ(reply.header("Content-Type"), "application/fhir+json;charset=utf-8");
    EXPECT_NE(reply.body.find("\"resourceType\":\"OperationOutcome\""), std::string::npos) << reply.body;
    EXPECT_NE(reply.body.find("\"code\":\"" + code + "\""), std::string::npos) << reply.body;
    EXPECT_FALSE(reply.header("X-Request-Id").empty());
  }

  void expect_others_are_served() { EXPECT_EQ(ask(get("/others")).status, 200); }
};

TEST_F(Hostile, HalfOpenTlsConnectionsAreAllClosedWhileOthersAreServed) {
  settings.handshake_time_max = milliseconds(3'000);
  start_tls();
  std::vector<std::unique_ptr<Client>> clients;
  for (int i = 0; i < 500; ++i) {
    clients.push_back(std::make_unique<Client>(server->port()));
    ASSERT_TRUE(clients.back()->connected());
    if (i % 2 == 0) clients.back()->send("\x16\x03\x01");  // a handshake that never goes on
  }
  expect_others_are_served();
  for (const auto& client : clients) EXPECT_TRUE(client->ends());
  expect_others_are_served();
}

TEST_F(Hostile, SlowHeadersAreAllClosedWhileOthersAreServed) {
  settings.header_time_max = milliseconds(3'000);
  start_tls();
  std::vector<std::unique_ptr<Client>> clients;
  for (int i = 0; i < 200; ++i) {
    clients.push_back(connect());
    clients.back()->send("GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ");
  }
  expect_others_are_served();
  for (const auto& client : clients) client->send("a");  // more bytes win no more time
  for (const auto& client : clients) {
    expect_outcome(client->read(), 408, "http-slow-request");
    EXPECT_TRUE(client->ends());
  }
}

TEST_F(Hostile, ASlowBodyIsClosed) {
  settings.body_time_max = milliseconds(400);
  start();
  const auto client = connect();
  client->send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhello");
  expect_outcome(client->read(), 408, "http-slow-request");
  EXPECT_TRUE(client->ends());
}

TEST_F(Hostile, AnIdleConnectionIsClosedWithoutAWord) {
  settings.idle_time_max = milliseconds(300);
  start();
  const auto client = connect();
  EXPECT_EQ(client->ask(get("/")).status, 200);
  EXPECT_EQ(client->read_some(), "");
  EXPECT_TRUE(client->ends());
}

TEST_F(Hostile, AReaderThatStallsIsClosed) {
  settings.write_time_max = milliseconds(400);
  settings.bytes_per_s_min = 64 * 1'024 * 1'024;
  service.handler = [](interactions::Request, const interactions::Responder& respond) {
    respond(text(std::string(64 * 1'024 * 1'024, 'x')));
  };
  start_tls();
  const auto client = connect();
  client->send(get("/"));
  while (server->connections() > 0) std::this_thread::yield();
  EXPECT_FALSE(client->read().complete);
}

class HostileBytes : public Hostile, public ::testing::WithParamInterface<std::string> {};

TEST_P(HostileBytes, AreRefusedAndTheConnectionIsClosed) {
  start();
  const auto client = connect();
  // What follows would be a second request to a reader that sees the end of the first elsewhere.
  client->send(GetParam() + get("/smuggled"));
  const Reply reply = client->read();
  expect_outcome(reply, 400,
                 reply.body.find("http-chunk") == std::string::npos ? "http-malformed" : "http-chunk");
  EXPECT_EQ(reply.header("Connection"), "close");
  EXPECT_EQ(client->read_some(), "") << "nothing else is answered";
}

const std::string start_of_post = "POST / HTTP/1.1\r\nHost: x\r\n";
INSTANTIATE_TEST_SUITE_P(
    Shapes, HostileBytes,
    ::testing::Values(start_of_post + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                      start_of_post + "Content-Length: 0\r\nContent-Length: 44\r\n\r\n",
                      start_of_post + "Transfer-Encoding: chunked\r\n\r\n-1\r\n",
                      start_of_post + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
                      start_of_post + "Transfer-Encoding:\tchunked, chunked\r\n\r\n0\r\n\r\n",
                      start_of_post + "Transfer-Encoding\r\n : chunked\r\n\r\n",
                      start_of_post + "Content-Length : 4\r\n\r\nbody", "POST / HTTP/1.1\nHost: x\n\n",
                      start_of_post + "X: a\r\n b\r\n\r\n", start_of_post + std::string("X: \0\r\n\r\n", 8),
                      "GET /\r\nHost: x\r\n\r\n", "\x16\x03\x01\x02\x00\x01\x00\x01"));

TEST_F(Hostile, ALastChunkInTwoPiecesIsRead) {
  start();
  const auto client = connect();
  client->send("POST /x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n");
  client->send("\r");
  client->send("\n");
  EXPECT_EQ(client->read().body, "POST /x?\n");
}

TEST_F(Hostile, LimitsAreToldByTheirStatus) {
  settings.body_bytes_max = 1'000;
  start();
  expect_outcome(ask("GET /" + std::string(100'000, 'a')), 414, "http-target");
  expect_outcome(ask("GET / HTTP/1.1\r\nHost: x\r\nA: " + std::string(100'000, 'a')), 431, "http-header");
  expect_outcome(ask(post("/", std::string(1'001, 'a'))), 413, "body-too-large");
  expect_outcome(ask("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n" +
                     std::string(1'001, 'a')),
                 413, "body-too-large");
  EXPECT_EQ(ask(post("/", std::string(1'000, 'a'))).status, 200);
}

TEST_F(Hostile, ALargeBodyIsRefusedWhileItIsStillBeingSent) {
  settings.body_bytes_max = 1'000;
  start_tls();
  const auto client = connect();
  client->send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4000000\r\n\r\n");
  client->send(std::string(2'000'000, 'a'));
  expect_outcome(client->read(), 413, "body-too-large");
}

TEST_F(Hostile, AGzipBombIsRefused) {
  settings.body_bytes_max = 4 * 1'024 * 1'024;
  start();
  std::string bomb;
  make_deflater(Coding::gzip)->take(std::string(100'000'000, '0'), true, bomb);
  expect_outcome(ask(post("/", bomb, "Content-Encoding: gzip\r\n")), 413, "body-too-large");
}

TEST_F(Hostile, BodiesOfAllConnectionsTogetherAreBounded) {
  settings.bodies_bytes_max = 3'000;
  start();
  const auto first = connect();
  first->send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3000\r\n\r\n" + std::string(2'500, 'a'));
  Reply refused;
  do {  // until the server has read the first one's bytes
    refused = ask(post("/", std::string(1'000, 'a')));
  } while (refused.status == 200);
  expect_outcome(refused, 503, "http-overload");
  EXPECT_FALSE(refused.header("Retry-After").empty());
  EXPECT_EQ(first->ask(std::string(500, 'a')).status, 200);
  EXPECT_EQ(ask(post("/", std::string(1'000, 'a'))).status, 200);
}

TEST_F(Hostile, ConnectionsOfOneAddressAreBounded) {
  settings.connections_per_address_max = 3;
  start();
  std::vector<std::unique_ptr<Client>> clients;
  for (int i = 0; i < 3; ++i) {
    clients.push_back(connect());
    EXPECT_EQ(clients.back()->ask(get("/")).status, 200);
  }
  EXPECT_EQ(connect()->ask(get("/")).status, 0);
  clients.pop_back();
  while (server->connections() > 2) std::this_thread::yield();
  expect_others_are_served();
}

TEST_F(Hostile, TooManyRequestsAreToldWhenToComeBack) {
  settings.requests_per_s_max = 1;
  settings.requests_burst_max = 3;
  start();
  const auto client = connect();
  for (int i = 0; i < 3; ++i) EXPECT_EQ(client->ask(get("/")).status, 200);
  const Reply reply = client->ask(get("/"));
  expect_outcome(reply, 429, "http-rate");
  EXPECT_EQ(reply.header("Retry-After"), "1");
  EXPECT_EQ(client->ask(get("/")).status, 429) << "the connection stays";
}

TEST_F(Hostile, AFullQueueIsToldAsOverload) {
  settings.workers = 1;
  settings.worker_queue_max = 1;
  service.is_inline = false;
  service.handler = [&](interactions::Request, const interactions::Responder& respond) {
    held.wait();
    respond(text("late"));
  };
  start();
  const auto running = connect(), queued = connect();
  running->send(get("/"));
  held.wait_for(1);
  queued->send(get("/"));
  while (metrics.print().find("linkki_workers_waiting 1\n") == std::string::npos) std::this_thread::yield();
  expect_outcome(ask(get("/")), 503, "http-overload");
  held.release();
  EXPECT_EQ(running->read().body, "late");
}

TEST_F(Hostile, AHandlerThatTakesTooLongIsCancelledAndAnsweredFor) {
  settings.handler_time_max = milliseconds(200);
  service.is_inline = false;
  service.handler = [](interactions::Request request, const interactions::Responder& respond) {
    while (!*request.cancelled) std::this_thread::yield();
    respond(text("too late"));
  };
  start();
  const auto client = connect();
  const Reply reply = client->ask(get("/"));
  expect_outcome(reply, 503, "http-timeout");
  EXPECT_FALSE(reply.header("Retry-After").empty());
  EXPECT_EQ(client->read_some(), "") << "the late answer is dropped";
}

TEST_F(Hostile, AClientThatGoesCancelsItsRequest) {
  service.is_inline = false;
  std::atomic<bool> cancelled = false;
  service.handler = [&](interactions::Request request, const interactions::Responder& respond) {
    held.wait();
    while (!*request.cancelled) std::this_thread::yield();
    cancelled = true;
    respond(text("nobody reads this"));
  };
  start_tls();
  const auto client = connect();
  client->send(get("/"));
  held.wait_for(1);
  client->reset();
  held.release();
  while (!cancelled) std::this_thread::yield();
}

TEST_F(Hostile, AClientThatOnlyStopsSendingStillGetsItsAnswer) {
  service.is_inline = false;
  service.handler = [&](interactions::Request, const interactions::Responder& respond) {
    held.wait();
    respond(text("answer"));
  };
  start();
  const auto client = connect();
  client->send(get("/"));
  held.wait_for(1);
  client->half_close();
  held.release();
  EXPECT_EQ(client->read().body, "answer");
  EXPECT_TRUE(client->ends());
}

TEST_F(Hostile, ATruncatedChunkedBodyReachesNoHandler) {
  std::atomic<int> handled = 0;
  service.handler = [&](interactions::Request request, const interactions::Responder& respond) {
    ++handled;
    testing::echo(std::move(request), respond);
  };
  start();
  const auto client = connect();
  client->send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel");
  client->half_close();
  EXPECT_TRUE(client->ends());
  EXPECT_EQ(handled, 0);
}

TEST_F(Hostile, AnExceptionBecomesAServerErrorThatTellsNothing) {
  for (const bool is_inline : {true, false}) {
    service.is_inline = is_inline;
    service.handler = [](interactions::Request, const interactions::Responder&) {
      throw std::runtime_error("Matti Meikalainen 010101-123N");
    };
    if (!server) start();
    const auto client = connect();
    const Reply reply = client->ask(get("/"));
    expect_outcome(reply, 500, "internal-error");
    EXPECT_EQ(reply.body.find("Matti"), std::string::npos);
    service.handler = testing::echo;
    EXPECT_EQ(client->ask(get("/")).status, 200) << "the connection stays";
  }
}

TEST_F(Hostile, AServiceThatForgetsToAnswerIsAnsweredFor) {
  service.handler = [](interactions::Request, const interactions::Responder&) {};
  start();
  expect_outcome(ask(get("/")), 500, "internal-error");
}

TEST_F(Hostile, AServiceThatAnswersTwiceIsHeardOnce) {
  service.handler = [](interactions::Request request, const interactions::Responder& respond) {
    respond(text(request.path));
    respond(text("again"));
  };
  start();
  const auto client = connect();
  EXPECT_EQ(client->ask(get("/1")).body, "/1");
  EXPECT_EQ(client->ask(get("/2")).body, "/2");
}

TEST_F(Hostile, AHeaderThatWouldSplitTheAnswerIsNotSent) {
  service.handler = [](interactions::Request, const interactions::Responder& respond) {
    interactions::Response response = text("body");
    response.headers.emplace_back("Location", "/x\r\nSet-Cookie: a=b\r\n\r\nHTTP/1.1 200 OK");
    respond(std::move(response));
  };
  start();
  const Reply reply = ask(get("/"));
  expect_outcome(reply, 500, "http-answer-field");
  EXPECT_EQ(reply.header("Set-Cookie"), "");
}

TEST_F(Hostile, MethodsThatAreNotServedAreToldSo) {
  start();
  for (const std::string method : {"TRACE", "CONNECT"}) {
    const Reply reply = ask(method + " / HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer secret\r\n\r\n");
    expect_outcome(reply, 405, "http-method");
    EXPECT_NE(reply.header("Allow").find("GET"), std::string::npos);
    EXPECT_EQ(reply.body.find("secret"), std::string::npos);
  }
  expect_outcome(ask("BREW / HTTP/1.1\r\nHost: x\r\n\r\n"), 501, "http-method");
}

TEST_F(Hostile, OldTlsAndWeakSuitesAreRefused) {
  start_tls();
  const auto handshakes = [&](int version, const std::string& suites) {
    return Client(server->port(), {authority->file(), {}, version, suites, {}}).connected();
  };
  EXPECT_FALSE(handshakes(TLS1_1_VERSION, "ALL:@SECLEVEL=0"));
  EXPECT_FALSE(handshakes(TLS1_2_VERSION, "ECDHE-ECDSA-AES128-SHA256:ECDHE-ECDSA-AES256-SHA"));
  EXPECT_TRUE(handshakes(TLS1_2_VERSION, "ECDHE-ECDSA-AES128-GCM-SHA256"));
  EXPECT_TRUE(handshakes(TLS1_3_VERSION, ""));
}

TEST_F(Hostile, PlainHttpOnATlsPortIsClosed) {
  start_tls();
  Client client(server->port());
  client.send(get("/"));
  EXPECT_TRUE(client.ends());
  expect_others_are_served();
}

TEST_F(Hostile, AFloodOfIdleTlsConnectionsIsKeptAndServed) {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  const int count = 1'500;
  if (limit.rlim_max < 2 * count + 200) GTEST_SKIP() << "too few descriptors allowed";
  settings.idle_time_max = settings.header_time_max =
      std::chrono::minutes(10);  // as slow as sanitizers make it
  start_tls();
  std::vector<std::unique_ptr<Client>> clients;
  for (int i = 0; i < count; ++i) {
    clients.push_back(connect());
    ASSERT_TRUE(clients.back()->connected()) << i;
  }
  expect_others_are_served();
  for (const auto& client : clients) EXPECT_EQ(client->ask(get("/")).status, 200);
}

}  // namespace
}  // namespace linkki::http
