// Any bytes: parsed or refused; what was parsed prints to bytes that parse to the same tree.
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/ensure.h"
#include "base/json/parse.h"
#include "base/json/print.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace linkki::json;
  const auto document = parse(std::string(reinterpret_cast<const char*>(bytes), size));
  if (!document.ok()) return 0;
  const auto again = parse(print(document->root));
  ensure(again.ok() && identical(again->root, document->root));
  const auto pretty = parse(print_pretty(document->root));
  ensure(pretty.ok() && identical(pretty->root, document->root));
  return 0;
}
