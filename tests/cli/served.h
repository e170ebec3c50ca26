// A data folder with some history in it, made by a server as testers meet it; and the server, while a test
// wants it.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <memory>
#include <string>

#include "cli/configuration.h"
#include "cli/shell.h"
#include "cli/site.h"
#include "cli/store.h"
#include "http/outgoing_client.h"

namespace linkki::cli {

class Served {
 public:
  Served() {
    const std::string script = LINKKI_SOURCE_DIR "/certs/make-development-certificates";
    std::filesystem::create_directory(folder_ / "certs");
    ok_ = std::system((script + " --out " + certificates() + " > /dev/null 2>&1").c_str()) == 0;
    auto settings = base::load_settings(
        "", {"server.port=0", "server.address=127.0.0.1", "server.public_url=https://localhost/fhir",
             "metrics.port=0", "log.level=error", "sandbox.enabled=true", "storage.data=" + data(),
             "tls.chain=" + certificates() + "/server.pem", "tls.key=" + certificates() + "/server.key"});
    ok_ = ok_ && settings.ok();
    if (settings.ok()) settings_ = *settings;
  }

  std::string data() const { return folder_ / "data"; }
  std::string certificates() const { return folder_ / "certs"; }
  std::string url() const { return "https://localhost:" + std::to_string(site_->port()) + "/fhir"; }
  const Folder& folder() const { return folder_; }

  void start() {
    ASSERT_TRUE(ok_);
    ASSERT_TRUE(prepare_data_folder(settings_).ok());
    auto site = Site::start(settings_, clock_, random_, Seed::no);
    ASSERT_TRUE(site.ok()) << site.failure().issues.front().text();
    site_ = std::move(*site);
  }
  void stop() { site_.reset(); }
  Site& site() { return *site_; }
  base::Settings& settings() { return settings_; }  // that start() goes by

  std::string token(const std::string& role) const {
    std::string token = shell_now({"token", "--data", data(), "--role", role}).out;
    if (!token.empty()) token.pop_back();
    return token;
  }

  int send(const std::string& method, const std::string& path, const std::string& body = {}) {
    return send_with(token("tester"), method, path, body);
  }
  // The status; 0: no answer. An empty token: none.
  int send_with(const std::string& token, const std::string& method, const std::string& path,
                const std::string& body = {}) {
    const auto client = http::OutgoingClient::make(certificates() + "/ca.pem");
    if (!client.ok()) return 0;
    base::OutgoingRequest request{method, url() + path, {{"Content-Type", "application/fhir+json"}}, body};
    if (!token.empty()) request.headers.emplace_back("Authorization", "Bearer " + token);
    const auto answer = (*client)->send(request);
    return answer.ok() ? answer->status : 0;
  }

  // With the time of now: tokens are checked against the server's clock.
  static Printed shell_now(std::vector<std::string> arguments) {
    const base::SystemClock clock;
    base::SystemRandom random;
    std::ostringstream out, err;
    const int code = run(std::move(arguments), out, err, clock, random);
    return {code, out.str(), err.str()};
  }

 private:
  const Folder folder_;
  base::SystemClock clock_;
  base::SystemRandom random_;
  base::Settings settings_;
  bool ok_ = false;
  std::unique_ptr<Site> site_;
};

// Made once: an organisation with three versions, one that was deleted, one more; each test has a copy.
class StoreTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    served_ = new Served;
    served_->start();
    const auto organization = [](const std::string& id, const std::string& name) {
      const std::string body =
          R"({"resourceType":"Organization","id":")" + id + R"(","name":")" + name + "\"}";
      return served_->send("PUT", "/Organization/" + id, body);
    };
    ASSERT_EQ(organization("county", "Region"), 201);
    ASSERT_EQ(organization("county", "County"), 200);
    ASSERT_EQ(organization("county", "Wellbeing county"), 200);
    ASSERT_EQ(organization("closed", "Closed"), 201);
    ASSERT_EQ(served_->send("DELETE", "/Organization/closed"), 204);
    ASSERT_EQ(organization("town", "Town"), 201);
    served_->stop();
  }
  static void TearDownTestSuite() { delete served_; }

  StoreTest() { std::filesystem::copy(served_->data(), data(), std::filesystem::copy_options::recursive); }
  std::string data() const { return folder_ / "data"; }

  // Changes what is stored, behind the server's back.
  template <class Change>
  void tamper(Change change) {
    auto engine = open_store(DataFolder(data()), storage::lmdb::Mode::read_write);
    ASSERT_TRUE(engine.ok()) << engine.failure().issues.front().text();
    auto write = (*engine)->begin_write();
    ASSERT_TRUE(write.ok());
    change(**write);
    const auto committed = (*write)->commit();
    ASSERT_TRUE(committed.ok());
  }

  static Served* served_;
  Folder folder_;
};

inline Served* StoreTest::served_ = nullptr;

}  // namespace linkki::cli
