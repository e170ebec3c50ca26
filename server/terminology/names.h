// What a concept is called: its display and designations, in the languages that were asked for.
//
// Standard  https://hl7.org/fhir/R4/valueset-operation-expand.html (displayLanguage)
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "base/language.h"
#include "terminology/evaluation.h"

namespace linkki::terminology {

class JsonWriter;

// "fi, sv;q=0.8, *;q=0": wanted languages, the best first (base/language.h).
class Languages {
 public:
  Languages() = default;
  explicit Languages(std::string_view list);  // views into it
  bool empty() const { return wanted_.empty(); }
  bool others() const { return others_; }  // false: rather nothing than another language (*;q=0)
  const std::vector<std::string_view>& wanted() const { return wanted_; }
  bool take(std::string_view tag) const;  // whether a text in this language is wanted

 private:
  std::vector<std::string_view> wanted_;
  bool others_ = true;
};

struct Name : Designation {
  bool is_display = false;
  const CodeSystem* supplement = nullptr;  // that it is from
  bool withdrawn = false;                  // once right, no longer
};

using Supplements = std::vector<std::shared_ptr<const CodeSystem>>;

// The supplements of these canonicals. Errors: unprocessable (one is not here)
base::Outcome<Supplements> find_supplements(const Catalogue& catalogue,
                                            const std::vector<std::string_view>& canonicals);

// The display first, if there is one.
std::vector<Name> names_of(const Member& member, const Supplements& supplements);

// The value of a property as "valueCode": …
void print_value(const Property& property, JsonWriter& to);

// The name to show; nullptr: none that was asked for.
const Name* choose(const std::vector<Name>& names, const Languages& languages);

}  // namespace linkki::terminology
