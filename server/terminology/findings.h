// What was found wrong or doubtful with a code, as $validate-code tells it.
#pragma once

#include <string>
#include <vector>

#include "base/language.h"
#include "base/outcome.h"
#include "terminology/json_writer.h"

namespace linkki::terminology {

class Findings {
 public:
  explicit Findings(base::Language language) : language_(language) {}

  // `kind` is a code of http://hl7.org/fhir/tools/CodeSystem/tx-issue-type that outlives this, `place` a
  // FHIRPath or empty.
  void add(base::Severity severity, base::IssueType type, std::string_view kind, const base::Message& text,
           base::Arguments arguments, std::string place);

  bool empty() const { return findings_.empty(); }
  bool failed() const;  // there is an error among them

  // The errors' words, one after the other; where there are none, those of the warnings.
  std::string text() const;

  // The member `resource`: an OperationOutcome whose details carry our code beside the kind.
  void print(JsonWriter& to) const;

 private:
  struct Finding {
    base::Issue issue;
    std::string_view kind;
  };

  base::Language language_;
  std::vector<Finding> findings_;
};

}  // namespace linkki::terminology
