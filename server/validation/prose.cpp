#include "validation/prose.h"

#include <charconv>
#include <string>

#include "validation/messages.h"
#include "validation/value.h"

namespace linkki::validation {
namespace {

using base::IssueType;
using json::Value;
namespace message = base::message;

void check_attachment(const fhir::Element& attachment, const Surroundings&, const Path& path,
                      Report& report) {
  const Value *const size = attachment.value->find("size"), *const data = attachment.value->find("data");
  if (!size || !data || !size->is_number() || !data->is_string()) return;
  const std::string said(size->text()), found = std::to_string(bytes_of(data->text()));
  if (said != found) {
    report.error(IssueType::invariant, message::validation_attachment_size, {said, found},
                 Path{&path, "size"});
  }
}

void check_identifier(const fhir::Element& identifier, const Surroundings&, const Path& path,
                      Report& report) {
  const std::string_view value = identifier.value->text_of("value");
  if (identifier.value->text_of("system") != "urn:ietf:rfc:3986" || value.empty()) return;
  if (value.find(':') == value.npos) {
    report.error(IssueType::invariant, message::validation_identifier_uri, {shorten(value)},
                 Path{&path, "value"});
  }
}

}  // namespace

Prose find_prose(std::string_view type) {
  if (type == "Attachment") return check_attachment;
  if (type == "CodeSystem") return check_code_system;
  if (type == "Identifier") return check_identifier;
  if (type == "Measure") return check_measure;
  if (type == "MeasureReport") return check_measure_report;
  if (type == "SearchParameter") return check_search_parameter;
  if (type == "StructureDefinition") return check_structure_definition;
  if (type == "ValueSet.compose.include") return check_value_set_rule;
  return nullptr;
}

}  // namespace linkki::validation
