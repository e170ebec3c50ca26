#include "repository/renewal.h"

#include "repository/messages.h"
#include "repository/meta.h"
#include "repository/reindex.h"
#include "repository/repository.h"
#include "repository/run_and_wait.h"

namespace linkki::repository {
namespace {

base::Failure unusable() {
  return base::refuse(base::Refusal::unavailable,
                      base::error(base::IssueType::exception, base::message::definitions_not_followed));
}

}  // namespace

void Renewal::Signal::wake() {
  {
    const std::lock_guard lock(mutex_);
    woken_ = true;
    ++asked_;
  }
  changed_.notify_all();
}

void Renewal::Signal::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
}

void Renewal::Signal::settle() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return (!woken_ && !busy_) || stopping_; });
}

base::Outcome<void> Renewal::Signal::follow() {
  wake();
  std::unique_lock lock(mutex_);
  const auto asked = asked_;
  changed_.wait(lock, [&] { return followed_ >= asked || stopping_; });
  if (followed_ >= asked) return outcome_;
  return unusable();
}

void Renewal::Signal::followed(base::Outcome<void> outcome) {
  {
    const std::lock_guard lock(mutex_);
    followed_ = taken_;
    outcome_ = std::move(outcome);
  }
  changed_.notify_all();
}

bool Renewal::Signal::next() {
  std::unique_lock lock(mutex_);
  busy_ = false;
  changed_.notify_all();
  changed_.wait(lock, [&] { return woken_ || stopping_; });
  woken_ = false;
  taken_ = asked_;
  busy_ = true;
  return !stopping_;
}

bool Renewal::Signal::stopping() const {
  const std::lock_guard lock(mutex_);
  return stopping_;
}

bool Renewal::Signal::interrupted() const {
  const std::lock_guard lock(mutex_);
  return stopping_ || woken_;
}

Renewal::Renewal(Repository& repository, std::shared_ptr<Signal> signal, std::unique_ptr<Adopted> adopted)
    : repository_(repository),
      signal_(std::move(signal)),
      adopted_(std::move(adopted)),
      thread_([this] { run(); }) {}

Renewal::~Renewal() {
  signal_->stop();
  thread_.join();
}

void Renewal::run() {
  while (signal_->next()) {
    try {
      signal_->followed(follow());
      build_index();
    } catch (const storage::Damaged&) {
      signal_->followed(unusable());
      if (repository_.parts_.log) repository_.parts_.log->error("index-damaged", {});
    }
  }
}

base::Outcome<void> Renewal::follow() {
  TRY(const auto now, repository_.snapshot());
  const Reading& reading = now.reading();
  const auto change = adopted_->follow(now.reads(), *reading.dictionary, *reading.codec);
  const bool other = repository_.parts_.definitions.current() != reading.definitions;
  if (!other) return base::done();
  TRY_VOID(renew());
  if (repository_.parts_.log) {
    repository_.parts_.log->info(
        "definitions-changed",
        {{"taken_in", change.taken_in}, {"taken_out", change.taken_out}, {"refused", change.refused}});
  }
  return base::done();
}

base::Outcome<void> Renewal::renew() {
  auto next = std::make_shared<Reading>(repository_.reading());
  next->definitions = repository_.parts_.definitions.current();
  auto extractor = search::Extractor::make(next->definitions, repository_.settings_.index.zone);
  if (!extractor.ok()) {
    if (repository_.parts_.log) repository_.parts_.log->error("definitions-unusable", {});
    return std::move(extractor).failure();  // no waking: trying again would not help
  }
  next->extractor = *std::move(extractor);
  auto renewed = run_and_wait(
      repository_.queue(),
      [next,
       &settings = repository_.settings_.index](storage::WriteTransaction& write) -> base::Outcome<void> {
        auto dictionary = std::make_shared<Dictionary>(Dictionary::load(write));
        TRY(next->facets, Facets::load(write, *dictionary, *next->definitions, settings));
        next->dictionary = std::move(dictionary);
        next->generation = meta::number(write, meta::generation) + 1;
        return meta::set_number(write, meta::generation, next->generation);
      },
      [&] { repository_.set_reading(*next); });
  if (!renewed.ok() && !signal_->stopping()) signal_->wake();
  return renewed;
}

void Renewal::build_index() {
  for (const std::string& type : repository_.reading().facets->stale_types()) {
    if (!build_index(type)) return;
  }
}

// False: to stop, or to begin with something else.
bool Renewal::build_index(const std::string& type) {
  for (std::size_t passed_over = 0;;) {
    if (signal_->interrupted()) return false;
    const auto now = repository_.snapshot();
    if (!now.ok()) return false;
    const auto step = reindex::Step::prepare(*now, type);
    auto next = std::make_shared<Reading>(now->reading());
    const auto applied = run_and_wait(
        repository_.queue(),
        [&](storage::WriteTransaction& write) -> base::Outcome<void> {
          TRY_VOID(step.apply(write));
          if (!step.last()) return base::done();
          auto dictionary = std::make_shared<Dictionary>(*now->reading().dictionary);
          TRY(next->facets, now->reading().facets->built(write, *dictionary, type));
          next->dictionary = std::move(dictionary);
          return base::done();
        },
        [&] {
          if (step.last()) repository_.set_reading(*next);
        });
    if (!applied.ok()) return false;
    passed_over += step.passed_over();
    if (!step.last()) continue;
    if (repository_.parts_.log) {
      repository_.parts_.log->info("index-built",
                                   {{"type", base::Technical(type)}, {"passed_over", passed_over}});
    }
    return true;
  }
}

}  // namespace linkki::repository
