// Any bytes as a search: parsed or refused with issues; what was parsed and used parses to itself.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/ensure.h"
#include "search/form.h"
#include "search/parse.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace linkki;
  static const auto opened = definitions::open(definitions::default_file());
  ensure(opened.ok());
  constexpr std::string_view types[] = {"Task", "Patient", "Observation", "ValueSet", ""};
  if (size == 0) return 0;
  const std::string_view type = types[bytes[0] % std::size(types)];
  const std::string_view form(reinterpret_cast<const char*>(bytes) + 1, size - 1);
  const auto query = search::parse(type, form, **opened, {});
  if (!query.ok()) {
    ensure(!query.failure().issues.empty());
    for (const auto& issue : query.failure().issues) ensure(!issue.text().empty());
    return 0;
  }
  const auto again = search::parse(type, search::print_form(query->used), **opened, {});
  ensure(again.ok());
  ensure(again->used == query->used && again->clauses.size() == query->clauses.size());
  return 0;
}
