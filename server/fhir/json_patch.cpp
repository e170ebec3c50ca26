#include "fhir/json_patch.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json/utf8.h"
#include "base/limits.h"
#include "fhir/messages.h"
#include "fhir/primitive.h"

namespace linkki::fhir {
namespace {

using base::Failure;
using base::Outcome;
using json::Value;

// A JSON Pointer with its escapes undone.
using Pointer = std::vector<std::string>;

std::optional<Pointer> parse_pointer(std::string_view text) {
  Pointer pointer;
  if (!text.empty() && text[0] != '/') return std::nullopt;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '/') {
      pointer.emplace_back();
    } else if (text[i] != '~') {
      pointer.back() += text[i];
    } else {
      if (++i == text.size() || (text[i] != '0' && text[i] != '1')) return std::nullopt;
      pointer.back() += text[i] == '0' ? '~' : '/';
    }
  }
  return pointer;
}

// An array's index below `end`; RFC 6901 allows no leading zero.
std::optional<std::size_t> parse_index(std::string_view token, std::size_t end) {
  std::size_t index = 0;
  const auto [stop, fault] = std::from_chars(token.data(), token.data() + token.size(), index);
  const bool whole = fault == std::errc() && stop == token.data() + token.size();
  if (!whole || (token.size() > 1 && token[0] == '0') || index >= end) return std::nullopt;
  return index;
}

Value* find_child(Value& parent, std::string_view token) {
  if (parent.is_object()) return parent.find(token);
  const auto index = parse_index(token, parent.items().size());
  return index ? &parent.items()[*index] : nullptr;
}

// nullptr: nothing is there.
Value* find(Value& root, std::span<const std::string> tokens) {
  Value* found = &root;
  for (const std::string& token : tokens) {
    found = find_child(*found, token);
    if (!found) return nullptr;
  }
  return found;
}

// Recursion here and below is bounded: both documents nest at most limits::json_depth_max levels.
std::size_t depth(const Value& value) {
  std::size_t deepest = 0;
  for (const Value& item : value.items()) deepest = std::max(deepest, depth(item));
  for (const json::Member& member : value.members()) deepest = std::max(deepest, depth(member.value));
  return value.is_array() || value.is_object() ? deepest + 1 : 0;
}

bool same_number(std::string_view a, std::string_view b) {
  const auto left = parse_decimal(a), right = parse_decimal(b);
  return left && right ? compare(*left, *right) == 0 : a == b;
}

// RFC 6902 §4.6: as JSON values, numbers by their value.
bool same(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return false;
  if (a.is_number()) return same_number(a.text(), b.text());
  if (a.items().size() != b.items().size() || a.members().size() != b.members().size()) return false;
  for (const json::Member& member : a.members()) {
    const Value* const other = b.find(member.name);
    if (!other || !same(member.value, *other)) return false;
  }
  return a.text() == b.text() && std::equal(a.items().begin(), a.items().end(), b.items().begin(), same);
}

class Patcher {
 public:
  explicit Patcher(json::Document& document) : document_(document), bytes_before_(document.arena.bytes()) {}

  Outcome<void> apply(const Value& operation, std::size_t index) {
    index_ = index;
    op_ = operation.text_of("op");
    TRY(path_, pointer(operation, "path"));
    TRY_VOID(run(operation));
    return within_bytes() ? base::done() : Outcome<void>(too_costly());
  }

  static Failure too_costly() {
    return base::refuse(
        base::Refusal::unprocessable,
        base::error(base::IssueType::too_costly, base::message::patch_too_costly,
                    {std::to_string(limits::patch_operations_max), std::to_string(limits::patch_bytes_max)}));
  }

 private:
  Outcome<void> run(const Value& operation) {
    if (op_ == "remove") return remove();
    if (op_ == "move") return move(operation);
    if (op_ == "copy") return copy(operation);
    if (op_ != "add" && op_ != "replace" && op_ != "test")
      return malformed(base::Words{"op is none of {0}", "op ei ole mikään näistä: {0}", "op är ingen av {0}"},
                       {"add, remove, replace, move, copy, test"});
    const Value* const value = operation.find("value");
    if (!value) return malformed(base::Words{"value is missing", "value puuttuu", "value saknas"});
    if (op_ == "test") return test(*value);
    if (op_ == "add") return add(json::copy(document_.arena, *value));
    return replace(json::copy(document_.arena, *value));
  }

  Outcome<void> add(Value value) {
    if (path_.size() + depth(value) > limits::json_depth_max) return too_deep();
    if (path_.empty()) {
      document_.root = value;
      return base::done();
    }
    Value* const parent = find(document_.root, std::span(path_).first(path_.size() - 1));
    if (!parent) return nothing_at({path_.begin(), path_.end() - 1});
    if (parent->is_object()) return add_member(*parent, value);
    if (parent->is_array()) return add_item(*parent, value);
    return nothing_at(path_);
  }

  Outcome<void> add_member(Value& object, Value value) {
    const std::string& name = path_.back();
    if (object.members().size() == limits::json_members_max && !object.find(name)) {
      return malformed(
          base::Words{"an object would have more than {0} properties",
                      "objektissa olisi yli {0} ominaisuutta", "ett objekt skulle ha fler än {0} egenskaper"},
          {std::to_string(limits::json_members_max)});
    }
    json::set(document_.arena, object, name, value);
    return base::done();
  }

  Outcome<void> add_item(Value& array, Value value) {
    const std::size_t size = array.items().size();
    const auto at = path_.back() == "-" ? std::optional(size) : parse_index(path_.back(), size + 1);
    if (!at) return nothing_at(path_);
    json::insert(document_.arena, array, *at, value);
    return base::done();
  }

  Outcome<void> remove() {
    if (auto taken = take(path_); !taken.ok()) return std::move(taken).failure();
    return base::done();
  }

  Outcome<void> replace(Value value) {
    if (path_.size() + depth(value) > limits::json_depth_max) return too_deep();
    Value* const target = find(document_.root, path_);
    if (!target) return nothing_at(path_);
    *target = value;
    return base::done();
  }

  Outcome<void> test(const Value& expected) {
    const Value* const target = find(document_.root, path_);
    if (!target) return nothing_at(path_);
    if (same(*target, expected)) return base::done();
    return refuse(base::message::patch_test_failed, {print(path_)});
  }

  Outcome<void> move(const Value& operation) {
    TRY(const Pointer from, pointer(operation, "from"));
    if (from == path_) return find(document_.root, from) ? base::done() : Outcome<void>(nothing_at(from));
    if (from.size() < path_.size() && std::equal(from.begin(), from.end(), path_.begin())) {
      return malformed(base::Words{"a value cannot move into itself", "arvoa ei voi siirtää itsensä sisään",
                                   "ett värde kan inte flyttas in i sig självt"});
    }
    TRY(const Value value, take(from));
    return add(value);
  }

  Outcome<void> copy(const Value& operation) {
    TRY(const Pointer from, pointer(operation, "from"));
    const Value* const source = find(document_.root, from);
    if (!source) return nothing_at(from);
    return add(json::copy(document_.arena, *source));
  }

  // Removes what is at a place and returns it.
  Outcome<Value> take(const Pointer& from) {
    if (from.empty())
      return malformed(base::Words{"the whole document cannot be removed", "koko dokumenttia ei voi poistaa",
                                   "hela dokumentet kan inte tas bort"});
    Value* const parent = find(document_.root, std::span(from).first(from.size() - 1));
    const Value* const target = parent ? find_child(*parent, from.back()) : nullptr;
    if (!target) return nothing_at(from);
    const Value taken = *target;
    if (parent->is_object()) {
      json::erase(document_.arena, *parent, std::string_view(from.back()));
    } else {
      json::erase(document_.arena, *parent, *parse_index(from.back(), parent->items().size()));
    }
    return taken;
  }

  Outcome<Pointer> pointer(const Value& operation, std::string_view name) const {
    const Value* const text = operation.find(name);
    if (!text || !text->is_string())
      return malformed(base::Words{"{0} is missing or no string", "{0} puuttuu tai ei ole merkkijono",
                                   "{0} saknas eller är ingen sträng"},
                       {name});
    auto parsed = parse_pointer(text->text());
    if (!parsed)
      return malformed(
          base::Words{"{0} is no JSON Pointer", "{0} ei ole JSON Pointer", "{0} är ingen JSON Pointer"},
          {name});
    return *std::move(parsed);
  }

  bool within_bytes() const { return document_.arena.bytes() - bytes_before_ <= limits::patch_bytes_max; }

  static std::string print(const Pointer& pointer) {
    std::string out;
    for (const std::string& token : pointer) {
      out += '/';
      for (const char c : token) out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    }
    return json::excerpt(out);
  }

  Failure refuse(const base::Message& message, std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), std::to_string(index_));
    return base::refuse(base::Refusal::unprocessable,
                        base::error(base::IssueType::processing, message, std::move(arguments)));
  }
  Failure nothing_at(const Pointer& place) const {
    return refuse(base::message::patch_location, {std::string(op_), print(place)});
  }
  Failure too_deep() const {
    return refuse(base::message::patch_depth, {std::to_string(limits::json_depth_max)});
  }
  Failure malformed(base::Words what, base::Arguments of_what = {}) const {
    return base::refuse(base::Refusal::bad_request,
                        base::error(base::IssueType::structure, base::message::patch_malformed,
                                    {std::to_string(index_), base::Argument(what, std::move(of_what))}));
  }

  json::Document& document_;
  const std::size_t bytes_before_;
  std::size_t index_ = 0;
  std::string_view op_;
  Pointer path_;
};

}  // namespace

Outcome<void> apply_json_patch(json::Document& document, const Value& patch) {
  if (!patch.is_array()) {
    return base::refuse(base::Refusal::bad_request,
                        base::error(base::IssueType::structure, base::message::patch_not_an_array));
  }
  if (patch.items().size() > limits::patch_operations_max) return Patcher::too_costly();
  Patcher patcher(document);
  for (std::size_t i = 0; i < patch.items().size(); ++i) TRY_VOID(patcher.apply(patch.items()[i], i));
  return base::done();
}

}  // namespace linkki::fhir
