#include "definitions/archive/write_archive.h"

#include <archive.h>
#include <archive_entry.h>

#include <memory>

#include "base/ensure.h"

namespace linkki::definitions {
namespace {

struct Closed {
  void operator()(::archive* one) const { archive_write_free(one); }
  void operator()(archive_entry* one) const { archive_entry_free(one); }
};

la_ssize_t append(::archive*, void* bytes, const void* more, std::size_t size) {
  static_cast<std::string*>(bytes)->append(static_cast<const char*>(more), size);
  return static_cast<la_ssize_t>(size);
}

}  // namespace

std::string write_archive(const std::map<std::string, std::string>& files) {
  std::string bytes;
  const std::unique_ptr<::archive, Closed> archive(archive_write_new());
  ensure(archive != nullptr);
  ensure(archive_write_add_filter_gzip(archive.get()) == ARCHIVE_OK);
  ensure(archive_write_set_filter_option(archive.get(), "gzip", "timestamp", nullptr) == ARCHIVE_OK);
  ensure(archive_write_set_format_pax_restricted(archive.get()) == ARCHIVE_OK);
  ensure(archive_write_set_bytes_in_last_block(archive.get(), 1) == ARCHIVE_OK);  // no padding behind it
  ensure(archive_write_open(archive.get(), &bytes, nullptr, append, nullptr) == ARCHIVE_OK);
  for (const auto& [path, content] : files) {
    const std::unique_ptr<archive_entry, Closed> entry(archive_entry_new());
    archive_entry_set_pathname(entry.get(), path.c_str());
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(content.size()));
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0644);
    archive_entry_set_mtime(entry.get(), 0, 0);
    ensure(archive_write_header(archive.get(), entry.get()) == ARCHIVE_OK);
    ensure(archive_write_data(archive.get(), content.data(), content.size()) ==
           static_cast<la_ssize_t>(content.size()));
  }
  ensure(archive_write_close(archive.get()) == ARCHIVE_OK);
  return bytes;
}

}  // namespace linkki::definitions
