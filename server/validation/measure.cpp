// A Measure's criteria in CQL: the definitions that they name are in its Library.
#include <algorithm>
#include <map>
#include <set>

#include "base/crypto/base64.h"
#include "base/json/parse.h"
#include "validation/limits.h"
#include "validation/messages.h"
#include "validation/prose.h"
#include "validation/value.h"

namespace linkki::validation {
namespace {

using base::IssueType;
using json::Value;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// Words of CQL, quoted ones without their quotes; texts and comments are passed over.
class CqlWords {
 public:
  explicit CqlWords(std::string_view text) : text_(text) {}

  std::string_view next() {  // empty: the end
    while (at_ < text_.size()) {
      const std::string_view rest = text_.substr(at_);
      if (rest.starts_with("//")) {
        pass_to("\n");
      } else if (rest.starts_with("/*")) {
        pass_to("*/");
      } else if (rest[0] == '\'') {
        quoted('\'');
      } else if (rest[0] == '"') {
        return quoted('"');
      } else if (is_letter(rest[0])) {
        const auto end = std::find_if_not(rest.begin(), rest.end(), is_letter);
        const auto length = static_cast<std::size_t>(end - rest.begin());
        at_ += length;
        return rest.substr(0, length);
      } else {
        ++at_;
      }
    }
    return {};
  }

 private:
  void pass_to(std::string_view mark) {
    const auto end = text_.find(mark, at_ + 1);
    at_ = end == text_.npos ? text_.size() : end + mark.size();
  }

  std::string_view quoted(char mark) {
    const std::size_t begin = ++at_;
    while (at_ < text_.size() && text_[at_] != mark) at_ += text_[at_] == '\\' ? 2 : 1;
    const std::size_t end = std::min(at_, text_.size());
    at_ = end + 1;
    return text_.substr(begin, end - begin);
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

struct CqlLibrary {
  std::string name;
  std::set<std::string, std::less<>> defined;
};

void read_definitions(std::string_view cql, CqlLibrary& library) {
  CqlWords words(cql);
  for (auto word = words.next(); !word.empty(); word = words.next()) {
    if (word != "define") continue;
    do word = words.next();
    while (word == "private" || word == "public" || word == "fluent" || word == "function");
    library.defined.emplace(word);
  }
}

// Where it is loaded and holds CQL.
std::optional<CqlLibrary> read_library(std::string_view canonical, const definitions::Definitions& known) {
  auto json = known.find_resource(canonical);
  if (!json || !*json) return std::nullopt;
  const auto document = json::parse(std::move(**json));
  if (!document || document->root.text_of("resourceType") != "Library") return std::nullopt;
  CqlLibrary library{std::string(document->root.text_of("name")), {}};
  for (const Value& content : items(document->root, "content")) {
    if (content.text_of("contentType") != "text/cql") continue;
    const auto cql = crypto::parse_base64(content.text_of("data"));
    if (cql) read_definitions(*cql, library);
  }
  return library.defined.empty() ? std::nullopt : std::optional(std::move(library));
}

class MeasureCheck {
 public:
  MeasureCheck(const Value& measure, const definitions::Definitions& known, Report& report)
      : measure_(measure), report_(report) {
    for (const Value& canonical : items(measure, "library")) {
      if (libraries_.size() == limits::measure_libraries_max) break;
      libraries_.push_back(read_library(canonical.text(), known));
    }
  }

  void run(const Path& path) {
    if (libraries_.empty()) return;
    std::uint32_t i = 0;
    for (const Value& group : items(measure_, "group")) {
      const Path at{&path, "group", i++};
      check_all(group, "population", at);
      check_all(group, "stratifier", at);
    }
    check_all(measure_, "supplementalData", path);
  }

 private:
  void check_all(const Value& holder, std::string_view name, const Path& path) {
    std::uint32_t i = 0;
    for (const Value& one : items(holder, name)) {
      const Path at{&path, name, i++};
      if (const Value* const criteria = one.find("criteria")) check(*criteria, Path{&at, "criteria"});
      if (name == "stratifier") check_all(one, "component", at);
    }
  }

  void check(const Value& criteria, const Path& path) {
    const std::string_view language = criteria.text_of("language");
    if (!language.starts_with("text/cql")) return;
    const std::string_view expression = criteria.text_of("expression");
    const auto [library, name] = named(expression);
    if (!library || name.empty() || library->defined.contains(name)) return;
    report_.error(IssueType::invariant, base::message::validation_cql_unknown,
                  {shorten(library->name), shorten(name)}, Path{&path, "expression"});
  }

  // Of a name, or a library's name and one in it; what is more than that is not judged.
  std::pair<const CqlLibrary*, std::string_view> named(std::string_view expression) const {
    CqlWords words(expression);
    const std::string_view first = words.next(), second = words.next();
    const auto spelled = [&](std::string_view word) {
      return word.data() > expression.data() && word.data()[-1] == '"' ? word.size() + 2 : word.size();
    };
    const bool whole = spelled(first) == expression.size();
    if (whole && libraries_.size() == 1 && libraries_[0]) return {&*libraries_[0], first};
    const bool both = !second.empty() && spelled(first) + 1 + spelled(second) == expression.size() &&
                      expression[spelled(first)] == '.';
    for (const auto& one : libraries_) {
      if (both && one && one->name == first) return {&*one, second};
    }
    return {};
  }

  const Value& measure_;
  Report& report_;
  std::vector<std::optional<CqlLibrary>> libraries_;
};

}  // namespace

void check_measure(const fhir::Element& measure, const Surroundings& surroundings, const Path& path,
                   Report& report) {
  MeasureCheck(*measure.value, surroundings.definitions, report).run(path);
}

}  // namespace linkki::validation
