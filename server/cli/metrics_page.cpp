#include "cli/metrics_page.h"

#include <chrono>

namespace linkki::cli {

void MetricsPage::handle(interactions::Request request, interactions::Responder respond) {
  interactions::Response response;
  response.headers.emplace_back("Cache-Control", "no-store");
  if (request.path != "/metrics") {
    response.status = 404;
  } else if (request.method != "GET" && request.method != "HEAD") {
    response.status = 405;
    response.headers.emplace_back("Allow", "GET, HEAD");
  } else {
    response.headers.emplace_back("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    response.body = metrics_.print();
  }
  respond(std::move(response));
}

void observe(base::Metrics& metrics, repository::Repository& repository, const repository::AuditTrail& trail,
             const base::Log& log) {
  const auto gauge = [&](const char* name, const char* help, auto read) {
    metrics.gauge_from(name, help, [read] { return static_cast<std::int64_t>(read()); });
  };
  metrics.gauge("linkki_build_info", "1; the version is the label.", {{"version", LINKKI_VERSION}}).set(1);
  metrics.gauge("linkki_start_time_seconds", "When this process began to serve, since 1970.")
      .set(std::chrono::duration_cast<std::chrono::seconds>(
               std::chrono::system_clock::now().time_since_epoch())
               .count());
  const auto& engine = repository.engine();
  gauge("linkki_store_file_bytes", "The store's file.", [&] { return engine.statistics().file_bytes; });
  gauge("linkki_store_used_bytes", "Live pages in it.", [&] { return engine.statistics().used_bytes; });
  gauge("linkki_store_map_bytes", "Address space that it may grow to.",
        [&] { return engine.statistics().map_bytes; });
  gauge("linkki_store_readers", "Open read transactions.", [&] { return engine.statistics().readers; });
  gauge("linkki_store_oldest_reader_commits", "How many commits the oldest of them is behind.",
        [&] { return engine.statistics().oldest_reader_transactions; });
  gauge("linkki_store_writable", "0 after a failed sync: the server must be started anew.",
        [&] { return engine.writable(); });
  gauge("linkki_writes_waiting", "Writes that wait for the next commit.",
        [&] { return repository.queue().waiting(); });
  gauge("linkki_audit_log_waiting", "Entries of reads that are not in the store yet.",
        [&] { return trail.statistics().positions_waiting; });
  gauge("linkki_audit_log_segments_ready", "Segments of the reserve for a full disk.",
        [&] { return trail.statistics().segments_ready; });
  gauge("linkki_audit_log_writable", "0 after a failed sync: audited reads are refused.",
        [&] { return trail.statistics().writable; });
  gauge("linkki_log_lines_dropped", "Log lines that nobody took in time.", [&] { return log.dropped(); });
}

}  // namespace linkki::cli
