#include "fhirpath/pattern.h"

#include <re2/re2.h>

#include <string>

#include "fhirpath/messages.h"

namespace linkki::fhirpath {

base::Outcome<std::shared_ptr<const re2::RE2>> compile_pattern(std::string_view pattern,
                                                               std::string_view flags) {
  re2::RE2::Options options(re2::RE2::Quiet);
  options.set_dot_nl(true);
  options.set_max_mem(1 << 20);
  options.set_case_sensitive(flags.find('i') == std::string_view::npos);
  std::string whole(pattern);
  if (flags.find('m') != std::string_view::npos) whole.insert(0, "(?m)");
  auto compiled = std::make_shared<const re2::RE2>(whole, options);
  if (!compiled->ok()) {
    return base::refuse(
        base::Refusal::bad_request,
        base::error(base::IssueType::invalid, base::message::fhirpath_pattern, {compiled->error()}));
  }
  return std::shared_ptr<const re2::RE2>(std::move(compiled));
}

}  // namespace linkki::fhirpath
