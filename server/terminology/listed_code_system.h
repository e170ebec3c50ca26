// A CodeSystem resource, laid flat: its concepts in the order of the resource.
//
// A concept's parents are those it is nested in and those that `parent`, `subsumedBy` and `child` properties
// name.
#pragma once

#include <unordered_map>
#include <vector>

#include "terminology/code_system.h"

namespace linkki::terminology {

class ListedCodeSystem final : public CodeSystem {
 public:
  explicit ListedCodeSystem(json::Document document);
  ListedCodeSystem(const ListedCodeSystem&) = delete;

  const json::Value& resource() const override { return document_.root; }
  std::uint32_t size() const override { return static_cast<std::uint32_t>(entries_.size()); }
  Concept at(std::uint32_t index) const override;
  std::optional<Concept> find(std::string_view code) const override;
  std::span<const std::uint32_t> parents(std::uint32_t index) const override {
    return entries_[index].parents;
  }
  std::span<const std::uint32_t> children(std::uint32_t index) const override {
    return entries_[index].children;
  }
  std::string_view definition(const Concept& one) const override;
  void each_designation(const Concept& one,
                        const std::function<void(const Designation&)>& visit) const override;
  void each_property(const Concept& one, const std::function<void(const Property&)>& visit) const override;
  std::string_view status(const Concept& one) const override;

 private:
  struct Entry {
    const json::Value* resource = nullptr;  // CodeSystem.concept
    std::vector<std::uint32_t> parents;
    std::vector<std::uint32_t> children;
  };
  void add(const json::Value& resource, const std::uint32_t* parent);
  void link(std::uint32_t parent, std::uint32_t child);
  void link_by_properties();

  json::Document document_;
  std::vector<Entry> entries_;
  std::unordered_map<std::string_view, std::uint32_t> by_code_;
  std::unordered_map<std::string, std::uint32_t> folded_;
};

// A designation of a code system's or value set's concept.
Designation designation_of(const json::Value& from);

}  // namespace linkki::terminology
