#include "cli/metrics_page.h"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <sys/socket.h>
#include <unistd.h>

#include "cli/served.h"

namespace linkki::cli {
namespace {

using testing::HasSubstr;

// A TCP socket of this machine, bound to a free port or connected to one.
class Loopback {
 public:
  explicit Loopback(std::uint64_t port = 0) : descriptor_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* const place = reinterpret_cast<sockaddr*>(&address);
    socklen_t size = sizeof address;
    port == 0 ? ::bind(descriptor_, place, size) : ::connect(descriptor_, place, size);
    ::getsockname(descriptor_, place, &size);
    port_ = ntohs(address.sin_port);
  }
  ~Loopback() { ::close(descriptor_); }

  std::uint64_t port() const { return port_; }
  std::string ask(const std::string& request) const {
    std::string answer;
    if (::send(descriptor_, request.data(), request.size(), MSG_NOSIGNAL) < 0) return answer;
    char bytes[4'096];
    for (ssize_t count; (count = ::recv(descriptor_, bytes, sizeof bytes, 0)) > 0;) {
      answer.append(bytes, static_cast<std::size_t>(count));
    }
    return answer;
  }

 private:
  int descriptor_;
  std::uint64_t port_;
};

interactions::Response ask(const std::string& method, const std::string& path) {
  base::Metrics metrics;
  metrics.counter("linkki_x_total", "X.").add(3);
  MetricsPage page(metrics);
  interactions::Request request;
  request.method = method;
  request.path = path;
  interactions::Response answered;
  page.handle(std::move(request), [&](interactions::Response response) { answered = std::move(response); });
  return answered;
}

TEST(MetricsPage, PrintsWhatIsCounted) {
  const auto response = ask("GET", "/metrics");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(interactions::find_header(response.headers, "Content-Type"),
            "text/plain; version=0.0.4; charset=utf-8");
  EXPECT_THAT(response.body, HasSubstr("linkki_x_total 3\n"));
}

TEST(MetricsPage, IsAllThatItsPortShows) {
  EXPECT_EQ(ask("GET", "/fhir/Patient").status, 404);
  EXPECT_EQ(ask("GET", "/").status, 404);
  EXPECT_EQ(ask("POST", "/metrics").status, 405);
}

TEST(MetricsPage, OfARunningServerShowsRequestsCommitsAndStore) {
  Served served;
  served.settings().metrics.port = Loopback().port();
  served.start();
  EXPECT_EQ(served.send("PUT", "/Organization/a", R"({"resourceType":"Organization","id":"a","name":"A"})"),
            201);
  EXPECT_EQ(served.send("GET", "/Organization/a"), 200);
  EXPECT_EQ(served.send("GET", "/Organization/b"), 404);
  const auto page = Loopback(served.settings().metrics.port)
                        .ask("GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  for (const char* line :
       {"linkki_requests_total{interaction=\"update\",status=\"201\"} 1\n",
        "linkki_requests_total{interaction=\"read\",status=\"200\"} 1\n",
        "linkki_requests_total{interaction=\"read\",status=\"404\"} 1\n",
        "linkki_request_seconds_count{interaction=\"read\"} 2\n",
        "linkki_tls_handshakes_total{result=\"done\"} 3\n", "linkki_refused_total{reason=\"http-rate\"} 0\n",
        "linkki_writes_waiting 0\n", "linkki_store_writable 1\n", "linkki_audit_log_writable 1\n",
        "# TYPE linkki_commit_writes histogram\n", "# TYPE linkki_store_file_bytes gauge\n",
        "# TYPE linkki_store_map_bytes gauge\n", "# TYPE linkki_store_readers gauge\n",
        "# TYPE linkki_audit_log_waiting gauge\n"}) {
    EXPECT_THAT(page, HasSubstr(line));
  }
}

TEST(MetricsPage, WhosePortIsTakenStopsNobodyElse) {
  const Loopback taken;
  Served served;
  served.settings().metrics.port = taken.port();
  served.start();
  EXPECT_EQ(served.send("GET", "/metadata"), 200);
}

}  // namespace
}  // namespace linkki::cli
