#include "referral/element.h"

namespace linkki::referral {

std::string_view reference_of(const json::Value& resource, std::string_view element) {
  const json::Value* const found = resource.find(element);
  return found ? found->text_of("reference") : std::string_view{};
}

bool has_coding(const json::Value* concept_, std::string_view system, std::string_view code) {
  const json::Value* const codings = concept_ ? concept_->find("coding") : nullptr;
  if (!codings) return false;
  for (const json::Value& coding : codings->items()) {
    if (coding.text_of("system") == system && (code.empty() || coding.text_of("code") == code)) return true;
  }
  return false;
}

std::string_view code_of(const json::Value* concept_, std::string_view system) {
  const json::Value* const codings = concept_ ? concept_->find("coding") : nullptr;
  if (!codings) return {};
  for (const json::Value& coding : codings->items()) {
    if (coding.text_of("system") == system) return coding.text_of("code");
  }
  return {};
}

const json::Value* parameter_of(const json::Value& task, std::string_view element, const Code& type) {
  const json::Value* const list = task.find(element);
  if (!list) return nullptr;
  for (const json::Value& one : list->items()) {
    if (has_coding(one.find("type"), type.system, type.code)) return &one;
  }
  return nullptr;
}

const json::Value* value_of(const json::Value& parent) {
  for (const json::Member& member : parent.members()) {
    if (member.name.starts_with("value")) return &member.value;
  }
  return nullptr;
}

}  // namespace linkki::referral
