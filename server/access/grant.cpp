#include "access/grant.h"

#include "base/ensure.h"

namespace linkki::access {

std::string_view code(Basis basis) {
  switch (basis) {
    case Basis::none: return "";
    case Basis::open: return "public";
    case Basis::listed: return "listed";
    case Basis::own_record: return "own-record";
    case Basis::self: return "self";
    case Basis::same_controller: return "same-controller";
    case Basis::task: return "task";
    case Basis::consent: return "consent";
    case Basis::statutory: return "statutory";
    case Basis::inspection: return "inspection";
    case Basis::break_glass: return "break-glass";
  }
  ensure(!"a basis");
}

std::optional<Basis> find_basis(std::string_view text) {
  for (int number = 0; number <= static_cast<int>(Basis::break_glass); ++number) {
    if (code(static_cast<Basis>(number)) == text) return static_cast<Basis>(number);
  }
  return std::nullopt;
}

}  // namespace linkki::access
