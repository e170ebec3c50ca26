#include "validation/validator.h"

#include <mutex>

#include "validation/profiles.h"
#include "validation/rules.h"
#include "validation/walk.h"

namespace linkki::validation {
namespace {

class CompiledValidator : public Validator {
 public:
  CompiledValidator(std::shared_ptr<const terminology::Catalogue> catalogue, Rules rules)
      : rules_(std::move(rules)),
        profiles_(catalogue->definitions()),
        questionnaires_(catalogue->definitions()),
        codes_(std::move(catalogue)) {}

  std::vector<base::Issue> validate(const fhir::Element& resource, std::span<const std::string> profiles,
                                    const base::Mapping& by_type) const override {
    const auto& definitions = codes_.catalogue().definitions();
    return Walk(definitions, rules_, profiles_, questionnaires_, codes_, resource, by_type)
        .run(resource, profiles);
  }

 private:
  Rules rules_;
  Profiles profiles_;
  Questionnaires questionnaires_;
  terminology::Codes codes_;
};

class FollowingValidator final : public Validator {
 public:
  FollowingValidator(const terminology::Terminology& terminology,
                     std::shared_ptr<const terminology::Catalogue> catalogue,
                     std::shared_ptr<const Validator> validator)
      : terminology_(terminology), catalogue_(std::move(catalogue)), validator_(std::move(validator)) {}

  std::vector<base::Issue> validate(const fhir::Element& resource, std::span<const std::string> profiles,
                                    const base::Mapping& by_type) const override {
    return current()->validate(resource, profiles, by_type);
  }

 private:
  std::shared_ptr<const Validator> current() const {
    auto now = terminology_.current();
    const std::lock_guard lock(mutex_);
    if (now != catalogue_) {
      catalogue_ = std::move(now);
      if (auto made = make(catalogue_); made.ok()) validator_ = *std::move(made);
    }
    return validator_;
  }

  const terminology::Terminology& terminology_;
  mutable std::mutex mutex_;
  mutable std::shared_ptr<const terminology::Catalogue> catalogue_;
  mutable std::shared_ptr<const Validator> validator_;
};

}  // namespace

bool is_structural(const base::Issue& issue) {
  const std::string_view code = issue.message->code;
  return issue.type != base::IssueType::invariant && issue.type != base::IssueType::code_invalid &&
         issue.type != base::IssueType::business_rule && issue.type != base::IssueType::extension &&
         !code.starts_with("validation-profile-");
}

base::Outcome<std::shared_ptr<const Validator>> Validator::follow(
    const terminology::Terminology& terminology) {
  auto catalogue = terminology.current();
  TRY(auto validator, make(catalogue));
  return std::shared_ptr<const Validator>(
      std::make_shared<FollowingValidator>(terminology, std::move(catalogue), std::move(validator)));
}

base::Outcome<std::shared_ptr<const Validator>> Validator::make(
    std::shared_ptr<const definitions::Definitions> definitions) {
  return make(std::make_shared<const terminology::Catalogue>(std::move(definitions)));
}

base::Outcome<std::shared_ptr<const Validator>> Validator::make(
    std::shared_ptr<const terminology::Catalogue> catalogue) {
  TRY(auto rules, Rules::compile(catalogue->definitions()));
  return std::shared_ptr<const Validator>(
      std::make_shared<CompiledValidator>(std::move(catalogue), std::move(rules)));
}

}  // namespace linkki::validation
