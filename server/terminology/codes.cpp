#include "terminology/codes.h"

#include <algorithm>

#include "terminology/grammar.h"
#include "terminology/limits.h"
#include "terminology/names.h"

namespace linkki::terminology {

Codes::Codes(std::shared_ptr<const Catalogue> catalogue) : catalogue_(std::move(catalogue)) {}

Membership Codes::contains(std::string_view set, std::string_view system, std::string_view code) const {
  if (system.empty()) system = any_system;
  thread_local std::string key;  // spares an allocation for each question
  key.assign(set).append(1, '\n').append(system).append(1, '\n').append(code);
  {
    const std::shared_lock lock(mutex_);
    if (const auto kept = answers_.find(key); kept != answers_.end()) return kept->second;
  }
  const Membership answer = decide(set, system, code);
  if (key.size() > limits::code_answer_bytes_max) return answer;
  const std::lock_guard lock(mutex_);
  if (answers_.size() >= limits::code_answers_max) answers_.clear();
  answers_.insert_or_assign(key, answer);
  return answer;
}

Membership Codes::decide(std::string_view set, std::string_view system, std::string_view code) const {
  const auto found = catalogue_->value_set(set);
  if (!found.ok() || !*found) return Membership::unknown;
  const auto answer = Evaluation(*catalogue_).contains(**found, {system, code, {}});
  return answer.ok() ? *answer : Membership::unknown;
}

Codes::Standing Codes::look(const Code& code, std::string_view display) const {
  const auto here = catalogue_->code_system(code.system, code.version);
  if (here && here->supplement()) return {Membership::no, true, {}};
  const auto known = here ? here->find(code.code) : std::nullopt;
  if (!known) {
    if (here && here->complete()) return {Membership::no, false, {}};
    const auto grammatical = follows_grammar(code.system, code.code);
    return {!grammatical ? Membership::unknown : *grammatical ? Membership::yes : Membership::no, false, {}};
  }
  Standing standing{Membership::yes, false, {}};
  if (display.empty()) return standing;
  const std::string given = fold(display);
  if (fold(known->display) == given) return standing;
  const auto names = names_of({code.system, known->code, known->display, here.get(), known, nullptr}, {});
  const auto right = [&](const Name& one) { return fold(one.text) == given; };
  if (!names.empty() && std::none_of(names.begin(), names.end(), right))
    standing.right_display = names[0].text;
  return standing;
}

}  // namespace linkki::terminology
