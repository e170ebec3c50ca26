#include "access/remote_keys.h"

#include <gtest/gtest.h>

#include <condition_variable>
#include <deque>

#include "access/foreign_issuer.h"
#include "access/messages.h"
#include "access/token.h"
#include "base/random.h"

namespace linkki::access {
namespace {

using namespace std::chrono_literals;

// Answers as it was told to, in order; a call beyond that waits until there is an answer, or the test ends.
class ScriptedOutgoing final : public base::Outgoing {
 public:
  base::Outcome<base::OutgoingAnswer> send(const base::OutgoingRequest& request) override {
    std::unique_lock lock(mutex_);
    requests_.push_back(request);
    changed_.notify_all();
    changed_.wait(lock, [this] { return !answers_.empty() || ended_; });
    if (ended_) return base::OutgoingAnswer{500, {}, {}};
    const auto answer = answers_.front();
    answers_.pop_front();
    return answer;
  }
  void answer(int status, std::string body) {
    const std::lock_guard lock(mutex_);
    answers_.push_back({status, {}, std::move(body)});
    changed_.notify_all();
  }
  void wait_for(std::size_t requests) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return requests_.size() >= requests; });
  }
  void end() {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    changed_.notify_all();
  }
  std::size_t count() {
    const std::lock_guard lock(mutex_);
    return requests_.size();
  }
  base::OutgoingRequest last() {
    const std::lock_guard lock(mutex_);
    return requests_.back();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<base::OutgoingAnswer> answers_;
  std::vector<base::OutgoingRequest> requests_;
  bool ended_ = false;
};

const ForeignIssuer& issuer() {
  static const ForeignIssuer made;
  return made;
}
std::string jwks(std::initializer_list<const char*> names) {
  std::string out = "{\"keys\":[";
  for (const auto* name : names) out += (out.back() == '[' ? "" : ",") + issuer().jwk(name);
  return out + "]}";
}

class PublishedKeys : public ::testing::Test {
 protected:
  PublishedKeys() {
    auto outgoing = std::make_unique<ScriptedOutgoing>();
    outgoing_ = outgoing.get();
    keys_ = std::make_shared<RemoteKeys>(
        RemoteKeys::Settings{.issuer = "https://idp.example", .url = "https://idp.example/keys"},
        std::move(outgoing), clock_, log_);
  }
  ~PublishedKeys() override {
    outgoing_->end();
    keys_.reset();
  }

  void wait_for_keys(std::size_t count) {
    while (!keys_->current() || keys_->current()->size() != count) std::this_thread::yield();
  }
  // The fetch under way has ended, whatever came of it. Pre: the clock stands where it began.
  void wait_until_idle() {
    while (keys_->ask()) std::this_thread::yield();
  }

  base::FakeClock clock_{base::Instant{1'780'000'000s}};
  base::SeededRandom random_{1};
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> log_file_{std::tmpfile(), std::fclose};
  base::Log log_{base::LogLevel::error, base::LogFormat::text, clock_, random_, log_file_.get()};
  ScriptedOutgoing* outgoing_;
  std::shared_ptr<RemoteKeys> keys_;
};

TEST_F(PublishedKeys, AreFetchedAtTheStart) {
  EXPECT_EQ(keys_->current(), nullptr) << "nobody waited for them";
  outgoing_->answer(200, jwks({"ES256"}));
  wait_for_keys(1);
  EXPECT_TRUE(keys_->current()->has("ES256"));
  EXPECT_EQ(outgoing_->last().method, "GET");
  EXPECT_EQ(outgoing_->last().url, "https://idp.example/keys");
}

TEST_F(PublishedKeys, AreFetchedAgainForAKeyThatIsNotAmongThem) {
  outgoing_->answer(200, jwks({"ES256"}));
  wait_for_keys(1);
  clock_.advance(10s);
  EXPECT_TRUE(keys_->ask());
  outgoing_->answer(200, jwks({"ES256", "ES384"}));
  wait_for_keys(2);
}

TEST_F(PublishedKeys, AreNotFetchedAtTheWillOfWhoSendsTokens) {
  outgoing_->answer(200, jwks({"ES256"}));
  wait_for_keys(1);
  wait_until_idle();
  clock_.advance(9s);
  for (int i = 0; i < 1'000; ++i) EXPECT_FALSE(keys_->ask());
  EXPECT_EQ(outgoing_->count(), 1u);
}

TEST_F(PublishedKeys, AreFetchedAgainWhenTheyAreOld) {
  outgoing_->answer(200, jwks({"ES256"}));
  wait_for_keys(1);
  clock_.advance(3'600s);
  outgoing_->answer(200, jwks({"ES256", "RS256"}));
  wait_for_keys(2);
}

TEST_F(PublishedKeys, StayWhenTheyCannotBeFetchedAgain) {
  outgoing_->answer(200, jwks({"ES256"}));
  wait_for_keys(1);
  for (const auto& [status, body] : {std::pair{500, jwks({"ES384"})},
                                     {200, std::string("<html>")},
                                     {200, std::string(R"({"keys":[]})")},
                                     {302, jwks({"ES384"})}}) {
    const auto before = outgoing_->count();
    clock_.advance(3'600s);
    keys_->ask();
    outgoing_->answer(status, body);
    outgoing_->wait_for(before + 1);
    wait_until_idle();
    EXPECT_TRUE(keys_->current()->has("ES256"));
    EXPECT_FALSE(keys_->current()->has("ES384"));
  }
}

TEST_F(PublishedKeys, ThatCameNotAtTheStartAreTriedForAgain) {
  outgoing_->answer(503, "");
  outgoing_->wait_for(1);
  wait_until_idle();
  EXPECT_EQ(keys_->current(), nullptr);
  clock_.advance(10s);
  outgoing_->answer(200, jwks({"ES256"}));
  wait_for_keys(1);
}

// What a token of such an issuer meets.
class PublishedToken : public PublishedKeys {
 protected:
  PublishedToken() {
    TokenPolicy policy;
    policy.audiences = {"https://localhost:8443/fhir"};
    TrustedIssuer trusted;
    trusted.issuer = "https://idp.example";
    trusted.remote = keys_;
    policy.issuers.push_back(std::move(trusted));
    verifier_.emplace(std::move(policy), clock_);
  }
  std::string verdict(const std::string& key) {
    const std::string now = std::to_string(clock_.now().time_since_epoch().count() / 1'000'000);
    const auto outcome = verifier_->verify(issuer().sign(
        key, key,
        R"({"iss":"https://idp.example","aud":"https://localhost:8443/fhir","sub":"anna","iat":)" + now +
            R"(,"exp":)" + now +
            R"(9,"linkki_role":"link-worker","linkki_organization":"Organization/vaasa"})"));
    return outcome.ok() ? "accepted" : std::string(outcome.failure().issues[0].message->code);
  }
  std::optional<TokenVerifier> verifier_;
};

TEST_F(PublishedToken, WaitsForTheFirstFetch) {
  EXPECT_EQ(verdict("ES256"), "token-keys");
  outgoing_->answer(200, jwks({"ES256"}));
  wait_for_keys(1);
  EXPECT_EQ(verdict("ES256"), "accepted");
}

TEST_F(PublishedToken, OfANewKeyIsTakenOnceItIsPublished) {
  outgoing_->answer(200, jwks({"ES256"}));
  wait_for_keys(1);
  wait_until_idle();
  EXPECT_EQ(verdict("ES384"), "token-signature") << "just looked: it is not there";
  clock_.advance(10s);
  EXPECT_EQ(verdict("ES384"), "token-keys");
  outgoing_->answer(200, jwks({"ES256", "ES384"}));
  wait_for_keys(2);
  EXPECT_EQ(verdict("ES384"), "accepted");
}

}  // namespace
}  // namespace linkki::access
