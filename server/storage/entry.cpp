#include "storage/entry.h"

#include "base/limits.h"
#include "base/messages.h"
#include "storage/messages.h"

namespace linkki::storage {

using base::IssueType;
using base::Refusal;

base::Outcome<void> check_entry(const TableSpec& table, std::string_view key, std::string_view value) {
  if (key.empty() || key.size() > limits::storage_key_bytes_max) {
    return refuse(Refusal::unprocessable,
                  error(IssueType::too_long, base::message::storage_key,
                        {std::to_string(key.size()), std::to_string(limits::storage_key_bytes_max)}));
  }
  const bool fits = table.duplicate_bytes ? value.size() == table.duplicate_bytes
                                          : value.size() <= limits::storage_value_bytes_max;
  if (fits) return base::done();
  return refuse(Refusal::unprocessable, error(IssueType::too_long, base::message::storage_value,
                                              {std::to_string(value.size()), table.name}));
}

base::Failure storage_full() {
  return refuse(Refusal::storage_full, error(IssueType::no_store, base::message::storage_full));
}

base::Failure unavailable() {
  return refuse(Refusal::unavailable, error(IssueType::transient, base::message::unavailable));
}

}  // namespace linkki::storage
