// Chains, `_has` and `_list`: what they mean, and how their faults are told.
#include <gmock/gmock.h>

#include "search/parsed.h"

namespace linkki::search {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using Kind = Clause::Kind;

// "subject>Patient(organization>Organization(name))", "_has" as "<Task.focus(status)"
std::string shape(const Clause& clause) {
  if (clause.kind == Kind::test) return clause.code;
  std::string text = clause.code;
  for (const Branch& branch : clause.branches) {
    text = clause.kind == Kind::chain ? text + ">" + branch.type : "<" + branch.type + "." + text;
    for (const Clause& next : branch.clauses) text += "(" + shape(next) + ")";
  }
  return text;
}

std::string shape_of(std::string_view type, std::string_view form) {
  return shape(parsed_clause(type, form));
}

TEST(ParseChain, FollowsATypedReference) {
  const Clause clause = parsed_clause("Task", "subject:Patient.name:exact=Anna");
  EXPECT_EQ(shape(clause), "subject>Patient(name)");
  EXPECT_EQ(clause.kind, Kind::chain);
  EXPECT_EQ(clause.text, "subject:Patient.name:exact=Anna");
  const Clause& last = clause.branches.at(0).clauses.at(0);
  EXPECT_EQ(last.modifier, Modifier::exact);
  EXPECT_EQ(last.values.at(0).text, "Anna");
}

TEST(ParseChain, GoesThroughAsManyReferencesAsItIsAsked) {
  EXPECT_EQ(shape_of("Task", "patient.organization.partof.name=x"),
            "patient>Patient(organization>Organization(partof>Organization(name)))");
}

TEST(ParseChain, GoesOnToEveryTargetThatHasTheParameter) {
  EXPECT_EQ(shape_of("Observation", "subject.birthdate=1980"), "subject>Patient(birthdate)");
  const Clause clause = parsed_clause("ServiceRequest", "requester.name=x");
  EXPECT_THAT(clause.branches, SizeIs(testing::Ge(3u)));
}

TEST(ParseChain, AsksEachTargetByItsOwnParameter) {
  const Clause clause = parsed_clause("ServiceRequest", "subject.identifier=urn:a|1");
  for (const Branch& branch : clause.branches)
    EXPECT_EQ(branch.clauses.at(0).parameter,
              definitions::r4()->find_search_parameter(branch.type, "identifier"));
}

TEST(ParseChain, TellsWhatTheTargetsCouldBeAskedFor) {
  EXPECT_THAT(faults("Task", "patient.nmae=x"),
              ElementsAre(HasSubstr("search-parameter-unknown: nmae | Patient | name |")));
  EXPECT_THAT(faults("Observation", "subject.birthdaet=1980"), ElementsAre(HasSubstr("| birthdate |")));
}

TEST(ParseChain, RefusesWhatIsNoReference) {
  EXPECT_THAT(faults("Task", "status.name=x"), ElementsAre("search-chain: status | status |"));
  EXPECT_THAT(faults("Task", "subject:Patient.birthdate.name=x"),
              ElementsAre("search-chain: birthdate | birthdate |"));
}

TEST(ParseChain, RefusesATypeThatTheReferenceDoesNotLeadTo) {
  EXPECT_THAT(faults("Task", "patient:Organization.name=x"),
              ElementsAre("search-modifier: patient | Organization | Patient |"));
  EXPECT_THAT(faults("Task", "subject:missing.name=true"),
              ElementsAre(HasSubstr("search-modifier: subject |")));
}

TEST(ParseChain, RefusesABadValueWhereverItStands) {
  EXPECT_THAT(faults("Task", "patient.birthdate=x"),
              ElementsAre(HasSubstr("search-value: patient.birthdate |")));
  EXPECT_THAT(faults("Task", "patient.gender:exact=x"), ElementsAre(HasSubstr("search-modifier: gender |")));
}

TEST(ParseChain, IsOnlySoLong) {
  std::string name = "part-of";
  for (int i = 0; i < 15; ++i) name += ".part-of";
  EXPECT_THAT(faults("Task", name + ".status=draft"), IsEmpty());
  EXPECT_THAT(faults("Task", name + ".part-of.status=draft"),
              ElementsAre("search-too-costly: 16 | references in a chain |"));
}

TEST(ParseChain, DoesNotSpreadWithoutBound) {
  EXPECT_THAT(faults("Task", "focus.focus._id=1"), IsEmpty());
  EXPECT_THAT(faults("Task", "focus.focus.focus.focus.focus.focus._id=1"),
              ElementsAre(HasSubstr("search-too-costly: ")));
  EXPECT_EQ(parsed_clause("Task", "focus._id=1").branches.size(), definitions::r4()->resource_types().size());
}

TEST(ParseHas, ReadsWhoRefersByWhat) {
  const Clause clause = parsed_clause("Patient", "_has:Observation:patient:code=1234-5");
  EXPECT_EQ(shape(clause), "<Observation.patient(code)");
  EXPECT_EQ(clause.kind, Kind::has);
}

TEST(ParseHas, NestsAndMixesWithChains) {
  EXPECT_EQ(shape_of("Patient", "_has:Task:subject:_has:Provenance:target:agent=Practitioner/1"),
            "<Task.subject(<Provenance.target(agent))");
  EXPECT_EQ(shape_of("Task", "patient._has:Observation:patient:code=x"),
            "patient>Patient(<Observation.patient(code))");
  EXPECT_EQ(shape_of("Patient", "_has:Task:subject:owner:Organization.name=x"),
            "<Task.subject(owner>Organization(name))");
}

TEST(ParseHas, TellsWhatIsWrongWithIt) {
  EXPECT_THAT(faults("Patient", "_has:Observation:code=x"),
              ElementsAre("search-has: _has:Observation:code |"));
  EXPECT_THAT(faults("Patient", "_has=x"), ElementsAre("search-has: _has |"));
  EXPECT_THAT(faults("Patient", "_has:Observtion:patient:code=x"),
              ElementsAre(HasSubstr("search-has-type: Observtion |")));
  EXPECT_THAT(faults("Patient", "_has:Observation:patient:colour=x"),
              ElementsAre(HasSubstr("search-parameter-unknown: colour | Observation |")));
  EXPECT_THAT(faults("Patient", "_has:Observation:patiend:code=x"),
              ElementsAre(HasSubstr("search-parameter-unknown: patiend | Observation | patient |")));
  EXPECT_THAT(faults("Patient", "_has:Observation:code:code=x"),
              ElementsAre("search-has-reference: code | Observation | Patient |"));
  EXPECT_THAT(faults("Organization", "_has:Observation:patient:code=x"),
              ElementsAre("search-has-reference: patient | Observation | Organization |"));
}

TEST(ParseHas, IsIgnoredWhenItsParameterIsUnknownAndTheCallerIsLenient) {
  const auto query =
      parse_search("Patient", "_has:Observation:patient:colour=x&general-practitioner.x=1", true);
  ASSERT_TRUE(query.ok());
  EXPECT_THAT(query->ignored, ElementsAre("_has:Observation:patient:colour", "general-practitioner.x"));
  EXPECT_THAT(faults("Patient", "_has:Observation:patient:code:exact=x", true),
              ElementsAre(HasSubstr("search-modifier")));
}

TEST(ParseList, IsOfWhatAListHoldsByItsId) {
  const Clause clause = parsed_clause("Patient", "_list=1,2");
  EXPECT_EQ(shape(clause), "<List.item(_id)");
  EXPECT_THAT(clause.branches.at(0).clauses.at(0).values, SizeIs(2));
  EXPECT_THAT(
      faults("Patient", "_list=$current-allergies"),
      ElementsAre(HasSubstr("search-not-supported: _list=$current-allergies | this server keeps no lists")));
}

}  // namespace
}  // namespace linkki::search
