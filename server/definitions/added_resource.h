// A definitional resource that was added to R4's own: posted, or from a package.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/json/value.h"
#include "base/outcome.h"

namespace linkki::definitions {

// Threads   any.
class AddedResource {
 public:
  std::string_view type;
  std::string_view id;
  std::string_view url;
  std::string_view version;
  std::string_view json;
  std::string digest;  // another content has another; of one that is in a package, also another place in it

  // Of what was never looked at, parsed when it is first asked for. Text that is no JSON: null
  const json::Value& root() const;

  explicit AddedResource(json::Document document);  // fills in all that stands above
  // Its text stands elsewhere, kept alive by `keeper`; the views are the caller's to fill in.
  AddedResource(std::shared_ptr<const void> keeper, std::string_view json)
      : json(json), keeper_(std::move(keeper)) {}

 private:
  std::shared_ptr<const void> keeper_;
  std::string printed_;
  mutable std::once_flag parsed_;
  mutable std::optional<json::Document> document_;
};

// Errors: bad_request (not JSON), unprocessable (no definitional resource, no url).
base::Outcome<std::shared_ptr<const AddedResource>> read_added(const std::string& json);

}  // namespace linkki::definitions
