#include "access/guardian.h"

namespace linkki::access {
namespace {

constexpr std::string_view extension_url =
    "https://w3id.org/linkki/fhir/StructureDefinition/minor-disclosure";
constexpr std::string_view system = "urn:oid:1.2.246.537.5.40202.201901";

}  // namespace

GuardianView guardian_view(const json::Value& resource) {
  const std::string_view type = resource.text_of("resourceType");
  const json::Value* const extensions = resource.find("extension");
  if ((type != "ServiceRequest" && type != "Patient") || !extensions) return GuardianView::unsaid;
  GuardianView view = GuardianView::unsaid;
  for (const json::Value& one : extensions->items()) {
    if (one.text_of("url") != extension_url) continue;
    const json::Value* const coding = one.find("valueCoding");
    const std::string_view code =
        coding && coding->text_of("system") == system ? coding->text_of("code") : std::string_view{};
    if (code != "1" && code != "2") return GuardianView::withheld;
    view = GuardianView::shown;
  }
  return view;
}

}  // namespace linkki::access
