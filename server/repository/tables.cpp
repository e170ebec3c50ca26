#include "repository/tables.h"

namespace linkki::repository {

const std::vector<storage::TableSpec>& table_specs() {
  static const std::vector<storage::TableSpec> specs = {
      {"meta"},        {"dictionary"}, {"identity"},   {"resource"},    {"version"},         {"change"},
      {"type_change"}, {"index", 8},   {"values"},     {"grant"},       {"grant_basis", 26}, {"submission"},
      {"audit_block"}, {"audit_tile"}, {"audit_head"}, {"audit_by", 8}, {"outbox"},          {"timer"},
      {"job"},
  };
  return specs;
}

}  // namespace linkki::repository
