#include "validation/questionnaire.h"

#include <algorithm>
#include <charconv>
#include <mutex>
#include <optional>

#include "base/json/parse.h"
#include "fhir/primitive.h"
#include "fhir/reference.h"
#include "validation/binding.h"
#include "validation/messages.h"
#include "validation/value.h"

namespace linkki::validation {
namespace {

using base::IssueType;
using json::Value;
namespace message = base::message;

// The value of an extension by the end of its url; R4 and SDC name the same under several bases.
Typed extension(const Value& object, std::string_view name) {
  for (const Value& one : items(object, "extension")) {
    const std::string_view url = one.text_of("url");
    if (url.ends_with(name) && url.substr(0, url.size() - name.size()).ends_with('/'))
      return typed(one, "value");
  }
  return {};
}

std::optional<std::int64_t> number(const Value* value) {
  std::int64_t number = 0;
  if (!value) return std::nullopt;
  const std::string_view text = value->text();
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  return fault == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

bool allows_type(std::string_view item, std::string_view answer) {
  const auto either = [&](std::initializer_list<std::string_view> types) {
    return std::find(types.begin(), types.end(), answer) != types.end();
  };
  if (item == "string" || item == "text") return answer == "String";
  if (item == "url") return answer == "Uri";
  // Options may be texts, numbers or dates; whether the answer is one of them is asked elsewhere.
  if (item == "choice" || item == "open-choice") {
    return either({"Coding", "String", "Integer", "Date", "Time", "Reference"});
  }
  if (item == "dateTime") return either({"DateTime", "Date"});
  std::string name(item);
  if (!name.empty() && name[0] >= 'a') name[0] = static_cast<char>(name[0] - 'a' + 'A');
  return name == answer;
}

bool same_answer(const Typed& answer, const Typed& wanted) {
  if (!answer.value || !wanted.value) return false;
  if (!answer.value->is_object()) return is_fixed(*answer.value, *wanted.value);
  const bool quantity = answer.type == "Quantity";
  const bool same_code = answer.value->text_of("code") == wanted.value->text_of("code") &&
                         (quantity || answer.value->text_of("system") == wanted.value->text_of("system"));
  if (!quantity) return same_code;
  const Value *const one = answer.value->find("value"), *const other = wanted.value->find("value");
  return same_code && one && other && is_fixed(*one, *other);
}

class Answers {
 public:
  Answers(const Value& response, const Surroundings& surroundings, Report& report)
      : response_(response),
        surroundings_(surroundings),
        definitions_(surroundings.definitions),
        report_(report) {
    const std::string_view status = response.text_of("status");
    complete_ = status == "completed" || status == "amended";
  }

  void check(std::span<Value> questions, std::span<Value> given, const Path& parent, bool enabled);

 private:
  enum class Enabled { no, yes, unknown };
  void check_group(const Value& question, const Value& item, const Path& path);
  void check_question(const Value& question, const Value& item, const Path& path);
  void check_answer(const Value& question, const Value& answer, const Path& path);
  void check_options(const Value& question, const Typed& answer, const Path& path);
  void check_bounds(const Value& question, const Typed& answer, const Path& path);
  void check_text(const Value& question, std::string_view text, const Path& path);
  void check_target(const Value& question, const Value& reference, const Path& path);
  terminology::Membership member(const Typed& answer, std::string_view canonical) const;
  void check_size(const Value& question, const Value& attachment, const Path& path);
  void check_unit(const Value& question, const Typed& answer, const Path& path);

  Enabled enabled(const Value& question) const;
  bool holds(const Value& condition) const;
  static void collect(std::span<Value> given, std::string_view link, std::vector<Typed>& answers);
  void refuse(const base::Message& message, const Value& question, std::vector<std::string> arguments,
              const Path& path);

  const Value& response_;
  const Surroundings& surroundings_;
  const definitions::Definitions& definitions_;
  Report& report_;
  bool complete_ = false;
};

void Answers::refuse(const base::Message& message, const Value& question, std::vector<std::string> arguments,
                     const Path& path) {
  arguments.insert(arguments.begin(), shorten(question.text_of("linkId")));
  report_.error(IssueType::business_rule, message, std::move(arguments), path);
}

bool has_content(const Value& item) {
  return !items(item, "answer").empty() || !items(item, "item").empty();
}

void Answers::check(std::span<Value> questions, std::span<Value> given, const Path& parent, bool on) {
  for (const Value& question : questions) {
    const std::string_view link = question.text_of("linkId"), type = question.text_of("type");
    const Enabled state = on ? enabled(question) : Enabled::no;
    std::size_t found = 0, content = 0;
    for (std::uint32_t i = 0; i < given.size() && !report_.full(); ++i) {
      if (given[i].text_of("linkId") != link) continue;
      const Path path{&parent, "item", i};
      if (++found > 1 && !truth(question, "repeats"))
        refuse(message::validation_answer_repeated, question, {}, path);
      content += has_content(given[i]);
      if (state == Enabled::no && has_content(given[i]))
        refuse(message::validation_answer_disabled, question, {}, path);
      type == "group" ? check_group(question, given[i], path) : check_question(question, given[i], path);
    }
    const bool needed = truth(question, "required") && type != "display" && complete_;
    if (needed && state == Enabled::yes && content == 0)
      refuse(message::validation_answer_missing, question, {}, parent);
  }
  for (std::uint32_t i = 0; i < given.size() && !report_.full(); ++i) {
    const std::string_view link = given[i].text_of("linkId");
    const bool known = std::any_of(questions.begin(), questions.end(),
                                   [&](const Value& question) { return question.text_of("linkId") == link; });
    if (!known) refuse(message::validation_answer_unknown, given[i], {}, Path{&parent, "item", i});
  }
}

void Answers::check_group(const Value& question, const Value& item, const Path& path) {
  if (!items(item, "answer").empty()) refuse(message::validation_answer_misplaced, question, {"group"}, path);
  check(items(question, "item"), items(item, "item"), path, enabled(question) != Enabled::no);
}

void Answers::check_question(const Value& question, const Value& item, const Path& path) {
  const auto answers = items(item, "answer");
  if (question.text_of("type") == "display") {
    if (has_content(item)) refuse(message::validation_answer_misplaced, question, {"display"}, path);
    return;
  }
  if (!items(item, "item").empty()) refuse(message::validation_answer_nesting, question, {}, path);
  if (answers.size() > 1 && !truth(question, "repeats"))
    refuse(message::validation_answer_repeated, question, {}, path);
  const auto least = number(extension(question, "questionnaire-minOccurs").value);
  const auto most = number(extension(question, "questionnaire-maxOccurs").value);
  const auto size = static_cast<std::int64_t>(answers.size());
  if ((least && size < *least && complete_) || (most && size > *most)) {
    refuse(message::validation_answer_count, question,
           {std::to_string(least.value_or(0)), most ? std::to_string(*most) : "*"}, path);
  }
  for (std::uint32_t i = 0; i < answers.size() && !report_.full(); ++i) {
    check_answer(question, answers[i], Path{&path, "answer", i});
  }
}

void Answers::check_answer(const Value& question, const Value& answer, const Path& path) {
  const Typed value = typed(answer, "value");
  const Path at{&path, "value"};
  if (value.value && !allows_type(question.text_of("type"), value.type)) {
    refuse(message::validation_answer_type, question,
           {std::string(question.text_of("type")), std::string(value.type)}, at);
  } else if (value.value) {
    check_options(question, value, at);
    check_bounds(question, value, at);
    if (value.type == "String") check_text(question, value.value->text(), at);
    if (value.type == "Reference") check_target(question, *value.value, at);
    if (value.type == "Attachment") check_size(question, *value.value, at);
    if (value.type == "Quantity") check_unit(question, value, at);
  }
  check(items(question, "item"), items(answer, "item"), path, enabled(question) != Enabled::no);
}

void Answers::check_options(const Value& question, const Typed& answer, const Path& path) {
  const auto options = items(question, "answerOption");
  const bool open = question.text_of("type") == "open-choice" && answer.type == "String";
  if (!options.empty() && !open) {
    const bool one_of = std::any_of(options.begin(), options.end(), [&](const Value& option) {
      return same_answer(answer, typed(option, "value"));
    });
    if (!one_of) refuse(message::validation_answer_option, question, {}, path);
  }
  const std::string_view canonical = question.text_of("answerValueSet");
  if (canonical.empty() || answer.type != "Coding") return;
  const auto in = member(answer, canonical);
  if (in == terminology::Membership::unknown) {
    return report_.warning(IssueType::not_found, message::validation_value_set_unknown, {shorten(canonical)},
                           path);
  }
  if (in == terminology::Membership::no && question.text_of("type") != "open-choice") {
    refuse(message::validation_answer_option, question, {}, path);
  }
}

// Of a set outside, or one that the Questionnaire contains.
terminology::Membership Answers::member(const Typed& answer, std::string_view canonical) const {
  const fhir::Element element{.value = answer.value, .type = definitions_.find_type(answer.type)};
  if (!element.type) return terminology::Membership::unknown;
  return membership(element, canonical, surroundings_);
}

void Answers::check_size(const Value& question, const Value& attachment, const Path& path) {
  const auto most = number(extension(question, "maxSize").value);
  if (most && static_cast<std::int64_t>(bytes_of(attachment.text_of("data"))) > *most) {
    refuse(message::validation_answer_bound, question, {"maxSize"}, path);
  }
}

void Answers::check_bounds(const Value& question, const Typed& answer, const Path& path) {
  std::string type(answer.type);
  const bool quantity = type == "Quantity";
  if (!quantity && !type.empty()) type[0] = static_cast<char>(type[0] | 0x20);
  const fhir::Element element{.value = answer.value, .type = definitions_.find_type(type)};
  if (!element.type) return;
  const Typed low = extension(question, quantity ? "sdc-questionnaire-minQuantity" : "minValue");
  const Typed high = extension(question, quantity ? "sdc-questionnaire-maxQuantity" : "maxValue");
  const auto beyond = [&](const Typed& bound, bool (*is)(const fhir::Element&, const Value&)) {
    if (!bound.value) return false;
    const bool comparable = !quantity || (!bound.value->text_of("code").empty() &&
                                          bound.value->text_of("code") == answer.value->text_of("code"));
    return !comparable || is(element, *bound.value);
  };
  if (beyond(low, below)) refuse(message::validation_answer_bound, question, {"minValue"}, path);
  if (beyond(high, above)) refuse(message::validation_answer_bound, question, {"maxValue"}, path);
}

void Answers::check_text(const Value& question, std::string_view text, const Path& path) {
  const auto size = static_cast<std::int64_t>(characters(text));
  const auto least = number(extension(question, "minLength").value),
             most = number(question.find("maxLength"));
  if (least && size < *least) refuse(message::validation_answer_bound, question, {"minLength"}, path);
  if (most && size > *most) refuse(message::validation_answer_bound, question, {"maxLength"}, path);
}

void Answers::check_target(const Value& question, const Value& reference, const Path& path) {
  const std::string_view type = fhir::parse_reference(reference.text_of("reference"), definitions_).type;
  bool limited = false, allowed = false;
  for (const Value& one : items(question, "extension")) {
    if (!one.text_of("url").ends_with("/questionnaire-referenceResource")) continue;
    limited = true;
    allowed |= type == one.text_of("valueCode");
  }
  if (limited && !type.empty() && !allowed) refuse(message::validation_answer_option, question, {}, path);
}

void Answers::check_unit(const Value& question, const Typed& answer, const Path& path) {
  const Value& quantity = *answer.value;
  bool limited = false, allowed = false;
  for (const Value& one : items(question, "extension")) {
    if (!one.text_of("url").ends_with("/questionnaire-unitOption")) continue;
    const Value* const unit = one.find("valueCoding");
    limited = true;
    allowed |= unit && unit->text_of("code") == quantity.text_of("code");
  }
  const Typed set = extension(question, "questionnaire-unitValueSet");
  const auto in = set.value ? member(answer, set.value->text()) : terminology::Membership::unknown;
  limited |= in == terminology::Membership::no;
  allowed |= in == terminology::Membership::yes;
  if (limited && !allowed) refuse(message::validation_answer_option, question, {}, path);
}

Answers::Enabled Answers::enabled(const Value& question) const {
  const auto conditions = items(question, "enableWhen");
  if (extension(question, "sdc-questionnaire-enableWhenExpression").value) return Enabled::unknown;
  if (conditions.empty()) return Enabled::yes;
  const auto holds_one = [&](const Value& condition) { return holds(condition); };
  const bool all = question.text_of("enableBehavior") == "all";
  const bool on = all ? std::all_of(conditions.begin(), conditions.end(), holds_one)
                      : std::any_of(conditions.begin(), conditions.end(), holds_one);
  return on ? Enabled::yes : Enabled::no;
}

bool Answers::holds(const Value& condition) const {
  std::vector<Typed> answers;
  collect(items(response_, "item"), condition.text_of("question"), answers);
  const std::string_view by = condition.text_of("operator");
  const Typed wanted = typed(condition, "answer");
  if (by == "exists") return wanted.value && wanted.value->truth() == !answers.empty();
  return std::any_of(answers.begin(), answers.end(), [&](const Typed& answer) {
    if (by == "=") return same_answer(answer, wanted);
    if (by == "!=") return !same_answer(answer, wanted);
    if (!answer.value || !wanted.value) return false;
    const bool date = answer.type.starts_with("Date");
    const fhir::Element element{.value = answer.value,
                                .type = definitions_.find_type(answer.type == "Time" ? "time"
                                                               : date                ? "dateTime"
                                                                                     : "decimal")};
    if (by == "<") return below(element, *wanted.value);
    if (by == ">") return above(element, *wanted.value);
    return by == "<=" ? !above(element, *wanted.value) : !below(element, *wanted.value);
  });
}

void Answers::collect(std::span<Value> given, std::string_view link, std::vector<Typed>& answers) {
  for (const Value& item : given) {
    for (const Value& answer : items(item, "answer")) {
      const Typed value = typed(answer, "value");
      if (item.text_of("linkId") == link && value.value) answers.push_back(value);
      collect(items(answer, "item"), link, answers);
    }
    collect(items(item, "item"), link, answers);
  }
}

}  // namespace

const Value* Questionnaires::find(std::string_view canonical) const {
  const std::string key(canonical);
  {
    const std::shared_lock lock(mutex_);
    if (const auto at = held_.find(key); at != held_.end()) return &at->second->root;
  }
  auto json = definitions_.find_resource(canonical);
  if (!json || !*json) return nullptr;
  auto document = json::parse(std::move(**json));
  if (!document || document->root.text_of("resourceType") != "Questionnaire") return nullptr;
  const std::lock_guard lock(mutex_);
  auto& held = held_[key];
  if (!held) held = std::make_unique<json::Document>(*std::move(document));
  return &held->root;
}

void check_answers(const fhir::Element& response, const Questionnaires& questionnaires,
                   const Surroundings& surroundings, const Path& path, Report& report) {
  const std::string_view canonical = response.value->text_of("questionnaire");
  if (canonical.empty()) return;
  const Value* questionnaire = nullptr;
  if (canonical.starts_with('#')) {
    for (const Value& one : items(*response.value, "contained")) {
      if (one.text_of("id") == canonical.substr(1)) questionnaire = &one;
    }
  } else {
    questionnaire = questionnaires.find(canonical);
  }
  if (!questionnaire) {
    return report.warning(IssueType::not_found, message::validation_questionnaire_unknown,
                          {shorten(canonical)}, Path{&path, "questionnaire"});
  }
  Answers(*response.value, surroundings, report)
      .check(items(*questionnaire, "item"), items(*response.value, "item"), path, true);
}

}  // namespace linkki::validation
