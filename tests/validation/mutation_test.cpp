// One fault is put into a sound example; it is found, and where it is.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <iostream>
#include <map>
#include <optional>

#include "validation/examples.h"
#include "validation/subject.h"

namespace linkki::validation {
namespace {

using json::Value;

#ifdef LINKKI_SANITIZED
constexpr std::uintmax_t example_bytes_max = 20'000;
constexpr std::size_t example_step = 7;  // every so manieth is mutated
#else
constexpr std::uintmax_t example_bytes_max = 60'000;
constexpr std::size_t example_step = 1;
#endif
constexpr std::size_t places_max = 3;  // for one fault in one example

// An element and its path, told without the code under test.
struct Place {
  fhir::Element element;
  std::string path;
  Value& value() const { return const_cast<Value&>(*element.value); }
};

// `skip`: so many others are passed over first.
std::optional<Place> find(const Place& parent, const std::function<bool(const fhir::Element&)>& wanted,
                          std::size_t& skip) {
  std::optional<Place> found;
  fhir::each_child(parent.element, *definitions::r4(), [&](const fhir::Element& child) {
    if (found || !child.value) return;
    std::string path = parent.path + "." + std::string(child.definition->name);
    if (child.index != fhir::Element::no_index) path += "[" + std::to_string(child.index) + "]";
    const Place place{child, path};
    if (wanted(child) && skip-- == 0) {
      found = place;
    } else {
      found = find(place, wanted, skip);
    }
  });
  return found;
}

struct Mutated {
  explicit Mutated(const std::filesystem::path& file) : document(*json::parse(read_file(file))) {
    root.element = fhir::root(document.root, *definitions::r4());
    root.path = root.element.type->name;
  }
  Mutated(const Mutated&) = delete;

  bool sound() const { return errors_of(issues_of(document.root)).empty(); }
  Value parse(std::string text) {
    auto parsed = json::parse(std::move(text));
    return json::copy(document.arena, parsed->root);
  }
  void set(std::string_view name, std::string text) {
    json::set(document.arena, document.root, name, parse(std::move(text)));
  }

  std::optional<Place> find(const std::function<bool(const fhir::Element&)>& wanted) {
    anywhere = true;
    std::size_t skip = turn;
    return validation::find(root, wanted, skip);
  }
  std::optional<Place> find_of(std::initializer_list<std::string_view> types) {
    return find([&](const fhir::Element& one) {
      return std::find(types.begin(), types.end(), one.type->name) != types.end();
    });
  }

  json::Document document;
  Place root;
  std::size_t turn = 0;   // which of the places that fit
  bool anywhere = false;  // there may be several
};

// Puts one fault in and tells "message path"; nullopt: the example has no place for it.
using Mutation = std::optional<std::string> (*)(Mutated&);

std::optional<std::string> replace(Mutated& m, const std::optional<Place>& place, const char* json,
                                   const std::string& message) {
  if (!place) return std::nullopt;
  place->value() = m.parse(json);
  return message + " " + place->path;
}

std::optional<std::string> add_unknown(Mutated& m) {
  m.set("zzUnknownProperty", "1");
  return "validation-property " + m.root.path + ".zzUnknownProperty";
}

std::optional<std::string> add_contained_without_type(Mutated& m) {
  if (m.document.root.find("contained") || !m.root.element.type->is("DomainResource")) return std::nullopt;
  m.set("contained", R"([{"id":"a"}])");
  return "resource-type-missing " + m.root.path + ".contained[0]";
}

std::optional<std::string> add_extension(Mutated& m, const char* json, const std::string& message,
                                         const std::string& below) {
  if (m.document.root.find("extension") || !m.root.element.type->is("DomainResource")) return std::nullopt;
  m.set("extension", json);
  return message + " " + m.root.path + ".extension[0]" + below;
}

std::optional<std::string> drop_required(Mutated& m) {
  for (const auto& element : m.root.element.type->elements) {
    const std::string name(element.name);
    if (element.min == 0 || element.choice || !m.document.root.find(name)) continue;
    json::erase(m.document.arena, m.document.root, name);
    json::erase(m.document.arena, m.document.root, "_" + name);
    return "validation-missing " + m.root.path + "." + name;
  }
  return std::nullopt;
}

std::optional<std::string> unwrap_list(Mutated& m) {
  for (auto& member : m.document.root.members()) {
    if (!member.value.is_array() || member.name.starts_with('_')) continue;
    member.value = Value(member.value.items()[0]);
    return "validation-kind " + m.root.path + "." + std::string(member.name);
  }
  return std::nullopt;
}

std::optional<std::string> empty_list(Mutated& m) {
  for (auto& member : m.document.root.members()) {
    if (!member.value.is_array() || member.name.starts_with('_')) continue;
    member.value = Value::array({});
    return "validation-empty " + m.root.path + "." + std::string(member.name);
  }
  return std::nullopt;
}

std::optional<std::string> give_both_choices(Mutated& m) {
  for (const auto& element : m.root.element.type->elements) {
    if (!element.choice) continue;
    for (const auto& member : m.document.root.members()) {
      const auto child = m.root.element.type->find(member.name);
      if (child.element != &element) continue;
      for (const auto& slot : m.root.element.type->slots) {
        const auto other = m.root.element.type->find(slot.name);
        if (other.element != &element || other.type == child.type) continue;
        const std::string path = m.root.path + "." + std::string(element.name);
        m.set(slot.name, "true");
        return "validation-choice " + path;
      }
    }
  }
  return std::nullopt;
}

const std::map<std::string, Mutation>& mutations() {
  static const std::map<std::string, Mutation> all = {
      {"an unknown property", add_unknown},
      {"a contained resource without type", add_contained_without_type},
      {"a required element left out", drop_required},
      {"one value where a list belongs", unwrap_list},
      {"an empty list", empty_list},
      {"two of one choice", give_both_choices},
      {"an extension without url",
       [](Mutated& m) { return add_extension(m, R"([{"valueString":"a"}])", "validation-missing", ".url"); }},
      {"an extension without value",
       [](Mutated& m) { return add_extension(m, R"([{"url":"http://a"}])", "validation-extension", ""); }},
      {"a period that ends before it starts",
       [](Mutated& m) {
         return add_extension(m, R"([{"url":"http://a","valuePeriod":{"start":"2021","end":"2020"}}])",
                              "per-1", ".value");
       }},
      {"an empty element",
       [](Mutated& m) {
         return add_extension(m, R"([{"url":"http://a","valuePeriod":{}}])", "validation-empty", ".value");
       }},
      {"a malformed id",
       [](Mutated& m) {
         m.set("id", R"("a_b")");
         return std::optional("validation-value " + m.root.path + ".id");
       }},
      {"a date that is none",
       [](Mutated& m) {
         return replace(m, m.find_of({"date", "dateTime"}), R"("2021-02-30")", "validation-value");
       }},
      {"an instant without offset",
       [](Mutated& m) {
         return replace(m, m.find_of({"instant"}), R"("2021-02-28T10:00:00")", "validation-value");
       }},
      {"a uri with a space",
       [](Mutated& m) {
         return replace(m, m.find_of({"uri", "url", "canonical"}), R"("http://a b")", "validation-value");
       }},
      {"a boolean as text",
       [](Mutated& m) { return replace(m, m.find_of({"boolean"}), R"("true")", "validation-kind"); }},
      {"a number as text",
       [](Mutated& m) {
         return replace(m, m.find_of({"integer", "positiveInt", "decimal"}), R"("1")", "validation-kind");
       }},
      {"a fraction as a whole number",
       [](Mutated& m) {
         return replace(m, m.find_of({"integer", "positiveInt", "unsignedInt"}), "1.5", "validation-value");
       }},
      {"an object as text",
       [](Mutated& m) { return replace(m, m.find_of({"string"}), R"({"a":1})", "validation-kind"); }},
      {"an empty text",
       [](Mutated& m) { return replace(m, m.find_of({"string"}), R"("")", "validation-empty"); }},
      {"null", [](Mutated& m) { return replace(m, m.find_of({"code"}), "null", "validation-null"); }},
      {"a text as an object",
       [](Mutated& m) { return replace(m, m.find_of({"CodeableConcept"}), R"("a")", "validation-kind"); }},
      {"a script in the narrative",
       [](Mutated& m) {
         return replace(m, m.find_of({"xhtml"}),
                        R"("<div xmlns=\"http://www.w3.org/1999/xhtml\"><script>a</script></div>")", "txt-1");
       }},
      {"a reference to nothing contained",
       [](Mutated& m) {
         auto made =
             replace(m, m.find_of({"Reference"}), R"({"reference":"#nowhere"})", "validation-fragment");
         return made ? std::optional(*made + ".reference") : std::nullopt;
       }},
      {"a code of no required set",
       [](Mutated& m) {
         const auto place = m.find([](const fhir::Element& one) {
           const auto& binding = one.definition->binding;
           return one.type->name == "code" && binding.strength == definitions::BindingStrength::required &&
                  binding.set && binding.set->enumerable;
         });
         return replace(m, place, R"("no-such-code")", "validation-code");
       }},
  };
  return all;
}

// "validation-code" also stands for "validation-code-of".
bool found(const Texts& errors, const std::string& expected) {
  const auto space = expected.find(' ');
  const std::string start = "error " + expected.substr(0, space), end = expected.substr(space);
  return std::any_of(errors.begin(), errors.end(),
                     [&](const std::string& one) { return one.starts_with(start) && one.ends_with(end); });
}

TEST(Mutations, AreFoundWhereTheyAre) {
  if (!std::filesystem::exists(examples_folder())) GTEST_SKIP() << "no " << examples_folder();
  std::map<std::string, int> tried;
  const auto files = example_files();
  for (std::size_t i = 0; i < files.size(); i += example_step) {
    if (std::filesystem::file_size(files[i]) > example_bytes_max) continue;
    if (!Mutated(files[i]).sound()) continue;
    for (const auto& [name, mutate] : mutations()) {
      for (std::size_t turn = 0; turn < places_max; ++turn) {
        Mutated mutated(files[i]);
        mutated.turn = turn;
        const auto expected = mutate(mutated);
        if (!expected || (turn > 0 && !mutated.anywhere)) break;
        ++tried[name];
        const Texts texts = errors_of(issues_of(mutated.document.root));
        EXPECT_TRUE(found(texts, *expected))
            << files[i].filename() << ", " << name << ": not found: " << *expected
            << "; found: " << testing::PrintToString(texts);
      }
    }
  }
  int all = 0;
  for (const auto& [name, count] : tried) all += count;
  std::cout << all << " mutations of " << tried.size() << " kinds\n";
  EXPECT_EQ(tried.size(), mutations().size());
}

}  // namespace
}  // namespace linkki::validation
