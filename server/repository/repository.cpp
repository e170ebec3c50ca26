#include "repository/repository.h"

#include "repository/meta.h"
#include "repository/migration.h"
#include "repository/upkeep.h"

namespace linkki::repository {
namespace {

std::string random_bytes(base::Random& random, std::size_t size) {
  std::string bytes(size, '\0');
  random.fill({reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
  return bytes;
}

template <class Key>
Key key_of(const std::string& bytes) {
  Key key{};
  ensure(bytes.size() == key.size());
  std::copy(bytes.begin(), bytes.end(), key.begin());
  return key;
}

}  // namespace

base::Outcome<std::unique_ptr<Repository>> Repository::open(const Parts& parts, const Settings& settings) {
  std::unique_ptr<Repository> repository(new Repository(parts, settings));
  TRY_VOID(repository->load());
  return repository;
}

base::Outcome<void> Repository::make_store(storage::WriteTransaction& write) const {
  TRY_VOID(meta::set_number(write, "format", format));
  TRY_VOID(
      meta::set_text(write, "salt", random_bytes(parts_.random, std::tuple_size_v<crypto::KeyedHash::Key>)));
  TRY_VOID(meta::set_text(write, "seal", random_bytes(parts_.random, 32)));
  return meta::set_text(write, "zstd", settings_.dictionary);
}

base::Outcome<void> Repository::load() {
  TRY_VOID(in_transaction(parts_.engine, [&](storage::WriteTransaction& write) {
    return write.entries(id(Table::meta)) == 0 ? make_store(write) : base::done();
  }));
  TRY_VOID(migrate(parts_.engine, migrations(), format));
  TRY_VOID(
      in_transaction(parts_.engine, [&](storage::WriteTransaction& write) { return read_store(write); }));
  TRY(reading_.extractor, search::Extractor::make(reading_.definitions, settings_.zone));
  queue_ = std::make_unique<WriteQueue>(parts_.engine, parts_.clock, parts_.audit, settings_.queue);
  return base::done();
}

base::Outcome<void> Repository::read_store(storage::WriteTransaction& write) {
  auto dictionary = std::make_shared<Dictionary>(Dictionary::load(write));
  stale_.clear();
  reading_.definitions = parts_.definitions.current();
  TRY(reading_.facets, Facets::load(write, *dictionary, *reading_.definitions, stale_));
  reading_.dictionary = std::move(dictionary);
  reading_.codec = std::make_shared<Codec>(*meta::text(write, "zstd"));
  reading_.hash = std::make_shared<FacetHash>(key_of<crypto::KeyedHash::Key>(*meta::text(write, "salt")));
  crypto::SealKey seal{1, key_of<decltype(crypto::SealKey::key)>(*meta::text(write, "seal"))};
  seal_ = std::make_unique<crypto::Seal>(std::vector{seal}, parts_.random);
  return base::done();
}

base::Outcome<Snapshot> Repository::snapshot() const {
  TRY(auto transaction, parts_.engine.begin_read());
  return Snapshot(std::move(transaction), reading_);
}

}  // namespace linkki::repository
