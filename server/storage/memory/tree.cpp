#include "storage/memory/tree.h"

#include <functional>
#include <utility>

#include "base/ensure.h"

namespace linkki::storage::memory {

namespace {

std::uint64_t priority_of(const Entry& entry) {
  const std::hash<std::string_view> hash;
  return (hash(entry.key) * 31 + hash(entry.value)) * 0x9e3779b97f4a7c15;
}

Tree with_children(const Node& node, Tree left, Tree right) {
  const std::uint64_t count = size(left) + size(right) + 1;
  return std::make_shared<const Node>(
      Node{node.entry, node.priority, count, std::move(left), std::move(right)});
}

// The first `count` entries, and the rest.
std::pair<Tree, Tree> split(const Tree& tree, std::uint64_t count) {
  if (!tree) return {};
  if (count <= size(tree->left)) {
    auto [first, rest] = split(tree->left, count);
    return {std::move(first), with_children(*tree, std::move(rest), tree->right)};
  }
  auto [first, rest] = split(tree->right, count - size(tree->left) - 1);
  return {with_children(*tree, tree->left, std::move(first)), std::move(rest)};
}

Tree join(const Tree& left, const Tree& right) {
  if (!left) return right;
  if (!right) return left;
  if (left->priority > right->priority) return with_children(*left, left->left, join(left->right, right));
  return with_children(*right, join(left, right->left), right->right);
}

bool lies_before(const Entry& entry, const Place& place) {
  const bool behind = place.side == Place::Side::behind;
  if (const int order = std::string_view(entry.key).compare(place.key); order != 0) return order < 0;
  if (!place.value) return behind;
  const int order = std::string_view(entry.value).compare(*place.value);
  return order < 0 || (order == 0 && behind);
}

}  // namespace

std::uint64_t size(const Tree& tree) {
  return tree ? tree->size : 0;
}

std::uint64_t rank(const Tree& tree, const Place& place) {
  std::uint64_t before = 0;
  for (const Node* node = tree.get(); node;) {
    if (lies_before(*node->entry, place)) {
      before += size(node->left) + 1;
      node = node->right.get();
    } else {
      node = node->left.get();
    }
  }
  return before;
}

const Entry& at(const Tree& tree, std::uint64_t index) {
  ensure(index < size(tree));
  const Node* node = tree.get();
  while (index != size(node->left)) {
    if (index < size(node->left)) {
      node = node->left.get();
    } else {
      index -= size(node->left) + 1;
      node = node->right.get();
    }
  }
  return *node->entry;
}

Tree insert(const Tree& tree, Entry entry) {
  const std::string_view value = entry.value;
  const std::uint64_t index = rank(tree, {entry.key, &value, Place::Side::before});
  auto [before, behind] = split(tree, index);
  const std::uint64_t priority = priority_of(entry);
  auto held = std::make_shared<const Entry>(std::move(entry));
  const auto node = std::make_shared<const Node>(Node{std::move(held), priority, 1, nullptr, nullptr});
  return join(join(before, node), behind);
}

Tree erase(const Tree& tree, std::uint64_t begin, std::uint64_t end) {
  ensure(begin <= end && end <= size(tree));
  return join(split(tree, begin).first, split(tree, end).second);
}

}  // namespace linkki::storage::memory
