// What terminology says of codes, for the modifiers :in, :not-in, :above and :below.
//
// Errors    bad_request: a value set or code system that is not here or cannot be counted out; too-costly:
//           more than limits::search_codes_max codes
// Threads   any
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/json/value.h"
#include "base/outcome.h"
#include "terminology/catalogue.h"

namespace linkki::search {

struct Code {
  std::string system, code;
  auto operator<=>(const Code&) const = default;
};

class Codes {
 public:
  virtual ~Codes() = default;
  // The codes of a value set by its canonical, or of one that is handed in.
  virtual base::Outcome<std::vector<Code>> members(std::string_view canonical) const = 0;
  virtual base::Outcome<std::vector<Code>> members(json::Document value_set) const = 0;
  // What subsumes the code, and what it subsumes: itself too.
  virtual base::Outcome<std::vector<Code>> above(const Code& code) const = 0;
  virtual base::Outcome<std::vector<Code>> below(const Code& code) const = 0;
};

// As the terminology of the moment has it.
class TerminologyCodes final : public Codes {
 public:
  explicit TerminologyCodes(std::shared_ptr<const terminology::Catalogue> catalogue)
      : catalogue_(std::move(catalogue)) {}
  base::Outcome<std::vector<Code>> members(std::string_view canonical) const override;
  base::Outcome<std::vector<Code>> members(json::Document value_set) const override;
  base::Outcome<std::vector<Code>> above(const Code& code) const override;
  base::Outcome<std::vector<Code>> below(const Code& code) const override;

 private:
  base::Outcome<std::vector<Code>> members(const terminology::ValueSet& set) const;
  std::shared_ptr<const terminology::Catalogue> catalogue_;
};

}  // namespace linkki::search
