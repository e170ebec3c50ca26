#include "cli/load.h"

#include <fmt/format.h>

#include "base/json/parse.h"
#include "cli/messages.h"
#include "cli/moments.h"
#include "cli/read_file.h"

namespace linkki::cli {

namespace {

using base::message::bundle_refused;
constexpr std::chrono::minutes answer_time_max{5};
constexpr std::size_t answer_bytes_max = 256 << 20;
constexpr std::size_t issues_shown_max = 10;

base::Failure refused(const std::string& what, std::string_view status, const std::string& told) {
  return base::refuse(base::Refusal::unprocessable, base::error(base::IssueType::processing, bundle_refused,
                                                                {what, std::string(status), told}));
}

// The texts of an OperationOutcome, for the one who loads.
std::string texts_of(const json::Value& outcome) {
  const json::Value* issues = outcome.find("issue");
  std::string out;
  std::size_t shown = 0;
  for (const auto& issue : issues ? issues->items() : std::span<json::Value>{}) {
    if (++shown > issues_shown_max) break;
    const json::Value* details = issue.find("details");
    std::string text(details ? details->text_of("text") : issue.text_of("diagnostics"));
    const json::Value* expression = issue.find("expression");
    if (expression && !expression->items().empty()) {
      text = fmt::format("{}: {}", expression->items().front().text(), text);
    }
    out += (out.empty() ? "" : "; ") + text;
  }
  return out;
}

// What became of the entries of a Bundle; those of a batch may be refused one by one.
base::Outcome<Loaded> read_answer(const std::string& file, std::string body) {
  Loaded loaded{file, 0};
  const auto parsed = json::parse(std::move(body));
  const json::Value* entries = parsed.ok() ? parsed->root.find("entry") : nullptr;
  for (const auto& entry : entries ? entries->items() : std::span<json::Value>{}) {
    const json::Value* response = entry.find("response");
    const std::string_view status = response ? response->text_of("status") : "";
    if (status.starts_with('4') || status.starts_with('5')) {
      const json::Value* outcome = response->find("outcome");
      return refused(fmt::format("Entry {} of {}", loaded.entries, file), status,
                     outcome ? texts_of(*outcome) : "");
    }
    ++loaded.entries;
  }
  return loaded;
}

base::Outcome<Loaded> post(const Load& load, const std::string& file, std::string body,
                           base::Outgoing& outgoing) {
  base::OutgoingRequest request{
      "POST", load.url, {{"Content-Type", "application/fhir+json"}}, std::move(body)};
  request.headers.emplace_back("Accept", "application/fhir+json");
  request.headers.emplace_back("Authorization", "Bearer " + load.token);
  request.time_max = answer_time_max;
  request.answer_bytes_max = answer_bytes_max;
  TRY(auto answer, outgoing.send(request));
  if (answer.status / 100 == 2) return read_answer(file, std::move(answer.body));
  const auto outcome = json::parse(std::move(answer.body));
  return refused(file, std::to_string(answer.status), outcome.ok() ? texts_of(outcome->root) : "");
}

}  // namespace

base::Outcome<void> load(const Load& load, base::Outgoing& outgoing, base::Instant now,
                         const std::function<void(const Loaded& loaded)>& told) {
  for (const auto& file : load.files) {
    TRY(auto body, read_file(file));
    if (load.moments) {
      TRY(body, render_moments(body, file, now));
    }
    TRY(const auto loaded, post(load, file, std::move(body), outgoing));
    told(loaded);
  }
  return base::done();
}

}  // namespace linkki::cli
