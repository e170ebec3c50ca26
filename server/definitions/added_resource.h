// A definitional resource that was added to R4's own: posted, or from a package.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/json/value.h"
#include "base/outcome.h"

namespace linkki::definitions {

// Views point into the document.
struct AddedResource {
  json::Document document;
  std::string json;
  std::string_view type;
  std::string_view id;
  std::string_view url;
  std::string_view version;
};

// Errors: bad_request (not JSON), unprocessable (no definitional resource, no url).
base::Outcome<std::shared_ptr<const AddedResource>> read_added(const std::string& json);

}  // namespace linkki::definitions
