#include "interactions/pages.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

using namespace linkki::interactions;

namespace {

// Says that it was asked.
class Behind final : public Service {
 public:
  bool runs_inline(const Request&) const override { return false; }
  void handle(Request, Responder respond) override {
    Response response;
    response.status = 299;
    respond(std::move(response));
  }
};

struct ReadablePages : testing::Test {
  ReadablePages() {
    std::filesystem::create_directories(folder_);
    write("index.html", "<p>ä");
    write("style.css", "p {}");
    write("generate.py", "secret");
    std::ofstream(folder_.parent_path() / "outside.html") << "outside";
  }
  ~ReadablePages() override {
    std::filesystem::remove_all(folder_);
    std::filesystem::remove(folder_.parent_path() / "outside.html");
  }
  void write(const std::string& name, const std::string& text) { std::ofstream(folder_ / name) << text; }

  Response ask(const std::string& path, const std::string& method = "GET", Headers headers = {}) {
    Pages pages(folder_.string(), behind_);
    Request request;
    request.method = method;
    request.path = path;
    request.headers = std::move(headers);
    Response answer;
    pages.handle(std::move(request), [&](Response response) { answer = std::move(response); });
    return answer;
  }
  static std::string header(const Response& response, std::string_view name) {
    return std::string(find_header(response.headers, name).value_or(std::string_view{}));
  }

  const std::filesystem::path folder_ =
      std::filesystem::path(testing::TempDir()) /
      ("pages-" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
  Behind behind_;
};

TEST_F(ReadablePages, AreShownAsWhatTheyAre) {
  const Response page = ask("/docs/index.html");
  EXPECT_EQ(200, page.status);
  EXPECT_EQ("<p>ä", page.body);
  EXPECT_EQ("text/html; charset=utf-8", header(page, "Content-Type"));
  EXPECT_EQ("text/css; charset=utf-8", header(ask("/docs/style.css"), "Content-Type"));
}

TEST_F(ReadablePages, RunNoScript) {
  for (const char* const path : {"/docs/index.html", "/docs/none.html", "/docs/"}) {
    const Response page = ask(path);
    EXPECT_THAT(header(page, "Content-Security-Policy"),
                testing::StartsWith("default-src 'none'; style-src 'self'"));
    EXPECT_EQ("nosniff", header(page, "X-Content-Type-Options"));
  }
}

TEST_F(ReadablePages, AreNotSentAgainWhereTheyHaveNotChanged) {
  const std::string etag = header(ask("/docs/index.html"), "ETag");
  EXPECT_EQ(34u, etag.size());
  const Response again = ask("/docs/index.html", "GET", {{"If-None-Match", "\"x\", " + etag}});
  EXPECT_EQ(304, again.status);
  EXPECT_EQ("", again.body);
  EXPECT_EQ(200, ask("/docs/index.html", "GET", {{"If-None-Match", "\"x\""}}).status);
  write("index.html", "<p>b");
  EXPECT_EQ(200, ask("/docs/index.html", "GET", {{"If-None-Match", etag}}).status);
}

TEST_F(ReadablePages, LeadNowhereElse) {
  for (const char* const path :
       {"/docs/../outside.html", "/docs/%2e%2e/outside.html", "/docs//etc/passwd", "/docs/generate.py",
        "/docs/.", "/docs/..", "/docs/index.html/", "/docs/INDEX.html"})
    EXPECT_EQ(404, ask(path).status) << path;
}

TEST_F(ReadablePages, BeginWithTheirIndex) {
  for (const auto& [path, index] : {std::pair("/docs", "docs/index.html"), {"/docs/", "index.html"}}) {
    EXPECT_EQ(302, ask(path).status);
    EXPECT_EQ(index, header(ask(path), "Location")) << "whatever stands before /docs outside";
  }
}

TEST_F(ReadablePages, AreOnlyRead) {
  EXPECT_EQ(200, ask("/docs/index.html", "HEAD").status);
  for (const char* const method : {"POST", "PUT", "DELETE", "OPTIONS"}) {
    const Response refused = ask("/docs/index.html", method);
    EXPECT_EQ(405, refused.status);
    EXPECT_EQ("GET, HEAD", header(refused, "Allow"));
  }
}

TEST_F(ReadablePages, LeaveEverythingElseToTheService) {
  for (const char* const path : {"/", "/fhir/metadata", "/docsearch", "/fhir/docs/index.html"})
    EXPECT_EQ(299, ask(path).status) << path;
}

TEST_F(ReadablePages, AreNoneWithoutAFolder) {
  Pages pages((folder_ / "none").string(), behind_);
  Request request;
  request.method = "GET";
  request.path = "/docs/index.html";
  int status = 0;
  pages.handle(std::move(request), [&](Response response) { status = response.status; });
  EXPECT_EQ(404, status);
}

}  // namespace
