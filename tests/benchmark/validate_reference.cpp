// Validation against the bare parse of the same bytes: RapidJSON's into a document, ours into the typed tree
// with every check after it.
//
// Usage: validate_reference RESOURCE.json [PROFILE.json]     prints µs each, the median of 9 rounds, and the
// ratio
#include <rapidjson/document.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

#include "base/json/parse.h"
#include "definitions/definitions.h"
#include "fhir/json.h"
#include "validation/validator.h"

using namespace linkki;

namespace {

constexpr int rounds = 9;
constexpr double seconds_each = 0.1;

std::string read(const char* file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

double microseconds(const std::function<void()>& work) {
  using Clock = std::chrono::steady_clock;
  int times = 0;
  const auto begun = Clock::now();
  std::chrono::duration<double> spent{};
  do {
    work();
    ++times;
    spent = Clock::now() - begun;
  } while (spent.count() < seconds_each);
  return spent.count() * 1e6 / times;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) return std::fputs("usage: validate_reference RESOURCE.json [PROFILE.json]\n", stderr), 2;
  const std::string text = read(arguments[1]);
  auto opened = definitions::open(definitions::default_file());
  if (!opened) return std::fputs("there is no definitions.bin beside the program or above it\n", stderr), 1;
  definitions::Registry registry(*opened);
  std::vector<std::string> profiles;
  if (count > 2) {
    const std::string profile = read(arguments[2]);
    if (!registry.add({profile}).ok()) return std::fputs("the profile cannot be used\n", stderr), 1;
    profiles.emplace_back(json::parse(std::string(profile))->root.text_of("url"));
  }
  const auto definitions = registry.current();
  const auto validator = *validation::Validator::make(definitions);
  std::size_t issues = 0;
  const auto bare = [&] {
    rapidjson::Document document;
    document.Parse(text.data(), text.size());
    issues += document.HasParseError();
  };
  const auto whole = [&] {
    const auto resource = fhir::parse_json(std::string(text), *definitions);
    issues += validator->validate(resource->root(), profiles).size();
  };
  whole();  // sets and systems are parsed when they are first asked
  std::vector<double> bares, wholes, ratios;
  for (int i = 0; i < rounds; ++i) {
    bares.push_back(microseconds(bare));
    wholes.push_back(microseconds(whole));
    ratios.push_back(wholes.back() / bares.back());
  }
  std::printf("%zu bytes: bare parse %.1f us, parse and validation %.1f us, %.2f x (%s)\n", text.size(),
              median(bares), median(wholes), median(ratios), issues ? "with issues" : "without issues");
}
