#include "base/crypto/base64.h"
#include "interactions/course.h"

using namespace linkki;
using namespace linkki::interactions;

namespace {

// A group that meets: each member has an Appointment of their own case.
struct Attendance : Course {
  std::vector<std::string> appointments_;  // "/Appointment/1"

  void book() {
    ASSERT_EQ(200, refer().status);
    accept();
    const Reply booked = as(
        "anna", "POST", "/Appointment",
        R"({"resourceType":"Appointment","status":"booked","start":"2026-10-01T10:00:00Z","end":"2026-10-01T11:00:00Z",)"
        R"("basedOn":[{"reference":")" +
            request_.substr(1) + R"("}],"participant":[{"status":"accepted","actor":{"reference":")" +
            stored(task_).text("for.reference") + "\"}}]}");
    ASSERT_EQ(201, booked.status) << json::print(booked.body.root);
    appointments_.push_back("/Appointment/" + booked.text("id"));
  }
  static std::string row(const std::string& appointment, const std::string& status,
                         const std::string& at = "/status") {
    const std::string patch = R"([{"op":"replace","path":")" + at + R"(","value":")" + status + "\"}]";
    return R"({"request":{"method":"PATCH","url":")" + appointment.substr(1) +
           R"("},"resource":{"resourceType":"Binary","contentType":"application/json-patch+json","data":")" +
           crypto::print_base64(patch) + "\"}}";
  }
  Reply report(const std::vector<std::string>& rows, const std::string& person = "anna") {
    std::string all;
    for (const std::string& one : rows) all += (all.empty() ? "" : ",") + one;
    return as(person, "POST", "/", R"({"resourceType":"Bundle","type":"batch","entry":[)" + all + "]}");
  }
  std::string status_of(const std::string& appointment) {
    const Reply reply = as("anna", "GET", appointment, "");
    EXPECT_EQ(200, reply.status) << json::print(reply.body.root);
    return reply.text("status");
  }
};

TEST_F(Attendance, OfAWholeGroupIsToldInOneCallWithAResultForEachRow) {
  for (int i = 0; i < 4; ++i) book();
  const Reply told_all =
      report({row(appointments_[0], "fulfilled"), row(appointments_[1], "noshow"),
              row(appointments_[2], "noshow", "/attendance"), row(appointments_[3], "cancelled"),
              row("/Appointment/nobody", "fulfilled")});
  ASSERT_EQ(200, told_all.status) << json::print(told_all.body.root);
  std::vector<std::string> results;
  for (std::size_t i = 0; i < told_all.count("entry"); ++i)
    results.push_back(told_all.text("entry." + std::to_string(i) + ".response.status").substr(0, 3));
  EXPECT_EQ((std::vector<std::string>{"200", "200", "422", "200", "404"}), results);
  EXPECT_EQ("fulfilled", status_of(appointments_[0]));
  EXPECT_EQ("noshow", status_of(appointments_[1]));
  EXPECT_EQ("booked", status_of(appointments_[2])) << "a wrong row changes nothing of its own";
  EXPECT_EQ("cancelled", status_of(appointments_[3]));
}

TEST_F(Attendance, OfOthersIsNobodysToTell) {
  book();
  const Reply reply =
      send("POST", "/",
           R"({"resourceType":"Bundle","type":"batch","entry":[)" + row(appointments_[0], "fulfilled") + "]}",
           {}, "b", worker);
  ASSERT_EQ(200, reply.status);
  EXPECT_EQ("404", reply.text("entry.0.response.status").substr(0, 3));
  EXPECT_EQ("booked", status_of(appointments_[0]));
}

}  // namespace
