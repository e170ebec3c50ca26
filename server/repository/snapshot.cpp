#include "repository/snapshot.h"

#include "repository/identity.h"

namespace linkki::repository {

Number Snapshot::number(std::string_view type, std::string_view id) const {
  const TypeCode code = this->type(type);
  return code ? identity::find(*reads_, code, id) : 0;
}

std::optional<Row> Snapshot::version(Number number, std::uint32_t version) const {
  return rows::version(*reads_, number, version);
}

std::string Snapshot::json(const Row& row) const {
  ensure(!row.header.deleted);
  return reading_.codec->decode(row.body, row.header.version, row.header.time);
}

std::string Snapshot::reference(Number number) const {
  const auto row = number ? current(number) : std::nullopt;
  if (!row) return {};
  return std::string(type_name(number)) + "/" + row->header.id;
}

}  // namespace linkki::repository
