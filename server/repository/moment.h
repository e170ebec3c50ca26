// The resources as they were when the first page of a search was made, as far as its caller may see them now.
//
// On the first page that is the snapshot. Later, what has changed since is known one by one: it counts as it
// was, with the index rows that its old version has; all else is found in today's index.
// Errors    gone: too much has changed
// Cost      of what has changed: its old version is read and extracted again, some 100 µs, once
// Threads   one
#pragma once

#include <map>
#include <set>
#include <unordered_map>
#include <vector>

#include "repository/find.h"
#include "repository/snapshot.h"

namespace linkki::repository {

class Moment {
 public:
  Moment(const Snapshot& snapshot, const Sight& sight)
      : snapshot_(snapshot), sight_(sight), sequence_(snapshot.sequence()) {}

  // To what the store held at that sequence. `types`: those that will be asked about.
  base::Outcome<void> go_back(std::uint64_t sequence, const std::set<TypeCode>& types,
                              std::uint64_t changed_max);

  const Snapshot& snapshot() const { return snapshot_; }
  const storage::Reads& reads() const { return snapshot_.reads(); }
  std::uint64_t sequence() const { return sequence_; }

  bool has_changed(Number number) const { return changed_.contains(number); }
  // What has changed since, with the version it had (0: it was not there). In order.
  const std::map<Number, std::uint32_t>& changed() const { return changed_; }
  // Of one type alone.
  std::pair<std::map<Number, std::uint32_t>::const_iterator, std::map<Number, std::uint32_t>::const_iterator>
  changed(TypeCode type) const;

  // If it was there, and the caller may see it now and as it was. `by_contact`: it is found or put in order
  // by contact data, so who is shown without them is not there, whatever they are.
  std::optional<Match> see(Number number, bool by_contact = false) const;
  // Its index rows; empty if it was not there.
  std::vector<IndexRow> rows(Number number) const;
  // Those of its words, made from what is stored; for types that have none in the index. The answer lives
  // until the next call.
  const std::vector<IndexRow>& words(Number number) const;

 private:
  std::optional<Match> shown(Number number) const;
  std::vector<IndexRow> rows_of(const Row& row, Number number) const;

  const Snapshot& snapshot_;
  const Sight& sight_;
  std::uint64_t sequence_;
  std::map<Number, std::uint32_t> changed_;
  mutable std::unordered_map<Number, std::vector<IndexRow>> old_rows_;
  mutable Number words_of_ = 0;
  mutable std::vector<IndexRow> words_;
};

}  // namespace linkki::repository
