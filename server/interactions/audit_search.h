// AuditEvents: rendered from the entries of the audit trail, found by the rows beside them. Nobody writes
// them.
#pragma once

#include "interactions/answer.h"
#include "search/query.h"

namespace linkki::interactions {

// Whether AuditEvents are found by this parameter.
bool is_audit_parameter(std::string_view code);

// By patient, agent, entity, date, _id, newest first; the entries that the read log still holds come once
// they are folded in, a second later at most.
base::Outcome<Answer> audit_search(const Call& call, const repository::Snapshot& snapshot,
                                   const search::Query& query);
base::Outcome<Answer> audit_read(const Call& call, const repository::Snapshot& snapshot);

}  // namespace linkki::interactions
