#include <gmock/gmock.h>

#include <fstream>

#include "base/json/parse.h"
#include "cli/shell.h"

namespace linkki::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class Validate : public testing::Test {
 protected:
  std::string file(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name) << text;
    return folder_ / name;
  }
  Folder folder_;
  const std::string good_ =
      R"({"resourceType":"Patient","text":{"status":"empty","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">-</div>"},"gender":"female"})";
  const std::string faulty_ = R"({"resourceType":"Patient","gender":"unclear","birthDate":"soon"})";
};

TEST_F(Validate, SaysThatAResourceIsValid) {
  const auto [code, out, err] = shell({"validate", file("good.json", good_)});
  EXPECT_EQ(code, 0) << err;
  EXPECT_THAT(out, AllOf(HasSubstr("good.json: valid\n"), HasSubstr("Checked: 1, errors: 0, warnings: 0\n")));
}

TEST_F(Validate, PrintsEveryFaultWithItsPlace) {
  const auto [code, out, err] = shell({"validate", file("faulty.json", faulty_)});
  EXPECT_EQ(code, 3) << err;
  EXPECT_THAT(
      out, AllOf(HasSubstr("faulty.json: not valid, errors: 2"), HasSubstr("  error       Patient.gender: "),
                 HasSubstr("  error       Patient.birthDate: "), HasSubstr("Checked: 1, errors: 2")));
}

TEST_F(Validate, ReadsOneResourceALineOfNdjson) {
  const auto [code, out, err] =
      shell({"validate", file("all.ndjson", good_ + "\n\n" + faulty_ + "\r\n" + good_)});
  EXPECT_EQ(code, 3);
  EXPECT_THAT(out, AllOf(HasSubstr("all.ndjson:1: valid"), HasSubstr("all.ndjson:3: not valid"),
                         HasSubstr("all.ndjson:4: valid"), HasSubstr("Checked: 3, errors: 2")));
}

TEST_F(Validate, ReadsXmlWhereTheNameSaysSo) {
  const std::string open = "<Patient xmlns=\"http://hl7.org/fhir\">", close = "</Patient>";
  const auto [code, out, err] =
      shell({"validate", file("value.xml", open + "<gender value=\"unclear\"/>" + close),
             file("element.xml", open + "<shoe/>" + close)});
  EXPECT_EQ(code, 3) << err;
  EXPECT_THAT(out,
              AllOf(HasSubstr("value.xml: not valid, errors: 1"), HasSubstr("  error       Patient.gender: "),
                    HasSubstr("  error       Patient.shoe: "), HasSubstr("[xml-element]")));
}

TEST_F(Validate, LooksIntoTheEntriesOfABundle) {
  const auto bundle =
      R"({"resourceType":"Bundle","type":"collection","entry":[{"resource":)" + faulty_ + "}]}";
  const auto [code, out, err] = shell({"validate", file("bundle.json", bundle)});
  EXPECT_EQ(code, 3);
  EXPECT_THAT(out, HasSubstr("Bundle.entry[0].resource"));
}

TEST_F(Validate, WhatIsNoResourceIsAFaultOfThatFile) {
  const auto [code, out, err] =
      shell({"validate", file("text.json", "nothing"), file("type.json", R"({"resourceType":"Patent"})"),
             file("good.json", good_)});
  EXPECT_EQ(code, 3);
  EXPECT_THAT(out, AllOf(HasSubstr("text.json: not valid"), HasSubstr("[json-syntax]"),
                         HasSubstr("[resource-type-unknown]"), HasSubstr("good.json: valid")));
}

TEST_F(Validate, AFileThatIsNotThereIsAnotherExitCode) {
  const auto [code, out, err] = shell({"validate", folder_ / "none.json"});
  EXPECT_EQ(code, 1);
  EXPECT_THAT(err, HasSubstr("none.json cannot be read"));
}

TEST_F(Validate, PrintsAnOperationOutcomeALineForMachines) {
  const auto [code, out, err] =
      shell({"validate", "--json", file("faulty.json", faulty_), file("good.json", good_)});
  EXPECT_EQ(code, 3);
  std::istringstream lines(out);
  std::string line;
  for (const char* name : {"faulty.json", "good.json"}) {
    ASSERT_TRUE(std::getline(lines, line));
    const auto outcome = json::parse(line);
    ASSERT_TRUE(outcome.ok()) << line;
    EXPECT_EQ(outcome->root.text_of("resourceType"), "OperationOutcome");
    EXPECT_THAT(outcome->root.find("extension")->items()[0].text_of("valueString"), HasSubstr(name));
    EXPECT_FALSE(outcome->root.find("issue")->items().empty());
  }
  EXPECT_FALSE(std::getline(lines, line));
}

TEST_F(Validate, WantsAFile) {
  EXPECT_EQ(shell({"validate"}).code, 2);
}

}  // namespace
}  // namespace linkki::cli
