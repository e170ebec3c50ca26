// Packages of our own shapes, whole and hostile.
#pragma once

#include <archive.h>
#include <archive_entry.h>

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "definitions/archive/write_archive.h"

namespace linkki::definitions {

inline std::string manifest_json(const std::string& name = "example.base",
                                 const std::string& version = "1.0.0", const std::string& more = "") {
  return R"({"name":")" + name + R"(","version":")" + version + R"(","fhirVersions":["4.0.1"])" + more + "}";
}

inline std::string value_set_json(const std::string& id, const std::string& version,
                                  const std::string& code) {
  return R"({"resourceType":"ValueSet","id":")" + id + R"(","url":"https://example.org/ValueSet/)" + id +
         R"(","version":")" + version +
         R"(","status":"active","compose":{"include":[{"system":"urn:s","concept":[{"code":")" + code +
         R"("}]}]}})";
}

using Files = std::map<std::string, std::string>;

inline std::string package_bytes(const Files& resources, const std::string& manifest = manifest_json()) {
  Files files{{"package/package.json", manifest}};
  for (const auto& [name, json] : resources) files["package/" + name] = json;
  return write_archive(files);
}

// One entry after the other, each as its function makes it; what follows is a small file.
using MakeEntry = std::function<void(archive_entry*)>;
inline std::string hostile_archive(const std::vector<MakeEntry>& entries) {
  std::string bytes;
  ::archive* const archive = archive_write_new();
  archive_write_add_filter_gzip(archive);
  archive_write_set_filter_option(archive, "gzip", "compression-level", "1");
  archive_write_set_format_pax(archive);
  archive_write_set_bytes_in_last_block(archive, 1);
  const auto append = [](::archive*, void* to, const void* more, std::size_t size) {
    static_cast<std::string*>(to)->append(static_cast<const char*>(more), size);
    return static_cast<la_ssize_t>(size);
  };
  archive_write_open(archive, &bytes, nullptr, append, nullptr);
  const std::string zeros(1 << 16, '\0');
  for (const auto& make : entries) {
    archive_entry* const entry = archive_entry_new();
    archive_entry_set_pathname(entry, "package/a.json");
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_size(entry, 0);
    make(entry);
    archive_write_header(archive, entry);
    for (auto left = archive_entry_size(entry); left > 0;) {
      const auto written =
          archive_write_data(archive, zeros.data(), std::min<std::size_t>(zeros.size(), left));
      if (written <= 0) break;
      left -= written;
    }
    archive_entry_free(entry);
  }
  archive_write_close(archive);
  archive_write_free(archive);
  return bytes;
}

}  // namespace linkki::definitions
