#include "base/metrics.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/ensure.h"
#include "base/limits.h"

namespace linkki::base {

namespace {

std::size_t own_shard() noexcept {
  static std::atomic<std::size_t> next = 0;
  thread_local const std::size_t mine = next.fetch_add(1, std::memory_order_relaxed) % metric_shards;
  return mine;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else {
      if (c == '\\' || c == '"') out += '\\';
      out += c;
    }
  }
  return out;
}

std::string print_labels(const Labels& labels) {
  std::string out;
  for (const auto& [name, value] : labels) {
    out += fmt::format("{}{}=\"{}\"", out.empty() ? "" : ",", name, escaped(value));
  }
  return out;
}

std::string braced(std::string_view labels) {
  return labels.empty() ? "" : fmt::format("{{{}}}", labels);
}

void print_histogram(std::string_view name, std::string_view labels, const Histogram& histogram,
                     std::string& out) {
  const auto& [bounds, unit] = histogram.buckets();
  const auto counts = histogram.counts();
  const std::string before = labels.empty() ? "" : fmt::format("{},", labels);
  std::uint64_t total = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    total += counts[i];
    const std::string bound =
        i < bounds.size() ? fmt::format("{}", static_cast<double>(bounds[i]) / unit) : "+Inf";
    out += fmt::format("{}_bucket{{{}le=\"{}\"}} {}\n", name, before, bound, total);
  }
  out += fmt::format("{}_sum{} {}\n", name, braced(labels), static_cast<double>(histogram.sum()) / unit);
  out += fmt::format("{}_count{} {}\n", name, braced(labels), total);
}

}  // namespace

void Counter::add(std::uint64_t count) noexcept {
  shards_[own_shard()].sum.fetch_add(count, std::memory_order_relaxed);
}

std::uint64_t Counter::value() const noexcept {
  std::uint64_t sum = 0;
  for (const auto& shard : shards_) sum += shard.sum.load(std::memory_order_relaxed);
  return sum;
}

Buckets duration_buckets() {
  return {{100, 250, 500, 1'000, 2'500, 5'000, 10'000, 25'000, 50'000, 100'000, 250'000, 500'000, 1'000'000,
           2'500'000, 5'000'000, 10'000'000, 60'000'000},
          1e6};
}

Buckets count_buckets() {
  return {{1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1'024, 2'048, 4'096}, 1};
}

Histogram::Histogram(Buckets buckets) : buckets_(std::move(buckets)), counts_(buckets_.bounds.size() + 1) {
  ensure(std::is_sorted(buckets_.bounds.begin(), buckets_.bounds.end()));
}

void Histogram::observe(std::uint64_t value) noexcept {
  const auto& bounds = buckets_.bounds;
  const auto at = std::lower_bound(bounds.begin(), bounds.end(), value) - bounds.begin();
  counts_[static_cast<std::size_t>(at)].add();
  sum_.add(value);
}

std::vector<std::uint64_t> Histogram::counts() const {
  std::vector<std::uint64_t> out;
  out.reserve(counts_.size());
  for (const auto& count : counts_) out.push_back(count.value());
  return out;
}

Metrics::Metric& Metrics::find_or_make(std::string_view name, std::string_view help, const Labels& labels,
                                       const std::function<Metric()>& make) {
  const std::lock_guard lock(mutex_);
  Family& family = families_.try_emplace(std::string(name), Family{std::string(help), {}}).first->second;
  const auto [at, is_new] = family.series.try_emplace(print_labels(labels));
  if (is_new) {
    ensure(++series_ <= limits::metric_series_max);
    at->second = make();
  }
  ensure(at->second.index() == family.series.begin()->second.index());
  return at->second;
}

Counter& Metrics::counter(std::string_view name, std::string_view help, const Labels& labels) {
  auto& metric = find_or_make(name, help, labels, [] { return std::make_unique<Counter>(); });
  ensure(std::holds_alternative<std::unique_ptr<Counter>>(metric));
  return *std::get<std::unique_ptr<Counter>>(metric);
}

Gauge& Metrics::gauge(std::string_view name, std::string_view help, const Labels& labels) {
  auto& metric = find_or_make(name, help, labels, [] { return std::make_unique<Gauge>(); });
  ensure(std::holds_alternative<std::unique_ptr<Gauge>>(metric));
  return *std::get<std::unique_ptr<Gauge>>(metric);
}

Histogram& Metrics::histogram(std::string_view name, std::string_view help, const Labels& labels,
                              const Buckets& buckets) {
  auto& metric = find_or_make(name, help, labels, [&] { return std::make_unique<Histogram>(buckets); });
  ensure(std::holds_alternative<std::unique_ptr<Histogram>>(metric));
  return *std::get<std::unique_ptr<Histogram>>(metric);
}

void Metrics::gauge_from(std::string_view name, std::string_view help, std::function<std::int64_t()> read) {
  find_or_make(name, help, {}, [&] { return std::move(read); });
}

std::string Metrics::print() const {
  static constexpr const char* kinds[] = {"counter", "gauge", "histogram", "gauge"};
  const std::lock_guard lock(mutex_);
  std::string out;
  for (const auto& [name, family] : families_) {
    out += fmt::format("# HELP {} {}\n# TYPE {} {}\n", name, escaped(family.help), name,
                       kinds[family.series.begin()->second.index()]);
    for (const auto& [labels, metric] : family.series) {
      if (const auto* counter = std::get_if<std::unique_ptr<Counter>>(&metric)) {
        out += fmt::format("{}{} {}\n", name, braced(labels), (*counter)->value());
      } else if (const auto* gauge = std::get_if<std::unique_ptr<Gauge>>(&metric)) {
        out += fmt::format("{}{} {}\n", name, braced(labels), (*gauge)->value());
      } else if (const auto* histogram = std::get_if<std::unique_ptr<Histogram>>(&metric)) {
        print_histogram(name, labels, **histogram, out);
      } else {
        out += fmt::format("{} {}\n", name, std::get<Read>(metric)());
      }
    }
  }
  return out;
}

}  // namespace linkki::base
