// The bytes of definitions.bin → Content; strings stay views of the bytes.
#pragma once

#include <string_view>

#include "base/outcome.h"
#include "definitions/content.h"

namespace linkki::definitions {

struct FileContent {
  Content content;
  std::string_view fingerprint;
  std::string_view blocks;  // the zstd frames
};

// Damage anywhere before the blocks is found here; `name` is for the message. Errors: unavailable.
base::Outcome<FileContent> read_file(std::string_view bytes, std::string_view name);

base::Failure file_failure(std::string_view name, std::string_view fault);

}  // namespace linkki::definitions
