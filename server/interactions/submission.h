// Submitting a referral twice: the same content again gets the first answer, other content is refused.
//
// Key       the organisation that acts, and the placer identifier (type PLAC) of a governed ServiceRequest
// Content   of the ServiceRequests, Tasks, QuestionnaireResponses and Consents, with references resolved to
//           Type/id, without id, meta and narrative. Of each entry the k-th of its type is compared with the
//           first submission's k-th: the order among types means nothing.
// Answer    one line an entry: Type/id/_history/1 element=hash element=hash …
// Errors    conflict (duplicate), naming the element that differs
// Design    referral.md §2
#pragma once

#include <map>
#include <string>
#include <vector>

#include "interactions/call.h"
#include "repository/submission.h"

namespace linkki::interactions {

// "system|value"; empty: no referral that is governed, or no placer identifier.
std::string placer_of(const referral::Workflow& workflow, const json::Value& resource);
// Whether resources of this type are part of what is submitted.
bool is_submitted(std::string_view type);

// One entry of a submission, as it is to be stored.
struct Submitted {
  std::string type;
  std::string expression;                       // "Bundle.entry[3].resource"
  std::string location;                         // Type/id/_history/1; empty: not known yet
  std::map<std::string, std::string> elements;  // hashes; empty: not part of what is submitted
};
Submitted submitted(const json::Value& resource, std::string expression);

class FirstSubmission {
 public:
  // nullopt: nothing was submitted under that identifier.
  static std::optional<FirstSubmission> find(const Call& call, const repository::Snapshot& snapshot,
                                             std::string_view placer);
  // Of the k-th entry of a type; empty: there was none.
  std::string location(std::string_view type, std::size_t k) const;
  base::Outcome<void> check_same(const std::vector<Submitted>& again) const;

 private:
  explicit FirstSubmission(repository::submissions::Stored stored);
  const Submitted* find(std::string_view type, std::size_t k) const;
  std::string digest_;
  std::vector<Submitted> entries_;
};

// To be stored with the commit; the entries know their locations.
repository::Submission make_submission(const Call& call, const repository::Snapshot& snapshot,
                                       std::string placer, const std::vector<Submitted>& entries);
// Inside the commit: nobody else has submitted it meanwhile.
std::function<base::Outcome<void>(const storage::Reads&)> not_yet_submitted(
    const Call& call, const repository::Snapshot& snapshot, std::string placer);

}  // namespace linkki::interactions
