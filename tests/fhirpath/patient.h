// The Patient that most tests of functions are about.
#pragma once

#include "fhirpath/subject.h"

namespace linkki::fhirpath {

inline const Subject& patient() {
  static const Subject subject(R"({
    "resourceType": "Patient", "id": "p1", "active": true, "gender": "female", "birthDate": "1974-12-25",
    "_birthDate": {"extension": [{"url": "http://time", "valueDateTime": "1974-12-25T14:35:45-05:00"}]},
    "contained": [{"resourceType": "Organization", "id": "o1", "name": "Own"}],
    "managingOrganization": {"reference": "#o1"},
    "name": [
      {"use": "official", "family": "Öhman", "given": ["Åsa", "Maria"]},
      {"use": "usual", "given": ["Åsa"]},
      {"use": "maiden", "family": "Berg", "given": [null, "Eva"], "_given": [{"extension": [{"url": "http://absent", "valueCode": "unknown"}]}, null]}],
    "telecom": [{"system": "phone", "value": "040 1", "rank": 1}, {"system": "email", "value": "a@b.fi", "rank": 2}],
    "maritalStatus": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-MaritalStatus", "code": "M"}], "text": "Gift"}
  })");
  return subject;
}

inline Texts of_patient(std::string_view expression) {
  return patient().evaluate(expression);
}

inline const Texts yes{"true"};
inline const Texts no{"false"};
inline const Texts nothing{};

inline Texts failure(std::string_view code) {
  return {"failure: " + std::string(code)};
}

}  // namespace linkki::fhirpath
