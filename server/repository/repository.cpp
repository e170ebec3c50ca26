#include "repository/repository.h"

#include <algorithm>
#include <future>

#include "repository/meta.h"
#include "repository/migration.h"
#include "repository/reading.h"
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
  // The two longest parts of a start; the store seldom adds definitions that the other one must begin with.
  const auto known = parts_.definitions.current();
  auto extractor =
      std::async(std::launch::async, [&] { return search::Extractor::make(known, settings_.index.zone); });
  TRY_VOID(
      in_transaction(parts_.engine, [&](storage::WriteTransaction& write) { return read_store(write); }));
  if (reading_.definitions == known) {
    TRY(reading_.extractor, extractor.get());
  } else {
    TRY(reading_.extractor, search::Extractor::make(reading_.definitions, settings_.index.zone));
  }
  queue_ = std::make_unique<WriteQueue>(parts_.engine, parts_.clock, parts_.audit, queue_settings());
  if (!reading_.facets->stale_types().empty()) signal_->wake();
  renewal_ = std::make_unique<Renewal>(*this, signal_, std::move(adopted_));
  return base::done();
}

base::Outcome<void> Repository::read_store(storage::WriteTransaction& write) {
  if (!adopted_) adopted_ = std::make_unique<Adopted>(parts_.definitions);
  TRY(reading_, make_reading(write, parts_.definitions, *adopted_, settings_.index));
  crypto::SealKey seal{1, key_of<decltype(crypto::SealKey::key)>(*meta::text(write, "seal"))};
  seal_ = std::make_unique<crypto::Seal>(std::vector{seal}, parts_.random);
  return base::done();
}

// Definitions among what was committed are looked for after each commit that holds a resource of their types.
WriteQueue::Settings Repository::queue_settings() const {
  std::vector<TypeCode> types;
  for (const std::string_view type : definitions::definitional_types()) {
    types.push_back(reading_.dictionary->type(type));
  }
  WriteQueue::Settings settings = settings_.queue;
  settings.committed = [types = std::move(types), signal = signal_](const Committed& committed) {
    const bool any =
        std::any_of(committed.results.begin(), committed.results.end(), [&](const Committed::Result& result) {
          return std::find(types.begin(), types.end(), type_of(result.number)) != types.end();
        });
    if (any) signal->wake();
  };
  return settings;
}

Reading Repository::reading() const {
  const std::lock_guard lock(mutex_);
  return reading_;
}

void Repository::set_reading(const Reading& reading) {
  const std::lock_guard lock(mutex_);
  reading_ = reading;
}

// The reading first: an older one knows less of what the transaction holds, a newer one would promise too
// much.
base::Outcome<Snapshot> Repository::snapshot() const {
  Reading now = reading();
  TRY(auto transaction, parts_.engine.begin_read());
  return Snapshot(std::move(transaction), std::move(now));
}

}  // namespace linkki::repository
