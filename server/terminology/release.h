// A code system mapped from the file of an official release (release_format.h): SNOMED CT, LOINC.
//
// Nothing of it is copied into the server's own memory but its description; a code is found by halving.
// Threads   any
// Errors    unavailable: the file is not there or not whole
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/outcome.h"
#include "definitions/mapping.h"
#include "terminology/code_system.h"
#include "terminology/release_format.h"

namespace linkki::terminology {

class Release final : public CodeSystem {
 public:
  // Cost: reads the whole file once, for its checksum.
  static base::Outcome<std::shared_ptr<const Release>> open(const std::string& file);
  Release(const Release&) = delete;

  const std::string& file() const { return file_; }  // its path
  const json::Value& resource() const override { return *resource_; }
  std::uint32_t size() const override { return size_; }
  Concept at(std::uint32_t index) const override;
  std::optional<Concept> find(std::string_view code) const override;
  std::span<const std::uint32_t> parents(std::uint32_t index) const override;
  std::span<const std::uint32_t> children(std::uint32_t index) const override;
  std::optional<std::span<const std::uint32_t>> members(std::string_view set) const override;
  std::string_view definition(const Concept&) const override { return {}; }
  void each_designation(const Concept& one,
                        const std::function<void(const Designation&)>& visit) const override;
  void each_property(const Concept& one, const std::function<void(const Property&)>& visit) const override;
  std::string_view status(const Concept&) const override { return {}; }
  bool inactive(const Concept& one) const override;
  bool deprecated(const Concept&) const override { return false; }
  bool is_abstract(const Concept& one) const override;
  const std::vector<std::string_view>& sets() const { return sets_; }  // the reference sets that it has

 private:
  Release(definitions::Mapping mapping, std::string file)
      : file_(std::move(file)), mapping_(std::move(mapping)) {}
  base::Outcome<void> read();
  bool consistent() const;

  template <class Row>
  std::span<const Row> rows(Section section) const;
  template <class Row>
  std::span<const Row> list(Section offsets, Section section, std::uint32_t index) const;
  std::string_view text(Section offsets, Section bytes, std::uint32_t index) const;

  const std::string file_;
  definitions::Mapping mapping_;
  ReleaseHeader header_;
  json::Document about_;
  const json::Value* resource_ = nullptr;
  std::uint32_t size_ = 0;
  std::vector<std::string_view> languages_;
  std::vector<std::string_view> sets_;
  struct Kind {
    std::string_view code, type;
  };
  std::vector<Kind> properties_;
  std::vector<decltype(Designation::use)> uses_;
};

}  // namespace linkki::terminology
