#include "fhirpath/equality.h"

#include <algorithm>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace linkki::fhirpath {

namespace {

constexpr std::uint32_t small_max = 12;  // up to here comparing all beats hashing

Truth of_order(Order order) {
  return order == Order::unknown ? Truth::unknown : truth(order == Order::equal);
}

// Numbers by value: 1.50 is 1.5.
bool same_number(const json::Value& a, const json::Value& b) {
  if (a.text() == b.text()) return true;
  const auto x = Decimal::parse(a.text()), y = Decimal::parse(b.text());
  return x && y && *x == *y;
}

bool same_content(const json::Value& a, const json::Value& b);

bool same_members(const json::Value& a, const json::Value& b) {
  const auto members = a.members();
  return members.size() == b.members().size() &&
         std::all_of(members.begin(), members.end(), [&](const json::Member& member) {
           const json::Value* const other = b.find(member.name);
           return other && same_content(member.value, *other);
         });
}

// As deep as a document may be nested.
bool same_content(const json::Value& a, const json::Value& b) {
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case json::Kind::number: return same_number(a, b);
    case json::Kind::array: {
      const auto x = a.items(), y = b.items();
      return std::equal(x.begin(), x.end(), y.begin(), y.end(), same_content);
    }
    case json::Kind::object: return same_members(a, b);
    default: return a.text() == b.text();
  }
}

bool same_json(const json::Value* a, const json::Value* b) {
  if (!a || !b) return a == b;
  return same_content(*a, *b);
}

Truth equal_elements(const fhir::Element& a, const fhir::Element& b) {
  if (a.value == b.value && a.value && a.companion == b.companion) return Truth::yes;
  return truth(same_json(a.value, b.value) && same_json(a.companion, b.companion));
}

std::optional<Quantity> as_quantity(const Item& item) {
  if (item.is(ItemKind::quantity)) return item.quantity();
  if (item.is_number()) return Quantity{item.decimal(), "1", false};
  return std::nullopt;
}

char folded(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// Lower case, with every blank as a space.
std::string normal(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool blank = c == '\t' || c == '\n' || c == '\r';
    out += blank ? ' ' : folded(c);
  }
  return out;
}

bool equivalent_numbers(const Decimal& a, const Decimal& b) {
  const Decimal x = a.normal(), y = b.normal();
  const int scale = std::min(x.scale(), y.scale());
  return x.round(scale) == y.round(scale);
}

bool equivalent_content(Evaluation& evaluation, const json::Value& a, const json::Value& b);

bool equivalent_members(Evaluation& evaluation, const json::Value& a, const json::Value& b) {
  const auto members = a.members();
  return members.size() == b.members().size() &&
         std::all_of(members.begin(), members.end(), [&](const json::Member& member) {
           const json::Value* const other = b.find(member.name);
           return other && equivalent_content(evaluation, member.value, *other);
         });
}

// In any order.
bool equivalent_lists(Evaluation& evaluation, std::span<const json::Value> a,
                      std::span<const json::Value> b) {
  if (a.size() != b.size()) return false;
  std::vector<bool> used(b.size(), false);
  return std::all_of(a.begin(), a.end(), [&](const json::Value& one) {
    for (std::size_t i = 0; i < b.size() && evaluation.step(); ++i) {
      if (!used[i] && equivalent_content(evaluation, one, b[i])) return used[i] = true, true;
    }
    return false;
  });
}

bool equivalent_content(Evaluation& evaluation, const json::Value& a, const json::Value& b) {
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case json::Kind::string: return normal(a.text()) == normal(b.text());
    case json::Kind::number: {
      const auto x = Decimal::parse(a.text()), y = Decimal::parse(b.text());
      return x && y && equivalent_numbers(*x, *y);
    }
    case json::Kind::array: return equivalent_lists(evaluation, a.items(), b.items());
    case json::Kind::object: return equivalent_members(evaluation, a, b);
    default: return a.text() == b.text();
  }
}

// Equal content in any order has the same hash: the sum over the simple properties.
std::uint64_t hash_of(const fhir::Element& element) {
  if (!element.value) return 14;
  std::uint64_t sum = element.value->members().size();
  const std::hash<std::string_view> hash;
  for (const json::Member& member : element.value->members()) {
    const std::uint64_t value = member.value.is_number() ? 0 : hash(member.value.text());  // 1.50 is 1.5
    sum += hash(member.name) * (2 * value + 1);
  }
  return sum;
}

std::uint64_t hash_of(const Item& value) {
  switch (value.kind()) {
    case ItemKind::string: return std::hash<std::string_view>{}(value.string());
    case ItemKind::integer:
    case ItemKind::decimal: return std::hash<std::string>{}(value.decimal().normal().print());
    case ItemKind::boolean: return value.boolean() ? 11 : 12;
    case ItemKind::quantity: return 13;
    case ItemKind::element: return hash_of(value.element());
    case ItemKind::type: return 15;
    case ItemKind::date:
    case ItemKind::date_time: return static_cast<std::uint64_t>(value.temporal().year) + 1'000;
    case ItemKind::time: return static_cast<std::uint64_t>(value.temporal().hour) + 10'000;
  }
  return 0;
}

}  // namespace

Truth equal(Evaluation& evaluation, const Item& a, const Item& b) {
  const Item left = evaluation.value_of(a);
  const Item right = evaluation.value_of(b);
  if (left.is(ItemKind::string) && right.is(ItemKind::string)) return truth(left.string() == right.string());
  if (left.is_number() && right.is_number()) return truth(left.decimal() == right.decimal());
  if (left.is(ItemKind::boolean) && right.is(ItemKind::boolean))
    return truth(left.boolean() == right.boolean());
  if (left.is(ItemKind::element) || right.is(ItemKind::element)) {
    if (left.kind() != right.kind()) return Truth::no;
    return equal_elements(left.element(), right.element());
  }
  if (left.is_date() && right.is_date()) return of_order(compare(left.temporal(), right.temporal()));
  if (left.is(ItemKind::time) && right.is(ItemKind::time))
    return of_order(compare(left.temporal(), right.temporal()));
  const auto quantity_a = as_quantity(left), quantity_b = as_quantity(right);
  if (quantity_a && quantity_b) return of_order(compare(*quantity_a, *quantity_b));
  if (left.is(ItemKind::type) && right.is(ItemKind::type)) {
    return truth(left.type().name_space == right.type().name_space && left.type().name == right.type().name);
  }
  return Truth::no;
}

bool equivalent(Evaluation& evaluation, const Item& a, const Item& b) {
  const Item left = evaluation.value_of(a);
  const Item right = evaluation.value_of(b);
  if (left.is(ItemKind::string) && right.is(ItemKind::string))
    return normal(left.string()) == normal(right.string());
  if (left.is_number() && right.is_number()) return equivalent_numbers(left.decimal(), right.decimal());
  const bool elements = left.is(ItemKind::element) && right.is(ItemKind::element);
  if (elements && left.element().value && right.element().value) {
    return equivalent_content(evaluation, *left.element().value, *right.element().value);
  }
  const auto quantity_a = as_quantity(left), quantity_b = as_quantity(right);
  if (quantity_a && quantity_b) return equivalent(*quantity_a, *quantity_b);
  return equal(evaluation, left, right) == Truth::yes;
}

bool equal(Evaluation& evaluation, Range a, Range b, Truth& out) {
  out = Truth::unknown;
  if (a.empty() || b.empty()) return true;
  out = truth(a.size() == b.size());
  for (std::uint32_t i = 0; i < a.size() && out == Truth::yes; ++i) {
    if (!evaluation.step()) return false;
    out = equal(evaluation, evaluation[a.begin + i], evaluation[b.begin + i]);
  }
  return true;
}

bool equivalent(Evaluation& evaluation, Range a, Range b, Truth& out) {
  out = truth(a.size() == b.size());
  std::vector<bool> used(b.size(), false);
  for (std::uint32_t i = 0; i < a.size() && out == Truth::yes; ++i) {
    bool found = false;
    for (std::uint32_t k = 0; k < b.size() && !found; ++k) {
      if (!evaluation.step()) return false;
      if (used[k] || !equivalent(evaluation, evaluation[a.begin + i], evaluation[b.begin + k])) continue;
      found = used[k] = true;
    }
    out = truth(found);
  }
  return true;
}

bool ItemSet::contains(const Item& item, bool& found) {
  const Item value = evaluation_.value_of(item);
  found = false;
  const auto [first, last] = items_.equal_range(hash_of(value));
  for (auto at = first; at != last && !found; ++at) {
    if (!evaluation_.step()) return false;
    found = equal(evaluation_, at->second, value) == Truth::yes;
  }
  return true;
}

bool ItemSet::add(const Item& item, bool& added) {
  bool found = false;
  if (!contains(item, found)) return false;
  added = !found;
  const Item value = evaluation_.value_of(item);
  if (added) items_.emplace(hash_of(value), value);
  return true;
}

bool drop_repeated(Evaluation& evaluation, std::uint32_t start) {
  const std::uint32_t end = evaluation.top();
  if (end - start < 2) return true;
  std::uint32_t kept = start;
  ItemSet set(evaluation);
  for (std::uint32_t i = start; i < end; ++i) {
    const Item item = evaluation[i];
    bool fresh = true;
    if (end - start <= small_max) {
      bool found = false;
      if (!contains(evaluation, {start, kept}, item, found)) return false;
      fresh = !found;
    } else if (!set.add(item, fresh)) {
      return false;
    }
    if (fresh) evaluation.set(kept++, item);
  }
  evaluation.cut(kept);
  return true;
}

bool contains(Evaluation& evaluation, Range range, const Item& item, bool& found) {
  found = false;
  for (std::uint32_t i = range.begin; i < range.end && !found; ++i) {
    if (!evaluation.step()) return false;
    found = equal(evaluation, evaluation[i], item) == Truth::yes;
  }
  return true;
}

}  // namespace linkki::fhirpath
