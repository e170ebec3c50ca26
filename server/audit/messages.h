// What the layer audit tells a caller; see base/message.h.
#pragma once

#include "base/message.h"

namespace linkki::base::message {

inline constexpr Message audit_damaged{"audit-damaged", "The audit trail is damaged: {0}."};
inline constexpr Message audit_unavailable{
    "audit-unavailable",
    "This cannot be shown, since the audit trail cannot be written at the moment ({0})."};

}  // namespace linkki::base::message
