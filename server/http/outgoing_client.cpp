#include "http/outgoing_client.h"

#include <algorithm>
#include <utility>
// Asio 1.74 needs <utility> before it.
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include "http/messages.h"

namespace linkki::http {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using base::IssueType;
using base::Message;
using Deadline = std::chrono::steady_clock::time_point;
using Parser = beast::http::response_parser<beast::http::string_body>;

constexpr std::uint32_t answer_header_bytes_max = 64 * 1'024;

struct Place {
  std::string host, port, target;
  std::string field;  // of the Host field
};

base::Failure unavailable(const Message& message, std::vector<std::string> arguments) {
  return base::refuse(base::Refusal::unavailable,
                      base::error(IssueType::transient, message, std::move(arguments)));
}

// https://host[:port][/path][?query]; a host in brackets is an IPv6 address.
base::Outcome<Place> parse_place(const std::string& url) {
  const auto refuse = [&] {
    return base::refuse(base::Refusal::bad_request,
                        base::error(IssueType::value, base::message::outgoing_url, {url}));
  };
  constexpr std::string_view scheme = "https://";
  const bool printable = std::all_of(url.begin(), url.end(), [](char c) { return c > ' ' && c < 0x7f; });
  if (!url.starts_with(scheme) || !printable) return refuse();
  const std::size_t end = std::min(url.find_first_of("/?#", scheme.size()), url.size());
  Place place;
  place.field = url.substr(scheme.size(), end - scheme.size());
  place.target = url.substr(end, url.find('#', end) - end);
  if (!place.target.starts_with('/')) place.target.insert(0, "/");
  const std::size_t bracket = place.field.find(']');
  const std::size_t colon = place.field.find(':', bracket == std::string::npos ? 0 : bracket);
  place.host = place.field.substr(0, colon);
  place.port = colon == std::string::npos ? "443" : place.field.substr(colon + 1);
  if (bracket != std::string::npos) {
    if (!place.host.starts_with('[') || bracket + 1 != place.host.size()) return refuse();
    place.host = place.host.substr(1, bracket - 1);
  }
  const bool formed = !place.host.empty() && !place.port.empty() && place.port.size() <= 5 &&
                      place.port.find_first_not_of("0123456789") == std::string::npos &&
                      place.host.find('@') == std::string::npos;
  if (!formed) return refuse();
  return place;
}

// One call: steps that block until they are done or the deadline has come.
class Call {
 public:
  Call(asio::ssl::context& trust, const Place& place, const base::OutgoingRequest& request)
      : place_(place),
        request_(request),
        deadline_(std::chrono::steady_clock::now() + request.time_max),
        stream_(io_, trust) {}

  base::Outcome<base::OutgoingAnswer> run() {
    TRY_VOID(connect());
    TRY_VOID(shake_hands());
    TRY_VOID(write());
    return read();
  }

 private:
  using Fault = boost::system::error_code;

  // Starts an operation, whose handler gets a Fault first, and waits for it.
  template <class Start>
  Fault await(Start start) {
    Fault fault = asio::error::timed_out;
    start([&fault](Fault told, const auto&...) { fault = told; });
    io_.restart();
    io_.run_until(deadline_);
    if (!io_.stopped()) {
      abandon();
      return asio::error::timed_out;
    }
    return fault;
  }

  // Lets what is under way end with a fault, before what its handler writes to is gone.
  void abandon() {
    Fault ignored;
    resolver_.cancel();
    stream_.next_layer().close(ignored);
    io_.run();
  }

  base::Failure failed(const Message& message, Fault fault) const {
    if (fault == asio::error::timed_out) {
      return unavailable(base::message::outgoing_late,
                         {place_.field, std::to_string(request_.time_max.count())});
    }
    return unavailable(message, {place_.field, fault.message()});
  }

  base::Outcome<void> connect() {
    tcp::resolver::results_type found;
    Fault fault = await([&](auto done) {
      resolver_.async_resolve(place_.host, place_.port, [&found, done](Fault told, auto results) mutable {
        found = std::move(results);
        done(told);
      });
    });
    if (!fault) {
      fault = await([&](auto done) { asio::async_connect(stream_.next_layer(), found, done); });
    }
    if (fault) return failed(base::message::outgoing_unreachable, fault);
    stream_.next_layer().set_option(tcp::no_delay(true), fault);
    return base::done();
  }

  base::Outcome<void> shake_hands() {
    SSL* const ssl = stream_.native_handle();
    stream_.set_verify_callback(asio::ssl::host_name_verification(place_.host));
    Fault no_address;
    asio::ip::make_address(place_.host, no_address);
    if (no_address) SSL_set_tlsext_host_name(ssl, place_.host.c_str());
    const Fault fault =
        await([&](auto done) { stream_.async_handshake(asio::ssl::stream_base::client, done); });
    if (!fault) return base::done();
    const long doubt = SSL_get_verify_result(ssl);
    if (fault == asio::error::timed_out || doubt == X509_V_OK) {
      return failed(base::message::outgoing_unreachable, fault);
    }
    return unavailable(base::message::outgoing_untrusted,
                       {place_.field, X509_verify_cert_error_string(doubt)});
  }

  base::Outcome<void> write() {
    beast::http::request<beast::http::string_body> message;
    message.method_string(request_.method);
    message.target(place_.target);
    message.set(beast::http::field::host, place_.field);
    message.set(beast::http::field::user_agent, "linkki");
    for (const auto& [name, value] : request_.headers) message.insert(name, value);
    message.body() = request_.body;
    message.keep_alive(false);
    message.prepare_payload();
    const Fault fault = await([&](auto done) { beast::http::async_write(stream_, message, done); });
    // A server that refuses a body may answer and close before it has taken all: then the answer tells why.
    const bool cut = fault == asio::error::broken_pipe || fault == asio::error::connection_reset;
    if (fault && !cut) return failed(base::message::outgoing_unreachable, fault);
    return base::done();
  }

  base::Outcome<base::OutgoingAnswer> read() {
    Parser parser;
    parser.header_limit(answer_header_bytes_max);
    parser.body_limit(request_.answer_bytes_max);
    parser.skip(request_.method == "HEAD");
    beast::flat_buffer buffer;
    Fault fault = await([&](auto done) { beast::http::async_read_header(stream_, buffer, parser, done); });
    // Beast 1.74 heeds its limit in chunked answers alone.
    if (!fault && parser.content_length().value_or(0) > request_.answer_bytes_max) {
      fault = beast::http::error::body_limit;
    }
    if (!fault && !parser.is_done()) {
      fault = await([&](auto done) { beast::http::async_read(stream_, buffer, parser, done); });
    }
    // Many servers close without TLS's farewell; the length of the answer shows whether it is whole.
    const bool whole = parser.is_done() && (!fault || fault == asio::ssl::error::stream_truncated);
    if (!whole) return failed(base::message::outgoing_answer, fault);
    base::OutgoingAnswer answer;
    answer.status = parser.get().result_int();
    for (const auto& field : parser.get()) {
      answer.headers.emplace_back(std::string(field.name_string()), std::string(field.value()));
    }
    answer.body = std::move(parser.get().body());
    return answer;
  }

  const Place& place_;
  const base::OutgoingRequest& request_;
  const Deadline deadline_;
  asio::io_context io_{1};
  tcp::resolver resolver_{io_};
  asio::ssl::stream<tcp::socket> stream_;
};

}  // namespace

struct OutgoingClient::Trust {
  asio::ssl::context context{asio::ssl::context::tls_client};
};

OutgoingClient::OutgoingClient(std::unique_ptr<Trust> trust) : trust_(std::move(trust)) {}
OutgoingClient::~OutgoingClient() = default;

base::Outcome<std::unique_ptr<OutgoingClient>> OutgoingClient::make(const std::string& authority_file) {
  auto trust = std::make_unique<Trust>();
  auto& context = trust->context;
  boost::system::error_code fault;
  context.set_options(asio::ssl::context::no_tlsv1 | asio::ssl::context::no_tlsv1_1);
  context.set_verify_mode(asio::ssl::verify_peer);
  context.set_default_verify_paths(fault);  // a machine without any is one that trusts nobody
  if (!authority_file.empty()) {
    context.load_verify_file(authority_file, fault);
    if (fault) return unavailable(base::message::http_tls_file, {authority_file, fault.message()});
  }
  return std::unique_ptr<OutgoingClient>(new OutgoingClient(std::move(trust)));
}

base::Outcome<base::OutgoingAnswer> OutgoingClient::send(const base::OutgoingRequest& request) {
  TRY(const auto place, parse_place(request.url));
  // Asio's sockets throw nothing here, but memory may end and names may be refused by its parsers.
  try {
    return Call(trust_->context, place, request).run();
  } catch (const std::exception& fault) {
    return unavailable(base::message::outgoing_unreachable, {place.field, fault.what()});
  }
}

}  // namespace linkki::http
