#include "base/metrics.h"

#include <gmock/gmock.h>

#include <thread>

namespace linkki::base {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(Counter, AddsUpWhatManyThreadsAdd) {
  Counter counter;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 2 * static_cast<int>(metric_shards); ++i) {
      threads.emplace_back([&] {
        for (int n = 0; n < 1'000; ++n) counter.add();
      });
    }
  }
  EXPECT_EQ(counter.value(), 2 * metric_shards * 1'000);
}

TEST(Gauge, GoesUpAndDown) {
  Gauge gauge;
  gauge.set(5);
  gauge.add(-7);
  EXPECT_EQ(gauge.value(), -2);
}

TEST(Histogram, ABoundBelongsToItsBucket) {
  Histogram histogram(Buckets{{10, 20}, 1});
  for (const std::uint64_t value : {0, 10, 11, 20, 21, 1'000'000}) histogram.observe(value);
  EXPECT_THAT(histogram.counts(), ElementsAre(2, 2, 2));
  EXPECT_EQ(histogram.sum(), 1'000'062u);
}

TEST(Histogram, TimeThatRunsBackwardsCountsAsNone) {
  Histogram histogram(duration_buckets());
  histogram.observe(-5us);
  EXPECT_EQ(histogram.sum(), 0u);
  EXPECT_EQ(histogram.counts().front(), 1u);
}

TEST(Metrics, TheSameNameAndLabelsAreTheSameMetric) {
  Metrics metrics;
  metrics.counter("linkki_requests_total", "Requests.", {{"interaction", "read"}}).add();
  metrics.counter("linkki_requests_total", "Requests.", {{"interaction", "read"}}).add(2);
  metrics.counter("linkki_requests_total", "Requests.", {{"interaction", "create"}}).add();
  EXPECT_EQ(metrics.print(),
            "# HELP linkki_requests_total Requests.\n"
            "# TYPE linkki_requests_total counter\n"
            "linkki_requests_total{interaction=\"create\"} 1\n"
            "linkki_requests_total{interaction=\"read\"} 3\n");
}

TEST(Metrics, PrintsAHistogramCumulated) {
  Metrics metrics;
  auto& histogram =
      metrics.histogram("linkki_seconds", "Time.", {{"interaction", "read"}}, Buckets{{500, 1'000'000}, 1e6});
  histogram.observe(400us);
  histogram.observe(600us);
  histogram.observe(2s);
  EXPECT_EQ(metrics.print(),
            "# HELP linkki_seconds Time.\n"
            "# TYPE linkki_seconds histogram\n"
            "linkki_seconds_bucket{interaction=\"read\",le=\"0.0005\"} 1\n"
            "linkki_seconds_bucket{interaction=\"read\",le=\"1\"} 2\n"
            "linkki_seconds_bucket{interaction=\"read\",le=\"+Inf\"} 3\n"
            "linkki_seconds_sum{interaction=\"read\"} 2.001\n"
            "linkki_seconds_count{interaction=\"read\"} 3\n");
}

TEST(Metrics, AGaugeMayBeAskedWhenPrinted) {
  Metrics metrics;
  std::int64_t open = 1;
  metrics.gauge_from("linkki_open", "Open.", [&] { return open; });
  open = 42;
  EXPECT_THAT(metrics.print(), HasSubstr("# TYPE linkki_open gauge\nlinkki_open 42\n"));
}

TEST(Metrics, ALabelIsEscaped) {
  Metrics metrics;
  metrics.gauge("linkki_build", "A \\ and\na line.", {{"version", "a\"b\\c\nd"}}).set(1);
  EXPECT_EQ(metrics.print(),
            "# HELP linkki_build A \\\\ and\\na line.\n# TYPE linkki_build gauge\n"
            "linkki_build{version=\"a\\\"b\\\\c\\nd\"} 1\n");
}

TEST(Metrics, CountsBySizeArePrintedAsWholeNumbers) {
  Metrics metrics;
  metrics.histogram("linkki_batch", "Writes a commit.", {}, count_buckets()).observe(std::uint64_t{3});
  EXPECT_THAT(metrics.print(),
              HasSubstr("linkki_batch_bucket{le=\"2\"} 0\nlinkki_batch_bucket{le=\"4\"} 1\n"));
  EXPECT_THAT(metrics.print(), HasSubstr("linkki_batch_sum 3\n"));
}

TEST(MetricsDeathTest, OneNameWithTwoKindsIsABug) {
  Metrics metrics;
  metrics.counter("linkki_x", "X.");
  EXPECT_DEATH(metrics.gauge("linkki_x", "X."), "does not hold");
}

}  // namespace
}  // namespace linkki::base
