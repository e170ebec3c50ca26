// Random searches on small random stores, page by page while others write, against an evaluator that knows no
// index: chains, `_has`, filters, sorts, what may not be seen, pages forward and back.
#include <algorithm>
#include <functional>
#include <map>
#include <random>

#include "repository/find.h"
#include "repository/fixture.h"
#include "search/form.h"

namespace linkki::repository {
namespace {

class Dice {
 public:
  explicit Dice(unsigned seed) : generator_(seed) {}
  std::size_t below(std::size_t end) {
    return std::uniform_int_distribution<std::size_t>(0, end - 1)(generator_);
  }
  bool once_in(std::size_t times) { return below(times) == 0; }
  const std::string& one_of(const std::vector<std::string>& all) { return all[below(all.size())]; }

 private:
  std::mt19937 generator_;
};

const std::vector<std::string> genders = {"female", "male", "other"};
const std::vector<std::string> families = {"berg", "bergman", "salo", "virta", "virtanen"};
const std::vector<std::string> statuses = {"draft", "ready", "completed"};
const std::vector<std::string> days = {"2026-01-01", "2026-01-02", "2026-02-01", "2025-12-31"};

// A resource as the evaluator sees it: patients have gender, family, birthdate; tasks status, authored-on,
// patient and part-of, which are ids.
struct Thing {
  std::string author;
  bool live = true;
  std::map<std::string, std::string> values;
};

struct World {
  std::map<std::string, Thing> patients, tasks;

  const Thing* see(const std::map<std::string, Thing>& all, const std::string& id) const {
    const auto found = all.find(id);
    return found != all.end() && found->second.live && found->second.author == "a" ? &found->second : nullptr;
  }
};

using Holds = std::function<bool(const World&, const std::string& id, const Thing&)>;

// A demand in the words of a URL and of `_filter`, and what it means. filter empty: it cannot be said there.
struct Asked {
  std::string name, value, filter;
  Holds holds;
};

const std::string* value_of(const Thing& thing, const std::string& name) {
  const auto found = thing.values.find(name);
  return found == thing.values.end() ? nullptr : &found->second;
}

Asked code(Dice& dice, const std::string& name, const std::vector<std::string>& codes) {
  const std::string wanted = dice.one_of(codes);
  const auto is = [=](const Thing& thing) {
    const auto* value = value_of(thing, name);
    return value && *value == wanted;
  };
  if (dice.once_in(4))
    return {name + ":not", wanted, "not (" + name + " eq " + wanted + ")",
            [=](const World&, const std::string&, const Thing& thing) { return !is(thing); }};
  if (dice.once_in(4))
    return {name + ":missing", "true", name + " pr false",
            [=](const World&, const std::string&, const Thing& thing) { return !value_of(thing, name); }};
  return {name, wanted, name + " eq " + wanted,
          [=](const World&, const std::string&, const Thing& thing) { return is(thing); }};
}

Asked day(Dice& dice, const std::string& name) {
  const std::string wanted = dice.one_of(days);
  const bool later = dice.once_in(2);
  return {name, (later ? "ge" : "lt") + wanted, name + (later ? " ge " : " lt ") + wanted,
          [=](const World&, const std::string&, const Thing& thing) {
            const auto* value = value_of(thing, name);
            return value && (*value >= wanted) == later;
          }};
}

Asked family(Dice& dice) {
  const std::string whole = dice.one_of(families);
  const std::string wanted = whole.substr(0, 1 + dice.below(whole.size()));
  return {"family", wanted, "family sw " + wanted, [=](const World&, const std::string&, const Thing& thing) {
            const auto* value = value_of(thing, "family");
            return value && value->starts_with(wanted);
          }};
}

Asked any_of_task(Dice& dice, int hops);

// Whom a task that meets `next` names as its `by`.
Asked referred(const std::string& by, const Asked& next) {
  return {"_has:Task:" + by + ":" + next.name, next.value, "",
          [=](const World& world, const std::string& id, const Thing&) {
            return std::any_of(world.tasks.begin(), world.tasks.end(), [&](const auto& entry) {
              const auto* target = value_of(entry.second, by);
              return target && *target == id && world.see(world.tasks, entry.first) &&
                     next.holds(world, entry.first, entry.second);
            });
          }};
}

Asked any_of_patient(Dice& dice, int hops) {
  switch (dice.below(hops > 0 ? 4 : 3)) {
    case 0: return code(dice, "gender", genders);
    case 1: return family(dice);
    case 2: return day(dice, "birthdate");
    default: return referred("patient", any_of_task(dice, hops - 1));
  }
}

Asked chained(const std::string& by, const Asked& next) {
  return {by + "." + next.name, next.value,
          next.filter.empty() ? "" : by + "[" + next.filter + "]._lastUpdated gt 1900-01-01",
          [=](const World& world, const std::string&, const Thing& thing) {
            const auto* target = value_of(thing, by);
            const auto& all = by == "patient" ? world.patients : world.tasks;
            const Thing* const seen = target ? world.see(all, *target) : nullptr;
            return seen && next.holds(world, *target, *seen);
          }};
}

Asked any_of_task(Dice& dice, int hops) {
  switch (dice.below(hops > 0 ? 5 : 2)) {
    case 0: return code(dice, "status", statuses);
    case 1: return day(dice, "authored-on");
    case 2: return chained("patient", any_of_patient(dice, hops - 1));
    case 3: return chained("part-of", any_of_task(dice, hops - 1));
    default: return referred("part-of", any_of_task(dice, hops - 1));
  }
}

// Two joined by a filter, or turned round.
Asked filtered(Dice& dice, const Asked& a, const Asked& b) {
  if (a.filter.empty() || b.filter.empty()) return a;
  const auto filter = [](const std::string& text, Holds holds) {
    return Asked{"_filter", text, text, std::move(holds)};
  };
  switch (dice.below(3)) {
    case 0:
      return filter(a.filter + " and " + b.filter,
                    [=](const World& w, const std::string& id, const Thing& thing) {
                      return a.holds(w, id, thing) && b.holds(w, id, thing);
                    });
    case 1:
      return filter(a.filter + " or " + b.filter,
                    [=](const World& w, const std::string& id, const Thing& thing) {
                      return a.holds(w, id, thing) || b.holds(w, id, thing);
                    });
    default:
      return filter("not (" + a.filter + " or (" + b.filter + "))",
                    [=](const World& w, const std::string& id, const Thing& thing) {
                      return !a.holds(w, id, thing) && !b.holds(w, id, thing);
                    });
  }
}

class Trial {
 public:
  explicit Trial(unsigned seed) : dice_(seed) {
    for (int i = 0; i < 40; ++i) write();
  }

  // One search, paged through; `writes` between the pages.
  void search(bool writes) {
    const bool tasks = dice_.once_in(2);
    const std::string type = tasks ? "Task" : "Patient";
    std::vector<Asked> all;
    std::vector<std::pair<std::string, std::string>> form;
    for (std::size_t i = dice_.below(3); i > 0; --i) {
      Asked one = any(tasks);
      if (dice_.once_in(3)) one = filtered(dice_, one, any(tasks));
      form.emplace_back(one.name, one.value);
      all.push_back(std::move(one));
    }
    const auto sorts = any_sorts(tasks);
    std::string sort;
    for (const auto& [name, down] : sorts)
      sort += (sort.empty() ? "" : ",") + std::string(down ? "-" : "") + name;
    if (!sort.empty()) form.emplace_back("_sort", sort);
    form.emplace_back("_count", std::to_string(1 + dice_.below(5)));
    const std::string query = type + "?" + search::print_form(form);
    SCOPED_TRACE(query);
    page_through(query, expected(tasks, all, sorts), writes);
  }

 private:
  using Sorts = std::vector<std::pair<std::string, bool>>;  // name, descending

  Asked any(bool tasks) { return tasks ? any_of_task(dice_, 2) : any_of_patient(dice_, 2); }

  Sorts any_sorts(bool tasks) {
    Sorts sorts;
    const std::vector<std::string> names =
        tasks ? std::vector<std::string>{"authored-on", "status", "_id", "patient"}
              : std::vector<std::string>{"birthdate", "family", "gender", "_id"};
    for (std::size_t i = dice_.below(3); i > 0; --i)
      sorts.emplace_back(dice_.one_of(names), dice_.once_in(2));
    return sorts;
  }

  // Creates, changes or deletes something.
  void write() {
    const bool task = dice_.once_in(2);
    const std::string id = (task ? "t" : "p") + std::to_string(dice_.below(12));
    auto& all = task ? world_.tasks : world_.patients;
    const auto known = all.find(id);
    const bool live = known != all.end() && known->second.live;
    if (live && dice_.once_in(5)) {
      store_.remove(task ? "Task" : "Patient", id);
      known->second.live = false;
      return;
    }
    Thing thing;
    thing.author = known != all.end() ? known->second.author : dice_.once_in(4) ? "b" : "a";
    const auto perhaps = [&](const std::string& name, const std::string& value) {
      if (!dice_.once_in(3)) thing.values[name] = value;
    };
    if (task) {
      thing.values["status"] = dice_.one_of(statuses);
      perhaps("authored-on", dice_.one_of(days));
      perhaps("patient", "p" + std::to_string(dice_.below(12)));
      perhaps("part-of", "t" + std::to_string(dice_.below(12)));
    } else {
      perhaps("gender", dice_.one_of(genders));
      perhaps("family", dice_.one_of(families));
      perhaps("birthdate", dice_.one_of(days));
    }
    store_.put(task ? print_task(id, thing) : print_patient(id, thing), thing.author);
    all[id] = std::move(thing);
  }

  static std::string print_patient(const std::string& id, const Thing& thing) {
    std::string members;
    const auto add = [&](const char* name, const std::string& before, const std::string& after) {
      if (const auto* value = value_of(thing, name))
        members += (members.empty() ? "" : ",") + before + *value + after;
    };
    add("gender", R"("gender":")", "\"");
    add("family", R"("name":[{"family":")", "\"}]");
    add("birthdate", R"("birthDate":")", "\"");
    return patient(id, members);
  }

  static std::string print_task(const std::string& id, const Thing& thing) {
    std::string json = R"({"resourceType":"Task","id":")" + id + R"(","intent":"order")";
    const auto add = [&](const char* name, const std::string& before, const std::string& after) {
      if (const auto* value = value_of(thing, name)) json += "," + before + *value + after;
    };
    add("status", R"("status":")", "\"");
    add("authored-on", R"("authoredOn":")", "\"");
    add("patient", R"("for":{"reference":"Patient/)", "\"}");
    add("part-of", R"("partOf":[{"reference":"Task/)", "\"}]");
    return json + "}";
  }

  std::vector<std::string> expected(bool tasks, const std::vector<Asked>& all, const Sorts& sorts) const {
    const Snapshot now = store_.snapshot();
    const auto& things = tasks ? world_.tasks : world_.patients;
    std::vector<std::string> ids;
    for (const auto& [id, thing] : things) {
      const bool fits = world_.see(things, id) && std::all_of(all.begin(), all.end(), [&](const Asked& one) {
                          return one.holds(world_, id, thing);
                        });
      if (fits) ids.push_back(id);
    }
    const auto key = [&](const std::string& id, const std::string& name) -> std::optional<std::string> {
      if (name == "_id") return id;
      const auto* value = value_of(things.at(id), name);
      if (!value) return std::nullopt;
      return name == "patient" ? number_text(now.number("Patient", *value)) : *value;
    };
    std::sort(ids.begin(), ids.end(), [&](const std::string& a, const std::string& b) {
      for (const auto& [name, down] : sorts) {
        const auto of_a = key(a, name), of_b = key(b, name);
        if (of_a == of_b) continue;
        if (!of_a || !of_b) return of_a.has_value();
        return (*of_a < *of_b) != down;
      }
      const std::string_view type = tasks ? "Task" : "Patient";
      return now.number(type, a) < now.number(type, b);
    });
    return ids;
  }

  static std::string number_text(Number number) {
    std::string text = std::to_string(number);
    return std::string(20 - text.size(), '0') + text;
  }

  void page_through(const std::string& query, const std::vector<std::string>& expected, bool writes) {
    find::Settings settings;
    settings.walk_matches_min = dice_.once_in(2) ? 1 : 500;
    std::vector<std::string> shown;
    std::string before, page;
    std::optional<Position> position;
    do {
      if (position && writes) {
        for (std::size_t i = dice_.below(3); i > 0; --i) write();
      }
      const Found found = store_.search(query, "a", position, settings);
      page = store_.ids(found.matches);
      EXPECT_EQ(found.total.value_or(expected.size()), expected.size());
      for (const Match& match : found.matches) shown.push_back(store_.ids({match}));
      if (found.previous) {
        EXPECT_EQ(store_.ids(store_.search(query, "a", found.previous, settings).matches), before);
      } else {
        EXPECT_EQ(before, "");
      }
      before = page;
      position = found.next;
    } while (position && shown.size() <= expected.size());
    EXPECT_EQ(shown, expected);
  }

  Dice dice_;
  Store store_;
  World world_;
};

TEST(SearchProperty, FindsAndOrdersAsAnEvaluatorWithoutAnIndexDoes) {
  for (unsigned seed = 1; seed <= 8 && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    Trial trial(seed);
    for (int i = 0; i < 60 && !testing::Test::HasFailure(); ++i) trial.search(false);
  }
}

TEST(SearchProperty, ShowsEveryPageAsTheFirstSawItWhileOthersWrite) {
  for (unsigned seed = 101; seed <= 108 && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    Trial trial(seed);
    for (int i = 0; i < 40 && !testing::Test::HasFailure(); ++i) trial.search(true);
  }
}

}  // namespace
}  // namespace linkki::repository
