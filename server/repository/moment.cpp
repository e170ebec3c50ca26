#include "repository/moment.h"

#include "base/json/parse.h"
#include "repository/includes.h"
#include "repository/index_rows.h"
#include "repository/messages.h"
#include "repository/words.h"

namespace linkki::repository {

base::Outcome<void> Moment::go_back(std::uint64_t sequence, const std::set<TypeCode>& types,
                                    std::uint64_t changed_max) {
  sequence_ = sequence;
  changes::Walk walk(reads(), types.size() == 1 ? *types.begin() : TypeCode{0}, 0);
  std::uint64_t seen = 0;
  for (auto change = walk.next(); change && change->sequence > sequence; change = walk.next()) {
    if (++seen > changed_max) {
      return base::refuse(base::Refusal::gone,
                          base::error(base::IssueType::expired, base::message::page_expired));
    }
    if (types.contains(type_of(change->number))) changed_[change->number] = change->version - 1;
  }
  return base::done();
}

std::pair<std::map<Number, std::uint32_t>::const_iterator, std::map<Number, std::uint32_t>::const_iterator>
Moment::changed(TypeCode type) const {
  return {changed_.lower_bound(number_of(type, 0)),
          changed_.upper_bound(number_of(type, (std::uint64_t{1} << 48) - 1))};
}

std::optional<Match> Moment::see(Number number, bool by_contact) const {
  const auto match = shown(number);
  return match && by_contact && !match->sight.whole ? std::nullopt : match;
}

std::optional<Match> Moment::shown(Number number) const {
  const auto changed = changed_.find(number);
  if (changed == changed_.end()) return visible(snapshot_, sight_, number);
  const std::uint32_t version = changed->second;
  const auto row = version ? snapshot_.version(number, version) : std::nullopt;
  if (!row || row->header.deleted) return std::nullopt;
  // Grants are those of now: who may not see it today does not get it as it was.
  const auto now = snapshot_.current(number);
  const auto sight = now ? sight_.sees(number, now->header) : access::Sight{};
  const auto then = sight ? sight_.sees(number, row->header) : access::Sight{};
  if (!then) return std::nullopt;
  Match match{number, version, sight};
  match.sight.whole = sight.whole && then.whole;
  return match;
}

std::vector<IndexRow> Moment::rows(Number number) const {
  const auto changed = changed_.find(number);
  if (changed == changed_.end()) return index::stored(reads(), number);
  const auto known = old_rows_.find(number);
  if (known != old_rows_.end()) return known->second;
  const auto row = changed->second ? snapshot_.version(number, changed->second) : std::nullopt;
  auto rows = row && !row->header.deleted ? rows_of(*row, number) : std::vector<IndexRow>{};
  return old_rows_.emplace(number, std::move(rows)).first->second;
}

const std::vector<IndexRow>& Moment::words(Number number) const {
  if (words_of_ == number) return words_;
  const auto changed = changed_.find(number);
  const auto row =
      changed == changed_.end() ? snapshot_.current(number) : snapshot_.version(number, changed->second);
  words_of_ = number;
  words_.clear();
  if (!row || row->header.deleted) return words_;
  const Reading& reading = snapshot_.reading();
  auto document = json::parse(snapshot_.json(*row));
  ensure(document.ok());
  const WordFacets facets = word_facets(*reading.facets->find(snapshot_.type_name(number)));
  words_ = word_rows(facets, fhir::root(document->root, *reading.definitions), *reading.definitions);
  return words_;
}

std::vector<IndexRow> Moment::rows_of(const Row& row, Number number) const {
  const Reading& reading = snapshot_.reading();
  const Facets::Type* const facets = reading.facets->find(snapshot_.type_name(number));
  ensure(facets);
  auto document = json::parse(snapshot_.json(row));
  ensure(document.ok());
  const fhir::Element root = fhir::root(document->root, *reading.definitions);
  auto indexed = reading.extractor->extract(root);
  if (!indexed.ok()) return {};  // it has more values by today's definitions than a resource may have
  Rows made = make_rows(*facets, *reading.dictionary, *reading.hash, *indexed);
  add_words(*facets, *reading.definitions, root, made);
  for (const ReferenceRow& reference : made.references) {
    IndexRow row_of{reference.facet, {}};
    base::append_big_endian(
        row_of.value,
        snapshot_.number(reading.dictionary->type_name(reference.target.type), reference.target.id));
    made.rows.push_back(std::move(row_of));
  }
  made.rows.push_back(updated_row(facets->updated, row.header.time));
  return std::move(made.rows);
}

}  // namespace linkki::repository
