// The official examples are valid, but for those that break R4 themselves (broken_examples.txt).
#include <gtest/gtest.h>

#include <iostream>
#include <map>
#include <set>

#include "validation/examples.h"
#include "validation/subject.h"

namespace linkki::validation {
namespace {

// Bundles of whole specifications say the same again, slowly.
constexpr std::uintmax_t example_bytes_max = 1'000'000;

using Errors = std::map<std::string, std::multiset<std::string>>;

// Lines: file, an error as brief() tells it; # starts a comment.
Errors known_errors() {
  Errors known;
  std::ifstream in(LINKKI_SOURCE_DIR "/tests/validation/broken_examples.txt");
  for (std::string line; std::getline(in, line);) {
    const auto end = line.find(' ');
    if (line.empty() || line[0] == '#' || end == std::string::npos) continue;
    known[line.substr(0, end)].insert(line.substr(end + 1));
  }
  return known;
}

TEST(Examples, AreValidButForThoseThatBreakR4) {
  if (!std::filesystem::exists(examples_folder())) GTEST_SKIP() << "no " << examples_folder();
  Errors found;
  std::size_t read = 0;
  for (const auto& file : example_files()) {
    if (std::filesystem::file_size(file) > example_bytes_max) continue;
    ++read;
    for (const std::string& text : errors(read_file(file))) found[file.filename().string()].insert(text);
  }
  EXPECT_GE(read, 720u);
  const Errors known = known_errors();
  for (const auto& [file, texts] : found) {
    const auto at = known.find(file);
    if (at != known.end() && at->second == texts) continue;
    for (const std::string& text : texts) ADD_FAILURE() << file << " " << text;
  }
  for (const auto& [file, texts] : known) EXPECT_TRUE(found.contains(file)) << file << " is valid";
}

}  // namespace
}  // namespace linkki::validation
