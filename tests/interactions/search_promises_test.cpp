// Every search parameter that the CapabilityStatement names, with every prefix and every modifier: what it
// promises is answered, and what it does not is refused with what would be right.
#include <algorithm>
#include <sstream>

#include "interactions/fixture.h"
#include "search/form.h"
#include "search/text.h"

using namespace linkki;
using namespace linkki::interactions;

namespace {

using Names = std::vector<std::string>;

const Names every_modifier = {"missing", "exact",   "contains",   "text",  "not",   "in",
                              "not-in",  "of-type", "identifier", "above", "below", "nonsense"};

struct SearchPromises : Fixture {
  SearchPromises() {
    statement_ = send("GET", "/metadata", "", {}, "");
    told_ = statement_.text("rest.0.documentation");
  }

  // What stands in the documentation between `before` and `after`, at blanks and commas.
  Names told(const std::string& before, char after) const {
    const std::size_t begin = told_.find(before);
    if (begin == told_.npos) return {};
    std::string list =
        told_.substr(begin + before.size(), told_.find(after, begin + before.size()) - begin - before.size());
    std::replace(list.begin(), list.end(), ',', ' ');
    std::istringstream words(list);
    return {std::istream_iterator<std::string>(words), {}};
  }

  Reply ask(const std::string& type, const std::string& name, const std::string& value) {
    return send("GET", "/" + type + "?" + search::print_form({{name, value}}), "", {}, "a",
                access::Role::tester);
  }

  // Each parameter of each type once; those of all types only with Patient.
  template <class Visit>
  void each_parameter(Visit&& visit) {
    for (const json::Value& resource : statement_.find("rest.0.resource")->items()) {
      const std::string type(resource.text_of("type"));
      if (type == "AuditEvent" || !resource.find("searchParam")) continue;  // searched in their own way
      for (const json::Value& parameter : resource.find("searchParam")->items()) {
        const std::string name(parameter.text_of("name"));
        if (name.starts_with('_') && type != "Patient") continue;
        if (search::is_text_parameter(name)) continue;  // without definition or modifier: capabilities_test
        visit(type, name, std::string(parameter.text_of("type")));
      }
    }
  }

  Reply statement_;
  std::string told_;
};

const definitions::SearchParameter& defined(const std::string& type, const std::string& name) {
  return *definitions::r4()->find_search_parameter(type, name);
}

// A type of targets that are parts of one another; empty: there is none.
std::string hierarchic_target(const definitions::SearchParameter& parameter) {
  for (const std::string_view target : parameter.targets) {
    for (const char* code : {"partof", "part-of"}) {
      const auto* const part = definitions::r4()->find_search_parameter(target, code);
      if (part && std::find(part->targets.begin(), part->targets.end(), target) != part->targets.end())
        return std::string(target);
    }
  }
  return {};
}

std::string plain_value(const definitions::SearchParameter& parameter) {
  using definitions::SearchType;
  switch (parameter.type) {
    case SearchType::date: return "2026-01-31";
    case SearchType::number: return "1.5";
    case SearchType::quantity: return "1.5|http://unitsofmeasure.org|mg";
    case SearchType::uri: return "http://x.test/a/b";
    case SearchType::special: return "60|25|5|km";
    case SearchType::reference:
      return (parameter.targets.empty() ? "Patient" : std::string(parameter.targets.front())) + "/1";
    case SearchType::token:
    case SearchType::string: return "x";
    case SearchType::composite: break;
  }
  std::string value;
  for (const auto& component : parameter.components) {
    const auto* const part = definitions::r4()->find_search_parameter(component.definition);
    value += (value.empty() ? "" : "$") + plain_value(*part);
  }
  return value;
}

std::string value_for(const definitions::SearchParameter& parameter, const std::string& modifier) {
  using definitions::SearchType;
  const bool relates = modifier == "above" || modifier == "below";
  if (modifier == "missing") return "true";
  if (modifier == "in" || modifier == "not-in") return "http://hl7.org/fhir/ValueSet/administrative-gender";
  if (modifier == "of-type") return "urn:a|b|c";
  if (modifier == "identifier") return "urn:a|b";
  if (relates && parameter.type == SearchType::token) return "http://hl7.org/fhir/administrative-gender|male";
  if (relates && parameter.type == SearchType::reference && !hierarchic_target(parameter).empty())
    return hierarchic_target(parameter) + "/1";
  if (modifier == "below" && parameter.type == SearchType::reference) return "http://x.test/a|1";
  return plain_value(parameter);
}

TEST_F(SearchPromises, AreKeptForEveryParameterWithoutAModifier) {
  std::size_t asked = 0;
  each_parameter([&](const std::string& type, const std::string& name, const std::string&) {
    const Reply reply = ask(type, name, plain_value(defined(type, name)));
    EXPECT_EQ(200, reply.status) << type << "?" << name << " " << reply.bytes;
    ++asked;
  });
  EXPECT_GT(asked, 1'300u);
}

TEST_F(SearchPromises, AreKeptForEveryPrefix) {
  const Names prefixes = told("Prefixes of numbers, dates and quantities in searches: ", '.');
  EXPECT_EQ((Names{"eq", "ne", "gt", "lt", "ge", "le", "sa", "eb", "ap"}), prefixes);
  each_parameter([&](const std::string& type, const std::string& name, const std::string& kind) {
    if (kind != "number" && kind != "date" && kind != "quantity") return;
    const std::string value = plain_value(defined(type, name));
    for (const std::string& prefix : prefixes) {
      const Reply reply = ask(type, name, prefix + value);
      EXPECT_EQ(200, reply.status) << type << "?" << name << "=" << prefix << " " << reply.bytes;
    }
    EXPECT_EQ(400, ask(type, name, "xx" + value).status) << type << "?" << name;
  });
}

TEST_F(SearchPromises, AreKeptForEveryModifierAndTheOthersAreRefusedWithThem) {
  each_parameter([&](const std::string& type, const std::string& name, const std::string& kind) {
    const Names allowed = name == "_id" ? Names{} : told(kind + ": ", ';');
    const auto& parameter = defined(type, name);
    for (const std::string& modifier : every_modifier) {
      const bool promised = std::find(allowed.begin(), allowed.end(), modifier) != allowed.end();
      const bool leads_nowhere =
          promised && modifier == "above" && kind == "reference" && hierarchic_target(parameter).empty();
      const Reply reply = ask(type, name + ":" + modifier, value_for(parameter, modifier));
      EXPECT_EQ(promised && !leads_nowhere ? 200 : 400, reply.status)
          << type << "?" << name << ":" << modifier << " " << reply.bytes;
      if (promised) continue;
      EXPECT_EQ("search-modifier", reply.text("issue.0.details.coding.0.code")) << reply.bytes;
      for (const std::string& one : allowed) {
        if (one == "[type]") continue;
        EXPECT_NE(std::string::npos, reply.text("issue.0.details.text").find(one)) << reply.bytes;
      }
    }
  });
}

TEST_F(SearchPromises, OfReferencesHoldForEveryTypeTheyLeadTo) {
  each_parameter([&](const std::string& type, const std::string& name, const std::string& kind) {
    if (kind != "reference") return;
    for (const std::string_view target : defined(type, name).targets) {
      if (target == "Resource") continue;
      const Reply reply = ask(type, name + ":" + std::string(target), "1");
      EXPECT_EQ(200, reply.status) << type << "?" << name << ":" << target << " " << reply.bytes;
    }
  });
}

}  // namespace
