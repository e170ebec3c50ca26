#include "interactions/pages.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/crypto/hash.h"

namespace linkki::interactions {
namespace {

constexpr std::string_view root = "/docs";
constexpr std::string_view policy =
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

bool is_ours(std::string_view path) {
  return path == root || (path.starts_with(root) && path[root.size()] == '/');
}

}  // namespace

Pages::Pages(const std::string& folder, Service& next) : next_(next) {
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(folder, none)) {
    const std::string kind = entry.path().extension().string();
    if (kind != ".html" && kind != ".css") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    Page page{std::string(std::istreambuf_iterator<char>(in), {}),
              kind == ".css" ? "text/css; charset=utf-8" : "text/html; charset=utf-8",
              {}};
    page.etag = "\"" + crypto::print_hex(crypto::view(crypto::sha256(page.bytes))).substr(0, 32) + "\"";
    pages_.emplace(std::string(root) + "/" + entry.path().filename().string(), std::move(page));
  }
}

bool Pages::runs_inline(const Request& request) const {
  return is_ours(request.path) || next_.runs_inline(request);
}

void Pages::handle(Request request, Responder respond) {
  if (!is_ours(request.path)) return next_.handle(std::move(request), std::move(respond));
  respond(answer(request));
}

Response Pages::answer(const Request& request) const {
  Response response;
  const auto plain = [&](int status, std::string text) {
    response.status = status;
    response.headers.emplace_back("Content-Type", "text/plain; charset=utf-8");
    response.body = std::move(text);
  };
  response.headers = {{"Content-Security-Policy", std::string(policy)},
                      {"X-Content-Type-Options", "nosniff"}};
  if (request.method != "GET" && request.method != "HEAD") {
    response.headers.emplace_back("Allow", "GET, HEAD");
    plain(405, "These pages are only read.\n");
    return response;
  }
  if (request.path == root || request.path == "/docs/") {
    response.headers.emplace_back("Location", request.path == root ? "docs/index.html" : "index.html");
    plain(302, "");
    return response;
  }
  const auto found = pages_.find(request.path);
  if (found == pages_.end()) {
    plain(404, "There is no such page; /docs/index.html lists them.\n");
    return response;
  }
  const Page& page = found->second;
  response.headers.emplace_back("ETag", page.etag);
  response.headers.emplace_back("Cache-Control", "max-age=3600");
  const auto known = find_header(request.headers, "If-None-Match");
  if (known && (*known == "*" || known->find(page.etag) != known->npos)) {
    response.status = 304;
    return response;
  }
  response.headers.emplace_back("Content-Type", page.type);
  response.body = page.bytes;
  return response;
}

}  // namespace linkki::interactions
