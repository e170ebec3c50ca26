// Any text as an expression constraint: refused, or understood so that listing the concepts and asking each
// agree.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/ensure.h"
#include "base/json/parse.h"
#include "terminology/constraint.h"
#include "terminology/listed_code_system.h"

using namespace linkki;
using namespace linkki::terminology;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const ListedCodeSystem system(
      json::parse(
          R"({"content":"complete","concept":[{"code":"1","concept":[{"code":"2","concept":[{"code":"3"}]},)"
          R"({"code":"4","concept":[{"code":"3"}]}]},{"code":"5"}]})")
          .value());
  const auto constraint = Constraint::parse({reinterpret_cast<const char*>(data), size}, "value");
  if (!constraint.ok()) return 0;
  const auto listed = constraint->concepts(system);
  for (std::uint32_t i = 0; i < system.size(); ++i) {
    ensure(std::binary_search(listed.begin(), listed.end(), i) == constraint->holds(system, system.at(i)));
  }
  return 0;
}
