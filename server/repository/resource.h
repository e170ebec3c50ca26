// The rows that hold resources: a header that answers questions of version and access without touching the
// body, and the body.
//
// resource  row_key(8) → row            the current version, deleted ones too
// version   row_key(8) version(4) → row the versions before it
// row       version time µs(8) flags author [custodian] [case part(1)] [issuer] patients number…
//           labels hash(8)… size id body
//           sizeless integers are varints, a number is two: type, serial; the id as base/short_id.h has it;
//           […] present as the flags say; custodian and issuer only where they are not the author
// The body is described in body.h; a deleted version has none.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/grant.h"
#include "access/guardian.h"
#include "base/clock.h"
#include "repository/tables.h"

namespace linkki::repository {

using access::Part;

struct Header {
  std::uint32_t version = 0;
  base::Instant time;
  bool deleted = false;
  bool open = false;      // anybody may read it: directory, terminology, profiles
  bool listed = false;    // any authenticated caller may read it: people of the directory
  bool governed = false;  // the referral workflow rules it
  bool hidden = false;    // its labels hide it (access/label.h)
  bool named = false;     // this version began the resource under an id of the client's choice (PUT)
  access::GuardianView guardians = access::GuardianView::unsaid;  // what it says of a minor's guardians
  Number author = 0;                                              // organisation that wrote it
  Number custodian = 0;                                           // organisation that answers for it
  Number case_id = 0;  // number of the root ServiceRequest; 0: in no case
  Part part = Part::none;
  Number issuer = 0;                  // organisation that hid it; the author where `hidden` tells no other
  std::vector<Number> patients;       // whom it is about
  std::vector<std::uint64_t> labels;  // keyed hashes of system|code of meta.security
  std::string id;                     // logical id
};

struct Row {
  Header header;
  std::string_view body;  // ends with the transaction
};

std::string encode(const Header& header);  // the body follows it
Row decode_row(std::string_view bytes);

namespace rows {

std::optional<Row> current(const storage::Reads& reads, Number number);
std::optional<Row> version(const storage::Reads& reads, Number number, std::uint32_t version);
// The version that was current at `sequence`'s time is found by its number: the highest version ≤ `version`.
base::Outcome<void> put_current(storage::WriteTransaction& write, Number number, const Header& header,
                                std::string_view body);
// Moves the current row among the older versions.
base::Outcome<void> retire(storage::WriteTransaction& write, Number number);

}  // namespace rows
}  // namespace linkki::repository
