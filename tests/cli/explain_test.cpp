#include <gmock/gmock.h>

#include "cli/served.h"

namespace linkki::cli {
namespace {

using testing::HasSubstr;

class Explain : public StoreTest {};

TEST_F(Explain, TellsTheStepsOfASearch) {
  const auto [code, out, err] = shell({"explain", "Organization?name=a", "--data", data()});
  EXPECT_EQ(code, 0) << err;
  EXPECT_THAT(out, HasSubstr("Organization: looked up (name=a)"));
  EXPECT_THAT(out, HasSubstr("resources were looked at"));
}

TEST_F(Explain, WorksWhileTheServerRuns) {
  served_->start();
  const auto [code, out, err] = shell({"explain", "Organization?_sort=name", "--data", served_->data()});
  served_->stop();
  EXPECT_EQ(code, 0) << err;
  EXPECT_THAT(out, HasSubstr("Organization: all of them"));
}

TEST_F(Explain, RefusesWhatTheServerWouldRefuse) {
  const auto unknown = shell({"explain", "Organization?colour=red", "--data", data()});
  EXPECT_EQ(unknown.code, 1);
  EXPECT_THAT(unknown.err, HasSubstr("'colour' is no search parameter of Organization"));
  EXPECT_EQ(shell({"explain", "Organisation?name=a", "--data", data()}).code, 1);
}

}  // namespace
}  // namespace linkki::cli
