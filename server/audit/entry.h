// One interaction × one patient: the unit of the audit trail. AuditEvents are rendered from it.
//
// Canonical bytes (encode) are what the Merkle leaf hashes; they never change once written:
//   version(1) kind·result·repeat(1) interaction(1) role(1) time µs (varint) present (varint, a bit a field)
//   texts      those present, in the order of entry.cpp: size·2 (varint) bytes; or, where it holds a UUID,
//              size before·2+1 (varint) bytes, the UUID(16), size after (varint) bytes
//   basis      its number if it is one of access/grant.h, else 0 and a text
//   patient    type (varint) serial (varint)
//   disclosed  count (varint), each: type, serial as difference to the one before (zigzag), version (varints)
// One entry has one encoding: decode refuses any other. Typical: 130 to 180 bytes.
// Cost      encode 2 µs, decode 4 µs
// Errors    audit_damaged (unavailable)
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "access/permit.h"
#include "base/clock.h"
#include "base/outcome.h"

namespace linkki::audit {

// Values are in stored entries: never renumber. system: start, unclean stop, restore …
enum class Kind : std::uint8_t { rest, authentication, export_, notification, break_glass, system };
enum class Result : std::uint8_t { success, minor_failure, serious_failure };

struct Disclosed {           // one resource version that was shown or written
  std::uint64_t number = 0;  // the store's number of the resource (type in the upper 16 bits)
  std::uint32_t version = 0;
  bool operator==(const Disclosed&) const = default;
};

struct Entry {
  std::uint64_t sequence = 0;  // leaf number; given by the writer, not part of the canonical bytes
  base::Instant time;
  Kind kind = Kind::rest;
  access::Interaction interaction = access::Interaction::read;
  Result result = Result::success;
  bool repeat = false;  // the same submission again: nothing changed
  access::Role role = access::Role::none;
  std::string client_id, organization, person, person_name, purpose, token_id;
  std::string basis;            // own-record, consent, public …: why the data were shown
  std::string basis_reference;  // Consent/x/_history/3, Task/y
  std::uint64_t patient = 0;    // number of the Patient; 0: none concerned
  std::string type;             // resource type asked for; empty: system level
  std::string query;            // of a search, as asked
  std::string request_id;
  std::string detail;  // kind system: what happened; errors: message code
  std::vector<Disclosed> disclosed;

  bool operator==(const Entry&) const = default;
};

std::string encode(const Entry& entry);  // canonical bytes
base::Outcome<Entry> decode(std::string_view bytes);

// The audit trail does not fit itself; `what` says where.
base::Failure damaged(base::Argument what);

}  // namespace linkki::audit
