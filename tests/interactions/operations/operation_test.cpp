#include "interactions/operations/operation.h"

#include <algorithm>
#include <set>

#include "interactions/fixture.h"

using namespace linkki;
using namespace linkki::interactions;

namespace {

struct Operations : Fixture {};

std::set<std::string> names(const json::Value* list) {
  std::set<std::string> found;
  if (!list) return found;
  for (const json::Value& item : list->items()) found.emplace(item.text_of("name"));
  return found;
}

TEST_F(Operations, HaveEachOneFunctionThatRunsThem) {
  for (const Operation* const operation : operations()) {
    const int functions = (operation->compute != nullptr) + (operation->read != nullptr) +
                          (operation->write != nullptr) + (operation->compose != nullptr);
    EXPECT_EQ(1, functions) << operation->name;
    EXPECT_EQ(operation->write != nullptr, operation->answer != nullptr) << operation->name;
    EXPECT_FALSE((operation->write || operation->compose) && operation->by_get) << operation->name;
    EXPECT_TRUE(operation->on_system || operation->on_type || operation->on_instance) << operation->name;
    EXPECT_TRUE(operation->name.starts_with('$')) << operation->name;
    EXPECT_TRUE(operation->definition.starts_with("http")) << operation->name;
  }
}

TEST_F(Operations, TakeParametersOfTypesThatExist) {
  for (const Operation* const operation : operations()) {
    for (const Parameter& parameter : operation->parameters) {
      EXPECT_TRUE(parameter.type == "part" || definitions::r4()->find_type(parameter.type))
          << operation->name << " " << parameter.name;
    }
  }
}

TEST_F(Operations, AreEachPromisedWhereTheyAre) {
  const Reply statement = send("GET", "/metadata", "", {}, "");
  const auto system = names(statement.find("rest.0.operation"));
  for (const Operation* const operation : operations()) {
    const std::string name(operation->name.substr(1));
    EXPECT_EQ(operation->on_system && !operation->sandbox, system.contains(name)) << name;
    for (const json::Value& resource : statement.find("rest.0.resource")->items()) {
      const bool here =
          (operation->on_type || operation->on_instance) && serves(*operation, resource.text_of("type"));
      const auto promised = names(resource.find("operation"));
      // Another row of that name, such as $validate-code of a CodeSystem.
      const bool other = std::any_of(operations().begin(), operations().end(), [&](const Operation* one) {
        return one->name == operation->name && (one->on_type || one->on_instance) &&
               serves(*one, resource.text_of("type"));
      });
      EXPECT_EQ(here || other, promised.contains(name)) << resource.text_of("type") << " " << name;
    }
  }
}

TEST_F(Operations, AreNotThereWithoutARow) {
  EXPECT_EQ("operation-unknown @ ", get("/$nothing").fault());
  EXPECT_EQ("operation-unknown @ ", get("/Patient/$fhirpath").fault());
  EXPECT_EQ("operation-unknown @ ", get("/AuditEvent/$meta").fault());
  EXPECT_EQ("path-type @ ", get("/Nothing/$meta").fault());
}

TEST_F(Operations, NameTheMethodsThatTheyTake) {
  EXPECT_EQ("POST, OPTIONS", get("/$fhirpath").header("Allow"));
  EXPECT_EQ("GET, HEAD, POST, OPTIONS", send("PUT", "/$meta").header("Allow"));
  EXPECT_EQ("POST, OPTIONS", get("/Patient/1/$meta-add").header("Allow"));
}

TEST_F(Operations, TakeFhirJsonAlone) {
  EXPECT_EQ(415, send("POST", "/$fhirpath", "x", {{"Content-Type", "text/plain"}}).status);
}

TEST_F(Operations, ThatWriteAskForTheRightToUpdateBeforeTheBody) {
  EXPECT_EQ(403, send("POST", "/Organization/1/$meta-add", "{").status);
  EXPECT_EQ(400, send("POST", "/Patient/1/$meta-add", "{").status);
}

}  // namespace
