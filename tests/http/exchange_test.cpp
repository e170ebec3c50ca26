// HTTP as a well-behaved client sees it: framing, coding, streaming, identity, drain.
#include <gtest/gtest.h>
#include <zstd.h>

#include <condition_variable>
#include <mutex>
#include <thread>

#include "http/content_coding.h"
#include "http/harness.h"

namespace linkki::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::Client;
using testing::get;
using testing::post;
using testing::Reply;
using testing::text;

class HttpExchange : public testing::ServerTest {
 protected:
  void answer_with(const std::function<interactions::Response(const interactions::Request&)>& make) {
    service.handler = [make](const interactions::Request& request, const interactions::Responder& respond) {
      respond(make(request));
    };
  }
};

// Counts what was asked of it; pieces of `size` bytes.
class Pieces final : public interactions::BodySource {
 public:
  Pieces(int count, std::size_t size, std::atomic<int>* read = nullptr)
      : left_(count), size_(size), read_(read) {}
  bool read(std::string& out, std::size_t) override {
    if (read_) ++*read_;
    out.append(size_, static_cast<char>('a' + left_ % 26));
    return --left_ > 0;
  }

 private:
  int left_;
  std::size_t size_;
  std::atomic<int>* read_;
};

interactions::Response stream(int count, std::size_t size, std::atomic<int>* read = nullptr) {
  interactions::Response response = text("");
  response.source = std::make_unique<Pieces>(count, size, read);
  return response;
}

TEST_F(HttpExchange, TellsTheHandlerWhoAsksAndWhat) {
  answer_with([](const interactions::Request& request) {
    std::string facts = request.peer + "\n" + request.id + "\n";
    for (const auto& [name, value] : request.headers) facts += name + "=" + value + "\n";
    return text(facts);
  });
  start();
  const Reply reply = ask(get("/", "X-ODD: 1\r\nx-odd: 2\r\nX-Request-Id: mine-1\r\n"));
  EXPECT_EQ(reply.body, "127.0.0.1\nmine-1\nHost=localhost\nX-ODD=1\nx-odd=2\nX-Request-Id=mine-1\n");
}

TEST_F(HttpExchange, KeepsAWellFormedRequestIdAndMintsOneOtherwise) {
  start();
  EXPECT_EQ(ask(get("/", "X-Request-Id: 7f3a.b_c-1\r\n")).header("X-Request-Id"), "7f3a.b_c-1");
  const std::string minted = ask(get("/", "X-Request-Id: <script>\r\n")).header("X-Request-Id");
  EXPECT_FALSE(minted.empty());
  EXPECT_EQ(minted.find('<'), std::string::npos);
  EXPECT_NE(ask(get("/")).header("X-Request-Id"), minted);
}

TEST_F(HttpExchange, SendsTheHeaderAloneToHead) {
  answer_with([](const interactions::Request&) { return text("hello"); });
  start();
  const auto client = connect();
  const Reply reply = client->ask("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n", true);
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.header("Content-Length"), "5");
  EXPECT_EQ(client->ask(get("/")).body, "hello") << "nothing of a body came before";
}

TEST_F(HttpExchange, SaysNoLengthToHeadWhenItIsNotKnown) {
  answer_with([](const interactions::Request&) { return text(""); });
  start();
  const auto client = connect();
  EXPECT_EQ(client->ask("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n", true).header("Content-Length"), "");
  EXPECT_EQ(client->ask(get("/")).header("Content-Length"), "0");
}

TEST_F(HttpExchange, SendsNoBodyWhereNoneMayBe) {
  answer_with(
      [](const interactions::Request& request) { return text("body", request.path == "/204" ? 204 : 304); });
  start();
  const auto client = connect();
  for (const char* path : {"/204", "/304"}) {
    const Reply reply = client->ask(get(path));
    EXPECT_EQ(reply.header("Content-Length"), "");
    EXPECT_EQ(reply.status, std::stoi(path + 1));
  }
}

TEST_F(HttpExchange, PassesOptionsOn) {
  start();
  EXPECT_EQ(ask("OPTIONS /fhir/Patient HTTP/1.1\r\nHost: x\r\n\r\n").body, "OPTIONS /fhir/Patient?\n");
}

TEST_F(HttpExchange, ReadsAChunkedUpload) {
  start();
  const auto client = connect();
  client->send("POST /x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
  client->send("5\r\nhello\r\n");
  client->send("7\r\n, world\r\n0\r\n\r\n");
  EXPECT_EQ(client->read().body, "POST /x?\nhello, world");
}

TEST_F(HttpExchange, ReadsAGzipUpload) {
  start_tls();
  std::string coded;
  make_deflater(Coding::gzip)->take("hello", true, coded);
  EXPECT_EQ(ask(post("/x", coded, "Content-Encoding: gzip\r\n")).body, "POST /x?\nhello");
}

TEST_F(HttpExchange, ReadsALargeUpload) {
  start_tls();
  const std::string body(10'000'000, 'b');
  EXPECT_EQ(ask(post("/x", body)).body.size(), body.size() + 9);
}

TEST_F(HttpExchange, AsksForTheBodyOnlyWhenItWillReadIt) {
  settings.body_bytes_max = 100;
  start();
  const auto client = connect();
  client->send("POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client->read().status, 100);
  EXPECT_EQ(client->ask("hello").body, "POST /x?\nhello");
  client->send("POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 101\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client->read().status, 413);
}

TEST_F(HttpExchange, ClosesWhenAskedTo) {
  start_tls();
  const auto client = connect();
  EXPECT_EQ(client->ask(get("/", "Connection: close\r\n")).header("Connection"), "close");
  EXPECT_TRUE(client->ends());
}

TEST_F(HttpExchange, ClosesWhenTheServiceSaysSo) {
  answer_with([](const interactions::Request&) {
    interactions::Response response = text("bye");
    response.closes = true;
    return response;
  });
  start();
  const auto client = connect();
  EXPECT_EQ(client->ask(get("/")).body, "bye");
  EXPECT_TRUE(client->ends());
}

TEST_F(HttpExchange, SpeaksHttp10) {
  answer_with(
      [](const interactions::Request& request) { return request.path == "/s" ? stream(3, 10) : text("x"); });
  start();
  EXPECT_EQ(ask("GET / HTTP/1.0\r\n\r\n").body, "x");
  const Reply streamed = ask("GET /s HTTP/1.0\r\n\r\n");
  EXPECT_EQ(streamed.header("Transfer-Encoding"), "");
  EXPECT_EQ(streamed.body.size(), 30u);
}

TEST_F(HttpExchange, PassesOverEmptyLinesBeforeARequest) {
  start();
  EXPECT_EQ(ask("\r\n\r\n" + get("/x")).body, "GET /x?\n");
}

TEST_F(HttpExchange, CompressesAsTheClientAccepts) {
  const std::string body(5'000, 'x');
  answer_with([&](const interactions::Request&) { return text(body); });
  start();
  const Reply gzip = ask(get("/", "Accept-Encoding: gzip\r\n"));
  EXPECT_EQ(gzip.header("Content-Encoding"), "gzip");
  EXPECT_NE(gzip.header("Vary").find("Accept-Encoding"), std::string::npos);
  std::string back;
  EXPECT_EQ(Inflater().take(gzip.body, back, body.size()), Inflater::State::complete);
  EXPECT_EQ(back, body);

  const Reply zstd = ask(get("/", "Accept-Encoding: gzip;q=0.5, zstd\r\n"));
  EXPECT_EQ(zstd.header("Content-Encoding"), "zstd");
  std::string unpacked(body.size(), '\0');
  EXPECT_EQ(ZSTD_decompress(unpacked.data(), unpacked.size(), zstd.body.data(), zstd.body.size()),
            body.size());

  const Reply plain = ask(get("/", "Accept-Encoding: br\r\n"));
  EXPECT_EQ(plain.header("Content-Encoding"), "");
  EXPECT_EQ(plain.body, body);
}

TEST_F(HttpExchange, DoesNotCompressTinyBodiesOrImages) {
  answer_with([](const interactions::Request& request) {
    interactions::Response response = text(std::string(request.path == "/tiny" ? 100 : 5'000, 'x'));
    if (request.path == "/image") response.headers.front().second = "image/png";
    return response;
  });
  start();
  EXPECT_EQ(ask(get("/tiny", "Accept-Encoding: gzip\r\n")).header("Content-Encoding"), "");
  EXPECT_EQ(ask(get("/image", "Accept-Encoding: gzip\r\n")).header("Content-Encoding"), "");
}

TEST_F(HttpExchange, StreamsAnAnswerPieceByPiece) {
  answer_with([](const interactions::Request&) { return stream(100, 10'000); });
  start_tls();
  const auto client = connect();
  const Reply reply = client->ask(get("/"));
  EXPECT_EQ(reply.header("Transfer-Encoding"), "chunked");
  EXPECT_TRUE(reply.complete);
  EXPECT_EQ(reply.body.size(), 1'000'000u);
  EXPECT_EQ(client->ask(get("/")).body.size(), 1'000'000u) << "on the same connection";
}

TEST_F(HttpExchange, StreamsCompressed) {
  answer_with([](const interactions::Request&) { return stream(100, 10'000); });
  start();
  const Reply reply = ask(get("/", "Accept-Encoding: gzip\r\n"));
  std::string back;
  EXPECT_EQ(Inflater().take(reply.body, back, 1'000'000), Inflater::State::complete);
  EXPECT_EQ(back.size(), 1'000'000u);
}

TEST_F(HttpExchange, StreamsNothingToHead) {
  std::atomic<int> read = 0;
  answer_with([&](const interactions::Request&) { return stream(100, 10'000, &read); });
  start();
  const auto client = connect();
  EXPECT_EQ(client->ask("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n", true).status, 200);
  EXPECT_EQ(read, 0);
}

TEST_F(HttpExchange, ReadsNoFurtherThanTheClientTakes) {
  std::atomic<int> read = 0;
  const int pieces = 4'000;
  answer_with([&](const interactions::Request&) { return stream(pieces, 100'000, &read); });
  start();
  const auto client = connect();
  client->send(get("/"));
  // Both socket buffers fill up; then the source is left alone.
  for (int before = -1; before != read || read == 0; std::this_thread::sleep_for(milliseconds(200)))
    before = read;
  EXPECT_LT(read, pieces / 2);
  EXPECT_EQ(client->read().body.size(), std::size_t{pieces} * 100'000);
  EXPECT_EQ(read, pieces);
}

TEST_F(HttpExchange, ABrokenSourceDoesNotLookLikeTheEnd) {
  struct Broken final : interactions::BodySource {
    bool read(std::string& out, std::size_t) override {
      if (started) throw std::runtime_error("gone");
      out = "begin";
      return started = true;
    }
    bool started = false;
  };
  answer_with([](const interactions::Request&) {
    interactions::Response response = text("");
    response.source = std::make_unique<Broken>();
    return response;
  });
  start();
  const Reply reply = ask(get("/"));
  EXPECT_EQ(reply.body, "begin");
  EXPECT_FALSE(reply.complete);
}

TEST_F(HttpExchange, SendsHstsOverTlsAlone) {
  start();
  EXPECT_EQ(ask(get("/")).header("Strict-Transport-Security"), "");
  start_tls();
  EXPECT_EQ(ask(get("/")).header("Strict-Transport-Security"), "max-age=31536000");
}

TEST_F(HttpExchange, AnswersAPreflightAndMarksTheAnswer) {
  settings.cors.origins = {"https://app.example"};
  start();
  const Reply preflight =
      ask("OPTIONS /fhir/Patient HTTP/1.1\r\nHost: x\r\nOrigin: https://app.example\r\n"
          "Access-Control-Request-Method: PUT\r\n\r\n");
  EXPECT_EQ(preflight.status, 204);
  EXPECT_EQ(preflight.header("Access-Control-Allow-Origin"), "https://app.example");
  EXPECT_NE(preflight.header("Access-Control-Allow-Methods").find("PUT"), std::string::npos);
  EXPECT_EQ(ask(get("/", "Origin: https://app.example\r\n")).header("Access-Control-Allow-Origin"),
            "https://app.example");
  EXPECT_EQ(ask(get("/", "Origin: https://evil.example\r\n")).header("Access-Control-Allow-Origin"), "");
}

TEST_F(HttpExchange, BelievesOnlyTrustedProxiesAboutThePeer) {
  answer_with([](const interactions::Request& request) { return text(request.peer); });
  start();
  const std::string asked = get("/", "X-Forwarded-For: 10.9.9.9, 198.51.100.7, 127.0.0.1\r\n");
  EXPECT_EQ(ask(asked).body, "127.0.0.1");
  server.reset();
  settings.trusted_proxies = {"127.0.0.1"};
  start();
  EXPECT_EQ(ask(asked).body, "198.51.100.7");
  EXPECT_EQ(ask(get("/")).body, "127.0.0.1");
}

TEST_F(HttpExchange, TellsTheHandlerTheClientCertificate) {
  answer_with([](const interactions::Request& request) {
    return text(request.certificate ? request.certificate->subject + " " + request.certificate->sha256
                                    : "nobody");
  });
  start_tls(ClientCertificates::optional);
  const testing::Identity identity = authority->issue("vendor-1");
  Client client(server->port(), {authority->file(), identity, 0, {}, {}});
  EXPECT_EQ(client.ask(get("/")).body, "CN=vendor-1,O=Region " + identity.sha256);
  EXPECT_EQ(client.ask(get("/")).body, "CN=vendor-1,O=Region " + identity.sha256) << "on every request";
  EXPECT_EQ(ask(get("/")).body, "nobody");
}

TEST_F(HttpExchange, BelievesNoCertificateOfAnotherAuthority) {
  start_tls(ClientCertificates::optional);
  const testing::Folder elsewhere;
  const testing::Identity forged = testing::Authority(elsewhere.path()).issue("vendor-1");
  Client client(server->port(), {authority->file(), forged, 0, {}});
  EXPECT_EQ(client.ask(get("/")).status, 0);
}

TEST_F(HttpExchange, RequiresACertificateWhereConfigured) {
  start_tls(ClientCertificates::required);
  EXPECT_EQ(ask(get("/")).status, 0);
  Client client(server->port(), {authority->file(), authority->issue("vendor-1"), 0, {}, {}});
  EXPECT_EQ(client.ask(get("/")).status, 200);
}

TEST_F(HttpExchange, ReloadsCertificatesWithoutDroppingConnections) {
  start_tls();
  const auto before = connect();
  EXPECT_EQ(before->ask(get("/")).status, 200);
  EXPECT_EQ(before->peer_name(), "server");

  const testing::Identity renewed = authority->issue("renewed");
  std::filesystem::copy_file(renewed.certificate_file, settings.tls.certificate_file,
                             std::filesystem::copy_options::overwrite_existing);
  EXPECT_FALSE(server->reload(settings).ok()) << "the key does not fit yet";
  EXPECT_EQ(connect()->peer_name(), "server");

  std::filesystem::copy_file(renewed.key_file, settings.tls.key_file,
                             std::filesystem::copy_options::overwrite_existing);
  EXPECT_TRUE(server->reload(settings).ok());
  EXPECT_EQ(connect()->peer_name(), "renewed");
  EXPECT_EQ(before->ask(get("/")).status, 200);
}

TEST_F(HttpExchange, DoesNotStartWithoutUsableFilesOrAPort) {
  start();
  ServerSettings other = settings;
  other.port = server->port();
  const auto taken = Server::start(other, service, clock, random, log, metrics);
  ASSERT_FALSE(taken.ok());
  EXPECT_EQ(taken.failure().issues.front().message->code, "http-listen");
  other.port = 0;
  other.tls.certificate_file = folder.path() + "/absent.pem";
  const auto absent = Server::start(other, service, clock, random, log, metrics);
  ASSERT_FALSE(absent.ok());
  EXPECT_EQ(absent.failure().issues.front().message->code, "http-tls-file");
}

TEST_F(HttpExchange, ServesOnTwoPortsAndAgainAfterAStop) {
  for (int i = 0; i < 3; ++i) {
    start();
    testing::FunctionService other;
    other.handler = [](interactions::Request, const interactions::Responder& respond) {
      respond(text("the other"));
    };
    auto second = Server::start(settings, other, clock, random, log, metrics);
    ASSERT_TRUE(second.ok());
    EXPECT_EQ(ask(get("/")).body, "GET /?\n");
    EXPECT_EQ(Client((*second)->port()).ask(get("/")).body, "the other");
    server.reset();
  }
}

TEST_F(HttpExchange, DrainsByAnsweringWhatIsUnderWay) {
  service.is_inline = false;
  std::mutex mutex;
  std::condition_variable changed;
  bool begun = false, released = false;
  service.handler = [&](interactions::Request, const interactions::Responder& respond) {
    std::unique_lock lock(mutex);
    begun = true;
    changed.notify_all();
    changed.wait(lock, [&] { return released; });
    respond(text("finished"));
  };
  start();
  const auto busy = connect(), idle = connect();
  busy->send(get("/"));
  {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return begun; });
  }
  bool drained = false;
  std::thread draining([&] { drained = server->drain(seconds(20)); });
  EXPECT_TRUE(idle->ends()) << "who waits for nothing is let go at once";
  EXPECT_FALSE(Client(server->port()).ask(get("/")).complete) << "nobody new is let in";
  {
    const std::lock_guard lock(mutex);
    released = true;
    changed.notify_all();
  }
  const Reply reply = busy->read();
  EXPECT_EQ(reply.body, "finished");
  EXPECT_EQ(reply.header("Connection"), "close");
  EXPECT_TRUE(busy->ends());
  draining.join();
  EXPECT_TRUE(drained);
}

TEST_F(HttpExchange, DrainsNoLongerThanItMay) {
  service.is_inline = false;
  std::atomic<bool> begun = false;
  service.handler = [&](interactions::Request request, const interactions::Responder& respond) {
    begun = true;
    while (!*request.cancelled) std::this_thread::yield();
    respond(text("cut off"));
  };
  start();
  const auto client = connect();
  client->send(get("/"));
  while (!begun) std::this_thread::yield();
  EXPECT_FALSE(server->drain(milliseconds(100)));
  EXPECT_EQ(client->read().status, 0);
}

TEST_F(HttpExchange, LateAnswersAfterTheEndAreDropped) {
  interactions::Responder late;
  service.handler = [&](interactions::Request, interactions::Responder respond) {
    late = std::move(respond);
  };
  start();
  const auto client = connect();
  client->send(get("/"));
  while (server->connections() == 0) std::this_thread::yield();
  server.reset();
  if (late) late(text("too late"));
  EXPECT_EQ(client->read().status, 0);
}

}  // namespace
}  // namespace linkki::http
