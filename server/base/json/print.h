// Document → bytes. Compact, or indented by two spaces. Never fails, however deep the tree: nothing here
// recurses. Strings are written as UTF-8; only `"`, `\` and control characters are escaped.
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
