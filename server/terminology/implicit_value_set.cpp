#include "terminology/implicit_value_set.h"

#include "terminology/json_writer.h"
#include "terminology/limits.h"

namespace linkki::terminology {
namespace {

constexpr std::string_view snomed = "http://snomed.info/sct", loinc = "http://loinc.org";
constexpr std::string_view foundation_of_sets = "900000000000455006";  // Reference set

struct Filter {
  std::string_view property, op, value;
};

std::string value_set(std::string_view url, std::string_view system, std::string_view version,
                      const Filter& filter) {
  std::string out;
  JsonWriter to(out);
  to.open('{').text("resourceType", "ValueSet").text("url", url).text("status", "active");
  to.open('{', "compose").open('[', "include").open('{').text("system", system).text("version", version);
  if (!filter.value.empty()) {
    to.open('[', "filter").open('{').text("property", filter.property).text("op", filter.op);
    to.text("value", filter.value).close('}').close(']');
  }
  to.close('}').close(']').close('}').close('}');
  return out;
}

bool begins(std::string_view& text, std::string_view with) {
  if (!text.starts_with(with)) return false;
  text.remove_prefix(with.size());
  return true;
}

std::optional<Filter> snomed_filter(std::string_view wanted) {
  if (wanted.empty()) return Filter{};
  if (begins(wanted, "=isa/")) return Filter{"concept", "is-a", wanted};
  if (begins(wanted, "=refset/")) return Filter{"concept", "in", wanted};
  if (begins(wanted, "=ecl/")) return Filter{"constraint", "=", wanted};
  if (wanted == "=refset") return Filter{"concept", "descendent-of", foundation_of_sets};
  return {};
}

}  // namespace

std::optional<std::string> implicit_value_set(std::string_view url) {
  if (url.size() > limits::implicit_set_bytes_max) return {};
  auto rest = url;
  if (begins(rest, loinc)) {
    if (rest == "/vs") return value_set(url, loinc, {}, {});
    if (begins(rest, "/vs/") && rest.starts_with("LP"))
      return value_set(url, loinc, {}, {"concept", "is-a", rest});
    return {};
  }
  if (!begins(rest, snomed)) return {};
  const auto question = rest.find("?fhir_vs");
  if (question == std::string_view::npos) return {};
  auto filter = snomed_filter(rest.substr(question + 8));
  if (!filter || (rest.size() > question + 9 && filter->value.empty())) return {};
  auto version = question == 0 ? std::string_view{} : url.substr(0, snomed.size() + question);
  return value_set(url, snomed, version, *filter);
}

}  // namespace linkki::terminology
