#include "access/label.h"

#include <algorithm>

namespace linkki::access {
namespace {

struct Label {
  std::string_view system, code;
};
constexpr Label hiding[] = {
    {"https://hl7.fi/fhir/finnish-base-profiles/CodeSystem/fi-base-security-label-cs", "TURVAKIELTO"},
    {"http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "R"},
    {"http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "V"},
};

}  // namespace

bool hides(const json::Value& resource) {
  const json::Value* const meta = resource.find("meta");
  const json::Value* const security = meta ? meta->find("security") : nullptr;
  if (!security) return false;
  return std::any_of(security->items().begin(), security->items().end(), [](const json::Value& coding) {
    return std::any_of(std::begin(hiding), std::end(hiding), [&](const Label& label) {
      return coding.text_of("system") == label.system && coding.text_of("code") == label.code;
    });
  });
}

}  // namespace linkki::access
