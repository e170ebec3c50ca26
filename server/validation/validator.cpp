#include "validation/validator.h"

#include "validation/rules.h"
#include "validation/walk.h"

namespace linkki::validation {
namespace {

class CompiledValidator : public Validator {
 public:
  CompiledValidator(std::shared_ptr<const definitions::Definitions> definitions, Rules rules)
      : definitions_(std::move(definitions)), rules_(std::move(rules)) {}

  std::vector<base::Issue> validate(const fhir::Element& resource) const override {
    return Walk(*definitions_, rules_, resource).run(resource);
  }

 private:
  std::shared_ptr<const definitions::Definitions> definitions_;
  Rules rules_;
};

}  // namespace

base::Outcome<std::shared_ptr<const Validator>> Validator::make(
    std::shared_ptr<const definitions::Definitions> definitions) {
  TRY(auto rules, Rules::compile(*definitions));
  return std::shared_ptr<const Validator>(
      std::make_shared<CompiledValidator>(std::move(definitions), std::move(rules)));
}

}  // namespace linkki::validation
