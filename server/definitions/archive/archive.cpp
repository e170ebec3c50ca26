#include "definitions/archive/archive.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <memory>
#include <set>

#include "base/json/utf8.h"
#include "definitions/limits.h"
#include "definitions/messages.h"

namespace linkki::definitions {
namespace {

namespace message = base::message;

base::Failure refused(const base::Message& message, std::vector<std::string> arguments) {
  return base::refuse(base::Refusal::unprocessable,
                      base::error(base::IssueType::processing, message, std::move(arguments)));
}

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

std::string kind_of(archive_entry* entry) {
  if (archive_entry_hardlink(entry)) return "hard link";
  switch (archive_entry_filetype(entry)) {
    case AE_IFREG:
    case AE_IFDIR: return {};
    case AE_IFLNK: return "symbolic link";
    case AE_IFCHR:
    case AE_IFBLK: return "device";
    case AE_IFIFO: return "pipe";
    case AE_IFSOCK: return "socket";
    default: return "file of an unknown kind";
  }
}

std::string_view path_of(archive_entry* entry) {
  const char* path = archive_entry_pathname_utf8(entry);
  if (!path) path = archive_entry_pathname(entry);
  return path ? path : "";
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
      return refused(message::package_archive, {"it is not packed by gzip"});
    if (archive_read_open_memory(archive_.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) return damaged();
    if (archive_filter_count(archive_.get()) != 2 ||
        archive_filter_code(archive_.get(), 0) != ARCHIVE_FILTER_GZIP) {
      return refused(message::package_archive, {"it is packed more than once"});
    }
    archive_entry* entry = nullptr;
    for (;;) {
      const int status = archive_read_next_header(archive_.get(), &entry);
      if (status == ARCHIVE_EOF) return base::done();
      if (status != ARCHIVE_OK && status != ARCHIVE_WARN) return damaged();
      TRY_VOID(judge(entry));
      if (archive_entry_filetype(entry) == AE_IFREG && wanted_(path_of(entry))) TRY_VOID(read(entry));
    }
  }

 private:
  struct Closed {
    void operator()(::archive* one) const { archive_read_free(one); }
  };

  base::Failure damaged() const {
    const char* why = archive_error_string(archive_.get());
    return refused(message::package_archive, {why ? why : "it is damaged"});
  }

  base::Outcome<void> judge(archive_entry* entry) {
    const std::string_view path = path_of(entry);
    if (leads_out(path)) return refused(message::package_entry_path, {json::excerpt(path)});
    if (std::string kind = kind_of(entry); !kind.empty()) {
      return refused(message::package_entry_kind, {json::excerpt(path), std::move(kind)});
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
    if (!paths_.emplace(path).second) return refused(message::package_entry_twice, {json::excerpt(path)});
    if (paths_.size() > limits::package_entries_max) {
      return refused(message::package_entries, {std::to_string(limits::package_entries_max)});
    }
    return base::done();
  }

  base::Outcome<void> read(archive_entry* entry) {
    std::string bytes(static_cast<std::size_t>(archive_entry_size(entry)), '\0');
    std::size_t filled = 0;
    while (filled < bytes.size()) {
      const la_ssize_t got = archive_read_data(archive_.get(), bytes.data() + filled, bytes.size() - filled);
      if (got < 0) return damaged();
      if (got == 0) return refused(message::package_archive, {"it ends within a file"});
      filled += static_cast<std::size_t>(got);
    }
    return visit_(path_of(entry), std::move(bytes));
  }

  const Wanted& wanted_;
  const VisitFile& visit_;
  const std::unique_ptr<::archive, Closed> archive_{archive_read_new()};
  std::set<std::string, std::less<>> paths_;
  std::uint64_t bytes_ = 0;
};

}  // namespace

base::Outcome<void> read_archive(std::string_view bytes, const Wanted& wanted, const VisitFile& visit) {
  return Reader(wanted, visit).run(bytes);
}

}  // namespace linkki::definitions
