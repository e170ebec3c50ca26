// What we bring ourselves, definitions and demo region, is valid by our own rules.
#include <gtest/gtest.h>

#include "base/json/print.h"
#include "fhir/json.h"
#include "validation/examples.h"
#include "validation/subject.h"

namespace linkki::validation {
namespace {

std::vector<std::filesystem::path> json_files(const std::string& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(LINKKI_SOURCE_DIR "/" + folder)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  return files;
}

TEST(OurOwn, DefinitionsAndDemoAreValid) {
  definitions::Registry registry(definitions::r4());
  std::vector<std::string> own;
  std::vector<std::filesystem::path> files = json_files("fhir-profiles/demo");
  for (const auto& folder :
       {"terminology", "mappings", "fhir-profiles/search-parameters", "fhir-profiles/extensions"}) {
    for (const auto& file : json_files(folder)) {
      own.push_back(read_file(file));
      files.push_back(file);
    }
  }
  const auto questionnaires =
      json::parse(read_file(LINKKI_SOURCE_DIR "/fhir-profiles/demo/04-questionnaires.json"));
  ASSERT_TRUE(questionnaires);
  for (const json::Value& entry : questionnaires->root.find("entry")->items()) {
    const json::Value* const resource = entry.find("resource");
    if (resource->text_of("resourceType") == "Questionnaire") own.push_back(json::print(*resource));
  }
  ASSERT_TRUE(registry.add(own));
  const auto known = registry.current();
  const auto made = Validator::make(known);
  ASSERT_TRUE(made);
  for (const auto& file : files) {
    const auto resource = fhir::parse_json(read_file(file), *known);
    if (!resource) continue;  // no resource
    for (const std::string& text : errors_of((*made)->validate(resource->root()))) {
      const bool moment = text.starts_with("error validation-value ");  // told relative to the day of loading
      if (!moment) ADD_FAILURE() << file.filename() << " " << text;
    }
  }
}

}  // namespace
}  // namespace linkki::validation
