#include "repository/reading.h"

#include <algorithm>

#include "repository/meta.h"

namespace linkki::repository {
namespace {

crypto::KeyedHash::Key salt_of(const storage::Reads& reads) {
  const std::string bytes = *meta::text(reads, "salt");
  crypto::KeyedHash::Key key{};
  ensure(bytes.size() == key.size());
  std::copy(bytes.begin(), bytes.end(), key.begin());
  return key;
}

}  // namespace

base::Outcome<Reading> make_reading(storage::WriteTransaction& write, definitions::Registry& definitions,
                                    Adopted& adopted, const IndexSettings& settings) {
  Reading reading;
  auto dictionary = std::make_shared<Dictionary>(Dictionary::load(write));
  reading.codec = std::make_shared<Codec>(*meta::text(write, "zstd"));
  reading.hash = std::make_shared<FacetHash>(salt_of(write));
  adopted.follow(write, *dictionary, *reading.codec);
  reading.definitions = definitions.current();
  TRY(reading.facets, Facets::load(write, *dictionary, *reading.definitions, settings));
  reading.dictionary = std::move(dictionary);
  reading.generation = meta::number(write, meta::generation);
  return reading;
}

}  // namespace linkki::repository
