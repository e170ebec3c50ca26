#include "definitions/archive/archive.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <set>

#include "base/json/utf8.h"
#include "definitions/limits.h"
#include "definitions/messages.h"
#include "definitions/refused.h"

namespace linkki::definitions {
namespace {

namespace message = base::message;

bool leads_out(std::string_view path) {
  if (path.empty() || path.size() > limits::package_path_bytes_max) return true;
  if (path.front() == '/' || path.find('\\') != path.npos) return true;
  if (path.size() > 1 && path[1] == ':') return true;  // a drive
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    if (path.substr(at, end - at) == "..") return true;
    at = end + 1;
  }
  return false;
}

// Empty: a file or folder.
std::optional<base::Words> kind_of(archive_entry* entry) {
  if (archive_entry_hardlink(entry)) return base::Words("a hard link", "kova linkki", "en hård länk");
  switch (archive_entry_filetype(entry)) {
    case AE_IFREG:
    case AE_IFDIR: return std::nullopt;
    case AE_IFLNK: return base::Words("a symbolic link", "symbolinen linkki", "en symbolisk länk");
    case AE_IFCHR:
    case AE_IFBLK: return base::Words("a device", "laite", "en enhet");
    case AE_IFIFO: return base::Words("a pipe", "putki", "ett rör");
    case AE_IFSOCK: return base::Words("a socket", "pistoke", "en socket");
    default: return base::Words("of an unknown kind", "tuntematonta lajia", "av okänt slag");
  }
}

std::string_view path_of(archive_entry* entry) {
  const char* path = archive_entry_pathname_utf8(entry);
  if (!path) path = archive_entry_pathname(entry);
  return path ? path : "";
}

// "./package//a.json" is package/a.json; empty: the folder that all lie in.
std::string plain(std::string_view path) {
  std::string plain;
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string_view part = path.substr(at, end - at);
    if (!part.empty() && part != ".") plain.append(plain.empty() ? "" : "/").append(part);
    at = end + 1;
  }
  return plain;
}

class Reader {
 public:
  explicit Reader(const Wanted& wanted, const VisitFile& visit) : wanted_(wanted), visit_(visit) {
    ensure(archive_ != nullptr);
    archive_read_support_filter_gzip(archive_.get());
    archive_read_support_format_tar(archive_.get());
  }

  base::Outcome<void> run(std::string_view bytes) {
    if (!bytes.starts_with("\x1f\x8b"))
      return refused(message::package_archive,
                     {base::Words("it is not packed by gzip", "sitä ei ole pakattu gzipillä",
                                  "det är inte packat med gzip")});
    if (archive_read_open_memory(archive_.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) return damaged();
    if (archive_filter_count(archive_.get()) != 2 ||
        archive_filter_code(archive_.get(), 0) != ARCHIVE_FILTER_GZIP) {
      return refused(message::package_archive,
                     {base::Words("it is packed more than once", "se on pakattu useammin kuin kerran",
                                  "det är packat mer än en gång")});
    }
    archive_entry* entry = nullptr;
    for (;;) {
      const int status = archive_read_next_header(archive_.get(), &entry);
      if (status == ARCHIVE_EOF) return base::done();
      if (status != ARCHIVE_OK && status != ARCHIVE_WARN) return damaged();
      const std::string path = plain(path_of(entry));
      TRY_VOID(judge(entry, path));
      if (archive_entry_filetype(entry) == AE_IFREG && wanted_(path)) TRY_VOID(read(entry, path));
    }
  }

 private:
  struct Closed {
    void operator()(::archive* one) const { archive_read_free(one); }
  };

  base::Failure damaged() const {
    const char* why = archive_error_string(archive_.get());
    if (why) return refused(message::package_archive, {why});
    return refused(message::package_archive,
                   {base::Words("it is damaged", "se on vahingoittunut", "det är skadat")});
  }

  base::Outcome<void> judge(archive_entry* entry, const std::string& path) {
    if (leads_out(path_of(entry)))
      return refused(message::package_entry_path, {json::excerpt(path_of(entry))});
    if (const auto kind = kind_of(entry)) {
      return refused(message::package_entry_kind, {json::excerpt(path), *kind});
    }
    const auto size = static_cast<std::uint64_t>(archive_entry_size(entry));
    if (size > limits::package_file_bytes_max) {
      return refused(message::package_entry_bytes,
                     {json::excerpt(path), std::to_string(limits::package_file_bytes_max)});
    }
    bytes_ += size;
    // Headers count too: an entry may have a megabyte of them.
    const auto unpacked = static_cast<std::uint64_t>(archive_filter_bytes(archive_.get(), 0));
    if (std::max(bytes_, unpacked) > limits::package_bytes_max) {
      return refused(message::package_bytes, {std::to_string(limits::package_bytes_max)});
    }
    if (!paths_.insert(path).second) return refused(message::package_entry_twice, {json::excerpt(path)});
    if (paths_.size() > limits::package_entries_max) {
      return refused(message::package_entries, {std::to_string(limits::package_entries_max)});
    }
    return base::done();
  }

  base::Outcome<void> read(archive_entry* entry, const std::string& path) {
    std::string bytes(static_cast<std::size_t>(archive_entry_size(entry)), '\0');
    std::size_t filled = 0;
    while (filled < bytes.size()) {
      const la_ssize_t got = archive_read_data(archive_.get(), bytes.data() + filled, bytes.size() - filled);
      if (got < 0) return damaged();
      if (got == 0)
        return refused(
            message::package_archive,
            {base::Words("it ends within a file", "se loppuu kesken tiedoston", "det slutar mitt i en fil")});
      filled += static_cast<std::size_t>(got);
    }
    return visit_(path, std::move(bytes));
  }

  const Wanted& wanted_;
  const VisitFile& visit_;
  const std::unique_ptr<::archive, Closed> archive_{archive_read_new()};
  std::set<std::string> paths_;
  std::uint64_t bytes_ = 0;
};

}  // namespace

base::Outcome<void> read_archive(std::string_view bytes, const Wanted& wanted, const VisitFile& visit) {
  return Reader(wanted, visit).run(bytes);
}

}  // namespace linkki::definitions
