// On what the sharing of a referral rests: the Consents of its case, and that a receiver is of the same
// controller.
//
// Consents that count: those in supportingInfo of the ServiceRequest and of those it is based on, and those
// of the case; with what the same request makes of them. Whom an actor stands for: an Organization for its
// parts, services, teams and roles; a CareTeam for its members; a Practitioner for their roles, and a role
// for its Practitioner. Onward: who was not asked for by the requester of the root referral is covered where
// the client lets the one who picks (the organisation that wrote the Task) share onward, or names the
// receiver there. Races     every Consent looked at is in the read set: one that changes has the request
// judged again Design    referral.md §2 (Consent), §4
#pragma once

#include <optional>

#include "interactions/case_view.h"
#include "referral/consent.h"

namespace linkki::interactions {

// Why somebody may see, and how long.
struct Ground {
  access::Basis basis = access::Basis::none;
  repository::Target consent;  // none: of another basis
  std::uint32_t version = 0;   // of the Consent, as it will be
  referral::Gap gap = referral::Gap::no_consent;
  referral::Window window;
  explicit operator bool() const { return gap == referral::Gap::none; }
  // It holds now, or begins later.
  bool ahead(base::Instant now) const {
    return basis != access::Basis::none && window.end > now && window.start < window.end;
  }
};

// When the Consents are asked.
enum class Moment : std::uint8_t { after, before };  // what the request does to them

class CaseBasis {
 public:
  CaseBasis(CaseView& view, const Seen& request, Moment moment = Moment::after);

  // Whether a Task may be sent to, or claimed or taken over by, a receiver; `receiver` empty: the pool of the
  // Task. Of a pool, the member that is farthest from it; `lacking`: who that is.
  Ground receiving(const Seen& task, const json::Value& now, std::string_view receiver, std::string& lacking);
  // A scope for a receiver: "Organization/w".
  Ground of(referral::Scope scope, std::string_view receiver, bool named = false);
  // As receiving, of one.
  Ground of_task(const Seen& task, const json::Value& now, std::string_view receiver);
  // The assessment, for one to whom the Task is given.
  Ground of_assessment(const Seen& task, const json::Value& now, std::string_view receiver);

  // The ServiceRequest at the root of the case; none: the request is not there.
  const Seen& root() const { return root_; }
  bool is_part() const { return !chain_.empty() && chain_.front().target != root_.target; }
  const std::string& patient() const { return patient_; }  // reference to the client
  // The organisation that wrote it, or writes it now: "Organization/w"; empty: none.
  std::string author_of(const Seen& seen) const;

  static constexpr int generations_max = 8;

 private:
  void find_chain(Seen request);
  Seen above(const Seen& request) const;
  void find_consents();
  bool of_case(const Seen& consent) const;
  bool stands(const referral::Actor& actor, std::string_view receiver) const;
  bool is_named(const Seen& task, const json::Value& now, std::string_view receiver);
  bool same_controller(std::string_view receiver);
  std::vector<std::string> categories() const;

  CaseView& view_;
  const base::Instant now_;
  std::vector<Seen> chain_;  // the request, then what it is based on
  const Moment moment_;
  Seen root_;
  std::string patient_;
  std::vector<Seen> consents_;
  std::vector<referral::Consent> read_;  // one for each
};

}  // namespace linkki::interactions
