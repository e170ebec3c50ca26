// What validation asks of codes, many times a resource: do they belong, are they there, are they rightly
// named?
//
// Unlike an Evaluation it is asked again and again: answers are kept, and most need no rule of a set.
// Threads   any.
// Cost      a kept answer costs a look-up under a shared lock; the first look at a set or a system parses it.
// Limits    limits::code_answers_max answers are kept, of questions up to limits::code_answer_bytes_max; then
//           all are forgotten.
// Standard  https://hl7.org/fhir/R4/terminologies.html
#pragma once

#include <memory>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "terminology/catalogue.h"
#include "terminology/evaluation.h"

namespace linkki::terminology {

class Codes {
 public:
  explicit Codes(std::shared_ptr<const Catalogue> catalogue);
  Codes(const Codes&) = delete;
  const Catalogue& catalogue() const { return *catalogue_; }

  // `set` by its canonical. An empty system is that of a `code`, which says none: any system of the set will
  // do. unknown: the set, or what it is made of, is not here or cannot be used.
  Membership contains(std::string_view set, std::string_view system, std::string_view code) const;
  // Of a code in its system, whose version may be empty.
  struct Standing {
    Membership exists = Membership::unknown;  // unknown: the system is not here as a whole
    bool supplement = false;                  // what the system says it is only adds to another one
    std::string
        right_display;  // that this one should be; empty: it is right in some language, or nobody knows
  };
  Standing look(const Code& code, std::string_view display) const;

 private:
  Membership decide(std::string_view set, std::string_view system, std::string_view code) const;

  const std::shared_ptr<const Catalogue> catalogue_;
  mutable std::shared_mutex mutex_;
  mutable std::unordered_map<std::string, Membership> answers_;  // by set, system and code, a line each
};

}  // namespace linkki::terminology
