// Everything that one request writes, becoming one Prepared: the steps of create, update, patch and delete
// put their resources in; `finish` lets the referral's course judge and complete them (course.h), decides
// what belongs to whom and drafts the rows.
//
// Threads   one; lives as long as the preparing of one request
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "fhir/json.h"
#include "interactions/answer.h"
#include "interactions/ownership.h"
#include "repository/draft.h"

namespace linkki::interactions {

enum class Effect : std::uint8_t { created, updated, unchanged, deleted, nothing };

// What a step did; its answer is made once the commit has given version and time.
struct Step {
  Effect effect = Effect::nothing;
  std::string type, id;
  std::optional<std::size_t> write;  // place in Prepared::writes
  std::uint32_t version = 0;         // unchanged: the version that stays
  base::Instant time;                // unchanged: its time
  std::string body;                  // of the row; encoded
  std::vector<base::Issue> issues;   // warnings
};

class WriteSet {
 public:
  WriteSet(const Call& call, const repository::Snapshot& snapshot, const repository::Sight& sight)
      : call_(call), snapshot_(snapshot), sight_(sight) {}

  const Call& call() const { return call_; }
  const repository::Snapshot& snapshot() const { return snapshot_; }
  const repository::Sight& sight() const { return sight_; }

  // The resource as it shall be stored, with its id. `before`: the current row, if there is one.
  // Returns the place of its Step in finish()'s list.
  std::size_t put(const Call& call, fhir::Resource resource, const repository::Row* before,
                  std::vector<base::Issue> warnings);
  std::size_t remove(const Call& call, repository::Number number, const repository::Row& before);
  // Nothing is written, but it depends on that row.
  std::size_t keep(const Call& call, repository::Number number, const repository::Row& row);
  std::size_t nothing(const Call& call);

  // Inside the commit this must hold, too.
  using Predicate = std::function<base::Outcome<void>(const storage::Reads&)>;
  void require(Predicate predicate);
  // As require, but judged first: whoever loses that race is told so, and not tried again.
  void guard(Predicate predicate) { guards_.push_back(std::move(predicate)); }
  // What was read besides what is written; if it changes, the request is prepared again.
  void depend_on(repository::Number number, const repository::Header& header);
  // The step of the workflow that this put is meant to be; else it is whichever the change is.
  void intend(std::size_t step, std::string transition) { items_[step].intended = std::move(transition); }
  // What happens by time: a timer that the commit sets or ends; the one that this is done for.
  void set_timer(repository::Due due) { timers_.push_back(std::move(due)); }
  void ring(repository::due::Timer timer) { rung_ = std::move(timer); }
  void tell(std::string message) { outbox_.push_back(std::move(message)); }
  // What it lets somebody see besides what follows from Tasks and Consents.
  void give(repository::GivenGrants given) { given_.push_back(std::move(given)); }
  // In the audit entries of that step: on what basis it is done, and why in words.
  void explain(std::size_t step, access::Sight basis, std::string why) {
    items_[step].basis = basis;
    items_[step].why = std::move(why);
  }
  // What was submitted, for when it comes again.
  void submit(repository::Submission submission) { submission_ = std::move(submission); }
  // What was put so far under that target; nullptr: nothing. For references and ids within a transaction.
  const json::Value* find(const repository::Target& target) const;
  std::deque<fhir::Resource>& resources() { return resources_; }
  // One put, for those who complete what was put. Ends with the next put.
  struct Put {
    const Call& call;
    fhir::Resource& resource;
    repository::Number number;         // 0: not stored yet
    const repository::Header* before;  // nullptr: there was none, or it was deleted
    const std::string& intended;
  };
  std::size_t size() const { return items_.size(); }
  std::optional<Put> put_at(std::size_t step);  // nullopt: that step puts nothing
  // What is written so far, with the version that it will have: "Patient/1/_history/2".
  std::vector<std::string> targets() const;

  struct Finished {
    repository::Prepared prepared;
    std::vector<Step> steps;
  };
  base::Outcome<Finished> finish();

 private:
  struct Item {
    Step step;
    Call call;
    fhir::Resource* resource = nullptr;  // of a put
    repository::Number number = 0;
    std::optional<repository::Header> before;
    std::string intended;
    access::Sight basis;  // none: of what is new, own-record; else what shows it
    std::string why;
  };
  base::Outcome<void> check_references();
  // A label that hides is taken away by the organisation that set it or answers for the record, by nobody
  // else.
  base::Outcome<void> check_unhiding(const Item& item) const;
  // What the referral of the case says of a minor's guardians.
  access::GuardianView said_by_case(const Item& item, const Pending& pending) const;
  // A proxy writes about whom it acts for.
  base::Outcome<void> check_proxy(const Item& item, const Pending& pending,
                                  const repository::Write& write) const;
  base::Outcome<void> draft(Item& item, const Pending* pending, repository::Prepared& prepared);

  const Call& call_;
  const repository::Snapshot& snapshot_;
  const repository::Sight& sight_;
  std::deque<fhir::Resource> resources_;
  std::vector<Item> items_;
  std::vector<Predicate> guards_, predicates_;
  std::vector<repository::Read> reads_;
  std::optional<repository::Submission> submission_;
  std::vector<repository::Due> timers_;
  std::optional<repository::due::Timer> rung_;
  std::vector<std::string> outbox_;
  std::vector<repository::GivenGrants> given_;
};

// The answer to a write; `committed` gives what the commit gave.
Answer answer_of(const Step& step, const repository::Committed& committed,
                 const repository::Reading& reading);

}  // namespace linkki::interactions
