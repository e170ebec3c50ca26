#include "cli/store.h"

#include "repository/messages.h"
#include "repository/meta.h"
#include "repository/tables.h"

namespace linkki::cli {

base::Outcome<std::unique_ptr<storage::Engine>> open_store(const DataFolder& folder,
                                                           storage::lmdb::Mode mode) {
  storage::lmdb::Settings settings;
  settings.folder = folder.store();
  settings.tables = repository::table_specs();
  settings.mode = mode;
  TRY(auto engine, storage::lmdb::open(settings));
  TRY(const auto read, engine->begin_read());
  const auto format = repository::meta::number(*read, "format");
  if (format == repository::format) return engine;
  return base::refuse(base::Refusal::unavailable,
                      base::error(base::IssueType::exception, base::message::store_foreign,
                                  {std::to_string(format), std::to_string(repository::format)}));
}

}  // namespace linkki::cli
