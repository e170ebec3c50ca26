#include "interactions/operations/wording.h"

#include "interactions/messages.h"
#include "interactions/preferences.h"

namespace linkki::interactions {
namespace {

using base::Language;

constexpr std::string_view translation = "http://hl7.org/fhir/StructureDefinition/translation";

std::span<const json::Value> items(const json::Value& value, std::string_view element) {
  const json::Value* const list = value.find(element);
  return list ? list->items() : std::span<const json::Value>{};
}

// The translation of `name` that stands beside it; empty: there is none.
std::string_view translated(const json::Value& resource, Language language) {
  const json::Value* const companion = resource.find("_name");
  if (!companion) return {};
  for (const json::Value& one : items(*companion, "extension")) {
    if (one.text_of("url") != translation) continue;
    std::string_view lang, content;
    for (const json::Value& part : items(one, "extension")) {
      if (part.text_of("url") == "lang") lang = part.text_of("valueCode");
      if (part.text_of("url") == "content") content = part.text_of("valueString");
    }
    if (lang.substr(0, 2) == base::code(language)) return content;
  }
  return {};
}

std::string human_name(const json::Value& name) {
  std::string told(name.text_of("text"));
  if (!told.empty()) return told;
  for (const json::Value& one : items(name, "given")) told += std::string(one.text()) + " ";
  told += name.text_of("family");
  return told;
}

}  // namespace

base::Outcome<Language> language_of(const Call& call, std::string_view wanted) {
  if (wanted.empty()) return call.preferences.language;
  for (const Language one : {Language::finnish, Language::swedish, Language::english}) {
    if (base::code(one) == wanted) return one;
  }
  return base::refuse(base::Refusal::bad_request,
                      base::error(base::IssueType::value, base::message::argument_type,
                                  {"language", "fi, sv, en"}, "language"));
}

std::string name_of(const json::Value& resource, Language language) {
  const json::Value* const name = resource.find("name");
  if (!name) return "";
  if (name->is_array()) return name->items().empty() ? "" : human_name(name->items().front());
  const std::string_view other = translated(resource, language);
  return std::string(other.empty() ? name->text() : other);
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string page_head(std::string_view title, Language language, std::string_view style) {
  std::string page = "<!DOCTYPE html>\n<html lang=\"" + std::string(base::code(language)) +
                     "\"><head><meta charset=\"utf-8\"><title>" + escaped(title) + "</title>";
  if (!style.empty()) page += "<style>" + std::string(style) + "</style>";
  return page + "</head><body><h1>" + escaped(title) + "</h1>\n";
}

void answer_page(Answer& answer, std::string page, Language language) {
  append_vary_by_language(answer.headers);
  answer.json = std::move(page);
  answer.raw_type = "text/html; charset=utf-8";
  answer.headers.emplace_back("Content-Language", base::code(language));
  answer.headers.emplace_back(
      "Content-Security-Policy",
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox");
}

}  // namespace linkki::interactions
