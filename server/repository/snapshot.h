// The store at one moment: one per request. Everything it answers is of that moment.
//
// Threads   one
// Lifetime  ends before its Repository; hold it briefly (an old reader makes the file grow)
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "repository/body.h"
#include "repository/change.h"
#include "repository/facets.h"
#include "repository/resource.h"
#include "search/index.h"

namespace linkki::repository {

// What a snapshot reads with: parts of the repository that do not change while it lives.
struct Reading {
  std::shared_ptr<const Dictionary> dictionary;
  std::shared_ptr<const Facets> facets;
  std::shared_ptr<const Codec> codec;
  std::shared_ptr<const FacetHash> hash;
  std::shared_ptr<const search::Extractor> extractor;
  std::shared_ptr<const definitions::Definitions> definitions;
  std::uint64_t generation = 0;  // raised when these change; a write made with older ones is prepared again
};

class Snapshot {
 public:
  Snapshot(std::unique_ptr<storage::ReadTransaction> transaction, Reading reading)
      : transaction_(std::move(transaction)), reads_(transaction_.get()), reading_(std::move(reading)) {}
  // What a write transaction sees, for predicates inside a commit; `reads` outlives it.
  Snapshot(const storage::Reads& reads, Reading reading) : reads_(&reads), reading_(std::move(reading)) {}

  const storage::Reads& reads() const { return *reads_; }
  const Reading& reading() const { return reading_; }
  std::uint64_t sequence() const { return changes::last_sequence(*reads_); }

  TypeCode type(std::string_view name) const { return reading_.dictionary->type(name); }
  std::string_view type_name(Number number) const { return reading_.dictionary->type_name(type_of(number)); }
  Number number(std::string_view type, std::string_view id) const;  // 0: never seen

  std::optional<Row> current(Number number) const { return rows::current(*reads_, number); }
  std::optional<Row> version(Number number, std::uint32_t version) const;  // the current one too
  std::string json(const Row& row) const;                                  // pre: not deleted
  // "Type/id"; empty: never seen.
  std::string reference(Number number) const;

 private:
  std::unique_ptr<storage::ReadTransaction> transaction_;  // none inside a commit
  const storage::Reads* reads_;
  Reading reading_;
};

}  // namespace linkki::repository
