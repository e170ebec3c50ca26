#include "definitions/snapshot/snapshot.h"

#include <algorithm>
#include <array>
#include <map>
#include <memory>

#include "base/json/parse.h"
#include "base/limits.h"
#include "definitions/canonical.h"
#include "definitions/limits.h"
#include "definitions/messages.h"
#include "definitions/snapshot/cost.h"
#include "definitions/snapshot/element.h"
#include "definitions/snapshot/element_merge.h"
#include "definitions/snapshot/element_tree.h"

namespace linkki::definitions {
namespace {

namespace message = base::message;

const json::Value* elements_of(const json::Value& structure, const char* part) {
  const json::Value* const found = structure.find(part);
  return found ? found->find("element") : nullptr;
}

class Maker {
 public:
  Maker(const FindStructure& find, json::Arena& arena)
      : find_(find),
        arena_(arena),
        merge_(
            arena, [this](auto type, auto from) { return derives(type, from); }, issues_),
        cost_(arena) {}

  base::Outcome<ElementNode> make(const json::Value& structure) {
    const std::string url(structure.text_of("url"));
    const bool circular = std::find(open_.begin(), open_.end(), url) != open_.end();
    if (circular || open_.size() >= limits::snapshot_depth_max) {
      return refused(base::Refusal::unprocessable, message::snapshot_circle, {url});
    }
    open_.push_back(url);
    const std::size_t nodes_before = cost_.begin();
    auto made = make_open(structure);
    cost_.begin(nodes_before);
    open_.pop_back();
    return made;
  }

  // The elements, of which nothing points into what they were made of. What many share is there for each.
  base::Outcome<json::Value> print(const ElementNode& root) {
    const json::Value elements = print_elements(root, arena_);
    for (json::Value& one : elements.items()) {
      one = json::copy(arena_, one);
      TRY_VOID(cost_.check());
    }
    return elements;
  }

  std::vector<base::Issue>& issues() { return issues_; }

 private:
  using Tree = std::shared_ptr<const ElementNode>;
  // What holds while one structure is made.
  struct Context {
    ElementNode* root;
    bool specializes;
  };

  static base::Failure refused(base::Refusal refusal, const base::Message& message,
                               std::vector<std::string> arguments) {
    return base::refuse(refusal, base::error(base::IssueType::processing, message, std::move(arguments)));
  }

  void add(const base::Message& message, std::vector<std::string> arguments) {
    if (issues_.size() >= limits::issues_max) return;
    issues_.push_back(base::error(base::IssueType::business_rule, message, std::move(arguments)));
  }

  base::Outcome<ElementNode> make_open(const json::Value& structure) {
    TRY(const auto differential, read_elements(elements_of(structure, "differential")));
    const std::string_view base = structure.text_of("baseDefinition");
    if (base.empty()) return make_root(differential);
    TRY(const auto below, tree_of(base));
    if (!below) {
      return refused(base::Refusal::not_found, message::snapshot_base,
                     {std::string(structure.text_of("url")), std::string(base)});
    }
    TRY_VOID(cost_.add_nodes(1 + count_nodes(below->children)));
    ElementNode root = *below;
    const bool specializes = structure.text_of("derivation") != "constraint";
    if (specializes) root.name = differential.name;
    const Context context{&root, specializes};
    TRY_VOID(apply(root, differential, root.name, context));
    return root;
  }

  // Element, Resource: they derive from nothing.
  base::Outcome<ElementNode> make_root(const ElementNode& differential) {
    ElementNode root{differential.element, differential.name, {}, {}, {}};
    const Context context{&root, true};
    TRY_VOID(apply_inside(root, differential, false, root.name, context));
    return root;
  }

  // nullptr: not loaded.
  base::Outcome<Tree> tree_of(std::string_view canonical) {
    if (const auto at = trees_.find(canonical); at != trees_.end()) return at->second;
    TRY(const json::Value* const structure, structure_of(canonical));
    const json::Value* const elements = structure ? elements_of(*structure, "snapshot") : nullptr;
    Tree tree;
    if (elements && !elements->items().empty()) {
      TRY(auto read, read_elements(elements));
      tree = std::make_shared<const ElementNode>(std::move(read));
    } else if (structure) {
      TRY(auto made, make(*structure));
      tree = std::make_shared<const ElementNode>(std::move(made));
    }
    return trees_.emplace(canonical, std::move(tree)).first->second;
  }

  // nullptr: not loaded, or no StructureDefinition.
  base::Outcome<const json::Value*> structure_of(std::string_view canonical) {
    const auto known = structures_.find(canonical);
    if (known != structures_.end()) return known->second ? &known->second->root : nullptr;
    TRY(auto json, find_(canonical));
    std::unique_ptr<json::Document> document;
    if (json) {
      TRY_VOID(cost_.add_bytes(json->size()));
      TRY(auto parsed, json::parse(std::move(*json)));
      if (parsed.root.text_of("resourceType") == "StructureDefinition") {
        document = std::make_unique<json::Document>(std::move(parsed));
      }
    }
    const auto at = structures_.emplace(canonical, std::move(document)).first;
    return at->second ? &at->second->root : nullptr;
  }

  bool derives(std::string_view type, std::string_view from) {
    constexpr std::size_t steps = 100;  // what it costs, in comparisons
    cost_.note_steps(steps);
    const std::string wanted = canonical_of(from);
    std::string at = canonical_of(type);
    for (std::size_t i = 0; i < limits::snapshot_depth_max && at != wanted; ++i) {
      const auto structure = structure_of(at);
      if (!structure.ok() || !*structure) return false;
      at = (*structure)->text_of("baseDefinition");
    }
    return at == wanted;
  }

  base::Outcome<void> apply(ElementNode& to, const ElementNode& by, const std::string& id,
                            const Context& context) {
    const bool closed = is_closed(to.element);
    if (!by.element.is_null()) {
      TRY_VOID(take_profile(to, by));
      TRY(to.element, merge(to.element, by.element, id));
    }
    return apply_inside(to, by, closed, id, context);
  }

  base::Outcome<json::Value> merge(const json::Value& below, const json::Value& above,
                                   const std::string& id) {
    TRY_VOID(cost_.add_steps(count_values(below) * count_values(above)));
    return merge_(below, above, id);
  }

  // What `by` tells of children and slices. `closed`: the base permits no other slices than its own.
  base::Outcome<void> apply_inside(ElementNode& to, const ElementNode& by, bool closed, const std::string& id,
                                   const Context& context) {
    if (!by.children.empty() && to.children.empty()) TRY_VOID(unfold(to, by, id, context));
    for (const ElementNode& child : by.children) TRY_VOID(apply_child(to, by, child, id, context));
    for (const ElementNode& slice : by.slices) {
      if (closed && !to.find_slice(slice.slice)) add(message::snapshot_closed, {id, slice.slice});
      TRY_VOID(apply_slice(to, slice, id, context));
    }
    return base::done();
  }

  // An element whose type gets a profile takes what the profile says of itself, an extension its cardinality
  // too.
  base::Outcome<void> take_profile(ElementNode& to, const ElementNode& by) {
    const auto types = types_of(by.element);
    if (types.size() != 1 || to.element.is_null() || profile_of(types.front()).empty()) return base::done();
    if (types.front().text_of("code") == "Reference") return base::done();
    TRY(const Tree profile, tree_of(profile_of(types.front())));
    if (!profile || profile->element.is_null()) return base::done();
    own(to.element);
    for (const json::Member& one : profile->element.members()) {
      constexpr std::array<std::string_view, 6> told{"short",        "definition", "comment",
                                                     "requirements", "isModifier", "isModifierReason"};
      const bool range = is_extension(to) && !to.slice.empty() && (one.name == "min" || one.name == "max");
      if (!range && std::find(told.begin(), told.end(), one.name) == told.end()) continue;
      if (!by.element.find(one.name)) json::set(arena_, to.element, one.name, one.value);
    }
    const json::Value* const rules = profile->element.find("constraint");
    if (!rules || derives(types.front().text_of("code"), "Resource")) return base::done();
    TRY(to.element, merge(to.element, constraints_alone(*rules), by.name));
    return base::done();
  }

  // `all`: what the differential says of `to`.
  base::Outcome<void> apply_child(ElementNode& to, const ElementNode& all, const ElementNode& by,
                                  const std::string& id_before, const Context& context) {
    const std::string id = id_before + "." + by.name;
    TRY_VOID(cost_.add_steps(to.children.size() + all.children.size()));
    if (ElementNode* const child = to.find_child(by.name)) return apply(*child, by, id, context);
    for (ElementNode& child : to.children) {
      const json::Value* const type = type_called(by.name, child);
      if (!type) continue;
      const auto shorts =
          std::count_if(all.children.begin(), all.children.end(),
                        [&](const ElementNode& other) { return type_called(other.name, child) != nullptr; });
      return apply_choice(child, by, *type, shorts == 1, id_before + "." + child.name, context);
    }
    if (context.specializes) return add_child(to, by, id, context);
    add(message::snapshot_unknown, {id});
    return base::done();
  }

  // valueQuantity, as short for the slice of value[x] that is of this type. Said of one type alone, it means
  // that there is no other.
  base::Outcome<void> apply_choice(ElementNode& to, const ElementNode& by, const json::Value& type,
                                   bool alone, const std::string& id, const Context& context) {
    TRY_VOID(cost_.add_bytes((count_nodes(by.children) + count_nodes(by.slices)) * sizeof(ElementNode)));
    ElementNode slice = by;
    slice.name = to.name;
    slice.slice = by.name;
    own(slice.element);
    const auto list = arena_.values(1);
    list[0] = json::copy(arena_, type);
    if (types_of(slice.element).empty()) json::set(arena_, slice.element, "type", json::Value::array(list));
    own(to.element);
    if (!to.element.find("slicing")) TRY_VOID(imply_slicing(to, alone ? "closed" : "open"));
    if (alone) json::set(arena_, to.element, "type", json::Value::array(list));
    return apply_slice(to, slice, id, context);
  }

  // Of a new type, or of an element that stands in one. What its type demands of all its values holds here,
  // too.
  base::Outcome<void> add_child(ElementNode& to, const ElementNode& by, const std::string& id,
                                const Context& context) {
    TRY_VOID(cost_.add_nodes(1));
    ElementNode& child = to.children.emplace_back(ElementNode{{}, by.name, {}, {}, {}});
    child.element = by.element;
    if (const std::string_view rules_of = ruler_of(by.element); !rules_of.empty()) {
      TRY(const Tree type, tree_of(canonical_of(rules_of)));
      const json::Value* const rules = type ? type->element.find("constraint") : nullptr;
      if (rules) {
        TRY(child.element, merge(constraints_alone(*rules), child.element, id));
      }
    }
    own(child.element);
    tell_base(child.element, id);
    return apply_inside(child, by, false, id, context);
  }

  // Whose constraints a new element has; a resource within another, and what is no element (System.String),
  // has none.
  std::string_view ruler_of(const json::Value& element) {
    const auto types = types_of(element);
    const std::string_view code = types.empty() ? "" : types.front().text_of("code");
    if (code == "Extension") return code;
    return code.starts_with("http://hl7.org/fhirpath/") || derives(code, "Resource") ? "" : "Element";
  }

  json::Value constraints_alone(const json::Value& constraints) {
    const auto members = arena_.members(1);
    members[0] = {"constraint", json::copy(arena_, constraints)};
    return json::Value::object(members);
  }

  // To be changed: what nothing was told of begins empty.
  void own(json::Value& element) {
    element = element.is_object() ? json::copy(arena_, element) : json::Value::object({});
  }

  void tell_base(json::Value& element, const std::string& path) {
    if (element.find("base")) return;
    const auto members = arena_.members(3);
    members[0] = {"path", json::Value::string(arena_.keep(path))};
    const json::Value *const min = element.find("min"), *const max = element.find("max");
    members[1] = {"min", min ? *min : json::Value::number("0")};
    members[2] = {"max", max ? *max : json::Value::string("*")};
    json::set(arena_, element, "base", json::Value::object(members));
  }

  base::Outcome<void> apply_slice(ElementNode& to, const ElementNode& by, const std::string& id_before,
                                  const Context& context) {
    const std::string id = id_before + ":" + by.slice;
    TRY_VOID(cost_.add_steps(to.slices.size()));
    if (ElementNode* const there = to.find_slice(by.slice)) return apply(*there, by, id, context);
    TRY_VOID(permit_slice(to, by, id_before));
    TRY_VOID(cost_.add_nodes(1 + count_nodes(to.children)));
    ElementNode slice{to.element, to.name, by.slice, to.children, {}};
    own(slice.element);
    json::erase(arena_, slice.element, "slicing");
    json::set(arena_, slice.element, "sliceName", json::Value::string(arena_.keep(by.slice)));
    json::set(arena_, slice.element, "min", json::Value::number("0"));
    to.slices.push_back(std::move(slice));
    return apply(to.slices.back(), by, id, context);
  }

  // Extensions are told apart by their url, the types of a choice by themselves, whether that is said or not.
  base::Outcome<void> permit_slice(ElementNode& to, const ElementNode& by, const std::string& id) {
    if (to.element.find("slicing")) return base::done();
    if (is_extension(to) || to.name.ends_with("[x]")) return imply_slicing(to, "open");
    add(message::snapshot_not_sliced, {id, by.slice});
    return base::done();
  }

  base::Outcome<void> imply_slicing(ElementNode& to, const std::string& rules) {
    const std::string by =
        is_extension(to) ? R"({"type":"value","path":"url"})" : R"({"type":"type","path":"$this"})";
    TRY(const auto implied,
        json::parse(R"({"discriminator":[)" + by + R"(],"ordered":false,"rules":")" + rules + "\"}"));
    own(to.element);
    json::set(arena_, to.element, "slicing", json::copy(arena_, implied.root));
    return base::done();
  }

  base::Outcome<void> unfold(ElementNode& to, const ElementNode& by, const std::string& id,
                             const Context& context) {
    if (const std::string_view reference = to.element.text_of("contentReference"); !reference.empty()) {
      return unfold_reference(to, reference, context);
    }
    const auto types = types_of(to.element);
    if (types.empty() && context.specializes) return base::done();
    std::string canonical = types.size() == 1 ? inside_of(types.front()) : canonical_of("Element");
    const bool common = std::all_of(by.children.begin(), by.children.end(), [](const ElementNode& child) {
      return child.name == "id" || child.name == "extension";
    });
    if (types.size() != 1 && !common) {
      add(message::snapshot_types, {id});
      return base::done();
    }
    TRY(const Tree type, tree_of(canonical));
    if (!type) {
      return refused(base::Refusal::not_found, message::snapshot_base, {id, canonical});
    }
    TRY_VOID(cost_.add_nodes(count_nodes(type->children)));
    to.children = type->children;
    return base::done();
  }

  // "#Questionnaire.item": what that element holds, and its types.
  base::Outcome<void> unfold_reference(ElementNode& to, std::string_view reference, const Context& context) {
    reference.remove_prefix(std::min(reference.find('#') + 1, reference.size()));
    const ElementNode* at = context.root;
    std::string_view rest = reference;
    rest.remove_prefix(std::min(rest.find('.') + 1, rest.size()));
    while (at && !rest.empty()) {
      const auto end = std::min(rest.find('.'), rest.size());
      at = at->find_child(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    if (!at) return base::done();
    TRY_VOID(cost_.add_nodes(count_nodes(at->children)));
    auto children = at->children;  // it may hold this very element
    const json::Value* const types = at->element.find("type");
    own(to.element);
    if (types) json::set(arena_, to.element, "type", *types);
    json::erase(arena_, to.element, "contentReference");
    to.children = std::move(children);
    return base::done();
  }

  const FindStructure& find_;
  json::Arena& arena_;
  std::vector<base::Issue> issues_;
  ElementMerge merge_;
  SnapshotCost cost_;
  std::vector<std::string> open_;  // urls of what is being made
  std::map<std::string, Tree, std::less<>> trees_;
  std::map<std::string, std::unique_ptr<json::Document>, std::less<>> structures_;
};

}  // namespace

base::Outcome<json::Value> make_snapshot(const json::Value& structure, const FindStructure& find,
                                         json::Arena& arena) {
  Maker maker(find, arena);
  auto made = maker.make(structure);
  if (!maker.issues().empty()) return base::refuse(base::Refusal::unprocessable, std::move(maker.issues()));
  if (!made.ok()) return std::move(made).failure();
  TRY(const json::Value elements, maker.print(*made));
  const auto members = arena.members(1);
  members[0] = {"element", elements};
  return json::Value::object(members);
}

FindStructure structures_of(const Definitions& definitions) {
  return [&definitions](std::string_view canonical) { return definitions.find_resource(canonical); };
}

}  // namespace linkki::definitions
