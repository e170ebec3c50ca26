#include "definitions/snapshot/element_tree.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/json/utf8.h"
#include "definitions/limits.h"
#include "definitions/messages.h"

namespace linkki::definitions {
namespace {

namespace message = base::message;

struct Segment {
  std::string_view name;
  std::string_view slice;
};

std::vector<Segment> segments_of(std::string_view text) {
  std::vector<Segment> all;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('.', at), text.size());
    const std::string_view one = text.substr(at, end - at);
    const auto mark = std::min(one.find(':'), one.size());
    all.push_back({one.substr(0, mark), one.substr(std::min(mark + 1, one.size()))});
    at = end + 1;
  }
  return all;
}

bool same_names(const std::vector<Segment>& a, const std::vector<Segment>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Segment& x, const Segment& y) { return x.name == y.name; });
}

ElementNode& child_of(ElementNode& parent, std::string_view name) {
  if (auto* const found = parent.find_child(name)) return *found;
  return parent.children.emplace_back(ElementNode{{}, std::string(name), {}, {}, {}});
}

// Of "a/b" the slice b of the slice a.
ElementNode& slice_of(ElementNode& element, std::string_view name) {
  ElementNode* at = &element;
  for (std::size_t end = 0; end != name.npos;) {
    end = name.find('/', end + 1);
    const std::string_view part = name.substr(0, end);
    auto* const found = at->find_slice(part);
    at = found ? found : &at->slices.emplace_back(ElementNode{{}, element.name, std::string(part), {}, {}});
  }
  return *at;
}

base::Failure unusable(base::Argument why) {
  return base::refuse(base::Refusal::unprocessable,
                      base::error(base::IssueType::structure, message::snapshot_elements, {std::move(why)}));
}

base::Failure too_deep(std::string_view path) {
  return unusable({base::Words("'{0}' is too deep", "'{0}' on liian syvällä", "'{0}' ligger för djupt"),
                   {json::excerpt(path)}});
}

// Of "a/b" one: it stands below the slice a.
std::size_t slices_above(std::string_view slice) {
  return static_cast<std::size_t>(std::count(slice.begin(), slice.end(), '/'));
}

// Ids are printed of every element below, and a node is made of each part of a name: both stay small.
base::Outcome<void> permit(const json::Value& element) {
  const std::string_view path = element.text_of("path"), id = element.text_of("id"),
                         slice = element.text_of("sliceName");
  if (path.empty())
    return unusable(
        base::Words("an element has no path", "elementiltä puuttuu path", "ett element saknar path"));
  for (const std::string_view name : {path, id, slice}) {
    if (name.size() > limits::snapshot_id_bytes_max)
      return unusable({base::Words("'{0}' is longer than {1} bytes", "'{0}' on yli {1} tavua pitkä",
                                   "'{0}' är längre än {1} byte"),
                       {json::excerpt(name), std::to_string(limits::snapshot_id_bytes_max)}});
  }
  const auto names = static_cast<std::size_t>(std::count(path.begin(), path.end(), '.')) + 1;
  if (names + std::max(slices_above(id), slices_above(slice)) > limits::snapshot_depth_max)
    return too_deep(path);
  if (count_values(element) > limits::snapshot_element_values_max)
    return unusable({base::Words("'{0}' holds more than {1} values", "'{0}' sisältää yli {1} arvoa",
                                 "'{0}' har fler än {1} värden"),
                     {json::excerpt(path), std::to_string(limits::snapshot_element_values_max)}});
  return base::done();
}

class Reader {
 public:
  base::Outcome<ElementNode> run(std::span<const json::Value> elements) {
    for (const json::Value& element : elements) TRY_VOID(place(element));
    return std::move(root_);
  }

 private:
  base::Outcome<void> place(const json::Value& element) {
    TRY_VOID(permit(element));
    const std::string_view path = element.text_of("path");
    const auto names = segments_of(path);
    if (root_.name.empty()) root_.name = names.front().name;
    if (names.front().name != root_.name)
      return unusable(
          {base::Words("'{0}' is not of {1}", "'{0}' ei kuulu rakenteeseen {1}", "'{0}' hör inte till {1}"),
           {json::excerpt(path), root_.name}});
    const auto by_id = segments_of(element.text_of("id"));
    open_ = same_names(by_id, names) ? walk(by_id) : follow(names, element.text_of("sliceName"));
    if (depth() > limits::snapshot_depth_max) return too_deep(path);
    open_.back()->element = element;
    return base::done();
  }

  // Of the element that was placed last. What it hangs on may be slices of slices that its id does not name.
  std::size_t depth() const {
    std::size_t slices = 0;
    for (const ElementNode* const node : open_) slices += slices_above(node->slice);
    return open_.size() + slices;
  }

  std::vector<ElementNode*> walk(const std::vector<Segment>& id) {
    std::vector<ElementNode*> nodes{&root_};
    for (std::size_t i = 1; i < id.size(); ++i) {
      ElementNode& child = child_of(*nodes.back(), id[i].name);
      nodes.push_back(id[i].slice.empty() ? &child : &slice_of(child, id[i].slice));
    }
    return nodes;
  }

  // It belongs to the elements that were told of last.
  std::vector<ElementNode*> follow(const std::vector<Segment>& names, std::string_view slice) {
    std::vector<ElementNode*> nodes{&root_};
    bool same = true;
    for (std::size_t i = 1; i < names.size(); ++i) {
      same = same && i < open_.size() && open_[i]->name == names[i].name && i + 1 < names.size();
      nodes.push_back(same ? open_[i] : &child_of(*nodes.back(), names[i].name));
    }
    if (!slice.empty() && names.size() > 1) nodes.back() = &slice_of(*nodes.back(), slice);
    return nodes;
  }

  ElementNode root_;
  std::vector<ElementNode*> open_;  // from the root to the element that was placed last
};

// The order in which R4 has them; [x] stands for any type.
constexpr std::array<std::string_view, 36> order{"id",
                                                 "extension",
                                                 "path",
                                                 "representation",
                                                 "sliceName",
                                                 "sliceIsConstraining",
                                                 "label",
                                                 "code",
                                                 "slicing",
                                                 "short",
                                                 "definition",
                                                 "comment",
                                                 "requirements",
                                                 "alias",
                                                 "min",
                                                 "max",
                                                 "base",
                                                 "contentReference",
                                                 "type",
                                                 "defaultValue[x]",
                                                 "meaningWhenMissing",
                                                 "orderMeaning",
                                                 "fixed[x]",
                                                 "pattern[x]",
                                                 "example",
                                                 "minValue[x]",
                                                 "maxValue[x]",
                                                 "maxLength",
                                                 "condition",
                                                 "constraint",
                                                 "mustSupport",
                                                 "isModifier",
                                                 "isModifierReason",
                                                 "isSummary",
                                                 "binding",
                                                 "mapping"};

std::size_t rank_of(std::string_view name) {
  if (name.starts_with('_')) name.remove_prefix(1);
  for (std::size_t i = 0; i < order.size(); ++i) {
    const std::string_view one = order[i];
    if (one == name) return i;
    if (one.ends_with("[x]") && name.starts_with(one.substr(0, one.size() - 3))) return i;
  }
  return order.size();
}

class Printer {
 public:
  explicit Printer(json::Arena& arena) : arena_(arena) {}

  void print(const ElementNode& node, const std::string& path_before, const std::string& id_before) {
    const std::string path = path_before + node.name;
    const std::string id = id_before + node.name + (node.slice.empty() ? "" : ":" + node.slice);
    if (!node.element.is_null()) all_.push_back(sorted(node.element, path, id));
    for (const ElementNode& child : node.children) print(child, path + ".", id + ".");
    for (const ElementNode& slice : node.slices) print(slice, path_before, id_before);
  }

  json::Value list() {
    const auto items = arena_.values(all_.size());
    std::copy(all_.begin(), all_.end(), items.begin());
    return json::Value::array(items);
  }

 private:
  json::Value sorted(const json::Value& element, const std::string& path, const std::string& id) {
    std::vector<json::Member> members;
    for (const json::Member& one : element.members()) {
      if (one.name != "id" && one.name != "path") members.push_back(one);
    }
    members.push_back({"id", json::Value::string(arena_.keep(id))});
    members.push_back({"path", json::Value::string(arena_.keep(path))});
    std::stable_sort(members.begin(), members.end(),
                     [](const auto& a, const auto& b) { return rank_of(a.name) < rank_of(b.name); });
    const auto kept = arena_.members(members.size());
    std::copy(members.begin(), members.end(), kept.begin());
    return json::Value::object(kept);
  }

  json::Arena& arena_;
  std::vector<json::Value> all_;
};

}  // namespace

ElementNode* ElementNode::find_child(std::string_view wanted) {
  return const_cast<ElementNode*>(std::as_const(*this).find_child(wanted));
}

const ElementNode* ElementNode::find_child(std::string_view wanted) const {
  const auto at =
      std::find_if(children.begin(), children.end(), [&](const auto& one) { return one.name == wanted; });
  return at == children.end() ? nullptr : &*at;
}

ElementNode* ElementNode::find_slice(std::string_view wanted) {
  const auto at =
      std::find_if(slices.begin(), slices.end(), [&](const auto& one) { return one.slice == wanted; });
  return at == slices.end() ? nullptr : &*at;
}

std::size_t count_nodes(const std::list<ElementNode>& nodes) {
  std::size_t all = nodes.size();
  for (const ElementNode& one : nodes) all += count_nodes(one.children) + count_nodes(one.slices);
  return all;
}

std::size_t count_values(const json::Value& value) {
  std::size_t all = 0;
  std::vector<const json::Value*> open{&value};
  while (!open.empty()) {
    const json::Value& one = *open.back();
    open.pop_back();
    ++all;
    for (const json::Value& item : one.items()) open.push_back(&item);
    for (const json::Member& member : one.members()) open.push_back(&member.value);
  }
  return all;
}

base::Outcome<ElementNode> read_elements(const json::Value* elements) {
  if (!elements || elements->items().empty())
    return unusable(base::Words("there are none", "niitä ei ole", "det finns inga"));
  if (elements->items().size() > limits::snapshot_elements_max) {
    return unusable({base::Words("there are more than {0}", "niitä on yli {0}", "de är fler än {0}"),
                     {std::to_string(limits::snapshot_elements_max)}});
  }
  return Reader().run(elements->items());
}

json::Value print_elements(const ElementNode& root, json::Arena& arena) {
  Printer printer(arena);
  printer.print(root, "", "");
  return printer.list();
}

}  // namespace linkki::definitions
