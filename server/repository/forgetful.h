// A write transaction that forgets: reads go to the store, what is written goes nowhere. For what is made out
// of a store and would add to it what it lacks (Facets::load), where the store may only be read.
#pragma once

#include "storage/engine.h"

namespace linkki::repository {

class Forgetful final : public storage::WriteTransaction {
 public:
  explicit Forgetful(const storage::Reads& reads) : reads_(reads) {}

  std::optional<std::string_view> get(storage::TableId table, std::string_view key) const override {
    return reads_.get(table, key);
  }
  bool contains(storage::TableId table, std::string_view key, std::string_view duplicate) const override {
    return reads_.contains(table, key, duplicate);
  }
  std::unique_ptr<storage::Cursor> cursor(storage::TableId table) const override {
    return reads_.cursor(table);
  }
  std::uint64_t entries(storage::TableId table) const override { return reads_.entries(table); }
  std::uint64_t bytes_taken(storage::TableId table) const override { return reads_.bytes_taken(table); }

  base::Outcome<void> put(storage::TableId, std::string_view, std::string_view) override {
    return base::done();
  }
  base::Outcome<void> append(storage::TableId, std::string_view, std::string_view) override {
    return base::done();
  }
  base::Outcome<bool> erase(storage::TableId, std::string_view) override { return false; }
  base::Outcome<bool> erase(storage::TableId, std::string_view, std::string_view) override { return false; }
  base::Outcome<void> nested(
      const std::function<base::Outcome<void>(storage::WriteTransaction&)>& work) override {
    return work(*this);
  }
  base::Outcome<storage::Commit> commit() override { return storage::Commit::done; }

 private:
  const storage::Reads& reads_;
};

}  // namespace linkki::repository
