#include "http/listener.h"

#include <utility>

#include <cpprest/containerstream.h>
#include <cpprest/details/http_server.h>
#include <cpprest/details/http_server_api.h>
#include <cpprest/http_listener.h>
#include <pplx/pplxtasks.h>

#include <exception>
#include <map>
#include <mutex>
#include <shared_mutex>
#include <typeinfo>

#include "base/messages.h"
#include "http/fault.h"
#include "http/messages.h"

namespace linkki::http {

namespace {

namespace rest = web::http;
namespace listening = web::http::experimental::listener;
using base::IssueType;

// Open while the connections exist; a late answer finds it closed and is dropped.
struct Gate {
  std::shared_mutex mutex;
  bool open = true;
};

base::Language language_of(const interactions::Headers& fields) {
  return base::choose_language(
      interactions::find_header(fields, "Accept-Language").value_or(std::string_view{}));
}

Answer internal_error(const std::string& log_line, base::Language language) {
  return print(
      answer_to({500, IssueType::exception, &base::message::internal_error, {log_line}, {}}, language));
}

// What http_request and http_response have no room for. Destroyed without an answer, it answers 500.
class Context final : public rest::details::_http_server_context {
 public:
  Context(Received received, std::weak_ptr<Recipient> recipient, std::shared_ptr<Gate> gate, base::Log& log)
      : received(std::move(received)),
        language(language_of(this->received.head.fields)),
        recipient_(std::move(recipient)),
        gate_(std::move(gate)),
        log_(log) {}
  ~Context() override {
    deliver([this] { return internal_error(log_.error("request-unanswered"), language); });
  }

  void answer(Answer answer) {
    deliver([&] { return std::move(answer); });
  }

  Received received;
  const base::Language language;
  std::unique_ptr<interactions::BodySource> source;
  std::unique_ptr<Deflater> deflater;
  bool closes = false;

 private:
  template <class Make>
  void deliver(Make make) {
    if (std::exchange(answered_, true)) return;
    const std::shared_lock lock(gate_->mutex);
    if (!gate_->open) return;
    if (const auto recipient = recipient_.lock()) recipient->answer(make());
  }

  std::weak_ptr<Recipient> recipient_;
  std::shared_ptr<Gate> gate_;
  base::Log& log_;
  bool answered_ = false;
};

// Continuations run where their task completed: a request never leaves its thread for a pool that it does not
// need, which would cost a third of a read.
class InlineScheduler final : public pplx::scheduler_interface {
 public:
  void schedule(pplx::TaskProc_t task, void* argument) override { task(argument); }
};

// Before anything else of cpprestsdk: the first task, and be it of an idle listener, settles on a pool (it
// throws then).
void use_inline_scheduler() {
  static std::once_flag once;
  std::call_once(once, [] { pplx::set_ambient_scheduler(std::make_shared<InlineScheduler>()); });
}

bool is_framing(std::string_view name) {
  for (const std::string_view ours : {"content-length", "transfer-encoding", "connection", "date"}) {
    if (std::equal(name.begin(), name.end(), ours.begin(), ours.end(),
                   [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; })) {
      return true;
    }
  }
  return false;
}

std::string read_all(const concurrency::streams::istream& stream) {
  std::string out;
  auto buffer = stream.streambuf();
  std::uint8_t* bytes = nullptr;
  std::size_t count = 0;
  while (buffer.acquire(bytes, count) &&
         count > 0) {  // strings and vectors in memory hand out what they hold
    out.append(reinterpret_cast<const char*>(bytes), count);
    buffer.release(bytes, count);
  }
  return out;
}

// The transport beneath cpprestsdk's listeners: what it needs of the five functions that a back end has.
class BackEnd final : public rest::experimental::details::http_server {
 public:
  pplx::task<void> start() override { return pplx::task_from_result(); }
  pplx::task<void> stop() override { return pplx::task_from_result(); }

  pplx::task<void> register_listener(listening::details::http_listener_impl* listener) override {
    const std::lock_guard lock(mutex());
    listeners().insert_or_assign(listener->uri().port(), listener);
    return pplx::task_from_result();
  }

  pplx::task<void> unregister_listener(listening::details::http_listener_impl* listener) override {
    const std::lock_guard lock(mutex());
    listeners().erase(listener->uri().port());
    return pplx::task_from_result();
  }

  // Complete when the answer is handed to its connection: nobody here waits for the client to take it.
  pplx::task<void> respond(rest::http_response response) override {
    auto& context = static_cast<Context&>(*response._get_server_context());
    Answer answer;
    answer.status = response.status_code();
    answer.closes = context.closes;
    answer.source = std::move(context.source);
    answer.deflater = std::move(context.deflater);
    for (const auto& [name, value] : response.headers()) {
      if (is_framing(name)) continue;
      if (!append_field(answer.fields, name, value)) {
        context.answer(print(answer_to({500, IssueType::exception, &base::message::http_answer_field, {}, {}},
                                       context.language)));
        return done();
      }
    }
    if (!answer.source && response.body().is_valid()) answer.body = read_all(response.body());
    context.answer(std::move(answer));
    return done();
  }

  // One for all: making a task takes a lock and four allocations.
  static pplx::task<void> done() {
    static const pplx::task<void> instance = pplx::task_from_result();
    return instance;
  }

  static listening::details::http_listener_impl* find(int port) {
    const std::lock_guard lock(mutex());
    const auto at = listeners().find(port);
    return at == listeners().end() ? nullptr : at->second;
  }

  // cpprestsdk drops the back end with its last listener and would then bring its own back silently: so
  // before every open() ours is put in place again if none is there.
  static void put_in_place() {
    if (rest::experimental::details::http_server_api::server_api() == nullptr) {
      rest::experimental::details::http_server_api::register_server_api(std::make_unique<BackEnd>());
    }
  }

 private:
  static std::mutex& mutex() {
    static std::mutex instance;
    return instance;
  }
  static std::map<int, listening::details::http_listener_impl*>& listeners() {
    static std::map<int, listening::details::http_listener_impl*> instance;
    return instance;
  }
};

std::mutex& opening() {
  static std::mutex instance;
  return instance;
}

// Picks the coding for an answer and applies it: here, on the thread of the handler, not on the I/O thread.
void encode(interactions::Response& response, std::string_view accept_encoding, std::size_t bytes_min,
            std::unique_ptr<Deflater>& deflater) {
  if (forbids_body(response.status) || interactions::find_header(response.headers, "Content-Encoding"))
    return;
  if (!response.source && response.body.size() < bytes_min) return;
  const auto type = interactions::find_header(response.headers, "Content-Type");
  if (!type || !is_compressible(*type)) return;
  response.headers.emplace_back("Vary", "Accept-Encoding");
  const Coding coding = choose_coding(accept_encoding);
  if (coding == Coding::identity) return;
  response.headers.emplace_back("Content-Encoding", name(coding));
  deflater = make_deflater(coding);
  if (response.source) return;
  std::string coded;
  deflater->take(response.body, true, coded);
  response.body = std::move(coded);
  deflater.reset();
}

class RestListener final : public Listener {
 public:
  RestListener(const ServerSettings& settings, interactions::Service& service, base::WorkerPool& workers,
               const TransportMetrics& metrics, base::Log& log)
      : settings_(settings), service_(service), workers_(workers), metrics_(metrics), log_(log) {}
  ~RestListener() override { close(); }

  base::Outcome<void> open(std::uint16_t port) {
    const std::lock_guard lock(opening());
    BackEnd::put_in_place();
    listener_ = listening::http_listener(rest::uri("http://127.0.0.1:" + std::to_string(port) + "/"));
    const auto receive = [this](rest::http_request request) { this->receive(std::move(request)); };
    listener_.support(receive);
    // Without its own handler cpprestsdk answers OPTIONS itself.
    listener_.support(rest::methods::OPTIONS, receive);
    listener_.open().wait();
    impl_ = BackEnd::find(port);
    ensure(impl_ != nullptr);
    return base::done();
  }

  void dispatch(Received received, std::weak_ptr<Recipient> recipient) override {
    auto context = std::make_unique<Context>(std::move(received), std::move(recipient), gate_, log_);
    const Head& head = context->received.head;
    const std::string target = head.query.empty() ? head.path : head.path + '?' + head.query;
    rest::http_headers headers;
    for (const auto& [name, value] : head.fields) headers.add(name, value);
    const std::string method = head.method;
    const std::string peer = context->received.peer;
    rest::http_request request = rest::http_request::_create_request(std::move(context));
    request.set_method(method);
    request.set_request_uri(rest::uri(target));
    request.headers() = std::move(headers);
    request._get_impl()->_set_remote_address(peer);
    impl_->handle_request(std::move(request));
  }

  void close() override {
    {
      const std::unique_lock lock(gate_->mutex);
      if (!std::exchange(gate_->open, false)) return;
    }
    const std::lock_guard lock(opening());
    listener_.close().wait();
  }

 private:
  static Context* context(const rest::http_request& request) {
    return static_cast<Context*>(request._get_server_context());
  }

  void receive(rest::http_request request) {
    Received& received = context(request)->received;
    interactions::Request call;
    call.method = request.method();
    call.path = request.request_uri().path();
    call.query = request.request_uri().query();
    call.headers = std::move(received.head.fields);
    call.body = std::move(received.body);
    call.peer = std::move(received.peer);
    call.id = received.id;
    call.certificate = std::move(received.certificate);
    call.cancelled = std::move(received.cancelled);
    if (service_.runs_inline(call)) return run(std::move(call), std::move(request));
    auto waiting = std::make_shared<interactions::Request>(std::move(call));
    if (!workers_.post([this, waiting, request] { run(std::move(*waiting), request); })) {
      metrics_.refused(base::message::http_overload);
      context(request)->answer(print(
          answer_to({503, IssueType::throttled, &base::message::http_overload, {}, {{"Retry-After", "2"}}},
                    context(request)->language)));
    }
  }

  // Exceptions of libraries end here.
  void run(interactions::Request call, rest::http_request request) {
    const auto respond = [request, gate = gate_, compress_bytes_min = settings_.compress_bytes_min](
                             interactions::Response response) {
      RestListener::respond(*gate, request, std::move(response), compress_bytes_min);
    };
    try {
      service_.handle(std::move(call), respond);
    } catch (const std::exception& error) {
      fail(request, log_.error("request-failed", {{"exception", base::Technical(typeid(error).name())}}));
    } catch (...) {
      fail(request, log_.error("request-failed", {{"exception", "unknown"}}));
    }
  }

  void fail(const rest::http_request& request, const std::string& log_line) {
    if (Context* context = this->context(request))
      context->answer(internal_error(log_line, context->language));
  }

  // Static, because the answer to a write may come when the listener is gone.
  static void respond(Gate& gate, const rest::http_request& request, interactions::Response response,
                      std::size_t compress_bytes_min) {
    {
      const std::shared_lock lock(gate.mutex);
      if (!gate.open) return;
    }
    Context* context = RestListener::context(request);
    if (context == nullptr) return;
    const auto accepted = request.headers().find("Accept-Encoding");
    encode(response, accepted == request.headers().end() ? std::string_view() : accepted->second,
           compress_bytes_min, context->deflater);
    context->closes = response.closes;
    context->source = std::move(response.source);
    rest::http_response reply(static_cast<rest::status_code>(response.status));
    if (!response.body.empty()) {
      reply.set_body(std::move(response.body));
      reply.headers().remove("Content-Type");  // the one that cpprestsdk supposes
    }
    for (const auto& [name, value] : response.headers) reply.headers().add(name, value);
    request.reply(reply);
  }

  const ServerSettings& settings_;
  interactions::Service& service_;
  base::WorkerPool& workers_;
  const TransportMetrics& metrics_;
  base::Log& log_;
  std::shared_ptr<Gate> gate_ = std::make_shared<Gate>();
  listening::http_listener listener_;
  listening::details::http_listener_impl* impl_ = nullptr;
};

}  // namespace

base::Outcome<std::unique_ptr<Listener>> open_listener(std::uint16_t port, const ServerSettings& settings,
                                                       interactions::Service& service,
                                                       base::WorkerPool& workers,
                                                       const TransportMetrics& metrics, base::Log& log) {
  use_inline_scheduler();
  auto listener = std::make_unique<RestListener>(settings, service, workers, metrics, log);
  TRY_VOID(listener->open(port));
  return std::unique_ptr<Listener>(std::move(listener));
}

}  // namespace linkki::http
