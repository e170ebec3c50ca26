#include "interactions/service.h"

#include "access/messages.h"
#include "base/json/utf8.h"
#include "fhir/operation_outcome.h"
#include "interactions/bundle.h"
#include "interactions/capabilities.h"
#include "interactions/clocks.h"
#include "interactions/create.h"
#include "interactions/erase.h"
#include "interactions/history.h"
#include "interactions/messages.h"
#include "interactions/operations/operation.h"
#include "interactions/patch.h"
#include "interactions/provenance.h"
#include "interactions/read.h"
#include "interactions/search.h"
#include "interactions/smart_configuration.h"
#include "interactions/status.h"
#include "interactions/trail.h"
#include "interactions/update.h"

namespace linkki::interactions {
namespace {

using base::IssueType;
using base::Refusal;

std::string header(const Request& request, std::string_view name) {
  return std::string(find_header(request.headers, name).value_or(std::string_view{}));
}

constexpr std::size_t clocks_at_once_max = 100;  // that ring in one turn

// The path of the public base URL: "/fhir" of https://localhost:8443/fhir.
std::string_view base_path(std::string_view base_url) {
  const std::size_t host = base_url.find("://");
  const std::size_t path = host == std::string_view::npos ? host : base_url.find('/', host + 3);
  return path == std::string_view::npos ? std::string_view{} : base_url.substr(path);
}

// The path below the base; nullopt: elsewhere.
std::optional<std::string_view> below_base(std::string_view path, std::string_view base_url) {
  const std::string_view base = base_path(base_url);
  if (!path.starts_with(base)) return std::nullopt;
  path.remove_prefix(base.size());
  if (!path.empty() && path.front() != '/') return std::nullopt;
  return path;
}

// What is refused may be so before its preferences were read.
Format format_of_refusal(const Request& request) {
  const auto query = parse_form(request.query);
  return find_format(request.headers, query.ok() ? *query : Parameters{}).value_or(Format::json);
}

bool reads_binary(const Route& route) {
  return route.type == "Binary" &&
         (route.interaction == Interaction::read || route.interaction == Interaction::vread);
}

base::Outcome<void> check_media_type(const Route& route, std::string_view content_type) {
  const auto unsupported = [&](std::string_view expected) -> base::Outcome<void> {
    return base::refuse(Refusal::unsupported_media_type,
                        base::error(IssueType::not_supported, base::message::body_type,
                                    {json::excerpt(content_type), std::string(expected)}));
  };
  switch (route.interaction) {
    case Interaction::create:
    case Interaction::update:
    case Interaction::batch:
    case Interaction::operation:
      if (route.type == "Binary" || body_format(content_type)) return base::done();
      return unsupported(fhir_types);
    case Interaction::patch: return check_patch_type(content_type);
    default: return base::done();
  }
}

bool is_write(const Call& call) {
  switch (call.route.interaction) {
    case Interaction::create:
    case Interaction::update:
    case Interaction::patch:
    case Interaction::erase: return true;
    case Interaction::operation: return call.route.operation->write != nullptr;
    default: return false;
  }
}

base::Outcome<Answer> run_read(const Call& call, const repository::Snapshot& snapshot,
                               const repository::Sight& sight) {
  switch (call.route.interaction) {
    case Interaction::read: return read(call, snapshot, sight);
    case Interaction::vread: return vread(call, snapshot, sight);
    case Interaction::search: return search(call, snapshot, sight);
    case Interaction::history: return history(call, snapshot, sight);
    case Interaction::capabilities: return capabilities(call);
    case Interaction::operation: return read_by_operation(call, snapshot, sight);
    default: ensure(!"a read");
  }
}

base::Outcome<std::size_t> run_write(const Call& call, WriteSet& set) {
  switch (call.route.interaction) {
    case Interaction::create: return create(call, set);
    case Interaction::update: return update(call, set);
    case Interaction::patch: return patch(call, set);
    case Interaction::erase: return erase(call, set);
    case Interaction::operation: return write_by_operation(call, set);
    default: ensure(!"a write");
  }
}

Response refused(const Call& call, const base::Failure& failure) {
  record_refusal(call, failure);
  return linkki::interactions::respond(call, failure);
}

// What came with the request is nobody's secret from its sender: no refusal of it is audited.
Response computed(const Call& call) {
  auto answer = compute(call);
  if (!answer.ok()) return linkki::interactions::respond(call, answer.failure());
  return linkki::interactions::respond(call, std::move(*answer));
}

bool is_smart_configuration(const Request& request, const base::Settings& settings) {
  return request.path.ends_with("/smart-configuration") &&
         (request.method == "GET" || request.method == "HEAD") &&
         below_base(request.path, settings.server.public_url) == "/.well-known/smart-configuration";
}

Response health(bool ready) {
  Response response;
  response.status = ready ? 200 : 503;
  response.headers.emplace_back("Content-Type", "text/plain; charset=utf-8");
  response.headers.emplace_back("Cache-Control", "no-store");
  response.body = ready ? "ready\n" : "draining\n";
  return response;
}

}  // namespace

FhirService::FhirService(const Parts& parts, Current current,
                         std::shared_ptr<const validation::Validator> validator)
    : parts_(parts),
      validator_(std::move(validator)),
      meter_(parts.metrics, parts.clock),
      current_(std::move(current)),
      async_(parts_, under_way_,
             [this](Call call, Responder respond) { serve(std::move(call), std::move(respond)); }) {
  current_.since = parts_.clock.now();
}

FhirService::~FhirService() {
  async_.stop();
  under_way_.wait();
}

Current FhirService::current() const {
  const std::lock_guard lock(mutex_);
  return current_;
}

void FhirService::reload(Current current) {
  const std::lock_guard lock(mutex_);
  current_ = std::move(current);
  current_.since = parts_.clock.now();
}

// A read by id costs microseconds; everything else may wait for a lock, a disk or a parse, and the bytes of a
// Binary may be many.
bool FhirService::runs_inline(const Request& request) const {
  if (request.method != "GET" && request.method != "HEAD") return false;
  if (request.path.starts_with("/health/")) return true;
  const auto path = below_base(request.path, current().settings->server.public_url);
  return path && !path->starts_with("/Binary/") && std::count(path->begin(), path->end(), '/') == 2 &&
         path->find("/_") == std::string_view::npos && path->find('$') == std::string_view::npos;
}

Call FhirService::begin() {
  Call call{parts_, current(), parts_.definitions.current(), validator_};
  call.now = parts_.clock.now();
  return call;
}

Call FhirService::begin(const Request& request) {
  Call call = begin();
  call.request_id = request.id;
  call.peer = request.peer;
  call.cancelled = request.cancelled;
  call.preferences.language = language_of(request.headers);
  call.refusals = &refusals_;
  call.readers = &readers_;
  return call;
}

// The order decides which answer wins: what costs least and says least about the data comes first.
base::Outcome<void> FhirService::admit(const Request& request, Call& call) const {
  const auto encoded = below_base(request.path, call.base_url());
  if (!encoded)
    return base::refuse(Refusal::not_found, base::error(IssueType::not_found, base::message::path_unknown));
  TRY(const auto path, percent_decode(*encoded));
  TRY(call.route, route(request.method, path, *call.definitions));  // 404, 405
  call.query = request.query;
  TRY(const auto query, parse_form(request.query));
  TRY(call.preferences, reads_binary(call.route) ? binary_preferences(request.headers, query)
                                                 : preferences(request.headers, query));  // 406
  call.content_type = header(request, "Content-Type");
  TRY_VOID(check_media_type(call.route, call.content_type));  // 415
  TRY_VOID(check_caller(request, call));                      // 401, 403: before the body
  call.if_match = header(request, "If-Match");
  call.if_none_match = header(request, "If-None-Match");
  call.if_modified_since = header(request, "If-Modified-Since");
  call.if_none_exist = header(request, "If-None-Exist");
  call.accept_language = header(request, "Accept-Language");
  call.provenance = header(request, "X-Provenance");
  call.security_context = header(request, "X-Security-Context");
  return base::done();
}

base::Outcome<void> FhirService::check_caller(const Request& request, Call& call) const {
  const auto certificate = request.certificate ? request.certificate->sha256 : std::string{};
  const auto token = find_header(request.headers, "Authorization");
  call.bad_token = token.has_value();
  TRY(call.principal, call.current.tokens->authenticate(token, certificate));
  call.bad_token = false;
  if (call.route.interaction == Interaction::capabilities) return base::done();
  if (call.route.interaction == Interaction::operation) return permit_operation(call);
  if (call.route.job.empty()) return access::permit(call.principal, call.route.type, call.route.interaction);
  // An answer is its beginner's, whatever it is about.
  if (!call.principal.anonymous()) return base::done();
  return base::refuse(Refusal::unauthenticated, base::error(IssueType::login, base::message::token_missing));
}

void FhirService::handle(Request request, Responder respond) {
  if (request.path == "/health/live") return respond(health(true));
  if (request.path == "/health/ready") return respond(health(ready_));
  if (request.method == "OPTIONS") {
    Response response;
    response.status = 204;
    const auto path = below_base(request.path, current().settings->server.public_url);
    response.headers.emplace_back("Allow", path ? allowed_methods(*path, *parts_.definitions.current()) : "");
    return respond(std::move(response));
  }
  if (const auto settings = current().settings; is_smart_configuration(request, *settings)) {
    return respond(smart_configuration(*settings));
  }
  Call call = begin(request);
  const auto admitted = admit(request, call);
  respond = meter_.count(admitted.ok() ? std::optional(call.route.interaction) : std::nullopt, call.now,
                         std::move(respond));
  if (!admitted.ok()) {
    call.preferences.format = format_of_refusal(request);
    const Refusal refusal = admitted.failure().refusal;
    const bool asked_for_data = refusal == Refusal::unauthenticated || refusal == Refusal::forbidden;
    if (asked_for_data) return respond(refused(call, admitted.failure()));
    return respond(linkki::interactions::respond(call, admitted.failure()));
  }
  call.body = std::move(request.body);
  dispatch(std::move(call), std::move(respond));
}

void FhirService::dispatch(Call&& call, Responder respond) {
  if (!call.route.job.empty()) {
    if (call.route.interaction == Interaction::erase) return async_.forget(call, std::move(respond));
    return async_.show(call, respond);
  }
  if (AsyncDesk::takes(call)) return async_.start(std::move(call), std::move(respond));
  serve(std::move(call), std::move(respond));
}

void FhirService::serve(Call&& call, Responder respond) {
  const auto later = [&] {
    return [respond = std::move(respond), ticket = under_way_.begin()](Response response) {
      respond(std::move(response));
    };
  };
  if (call.route.interaction == Interaction::batch) return process_bundle(std::move(call), later());
  if (is_write(call)) return write(std::move(call), later());
  if (call.route.operation && call.route.operation->compose)
    return process_composed(std::move(call), later());
  if (call.route.operation && call.route.operation->compute) return respond(computed(call));
  read(call, respond);
}

void FhirService::read(const Call& call, const Responder& respond) {
  auto snapshot = parts_.repository.snapshot();
  if (!snapshot.ok()) return respond(linkki::interactions::respond(call, snapshot.failure()));
  const repository::Sight sight(snapshot->reads(), *snapshot->reading().dictionary, call.principal, call.now);
  auto answer = run_read(call, *snapshot, sight);
  if (!answer.ok()) return respond(refused(call, answer.failure()));
  respond(linkki::interactions::respond(call, std::move(*answer)));
}

void FhirService::write(Call call, Responder respond) {
  struct Writing {
    Call call;
    Responder respond;
    std::vector<Step> steps;
    repository::Reading reading;
  };
  auto writing = std::make_shared<Writing>(Writing{std::move(call), std::move(respond), {}, {}});
  parts_.repository.queue().submit(
      [this, writing]() -> base::Outcome<repository::Prepared> {
        TRY(const auto snapshot, parts_.repository.snapshot());
        const repository::Sight sight(snapshot.reads(), *snapshot.reading().dictionary,
                                      writing->call.principal, writing->call.now);
        WriteSet set(writing->call, snapshot, sight);
        if (auto put = run_write(writing->call, set); !put.ok()) return std::move(put).failure();
        TRY_VOID(add_provenance(writing->call, set, {}));
        TRY(auto finished, set.finish());
        writing->steps = std::move(finished.steps);
        writing->reading = snapshot.reading();
        return std::move(finished.prepared);
      },
      [writing](base::Outcome<repository::Committed> committed) {
        const Call& call = writing->call;
        if (!committed.ok()) return writing->respond(refused(call, committed.failure()));
        Answer answer = answer_of(writing->steps.front(), *committed, writing->reading);
        if (call.route.operation) {
          auto told = call.route.operation->answer(call, std::move(answer));
          if (!told.ok()) return writing->respond(refused(call, told.failure()));
          answer = *std::move(told);
        }
        writing->respond(linkki::interactions::respond(call, std::move(answer)));
      });
}

void FhirService::ring_clocks() {
  if (ringing_ > 0) return;
  const auto snapshot = parts_.repository.snapshot();
  if (!snapshot.ok()) return;
  auto due = repository::due::timers_due(snapshot->reads(), parts_.clock.now(), clocks_at_once_max);
  ringing_ += due.size();
  for (auto& timer : due) ring(std::move(timer), true);
}

// What cannot be done is told and counts as done: it must not be tried for ever.
void FhirService::ring(repository::due::Timer timer, bool act) {
  struct Ringing {
    Call call;
    repository::due::Timer timer;
  };
  auto ringing = std::make_shared<Ringing>(Ringing{begin(), std::move(timer)});
  ringing->call.principal.role = access::Role::server;
  parts_.repository.queue().submit(
      [this, ringing, act]() -> base::Outcome<repository::Prepared> {
        TRY(const auto snapshot, parts_.repository.snapshot());
        const repository::Sight sight(snapshot.reads(), *snapshot.reading().dictionary,
                                      ringing->call.principal, ringing->call.now);
        WriteSet set(ringing->call, snapshot, sight);
        set.ring(ringing->timer);
        if (act) TRY_VOID(ring_clock(set, ringing->timer));
        TRY(auto finished, set.finish());
        return std::move(finished.prepared);
      },
      [this, ringing, act, ticket = under_way_.begin()](const base::Outcome<repository::Committed>& rung) {
        if (!rung.ok() && act && rung.failure().refusal == Refusal::unprocessable) {
          parts_.log.error("clock-not-obeyed",
                           {{"timer", base::Technical(ringing->timer.name)},
                            {"reason", base::Technical(rung.failure().issues.front().text())}});
          return ring(ringing->timer, false);
        }
        --ringing_;
      });
}

}  // namespace linkki::interactions
