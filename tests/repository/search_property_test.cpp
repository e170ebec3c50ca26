// Random searches on small random stores, page by page while others write, against an Oracle that knows no
// index: chains, `_has`, filters, sorts, what may not be seen, pages forward and back.
#include <algorithm>
#include <map>

#include "repository/dice.h"
#include "repository/find.h"
#include "repository/oracle.h"
#include "search/form.h"

namespace linkki::repository {
namespace {

const std::vector<std::string> genders = {"female", "male", "other"};
const std::vector<std::string> families = {"berg", "bergman", "salo", "virta", "virtanen"};
const std::vector<std::string> statuses = {"draft", "ready", "completed"};
const std::vector<std::string> days = {"2026-01-01", "2026-01-02", "2026-02-01", "2025-12-31"};

// A demand in the words of a URL and of `_filter`. filter empty: it cannot be said there.
struct Asked {
  std::string name, value, filter;
};

Asked code(Dice& dice, const std::string& name, const std::vector<std::string>& codes) {
  const std::string wanted = dice.one_of(codes);
  if (dice.once_in(4)) return {name + ":not", wanted, "not (" + name + " eq " + wanted + ")"};
  if (dice.once_in(4)) return {name + ":missing", "true", name + " pr false"};
  return {name, wanted, name + " eq " + wanted};
}

Asked day(Dice& dice, const std::string& name) {
  const std::string wanted = dice.one_of(days), compare = dice.once_in(2) ? "ge" : "lt";
  return {name, compare + wanted, name + " " + compare + " " + wanted};
}

Asked family(Dice& dice) {
  const std::string whole = dice.one_of(families);
  const std::string wanted = whole.substr(0, 1 + dice.below(whole.size()));
  return {"family", wanted, "family sw " + wanted};
}

Asked any_of_task(Dice& dice, int hops);

// Whom a task that meets `next` names as its `by`.
Asked referred(const std::string& by, const Asked& next) {
  return {"_has:Task:" + by + ":" + next.name, next.value, ""};
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
          next.filter.empty() ? "" : by + "[" + next.filter + "]._lastUpdated gt 1900-01-01"};
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
  const auto filter = [](const std::string& text) { return Asked{"_filter", text, text}; };
  switch (dice.below(3)) {
    case 0: return filter(a.filter + " and " + b.filter);
    case 1: return filter(a.filter + " or " + b.filter);
    default: return filter("not (" + a.filter + " or (" + b.filter + "))");
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
    std::vector<std::pair<std::string, std::string>> form;
    for (std::size_t i = dice_.below(3); i > 0; --i) {
      Asked one = any(tasks);
      if (dice_.once_in(3)) one = filtered(dice_, one, any(tasks));
      form.emplace_back(one.name, one.value);
    }
    if (const std::string sort = any_sorts(tasks); !sort.empty()) form.emplace_back("_sort", sort);
    form.emplace_back("_count", std::to_string(1 + dice_.below(5)));
    const std::string type = tasks ? "Task" : "Patient", asked = search::print_form(form);
    SCOPED_TRACE(type + "?" + asked);
    const auto query = search::parse(type, asked, *store_.definitions.current(), {});
    ASSERT_TRUE(query.ok());
    page_through(type + "?" + asked, oracle_.find(*query), writes);
  }

 private:
  struct Written {
    std::string author;
    bool live = true;
  };

  Asked any(bool tasks) { return tasks ? any_of_task(dice_, 2) : any_of_patient(dice_, 2); }

  std::string any_sorts(bool tasks) {
    const std::vector<std::string> names =
        tasks ? std::vector<std::string>{"authored-on", "status", "_id", "patient"}
              : std::vector<std::string>{"birthdate", "family", "gender", "_id"};
    std::string sorts;
    for (std::size_t i = dice_.below(3); i > 0; --i)
      sorts += (sorts.empty() ? "" : ",") + std::string(dice_.once_in(2) ? "-" : "") + dice_.one_of(names);
    return sorts;
  }

  // Creates, changes or deletes something.
  void write() {
    const bool task = dice_.once_in(2);
    const std::string type = task ? "Task" : "Patient";
    const std::string id = (task ? "t" : "p") + std::to_string(dice_.below(12));
    const auto known = written_.find(id);
    if (known != written_.end() && known->second.live && dice_.once_in(5)) {
      store_.remove(type, id);
      known->second.live = false;
    } else {
      const std::string author = known != written_.end() ? known->second.author
                                 : dice_.once_in(4)      ? "b"
                                                         : "a";
      store_.put(task ? any_task(id) : any_patient(id), author);
      written_[id] = {author};
    }
    oracle_.note(type, id);
  }

  bool perhaps() { return !dice_.once_in(3); }

  std::string any_patient(const std::string& id) {
    std::string members;
    const auto add = [&](const std::string& member) { members += (members.empty() ? "" : ",") + member; };
    if (perhaps()) add(R"("gender":")" + dice_.one_of(genders) + "\"");
    if (perhaps()) add(R"("name":[{"family":")" + dice_.one_of(families) + "\"}]");
    if (perhaps()) add(R"("birthDate":")" + dice_.one_of(days) + "\"");
    return patient(id, members);
  }

  std::string any_task(const std::string& id) {
    std::string json = R"({"resourceType":"Task","id":")" + id + R"(","intent":"order","status":")" +
                       dice_.one_of(statuses) + "\"";
    if (perhaps()) json += R"(,"authoredOn":")" + dice_.one_of(days) + "\"";
    if (perhaps()) json += R"(,"for":{"reference":"Patient/p)" + std::to_string(dice_.below(12)) + "\"}";
    if (perhaps()) json += R"(,"partOf":[{"reference":"Task/t)" + std::to_string(dice_.below(12)) + "\"}]";
    return json + "}";
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
  Oracle oracle_{store_};
  std::map<std::string, Written> written_;  // by id
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
