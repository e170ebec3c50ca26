#include "repository/reindex.h"

#include <algorithm>

#include "base/bytes.h"
#include "base/json/parse.h"
#include "repository/due.h"

namespace linkki::repository::reindex {
namespace {

constexpr std::string_view prefix = "reindex/";

struct State {
  std::uint64_t fingerprint = 0;
  Number last = 0;
  std::uint64_t done = 0;
};

std::string encode(const State& state) {
  std::string bytes;
  base::append_big_endian(bytes, state.fingerprint);
  base::append_big_endian(bytes, state.last);
  base::append_big_endian(bytes, state.done);
  return bytes;
}

State decode(std::string_view bytes) {
  return {base::read_big_endian<std::uint64_t>(bytes), base::read_big_endian<Number>(bytes, 8),
          base::read_big_endian<std::uint64_t>(bytes, 16)};
}

State state_of(const Snapshot& now, const std::string& type, const std::string& job) {
  const State fresh{now.reading().facets->fingerprint(type), number_of(now.type(type), 0), 0};
  const auto stored = due::job(now.reads(), job);
  if (!stored || decode(*stored).fingerprint != fresh.fingerprint) return fresh;
  return decode(*stored);
}

// nullopt: it has too many values.
std::optional<Rows> rows_of(const Snapshot& now, const Facets::Type& facets, const Row& row) {
  const Reading& reading = now.reading();
  const auto document = json::parse(now.json(row));
  ensure(document.ok());
  const fhir::Element root = fhir::root(document->root, *reading.definitions);
  const auto indexed = reading.extractor->extract(root);
  if (!indexed.ok()) return std::nullopt;
  Rows rows = make_rows(facets, *reading.dictionary, *reading.hash, *indexed);
  add_words(facets, *reading.definitions, root, rows);
  add_references(facets, *reading.dictionary, *reading.definitions, root, rows);
  return rows;
}

}  // namespace

Step Step::prepare(const Snapshot& now, const std::string& type) {
  const Facets::Type& facets = *now.reading().facets->find(type);
  Step step;
  step.job_ = std::string(prefix) + type;
  step.updated_ = facets.updated;
  step.added_ = facets.added;
  State state = state_of(now, type, step.job_);
  std::string after;
  base::append_big_endian(after, state.last + 1);
  const std::string live = index::key(facets.live, {});
  const auto cursor = now.reads().cursor(id(Table::index));
  std::size_t looked_at = 0;
  for (bool found = cursor->seek(live, after);
       found && cursor->key() == live && looked_at < step_resources_max;
       found = cursor->next(), ++looked_at) {
    state.last = base::read_big_endian<Number>(cursor->value());
    const Row row = *now.current(state.last);
    ++state.done;
    if (auto rows = rows_of(now, facets, row)) {
      step.resources_.push_back({state.last, row.header.version, row.header.time, *std::move(rows)});
    } else {
      ++step.passed_over_;
    }
  }
  step.last_ = looked_at < step_resources_max;
  step.state_ = encode(state);
  return step;
}

base::Outcome<void> Step::replace(storage::WriteTransaction& write, const Resource& resource) const {
  const auto now = rows::current(write, resource.number);
  if (!now || now->header.version != resource.version) return base::done();  // written since
  TRY(auto rows, complete(write, resource.rows.rows, resource.rows.references, updated_, resource.time));
  const auto before = index::stored(write, resource.number);
  const IndexRow added{added_, {}};
  if (added_ && std::binary_search(before.begin(), before.end(), added)) rows.push_back(added);
  return index::replace(write, resource.number, std::move(rows));
}

base::Outcome<void> Step::apply(storage::WriteTransaction& write) const {
  for (const Resource& resource : resources_) TRY_VOID(replace(write, resource));
  if (!last_) return due::put_job(write, job_, state_);
  if (auto erased = write.erase(id(Table::job), job_); !erased.ok()) return std::move(erased).failure();
  return base::done();
}

std::vector<Progress> progress(const storage::Reads& reads) {
  std::vector<Progress> all;
  const auto cursor = reads.cursor(id(Table::job));
  for (bool found = cursor->seek(prefix); found && cursor->key().starts_with(prefix);
       found = cursor->next()) {
    all.push_back({std::string(cursor->key().substr(prefix.size())), decode(cursor->value()).done});
  }
  return all;
}

}  // namespace linkki::repository::reindex
