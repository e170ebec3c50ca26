// The definitions of R4 as the build compiled them, the official examples, and documents from text.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>

#include "base/json/parse.h"
#include "definitions/definitions.h"
#include "fhir/json.h"

namespace linkki::fhir {

inline const definitions::Definitions& r4() {
  static const auto opened = definitions::open(LINKKI_BINARY_DIR "/definitions.bin").value();
  return *opened;
}

inline json::Document document(std::string bytes) {
  auto parsed = json::parse(std::move(bytes));
  EXPECT_TRUE(parsed.ok());
  return *std::move(parsed);
}

inline Resource resource(std::string bytes) {
  auto parsed = parse_json(std::move(bytes), r4());
  EXPECT_TRUE(parsed.ok());
  return *std::move(parsed);
}

// "code: text (expression)" of each issue of a failure, one a line.
template <class T>
std::string faults(const base::Outcome<T>& outcome) {
  if (outcome.ok()) return "none";
  std::string out;
  for (const base::Issue& issue : outcome.failure().issues) {
    if (!out.empty()) out += '\n';
    out += std::string(issue.message->code) + ": " + issue.text();
    if (!issue.expression.empty()) out += " (" + issue.expression[0] + ")";
  }
  return out;
}

}  // namespace linkki::fhir
