// Type and logical id ↔ number. A reference to a resource that is not there yet reserves its number.
//
// Key    type code(2) ∥ id (1–64 bytes, base/short_id.h) → number(8)
// A number is never given back: a deleted resource keeps it, and gets it again when it is revived.
#pragma once

#include <string_view>

#include "repository/tables.h"

namespace linkki::repository::identity {

Number find(const storage::Reads& reads, TypeCode type, std::string_view id);  // 0: never seen
base::Outcome<Number> find_or_reserve(storage::WriteTransaction& write, TypeCode type, std::string_view id);

}  // namespace linkki::repository::identity
