#include <gmock/gmock.h>

#include <fstream>

#include "cli/served.h"

namespace linkki::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class ImportOverHttps : public StoreTest {
 protected:
  ImportOverHttps() {
    std::ofstream(folder_ / "bundle.json") << R"({"resourceType":"Bundle","type":"batch","entry":[]})";
    served_->start();
  }
  ~ImportOverHttps() override { served_->stop(); }

  Printed import(const std::string& token, const std::string& authority) const {
    std::vector<std::string> arguments{"import",  "--data", served_->data(), "--url", served_->url(),
                                       "--token", token};
    if (!authority.empty()) arguments.insert(arguments.end(), {"--authority", authority});
    arguments.push_back(folder_ / "bundle.json");
    return Served::shell_now(arguments);
  }
};

TEST_F(ImportOverHttps, TellsWhatTheServerRefuses) {
  const auto [code, out, err] = import("no-token", served_->certificates() + "/ca.pem");
  EXPECT_EQ(code, 1);
  EXPECT_THAT(err, AllOf(HasSubstr("bundle.json was refused with 401"), HasSubstr("access token")));
}

TEST_F(ImportOverHttps, SendsNoTokenToAServerWithoutTrust) {
  const auto [code, out, err] = import(served_->token("importer"), "");
  EXPECT_EQ(code, 1);
  EXPECT_THAT(err, HasSubstr("is not trusted"));
}

TEST_F(ImportOverHttps, NamesAnAuthorityThatIsNotThere) {
  const auto [code, out, err] = import("t", folder_ / "none.pem");
  EXPECT_EQ(code, 1);
  EXPECT_THAT(err, HasSubstr("none.pem"));
}

}  // namespace
}  // namespace linkki::cli
