#include "interactions/read.h"

#include <charconv>

#include "interactions/audit_search.h"
#include "interactions/binary.h"
#include "interactions/http_date.h"
#include "interactions/messages.h"
#include "interactions/trail.h"
#include "interactions/withholding.h"

namespace linkki::interactions {
namespace {

using base::IssueType;
using base::Refusal;
using repository::Row;
using repository::Snapshot;

// RFC 9110 §13.2.2: If-None-Match wins over If-Modified-Since.
bool is_unchanged(const Call& call, const repository::Header& header) {
  if (!call.if_none_match.empty()) return matches_etag(call.if_none_match, header.version);
  const auto since = parse_http_date(call.if_modified_since);
  return since && std::chrono::floor<std::chrono::seconds>(header.time) <= *since;
}

base::Outcome<Answer> show(const Call& call, const repository::Snapshot& snapshot, const Stored& found) {
  const Row& row = found.row;
  Answer answer;
  answer.version = row.header.version;
  answer.modified = row.header.time;
  if (is_unchanged(call, row.header)) {
    answer.status = 304;
    return answer;
  }
  answer.json = as_shown(snapshot, row, found.sight);
  if (call.preferences.binary_accept) TRY_VOID(show_binary(call, answer));
  TRY_VOID(note_shown(call, snapshot, found));
  return answer;
}

// 0: no version of ours.
std::uint32_t parse_version(std::string_view text) {
  std::uint32_t version = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), version);
  return fault == std::errc{} && end == text.data() + text.size() ? version : 0;
}

access::Sight sees(const Call& call, const Snapshot& snapshot, const repository::Sight& sight,
                   repository::Number number, const Row& row) {
  const access::Sight seen = sight.sees(number, row.header);
  return seen || call.route.type != "Binary" ? seen : sight_by_context(call, snapshot, sight, row);
}

}  // namespace

base::Failure not_found(const Route& route) {
  return base::refuse(Refusal::not_found, base::error(IssueType::not_found, base::message::resource_unknown,
                                                      {route.type, route.id}));
}

base::Failure deleted(const Route& route, std::uint32_t version) {
  return base::refuse(Refusal::gone, base::error(IssueType::deleted, base::message::resource_deleted,
                                                 {route.type, route.id, std::to_string(version)}));
}

base::Outcome<Stored> find_current(const Call& call, const Snapshot& snapshot,
                                   const repository::Sight& sight) {
  const repository::Number number = snapshot.number(call.route.type, call.route.id);
  const auto row = number ? snapshot.current(number) : std::nullopt;
  const access::Sight seen = row ? sees(call, snapshot, sight, number, *row) : access::Sight{};
  if (!seen) return not_found(call.route);
  if (row->header.deleted) return deleted(call.route, row->header.version);
  return Stored{number, *row, seen};
}

base::Outcome<void> note_shown(const Call& call, const Snapshot& snapshot, const Stored& found) {
  const repository::Header& header = found.row.header;
  return call.parts.trail.append(
      entries_of(call, snapshot, {{found.number, header.version, found.sight, header.patients}}));
}

base::Outcome<Answer> read(const Call& call, const repository::Snapshot& snapshot,
                           const repository::Sight& sight) {
  if (call.route.type == "AuditEvent") return audit_read(call, snapshot);
  TRY(const Stored found, find_current(call, snapshot, sight));
  return show(call, snapshot, found);
}

base::Outcome<Answer> vread(const Call& call, const repository::Snapshot& snapshot,
                            const repository::Sight& sight) {
  const repository::Number number = snapshot.number(call.route.type, call.route.id);
  const auto current = number ? snapshot.current(number) : std::nullopt;
  if (!current || !sees(call, snapshot, sight, number, *current)) return not_found(call.route);
  const std::string& text = call.route.version;
  const std::uint32_t version = parse_version(text);
  const auto row = version ? snapshot.version(number, version) : std::nullopt;
  // What was hidden then stays hidden: labels and owners may have been others.
  const access::Sight seen = row ? sees(call, snapshot, sight, number, *row) : access::Sight{};
  if (!seen) {
    return base::refuse(Refusal::not_found, base::error(IssueType::not_found, base::message::version_unknown,
                                                        {call.route.type, call.route.id, text}));
  }
  if (row->header.deleted) return deleted(call.route, row->header.version);
  return show(call, snapshot, {number, *row, seen});
}

}  // namespace linkki::interactions
