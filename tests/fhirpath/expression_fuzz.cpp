// Any text is compiled, and what compiles is evaluated: nothing may crash, loop or overrun its bounds.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/json/parse.h"
#include "fhirpath/evaluate.h"

using namespace linkki;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const auto definitions = definitions::open(definitions::default_file());
  if (!definitions.ok()) std::abort();
  static const auto document =
      json::parse(R"({"resourceType":"Patient","id":"p","birthDate":"1974-12-25","active":true,
      "name":[{"family":"A","given":["B","C"]},{"family":"D"}],"contact":[{"period":{"start":"2026"}}],
      "extension":[{"url":"x","valueQuantity":{"value":1.50,"code":"mg"}}],"managingOrganization":{"reference":"#o"},
      "contained":[{"resourceType":"Organization","id":"o"}]})");
  const auto expression = fhirpath::compile({reinterpret_cast<const char*>(bytes), size});
  if (!expression.ok()) return 0;
  const fhirpath::Environment environment(**definitions);
  const auto found = fhirpath::evaluate(*expression, fhir::root(document->root, **definitions), environment);
  if (!found.ok()) return 0;
  for (const fhirpath::Item& item : found->items) (void)item.print();
  return 0;
}
