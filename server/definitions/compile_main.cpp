// definitions_compile PACKAGE_FOLDER OUTPUT: run by the build, once for each new package.
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "definitions/compile.h"

namespace {

// Written beside and renamed, so that nobody maps half a file.
bool write(const std::string& file, const std::string& bytes) {
  auto draft = file + ".draft";
  std::ofstream stream(draft, std::ios::binary);
  stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  stream.close();
  std::error_code error;
  if (stream) std::filesystem::rename(draft, file, error);
  return stream && !error;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) return std::fputs("usage: definitions_compile PACKAGE_FOLDER OUTPUT\n", stderr), 2;
  auto bytes = linkki::definitions::compile(arguments[1]);
  if (!bytes) {
    for (auto& issue : bytes.failure().issues) std::fprintf(stderr, "%s\n", issue.text().c_str());
    return 1;
  }
  if (!write(arguments[2], *bytes)) return std::fprintf(stderr, "%s cannot be written\n", arguments[2]), 1;
  std::printf("%s: %.1f MB\n", arguments[2], static_cast<double>(bytes->size()) / 1e6);
  return 0;
}
