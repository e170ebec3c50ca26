#include "repository/dictionary.h"

#include "base/bytes.h"

namespace linkki::repository {

Dictionary Dictionary::load(const storage::Reads& reads) {
  Dictionary dictionary;
  dictionary.type_names_.resize(1);
  const auto cursor = reads.cursor(id(Table::dictionary));
  for (bool found = cursor->first(); found; found = cursor->next()) {
    const std::string_view key = cursor->key();
    const std::string_view value = cursor->value();
    const std::string name(key.substr(1));
    if (key.front() == 't') {
      const auto code = base::read_big_endian<TypeCode>(value);
      dictionary.types_[name] = code;
      if (dictionary.type_names_.size() <= code) dictionary.type_names_.resize(code + 1u);
      dictionary.type_names_[code] = name;
    } else {
      dictionary.facets_[name] = {base::read_big_endian<FacetCode>(value),
                                  base::read_big_endian<std::uint64_t>(value, 4)};
    }
  }
  return dictionary;
}

TypeCode Dictionary::type(std::string_view name) const {
  const auto found = types_.find(name);
  return found == types_.end() ? TypeCode{0} : found->second;
}

std::string_view Dictionary::type_name(TypeCode code) const {
  return code < type_names_.size() ? std::string_view(type_names_[code]) : std::string_view{};
}

FacetCode Dictionary::facet(std::string_view name) const {
  return find_facet(name).code;
}

Dictionary::Facet Dictionary::find_facet(std::string_view name) const {
  const auto found = facets_.find(name);
  return found == facets_.end() ? Facet{} : found->second;
}

base::Outcome<TypeCode> Dictionary::add_type(storage::WriteTransaction& write, std::string_view name) {
  if (const TypeCode code = type(name)) return code;
  if (type_names_.empty()) type_names_.resize(1);
  const auto code = static_cast<TypeCode>(type_names_.size());
  std::string value;
  base::append_big_endian(value, code);
  TRY_VOID(write.put(id(Table::dictionary), "t" + std::string(name), value));
  types_.emplace(name, code);
  type_names_.emplace_back(name);
  return code;
}

base::Outcome<FacetCode> Dictionary::add_facet(storage::WriteTransaction& write, std::string_view name,
                                               std::uint64_t hash) {
  const auto found = facets_.find(name);
  if (found != facets_.end() && found->second.hash == hash) return found->second.code;
  const FacetCode code =
      found != facets_.end() ? found->second.code : static_cast<FacetCode>(facets_.size() + 1);
  std::string value;
  base::append_big_endian(value, code);
  base::append_big_endian(value, hash);
  TRY_VOID(write.put(id(Table::dictionary), "f" + std::string(name), value));
  facets_[std::string(name)] = {code, hash};
  return code;
}

base::Outcome<void> Dictionary::forget_all_but(storage::WriteTransaction& write,
                                               const std::vector<bool>& kept) {
  for (const auto& [name, facet] : facets_) {
    const bool stays = facet.code < kept.size() && kept[facet.code];
    if (facet.hash && !stays) TRY_VOID(add_facet(write, name, 0));
  }
  return base::done();
}

}  // namespace linkki::repository
