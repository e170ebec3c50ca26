#include "repository/check_resources.h"

#include <fmt/format.h>

#include <map>

#include "base/bytes.h"
#include "base/json/parse.h"
#include "repository/body.h"
#include "repository/change.h"
#include "repository/dictionary.h"
#include "repository/identity.h"
#include "repository/index.h"
#include "repository/meta.h"
#include "repository/resource.h"

namespace linkki::repository {
namespace {

using base::read_big_endian;

class Check {
 public:
  Check(const storage::Reads& reads, bool thorough, Findings& findings)
      : reads_(reads),
        thorough_(thorough),
        findings_(findings),
        dictionary_(Dictionary::load(reads)),
        codec_(meta::text(reads, "zstd").value_or("")) {}

  ResourceCounts run() {
    walk("resource", [this] { check_resources(); });
    walk("version", [this] { check_older_versions(); });
    walk("values", [this] { check_index(); });
    walk("change", [this] { check_changes(); });
    check_counters();
    return counts_;
  }

 private:
  // A damaged row is told and passed over; damaged pages end the walk through their table.
  template <class Step>
  void walk(std::string_view table, Step step) {
    try {
      step();
    } catch (const storage::Damaged& damage) {
      findings_.add(fmt::format("the table {} cannot be read on: {}", table, damage.what()));
    }
  }
  template <class Step>
  void guard(const std::string& row, Step step) {
    try {
      step();
    } catch (const storage::Damaged& damage) {
      findings_.add(fmt::format("{}: {}", row, damage.what()));
    }
  }

  std::string name(Number number) const {
    const auto type = dictionary_.type_name(type_of(number));
    return fmt::format("{} number {}", type.empty() ? "resource" : type, number & 0xffff'ffff'ffff);
  }

  void check_resources() {
    const auto cursor = reads_.cursor(id(Table::resource));
    for (bool at = cursor->first(); at; at = cursor->next()) {
      ++counts_.resources;
      ++counts_.versions;
      if (cursor->key().size() != sizeof(Number)) {
        findings_.add("the table resource has a key that is no number");
        continue;
      }
      const Number number = number_of_row(cursor->key());
      guard(name(number), [&] {
        const Row row = decode_row(cursor->value());
        check_row(number, row);
        check_identity(number, row.header);
        if (!row.header.deleted) ++live_[type_of(number)];
        older_expected_ += row.header.version - 1;
        check_history(number, row.header.version);
      });
    }
  }

  // Header and body can be read, and tell the same.
  void check_row(Number number, const Row& row) {
    const std::string what = fmt::format("{} version {}", name(number), row.header.version);
    if (row.header.version == 0) findings_.add(what + ": versions begin with 1");
    if (row.header.deleted) {
      if (!row.body.empty()) findings_.add(what + ": deleted, but has a body");
      return;
    }
    const auto parsed = json::parse(codec_.decode(row.body, row.header.version, row.header.time));
    if (!parsed.ok()) {
      findings_.add(what + ": the body is not JSON");
    } else if (parsed->root.text_of("resourceType") != dictionary_.type_name(type_of(number)) ||
               parsed->root.text_of("id") != row.header.id) {
      findings_.add(what + ": the body is of another type or id than the row");
    }
  }

  void check_identity(Number number, const Header& header) {
    if (identity::find(reads_, type_of(number), header.id) != number) {
      findings_.add(name(number) + ": its id leads to another number, or to none");
    }
  }

  void check_history(Number number, std::uint32_t current) {
    for (std::uint32_t version = 1; version < current; ++version) {
      std::string key = row_key(number);
      base::append_big_endian(key, version);
      if (!reads_.get(id(Table::version), key)) {
        findings_.add(fmt::format("{} version {}: is missing", name(number), version));
      }
    }
  }

  void check_older_versions() {
    const auto cursor = reads_.cursor(id(Table::version));
    std::uint64_t older = 0;
    for (bool at = cursor->first(); at; at = cursor->next()) {
      ++older;
      if (cursor->key().size() != sizeof(Number) + sizeof(std::uint32_t)) {
        findings_.add("the table version has a key that is no number and version");
        continue;
      }
      const Number number = number_of_row(cursor->key());
      const auto version = read_big_endian<std::uint32_t>(cursor->key(), sizeof number);
      guard(fmt::format("{} version {}", name(number), version), [&] {
        const Row row = decode_row(cursor->value());
        check_row(number, row);
        if (row.header.version != version) {
          findings_.add(fmt::format("{} version {}: says that it is version {}", name(number), version,
                                    row.header.version));
        }
      });
    }
    counts_.versions += older;
    if (older != older_expected_) {
      findings_.add(
          fmt::format("there are {} older versions, the resources have {}", older, older_expected_));
    }
  }

  // Each resource's rows are in the index, and there are as many: so the index has no others.
  void check_index() {
    const auto cursor = reads_.cursor(id(Table::values));
    std::uint64_t resources = 0, found = 0;
    for (bool at = cursor->first(); at; at = cursor->next()) {
      const bool looks = thorough_ || resources % sample_every == 0;
      ++resources;
      const std::string key(cursor->key());
      if (key.size() != sizeof(Number)) {
        findings_.add("the table values has a key that is no number");
        continue;
      }
      const Number number = number_of_row(key);
      std::string in_index;
      base::append_big_endian(in_index, number);
      guard("index rows of " + name(number), [&] {
        if (!reads_.get(id(Table::resource), key))
          findings_.add("index rows of " + name(number) + ": no resource");
        for (const IndexRow& row : index::stored(reads_, number)) {
          if (row.facet & values_only) continue;
          ++found;
          if (looks && !reads_.contains(id(Table::index), index::key(row.facet, row.value), in_index)) {
            findings_.add(fmt::format("{}: facet {} is not in the index", name(number), row.facet));
          }
        }
      });
    }
    counts_.index_rows = reads_.entries(id(Table::index));
    if (found != counts_.index_rows) {
      findings_.add(fmt::format("the index has {} rows, the resources have {}", counts_.index_rows, found));
    }
  }

  // Newest first; the oldest is change 1.
  void check_changes() {
    changes::Walk walk(reads_, 0, 0);
    std::uint64_t expected = changes::last_sequence(reads_);
    for (bool more = true; more && expected > 0; ++counts_.changes, --expected) {
      const std::string place = fmt::format("change {}", expected);
      guard(place, [&] {
        const auto change = walk.next();
        more = change && change->sequence == expected;
        if (!more) {
          findings_.add(place + ": is missing");
        } else if (!rows::version(reads_, change->number, change->version)) {
          findings_.add(
              fmt::format("{}: {} has no version {}", place, name(change->number), change->version));
        }
      });
    }
    if (counts_.changes != counts_.versions) {
      findings_.add(fmt::format("there are {} changes of {} versions", counts_.changes, counts_.versions));
    }
    const auto by_type = reads_.entries(id(Table::type_change));
    if (by_type != counts_.changes) {
      findings_.add(fmt::format("there are {} changes, by type {}", counts_.changes, by_type));
    }
  }

  void check_counters() {
    for (TypeCode type = 1; !dictionary_.type_name(type).empty(); ++type) {
      const auto counted = meta::live(reads_, type);
      if (counted != live_[type]) {
        findings_.add(fmt::format("{}: {} are counted, {} are there", dictionary_.type_name(type), counted,
                                  live_[type]));
      }
    }
  }

  const storage::Reads& reads_;
  const bool thorough_;
  Findings& findings_;
  const Dictionary dictionary_;
  const Codec codec_;
  ResourceCounts counts_;
  std::uint64_t older_expected_ = 0;
  std::map<TypeCode, std::uint64_t> live_;
};

}  // namespace

ResourceCounts check_resources(const storage::Reads& reads, bool thorough, Findings& findings) {
  return Check(reads, thorough, findings).run();
}

}  // namespace linkki::repository
