// Bundles: written piece by piece with the resources' JSON as it is stored, and read where one is posted.
//
// Standard  https://hl7.org/fhir/R4/bundle.html, https://hl7.org/fhir/R4/http.html#transaction
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/outcome.h"
#include "fhir/json.h"

namespace linkki::fhir {

struct BundleLink {
  std::string relation;  // self, next, first …
  std::string url;
};

struct BundleHead {
  std::string_view type;  // searchset, history, transaction-response, batch-response …
  std::string_view id;    // empty: none
  std::optional<base::Instant> last_updated;
  std::optional<std::uint64_t> total;
  std::span<const BundleLink> links;
};

// Views need only live until the entry is written. What is empty or absent is not written.
struct BundleEntry {
  std::string_view full_url;
  std::string_view resource;     // JSON, written as it is
  std::string_view search_mode;  // match, include, outcome
  std::optional<double> search_score;
  std::optional<double> search_metres;  // the distance between the resource and a place that was asked for
  std::string_view request_method;
  std::string_view request_url;
  std::string_view response_status;  // "201 Created" or "201"
  std::string_view response_location;
  std::string_view response_etag;  // W/"1"
  std::optional<base::Instant> response_last_modified;
  std::string_view response_outcome;  // JSON of an OperationOutcome
};

// Appends to `out`, which the caller may empty between calls (to send what is there).
class BundleWriter {
 public:
  BundleWriter(std::string& out, const BundleHead& head);
  void add(const BundleEntry& entry);
  // Closes the Bundle. Links may be told here instead of in the head: the next page is known last.
  void end(std::span<const BundleLink> links = {});

 private:
  std::string& out_;
  bool has_links_ = false;
  bool has_entries_ = false;
};

enum class Method : std::uint8_t { get, head, post, put, patch, erase };
std::string_view code(Method method);  // "DELETE"

// One entry of a posted batch or transaction; views into the Bundle.
struct RequestEntry {
  std::size_t index = 0;
  std::string_view full_url;
  const json::Value* resource = nullptr;  // nullptr: none
  Method method = Method::get;
  std::string_view url;
  std::string_view if_none_match, if_modified_since, if_match, if_none_exist;

  std::string expression() const;  // "Bundle.entry[3]"
};

// Every fault of the entries at once, each with its place.
// Errors    bad_request: another type, no request, an unknown method or property, no resource with POST,
//           PUT or PATCH; body_too_large: too many
// Limits    limits::transaction_entries_max
base::Outcome<std::vector<RequestEntry>> read_request_entries(const Resource& bundle);

}  // namespace linkki::fhir
