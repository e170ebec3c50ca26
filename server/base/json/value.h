// A JSON document as it came: property order, number digits and strings kept; nodes live in the document's
// arena.
//
// A Value is 16 bytes and trivially copyable; copying one copies a reference to its content, not the content.
// Strings are unescaped UTF-8. Numbers keep their text: 1.50 stays 1.50, 1e3 stays 1e3.
// Threads   a document may be read from several threads, changed from one.
// Lifetime  a Value and every view taken from it end with its Document.
// Standard  RFC 8259
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace linkki::json {

enum class Kind : std::uint8_t { null, boolean, number, string, array, object };

struct Member;

class Value {
 public:
  constexpr Value() = default;  // null
  static constexpr Value boolean(bool value) { return Value(Kind::boolean, nullptr, value ? 1 : 0); }
  // The text must outlive the value: take it from Arena::keep unless it is static.
  static constexpr Value number(std::string_view text) {
    return Value(Kind::number, text.data(), size32(text.size()));
  }
  static constexpr Value string(std::string_view text) {
    return Value(Kind::string, text.data(), size32(text.size()));
  }
  static Value array(std::span<Value> items) {
    return Value(Kind::array, items.data(), size32(items.size()));
  }
  static Value object(std::span<Member> members);

  Kind kind() const { return kind_; }
  bool is_null() const { return kind_ == Kind::null; }
  bool is_boolean() const { return kind_ == Kind::boolean; }
  bool is_number() const { return kind_ == Kind::number; }
  bool is_string() const { return kind_ == Kind::string; }
  bool is_array() const { return kind_ == Kind::array; }
  bool is_object() const { return kind_ == Kind::object; }

  bool truth() const { return size_ != 0; }  // of a boolean
  std::string_view text() const {            // of a string or number; boolean: its word
    if (kind_ == Kind::boolean) return size_ ? "true" : "false";
    if (kind_ != Kind::string && kind_ != Kind::number) return {};
    return {static_cast<const char*>(at_), size_};
  }
  std::span<Value> items() const {  // of an array; empty for all others
    return kind_ == Kind::array ? std::span<Value>{static_cast<Value*>(const_cast<void*>(at_)), size_}
                                : std::span<Value>{};
  }
  inline std::span<Member> members() const;  // of an object; empty for all others
  Value* find(std::string_view name) const;  // nullptr: absent, or not an object
  // The text of a string member; empty when absent or of another kind.
  std::string_view text_of(std::string_view name) const;

 private:
  constexpr Value(Kind kind, const void* at, std::uint32_t size) : at_(at), size_(size), kind_(kind) {}
  static constexpr std::uint32_t size32(std::size_t size) { return static_cast<std::uint32_t>(size); }

  const void* at_ = nullptr;
  std::uint32_t size_ = 0;
  Kind kind_ = Kind::null;
};

struct Member {
  std::string_view name;
  Value value;
};

inline Value Value::object(std::span<Member> members) {
  return Value(Kind::object, members.data(), size32(members.size()));
}
inline std::span<Member> Value::members() const {
  return kind_ == Kind::object ? std::span<Member>{static_cast<Member*>(const_cast<void*>(at_)), size_}
                               : std::span<Member>{};
}

// Memory that is given back all at once.
class Arena {
 public:
  Arena() = default;
  Arena(Arena&& other) noexcept;  // leaves the other one empty and usable
  Arena& operator=(Arena&& other) noexcept;

  void* take(std::size_t bytes);  // aligned to 8
  std::string_view keep(std::string_view text);
  std::span<Value> values(std::size_t count);  // all null
  std::span<Member> members(std::size_t count);
  std::size_t bytes() const { return bytes_; }  // taken from the system so far

 private:
  std::vector<std::unique_ptr<std::byte[]>> blocks_;
  std::byte* next_ = nullptr;
  std::size_t left_ = 0;
  std::size_t bytes_ = 0;
};

// Owns the arena and the text that values point into. Movable, not copyable; moving keeps every view valid.
struct Document {
  Arena arena;
  std::string source;  // what was parsed, unescaped in place: strings and numbers point in here
  Value root;

  Document() = default;
  explicit Document(std::string bytes);  // copies a short string, so that its address outlives a move
  Document(Document&& other) noexcept;
  Document& operator=(Document&& other) noexcept;
};

// Changes; each costs the size of the object or array changed (it is laid anew in the arena).
void set(Arena& arena, Value& object, std::string_view name, Value value);  // replaces in place or appends
void set_first(Arena& arena, Value& object, std::string_view name,
               Value value);  // replaces in place or puts it first
// Replaces in place or puts it behind the property `before`; where that is absent, first.
void set_after(Arena& arena, Value& object, std::string_view before, std::string_view name, Value value);
bool erase(Arena& arena, Value& object, std::string_view name);  // false: was not there
void append(Arena& arena, Value& array, Value value);
void insert(Arena& arena, Value& array, std::size_t at, Value value);  // at ≤ size
void erase(Arena& arena, Value& array, std::size_t at);                // at < size
Value copy(Arena& arena, const Value& value);                          // deep

// Same tree: kinds, strings, number texts, order of arrays; objects with the same members in any order.
bool equal(const Value& a, const Value& b);
// As equal, and members in the same order.
bool identical(const Value& a, const Value& b);

}  // namespace linkki::json
