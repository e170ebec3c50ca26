#include "interactions/async.h"

#include <algorithm>
#include <charconv>

#include "base/crypto/hash.h"
#include "base/limits.h"
#include "fhir/bundle.h"
#include "fhir/operation_outcome.h"
#include "interactions/answer.h"
#include "interactions/bundle_entry.h"
#include "interactions/messages.h"
#include "interactions/operations/operation.h"
#include "interactions/trail.h"
#include "repository/due.h"

namespace linkki::interactions {
namespace {

using base::IssueType;
using base::Refusal;

constexpr std::string_view running = "running", done = "done";

// Jobs of others lie in the same table.
constexpr std::string_view prefix = "async/";

std::string key_of(std::string_view id) {
  return std::string(prefix) + std::string(id);
}

struct Row {
  std::string_view state, owner;
  base::Instant expires;
  std::string_view answer;
};

std::string print_row(std::string_view state, std::string_view owner, base::Instant expires,
                      std::string_view answer) {
  std::string row(state);
  row.append("\n").append(owner).append("\n");
  row.append(std::to_string(expires.time_since_epoch().count())).append("\n");
  return row.append(answer);
}

Row parse_row(std::string_view text) {
  const auto line = [&] {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view taken = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return taken;
  };
  Row row;
  row.state = line();
  row.owner = line();
  const std::string_view expires = line();
  std::int64_t count = 0;
  std::from_chars(expires.data(), expires.data() + expires.size(), count);
  row.expires = base::Instant{std::chrono::microseconds{count}};
  row.answer = text;
  return row;
}

// Everything of the principal that decides what it may see.
std::string owner_of(const access::Principal& who) {
  std::string text;
  for (const std::string_view part :
       {access::code(who.role), std::string_view(who.client_id), std::string_view(who.subject),
        std::string_view(who.organization), std::string_view(who.person)}) {
    text += std::to_string(part.size()) + ":" + std::string(part);
  }
  return crypto::print_hex(crypto::view(crypto::sha256(text)));
}

base::Instant expiry(base::Instant now) {
  return now + std::chrono::minutes(limits::async_minutes_max);
}

std::string_view field(const Response& response, std::string_view name) {
  return find_header(response.headers, name).value_or(std::string_view{});
}

std::string print_answer(const Response& response) {
  fhir::BundleEntry entry;
  const std::string status = print_status(response.status);
  entry.response_status = status;
  entry.response_location = field(response, "Location");
  entry.response_etag = field(response, "ETag");
  (response.status < 400 ? entry.resource : entry.response_outcome) = response.body;
  std::string json;
  fhir::BundleWriter writer(json, {.type = "batch-response"});
  writer.add(entry);
  writer.end();
  return json;
}

Response too_large(base::Language language) {
  return respond(
      base::refuse(Refusal::unprocessable, base::error(IssueType::too_costly, base::message::async_too_large,
                                                       {std::to_string(limits::async_answer_bytes_max)})),
      language);
}

Response accepted() {
  Response response;
  response.status = 202;
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

}  // namespace

AsyncDesk::AsyncDesk(const Parts& parts, UnderWay& under_way, Run run)
    : parts_(parts),
      under_way_(under_way),
      run_(std::move(run)),
      pool_(limits::async_threads, limits::async_running_max, waiting_) {
  load();
}

// What was running in another process is kept as it stands: show() says that it is lost.
void AsyncDesk::load() {
  const auto snapshot = parts_.repository.snapshot();
  if (!snapshot.ok()) return;
  const base::Instant now = parts_.clock.now();
  repository::due::each_job(snapshot->reads(), [&](std::string_view key, std::string_view text) {
    if (!key.starts_with(prefix)) return;
    const Row row = parse_row(text);
    const base::Instant expires = row.state == done ? row.expires : expiry(now);
    jobs_.emplace(key.substr(prefix.size()), Job{std::string(row.owner), State::kept, now, expires});
  });
}

void AsyncDesk::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  pool_.stop();
}

bool AsyncDesk::takes(const Call& call) {
  if (!call.preferences.asynchronous || call.principal.anonymous() || call.preferences.binary_accept)
    return false;
  switch (call.route.interaction) {
    case Interaction::read:
    case Interaction::vread:
    case Interaction::search:
    case Interaction::history:
    case Interaction::batch: return true;
    case Interaction::operation: return !call.route.operation->write;
    default: return false;
  }
}

bool AsyncDesk::has_room(const std::string& owner) const {
  const auto count = [&](auto&& counts) {
    return static_cast<std::size_t>(std::count_if(jobs_.begin(), jobs_.end(), counts));
  };
  return jobs_.size() < limits::async_kept_max &&
         count([](const auto& job) { return job.second.state != State::kept; }) < limits::async_running_max &&
         count([&](const auto& job) { return job.second.owner == owner; }) < limits::async_per_caller_max;
}

// What has expired makes room; it comes back, to be erased from the table.
base::Outcome<std::vector<std::string>> AsyncDesk::enter(const std::string& id, const std::string& owner,
                                                         base::Instant now) {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> expired;
  for (const auto& [each, job] : jobs_) {
    if (job.expires <= now) expired.push_back(each);
  }
  for (const std::string& each : expired) jobs_.erase(each);
  if (!has_room(owner) || stopping_) {
    return base::refuse(Refusal::too_many_requests,
                        base::error(IssueType::throttled, base::message::async_busy,
                                    {std::to_string(limits::async_per_caller_max)}));
  }
  jobs_.emplace(id, Job{owner, State::waiting, now});
  return expired;
}

void AsyncDesk::leave(const std::string& id) {
  const std::lock_guard lock(mutex_);
  jobs_.erase(id);
}

void AsyncDesk::start(Call call, Responder respond) {
  const std::string id = base::uuid(parts_.random), owner = owner_of(call.principal);
  auto expired = enter(id, owner, call.now);
  if (!expired.ok()) return respond(interactions::respond(call, expired.failure()));
  auto shared = std::make_shared<Call>(std::move(call));
  parts_.repository.queue().run(
      [id, owner, expired = *std::move(expired)](storage::WriteTransaction& write) -> base::Outcome<void> {
        for (const std::string& each : expired) TRY_VOID(repository::due::erase_job(write, key_of(each)));
        return repository::due::put_job(write, key_of(id), print_row(running, owner, {}, {}));
      },
      [this, id, shared, respond = std::move(respond),
       ticket = under_way_.begin()](const base::Outcome<void>& stored) {
        if (stored.ok()) return post(id, shared, respond);
        leave(id);
        respond(interactions::respond(*shared, stored.failure()));
      });
}

void AsyncDesk::post(const std::string& id, const std::shared_ptr<Call>& call, const Responder& respond) {
  const std::string status = call->base_url() + "/_async/" + id;
  const bool posted =
      pool_.post([this, id, call, ticket = under_way_.begin()] { run(id, std::move(*call)); });
  if (!posted) {  // those that were given up still fill the queue
    leave(id);
    erase(id, [ticket = under_way_.begin()](const base::Outcome<void>&) {});
    return respond(interactions::respond(
        *call, base::refuse(Refusal::too_many_requests,
                            base::error(IssueType::throttled, base::message::async_busy,
                                        {std::to_string(limits::async_per_caller_max)}))));
  }
  Response response = accepted();
  response.headers.emplace_back("Content-Location", status);
  response.headers.emplace_back("Preference-Applied", "respond-async");
  respond(std::move(response));
}

void AsyncDesk::run(const std::string& id, Call call) {
  {
    const std::lock_guard lock(mutex_);
    const auto job = jobs_.find(id);
    if (stopping_ || job == jobs_.end()) return;
    job->second.state = State::running;
  }
  call.now = parts_.clock.now();
  call.preferences.asynchronous = false;
  call.cancelled = nullptr;  // nobody waits on a socket
  call.preferences.pretty = false;
  call.preferences.format = Format::json;
  const base::Language language = call.preferences.language;
  run_(std::move(call), [this, id, language, ticket = under_way_.begin()](Response response) {
    // Of a transaction this is the thread that tells all callers how their writes went.
    auto shared = std::make_shared<Response>(std::move(response));
    pool_.post_next([this, id, shared, language, ticket] { finish(id, *shared, language); });
  });
}

void AsyncDesk::finish(const std::string& id, const Response& response, base::Language language) {
  std::string answer = print_answer(response);
  if (answer.size() > limits::async_answer_bytes_max) answer = print_answer(too_large(language));
  const base::Instant expires = expiry(parts_.clock.now());
  std::string owner;
  {
    const std::lock_guard lock(mutex_);
    const auto job = jobs_.find(id);
    if (job == jobs_.end()) return;  // given up
    owner = job->second.owner;
  }
  parts_.repository.queue().run(
      [this, id, row = print_row(done, owner, expires, answer)](
          storage::WriteTransaction& write) -> base::Outcome<void> {
        const std::lock_guard lock(mutex_);
        if (!jobs_.contains(id)) return base::done();
        return repository::due::put_job(write, key_of(id), row);
      },
      [this, id, expires, ticket = under_way_.begin()](const base::Outcome<void>& stored) {
        const std::lock_guard lock(mutex_);
        const auto job = jobs_.find(id);
        if (job == jobs_.end()) return;
        job->second.state = State::kept;
        job->second.expires = expires;
        if (!stored.ok()) parts_.log.error("async-answer-lost", {});
      });
}

std::optional<AsyncDesk::Job> AsyncDesk::find(const Call& call) {
  const std::lock_guard lock(mutex_);
  const auto job = jobs_.find(call.route.job);
  if (job == jobs_.end() || job->second.owner != owner_of(call.principal)) return std::nullopt;
  if (job->second.expires <= call.now) return std::nullopt;
  return job->second;
}

base::Outcome<Response> AsyncDesk::answer(const Call& call) {
  const auto unknown = [&] {
    return base::refuse(Refusal::not_found, base::error(IssueType::not_found, base::message::async_unknown,
                                                        {std::to_string(limits::async_minutes_max)}));
  };
  const auto job = find(call);
  if (!job) return unknown();
  if (job->state != State::kept) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(call.now - job->begun).count();
    Response response = accepted();
    response.headers.emplace_back("Retry-After", "1");
    response.headers.emplace_back("X-Progress", job->state == State::waiting
                                                    ? std::string("waiting")
                                                    : "running for " + std::to_string(seconds) + " s");
    return response;
  }
  TRY(const auto snapshot, parts_.repository.snapshot());
  const auto text = repository::due::job(snapshot.reads(), key_of(call.route.job));
  if (!text) return unknown();
  const Row row = parse_row(*text);
  if (row.state == running) {
    return base::refuse(Refusal::gone, base::error(IssueType::transient, base::message::async_lost));
  }
  Answer answer;
  answer.shaped = true;
  answer.json = row.answer;
  return respond(call, std::move(answer));
}

void AsyncDesk::show(const Call& call, const Responder& respond) {
  auto response = answer(call);
  if (response.ok()) return respond(*std::move(response));
  record_refusal(call, response.failure());
  respond(interactions::respond(call, response.failure()));
}

void AsyncDesk::forget(const Call& call, Responder respond) {
  if (!find(call)) return show(call, respond);
  leave(call.route.job);
  erase(call.route.job, [respond = std::move(respond), language = call.preferences.language,
                         ticket = under_way_.begin()](const base::Outcome<void>& erased) {
    respond(erased.ok() ? accepted() : interactions::respond(erased.failure(), language));
  });
}

void AsyncDesk::erase(const std::string& id, std::function<void(const base::Outcome<void>&)> then) {
  parts_.repository.queue().run(
      [id](storage::WriteTransaction& write) -> base::Outcome<void> {
        TRY_VOID(repository::due::erase_job(write, key_of(id)));
        return base::done();
      },
      std::move(then));
}

}  // namespace linkki::interactions
