#include "terminology/translate.h"

#include "terminology/limits.h"
#include "terminology/small.h"

namespace linkki::terminology {
namespace {

std::string map(const std::string& name, const std::string& body) {
  return R"({"resourceType":"ConceptMap","id":")" + name + R"(","url":"urn:m:)" + name +
         R"(","version":"1","status":"active",)" + body + "}";
}

// From urn:c to urn:t, with elements given as JSON.
std::string group(const std::string& elements, const std::string& unmapped = "") {
  return R"({"source":"urn:c","target":"urn:t","element":[)" + elements + "]" +
         (unmapped.empty() ? "" : R"(,"unmapped":)" + unmapped) + "}";
}

std::string element(const std::string& code, const std::string& target, const std::string& equivalence,
                    const std::string& more = "") {
  return R"({"code":")" + code + R"(","target":[{"code":")" + target + R"(","equivalence":")" + equivalence +
         "\"" + more + "}]}";
}

const std::string temperatures =
    R"({"resourceType":"CodeSystem","id":"t","url":"urn:t","status":"active","content":"complete",
  "concept":[{"code":"hot","display":"Hot","designation":[{"language":"sv","value":"Het"}]},
  {"code":"cold","display":"Cold"},{"code":"neither","display":"Neither"}]})";

const std::string feelings =
    map("feelings", R"("sourceUri":"urn:s:from","targetUri":"urn:s:to","group":[)" +
                        group(element("red", "hot", "wider") + "," + element("blue", "cold", "equivalent")) +
                        "]");

base::Outcome<std::string> ask(const std::vector<std::string>& parameters,
                               std::vector<std::string> resources = {feelings}) {
  resources.push_back(colours);
  resources.push_back(temperatures);
  return translate(catalogue(resources), Asked(parameters).request);
}

// "equivalence code" of each match, its products, and what follows the last "urn:m:" of its map.
std::string matches(const base::Outcome<std::string>& answer) {
  if (!answer) return "refused: " + std::string(answer.failure().issues[0].message->code);
  auto parsed = *json::parse(*answer);
  std::string all;
  for (auto& one : items(parsed.root, "parameter")) {
    if (one.text_of("name") != "match") continue;
    if (!all.empty()) all += "; ";
    for (auto& part : items(one, "part")) {
      if (part.text_of("name") == "equivalence") all += part.text_of("valueCode");
      if (part.text_of("name") == "concept")
        all += " " + std::string(part.find("valueCoding")->text_of("code"));
      if (part.text_of("name") == "source") all += " by " + std::string(part.text_of("valueUri").substr(6));
      if (part.text_of("name") != "product") continue;
      auto parts = items(part, "part");
      all += " with " + std::string(parts[0].text_of("valueUri")) + "=" +
             std::string(parts[1].find("valueCoding")->text_of("code"));
    }
  }
  return all;
}

std::vector<std::string> code(const std::string& code, const std::string& system = "urn:c") {
  return {text("code", code), text("system", system)};
}

template <class... More>
std::vector<std::string> with(std::vector<std::string> parameters, More... more) {
  (parameters.push_back(more), ...);
  return parameters;
}

const std::string by_url = text("url", "urn:m:feelings");

TEST(Translate, AnswersWhatTheMapSays) {
  auto answer = ask(with(code("red"), by_url));
  EXPECT_EQ(answered(answer, "result"), "true");
  EXPECT_EQ(answered(answer, "message"), "");
  EXPECT_EQ(matches(answer), "wider hot by feelings|1");
  EXPECT_NE(answer->find(R"("valueCoding":{"system":"urn:t","code":"hot","display":"Hot"})"),
            std::string::npos);
}

TEST(Translate, ShowsTheDisplayInTheLanguageAskedFor) {
  Asked asked(with(code("red"), by_url));
  asked.request.accept_language = "sv";
  auto answer = translate(catalogue({colours, temperatures, feelings}), asked.request);
  EXPECT_NE(answer->find(R"("display":"Het")"), std::string::npos) << *answer;
}

TEST(Translate, TakesACodingAndEachCodingOfACodeableConcept) {
  EXPECT_EQ(matches(ask({by_url, parameter("coding", "Coding", R"({"system":"urn:c","code":"blue"})")})),
            "equivalent cold by feelings|1");
  auto several = parameter("codeableConcept", "CodeableConcept",
                           R"({"coding":[{"system":"urn:c","code":"blue"},{"system":"urn:x","code":"1"},
                               {"system":"urn:c","code":"red"},{"code":"nowhere"}]})");
  EXPECT_EQ(matches(ask({by_url, several})), "equivalent cold by feelings|1; wider hot by feelings|1");
}

TEST(Translate, SaysWhyThereIsNoTranslation) {
  auto answer = ask(with(code("any"), by_url));
  EXPECT_EQ(answered(answer, "result"), "false");
  EXPECT_EQ(answered(answer, "message"), "The concept map urn:m:feelings|1 says nothing of 'any' of urn:c.");
  answer = ask(with(code("pink"), by_url));
  EXPECT_EQ(answered(answer, "message"), "The code system urn:c|2 has no code 'pink'.");
}

TEST(Translate, CallsWhatTheMapLeavesWithoutCounterpartNoTranslation) {
  auto unmatched = map("feelings", R"("group":[)" +
                                       group(R"({"code":"red","target":[{"equivalence":"unmatched"}]},)"
                                             R"({"code":"blue"},)" +
                                             element("any", "neither", "disjoint")) +
                                       "]");
  auto answer = ask(with(code("red"), by_url), {unmatched});
  EXPECT_EQ(answered(answer, "result"), "false");
  EXPECT_EQ(matches(answer), "unmatched by feelings|1");
  EXPECT_NE(answered(answer, "message").find("no counterpart"), std::string::npos);
  EXPECT_EQ(matches(ask(with(code("blue"), by_url), {unmatched})), "");
  auto disjoint = ask(with(code("any"), by_url), {unmatched});
  EXPECT_EQ(answered(disjoint, "result"), "false");
  EXPECT_EQ(matches(disjoint), "disjoint neither by feelings|1");
}

TEST(Translate, FindsTheMapsByTheCodesSystemWhereNoneIsNamed) {
  auto second = map("more", R"("group":[)" + group(element("red", "neither", "relatedto")) + "]");
  EXPECT_EQ(matches(ask(code("red"), {feelings, second})),
            "wider hot by feelings|1; relatedto neither by more|1");
  EXPECT_EQ(matches(ask(with(code("red"), text("targetsystem", "urn:t")))), "wider hot by feelings|1");
  EXPECT_EQ(matches(ask(with(code("red"), text("targetsystem", "urn:x")))), "");
}

TEST(Translate, FindsTheMapsByTheirValueSets) {
  auto other = map("other", R"("sourceCanonical":"urn:s:else|3","targetCanonical":"urn:s:to|1","group":[)" +
                                group(element("red", "neither", "relatedto")) + "]");
  std::vector<std::string> both{feelings, other};
  EXPECT_EQ(matches(ask(with(code("red"), text("source", "urn:s:else")), both)),
            "relatedto neither by other|1");
  EXPECT_EQ(matches(ask(with(code("red"), text("source", "urn:s:from"), text("target", "urn:s:to")), both)),
            "wider hot by feelings|1");
  EXPECT_EQ(matches(ask(with(code("red"), text("source", "urn:s:nowhere")), both)),
            "refused: terminology-map-none");
  EXPECT_EQ(matches(ask(code("1", "urn:x"), both)), "refused: terminology-map-none");
}

TEST(Translate, TakesOfAnotherMapWhatIsInTheTargetValueSet) {
  auto cold = R"({"resourceType":"ValueSet","id":"cold","url":"urn:s:cold","status":"active",
      "compose":{"include":[{"system":"urn:t","concept":[{"code":"cold"}]}]}})";
  std::vector<std::string> resources{feelings, cold};
  auto target = text("target", "urn:s:cold");
  EXPECT_EQ(matches(ask(with(code("blue"), target), resources)), "equivalent cold by feelings|1");
  auto answer = ask(with(code("red"), target), resources);
  EXPECT_EQ(matches(answer), "");
  EXPECT_EQ(answered(answer, "message"), "'hot' of urn:t is not in the value set urn:s:cold.");
  EXPECT_EQ(matches(ask(with(code("red"), text("target", "urn:s:none")))),
            "refused: terminology-set-unknown");
}

TEST(Translate, GoesTheOtherWayRound) {
  auto both =
      map("feelings",
          R"("sourceUri":"urn:s:from","targetUri":"urn:s:to","group":[)" +
              group(element("red", "hot", "wider") + "," + element("crimson", "hot", "specializes")) + "]");
  auto back = with(code("hot", "urn:t"), flag("reverse", true));
  EXPECT_EQ(matches(ask(with(back, by_url), {both})),
            "narrower red by feelings|1; subsumes crimson by feelings|1");
  EXPECT_EQ(matches(ask(back, {both})), matches(ask(with(back, by_url), {both})));
  EXPECT_EQ(matches(ask(with(back, text("target", "urn:s:to"), text("targetsystem", "urn:c")), {both})),
            matches(ask(back, {both})));
  EXPECT_EQ(matches(ask(with(back, text("targetsystem", "urn:x")), {both})), "");
  EXPECT_EQ(matches(ask(with(back, text("target", "urn:s:x")), {both})), "refused: terminology-map-none");
}

// Codes that no element lists.
TEST(Translate, KeepsAnUnmappedCodeWhereTheMapProvidesIt) {
  auto provided =
      map("feelings", R"("group":[)" + group(element("red", "hot", "equal"), R"({"mode":"provided"})") + "]");
  EXPECT_EQ(matches(ask(with(code("any"), by_url), {provided})), "equivalent any by feelings|1");
  EXPECT_EQ(matches(ask(with(code("red"), by_url), {provided})), "equal hot by feelings|1");
}

TEST(Translate, GivesAnUnmappedCodeTheFixedOne) {
  auto fixed = map(
      "feelings",
      R"("group":[)" + group(element("red", "hot", "equal"), R"({"mode":"fixed","code":"neither"})") + "]");
  EXPECT_EQ(matches(ask(with(code("any"), by_url), {fixed})), "relatedto neither by feelings|1");
  EXPECT_EQ(matches(ask(with(code("pink"), by_url), {fixed})), "") << "no such code";
}

TEST(Translate, AsksTheOtherMapForAnUnmappedCode) {
  auto first = map(
      "first",
      R"("group":[)" +
          group(element("any", "neither", "equal"), R"({"mode":"other-map","url":"urn:m:feelings"})") + "]");
  auto url = text("url", "urn:m:first");
  EXPECT_EQ(matches(ask(with(code("red"), url), {first, feelings})), "wider hot by feelings|1");
  EXPECT_EQ(matches(ask(with(code("any"), url), {first, feelings})), "equal neither by first|1");
  auto alone = ask(with(code("red"), url), {first});
  EXPECT_EQ(matches(alone), "");
  EXPECT_NE(answered(alone, "message").find("urn:m:feelings"), std::string::npos);
}

TEST(Translate, RefusesMapsThatSendInACircle) {
  auto to = [](const std::string& name, const std::string& next) {
    return map(name, R"("group":[)" +
                         group(element("any", "neither", "equal"),
                               R"({"mode":"other-map","url":"urn:m:)" + next + "\"}") +
                         "]");
  };
  EXPECT_EQ(matches(ask(with(code("red"), text("url", "urn:m:a")), {to("a", "b"), to("b", "a")})),
            "refused: terminology-map-cycle");
  std::vector<std::string> chain;
  for (int i = 0; i < 20; ++i) chain.push_back(to("n" + std::to_string(i), "n" + std::to_string(i + 1)));
  EXPECT_EQ(matches(ask(with(code("red"), text("url", "urn:m:n0")), chain)), "refused: terminology-map-deep");
}

TEST(Translate, AsksAMapOnceHoweverManyWaysLeadToIt) {
  std::vector<std::string> maps{feelings};
  for (int i = 0; i < 15; ++i) {
    const std::string next = i == 0 ? "feelings" : "n" + std::to_string(i - 1);
    std::string groups;
    for (int way = 0; way < 8; ++way) {
      groups += (way ? "," : "") + group(element("any", "neither", "equal"),
                                         R"({"mode":"other-map","url":"urn:m:)" + next + "\"}");
    }
    maps.push_back(map("n" + std::to_string(i), R"("group":[)" + groups + "]"));
  }
  EXPECT_EQ(matches(ask(with(code("red"), text("url", "urn:m:n14")), maps)), "wider hot by feelings|1");
}

TEST(Translate, FindsSoManyCodesAndNoMore) {
  const auto found = [](std::size_t count) {
    std::string targets;
    for (std::size_t i = 0; i < count; ++i) {
      targets += (i ? "," : "") + (R"({"equivalence":"wider","code":"t)" + std::to_string(i) + "\"}");
    }
    return matches(
        ask(with(code("red"), by_url),
            {map("feelings", R"("group":[)" + group(R"({"code":"red","target":[)" + targets + "]}") + "]")}));
  };
  EXPECT_NE(found(limits::translation_matches_max).find(" t999 by"), std::string::npos);
  EXPECT_EQ(found(limits::translation_matches_max + 1), "refused: terminology-translation-large");
}

TEST(Translate, SaysOnlySoMuchInItsMessage) {
  std::string targets;
  for (std::size_t i = 0; i < 100; ++i) {
    targets +=
        (i ? "," : "") + (R"({"equivalence":"wider","code":"t","dependsOn":[{"property":"urn:p","value":"v)" +
                          std::to_string(i) + "\"}]}");
  }
  const auto answer =
      ask(with(code("red"), by_url),
          {map("feelings", R"("group":[)" + group(R"({"code":"red","target":[)" + targets + "]}") + "]")});
  const std::string message = answered(answer, "message");
  EXPECT_NE(message.find("'v19'"), std::string::npos);
  EXPECT_EQ(message.find("'v20'"), std::string::npos);
}

std::string dependency(const std::string& property, const std::string& concept_) {
  return R"({"name":"dependency","part":[{"name":"element","valueUri":")" + property +
         R"("},{"name":"concept","valueCodeableConcept":)" + concept_ + "}]}";
}

const std::string at_night =
    map("feelings",
        R"("group":[)" +
            group(element("red", "hot", "equal",
                          R"(,"dependsOn":[{"property":"urn:p:time","system":"urn:x","value":"night"}])"
                          R"(,"product":[{"property":"urn:p:place","system":"urn:t","value":"neither"}])")) +
            "]");

TEST(Translate, NeedsWhatTheMapDependsOn) {
  auto answer = ask(with(code("red"), by_url), {at_night});
  EXPECT_EQ(answered(answer, "result"), "false");
  EXPECT_EQ(answered(answer, "message"),
            "'red' has a translation where urn:p:time is 'night'; give what is so as dependency.");
  const std::string given[] = {R"({"coding":[{"system":"urn:x","code":"night"}]})", R"({"text":"night"})"};
  for (auto& one : given) {
    EXPECT_EQ(matches(ask(with(code("red"), by_url, dependency("urn:p:time", one)), {at_night})),
              "equal hot with urn:p:place=neither by feelings|1");
  }
  const std::string wrong[] = {R"({"coding":[{"system":"urn:y","code":"night"}]})", R"({"text":"day"})"};
  for (auto& one : wrong) {
    EXPECT_EQ(matches(ask(with(code("red"), by_url, dependency("urn:p:time", one)), {at_night})), "");
  }
  EXPECT_EQ(matches(ask(with(code("red"), by_url, dependency("urn:p:other", given[0])), {at_night})), "");
}

TEST(Translate, TakesDependenciesAndProductsWithoutSystemToBeOfTheGroups) {
  const auto plain =
      map("feelings", R"("group":[)" +
                          group(element("red", "hot", "equal",
                                        R"(,"dependsOn":[{"property":"urn:p","value":"blue"}])"
                                        R"(,"product":[{"property":"urn:q","value":"neither"}])")) +
                          "]");
  const auto of = [&](const std::string& system) {
    return ask(with(code("red"), by_url,
                    dependency("urn:p", R"({"coding":[{"system":")" + system + R"(","code":"blue"}]})")),
               {plain});
  };
  EXPECT_EQ(matches(of("urn:x")), "");
  const auto answer = of("urn:c");
  EXPECT_EQ(matches(answer), "equal hot with urn:q=neither by feelings|1");
  EXPECT_NE(answer->find(R"({"system":"urn:t","code":"neither","display":"Neither"})"), std::string::npos)
      << *answer;
}

TEST(Translate, ChangesDependencyAndProductOnTheWayBack) {
  auto back = with(code("hot", "urn:t"), by_url, flag("reverse", true));
  EXPECT_EQ(matches(ask(back, {at_night})), "");
  auto place = dependency("urn:p:place", R"({"coding":[{"system":"urn:t","code":"neither"}]})");
  EXPECT_EQ(matches(ask(with(back, place), {at_night})), "equal red with urn:p:time=night by feelings|1");
}

TEST(Translate, RefusesWhatCannotBeAsked) {
  EXPECT_EQ(matches(ask({by_url})), "refused: terminology-one-code");
  EXPECT_EQ(matches(ask(with(code("red"), by_url, parameter("coding", "Coding", R"({"code":"red"})")))),
            "refused: terminology-one-code");
  EXPECT_EQ(matches(ask({by_url, text("code", "red")})), "refused: terminology-system-missing");
  EXPECT_EQ(matches(ask({by_url, parameter("coding", "Coding", R"({"system":"urn:c"})")})),
            "refused: terminology-code-needed");
  EXPECT_EQ(matches(ask(with(code("red"), text("url", "urn:m:none")))), "refused: terminology-map-unknown");
  EXPECT_EQ(matches(ask(with(code("red"), by_url, text("conceptMapVersion", "9")))),
            "refused: terminology-map-unknown");
  EXPECT_EQ(matches(ask(with(code("red"), by_url, text("source", "urn:s:else")))),
            "refused: terminology-map-source");
}

TEST(Translate, RefusesToAskTooManyMaps) {
  std::vector<std::string> many;
  for (int i = 0; i < 101; ++i) {
    many.push_back(
        map("n" + std::to_string(i), R"("group":[)" + group(element("red", "hot", "equal")) + "]"));
  }
  EXPECT_EQ(matches(ask(code("red"), many)), "refused: terminology-maps-many");
}

TEST(Translate, HeedsTheVersionsOfTheSystems) {
  auto versioned = map("feelings",
                       R"("group":[{"source":"urn:c","sourceVersion":"2","target":"urn:t","targetVersion":"7",
                       "element":[)" +
                           element("red", "hot", "equal") + "]}]");
  auto answer = ask(with(code("red"), by_url, text("version", "2")), {versioned});
  EXPECT_NE(answer->find(R"("version":"7")"), std::string::npos) << *answer;
  EXPECT_EQ(matches(ask(with(code("red"), by_url, text("version", "1")), {versioned})), "");
}

TEST(Translate, UsesAMapThatTheRequestBringsAlong) {
  auto parsed = *json::parse(feelings);
  Asked asked(code("red"));
  asked.request.add("conceptMap", parsed.root);
  EXPECT_EQ(matches(translate(catalogue({colours, temperatures}), asked.request)), "wider hot by feelings|1");
  Asked on_instance(code("blue"));
  on_instance.request.instance = &parsed.root;
  EXPECT_EQ(matches(translate(catalogue({colours, temperatures}), on_instance.request)),
            "equivalent cold by feelings|1");
  Asked beside(code("red"));
  beside.request.add("tx-resource", parsed.root);
  EXPECT_EQ(matches(translate(catalogue({colours, temperatures}), beside.request)),
            "wider hot by feelings|1");
}

TEST(Translate, KnowsTheMapsOfR4) {
  auto answer =
      translate(catalogue(),
                Asked({text("url", "http://hl7.org/fhir/ConceptMap/cm-administrative-gender-v3"),
                       text("code", "female"), text("system", "http://hl7.org/fhir/administrative-gender")})
                    .request);
  EXPECT_EQ(answered(answer, "result"), "true") << (answer ? *answer : "");
}

}  // namespace
}  // namespace linkki::terminology
