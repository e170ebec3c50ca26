#include "terminology/capabilities.h"

#include <algorithm>
#include <map>
#include <set>

#include "terminology/expand.h"
#include "terminology/json_writer.h"

namespace linkki::terminology {
namespace {

// url → versions. What is known by name alone is left out, supplements too.
std::map<std::string_view, std::set<std::string_view>> code_systems(const Catalogue& catalogue) {
  std::map<std::string_view, std::set<std::string_view>> found;
  for (auto& one : catalogue.named()) {
    bool usable = one.type == "CodeSystem" && one.content != "not-present" && one.content != "supplement";
    if (usable) found[one.url].insert(one.version);
  }
  return found;
}

}  // namespace

std::string print_capabilities(const Catalogue& catalogue, std::string_view base_url, base::Instant since) {
  std::string out;
  JsonWriter to(out);
  to.open('{').text("resourceType", "TerminologyCapabilities").text("id", "linkki").text("version", "0.1.0");
  to.text("name", "Linkki").text("title", "Linkki, terminology").text("status", "active");
  to.text("date", base::print_instant(since)).text("kind", "instance");
  to.open('{', "software").text("name", "Linkki").text("version", "0.1.0").close('}');
  to.open('{', "implementation").text("description", "Linkki, welfare referrals over FHIR");
  to.text("url", base_url).close('}').open('[', "codeSystem");
  for (auto& [url, versions] : code_systems(catalogue)) {
    to.open('{').text("uri", url);
    bool versioned = *versions.begin() != "" || versions.size() > 1;
    if (versioned) to.open('[', "version");
    for (auto version : versions) {
      if (!version.empty()) to.open('{').text("code", version).close('}');
    }
    if (versioned) to.close(']');
    to.close('}');
  }
  to.close(']')
      .open('{', "expansion")
      .flag("hierarchical", true)
      .flag("paging", true)
      .flag("incomplete", true);
  to.open('[', "parameter");
  for (auto name : expansion_parameters()) to.open('{').text("name", name).close('}');
  to.close(']').text("textFilter", "Each word is looked for in the code, its display and its designations.");
  to.close('}').text("codeSearch", "all");
  to.open('{', "validateCode").flag("translations", true).close('}');
  to.open('{', "translation").flag("needsMap", false).close('}');
  to.open('{', "closure").flag("translation", false).close('}').close('}');
  return out;
}

}  // namespace linkki::terminology
