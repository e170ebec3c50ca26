// Which resources meet a Criterion, at one Moment and for one caller: found through the index, or asked of
// one resource by its rows. Both ways always agree.
//
// Chains    yield the resources at the other end that the caller may see; what he may not see matches
// nothing,
//           so nothing of it can be guessed. They are resolved where they are few and drive the search, and
//           asked about one by one where something else does; each is judged once.
// Errors    in Work: when that has ended, what comes back is worthless
// Lifetime  ends before the Moment, the Work, and every Criterion it was asked about
// Threads   one
#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "repository/candidates.h"
#include "repository/criterion.h"
#include "repository/moment.h"
#include "repository/work.h"

namespace linkki::repository {

class Matcher {
 public:
  using Numbers = candidates::Numbers;

  Matcher(const Moment& moment, Work& work, std::uint64_t chain_width_max)
      : moment_(moment), work_(work), chain_width_max_(chain_width_max) {}

  // What is in the index and meets all of `parts` but perhaps those of `rest`, which are dearer to look up
  // than to ask of each number. With `_id`, and behind `not`, what is deleted or was never there may be in
  // it. Resources that have changed since the moment are judged as they are now.
  struct Step {
    enum class Role : std::uint8_t { all, drive, intersect, take_away, ask };
    Role role;
    const Criterion* criterion;  // nullptr: of all
    std::uint64_t estimated;
    std::uint64_t left;  // numbers after it
  };
  struct Drive {
    Numbers numbers;
    std::vector<const Criterion*> rest;
    std::vector<Step> steps = {};  // how it came about, for those who want it explained
  };
  Drive drive(const Facets::Type& type, const Criterion& all);
  // Of one resource, by the rows it had at the moment.
  bool matches(Number number, const std::vector<IndexRow>& rows, const Criterion& criterion);
  // How many are likely to meet it; exact for single values, never less than 0 and never more than all.
  std::uint64_t estimate(const Facets::Type& type, const Criterion& criterion);
  // Resources that are likely to be looked at if all that meet it are; those that must be read count as more.
  std::uint64_t cost(const Facets::Type& type, const Criterion& all);
  // Exactly how many there are in the index, where that takes no more than a look; nullopt: it takes more.
  std::optional<std::uint64_t> count(const Facets::Type& type, const Criterion& all) const;
  // How many resources of the type, in any order that has nothing to do with `all`, are likely to be passed
  // until so many of them meet it.
  std::uint64_t steps_to(std::uint64_t matches, const Facets::Type& type, const Criterion& all);
  // Under which key of the index all that meets `all` lies, among others; the rarest. nullopt: there is none.
  std::optional<std::string> probe(const Criterion& all) const;

 private:
  // What is known of a chain or `_has`.
  struct Known {
    std::optional<std::uint64_t> estimate;
    std::optional<Numbers> ends;             // what fits at the other end and is seen
    std::optional<Numbers> referred;         // of `_has`: what those refer to
    std::optional<Numbers> referred_before;  // by what has changed since, as it was
    std::unordered_map<Number, bool> judged;
  };

  std::uint64_t live(const Facets::Type& type) const;
  std::uint64_t estimate_far(const Criterion& criterion);
  std::uint64_t estimate_chain(const Criterion& criterion);
  Numbers collect(const Facets::Type& type, const Criterion& criterion);
  Numbers collect_all(const Facets::Type& type, const Criterion& all);
  Numbers collect_any(const Facets::Type& type, const Criterion& any);
  Numbers collect_chain(const Criterion& chain);
  // As of the moment, and seen.
  Numbers collect_far(const Far& far);
  const Numbers& ends(const Criterion& criterion);
  const Numbers& referred(const Criterion& has);
  const Numbers& referred_before(const Criterion& has);
  void add_referred(const Criterion& has, Number source, Numbers& numbers);
  bool leads_to_end(const Criterion& chain, const std::vector<IndexRow>& rows);
  bool is_referred(const Criterion& has, Number number);
  bool is_end(const Criterion& criterion, Number number);

  const storage::Reads& reads() const { return moment_.reads(); }

  const Moment& moment_;
  Work& work_;
  const std::uint64_t chain_width_max_;
  std::unordered_map<const Criterion*, Known> known_;
};

}  // namespace linkki::repository
