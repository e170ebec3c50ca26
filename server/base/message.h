// A text that the server tells a caller: its stable code, and its words with {0}, {1} … for the arguments.
//
// Each layer keeps its own in <layer>/messages.h. A code never changes its meaning; Finnish and Swedish words
// are added beside, never instead. tests/messages checks that no code is used twice.
#pragma once

#include <string_view>

namespace linkki::base {

struct Message {
  std::string_view code;
  std::string_view en;
};

}  // namespace linkki::base
