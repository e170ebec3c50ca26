// Rules that hold after any series of writes, tried on many.
#include <algorithm>

#include "base/bytes.h"
#include "repository/dice.h"
#include "repository/fixture.h"
#include "repository/index_rows.h"

namespace linkki::repository {
namespace {

std::string any_patient(Dice& dice, const std::string& id) {
  std::string members;
  const auto add = [&](const std::string& member) { members += (members.empty() ? "" : ",") + member; };
  if (!dice.once_in(3)) add(R"("gender":")" + dice.one_of<std::string>({"male", "female", "other"}) + "\"");
  if (!dice.once_in(3))
    add(R"("birthDate":")" + dice.one_of<std::string>({"1980", "1980-05", "1980-05-01", "1991-12-31"}) +
        "\"");
  if (!dice.once_in(3))
    add(R"("name":[{"family":")" + dice.one_of<std::string>({"Berg", "berg", "Åström", "Virtanen"}) + "\"}]");
  if (dice.once_in(2))
    add(R"("generalPractitioner":[{"reference":"Organization/)" + dice.one_of<std::string>({"x", "y"}) +
        "\"}]");
  if (dice.once_in(3)) add(R"("active":true)");
  return patient(id, members);
}

// One write of any kind to one of the resources.
void write_any(Store& store, Dice& dice, const std::string& prefix, std::size_t resources) {
  const std::string id = prefix + std::to_string(dice.below(resources));
  const Snapshot now = store.snapshot();
  const Number number = now.number("Patient", id);
  const auto row = number ? now.current(number) : std::nullopt;
  store.clock.advance(std::chrono::milliseconds{dice.below(3)});
  if (row && !row->header.deleted && dice.once_in(3)) {
    store.remove("Patient", id);
  } else {
    store.put(any_patient(dice, id), prefix);
  }
}

// The rows that a resource ought to have, from its content alone.
std::vector<IndexRow> expected_rows(const Snapshot& now, const Row& row) {
  const Reading& reading = now.reading();
  const auto document = json::parse(now.json(row));
  const auto& facets = *reading.facets->find(document->root.text_of("resourceType"));
  const auto indexed = reading.extractor->extract(fhir::root(document->root, *reading.definitions));
  const Rows made = make_rows(facets, *reading.dictionary, *reading.hash, *indexed);
  std::vector<IndexRow> rows = made.rows;
  for (const ReferenceRow& reference : made.references) {
    IndexRow of_target{reference.facet, {}};
    base::append_big_endian(of_target.value,
                            identity::find(now.reads(), reference.target.type, reference.target.id));
    rows.push_back(of_target);
  }
  rows.push_back({facets.updated, instant_key(row.header.time) +
                                      instant_key(row.header.time + std::chrono::milliseconds{1})});
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return rows;
}

void expect_index_fits(Store& store) {
  const Snapshot now = store.snapshot();
  TableRows index;
  const auto cursor = now.reads().cursor(id(Table::resource));
  for (bool found = cursor->first(); found; found = cursor->next()) {
    const Number number = number_of_row(cursor->key());
    std::string in_index;
    base::append_big_endian(in_index, number);
    const Row row = decode_row(cursor->value());
    const auto rows = row.header.deleted ? std::vector<IndexRow>{} : expected_rows(now, row);
    EXPECT_EQ(index::stored(now.reads(), number), rows) << row.header.id;
    for (const IndexRow& one : rows) {
      if (!(one.facet & values_only)) index[index::key(one.facet, one.value)].emplace(in_index);
    }
  }
  EXPECT_EQ(dump(*store.engine)[id(Table::index)], index);
}

TEST(Index, HoldsExactlyWhatTheCurrentVersionsSay) {
  Store store;
  for (unsigned seed = 1; seed <= 3; ++seed) {
    Dice dice(seed);
    for (int i = 0; i < 40; ++i) write_any(store, dice, "r" + std::to_string(seed), 6);
    expect_index_fits(store);
  }
}

using Shown = std::vector<std::pair<Number, std::uint32_t>>;

void append(Shown& shown, const std::vector<Match>& matches) {
  for (const Match& match : matches) shown.emplace_back(match.number, match.version);
}

// What the first page's moment would have shown on one page is what all pages show, whatever is written
// between them.
void expect_stable_pages(Store& store, const std::string& query, const std::string& organization,
                         Dice& dice) {
  Shown wanted, shown;
  append(wanted, store.search(query + "&_count=1000", organization).matches);
  std::optional<Position> position;
  const std::string paged = query + "&_count=" + std::to_string(1 + dice.below(4));
  do {
    const Found found = store.search(paged, organization, position);
    EXPECT_EQ(found.total, wanted.size()) << paged;
    append(shown, found.matches);
    position = found.next;
    for (std::size_t writes = dice.below(4); position && writes > 0; --writes)
      write_any(store, dice, organization, 14);
  } while (position && shown.size() <= wanted.size());
  EXPECT_EQ(shown, wanted) << paged;
}

TEST(Paging, ShowsTheMomentOfItsFirstPageWhateverIsWritten) {
  Store store;
  const std::vector<std::string> queries = {
      "Patient?gender=male,female",   "Patient?gender:not=female",
      "Patient?_sort=birthdate",      "Patient?_sort=-birthdate,family",
      "Patient?_sort=-_lastUpdated",  "Patient?active:missing=true&_sort=gender",
      "Patient?birthdate=ge1980-05",  "Patient?general-practitioner=Organization/x&_sort=family",
      "Patient?family=berg&_sort=_id"};
  for (unsigned seed = 1; seed <= 3; ++seed) {
    Dice dice(seed);
    const std::string organization = "s" + std::to_string(seed);
    for (int i = 0; i < 20; ++i) write_any(store, dice, organization, 14);
    for (const std::string& query : queries) expect_stable_pages(store, query, organization, dice);
  }
}

std::string any_task(Dice& dice, const std::string& id) {
  return R"({"resourceType":"Task","id":")" + id + R"(","status":")" +
         dice.one_of<std::string>({"draft", "requested"}) +
         R"(","intent":"order","for":{"reference":"Patient/)" + dice.one_of<std::string>({"a", "b"}) +
         R"("},"meta":{"tag":[{"system":"urn:t","code":")" + dice.one_of<std::string>({"x", "y"}) + "\"}]}}";
}

void write_anything(Store& store, Dice& dice, const std::string& organization) {
  if (dice.once_in(2)) return write_any(store, dice, organization, 8);
  const std::string id = organization + "t" + std::to_string(dice.below(8));
  const Snapshot now = store.snapshot();
  const Number number = now.number("Task", id);
  const auto row = number ? now.current(number) : std::nullopt;
  store.clock.advance(std::chrono::milliseconds{dice.below(3)});
  if (row && !row->header.deleted && dice.once_in(4)) {
    store.remove("Task", id);
  } else {
    store.put(any_task(dice, id), organization);
  }
}

// A search of several types finds what the searches of each of them find.
TEST(SystemSearch, IsTheSumOfItsTypes) {
  const std::vector<std::string> forms = {"_lastUpdated=ge2020", "_tag=x", "_tag:not=x", "_id=qt1,q1",
                                          "_tag:missing=false"};
  Store store;
  Dice dice(5);
  for (int i = 0; i < 60; ++i) write_anything(store, dice, dice.once_in(4) ? "other" : "q");
  for (const std::string& form : forms) {
    Shown wanted, shown;
    append(wanted, store.search("Patient?" + form + "&_count=1000", "q").matches);
    append(wanted, store.search("Task?" + form + "&_count=1000", "q").matches);
    const Found found = store.search("?_type=Task,Patient&" + form + "&_count=1000", "q");
    append(shown, found.matches);
    std::sort(wanted.begin(), wanted.end());
    EXPECT_EQ(shown, wanted) << form;
    EXPECT_EQ(found.total, wanted.size()) << form;
  }
}

TEST(SystemSearch, ShowsTheMomentOfItsFirstPageWhateverIsWritten) {
  Store store;
  for (unsigned seed = 1; seed <= 3; ++seed) {
    Dice dice(seed);
    const std::string organization = "s" + std::to_string(seed);
    for (int i = 0; i < 30; ++i) write_anything(store, dice, organization);
    for (const std::string query :
         {"?_type=Patient,Task", "?_type=Patient,Task&_sort=_lastUpdated", "?_type=Task,Patient&_sort=-_id",
          "?_type=Task,Patient&_tag=x&_sort=-_lastUpdated"}) {
      expect_stable_pages(store, query, organization, dice);
    }
  }
}

}  // namespace
}  // namespace linkki::repository
