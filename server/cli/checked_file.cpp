#include "cli/checked_file.h"

#include <algorithm>

#include "cli/read_file.h"
#include "fhir/xml.h"

namespace linkki::cli {

namespace {

using Parse = base::Outcome<fhir::Resource>(std::string, const definitions::Definitions&);

std::vector<base::Issue> check(Parse* parse, std::string bytes, const definitions::Definitions& definitions,
                               const validation::Validator& validator) {
  const auto resource = parse(std::move(bytes), definitions);
  return resource.ok() ? validator.validate(resource->root()) : resource.failure().issues;
}

}  // namespace

std::size_t Checked::count(base::Severity severity) const {
  return static_cast<std::size_t>(std::count_if(
      issues.begin(), issues.end(), [&](const base::Issue& issue) { return issue.severity == severity; }));
}

base::Outcome<void> check_file(const std::string& path, const definitions::Definitions& definitions,
                               const validation::Validator& validator,
                               const std::function<void(const Checked& checked)>& told) {
  TRY(auto text, read_file(path));
  if (!path.ends_with(".ndjson")) {
    Parse* const parse = path.ends_with(".xml") ? fhir::parse_xml : fhir::parse_json;
    told({path, check(parse, std::move(text), definitions, validator)});
    return base::done();
  }
  std::size_t number = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string line = text.substr(at, end - at);
    at = end + 1;
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    told({path + ":" + std::to_string(number),
          check(fhir::parse_json, std::move(line), definitions, validator)});
  }
  return base::done();
}

}  // namespace linkki::cli
