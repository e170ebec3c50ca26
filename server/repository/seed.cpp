#include "repository/seed.h"

#include <algorithm>
#include <map>
#include <optional>

#include "base/crypto/hash.h"
#include "base/json/parse.h"
#include "base/limits.h"
#include "definitions/added_resource.h"
#include "fhir/json.h"
#include "fhir/meta.h"
#include "repository/draft.h"
#include "repository/meta.h"
#include "repository/run_and_wait.h"

namespace linkki::repository {
namespace {

constexpr std::size_t batch_resources = 40;  // in one commit: others wait no longer than for one of theirs
constexpr std::string_view own_name = "definitions", packages_name = "packages";

// A client has written it: it lies over ours now.
bool taken_over(const Snapshot& snapshot, const std::string& type, Number number) {
  const FacetCode added = snapshot.reading().facets->find(type)->added;
  return added && index::value(snapshot.reads(), number, added, false).has_value();
}

struct LeftOut {
  std::string key, reason;
};

std::string key_of(std::string_view type, std::string_view id) {
  return std::string(type).append("/").append(id);
}

// What cannot be stored, as the index has no room for all its values, keeps nothing else from being stored.
bool is_of_one(const base::Failure& failure) {
  return failure.refusal != base::Refusal::unavailable && failure.refusal != base::Refusal::storage_full;
}

// Puts what is not there or is another content; nothing else is touched.
base::Outcome<void> put(const Snapshot& snapshot, const std::string& text, Prepared& prepared,
                        std::vector<LeftOut>& left_out) {
  auto resource = fhir::parse_json(text, *snapshot.reading().definitions);
  if (!resource.ok()) return base::done();  // of a type without a REST end
  const std::string type(resource->type->name);
  const std::size_t id_characters = resource->id().size();
  if (!snapshot.reading().facets->find(type) || id_characters == 0 ||
      id_characters > limits::id_characters_max)
    return base::done();
  const Number number = snapshot.number(type, resource->id());
  const auto row = number ? snapshot.current(number) : std::nullopt;
  if (row && taken_over(snapshot, type, number)) return base::done();
  if (row && !row->header.deleted) {
    const auto stored = json::parse(snapshot.json(*row));
    ensure(stored.ok());
    if (fhir::same_content(stored->root, resource->document.root)) return base::done();
  }
  draft::Ownership ownership;
  if (row) ownership.kept = &row->header;
  const auto kind = !row                  ? ChangeKind::created
                    : row->header.deleted ? ChangeKind::revived
                                          : ChangeKind::updated;
  const std::string key = key_of(type, resource->id());
  auto write = draft::put(snapshot, resource->document, kind, row ? row->header.version : 0, ownership);
  if (!write.ok()) {
    if (!is_of_one(write.failure())) return std::move(write).failure();
    left_out.push_back({key, write.failure().issues.front().text()});
    return base::done();
  }
  write->header.named = !row;
  prepared.writes.push_back(*std::move(write));
  return base::done();
}

// What nobody but the server wrote.
void remove(const Snapshot& snapshot, std::string_view key, Prepared& prepared) {
  const std::string type(key.substr(0, key.find('/')));
  if (!snapshot.reading().facets->find(type)) return;
  const Number number = snapshot.number(type, key.substr(type.size() + 1));
  const auto row = number ? snapshot.current(number) : std::nullopt;
  if (!row || row->header.deleted || row->header.author != 0 || taken_over(snapshot, type, number)) return;
  prepared.writes.push_back(draft::remove(number, row->header));
}

std::string fingerprint(const definitions::Added& packages) {
  std::string digests;
  for (const auto& one : packages) digests += one->digest;
  return crypto::print_hex(crypto::view(crypto::sha256(digests)));
}

// What meta says of packages.
struct Stored {
  std::string fingerprint;
  std::set<std::string, std::less<>> keys;
};

Stored read_stored(const std::optional<std::string>& text) {
  Stored stored;
  std::string_view rest = text ? std::string_view(*text) : "";
  const auto take = [&rest] {
    const auto end = std::min(rest.find('\n'), rest.size());
    std::string line(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return line;
  };
  stored.fingerprint = take();
  while (!rest.empty()) stored.keys.insert(take());
  return stored;
}

std::string print(const Stored& stored) {
  std::string text = stored.fingerprint;
  for (const std::string& key : stored.keys) text.append("\n").append(key);
  return text;
}

}  // namespace

Seeding::Seeding(Repository& repository, std::shared_ptr<const definitions::Definitions> definitions,
                 definitions::Added packages, base::Log* log)
    : repository_(repository),
      definitions_(std::move(definitions)),
      packages_(std::move(packages)),
      log_(log) {
  for (const auto& one : packages_) keys_.insert(key_of(one->type, one->id));
  thread_ = std::thread([this] { run(); });
}

Seeding::~Seeding() {
  stopping_ = true;
  wait();
}

void Seeding::wait() {
  if (thread_.joinable()) thread_.join();
}

void Seeding::run() {
  if (store_own()) store_packages();  // else the next start goes on
}

bool Seeding::store_own() {
  {
    const auto snapshot = repository_.snapshot();
    if (!snapshot.ok()) return false;
    if (meta::text(snapshot->reads(), own_name) == definitions_->fingerprint()) return true;
  }
  const auto visited =
      definitions_->each_resource([&](std::string_view type, std::string_view id, std::string_view text) {
        if (!keys_.contains(key_of(type, id))) add(text);
      });
  if (!commit() || !visited.ok()) return false;
  return keep(own_name, std::string(definitions_->fingerprint()));
}

void Seeding::store_packages() {
  Stored before, after{packages_.empty() ? "" : fingerprint(packages_), keys_};
  {
    const auto snapshot = repository_.snapshot();
    if (!snapshot.ok()) return;
    before = read_stored(meta::text(snapshot->reads(), packages_name));
  }
  if (before.fingerprint == after.fingerprint && before.keys == after.keys) return;
  Stored under_way{"", before.keys};  // whatever happens, all that was ever stored is known
  under_way.keys.insert(keys_.begin(), keys_.end());
  for (const std::string& key : keys_) before.keys.erase(key);
  if (keep(packages_name, print(under_way)) && store_all(before.keys)) keep(packages_name, print(after));
}

// Of one id that several packages have, the last: they come in the order of their versions.
bool Seeding::store_all(const Keys& gone) {
  std::map<std::string, std::string_view, std::less<>> texts;
  for (const auto& one : packages_) texts.insert_or_assign(key_of(one->type, one->id), one->json);
  for (const auto& [key, text] : texts) add(text);
  if (gone.empty()) return commit();
  Keys nobodys = gone;
  const auto visited =
      definitions_->each_resource([&](std::string_view type, std::string_view id, std::string_view text) {
        if (nobodys.erase(key_of(type, id)) > 0) add(text);
      });
  return commit() && visited.ok() && erase(nobodys);
}

bool Seeding::add(std::string_view text) {
  if (stopping_ || failed_) return false;
  batch_.emplace_back(text);
  return batch_.size() < batch_resources || commit();
}

// False: to stop, or it could not be stored.
bool Seeding::commit() {
  if (stopping_ || failed_) return false;
  if (batch_.empty()) return true;
  std::vector<LeftOut> left_out;
  const auto committed = repository_.queue().submit_and_wait([&]() -> base::Outcome<Prepared> {
    TRY(const auto snapshot, repository_.snapshot());
    Prepared prepared;
    left_out.clear();  // of an attempt before
    for (const std::string& text : batch_) TRY_VOID(put(snapshot, text, prepared, left_out));
    return prepared;
  });
  batch_.clear();
  for (const LeftOut& one : left_out) {
    if (log_)
      log_->warning("definition-not-stored",
                    {{"resource", base::Technical(one.key)}, {"reason", base::Technical(one.reason)}});
  }
  return took(committed);
}

template <class T>
bool Seeding::took(const base::Outcome<T>& committed) {
  failed_ = !committed.ok();
  if (failed_ && log_)
    log_->error("definitions-not-stored",
                {{"reason", base::Technical(committed.failure().issues.front().text())}});
  return !failed_;
}

bool Seeding::erase(const Keys& keys) {
  for (auto at = keys.begin(); at != keys.end() && !stopping_ && !failed_;) {
    const auto from = at;
    for (std::size_t i = 0; i < batch_resources && at != keys.end(); ++i) ++at;
    const auto committed = repository_.queue().submit_and_wait([&]() -> base::Outcome<Prepared> {
      TRY(const auto snapshot, repository_.snapshot());
      Prepared prepared;
      for (auto key = from; key != at; ++key) remove(snapshot, *key, prepared);
      return prepared;
    });
    took(committed);
  }
  return !stopping_ && !failed_;
}

bool Seeding::keep(std::string_view name, const std::string& text) {
  return took(run_and_wait(repository_.queue(), [&](storage::WriteTransaction& write) {
    return meta::set_text(write, name, text);
  }));
}

}  // namespace linkki::repository
