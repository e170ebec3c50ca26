#include "repository/seed.h"

#include "base/json/parse.h"
#include "definitions/added_resource.h"
#include "repository/fixture.h"
#include "repository/meta.h"

namespace linkki::repository {
namespace {

// R4's own, but with a few resources to be held, so that seeding them is quick.
class FewResources final : public definitions::Definitions {
 public:
  FewResources(std::string fingerprint, std::vector<std::string> resources)
      : fingerprint_(std::move(fingerprint)), resources_(std::move(resources)) {}

  using Name = std::string_view;
  using Parameter = definitions::SearchParameter;
  const definitions::Type* find_type(Name name) const override { return r4().find_type(name); }
  const definitions::Type* find_profile(Name name) const override { return r4().find_profile(name); }
  const definitions::ValueSet* find_value_set(Name name) const override { return r4().find_value_set(name); }
  void each_value_set(const std::function<void(const definitions::ValueSet&)>& visit) const override {
    r4().each_value_set(visit);
  }
  std::span<const definitions::Type* const> resource_types() const override { return r4().resource_types(); }
  std::span<const Parameter* const> search_parameters(Name type) const override {
    return r4().search_parameters(type);
  }
  const Parameter* find_search_parameter(Name type, Name code) const override {
    return r4().find_search_parameter(type, code);
  }
  const Parameter* find_search_parameter(Name name) const override {
    return r4().find_search_parameter(name);
  }
  std::span<const Parameter* const> compartment(Name code, Name type) const override {
    return r4().compartment(code, type);
  }
  std::span<const Parameter* const> patient_parameters(Name type) const override {
    return r4().patient_parameters(type);
  }
  base::Outcome<void> each_resource(const Visit& visit) const override {
    ++visits;
    for (const std::string& resource : resources_) {
      const auto document = json::parse(resource);
      visit(document->root.text_of("resourceType"), document->root.text_of("id"), resource);
    }
    return base::done();
  }
  base::Outcome<std::optional<std::string>> find_resource(Name) const override {
    return std::optional<std::string>{};
  }
  Name fingerprint() const override { return fingerprint_; }

  mutable std::atomic<int> visits{0};

 private:
  static const definitions::Definitions& r4() { return *definitions::r4(); }
  const std::string fingerprint_;
  const std::vector<std::string> resources_;
};

std::string code_system(const std::string& id, const std::string& name) {
  return R"({"resourceType":"CodeSystem","id":")" + id + R"(","url":"http://x.example/)" + id +
         R"(","name":")" + name + R"(","status":"active","content":"complete"})";
}

std::vector<std::string> many() {
  std::vector<std::string> resources;
  for (int i = 0; i < 45; ++i) resources.push_back(code_system("c" + std::to_string(i), "First"));
  resources.push_back(R"({"resourceType":"Unheard","id":"of"})");
  return resources;
}

void seed(Store& store, const std::shared_ptr<FewResources>& definitions,
          const std::vector<std::string>& packages = {}) {
  definitions::Added added;
  for (const std::string& one : packages) added.push_back(*definitions::read_added(one));
  Seeding(*store.repository, definitions, std::move(added)).wait();
}

TEST(Seeding, MakesDefinitionsReadableAndSearchable) {
  Store store;
  seed(store, std::make_shared<FewResources>("one", many()));
  EXPECT_EQ(store.found("CodeSystem?url=http://x.example/c44"), "c44");
  EXPECT_EQ(store.search("CodeSystem?name=first").total, 45u);
  EXPECT_NE(store.read("CodeSystem", "c7").find(R"("versionId":"1")"), std::string::npos);
}

TEST(Seeding, WritesNothingTheSecondTime) {
  Store store;
  seed(store, std::make_shared<FewResources>("one", many()));
  const auto before = dump(*store.engine);
  const auto same = std::make_shared<FewResources>("one", many());
  seed(store, same);
  EXPECT_EQ(same->visits, 0);
  EXPECT_EQ(dump(*store.engine), before);
}

TEST(Seeding, WritesOnlyWhatIsAnotherInANewSet) {
  Store store;
  auto resources = many();
  seed(store, std::make_shared<FewResources>("one", resources));
  store.remove("CodeSystem", "c1");
  resources[0] = code_system("c0", "Second");
  seed(store, std::make_shared<FewResources>("two", resources));
  EXPECT_EQ(store.snapshot().sequence(), 45u + 1 + 2);
  EXPECT_EQ(store.found("CodeSystem?name=second"), "c0");
  EXPECT_EQ(store.found("CodeSystem?_id=c1"), "c1");
}

TEST(Seeding, LeavesWhatAClientHasTakenOver) {
  Store store;
  auto resources = many();
  seed(store, std::make_shared<FewResources>("one", resources));
  store.define(code_system("c0", "Theirs"));
  resources[0] = code_system("c0", "Second");
  seed(store, std::make_shared<FewResources>("two", resources));
  EXPECT_EQ(store.found("CodeSystem?name=theirs"), "c0");
  EXPECT_EQ(store.found("CodeSystem?name=second"), "");
}

TEST(Seeding, StoresWhatPackagesDefineAndDeletesItWithThem) {
  Store store;
  const auto own = std::make_shared<FewResources>("one", std::vector{code_system("c0", "Own")});
  seed(store, own);
  seed(store, own, {code_system("p", "Package"), code_system("q", "Package")});
  EXPECT_EQ(store.found("CodeSystem?name=package"), "p q");
  seed(store, own, {code_system("q", "Package")});
  EXPECT_EQ(store.found("CodeSystem?name=package"), "q");
  seed(store, own);
  EXPECT_EQ(store.found("CodeSystem?name=package"), "");
  EXPECT_EQ(store.found("CodeSystem?name=own"), "c0");
}

TEST(Seeding, StoresPackagesOnce) {
  Store store;
  const auto own = std::make_shared<FewResources>("one", std::vector{code_system("c0", "Own")});
  seed(store, own, {code_system("p", "Package")});
  const auto before = dump(*store.engine);
  seed(store, own, {code_system("p", "Package")});
  EXPECT_EQ(dump(*store.engine), before);
}

TEST(Seeding, GivesBackItsOwnWhenAPackageGoes) {
  Store store;
  const auto own = std::make_shared<FewResources>("one", std::vector{code_system("c0", "Own")});
  seed(store, own);
  seed(store, own, {code_system("c0", "Package")});
  EXPECT_EQ(store.found("CodeSystem?name=package"), "c0");
  seed(store, own);
  EXPECT_EQ(store.found("CodeSystem?name=own"), "c0");
}

TEST(Seeding, OfSeveralPackagesStoresTheLast) {
  Store store;
  const auto own = std::make_shared<FewResources>("one", std::vector{code_system("c0", "Own")});
  seed(store, own, {code_system("p", "Earlier"), code_system("p", "Later")});
  EXPECT_EQ(store.found("CodeSystem?_id=p"), "p");
  EXPECT_NE(store.read("CodeSystem", "p").find("Later"), std::string::npos);
}

TEST(Seeding, DeletesNothingThatAClientHasTakenOver) {
  Store store;
  const auto own = std::make_shared<FewResources>("one", std::vector{code_system("c0", "Own")});
  seed(store, own, {code_system("p", "Package")});
  store.define(code_system("p", "Theirs"));
  seed(store, own);
  EXPECT_EQ(store.found("CodeSystem?name=theirs"), "p");
}

// 4 097 codes are more values than the index takes of one resource.
TEST(Seeding, LeavesOutWhatTheIndexCannotHoldAndStoresTheRest) {
  Store store;
  const auto own = std::make_shared<FewResources>("one", std::vector{code_system("c0", "Own")});
  std::string large = code_system("large", "Package");
  large.back() = ',';
  large += R"("concept":[{"code":"0"})";
  for (int i = 1; i <= 4'096; ++i) large += R"(,{"code":")" + std::to_string(i) + "\"}";
  const std::vector<std::string> packages{large + "]}", code_system("p", "Package")};
  seed(store, own, packages);
  EXPECT_EQ(store.found("CodeSystem?name=package"), "p");
  const auto before = dump(*store.engine);
  seed(store, own, packages);
  EXPECT_EQ(dump(*store.engine), before) << "that is all there is to do";
  seed(store, own);
  EXPECT_EQ(store.found("CodeSystem?name=package"), "");
}

}  // namespace
}  // namespace linkki::repository
