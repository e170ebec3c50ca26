// What a letter to a client says of a referral, gathered from what the caller sees of it.
//
// Kept from paper: address, times and places of a client who is hidden for their safety, and what of the case
// the caller does not see or has no scope for. No letter is written of a client who has died or whose
// referral ended for that.
// Errors    as read; unprocessable: there is nobody to write to
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interactions/read.h"
#include "interactions/trail.h"

namespace linkki::interactions {

struct Contact {
  std::string name;
  std::vector<std::string> address;  // its lines
  std::string phone;
  bool empty() const { return name.empty(); }
};

struct Visit {
  base::Instant start;
  std::string place;  // empty: not told
};

struct Letter {
  Contact client;
  Contact sender;                      // who wrote the referral, or coordinates it
  Contact receiver;                    // whom the client hears from; empty: nobody has taken it yet
  std::vector<std::string> services;   // that the client is referred to
  std::vector<std::string> permitted;  // who may see the referral, as the Consent in force names them
  std::string state;                   // of the workflow; empty: nothing has been sent
  std::string answer_by;               // a date; empty: none
  std::vector<Visit> visits;           // booked and still ahead
  base::Language language = base::Language::finnish;
  std::vector<Shown> shown;  // what it was written from, for the audit trail
};

// `wanted`: the language asked for; nullopt: that which the referral names for contacts, else the client's
// own.
base::Outcome<Letter> write_letter(const Call& call, const repository::Snapshot& snapshot,
                                   const repository::Sight& sight, const Stored& request,
                                   std::optional<base::Language> wanted);

// The letter as one page to print. `zone`: of the times in it.
std::string print_letter(const Letter& letter, base::Instant now, std::string_view zone);

}  // namespace linkki::interactions
