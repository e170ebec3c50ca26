#include "validation/validator.h"

#include <mutex>

#include "validation/profiles.h"
#include "validation/rules.h"
#include "validation/walk.h"

namespace linkki::validation {
namespace {

class CompiledValidator : public Validator {
 public:
  CompiledValidator(std::shared_ptr<const definitions::Definitions> definitions, Rules rules)
      : definitions_(std::move(definitions)),
        rules_(std::move(rules)),
        profiles_(*definitions_),
        questionnaires_(*definitions_),
        codes_(definitions_) {}

  std::vector<base::Issue> validate(const fhir::Element& resource, std::span<const std::string> profiles,
                                    const base::Mapping& by_type) const override {
    return Walk(*definitions_, rules_, profiles_, questionnaires_, codes_, resource, by_type)
        .run(resource, profiles);
  }

 private:
  std::shared_ptr<const definitions::Definitions> definitions_;
  Rules rules_;
  Profiles profiles_;
  Questionnaires questionnaires_;
  terminology::Codes codes_;
};

class FollowingValidator final : public Validator {
 public:
  FollowingValidator(const definitions::Registry& registry,
                     std::shared_ptr<const definitions::Definitions> definitions,
                     std::shared_ptr<const Validator> validator)
      : registry_(registry), definitions_(std::move(definitions)), validator_(std::move(validator)) {}

  std::vector<base::Issue> validate(const fhir::Element& resource, std::span<const std::string> profiles,
                                    const base::Mapping& by_type) const override {
    return current()->validate(resource, profiles, by_type);
  }

 private:
  std::shared_ptr<const Validator> current() const {
    auto now = registry_.current();
    const std::lock_guard lock(mutex_);
    if (now != definitions_) {
      definitions_ = std::move(now);
      if (auto made = make(definitions_); made.ok()) validator_ = *std::move(made);
    }
    return validator_;
  }

  const definitions::Registry& registry_;
  mutable std::mutex mutex_;
  mutable std::shared_ptr<const definitions::Definitions> definitions_;
  mutable std::shared_ptr<const Validator> validator_;
};

}  // namespace

bool is_structural(const base::Issue& issue) {
  const std::string_view code = issue.message->code;
  return issue.type != base::IssueType::invariant && issue.type != base::IssueType::code_invalid &&
         issue.type != base::IssueType::business_rule && issue.type != base::IssueType::extension &&
         !code.starts_with("validation-profile-");
}

base::Outcome<std::shared_ptr<const Validator>> Validator::follow(const definitions::Registry& registry) {
  auto definitions = registry.current();
  TRY(auto validator, make(definitions));
  return std::shared_ptr<const Validator>(
      std::make_shared<FollowingValidator>(registry, std::move(definitions), std::move(validator)));
}

base::Outcome<std::shared_ptr<const Validator>> Validator::make(
    std::shared_ptr<const definitions::Definitions> definitions) {
  TRY(auto rules, Rules::compile(*definitions));
  return std::shared_ptr<const Validator>(
      std::make_shared<CompiledValidator>(std::move(definitions), std::move(rules)));
}

}  // namespace linkki::validation
