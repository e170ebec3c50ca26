// A StructureDefinition against what it derives from: its snapshot is made, and every contradiction told
// where the differential has it.
#include <algorithm>

#include "definitions/messages.h"
#include "definitions/snapshot/snapshot.h"
#include "validation/discriminator.h"
#include "validation/limits.h"
#include "validation/messages.h"
#include "validation/prose.h"
#include "validation/value.h"

namespace linkki::validation {
namespace {

using base::IssueType;
using definitions::Type;
using json::Value;
namespace message = base::message;

class StructureCheck {
 public:
  StructureCheck(const Value& structure, const definitions::Definitions& known, const Path& path,
                 Report& report)
      : structure_(structure), known_(known), path_(path), report_(report) {
    if (const Value* const found = structure.find("differential")) elements_ = items(*found, "element");
  }

  void run() {
    if (elements_.empty() || structure_.text_of("derivation") != "constraint") return;
    if (elements_.size() > limits::differential_elements_max) {
      return report_.warning(IssueType::too_costly, message::validation_undecided, {"snapshot"},
                             Path{&path_, "differential"});
    }
    json::Arena arena;
    const auto made = definitions::make_snapshot(structure_, definitions::structures_of(known_), arena);
    if (!made.ok()) {
      for (const base::Issue& issue : made.failure().issues) tell(issue);
    }
    for (std::uint32_t i = 0; i < elements_.size() && !report_.full(); ++i) check_slicing(i);
  }

 private:
  // A base that is not loaded is no fault of this one; and one that brings its snapshot can be used as it is.
  void tell(const base::Issue& issue) {
    if (issue.message == &message::snapshot_base) {
      return report_.warning(IssueType::not_found, *issue.message, issue.arguments,
                             Path{&path_, "baseDefinition"});
    }
    const Path differential{&path_, "differential"};
    const std::string id = issue.arguments.empty() ? std::string() : issue.arguments[0].text();
    const auto at = std::find_if(elements_.begin(), elements_.end(), [&](const Value& one) {
      return one.text_of("id") == id || one.text_of("path") == id;
    });
    const auto index = static_cast<std::uint32_t>(at - elements_.begin());
    const Path element{&differential, "element", index};
    const auto as = structure_.find("snapshot") ? &Report::warning : &Report::error;
    (report_.*as)(IssueType::business_rule, *issue.message, issue.arguments,
                  at == elements_.end() ? differential : element);
  }

  void check_slicing(std::uint32_t index) {
    const Value* const slicing = elements_[index].find("slicing");
    const Type* const type = slicing ? type_at(elements_[index].text_of("path")) : nullptr;
    if (!type) return;
    const Path differential{&path_, "differential"}, element{&differential, "element", index};
    const Path sliced{&element, "slicing"};
    std::uint32_t i = 0;
    for (const Value& one : items(*slicing, "discriminator")) {
      const Path at{&sliced, "discriminator", i++};
      const std::string_view path = one.text_of("path");
      const auto steps = read_steps(path);
      if (!steps || leads_on(type, *steps)) continue;
      report_.error(IssueType::business_rule, message::validation_discriminator,
                    {shorten(path), std::string(type->name)}, Path{&at, "path"});
    }
  }

  // nullptr: one of several, or not known.
  const Type* type_at(std::string_view path) const {
    auto end = std::min(path.find('.'), path.size());
    const Type* type = known_.find_type(path.substr(0, end));
    while (type && end < path.size()) {
      path.remove_prefix(end + 1);
      end = std::min(path.find('.'), path.size());
      type = child_of(*type, without_choice(path.substr(0, end))).type;
    }
    return type;
  }

  static Type::Child child_of(const Type& type, std::string_view name) {
    if (const definitions::Element* const element = type.find_element(name)) {
      return {element, element->types.size() == 1 ? element->types[0].type : nullptr};
    }
    return type.find(name);
  }

  // What is only known of the value itself is let pass.
  static bool leads_on(const Type* type, const std::vector<Step>& steps) {
    for (const Step& step : steps) {
      if (!type || type->abstract_type || step.kind != Step::Kind::child) return true;
      const auto child = child_of(*type, step.text);
      if (!child.element) return false;
      type = child.type;
    }
    return true;
  }

  const Value& structure_;
  const definitions::Definitions& known_;
  const Path& path_;
  Report& report_;
  std::span<Value> elements_;
};

}  // namespace

void check_structure_definition(const fhir::Element& structure, const Surroundings& surroundings,
                                const Path& path, Report& report) {
  StructureCheck(*structure.value, surroundings.definitions, path, report).run();
}

}  // namespace linkki::validation
