#include "base/json/value.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/ensure.h"

namespace linkki::json {
namespace {

constexpr std::size_t first_block_bytes = 2'048;
constexpr std::size_t largest_block_bytes = 1 << 20;
constexpr std::size_t inline_string_bytes = 32;  // at least what a std::string holds without a heap block

using Pair = std::pair<const Value*, const Value*>;

// Adds to `open` what must still be compared for two values to be the same; false: they differ already.
bool compare(const Value& a, const Value& b, bool in_order, std::vector<Pair>& open) {
  if (a.kind() != b.kind() || a.text() != b.text()) return false;
  const auto a_items = a.items(), b_items = b.items();
  const auto a_members = a.members(), b_members = b.members();
  if (a_items.size() != b_items.size() || a_members.size() != b_members.size()) return false;
  for (std::size_t i = 0; i < a_items.size(); ++i) open.emplace_back(&a_items[i], &b_items[i]);
  for (std::size_t i = 0; i < a_members.size(); ++i) {
    const bool same_place = a_members[i].name == b_members[i].name;
    if (!same_place && in_order) return false;
    const Value* other = same_place ? &b_members[i].value : b.find(a_members[i].name);
    if (!other) return false;
    open.emplace_back(&a_members[i].value, other);
  }
  return true;
}

bool same(const Value& a, const Value& b, bool in_order) {
  std::vector<Pair> open{{&a, &b}};
  while (!open.empty()) {
    const auto [left, right] = open.back();
    open.pop_back();
    if (!compare(*left, *right, in_order, open)) return false;
  }
  return true;
}

template <class Item>
void copy_with(std::span<Item> from, std::size_t at, const Item& added, std::span<Item> to) {
  std::copy_n(from.begin(), at, to.begin());
  to[at] = added;
  std::copy(from.begin() + at, from.end(), to.begin() + at + 1);
}

template <class Item>
void copy_without(std::span<Item> from, std::size_t at, std::span<Item> to) {
  std::copy_n(from.begin(), at, to.begin());
  std::copy(from.begin() + at + 1, from.end(), to.begin() + at);
}

void set_at(Arena& arena, Value& object, std::string_view name, Value value, std::size_t at) {
  ensure(object.is_object());
  if (Value* present = object.find(name)) {
    *present = value;
    return;
  }
  const auto members = object.members();
  const auto longer = arena.members(members.size() + 1);
  copy_with(members, at, Member{arena.keep(name), value}, longer);
  object = Value::object(longer);
}

// Gives `value` content of its own; its children still share theirs and are added to `open`.
void own_content(Arena& arena, Value& value, std::vector<Value*>& open) {
  if (value.is_string()) value = Value::string(arena.keep(value.text()));
  if (value.is_number()) value = Value::number(arena.keep(value.text()));
  if (value.is_array()) {
    const auto items = arena.values(value.items().size());
    std::copy_n(value.items().begin(), items.size(), items.begin());
    for (Value& item : items) open.push_back(&item);
    value = Value::array(items);
  } else if (value.is_object()) {
    const auto members = arena.members(value.members().size());
    std::copy_n(value.members().begin(), members.size(), members.begin());
    for (Member& member : members) {
      member.name = arena.keep(member.name);
      open.push_back(&member.value);
    }
    value = Value::object(members);
  }
}

}  // namespace

Value* Value::find(std::string_view name) const {
  for (Member& member : members()) {
    if (member.name == name) return &member.value;
  }
  return nullptr;
}

std::string_view Value::text_of(std::string_view name) const {
  const Value* value = find(name);
  return value && value->is_string() ? value->text() : std::string_view{};
}

Arena::Arena(Arena&& other) noexcept
    : blocks_(std::exchange(other.blocks_, {})),
      next_(std::exchange(other.next_, nullptr)),
      left_(std::exchange(other.left_, 0)),
      bytes_(std::exchange(other.bytes_, 0)) {}

Arena& Arena::operator=(Arena&& other) noexcept {
  blocks_ = std::exchange(other.blocks_, {});
  next_ = std::exchange(other.next_, nullptr);
  left_ = std::exchange(other.left_, 0);
  bytes_ = std::exchange(other.bytes_, 0);
  return *this;
}

void* Arena::take(std::size_t bytes) {
  bytes = (bytes + 7) & ~std::size_t{7};
  if (bytes > left_) {
    // As large as all before it: few blocks for large documents, little waste for small ones.
    const std::size_t size = std::max(bytes, std::clamp(bytes_, first_block_bytes, largest_block_bytes));
    blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(size));
    next_ = blocks_.back().get();
    left_ = size;
    bytes_ += size;
  }
  void* const taken = next_;
  next_ += bytes;
  left_ -= bytes;
  return taken;
}

std::string_view Arena::keep(std::string_view text) {
  if (text.empty()) return "";
  char* const kept = static_cast<char*>(take(text.size()));
  std::memcpy(kept, text.data(), text.size());
  return {kept, text.size()};
}

std::span<Value> Arena::values(std::size_t count) {
  const std::span<Value> taken{static_cast<Value*>(take(count * sizeof(Value))), count};
  std::uninitialized_default_construct(taken.begin(), taken.end());
  return taken;
}

std::span<Member> Arena::members(std::size_t count) {
  const std::span<Member> taken{static_cast<Member*>(take(count * sizeof(Member))), count};
  std::uninitialized_default_construct(taken.begin(), taken.end());
  return taken;
}

Document::Document(std::string bytes) : source(std::move(bytes)) {
  source.reserve(inline_string_bytes);
}

Document::Document(Document&& other) noexcept
    : arena(std::move(other.arena)), source(std::move(other.source)), root(std::exchange(other.root, {})) {}

Document& Document::operator=(Document&& other) noexcept {
  arena = std::move(other.arena);
  source = std::move(other.source);
  root = std::exchange(other.root, {});
  return *this;
}

void set(Arena& arena, Value& object, std::string_view name, Value value) {
  set_at(arena, object, name, value, object.members().size());
}

void set_first(Arena& arena, Value& object, std::string_view name, Value value) {
  set_at(arena, object, name, value, 0);
}

void set_after(Arena& arena, Value& object, std::string_view before, std::string_view name, Value value) {
  const auto members = object.members();
  const auto found = std::find_if(members.begin(), members.end(),
                                  [&](const Member& member) { return member.name == before; });
  set_at(arena, object, name, value,
         found == members.end() ? 0 : static_cast<std::size_t>(found - members.begin()) + 1);
}

bool erase(Arena& arena, Value& object, std::string_view name) {
  const auto members = object.members();
  const auto found =
      std::find_if(members.begin(), members.end(), [&](const Member& member) { return member.name == name; });
  if (found == members.end()) return false;
  const auto shorter = arena.members(members.size() - 1);
  copy_without(members, static_cast<std::size_t>(found - members.begin()), shorter);
  object = Value::object(shorter);
  return true;
}

void append(Arena& arena, Value& array, Value value) {
  insert(arena, array, array.items().size(), value);
}

void insert(Arena& arena, Value& array, std::size_t at, Value value) {
  const auto items = array.items();
  ensure(array.is_array() && at <= items.size());
  const auto longer = arena.values(items.size() + 1);
  copy_with(items, at, value, longer);
  array = Value::array(longer);
}

void erase(Arena& arena, Value& array, std::size_t at) {
  const auto items = array.items();
  ensure(array.is_array() && at < items.size());
  const auto shorter = arena.values(items.size() - 1);
  copy_without(items, at, shorter);
  array = Value::array(shorter);
}

Value copy(Arena& arena, const Value& value) {
  Value made = value;
  std::vector<Value*> open{&made};
  while (!open.empty()) {
    Value* const next = open.back();
    open.pop_back();
    own_content(arena, *next, open);
  }
  return made;
}

bool equal(const Value& a, const Value& b) {
  return same(a, b, false);
}
bool identical(const Value& a, const Value& b) {
  return same(a, b, true);
}

}  // namespace linkki::json
