// JSON appended to a text, member by member; commas are its business.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/json/print.h"

namespace linkki::terminology {

class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  // Within an array the name is left empty.
  JsonWriter& open(char bracket, std::string_view name = {}) {
    begin(name);
    out_ += bracket;
    first_ = true;
    return *this;
  }
  JsonWriter& close(char bracket) {
    out_ += bracket;
    first_ = false;
    return *this;
  }
  // An empty text is left out: FHIR knows none.
  JsonWriter& text(std::string_view name, std::string_view value) {
    if (value.empty()) return *this;
    begin(name);
    json::print_string(value, out_);
    return *this;
  }
  JsonWriter& flag(std::string_view name, bool value) { return raw(name, value ? "true" : "false"); }
  JsonWriter& number(std::string_view name, std::uint64_t value) { return raw(name, std::to_string(value)); }
  JsonWriter& value(std::string_view name, const json::Value& value) {
    begin(name);
    json::print(value, out_);
    return *this;
  }
  JsonWriter& raw(std::string_view name, std::string_view json) {
    begin(name);
    out_ += json;
    return *this;
  }

 private:
  void begin(std::string_view name) {
    if (!first_) out_ += ',';
    first_ = false;
    if (name.empty()) return;
    json::print_string(name, out_);
    out_ += ':';
  }

  std::string& out_;
  bool first_ = true;
};

}  // namespace linkki::terminology
