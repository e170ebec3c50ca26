// The cases of another engine, fhirpath.js, of which half are about plain JSON that no model describes; what
// is missed and why stands in js_misses.txt.
#include <gtest/gtest.h>

#include <cstdio>
#include <map>
#include <memory>
#include <set>
#include <sstream>

#include "base/json/print.h"
#include "conformance/suites.h"
#include "fhirpath/subject.h"

namespace linkki::fhirpath {
namespace {

constexpr int passes_min = 2'400;

// The output of a script, and how it ended.
struct Output {
  std::string text;
  int status = 0;
};

Output run(const std::string& command) {
  Output output;
  std::FILE* const pipe = popen(command.c_str(), "r");
  if (!pipe) return {{}, -1};
  char buffer[65'536];
  for (std::size_t size; (size = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;)
    output.text.append(buffer, size);
  output.status = pclose(pipe);
  return output;
}

class Variables final : public Environment {
 public:
  using Environment::Environment;
  const Collection* variable(std::string_view name) const override {
    const auto found = values.find(name);
    return found == values.end() ? nullptr : &found->second;
  }
  std::map<std::string, Collection, std::less<>> values;
};

fhir::Element element_of(const json::Value& value, bool typed) {
  const fhir::Element plain{.value = &value};
  const fhir::Element element = typed ? fhir::root(value, *definitions::r4()) : plain;
  return element.type ? element : plain;
}

bool same_number(std::string_view a, std::string_view b) {
  const auto x = Decimal::parse(a), y = Decimal::parse(b);
  if (!x || !y) return false;
  // The other engine computes with binary fractions.
  return *x == *y || x->to_double() == y->to_double();
}

bool same(const json::Value& expected, const Item& item) {
  if (item.is(ItemKind::element) && item.element().value && !item.element().primitive()) {
    const json::Value& value = *item.element().value;
    if (expected.is_number()) return value.is_number() && same_number(expected.text(), value.text());
    return json::equal(expected, value);
  }
  const std::string text = item.print();
  if (expected.is_number()) return same_number(expected.text(), text);
  if (expected.is_null()) return text.empty();
  std::string_view wanted = expected.text();
  if (wanted.starts_with('@')) wanted.remove_prefix(wanted.starts_with("@T") ? 2 : 1);
  return wanted == text;
}

class Cases {
 public:
  explicit Cases(const json::Value& root) : root_(root) {}

  // Why it fails; empty: it passes.
  std::string run(const json::Value& test) {
    const bool typed = !test.text_of("model").empty();
    const json::Value* const input = input_of(test);
    static const json::Value none;
    const fhir::Element focus = element_of(input ? *input : none, typed);
    Variables environment(*definitions::r4(), test_time());
    environment.strict = test.text_of("file") == "fhir-r4";
    if (const json::Value* const given = test.find("variables")) {
      for (const json::Member& member : given->members()) add(environment, member, typed);
    }
    const auto expression = compile(test.text_of("expression"));
    const json::Value* const error = test.find("error");
    const bool fails = error && error->truth();
    if (!expression) return fails ? "" : "does not compile: " + expression.failure().issues.at(0).text();
    const auto context = compile(test.text_of("context").empty() ? "$this" : test.text_of("context"));
    const auto starts = evaluate(*context, focus, environment);
    const auto found = evaluate(*expression, starts->items.at(0).element(), environment);
    if (!found) return fails ? "" : "fails: " + found.failure().issues.at(0).text();
    if (fails) return "should have failed, gives " + print(*found);
    return matches(test, *found) ? "" : "gives " + print(*found) + " instead of " + wanted(test);
  }

 private:
  const json::Value* input_of(const json::Value& test) const {
    const auto file = test.text_of("inputfile");
    if (file.empty()) return root_.find("subjects")->find(test.text_of("file"));
    return root_.find("resources")->find(file.substr(file.rfind('/') + 1));
  }

  static void add(Variables& environment, const json::Member& member, bool typed) {
    auto& items = environment.values[std::string(member.name)].items;
    if (member.value.is_null()) return;
    if (!member.value.is_array()) return items.emplace_back(element_of(member.value, typed)), void();
    for (const json::Value& value : member.value.items()) items.emplace_back(element_of(value, typed));
  }

  static bool matches(const json::Value& test, const Collection& found) {
    const json::Value* const expected = test.find("result");
    if (!expected) return true;
    if (!expected->is_array()) return found.items.size() == 1 && same(*expected, found.items[0]);
    // The other engine leaves out what has no value.
    std::vector<Item> items;
    for (const Item& item : found.items) {
      if (!item.is(ItemKind::element) || item.element().has_value()) items.push_back(item);
    }
    const auto values = expected->items();
    return std::equal(values.begin(), values.end(), items.begin(), items.end(), same);
  }

  static std::string print(const Collection& found) {
    std::string out = "[";
    for (const Item& item : found.items) {
      const bool whole = item.is(ItemKind::element) && !item.element().primitive() && item.element().value;
      out += (out.size() > 1 ? ", " : "") + (whole ? json::print(*item.element().value) : item.print());
    }
    return out + "]";
  }

  static std::string wanted(const json::Value& test) {
    const json::Value* const result = test.find("result");
    return result ? json::print(*result) : "anything";
  }

  const json::Value& root_;
};

// Lines "6.6_math#12: reason"; of many numbers "6.6_math#12 13 15: reason".
std::map<std::string, std::string> known_misses() {
  std::istringstream lines(read_file(std::string(LINKKI_SOURCE_DIR) + "/tests/fhirpath/js_misses.txt"));
  std::map<std::string, std::string> out;
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    const std::size_t mark = line.find('#'), colon = line.find(": ");
    std::istringstream numbers(line.substr(mark + 1, colon - mark - 1));
    for (std::string number; numbers >> number;) {
      out[line.substr(0, mark + 1) + number] = line.substr(colon + 2);
    }
  }
  return out;
}

TEST(JsCases, PassButForTheListedMisses) {
  const auto archive = conformance("fhirpath.js-cases.tar.gz");
  if (!std::filesystem::exists(archive)) GTEST_SKIP() << "no " << archive;
  const std::string script = std::string(LINKKI_SOURCE_DIR) + "/tests/fhirpath/js_cases.py";
  Output output = run("python3 -B '" + script + "' '" + archive.string() + "'");
  if (output.status == 77 << 8) GTEST_SKIP() << "no PyYAML";
  ASSERT_EQ(0, output.status);
  const auto document = json::parse(std::move(output.text));
  ASSERT_TRUE(document.ok());
  Cases cases(document->root);
  auto misses = known_misses();
  int passes = 0;
  const auto tests = document->root.find("cases")->items();
  for (const json::Value& test : tests) {
    const std::string id(test.text_of("id"));
    const std::string reason = cases.run(test);
    const bool known = misses.erase(id) > 0;
    if (reason.empty()) ++passes;
    if (!reason.empty() && !known)
      ADD_FAILURE() << id << ": " << reason << "\n  " << test.text_of("expression");
    if (reason.empty() && known) ADD_FAILURE() << id << " is listed as a miss but passes";
  }
  for (const auto& [id, reason] : misses) ADD_FAILURE() << id << " is listed, but there is no such case";
  std::cout << passes << " of " << tests.size() << " pass\n";
  EXPECT_GE(passes, passes_min);
}

}  // namespace
}  // namespace linkki::fhirpath
