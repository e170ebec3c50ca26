#include "terminology/expand.h"

#include <algorithm>

#include "terminology/small.h"

namespace linkki::terminology {
namespace {

void print_codes(std::span<json::Value> contains, std::string& out) {
  for (auto& one : contains) {
    if (!out.empty() && out.back() != '(') out += ' ';
    out += one.text_of("code");
    auto below = items(one, "contains");
    if (below.empty()) continue;
    out += '(';
    print_codes(below, out);
    out += ')';
  }
}

// "red(crimson scarlet) blue", or the code of what the request was refused with.
std::string codes(const base::Outcome<std::string>& answer) {
  if (!answer) return "refused: " + std::string(answer.failure().issues[0].message->code);
  auto parsed = *json::parse(*answer);
  std::string out;
  print_codes(items(*parsed.root.find("expansion"), "contains"), out);
  return out;
}

base::Outcome<std::string> ask(const std::vector<std::string>& resources, std::vector<std::string> parameters,
                               std::string_view languages = {}) {
  auto all = resources;
  all.push_back(colours);
  Asked asked(parameters);
  asked.request.accept_language = languages;
  return expand(catalogue(all), asked.request);
}

std::string expanded(const std::string& set, std::vector<std::string> parameters = {}) {
  parameters.push_back(text("url", "urn:s"));
  return codes(ask({set}, parameters));
}

const std::string whole = value_set("urn:s", R"({"include":[{"system":"urn:c"}]})");

TEST(Expand, ListsAWholeCodeSystemInItsOrder) {
  EXPECT_EQ(expanded(whole), "red crimson scarlet blue any");
}

TEST(Expand, NestsCodesWhereItIsAskedTo) {
  EXPECT_EQ(expanded(whole, {flag("excludeNested", false)}), "red(crimson scarlet) blue any");
  EXPECT_EQ(expanded(whole, {flag("excludeNested", true)}), "red crimson scarlet blue any");
}

TEST(Expand, LeavesOutInactiveCodesWhereItIsAskedTo) {
  EXPECT_EQ(expanded(whole, {flag("activeOnly", true)}), "red crimson blue any");
  EXPECT_EQ(expanded(value_set("urn:s", R"({"inactive":false,"include":[{"system":"urn:c"}]})")),
            "red crimson blue any");
}

TEST(Expand, LeavesOutGroupsThatAreNotForUsers) {
  EXPECT_EQ(expanded(whole, {flag("excludeNotForUI", true)}), "red crimson scarlet blue");
}

TEST(Expand, GivesAPageWithTheTotalOfAll) {
  auto answer = ask({whole}, {text("url", "urn:s"), parameter("offset", "Integer", "1"),
                              parameter("count", "Integer", "2")});
  EXPECT_EQ(codes(answer), "crimson scarlet");
  EXPECT_NE(answer->find(R"("total":5)"), std::string::npos);
}

TEST(Expand, CountsWithoutCodesWhenNoneAreAskedFor) {
  auto answer = ask({whole}, {text("url", "urn:s"), parameter("count", "Integer", "0")});
  EXPECT_NE(answer->find(R"("total":5)"), std::string::npos);
  EXPECT_EQ(answer->find("contains"), std::string::npos);
}

TEST(Expand, NamesThePagesOfOneExpansionAlike) {
  auto identifier = [&](const char* offset) {
    auto answer = ask({whole}, {text("url", "urn:s"), parameter("offset", "Integer", offset)});
    auto at = answer->find("urn:uuid:");
    return answer->substr(at, 45);
  };
  EXPECT_EQ(identifier("0"), identifier("2"));
}

TEST(Expand, FindsCodesByEachWordOfAFilterInAnyLanguage) {
  EXPECT_EQ(expanded(whole, {text("filter", "CRIM")}), "crimson");
  EXPECT_EQ(expanded(whole, {text("filter", "sini")}), "blue");
  EXPECT_EQ(expanded(whole, {text("filter", "red puna")}), "red");
  EXPECT_EQ(expanded(whole, {text("filter", "green")}), "");
}

struct FilterCase {
  const char* property;
  const char* op;
  const char* value;
  const char* codes;
};

TEST(Expand, KnowsEachOperatorOfAFilter) {
  const FilterCase cases[] = {
      {"concept", "is-a", "red", "red crimson scarlet"},
      {"concept", "descendent-of", "red", "crimson scarlet"},
      {"concept", "is-not-a", "red", "blue any"},
      {"concept", "generalizes", "crimson", "red crimson"},
      {"code", "regex", ".*e", "blue"},
      {"code", "in", "red, blue", "red blue"},
      {"code", "not-in", "red,blue", "crimson scarlet any"},
      {"warm", "=", "true", "red"},
      {"warm", "exists", "true", "red blue"},
      {"warm", "exists", "false", "crimson scarlet any"},
      {"parent", "=", "red", "crimson scarlet"},
      {"child", "=", "scarlet", "red"},
      {"notSelectable", "=", "false", "red crimson scarlet blue"},
  };
  for (auto& one : cases) {
    EXPECT_EQ(expanded(filtered("urn:s", one.property, one.op, one.value)), one.codes)
        << one.property << one.op;
  }
}

TEST(Expand, RefusesAFilterThatSaysNothing) {
  EXPECT_EQ(expanded(filtered("urn:s", "concept", "is-a", "")), "refused: terminology-filter");
  EXPECT_EQ(expanded(filtered("urn:s", "concept", "near", "red")), "refused: terminology-filter-operator");
  EXPECT_EQ(expanded(filtered("urn:s", "code", "regex", "(")), "refused: terminology-filter");
}

TEST(Expand, TakesOutWhatIsExcluded) {
  EXPECT_EQ(expanded(value_set("urn:s", R"({"include":[{"system":"urn:c"}],"exclude":[{"system":"urn:c",
      "filter":[{"property":"concept","op":"is-a","value":"red"}]}]})")),
            "blue any");
}

TEST(Expand, TakesOfSeveralImportsWhatAllOfThemHave) {
  auto reds = filtered("urn:reds", "concept", "is-a", "red");
  auto both = value_set("urn:s", R"({"include":[{"system":"urn:c","valueSet":["urn:reds","urn:listed"]}]})");
  auto listed = value_set("urn:listed",
                          R"({"include":[{"system":"urn:c","concept":[{"code":"red"},{"code":"blue"}]}]})");
  EXPECT_EQ(codes(ask({both, reds, listed}, {text("url", "urn:s")})), "red");
}

TEST(Expand, RefusesSetsThatLeadInACircle) {
  auto a = value_set("urn:s", R"({"include":[{"valueSet":["urn:b"]}]})");
  auto b = value_set("urn:b", R"({"include":[{"valueSet":["urn:s"]}]})");
  EXPECT_EQ(codes(ask({a, b}, {text("url", "urn:s")})), "refused: terminology-cycle");
}

TEST(Expand, SaysWhatIsNotLoaded) {
  EXPECT_EQ(codes(ask({}, {text("url", "urn:none")})), "refused: terminology-set-unknown");
  EXPECT_EQ(expanded(value_set("urn:s", R"({"include":[{"system":"urn:none"}]})")),
            "refused: terminology-system-unknown");
  EXPECT_EQ(expanded(value_set("urn:s", R"({"include":[{"valueSet":["urn:none"]}]})")),
            "refused: terminology-set-unknown");
}

TEST(Expand, ListsCodesOfASystemThatIsNotLoaded) {
  EXPECT_EQ(expanded(value_set("urn:s", R"({"include":[{"system":"urn:none","concept":[{"code":"a"}]}]})")),
            "a");
}

TEST(Expand, ShowsTheLanguageThatWasAskedFor) {
  auto display = [&](std::vector<std::string> parameters, std::string_view header) {
    parameters.push_back(text("url", "urn:s"));
    auto answer = ask({filtered("urn:s", "code", "=", "red")}, parameters, header);
    auto parsed = *json::parse(*answer);
    return std::string(items(*parsed.root.find("expansion"), "contains")[0].text_of("display"));
  };
  EXPECT_EQ(display({}, ""), "Red");
  EXPECT_EQ(display({}, "fi"), "Punainen");
  EXPECT_EQ(display({text("displayLanguage", "sv")}, "fi"), "Röd");
  EXPECT_EQ(display({}, "de, sv;q=0.5"), "Röd");
  EXPECT_EQ(display({}, "de"), "Red");
  EXPECT_EQ(display({}, "de, *;q=0"), "");
}

TEST(Expand, AddsDesignationsWhenAsked) {
  auto answer = ask({filtered("urn:s", "code", "=", "blue")},
                    {text("url", "urn:s"), flag("includeDesignations", true)}, "fi");
  EXPECT_NE(answer->find(R"("display":"Sininen","designation":[{"language":"en","value":"Blue"}])"),
            std::string::npos);
}

TEST(Expand, TakesAValueSetThatTheRequestBringsAlong) {
  Asked asked({R"({"name":"valueSet","resource":)" + whole + "}"});
  EXPECT_EQ(codes(expand(catalogue({colours}), asked.request)), "red crimson scarlet blue any");
}

TEST(Expand, AddsWhatASupplementSays) {
  auto more = R"({"resourceType":"CodeSystem","id":"m","url":"urn:m","version":"3","status":"active",
    "content":"supplement","supplements":"urn:c","concept":[{"code":"red","designation":[{"language":"de","value":"Rot"}]}]})";
  auto set = filtered("urn:s", "code", "=", "red");
  auto answer =
      ask({set, more}, {text("url", "urn:s"), text("useSupplement", "urn:m"), text("displayLanguage", "de")});
  EXPECT_NE(answer->find(R"("display":"Rot")"), std::string::npos);
  EXPECT_NE(answer->find("urn:m|3"), std::string::npos);
  EXPECT_EQ(codes(ask({set}, {text("url", "urn:s"), text("useSupplement", "urn:m")})),
            "refused: terminology-supplement");
}

TEST(Expand, TakesTheVersionThatARuleNames) {
  auto old =
      std::string(R"({"resourceType":"CodeSystem","id":"o","url":"urn:c","version":"1","status":"active",
    "content":"complete","concept":[{"code":"grey"}]})");
  auto set = value_set("urn:s", R"({"include":[{"system":"urn:c","version":"1"}]})");
  EXPECT_EQ(codes(ask({old, set}, {text("url", "urn:s")})), "grey");
  EXPECT_EQ(codes(ask({old, whole}, {text("url", "urn:s"), text("system-version", "urn:c|1")})), "grey");
  EXPECT_EQ(codes(ask({old, whole}, {text("url", "urn:s"), text("check-system-version", "urn:c|1")})),
            "refused: terminology-system-version");
}

}  // namespace
}  // namespace linkki::terminology
