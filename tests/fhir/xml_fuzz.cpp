// Any bytes: as XML refused, or a resource whose JSON can be read again and that comes back from XML as it
// went; as JSON refused, or printed as XML that is well-formed.
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/ensure.h"
#include "base/json/parse.h"
#include "fhir/xml.h"

using namespace linkki;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto r4 = definitions::open(LINKKI_BINARY_DIR "/definitions.bin").value();
  const std::string text(reinterpret_cast<const char*>(data), size);
  (void)fhir::root_of_xml(text);
  if (const auto in_json = fhir::parse_json(text, *r4); in_json.ok()) {
    ensure(fhir::root_of_xml(fhir::print_xml(in_json->document.root, *r4)) == in_json->type->name);
  }
  const auto read = fhir::parse_xml(text, *r4);
  if (!read.ok()) return 0;
  const std::string json = fhir::print_json(*read);
  const auto stored = json::parse(json);
  ensure(stored.ok());
  for (const bool pretty : {false, true}) {
    const auto again = fhir::parse_xml(fhir::print_xml(stored->root, *r4, pretty), *r4);
    ensure(again.ok() && json::equal(again->document.root, stored->root));
  }
  return 0;
}
