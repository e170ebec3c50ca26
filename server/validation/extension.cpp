#include "validation/extension.h"

#include <algorithm>

#include "validation/messages.h"

namespace linkki::validation {
namespace {

using base::IssueType;
namespace message = base::message;

// R4 says that this one stands on ElementDefinition.type.code, and puts it on ElementDefinition.type
// everywhere.
constexpr std::string_view fhir_type =
    "http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type";

// From the resource down, without indexes: Patient.contact.name
std::string place_of(const Path& path) {
  std::string text;
  for (const Path* at = &path; at; at = at->parent) {
    if (at->parent && (at->name == "resource" || at->name == "contained")) break;
    text = text.empty() ? std::string(at->name) : std::string(at->name) + "." + text;
  }
  return text;
}

bool is_at(std::string_view wanted, const fhir::Element& holder, const Path& path) {
  if (wanted.ends_with("[x]")) wanted.remove_suffix(3);
  if (wanted == "Element" || wanted == "CanonicalResource" || wanted == "MetadataResource" ||
      wanted.find("://") != std::string_view::npos) {
    return true;
  }
  if (holder.type && holder.type->is(wanted)) return true;
  if (holder.definition && holder.definition->path == wanted) return true;
  const std::string place = place_of(path);
  if (place == wanted) return true;
  // Within a contained or bundled resource the place starts below it.
  const auto dot = wanted.find('.');
  return dot != std::string_view::npos && place == wanted.substr(dot + 1);
}

bool selects(const fhirpath::Expression& expression, const fhir::Element& holder,
             const Surroundings& surroundings, fhirpath::Evaluator& evaluator) {
  const auto found = evaluator.evaluate(expression, *surroundings.resource);
  return !found || std::any_of(found->begin(), found->end(), [&](const fhirpath::Item& item) {
    return item.is(fhirpath::ItemKind::element) && item.element().value == holder.value &&
           item.element().companion == holder.companion;
  });
}

bool fits(const ExtensionContext& context, const fhir::Element& holder, const Surroundings& surroundings,
          fhirpath::Evaluator& evaluator, const Path& path) {
  switch (context.kind) {
    case ExtensionContext::Kind::fhirpath:
      return !context.path || selects(*context.path, holder, surroundings, evaluator);
    case ExtensionContext::Kind::extension:
      // Within an extension's value: which one it is cannot be seen from there.
      if (path.name == "value" && path.parent && path.parent->name == "extension") return true;
      return holder.value && holder.value->text_of("url") == context.expression;
    case ExtensionContext::Kind::element: break;
  }
  return is_at(context.expression, holder, path);
}

std::string list(const std::vector<ExtensionContext>& contexts) {
  std::string text;
  for (const auto& context : contexts) text.append(text.empty() ? "" : ", ").append(context.expression);
  return text;
}

void check_modifier(const Profile& profile, bool modifier, const Path& path, Report& report) {
  if (profile.modifier == modifier) return;
  report.error(IssueType::extension, message::validation_extension_modifier,
               {std::string(profile.url),
                profile.modifier
                    ? base::Words{"a modifier", "merkitystä muuttava", "betydelseändrande"}
                    : base::Words{"no modifier", "muu kuin merkitystä muuttava", "inte betydelseändrande"},
                profile.modifier ? "modifierExtension" : "extension"},
               path);
}

}  // namespace

const Profile* check_extension_definition(const fhir::Element& holder, const fhir::Element& extension,
                                          const Profiles& profiles, const Surroundings& surroundings,
                                          fhirpath::Evaluator& evaluator, const Path& path, Report& report) {
  const std::string_view url = extension.value ? extension.value->text_of("url") : std::string_view{};
  const bool part = holder.type && holder.type->name == "Extension";
  if (url.empty()) return nullptr;
  if (url.find(':') == std::string_view::npos) {
    if (!part) report.error(IssueType::extension, message::validation_extension_url, {}, Path{&path, "url"});
    return nullptr;
  }
  const bool modifier = extension.definition->name == "modifierExtension";
  const Profile* const profile = profiles.find(url);
  if (!profile || profile->type->name != "Extension") {
    const auto tell = modifier ? &Report::error : &Report::warning;
    (report.*tell)(
        IssueType::extension,
        modifier ? message::validation_extension_modifier_unknown : message::validation_extension_unknown,
        {shorten(url)}, path);
    return nullptr;
  }
  check_modifier(*profile, modifier, path, report);
  if (url == fhir_type) return profile;
  const auto& contexts = profile->contexts;
  const bool fitting = std::any_of(contexts.begin(), contexts.end(), [&](const ExtensionContext& context) {
    return fits(context, holder, surroundings, evaluator, *path.parent);
  });
  if (!fitting && !contexts.empty()) {
    report.error(IssueType::extension, message::validation_extension_place,
                 {std::string(profile->url), list(contexts)}, path);
  }
  return profile;
}

}  // namespace linkki::validation
