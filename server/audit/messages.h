// What the layer audit tells a caller; see base/message.h.
#pragma once

#include "base/message.h"

namespace linkki::base::message {

inline constexpr Message audit_damaged{"audit-damaged", "The audit trail is damaged: {0}.",
                                       "Lokimerkintöjen ketju on vioittunut: {0}.",
                                       "Kedjan av loggposter är skadad: {0}."};
inline constexpr Message audit_unavailable{
    "audit-unavailable", "This cannot be shown, since the audit trail cannot be written at the moment ({0}).",
    "Tätä ei voida näyttää, koska lokimerkintää ei juuri nyt voida kirjoittaa ({0}).",
    "Detta kan inte visas, eftersom loggposten inte kan skrivas just nu ({0})."};

}  // namespace linkki::base::message
