#include "fhirpath/patch.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/limits.h"
#include "fhir/property.h"
#include "fhirpath/evaluate.h"
#include "fhirpath/messages.h"
#include "fhirpath/patch_parts.h"

namespace linkki::fhirpath {

namespace {

using base::IssueType;
using base::Outcome;
using base::Refusal;
using json::Value;

// The values from the root down to one, it included.
using Way = std::vector<Value*>;

// Recursion is bounded: a document nests at most limits::json_depth_max levels.
std::size_t depth(const Value& value) {
  std::size_t deepest = 0;
  for (const Value& item : value.items()) deepest = std::max(deepest, depth(item));
  for (const json::Member& member : value.members()) deepest = std::max(deepest, depth(member.value));
  return deepest + 1;
}

std::string choice_name(std::string_view name, std::string_view type) {
  std::string whole(name);
  whole += type;
  char& first = whole[name.size()];
  if (first >= 'a' && first <= 'z') first = static_cast<char>(first - 32);
  return whole;
}

class Operation {
 public:
  Operation(json::Document& document, const fhir::Element& parameter, std::size_t index,
            const definitions::Definitions& definitions, std::size_t& steps)
      : document_(document),
        arena_(document.arena),
        definitions_(definitions),
        parts_(parameter, definitions),
        place_("Parameters.parameter[" + std::to_string(index) + "]"),
        steps_(steps),
        environment_(definitions),
        evaluator_(environment_) {}

  Outcome<void> run() {
    const std::string_view type = text("type");
    if (text("path").empty()) return malformed("path");
    TRY(const auto expression, compile(text("path")));
    TRY(found_, evaluator_.evaluate(expression, fhir::root(document_.root, definitions_)));
    steps_ += evaluator_.steps();
    if (steps_ > limits::fhirpath_steps_max) return too_costly();
    if (type == "add") return add();
    if (type == "insert") return insert();
    if (type == "delete") return remove();
    if (type == "replace") return replace();
    if (type == "move") return move();
    return malformed("type: add, insert, delete, replace, move");
  }

  const std::string& place() const { return place_; }

 private:
  // --- What the patch says

  std::string_view text(std::string_view name) const { return parts_.text(name); }
  std::optional<std::size_t> number(std::string_view name) const { return parts_.number(name); }

  Outcome<Given> value() const {
    const Given given = parts_.given("value");
    if (given.type.empty() && !given.parts) return malformed("value");
    return given;
  }

  // --- What the path gives

  Outcome<const fhir::Element*> target() const {
    if (found_.size() != 1 || !found_[0].is(ItemKind::element))
      return misses({"one element", "yksi elementti", "ett enda element"});
    return &found_[0].element();
  }

  // The way to an element of the document; a failure where it is none of it.
  Outcome<Way> way_to(const fhir::Element& element) {
    Way way;
    const Value* const wanted = element.value ? element.value : element.companion;
    if (walk(document_.root, wanted, way)) return way;
    if (steps_ > limits::fhirpath_steps_max) return too_costly();
    return misses({"an element of the resource", "resurssin elementti", "ett element i resursen"});
  }

  bool walk(Value& at, const Value* wanted, Way& way) {
    if (++steps_ > limits::fhirpath_steps_max) return false;
    way.push_back(&at);
    if (&at == wanted) return true;
    for (Value& item : at.items()) {
      if (walk(item, wanted, way)) return true;
    }
    for (json::Member& member : at.members()) {
      if (walk(member.value, wanted, way)) return true;
    }
    way.pop_back();
    return false;
  }

  // The array that all items are in, and where each stands in it.
  struct List {
    Way way;  // to the array
    std::vector<std::size_t> places;
  };
  Outcome<List> list() {
    const auto valued = std::find_if(found_.begin(), found_.end(), [](const Item& item) {
      return item.is(ItemKind::element) && item.element().value;
    });
    if (valued == found_.end()) return misses({"a list", "luettelo", "en lista"});
    TRY(Way way, way_to(valued->element()));
    way.pop_back();
    if (way.empty() || !way.back()->is_array()) return misses({"a list", "luettelo", "en lista"});
    List list{std::move(way), {}};
    const auto items = list.way.back()->items();
    for (const Item& item : found_) {
      const std::size_t at = item.is(ItemKind::element) ? item.element().index : fhir::Element::no_index;
      const bool inside = at < items.size() && (!item.element().value || item.element().value == &items[at]);
      if (!inside) return misses({"one list", "yksi luettelo", "en enda lista"});
      list.places.push_back(at);
    }
    return list;
  }

  // --- The operations

  Outcome<void> add() {
    TRY(const fhir::Element* const parent, target());
    TRY(const Given given, value());
    if (text("name").empty()) return malformed("name");
    TRY(const Way way, way_to(*parent));
    Value& object = parent->value && parent->primitive() ? beside(way) : *way.back();
    return put(object, *parent->type, text("name"), given, way.size());
  }

  // The object beside a primitive, where its id and its extensions stand.
  Value& beside(const Way& way) {
    Value& container = *way[way.size() - 2];
    if (!container.is_array())
      return fhir::companion(arena_, container, fhir::name_of(container, *way.back()));
    Value& owner = *way[way.size() - 3];
    const auto at = static_cast<std::size_t>(way.back() - container.items().data());
    return fhir::companion(arena_, owner, fhir::name_of(owner, container), at);
  }

  // A new child of an object.
  Outcome<void> put(Value& object, const definitions::Type& type, std::string_view name, const Given& given,
                    std::size_t level) {
    const definitions::Element* const element = type.find_element(name);
    if (!element || !object.is_object()) return no_element(name, type);
    const std::string property = element->choice ? choice_name(name, given.type) : std::string(name);
    const auto child = type.find(property);
    if (child.element != element) return no_element(property, type);
    TRY(const Value made, make(given, child.type, level + 1));
    if (object.members().size() >= limits::json_members_max) return too_costly();
    Value* const present = object.find(property);
    if (!element->array) {
      if (has_element(object, *element)) return fail(base::message::fhirpath_patch_present, {property});
      fhir::set_property(arena_, object, property, made, given.companion);
      return base::done();
    }
    if (present && !present->is_array()) return misses({"a list", "luettelo", "en lista"});
    fhir::insert_item(arena_, object, property, present ? present->items().size() : 0, made, given.companion);
    return base::done();
  }

  static bool has_element(const Value& object, const definitions::Element& element) {
    const auto members = object.members();
    return std::any_of(members.begin(), members.end(), [&](const json::Member& member) {
      std::string_view name = member.name;
      if (name.starts_with('_')) name.remove_prefix(1);
      if (!element.choice) return name == element.name;
      return name.starts_with(element.name) && name.size() > element.name.size() &&
             std::any_of(element.types.begin(), element.types.end(), [&](const auto& type) {
               return name == choice_name(element.name, type.type->name);
             });
    });
  }

  // A copy of what is given; of parts an object of that type.
  Outcome<Value> make(const Given& given, const definitions::Type* type, std::size_t level) {
    if (given.value) {
      if (level + depth(*given.value) > limits::json_depth_max) return too_costly();
      return json::copy(arena_, *given.value);
    }
    if (!given.parts) return Value{};  // a primitive that has only extensions
    if (level > limits::json_depth_max || !type) return too_costly();
    Value object = Value::object({});
    const auto* const parameter = definitions_.find_type("Parameters.parameter");
    for (const Value& one : given.parts->items()) {
      const fhir::Element part{.value = &one, .type = parameter};
      TRY_VOID(put(object, *type, one.text_of("name"), given_of(part, definitions_), level));
    }
    return object;
  }

  Outcome<void> insert() {
    TRY(const Given given, value());
    const auto index = number("index");
    if (!index) return malformed("index");
    TRY(const List target, list());
    if (*index > target.places.size()) return out_of_range(*index, target.places.size());
    const std::size_t at = *index < target.places.size() ? target.places[*index] : target.places.back() + 1;
    TRY(const Value made, make(given, found_[0].element().type, target.way.size()));
    Value& owner = *target.way[target.way.size() - 2];
    fhir::insert_item(arena_, owner, fhir::name_of(owner, *target.way.back()), at, made, given.companion);
    return base::done();
  }

  Outcome<void> remove() {
    if (found_.empty()) return base::done();
    TRY(const fhir::Element* const element, target());
    TRY(Way way, way_to(*element));
    if (way.size() < 2)
      return misses(
          {"an element within the resource", "elementti resurssin sisällä", "ett element inom resursen"});
    take_out(way);
    return base::done();
  }

  // Takes the end of the way out of the document, and what that leaves empty.
  void take_out(Way way) {
    const Value* const gone = way.back();
    way.pop_back();
    if (way.back()->is_array()) {
      Value& array = *way.back();
      way.pop_back();
      Value& owner = *way.back();
      const std::string name(fhir::name_of(owner, array));
      fhir::erase_item(arena_, owner, name, static_cast<std::size_t>(gone - array.items().data()));
      if (owner.find(name)) return;
    } else {
      fhir::erase_property(arena_, *way.back(), fhir::name_of(*way.back(), *gone));
    }
    if (way.back()->members().empty() && way.size() > 1) take_out(std::move(way));
  }

  Outcome<void> replace() {
    TRY(const fhir::Element* const element, target());
    TRY(const Given given, value());
    TRY(const Way way, way_to(*element));
    if (way.size() < 2 || !element->definition)
      return misses(
          {"an element within the resource", "elementti resurssin sisällä", "ett element inom resursen"});
    TRY(const Value made, make(given, element->type, way.size()));
    Value& container = *way[way.size() - 2];
    if (container.is_array()) {
      *way.back() = made;
      Value& owner = *way[way.size() - 3];
      const auto at = static_cast<std::size_t>(way.back() - container.items().data());
      fhir::set_companion(arena_, owner, fhir::name_of(owner, container), at, given.companion);
      return base::done();
    }
    std::string name(fhir::name_of(container, *way.back()));
    if (name.starts_with('_')) name.erase(0, 1);
    if (element->definition->choice) {
      fhir::erase_property(arena_, container, name);
      name = choice_name(element->definition->name, given.type);
    }
    fhir::set_property(arena_, container, name, made, given.companion);
    return base::done();
  }

  Outcome<void> move() {
    const auto source = number("source"), destination = number("destination");
    if (!source || !destination)
      return malformed(
          base::Words{"source and destination", "source ja destination", "source och destination"});
    TRY(const List target, list());
    const std::size_t size = target.places.size();
    if (*source >= size || *destination >= size) return out_of_range(std::max(*source, *destination), size);
    const std::size_t from = target.places[*source], to = target.places[*destination];
    Value& array = *target.way.back();
    Value& owner = *target.way[target.way.size() - 2];
    Value* const companions = owner.find("_" + std::string(fhir::name_of(owner, array)));
    for (Value* const list : {&array, companions}) {
      if (!list || std::max(from, to) >= list->items().size()) continue;
      const auto items = list->items();
      const auto first = items.begin();
      if (from < to) std::rotate(first + from, first + from + 1, first + to + 1);
      if (from > to) std::rotate(first + to, first + from, first + from + 1);
    }
    return base::done();
  }

  // --- Failures

  base::Failure fail(const base::Message& message, base::Arguments arguments) const {
    return base::refuse(Refusal::unprocessable,
                        base::error(IssueType::processing, message, std::move(arguments), place_));
  }
  base::Failure malformed(base::Argument needed) const {
    return base::refuse(
        Refusal::bad_request,
        base::error(IssueType::required, base::message::fhirpath_patch_part, {std::move(needed)}, place_));
  }
  base::Failure misses(base::Words wanted) const {
    return fail(base::message::fhirpath_patch_target, {std::to_string(found_.size()), wanted});
  }
  base::Failure no_element(std::string_view name, const definitions::Type& type) const {
    return fail(base::message::fhirpath_element, {std::string(name), std::string(type.name)});
  }
  base::Failure out_of_range(std::size_t index, std::size_t size) const {
    return fail(base::message::fhirpath_patch_index, {std::to_string(index), std::to_string(size)});
  }
  base::Failure too_costly() const { return fail(base::message::fhirpath_patch_costly, {}); }

  json::Document& document_;
  json::Arena& arena_;
  const definitions::Definitions& definitions_;
  const PatchParts parts_;
  const std::string place_;
  std::size_t& steps_;
  const Environment environment_;
  Evaluator evaluator_;
  std::span<const Item> found_;  // what the path gives
};

base::Failure no_patch(base::Argument needed) {
  return base::refuse(Refusal::bad_request,
                      base::error(IssueType::invalid, base::message::fhirpath_patch_part, {std::move(needed)},
                                  "Parameters.parameter"));
}

}  // namespace

Outcome<void> apply_patch(json::Document& document, const Value& patch,
                          const definitions::Definitions& definitions) {
  const fhir::Element parameters = fhir::root(patch, definitions);
  if (!parameters.type || parameters.type->name != "Parameters") return no_patch("Parameters");
  std::vector<fhir::Element> operations;
  fhir::each_child(parameters, "parameter", definitions,
                   [&](const fhir::Element& parameter) { operations.push_back(parameter); });
  if (operations.size() > limits::patch_operations_max) {
    return no_patch(
        {base::Words{"at most {0} operations", "enintään {0} operaatiota", "högst {0} operationer"},
         {std::to_string(limits::patch_operations_max)}});
  }
  const std::size_t bytes_before = document.arena.bytes();
  std::size_t steps = 0;
  for (std::size_t i = 0; i < operations.size(); ++i) {
    if (operations[i].value->text_of("name") != "operation")
      return no_patch(base::Words{"parameters named operation", "parametreja, joiden nimi on operation",
                                  "parametrar med namnet operation"});
    Operation operation(document, operations[i], i, definitions, steps);
    auto done = operation.run();
    const bool costly = document.arena.bytes() - bytes_before > limits::patch_bytes_max;
    if (done.ok() && !costly) continue;
    if (done.ok()) {
      done = base::refuse(Refusal::unprocessable,
                          base::error(IssueType::too_costly, base::message::fhirpath_patch_costly));
    }
    for (base::Issue& issue : done.failure().issues) {
      if (issue.expression.empty()) issue.expression.push_back(operation.place());
    }
    return done;
  }
  return base::done();
}

}  // namespace linkki::fhirpath
