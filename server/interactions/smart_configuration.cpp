#include "interactions/smart_configuration.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "base/json/print.h"

namespace linkki::interactions {

namespace {

void add_text(std::string& out, std::string_view name, std::string_view text) {
  if (text.empty()) return;
  json::print_string(name, out);
  out += ':';
  json::print_string(text, out);
  out += ',';
}

void add_list(std::string& out, std::string_view name, const std::vector<std::string_view>& texts) {
  json::print_string(name, out);
  out += ":[";
  for (const auto text : texts) {
    if (out.back() != '[') out += ',';
    json::print_string(text, out);
  }
  out += "],";
}

}  // namespace

Response smart_configuration(const base::Settings& settings) {
  const auto& issuers = settings.issuers;
  const auto told = std::find_if(issuers.begin(), issuers.end(),
                                 [](const auto& issuer) { return !issuer.token_url.empty(); });
  std::string out = "{";
  std::vector<std::string_view> grants, challenges, responses;
  if (told != issuers.end()) {
    add_text(out, "issuer", told->url);
    add_text(out, "jwks_uri", told->jwks_uri);
    add_text(out, "authorization_endpoint", told->authorization_url);
    add_text(out, "token_endpoint", told->token_url);
    grants.push_back("client_credentials");
    if (!told->authorization_url.empty()) {
      grants.push_back("authorization_code");
      challenges.push_back("S256");
      responses.push_back("code");
    }
  }
  add_list(out, "grant_types_supported", grants);
  add_list(out, "response_types_supported", responses);
  add_list(out, "code_challenge_methods_supported", challenges);
  add_list(out, "scopes_supported", {"system/*.cruds", "user/*.cruds"});
  add_list(out, "capabilities", {"permission-v1", "permission-v2", "permission-user"});
  out.back() = '}';
  Response response;
  response.headers = {{"Content-Type", "application/json"}, {"Cache-Control", "no-cache"}};
  response.body = std::move(out);
  return response;
}

}  // namespace linkki::interactions
