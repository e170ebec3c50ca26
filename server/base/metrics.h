// Counters, gauges and histograms, printed for Prometheus.
//
// Cost      a count is one relaxed addition to a cache line that few threads share; a histogram takes about
// 9 KiB, so label histograms by interaction, counters as you like
// Threads   everything from any thread; taking a metric by name locks, so take it once and keep the
//           reference
// Lifetime  references live as long as their Metrics
// Limits    limits::metric_series_max; label values are ours (types, interactions, results), never a
//           caller's
// Standard  https://prometheus.io/docs/instrumenting/exposition_formats/ (text, 0.0.4)
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace linkki::base {

inline constexpr std::size_t metric_shards = 8;

// A sum that threads add to without waiting for each other.
class Counter {
 public:
  void add(std::uint64_t count = 1) noexcept;
  std::uint64_t value() const noexcept;

 private:
  struct alignas(64) Shard {
    std::atomic<std::uint64_t> sum = 0;
  };
  std::array<Shard, metric_shards> shards_;
};

// What goes up and down: open connections, bytes in use.
class Gauge {
 public:
  void set(std::int64_t value) noexcept { value_.store(value, std::memory_order_relaxed); }
  void add(std::int64_t step) noexcept { value_.fetch_add(step, std::memory_order_relaxed); }
  std::int64_t value() const noexcept { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::int64_t> value_ = 0;
};

// Upper bounds, ascending, each inclusive; `unit` of them make one unit of what is printed.
struct Buckets {
  std::vector<std::uint64_t> bounds;
  double unit = 1;
};
Buckets duration_buckets();  // 100 µs … 60 s, observed in µs, printed in seconds
Buckets count_buckets();     // 1, 2, 4 … 4 096

class Histogram {
 public:
  explicit Histogram(Buckets buckets);
  void observe(std::uint64_t value) noexcept;
  void observe(std::chrono::microseconds time) noexcept {
    observe(static_cast<std::uint64_t>(std::max<std::int64_t>(time.count(), 0)));
  }
  const Buckets& buckets() const { return buckets_; }
  // One count per bound, not cumulated, then that of all beyond the last.
  std::vector<std::uint64_t> counts() const;
  std::uint64_t sum() const noexcept { return sum_.value(); }

 private:
  Buckets buckets_;
  std::vector<Counter> counts_;
  Counter sum_;
};

// name="value" pairs in the order given.
using Labels = std::vector<std::pair<std::string, std::string>>;

class Metrics {
 public:
  // The same name and labels give the same metric; the same name with another kind is a bug (asserted).
  Counter& counter(std::string_view name, std::string_view help, const Labels& labels = {});
  Gauge& gauge(std::string_view name, std::string_view help, const Labels& labels = {});
  Histogram& histogram(std::string_view name, std::string_view help, const Labels& labels = {},
                       const Buckets& buckets = duration_buckets());
  // Asked when printed, under the lock: it must not take a metric.
  void gauge_from(std::string_view name, std::string_view help, std::function<std::int64_t()> read);

  std::string print() const;

 private:
  using Read = std::function<std::int64_t()>;
  using Metric =
      std::variant<std::unique_ptr<Counter>, std::unique_ptr<Gauge>, std::unique_ptr<Histogram>, Read>;
  struct Family {
    std::string help;
    std::map<std::string, Metric, std::less<>> series;  // by printed labels
  };

  Metric& find_or_make(std::string_view name, std::string_view help, const Labels& labels,
                       const std::function<Metric()>& make);

  mutable std::mutex mutex_;
  std::map<std::string, Family, std::less<>> families_;
  std::size_t series_ = 0;
};

}  // namespace linkki::base
