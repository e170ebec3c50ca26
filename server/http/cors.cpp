#include "http/cors.h"

#include <algorithm>

namespace linkki::http {

namespace {

bool is_allowed(const CorsSettings& settings, std::string_view origin) {
  return std::any_of(settings.origins.begin(), settings.origins.end(),
                     [&](const std::string& allowed) { return allowed == "*" || allowed == origin; });
}

}  // namespace

void append_cors(std::string& fields, const CorsSettings& settings, std::string_view origin) {
  if (settings.origins.empty()) return;
  append_field(fields, "Vary", "Origin");
  if (origin.empty() || !is_allowed(settings, origin)) return;
  append_field(fields, "Access-Control-Allow-Origin", origin);
  append_field(fields, "Access-Control-Expose-Headers", settings.answer_fields);
}

std::optional<Answer> answer_preflight(const CorsSettings& settings, const Head& head) {
  if (head.method != "OPTIONS" || settings.origins.empty()) return std::nullopt;
  const auto origin = interactions::find_header(head.fields, "Origin");
  if (!origin || !interactions::find_header(head.fields, "Access-Control-Request-Method"))
    return std::nullopt;
  Answer answer;
  answer.status = 204;
  if (is_allowed(settings, *origin)) {
    append_field(answer.fields, "Access-Control-Allow-Methods", settings.methods);
    append_field(answer.fields, "Access-Control-Allow-Headers", settings.request_fields);
    append_field(answer.fields, "Access-Control-Max-Age", std::to_string(settings.preflight_age_max.count()));
  }
  return answer;
}

}  // namespace linkki::http
