// Document → bytes. Compact, or indented by two spaces with `pretty`. Never fails; strings are valid UTF-8 by construction.
#pragma once

#include <string>

#include "base/json/value.h"

namespace linkki::json {

void print(const Value& value, std::string& out);
std::string print(const Value& value);
std::string print_pretty(const Value& value);
// Appends text as a JSON string, quoted and escaped.
void print_string(std::string_view text, std::string& out);

}  // namespace linkki::json
