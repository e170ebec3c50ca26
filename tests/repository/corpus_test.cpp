// The official examples, searched by all that is known of them and by chance, against an oracle without an
// index.
#include "repository/corpus.h"

#include <algorithm>
#include <set>

#include "search/escape.h"
#include "search/form.h"
#include "seeds.h"

namespace linkki::repository {
namespace {

using definitions::SearchType;

std::string form(const std::vector<std::pair<std::string, std::string>>& fields) {
  return search::print_form(fields) + "&_count=1000";
}

TEST(Corpus, IsFoundByEveryValueThatIsExtractedFromIt) {
  const Corpus* const corpus = Corpus::find();
  if (!corpus) GTEST_SKIP() << "R4's examples are not here";
  std::size_t asked = 0, values = 0, unasked = 0, resources = 0;
  for (const Corpus::Type& type : corpus->types()) {
    resources += type.resources;
    for (const auto& [parameter, all] : type.parameters) {
      std::map<std::string, std::vector<std::string>> known;  // what was asked before
      for (const auto& [id, value] : all) {
        ++values;
        const auto ways = questions(corpus->definitions(), *parameter, value);
        unasked += ways.empty() ? 1 : 0;
        for (const Question& way : ways) {
          const std::string query =
              type.name + "?" + form({{std::string(parameter->code) + way.modifier, way.text}});
          auto before = known.find(query);
          if (before == known.end()) {
            ++asked;
            auto found = corpus->find(query), expected = corpus->expected(query);
            std::sort(found.begin(), found.end());
            std::sort(expected.begin(), expected.end());
            EXPECT_EQ(found, expected) << query;
            before = known.emplace(query, std::move(found)).first;
          }
          const auto& found = before->second;
          if (way.certain && !std::binary_search(found.begin(), found.end(), id))
            ADD_FAILURE() << query << " does not find " << id;
        }
      }
    }
  }
  std::cout << asked << " searches for " << values << " values of " << resources << " resources; " << unasked
            << " cannot be asked for\n";
  EXPECT_GE(resources, 700u);
}

// Random searches of the corpus.
class Asker {
 public:
  Asker(const Corpus& corpus, unsigned seed) : corpus_(corpus), dice_(seed) {}

  std::string search() {
    const Corpus::Type& type = dice_.one_of(corpus_.types());
    std::vector<std::pair<std::string, std::string>> fields;
    for (std::size_t i = 1 + dice_.below(3); i > 0; --i) {
      if (dice_.once_in(6)) {
        if (const std::string filter = this->filter(type, 2); !filter.empty())
          fields.emplace_back("_filter", filter);
      } else if (auto field = any(type, 2)) {
        fields.push_back(*std::move(field));
      }
    }
    if (const std::string sort = sorts(type); !sort.empty()) fields.emplace_back("_sort", sort);
    return type.name + "?" + form(fields);
  }

 private:
  using Field = std::pair<std::string, std::string>;

  std::optional<Field> any(const Corpus::Type& type, int hops) {
    if (hops > 0 && dice_.once_in(6)) {
      if (auto chained = chain(type, hops)) return chained;
    }
    if (hops > 0 && dice_.once_in(8)) {
      if (auto referred = has(type, hops)) return referred;
    }
    return test(type);
  }

  std::optional<Field> test(const Corpus::Type& type) {
    const Corpus::Asked& asked = dice_.one_of(type.parameters);
    const std::string code(asked.parameter->code);
    const bool can_miss = asked.parameter->type != SearchType::composite && code != "_id";
    if (can_miss && dice_.once_in(12)) return Field{code + ":missing", dice_.once_in(2) ? "true" : "false"};
    if (asked.parameter->type == SearchType::token && can_miss && dice_.once_in(10))
      return Field{code + (dice_.once_in(2) ? ":in" : ":not-in"),
                   "urn:set:" + std::to_string(dice_.below(8))};
    std::optional<Field> field;
    for (std::size_t i = 1 + (dice_.once_in(4) ? dice_.below(3) : 0); i > 0; --i) {
      const auto one = question(asked);
      if (!one) continue;
      const std::string name = code + one->modifier;
      if (!field) {
        field = Field{name, one->text};
      } else if (field->first == name) {
        field->second += ',' + one->text;
      }
    }
    if (field && field->first == code && asked.parameter->type == SearchType::token && can_miss &&
        dice_.once_in(5))
      field->first += ":not";
    return field;
  }

  std::optional<Question> question(const Corpus::Asked& asked) {
    const auto ways = questions(corpus_.definitions(), *asked.parameter, dice_.one_of(asked.values).second);
    if (ways.empty()) return std::nullopt;
    Question one = dice_.one_of(ways);
    one.text = changed(*asked.parameter, one.text);
    return one;
  }

  // Another prefix, or fewer digits.
  std::string changed(const definitions::SearchParameter& parameter, std::string text) {
    if (parameter.type == SearchType::composite) return changed_last(parameter, text);
    if (parameter.type != SearchType::date && parameter.type != SearchType::number &&
        parameter.type != SearchType::quantity)
      return text;
    static const std::vector<std::string> prefixes = {"",   "eq", "ne", "gt", "lt",
                                                      "ge", "le", "sa", "eb", "ap"};
    const bool prefixed = text[0] >= 'a' && text[0] <= 'z';
    if (prefixed) text.erase(0, 2);
    if (parameter.type != SearchType::date && dice_.once_in(3)) {
      const std::size_t end = std::min(text.find('|'), text.size());
      const std::size_t point = text.find('.');
      if (point < end) text.erase(end - 2 == point ? point : end - 1, end - 2 == point ? 2 : 1);
    }
    return dice_.one_of(prefixes) + text;
  }

  std::string changed_last(const definitions::SearchParameter& parameter, const std::string& text) {
    const auto* const last =
        corpus_.definitions().find_search_parameter(parameter.components.back().definition);
    const std::size_t mark = text.rfind('$');
    return text.substr(0, mark + 1) + changed(*last, text.substr(mark + 1));
  }

  // By a reference that leads to something, to what it leads to.
  std::optional<Field> chain(const Corpus::Type& type, int hops) {
    if (type.references.empty()) return std::nullopt;
    const Corpus::Asked& reference = *dice_.one_of(type.references);
    const Corpus::Type* const target = corpus_.type(dice_.one_of(reference.values).second.type);
    if (!target || !is_target(*reference.parameter, target->name)) return std::nullopt;
    const auto next = any(*target, hops - 1);
    if (!next) return std::nullopt;
    return Field{std::string(reference.parameter->code) + ":" + target->name + "." + next->first,
                 next->second};
  }

  std::optional<Field> has(const Corpus::Type& type, int hops) {
    std::vector<std::pair<const Corpus::Type*, const Corpus::Asked*>> sources;
    for (const Corpus::Type& source : corpus_.types()) {
      for (const Corpus::Asked* const reference : source.references) {
        if (is_target(*reference->parameter, type.name)) sources.emplace_back(&source, reference);
      }
    }
    if (sources.empty()) return std::nullopt;
    const auto [source, reference] = dice_.one_of(sources);
    const auto next = any(*source, hops - 1);
    if (!next) return std::nullopt;
    return Field{"_has:" + source->name + ":" + std::string(reference->parameter->code) + ":" + next->first,
                 next->second};
  }

  static bool is_target(const definitions::SearchParameter& parameter, const std::string& type) {
    return std::find(parameter.targets.begin(), parameter.targets.end(), type) != parameter.targets.end();
  }

  // Tests joined by and, or, not; empty: there is none.
  std::string filter(const Corpus::Type& type, int depth) {
    const std::string one = depth > 0 && dice_.once_in(2) ? filter(type, depth - 1) : filter_test(type);
    if (one.empty() || dice_.once_in(3)) return one;
    if (dice_.once_in(4)) return "not (" + one + ")";
    const std::string other = filter_test(type);
    if (other.empty()) return one;
    return "(" + one + ")" + (dice_.once_in(2) ? " and " : " or ") + other;
  }

  std::string filter_test(const Corpus::Type& type) {
    const Corpus::Asked& asked = dice_.one_of(type.parameters);
    const std::string code(asked.parameter->code);
    if (code != "_id" && asked.parameter->type != SearchType::special && dice_.once_in(10))
      return code + " pr " + (dice_.once_in(2) ? "true" : "false");
    const auto one = question(asked);
    if (!one || !one->modifier.empty()) return {};
    std::string text = search::unescape(one->text);
    if (text.find('\\') != text.npos || text.find('"') != text.npos) return {};
    const auto test = [&](const std::string& compare, const std::string& value) {
      return code + " " + compare + " \"" + value + "\"";
    };
    switch (asked.parameter->type) {
      case SearchType::string: return test(dice_.one_of<std::string>({"eq", "ne", "co", "sw", "ew"}), text);
      case SearchType::token:
        if (text != search::unescape(one->text) || one->text.find('\\') != one->text.npos) return {};
        return test(dice_.once_in(3) ? "ne" : "eq", text);
      case SearchType::uri:
      case SearchType::reference: {
        const bool versioned = text.find('|') != text.npos || text.find("/_history/") != text.npos;
        return test(!versioned && dice_.once_in(3) ? "ne" : "eq", text);
      }
      case SearchType::date:
      case SearchType::number:
      case SearchType::quantity: {
        if (one->text.find('\\') != one->text.npos) return {};
        const bool prefixed = text[0] >= 'a' && text[0] <= 'z';
        if (asked.parameter->type == SearchType::date && dice_.once_in(8))
          return test("po", text.substr(prefixed ? 2 : 0));
        return test(prefixed ? text.substr(0, 2) : "eq", text.substr(prefixed ? 2 : 0));
      }
      case SearchType::composite: return text == one->text ? test("eq", text) : "";
      case SearchType::special: return {};
    }
    return {};
  }

  std::string sorts(const Corpus::Type& type) {
    std::string sorts;
    for (std::size_t i = dice_.below(3); i > 0; --i) {
      const auto& [parameter, values] = dice_.one_of(type.parameters);
      const bool can_sort = parameter->type != SearchType::composite &&
                            parameter->type != SearchType::special && parameter->type != SearchType::quantity;
      if (can_sort)
        sorts += (sorts.empty() ? "" : ",") + std::string(dice_.once_in(2) ? "-" : "") +
                 std::string(parameter->code);
    }
    return sorts;
  }

  const Corpus& corpus_;
  Dice dice_;
};

TEST(Corpus, AnswersRandomSearchesAsAnOracleWithoutAnIndexDoes) {
  const Corpus* const corpus = Corpus::find();
  if (!corpus) GTEST_SKIP() << "R4's examples are not here";
  constexpr unsigned usual = 50'000;
  Asker asker(*corpus, 5);
  std::size_t finding = 0, matches = 0;
  const unsigned searches = seeds(usual);
  for (unsigned i = 0; i < searches && !testing::Test::HasFailure(); ++i) {
    const std::string query = asker.search();
    auto found = corpus->find(query), expected = corpus->expected(query);
    if (query.find("near=") != query.npos && query.find("_sort=") == query.npos) {  // by distance
      std::sort(found.begin(), found.end());
      std::sort(expected.begin(), expected.end());
    }
    EXPECT_EQ(found, expected) << query;
    finding += found.empty() ? 0 : 1;
    matches += found.size();
  }
  std::cout << searches << " searches, " << finding << " of which found " << matches << " resources\n";
}

}  // namespace
}  // namespace linkki::repository
