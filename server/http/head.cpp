#include "http/head.h"

#include <utility>

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/field.hpp>

#include <algorithm>
#include <array>
#include <charconv>

#include "http/messages.h"
#include "http/target.h"

namespace linkki::http {

namespace {

namespace beast = boost::beast::http;
using base::IssueType;

constexpr std::array<std::string_view, 7> methods = {"GET",   "HEAD",   "POST",   "PUT",
                                                     "PATCH", "DELETE", "OPTIONS"};
constexpr const char* allowed_methods = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

Fault malformed(base::Argument what) {
  return {400, IssueType::structure, &base::message::http_malformed, {std::move(what)}, {}};
}

Fault twice(std::string_view field) {
  return malformed({base::Words{"{0} stands twice", "{0} on kahdesti", "{0} står två gånger"}, {field}});
}

bool same(std::string_view a, std::string_view lower) {
  return std::equal(a.begin(), a.end(), lower.begin(), lower.end(),
                    [](char x, char y) { return (x >= 'A' && x <= 'Z' ? x + 32 : x) == y; });
}

// Beast reads the request line and the fields and watches the framing; the body is ours (body.h).
class Parser final : public beast::basic_parser<true> {
 public:
  Parser(Head& head, std::size_t bytes, std::size_t fields_max) : head_(head), fields_max_(fields_max) {
    skip(true);
    header_limit(static_cast<std::uint32_t>(bytes + 1));
  }

  std::optional<Fault> fault;
  std::string target;
  unsigned hosts = 0, lengths = 0, codings = 0, encodings = 0, types = 0, credentials = 0;

 private:
  using string_view = boost::beast::string_view;
  using error_code = boost::beast::error_code;

  void refuse(Fault refused, error_code& error) {
    fault = std::move(refused);
    error = beast::error::bad_value;
  }

  void on_request_impl(beast::verb, string_view method, string_view text, int version, error_code&) override {
    head_.method.assign(method.data(), method.size());
    target.assign(text.data(), text.size());
    head_.http_1_0 = version == 10;
  }

  void on_field_impl(beast::field field, string_view name, string_view value, error_code& error) override {
    if (head_.fields.size() >= fields_max_) {
      refuse({431, IssueType::too_long, &base::message::http_fields, {std::to_string(fields_max_)}, {}},
             error);
      return;
    }
    head_.fields.emplace_back(std::string(name.data(), name.size()), std::string(value.data(), value.size()));
    const std::string_view text(head_.fields.back().second);
    switch (field) {
      case beast::field::host: ++hosts; break;
      case beast::field::authorization: ++credentials; break;
      case beast::field::content_type: ++types; break;
      case beast::field::content_length: read_length(text, error); break;
      case beast::field::transfer_encoding: read_coding(text, error); break;
      case beast::field::content_encoding: read_encoding(text, error); break;
      case beast::field::expect: read_expectation(text, error); break;
      default: break;
    }
  }

  void read_length(std::string_view text, error_code& error) {
    ++lengths;
    const bool digits = !text.empty() && text.find_first_not_of("0123456789") == text.npos;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), head_.content_length);
    if (!digits || fault != std::errc{})
      refuse(malformed(base::Words{"Content-Length is not one number", "Content-Length ei ole yksi luku",
                                   "Content-Length är inte ett tal"}),
             error);
  }

  void read_coding(std::string_view text, error_code& error) {
    ++codings;
    if (!same(text, "chunked"))
      refuse(malformed(base::Words{"a Transfer-Encoding other than chunked",
                                   "Transfer-Encoding on jokin muu kuin chunked",
                                   "en annan Transfer-Encoding än chunked"}),
             error);
    head_.chunked = true;
  }

  void read_encoding(std::string_view text, error_code& error) {
    ++encodings;
    head_.gzip = same(text, "gzip") || same(text, "x-gzip");
    if (!head_.gzip && !same(text, "identity")) {
      refuse({415,
              IssueType::not_supported,
              &base::message::http_content_encoding,
              {},
              {{"Accept-Encoding", "gzip"}}},
             error);
    }
  }

  void read_expectation(std::string_view text, error_code& error) {
    if (same(text, "100-continue")) {
      head_.expects_continue = true;
    } else {
      refuse({417, IssueType::not_supported, &base::message::http_expectation, {}, {}}, error);
    }
  }

  void on_header_impl(error_code&) override {}
  void on_finish_impl(error_code&) override {}
  void on_response_impl(int, string_view, int, error_code&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
  std::size_t on_body_impl(string_view, error_code&) override { return 0; }
  void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, string_view, error_code&) override { return 0; }

  Head& head_;
  std::size_t fields_max_;
};

std::optional<Fault> check_framing(const Parser& parser, const Head& head) {
  if (parser.lengths > 1) return twice("Content-Length");
  if (parser.codings > 1) return twice("Transfer-Encoding");
  if (parser.codings == 1 && parser.lengths == 1)
    return malformed(base::Words{"both Content-Length and Transfer-Encoding",
                                 "sekä Content-Length että Transfer-Encoding",
                                 "både Content-Length och Transfer-Encoding"});
  if (parser.codings == 1 && head.http_1_0)
    return malformed(base::Words{"Transfer-Encoding in HTTP/1.0", "Transfer-Encoding HTTP/1.0-pyynnössä",
                                 "Transfer-Encoding i HTTP/1.0"});
  if (parser.hosts > 1 || (parser.hosts == 0 && !head.http_1_0))
    return malformed(
        base::Words{"not exactly one Host", "Host-otsakkeita ei ole täsmälleen yksi", "inte exakt en Host"});
  if (parser.credentials > 1) return twice("Authorization");
  if (parser.types > 1) return twice("Content-Type");
  if (parser.encodings > 1) return twice("Content-Encoding");
  return std::nullopt;
}

std::optional<Fault> check_method(const Head& head) {
  if (std::find(methods.begin(), methods.end(), head.method) != methods.end()) return std::nullopt;
  const interactions::Headers allow = {{"Allow", allowed_methods}};
  // TRACE would send a client's own credentials back to whatever script asked for it.
  if (head.method == "TRACE" || head.method == "CONNECT") {
    return Fault{405, IssueType::not_supported, &base::message::http_method, {head.method}, allow};
  }
  return Fault{
      501, IssueType::not_supported, &base::message::http_method, {head.method.substr(0, 32)}, allow};
}

Fault target_too_long(const ServerSettings& settings) {
  return {
      414, IssueType::too_long, &base::message::http_target, {std::to_string(settings.target_bytes_max)}, {}};
}

Fault header_too_large(const ServerSettings& settings) {
  return {
      431, IssueType::too_long, &base::message::http_header, {std::to_string(settings.header_bytes_max)}, {}};
}

// Major versions are told apart before Beast sees the line: to it they are all "bad".
bool is_another_version(std::string_view line) {
  const std::size_t at = line.rfind(" HTTP/");
  return at != line.npos && line.size() == at + 9 && line.substr(at + 6, 2) != "1.";
}

}  // namespace

HeadEnd find_head_end(std::string_view bytes, std::size_t from) {
  const auto is_text = [&](std::size_t at) {
    return bytes[at] < 0 || (bytes[at] >= ' ' && bytes[at] != 0x7f);
  };
  for (std::size_t i = from; i < bytes.size(); ++i) {
    if (is_text(i)) {
      if (i > 0 && bytes[i - 1] == '\r') return {HeadEnd::State::malformed, 0};
      if (bytes[i] == ' ' && i > 0 && bytes[i - 1] == '\n') return {HeadEnd::State::malformed, 0};
      while (i + 1 < bytes.size() && is_text(i + 1)) ++i;
      continue;
    }
    const char byte = bytes[i];
    if (byte == '\r' && !(i > 0 && bytes[i - 1] == '\r')) continue;
    if (byte == '\t' && i > 0 && bytes[i - 1] != '\n' && bytes[i - 1] != '\r') continue;
    if (byte != '\n' || i == 0 || bytes[i - 1] != '\r') return {HeadEnd::State::malformed, 0};
    if (i >= 3 && bytes[i - 2] == '\n') return {HeadEnd::State::complete, i + 1};
  }
  return {};
}

std::optional<Fault> too_large(std::string_view bytes, const ServerSettings& settings) {
  constexpr std::size_t around_target = 32;  // method, version and blanks
  const std::size_t line = std::min(bytes.find("\r\n"), bytes.size());
  if (line > settings.target_bytes_max + around_target) return target_too_long(settings);
  if (bytes.size() > settings.header_bytes_max) return header_too_large(settings);
  return std::nullopt;
}

std::variant<Head, Fault> parse_head(std::string_view bytes, const ServerSettings& settings) {
  if (auto fault = too_large(bytes, settings)) return *std::move(fault);
  if (is_another_version(bytes.substr(0, bytes.find("\r\n")))) {
    return Fault{505, IssueType::not_supported, &base::message::http_version, {}, {}};
  }
  Head head;
  head.fields.reserve(12);
  Parser parser(head, bytes.size(), settings.fields_max);
  boost::beast::error_code error;
  parser.put(boost::asio::const_buffer(bytes.data(), bytes.size()), error);
  if (parser.fault) return *std::move(parser.fault);
  if (error || !parser.is_done())
    return malformed(
        error ? base::Argument(error.message())
              : base::Words{"no end of the header", "otsakkeiden loppu puuttuu", "headerns slut saknas"});
  if (auto fault = check_framing(parser, head)) return *std::move(fault);
  if (auto fault = check_method(head)) return *std::move(fault);
  if (parser.target.size() > settings.target_bytes_max) return target_too_long(settings);
  head.keep_alive = parser.keep_alive();

  if (parser.target == "*" && head.method == "OPTIONS") parser.target = "/";
  auto target = parse_target(parser.target);
  if (!target)
    return malformed(
        base::Words{"the target is not a path with a query, or has a broken percent escape",
                    "osoite ei ole polku ja kysely, tai siinä on rikkinäinen prosenttikoodaus",
                    "adressen är inte en sökväg med en fråga, eller har en trasig procentkodning"});
  head.path = std::move(target->path);
  head.query = std::move(target->query);
  return head;
}

}  // namespace linkki::http
