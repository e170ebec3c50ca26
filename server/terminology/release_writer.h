// Gathers what a release says and writes the file of release_format.h.
//
// Concepts are added first; what is said of a code that was not added is passed over.
// Memory    all of it: some 0.5 GB for SNOMED CT
// Errors    unprocessable: more than limits::release_concepts_max concepts, or more text than 4 GB
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/outcome.h"
#include "terminology/release_format.h"

namespace linkki::terminology {

class ReleaseWriter {
 public:
  struct Use {
    std::string system, code, display;
    auto operator<=>(const Use&) const = default;
  };

  void add(std::string_view code, std::uint32_t flags = 0);
  bool has(std::string_view code) const { return numbers_.contains(std::string(code)); }
  void flag(std::string_view code, std::uint32_t flags);
  // The first name of a concept in order of `rank` is its display.
  void name(std::string_view code, std::string_view language, const Use& use, std::string_view text,
            int rank);
  void value(std::string_view code, std::string_view property, std::string_view type, std::string_view text);
  void parent(std::string_view child, std::string_view parent);
  void member(std::string_view set, std::string_view code);

  std::size_t concepts() const { return codes_.size(); }
  std::size_t names() const { return names_; }
  // `resource`: a CodeSystem as JSON, without concepts.
  base::Outcome<std::string> finish(std::string_view resource);

 private:
  struct Name {
    int rank = 0;
    ReleaseName row;
  };
  struct Entry {
    std::uint32_t flags = 0;
    std::vector<std::uint32_t> parents;
    std::vector<Name> names;
    std::vector<ReleaseValue> values;
  };
  template <class Key>
  class Numbered {  // each key once, counted from 0
   public:
    template <class From>
    std::uint32_t of(const From& key) {
      auto [at, is_new] = numbers_.try_emplace(Key(key), static_cast<std::uint32_t>(list_.size()));
      if (is_new) list_.push_back(&at->first);
      return at->second;
    }
    const std::vector<const Key*>& list() const { return list_; }

   private:
    std::map<Key, std::uint32_t> numbers_;
    std::vector<const Key*> list_;
  };

  Entry* find(std::string_view code);
  std::uint32_t text(std::string_view text);
  std::string about(std::string_view resource) const;

  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<const std::string*> codes_;
  std::vector<Entry> entries_;
  std::unordered_map<std::string, std::uint32_t> text_numbers_;
  std::vector<const std::string*> texts_;
  Numbered<std::string> languages_;
  Numbered<Use> uses_;
  Numbered<std::pair<std::string, std::string>> properties_;
  Numbered<std::string> sets_;
  std::vector<std::vector<std::uint32_t>> members_;
  std::size_t names_ = 0;
};

}  // namespace linkki::terminology
