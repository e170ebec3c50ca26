// A validator that knows some definitions besides R4's own.
#pragma once

#include "validation/subject.h"

namespace linkki::validation {

class Loaded {
 public:
  explicit Loaded(const std::vector<std::string>& definitions) : known_(added(definitions)) {
    validator_ = *Validator::make(known_);
  }

  std::vector<base::Issue> issues(const std::string& json, const base::Mapping& by_type = {}) const {
    const auto document = json::parse(json);
    if (!document) std::abort();
    return validator_->validate(fhir::root(document->root, *known_), {}, by_type);
  }
  Texts errors(const std::string& json, const base::Mapping& by_type = {}) const {
    return errors_of(issues(json, by_type));
  }

 private:
  static std::shared_ptr<const definitions::Definitions> added(const std::vector<std::string>& definitions) {
    definitions::Registry registry(definitions::r4());
    if (!registry.add(definitions).ok()) std::abort();
    return registry.current();
  }

  std::shared_ptr<const definitions::Definitions> known_;
  std::shared_ptr<const Validator> validator_;
};

}  // namespace linkki::validation
