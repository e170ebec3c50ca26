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

// Lets the job end before it is stopped: so many commits are its own.
void seed(Store& store, const std::shared_ptr<FewResources>& definitions, std::size_t commits,
          const std::vector<std::string>& packages = {}) {
  const std::size_t before = store.audit.batches.size();
  definitions::Added added;
  for (const std::string& one : packages) added.push_back(*definitions::read_added(one));
  const Seeding seeding(*store.repository, definitions, std::move(added));
  store.audit.wait_for_commits(before + commits);
}

TEST(Seeding, MakesDefinitionsReadableAndSearchable) {
  Store store;
  seed(store, std::make_shared<FewResources>("one", many()), 3);  // 40, the rest, the mark that it is done
  EXPECT_EQ(store.found("CodeSystem?url=http://x.example/c44"), "c44");
  EXPECT_EQ(store.search("CodeSystem?name=first").total, 45u);
  EXPECT_NE(store.read("CodeSystem", "c7").find(R"("versionId":"1")"), std::string::npos);
}

TEST(Seeding, WritesNothingTheSecondTime) {
  Store store;
  seed(store, std::make_shared<FewResources>("one", many()), 3);
  const auto before = dump(*store.engine);
  const auto same = std::make_shared<FewResources>("one", many());
  seed(store, same, 0);
  EXPECT_EQ(same->visits, 0);
  EXPECT_EQ(dump(*store.engine), before);
}

TEST(Seeding, WritesOnlyWhatIsAnotherInANewSet) {
  Store store;
  auto resources = many();
  seed(store, std::make_shared<FewResources>("one", resources), 3);
  store.remove("CodeSystem", "c1");
  resources[0] = code_system("c0", "Second");
  seed(store, std::make_shared<FewResources>("two", resources), 3);
  EXPECT_EQ(store.snapshot().sequence(), 45u + 1 + 2);
  EXPECT_EQ(store.found("CodeSystem?name=second"), "c0");
  EXPECT_EQ(store.found("CodeSystem?_id=c1"), "c1");
}

TEST(Seeding, LeavesWhatAClientHasTakenOver) {
  Store store;
  auto resources = many();
  seed(store, std::make_shared<FewResources>("one", resources), 3);
  store.define(code_system("c0", "Theirs"));
  resources[0] = code_system("c0", "Second");
  seed(store, std::make_shared<FewResources>("two", resources), 3);
  EXPECT_EQ(store.found("CodeSystem?name=theirs"), "c0");
  EXPECT_EQ(store.found("CodeSystem?name=second"), "");
}

// What is to be stored, the resources, the mark that it is done.
TEST(Seeding, StoresWhatPackagesDefineAndDeletesItWithThem) {
  Store store;
  const auto own = std::make_shared<FewResources>("one", std::vector{code_system("c0", "Own")});
  seed(store, own, 2);
  seed(store, own, 3, {code_system("p", "Package"), code_system("q", "Package")});
  EXPECT_EQ(store.found("CodeSystem?name=package"), "p q");
  seed(store, own, 3, {code_system("q", "Package")});
  EXPECT_EQ(store.found("CodeSystem?name=package"), "q");
  seed(store, own, 3);
  EXPECT_EQ(store.found("CodeSystem?name=package"), "");
  EXPECT_EQ(store.found("CodeSystem?name=own"), "c0");
}

TEST(Seeding, StoresPackagesOnce) {
  Store store;
  const auto own = std::make_shared<FewResources>("one", std::vector{code_system("c0", "Own")});
  seed(store, own, 5, {code_system("p", "Package")});
  const auto before = dump(*store.engine);
  seed(store, own, 0, {code_system("p", "Package")});
  EXPECT_EQ(dump(*store.engine), before);
}

TEST(Seeding, GivesBackItsOwnWhenAPackageGoes) {
  Store store;
  const auto own = std::make_shared<FewResources>("one", std::vector{code_system("c0", "Own")});
  seed(store, own, 2);
  seed(store, own, 3, {code_system("c0", "Package")});
  EXPECT_EQ(store.found("CodeSystem?name=package"), "c0");
  seed(store, own, 3);
  EXPECT_EQ(store.found("CodeSystem?name=own"), "c0");
}

TEST(Seeding, OfSeveralPackagesStoresTheLast) {
  Store store;
  const auto own = std::make_shared<FewResources>("one", std::vector{code_system("c0", "Own")});
  seed(store, own, 5, {code_system("p", "Earlier"), code_system("p", "Later")});
  EXPECT_EQ(store.found("CodeSystem?_id=p"), "p");
  EXPECT_NE(store.read("CodeSystem", "p").find("Later"), std::string::npos);
}

TEST(Seeding, DeletesNothingThatAClientHasTakenOver) {
  Store store;
  const auto own = std::make_shared<FewResources>("one", std::vector{code_system("c0", "Own")});
  seed(store, own, 5, {code_system("p", "Package")});
  store.define(code_system("p", "Theirs"));
  seed(store, own, 2);
  EXPECT_EQ(store.found("CodeSystem?name=theirs"), "p");
}

}  // namespace
}  // namespace linkki::repository
