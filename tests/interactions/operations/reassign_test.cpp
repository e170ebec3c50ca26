#include "interactions/course.h"

using namespace linkki;
using namespace linkki::interactions;

namespace {

struct Handover : Course {
  // A referral that Anna has claimed.
  std::string claimed() {
    EXPECT_EQ(200, refer().status);
    EXPECT_EQ(200, patch_as("anna", moved("received")).status);
    return task_;
  }
  static std::string parameters(const std::string& from, const std::string& to) {
    return R"({"resourceType":"Parameters","parameter":[{"name":"from","valueReference":{"reference":")" +
           from + R"("}},{"name":"to","valueReference":{"reference":")" + to + R"("}}]})";
  }
  Reply hand_over(const std::string& from, const std::string& to,
                  access::Role role = access::Role::coordinator, const std::string& organization = "w") {
    return send("POST", "/Task/$reassign", parameters(from, to), {}, organization, role);
  }
  std::string owner(const std::string& task) { return stored(task).text("owner.reference"); }
};

TEST_F(Handover, GivesAllOpenTasksOfAPersonToACollegue) {
  const std::string first = claimed(), second = claimed(), ended = claimed();
  ASSERT_EQ(200, patch_as("anna", moved("rejected", add("statusReason", reason("other")))).status);
  const Reply done = hand_over("PractitionerRole/anna", "PractitionerRole/johan");
  ASSERT_EQ(200, done.status) << json::print(done.body.root);
  EXPECT_EQ("batch-response", done.text("type"));
  EXPECT_EQ(2u, done.count("entry"));
  for (const std::string& task : {first, second}) EXPECT_EQ("PractitionerRole/johan", owner(task));
  EXPECT_EQ("PractitionerRole/anna", owner(ended));
}

TEST_F(Handover, OfAPractitionerTakesThoseOfTheirRoles) {
  const std::string task = claimed();
  EXPECT_EQ(1u, hand_over("Practitioner/anna", "PractitionerRole/johan").count("entry"));
  EXPECT_EQ("PractitionerRole/johan", owner(task));
}

TEST_F(Handover, SaysOfEachTaskThatNoConsentCovers) {
  const std::string all = claimed();
  consent_ = provision(permit("share-referral", "PractitionerRole/anna"));
  ASSERT_EQ(200, refer("requested", R"("owner":{"reference":"PractitionerRole/anna"})").status);
  const std::string alone = task_;
  const Reply done =
      as("anna", "POST", "/Task/$reassign", parameters("PractitionerRole/anna", "PractitionerRole/johan"));
  ASSERT_EQ(200, done.status);
  ASSERT_EQ(2u, done.count("entry"));
  EXPECT_EQ("200 OK", done.text("entry.0.response.status"));
  EXPECT_NE("200 OK", done.text("entry.1.response.status")) << json::print(done.body.root);
  EXPECT_EQ("PractitionerRole/johan", owner(all));
  EXPECT_EQ("PractitionerRole/anna", owner(alone));
}

TEST_F(Handover, MovesNothingForWhoSeesNothing) {
  const std::string task = claimed();
  EXPECT_EQ(0u, hand_over("PractitionerRole/anna", "PractitionerRole/petra", access::Role::coordinator, "b")
                    .count("entry"));
  EXPECT_EQ("PractitionerRole/anna", owner(task));
}

TEST_F(Handover, TakesNoProvenanceForAllOfThem) {
  claimed();
  const Reply refused = send(
      "POST", "/Task/$reassign", parameters("PractitionerRole/anna", "PractitionerRole/johan"),
      {{"X-Provenance", R"({"resourceType":"Provenance","agent":[{"who":{"reference":"Organization/w"}}]})"}},
      "w", access::Role::coordinator);
  EXPECT_EQ("400 provenance-batch @ http.X-Provenance", told(refused));
}

TEST_F(Handover, IsBetweenPeople) {
  EXPECT_EQ("400 argument-type @ Parameters.parameter.where(name = 'to')",
            told(hand_over("PractitionerRole/anna", "Organization/w")));
  EXPECT_EQ("422 reference-absent @ Parameters.parameter.where(name = 'from')",
            told(hand_over("PractitionerRole/nobody", "PractitionerRole/johan")));
}

}  // namespace
