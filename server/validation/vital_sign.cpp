#include "validation/vital_sign.h"

#include <algorithm>
#include <array>

#include "validation/value.h"

namespace linkki::validation {
namespace {

struct VitalSign {
  std::string_view loinc, snomed, profile;
};

// The codes that R4's table of vital signs has, and those that SNOMED CT has for the same.
#define PROFILE(name) "http://hl7.org/fhir/StructureDefinition/" name
constexpr std::array vital_signs{
    VitalSign{"85353-1", "46680005", PROFILE("vitalspanel")},
    VitalSign{"9279-1", "86290005", PROFILE("resprate")},
    VitalSign{"8867-4", "364075005", PROFILE("heartrate")},
    VitalSign{"8867-4", "78564009", PROFILE("heartrate")},  // pulse rate
    VitalSign{"2708-6", "103228002", PROFILE("oxygensat")},
    VitalSign{"8310-5", "386725007", PROFILE("bodytemp")},
    VitalSign{"8310-5", "276885007", PROFILE("bodytemp")},  // core
    VitalSign{"8302-2", "50373000", PROFILE("bodyheight")},
    VitalSign{"8302-2", "1153637007", PROFILE("bodyheight")},
    VitalSign{"9843-4", "363812007", PROFILE("headcircum")},
    VitalSign{"29463-7", "27113001", PROFILE("bodyweight")},
    VitalSign{"39156-5", "60621009", PROFILE("bmi")},
    VitalSign{"85354-9", "75367002", PROFILE("bp")},
};
#undef PROFILE

}  // namespace

std::string_view vital_sign_profile(const json::Value& observation) {
  const json::Value* const code = observation.find("code");
  if (!code) return {};
  for (const json::Value& coding : items(*code, "coding")) {
    const std::string_view system = coding.text_of("system"), text = coding.text_of("code");
    const bool loinc = system == "http://loinc.org";
    if (text.empty() || (!loinc && system != "http://snomed.info/sct")) continue;
    const auto at = std::find_if(vital_signs.begin(), vital_signs.end(), [&](const VitalSign& one) {
      return text == (loinc ? one.loinc : one.snomed);
    });
    if (at != vital_signs.end()) return at->profile;
  }
  return {};
}

}  // namespace linkki::validation
