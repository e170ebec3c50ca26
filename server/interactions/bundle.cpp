#include "interactions/bundle.h"

#include <algorithm>
#include <atomic>

#include "base/limits.h"
#include "interactions/body.h"
#include "interactions/create.h"
#include "interactions/erase.h"
#include "interactions/messages.h"
#include "interactions/operations/operation.h"
#include "interactions/patch.h"
#include "interactions/trail.h"
#include "interactions/transaction.h"
#include "interactions/update.h"

namespace linkki::interactions {
namespace {

using repository::Committed;
using repository::Prepared;

// What both kinds share: the Bundle as it was read, and how the answer is put together.
class Posted {
 public:
  // `places`: where the resources of the entries came from; empty: from the Bundle.
  Posted(Call call, Responder respond, fhir::Resource bundle, std::vector<fhir::RequestEntry> requests,
         std::vector<std::string> places = {})
      : call_(std::move(call)),
        respond_(std::move(respond)),
        bundle_(std::move(bundle)),
        requests_(std::move(requests)),
        places_(std::move(places)) {}

 protected:
  base::Outcome<repository::Snapshot> snapshot() const { return call_.parts.repository.snapshot(); }
  repository::Sight sight(const repository::Snapshot& snapshot) const {
    return {snapshot.reads(), *snapshot.reading().dictionary, call_.principal, call_.now};
  }

  base::Outcome<Answer> read(const Call& entry) const {
    TRY(const auto now, snapshot());
    auto answer = run_read(entry, now, sight(now));
    if (!answer.ok()) record_refusal(entry, answer.failure());
    return answer;
  }

  void refuse(base::Failure failure) {
    for (base::Issue& issue : failure.issues) {
      for (std::string& expression : issue.expression) expression = place_of(expression);
    }
    record_refusal(call_, failure);
    respond_(interactions::respond(call_, failure));
  }

  // Bundle.entry[3].resource.status, or Task.status of the first Task, where the client has it.
  std::string place_of(const std::string& expression) const {
    const auto within = [&](std::size_t i, std::string_view begin) {
      return expression.starts_with(begin) ? places_[i] + expression.substr(begin.size()) : std::string{};
    };
    for (std::size_t i = 0; i < places_.size(); ++i) {
      if (!expression.starts_with(requests_[i].expression())) continue;
      const std::string inside = within(i, requests_[i].expression() + ".resource");
      return inside.empty() ? places_[i] : inside;
    }
    for (std::size_t i = 0; i < places_.size(); ++i) {
      const std::string type(requests_[i].resource->text_of("resourceType"));
      const std::string inside = within(i, type + ".");
      if (!inside.empty()) return within(i, type);
    }
    return expression;
  }

  // Reads, and answers of many entries, would hold up the thread that tells all callers how their writes
  // went.
  template <class Work>
  void leave_thread(bool reads, Work work) {
    if (!reads && requests_.size() <= limits::bundle_answer_entries_max) return work();
    if (!call_.readers->post_next(work)) work();
  }

  // `answer_of(i)` gives the answer of entry i and its call (nullptr: it has none).
  template <class AnswerOf>
  void answer(std::string_view type, AnswerOf&& answer_of) {
    Answer answer;
    const std::string id = base::uuid(call_.parts.random);
    fhir::BundleWriter writer(answer.json, {.type = type, .id = id});
    for (std::size_t i = 0; i < requests_.size(); ++i) {
      auto [entry, outcome] = answer_of(i);
      print_entry(call_, entry, std::move(outcome), writer);
    }
    writer.end();
    answer.shaped = true;
    append_vary_by_language(answer.headers);
    respond_(interactions::respond(call_, std::move(answer)));
  }

  const Call call_;
  const Responder respond_;
  const fhir::Resource bundle_;
  const std::vector<fhir::RequestEntry> requests_;
  const std::vector<std::string> places_;
};

class Transaction final : public Posted, public std::enable_shared_from_this<Transaction> {
 public:
  using Posted::Posted;

  void run() {
    std::vector<base::Issue> issues;
    base::Refusal refusal{};
    for (const fhir::RequestEntry& request : requests_) {
      auto call = call_of(call_, request);
      if (call.ok()) {
        entries_.push_back({request, *std::move(call)});
        continue;
      }
      if (issues.empty()) refusal = call.failure().refusal;
      for (base::Issue& issue : call.failure().issues) issues.push_back(std::move(issue));
    }
    if (!issues.empty()) return refuse(base::refuse(refusal, std::move(issues)));
    const auto self = shared_from_this();
    call_.parts.repository.queue().submit(
        [self] { return self->prepare(); },
        [self](base::Outcome<Committed> committed) {
          auto shared = std::make_shared<base::Outcome<Committed>>(std::move(committed));
          self->leave_thread(self->has_reads(), [self, shared] { self->finish(*shared); });
        });
  }

 private:
  // Anew after each conflict.
  base::Outcome<Prepared> prepare() {
    TRY(const auto now, snapshot());
    const repository::Sight sees = sight(now);
    TRY(planned_, plan(call_, entries_, now, sees));
    return std::move(planned_.prepared);
  }

  bool has_reads() const {
    return std::any_of(entries_.begin(), entries_.end(),
                       [](const TransactionEntry& entry) { return !is_write(entry.call); });
  }

  void finish(const base::Outcome<Committed>& committed) {
    if (!committed.ok()) return refuse(committed.failure());
    answer("transaction-response", [&](std::size_t i) {
      const Call& entry = entries_[i].call;
      return std::pair<const Call*, base::Outcome<Answer>>(&entry, answer_to(i, *committed));
    });
  }

  base::Outcome<Answer> answer_to(std::size_t i, const Committed& committed) {
    const Call& entry = entries_[i].call;
    if (!is_write(entry)) return read(entry);
    if (!planned_.repeated.empty()) return std::move(planned_.repeated[i]);
    return answer_of(planned_.steps[planned_.step_of[i]], committed, planned_.reading);
  }

  std::vector<TransactionEntry> entries_;
  Planned planned_;
};

class Batch final : public Posted, public std::enable_shared_from_this<Batch> {
 public:
  using Posted::Posted;

  // All entries at once, so that their commits can share a sync; the last one to end answers.
  void run() {
    for (const fhir::RequestEntry& request : requests_)
      entries_.push_back({call_of(call_, request), {}, {}, {}});
    waiting_ = entries_.size() + 1;
    const auto self = shared_from_this();
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      if (!entries_[i].call.ok() || !is_write(*entries_[i].call)) {
        ended();
        continue;
      }
      call_.parts.repository.queue().submit([self, i] { return self->prepare(i); },
                                            [self, i](base::Outcome<Committed> committed) {
                                              self->entries_[i].committed = std::move(committed);
                                              self->ended();
                                            });
    }
    ended();
  }

 private:
  struct Entry {
    base::Outcome<Call> call;
    std::optional<base::Outcome<Committed>> committed;
    Step step;
    repository::Reading reading;
  };

  base::Outcome<Prepared> prepare(std::size_t i) {
    const Call& call = *entries_[i].call;
    TRY(const auto now, snapshot());
    const repository::Sight sees = sight(now);
    WriteSet set(call, now, sees);
    TRY_VOID(put(call, requests_[i], set));
    TRY(auto finished, set.finish());
    entries_[i].step = std::move(finished.steps.front());
    entries_[i].reading = now.reading();
    return std::move(finished.prepared);
  }

  static base::Outcome<void> put(const Call& call, const fhir::RequestEntry& request, WriteSet& set) {
    const auto write = [&]() -> base::Outcome<std::size_t> {
      if (call.route.interaction == Interaction::erase) return erase(call, set);
      if (call.route.interaction == Interaction::patch) return patch(call, set);
      TRY(auto resource, resource_of(call, request));
      if (call.route.interaction == Interaction::update) return update(call, set, std::move(resource));
      return submit(call, set, std::move(resource));
    };
    if (auto written = write(); !written.ok()) return placed(std::move(written).failure(), request);
    return base::done();
  }

  void ended() {
    if (--waiting_ > 0) return;
    const bool reads = std::any_of(entries_.begin(), entries_.end(), [](const Entry& entry) {
      return entry.call.ok() && !is_write(*entry.call);
    });
    leave_thread(reads, [self = shared_from_this()] { self->tell(); });
  }

  void tell() {
    answer("batch-response", [&](std::size_t i) {
      const Call* const entry = entries_[i].call.ok() ? &*entries_[i].call : nullptr;
      return std::pair<const Call*, base::Outcome<Answer>>(entry, answer_to(entries_[i]));
    });
  }

  base::Outcome<Answer> answer_to(const Entry& entry) const {
    if (!entry.call.ok()) return entry.call.failure();
    if (!is_write(*entry.call)) return read(*entry.call);
    if (!entry.committed->ok()) {
      record_refusal(*entry.call, entry.committed->failure());
      return entry.committed->failure();
    }
    return answer_of(entry.step, **entry.committed, entry.reading);
  }

  std::vector<Entry> entries_;
  std::atomic<std::size_t> waiting_ = 0;
};

bool is_transaction(const fhir::Resource& bundle) {
  return bundle.document.root.text_of("type") == "transaction";
}

// Of a batch each entry goes by itself, so that one Provenance cannot be of all.
base::Outcome<void> check_provenance(const Call& call, const fhir::Resource& bundle) {
  if (is_transaction(bundle) || call.provenance.empty()) return base::done();
  return base::refuse(
      base::Refusal::bad_request,
      base::error(base::IssueType::business_rule, base::message::provenance_batch, {}, "http.X-Provenance"));
}

// `places`: as Composed.
void run(Call call, Responder respond, fhir::Resource bundle, std::vector<fhir::RequestEntry> requests,
         std::vector<std::string> places) {
  if (is_transaction(bundle)) {
    std::make_shared<Transaction>(std::move(call), std::move(respond), std::move(bundle), std::move(requests),
                                  std::move(places))
        ->run();
  } else {
    std::make_shared<Batch>(std::move(call), std::move(respond), std::move(bundle), std::move(requests))
        ->run();
  }
}

}  // namespace

void process_bundle(Call call, Responder respond) {
  auto bundle = parse_body(call, std::exchange(call.body, {}));
  const auto refuse = [&](const base::Failure& failure) {
    record_refusal(call, failure);
    respond(interactions::respond(call, failure));
  };
  if (!bundle.ok()) return refuse(bundle.failure());
  auto requests = fhir::read_request_entries(*bundle);
  if (!requests.ok()) return refuse(requests.failure());
  if (auto fit = check_provenance(call, *bundle); !fit.ok()) return refuse(fit.failure());
  run(std::move(call), std::move(respond), *std::move(bundle), *std::move(requests), {});
}

void process_composed(Call call, Responder respond) {
  const auto refuse = [&](const base::Failure& failure) {
    record_refusal(call, failure);
    respond(interactions::respond(call, failure));
  };
  auto composed = compose(call);
  if (!composed.ok()) return refuse(composed.failure());
  auto bundle = fhir::parse_json(std::move(composed->bundle), *call.definitions);
  if (!bundle.ok()) return refuse(bundle.failure());
  auto requests = fhir::read_request_entries(*bundle);
  if (!requests.ok()) return refuse(requests.failure());
  if (auto fit = check_provenance(call, *bundle); !fit.ok()) return refuse(fit.failure());
  run(std::move(call), std::move(respond), *std::move(bundle), *std::move(requests),
      std::move(composed->places));
}

}  // namespace linkki::interactions
