// An official release, unpacked in folders as its publisher packs it → the file that the server maps.
//
//   SNOMED CT   RF2 snapshot: concepts, descriptions, inferred relationships, language and other reference sets.
//               Several folders make one edition: the international one and a country's extension.
//               What has the name X… or lies outside a Snapshot is passed over.
//   LOINC       Loinc.csv, with *LinguisticVariant.csv and the hierarchy of parts where they are there
//
// Of SNOMED CT the display is the preferred synonym of US English, then of any English, then of any language;
// of LOINC the long common name. All other names are designations.
// Errors    not_found: no release in the folders; unprocessable: a table that is not as the standard has it
// Memory    as ReleaseWriter
// Standard  SNOMED CT Release File Specifications; LOINC Users' Guide; https://hl7.org/fhir/R4/snomedct.html, loinc.html
#pragma once

#include <string>
#include <vector>

#include "base/outcome.h"

namespace linkki::terminology {

struct OfficialRelease {
  std::string url;
  std::string version;
  std::size_t concepts = 0;
  std::size_t names = 0;
  std::string bytes;  // of release_format.h
};

// `version` empty: the international edition of the date in the files' names; the latest that LOINC's table
// names.
base::Outcome<OfficialRelease> read_snomed(const std::vector<std::string>& folders, std::string version);
base::Outcome<OfficialRelease> read_loinc(const std::vector<std::string>& folders, std::string version);
// Whichever it is.
base::Outcome<OfficialRelease> read_release(const std::vector<std::string>& folders, std::string version);

// The files in and below the folders whose names begin and end so, sorted. What may not be looked into is
// passed over.
std::vector<std::string> release_files(const std::vector<std::string>& folders, std::string_view begins,
                                       std::string_view ends);
base::Failure no_release(const std::vector<std::string>& folders);

}  // namespace linkki::terminology
