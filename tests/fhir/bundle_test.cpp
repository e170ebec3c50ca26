// Bundles as they are written and as a posted one is read.
#include "fhir/bundle.h"

#include <gtest/gtest.h>

#include "base/limits.h"
#include "fhir/messages.h"
#include "r4.h"

namespace linkki::fhir {
namespace {

constexpr base::Instant noon{std::chrono::sys_days{std::chrono::January / 31 / 2026} +
                             std::chrono::hours{12}};

TEST(BundleWriter, WritesASearchset) {
  std::string out;
  const std::vector<BundleLink> links = {{"self", "https://a/fhir/Patient?name=\"x\""}};
  BundleWriter bundle(out,
                      {.type = "searchset", .id = "b", .last_updated = noon, .total = 2, .links = links});
  bundle.add({.full_url = "https://a/fhir/Patient/1",
              .resource = R"({"resourceType":"Patient","x":1.50})",
              .search_mode = "match",
              .search_score = 0.75});
  bundle.add({.resource = "{}", .search_mode = "outcome"});
  bundle.end();
  EXPECT_EQ(
      out,
      R"({"resourceType":"Bundle","id":"b","meta":{"lastUpdated":"2026-01-31T12:00:00.000Z"},"type":"searchset","total":2,)"
      R"("link":[{"relation":"self","url":"https://a/fhir/Patient?name=\"x\""}],"entry":[)"
      R"({"fullUrl":"https://a/fhir/Patient/1","resource":{"resourceType":"Patient","x":1.50},"search":{"mode":"match","score":0.75}},)"
      R"({"resource":{},"search":{"mode":"outcome"}}]})");
  EXPECT_EQ(resource(out).type->name, "Bundle");
}

TEST(BundleWriter, WritesRequestsAndResponses) {
  std::string out;
  BundleWriter bundle(out, {.type = "history"});
  bundle.add({.request_method = "DELETE", .request_url = "Patient/1", .response_status = "204"});
  bundle.add({.response_status = "201 Created",
              .response_location = "Patient/1/_history/1",
              .response_etag = "W/\"1\"",
              .response_last_modified = noon,
              .response_outcome = R"({"resourceType":"OperationOutcome"})"});
  bundle.end();
  EXPECT_EQ(
      out,
      R"({"resourceType":"Bundle","type":"history","entry":[{"request":{"method":"DELETE","url":"Patient/1"},"response":{"status":"204"}},)"
      R"({"response":{"status":"201 Created","location":"Patient/1/_history/1","etag":"W/\"1\"","lastModified":"2026-01-31T12:00:00.000Z",)"
      R"("outcome":{"resourceType":"OperationOutcome"}}}]})");
}

TEST(BundleWriter, LeavesOutEntriesWhereThereAreNone) {
  std::string out;
  BundleWriter(out, {.type = "searchset", .total = 0}).end();
  EXPECT_EQ(out, R"({"resourceType":"Bundle","type":"searchset","total":0})");
}

TEST(BundleWriter, TakesLinksAtTheEndAndItsOutputInPieces) {
  std::string out, sent;
  BundleWriter bundle(out, {.type = "searchset"});
  for (int i = 0; i < 3; ++i) {
    bundle.add({.resource = "{}"});
    sent += std::exchange(out, {});
  }
  const std::vector<BundleLink> links = {{"next", "n"}};
  bundle.end(links);
  EXPECT_EQ(
      sent + out,
      R"({"resourceType":"Bundle","type":"searchset","entry":[{"resource":{}},{"resource":{}},{"resource":{}}],"link":[{"relation":"next","url":"n"}]})");
}

std::string read_faults(std::string entries, const char* type = "transaction") {
  return faults(read_request_entries(resource(R"({"resourceType":"Bundle","type":")" + std::string(type) +
                                              R"(","entry":[)" + entries + "]}")));
}

TEST(RequestEntries, AreReadWithTheirConditions) {
  const Resource bundle = resource(R"({"resourceType":"Bundle","type":"batch","entry":[
    {"fullUrl":"urn:uuid:1","resource":{"resourceType":"Patient"},"request":{"method":"POST","url":"Patient","ifNoneExist":"a=b"}},
    {"request":{"method":"DELETE","url":"Patient/1","ifMatch":"W/\"1\"","ifNoneMatch":"x","ifModifiedSince":"2026"}}]})");
  const auto entries = read_request_entries(bundle);
  ASSERT_TRUE(entries.ok());
  ASSERT_EQ(entries->size(), 2u);
  const RequestEntry& post = (*entries)[0];
  EXPECT_EQ(post.method, Method::post);
  EXPECT_EQ(post.full_url, "urn:uuid:1");
  EXPECT_EQ(post.resource->text_of("resourceType"), "Patient");
  EXPECT_EQ(post.if_none_exist, "a=b");
  const RequestEntry& erase = (*entries)[1];
  EXPECT_EQ(code(erase.method), "DELETE");
  EXPECT_EQ(erase.url, "Patient/1");
  EXPECT_EQ(erase.resource, nullptr);
  EXPECT_EQ(erase.if_match, "W/\"1\"");
  EXPECT_EQ(erase.if_none_match, "x");
  EXPECT_EQ(erase.if_modified_since, "2026");
  EXPECT_EQ(erase.expression(), "Bundle.entry[1]");
}

TEST(RequestEntries, MayBeNone) {
  const auto entries = read_request_entries(resource(R"({"resourceType":"Bundle","type":"transaction"})"));
  ASSERT_TRUE(entries.ok());
  EXPECT_TRUE(entries->empty());
}

TEST(RequestEntries, AllTheirFaultsAreTold) {
  EXPECT_EQ(
      read_faults(
          R"({"request":{"method":"GET","url":"Patient"}},{},7,{"request":{"method":"GET"}},{"request":{"method":"LOCK","url":"x"}},{"resource":[],"request":{"method":"PUT","url":"x"}})"),
      "bundle-entry-request: Every entry of a transaction needs a request with a method and a url. "
      "(Bundle.entry[1].request)\n"
      "bundle-entry-request: Every entry of a transaction needs a request with a method and a url. "
      "(Bundle.entry[2].request)\n"
      "bundle-entry-request: Every entry of a transaction needs a request with a method and a url. "
      "(Bundle.entry[3].request)\n"
      "bundle-method: 'LOCK' is no method of Bundle.entry.request: GET, HEAD, POST, PUT, PATCH, DELETE. "
      "(Bundle.entry[4].request.method)\n"
      "bundle-entry-resource: An entry with the method PUT needs a resource. (Bundle.entry[5].resource)");
}

TEST(RequestEntries, StandInABatchOrTransactionAlone) {
  EXPECT_EQ(read_faults("", "searchset"),
            "bundle-not-a-batch: Only a Bundle of type batch or transaction can be posted here; the type is "
            "'searchset'. (Bundle.type)");
  const auto patient = read_request_entries(resource(R"({"resourceType":"Patient","type":"batch"})"));
  ASSERT_FALSE(patient.ok());
  EXPECT_EQ(patient.failure().issues[0].message->code, base::message::bundle_other.code);
}

TEST(RequestEntries, HaveNoUnknownProperties) {
  EXPECT_EQ(
      read_faults(R"({"request":{"method":"POST","url":"Patient","ifNonExist":"identifier=1"},
                            "resource":{"resourceType":"Patient"},"_fullUrl":{},"url":"x"})",
                  "batch"),
      "bundle-property: Bundle.entry[0] has no property 'url'. (Bundle.entry[0])\n"
      "bundle-property: Bundle.entry[0].request has no property 'ifNonExist'. (Bundle.entry[0].request)");
  const auto listless = read_request_entries(
      resource(R"({"resourceType":"Bundle","type":"batch","entry":{"request":{"method":"GET","url":"x"}}})"));
  ASSERT_FALSE(listless.ok());
  EXPECT_EQ(listless.failure().issues[0].message->code, base::message::bundle_entry_list.code);
}

TEST(RequestEntries, AreBounded) {
  std::string entries = R"({"request":{"method":"GET","url":"x"}})";
  for (std::size_t i = 1; i < limits::transaction_entries_max; ++i)
    entries += R"(,{"request":{"method":"GET","url":"x"}})";
  EXPECT_EQ(read_faults(entries), "none");
  EXPECT_EQ(read_faults(entries + ",{}"),
            "bundle-entries: The Bundle has more than 5000 entries. (Bundle.entry)");
}

}  // namespace
}  // namespace linkki::fhir
