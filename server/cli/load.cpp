#include "cli/load.h"

#include <cerrno>
#include <fstream>
#include <sstream>
#include <system_error>

#include "base/json/parse.h"
#include "cli/moments.h"

namespace linkki::cli {

namespace {

using base::message::bundle_refused;
constexpr std::chrono::minutes answer_time_max{5};
constexpr std::size_t issues_shown_max = 10;

base::Outcome<std::string> read_file(const std::string& path) {
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (!(file && text << file.rdbuf())) {
    return base::refuse(base::Refusal::not_found,
                        base::error(base::IssueType::not_found, base::message::file_unreadable,
                                    {path, errno ? std::generic_category().message(errno) : "it is empty"}));
  }
  return text.str();
}

// The texts of an OperationOutcome, for the one who loads.
std::string told_by(const std::string& body) {
  const auto parsed = json::parse(body);
  const json::Value* issues = parsed.ok() ? parsed->root.find("issue") : nullptr;
  std::string out;
  std::size_t shown = 0;
  for (const auto& issue : issues ? issues->items() : std::span<json::Value>{}) {
    if (++shown > issues_shown_max) break;
    const json::Value* details = issue.find("details");
    const auto text = details ? details->text_of("text") : issue.text_of("diagnostics");
    out += (out.empty() ? "" : "; ") + std::string(text);
  }
  return out;
}

base::Outcome<void> post(const Load& load, const std::string& file, std::string body,
                         base::Outgoing& outgoing) {
  base::OutgoingRequest request{
      "POST", load.url, {{"Content-Type", "application/fhir+json"}}, std::move(body)};
  request.headers.emplace_back("Authorization", "Bearer " + load.token);
  request.time_max = answer_time_max;
  TRY(const auto answer, outgoing.send(request));
  if (answer.status / 100 == 2) return base::done();
  return base::refuse(base::Refusal::unprocessable,
                      base::error(base::IssueType::processing, bundle_refused,
                                  {file, std::to_string(answer.status), told_by(answer.body)}));
}

}  // namespace

base::Outcome<void> load(const Load& load, base::Outgoing& outgoing, base::Instant now,
                         const std::function<void(const std::string& file)>& told) {
  for (const auto& file : load.files) {
    TRY(auto body, read_file(file));
    if (load.moments) {
      TRY(body, render_moments(body, file, now));
    }
    TRY_VOID(post(load, file, std::move(body), outgoing));
    told(file);
  }
  return base::done();
}

}  // namespace linkki::cli
