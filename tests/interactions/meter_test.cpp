#include "interactions/meter.h"

#include <gmock/gmock.h>

namespace linkki::interactions {
namespace {

using namespace std::chrono_literals;
using access::Interaction;
using testing::HasSubstr;
using testing::Not;

class Metered : public testing::Test {
 protected:
  int answer(std::optional<Interaction> interaction, int status, std::chrono::microseconds time = 0us) {
    int answered = 0;
    const auto respond =
        meter_.count(interaction, clock_.now(), [&](Response response) { answered = response.status; });
    clock_.advance(time);
    Response response;
    response.status = status;
    respond(std::move(response));
    return answered;
  }

  base::Metrics metrics_;
  base::FakeClock clock_{base::Instant{1'780'000'000s}};
  Meter meter_{metrics_, clock_};
};

TEST_F(Metered, IsEachAnswerByInteractionAndStatus) {
  EXPECT_EQ(answer(Interaction::read, 200), 200);
  EXPECT_EQ(answer(Interaction::read, 200), 200);
  EXPECT_EQ(answer(Interaction::read, 404), 404);
  EXPECT_EQ(answer(Interaction::erase, 204), 204);
  EXPECT_EQ(answer(std::nullopt, 401), 401);
  const auto page = metrics_.print();
  EXPECT_THAT(page, HasSubstr("linkki_requests_total{interaction=\"read\",status=\"200\"} 2\n"));
  EXPECT_THAT(page, HasSubstr("linkki_requests_total{interaction=\"read\",status=\"404\"} 1\n"));
  EXPECT_THAT(page, HasSubstr("linkki_requests_total{interaction=\"delete\",status=\"204\"} 1\n"));
  EXPECT_THAT(page, HasSubstr("linkki_requests_total{interaction=\"none\",status=\"401\"} 1\n"));
}

TEST_F(Metered, IsTheTimeOfEachInteraction) {
  answer(Interaction::search, 200, 3ms);
  answer(Interaction::search, 400, 2ms);
  EXPECT_THAT(metrics_.print(), HasSubstr("linkki_request_seconds_sum{interaction=\"search\"} 0.005\n"));
  EXPECT_THAT(metrics_.print(), HasSubstr("linkki_request_seconds_count{interaction=\"search\"} 2\n"));
}

TEST_F(Metered, ARequestThatIsNotAnsweredIsNotCounted) {
  {
    const auto dropped = meter_.count(Interaction::read, clock_.now(), [](Response) {});
  }
  EXPECT_THAT(metrics_.print(), Not(HasSubstr("linkki_requests_total{")));
}

TEST_F(Metered, AStatusThatIsNoneDoesNoHarm) {
  for (const int status : {-1, 0, 599, 600, 1'000'000}) answer(Interaction::transaction, status);
  EXPECT_THAT(metrics_.print(),
              HasSubstr("linkki_requests_total{interaction=\"transaction\",status=\"599\"} 3\n"));
}

}  // namespace
}  // namespace linkki::interactions
