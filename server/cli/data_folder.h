// Where things lie in a data folder, and in a backup of one.
//
//   store/          the database
//   audit/          the audit log of reads, until the writer folds it into the database
//   keys/           secrets of this server, mode 0600: heads.pem signs the heads
//                   of the audit tree; tokens.jwks, of a sandbox alone, its tokens
//   terminology/    releases of SNOMED CT and LOINC, as `linkki terminology load` makes them; no part of a backup
//   packages/       the FHIR packages installed (definitions/package_store.h)
//   control         a socket while a server runs: the other subcommands reach it there
//   running.toml    the configuration that the server last started with; the other subcommands go by it
#pragma once

#include <string>
#include <utility>

namespace linkki::cli {

class DataFolder {
 public:
  explicit DataFolder(std::string path) : path_(std::move(path)) {}

  const std::string& path() const { return path_; }
  std::string store() const { return path_ + "/store"; }
  std::string store_file() const { return store() + "/data.mdb"; }
  std::string audit() const { return path_ + "/audit"; }
  std::string keys() const { return path_ + "/keys"; }
  std::string head_key() const { return path_ + "/keys/heads.pem"; }
  std::string token_keys() const { return path_ + "/keys/tokens.jwks"; }
  std::string terminology() const { return path_ + "/terminology"; }
  std::string packages() const { return path_ + "/packages"; }
  std::string control() const { return path_ + "/control"; }
  std::string running_settings() const { return path_ + "/running.toml"; }

 private:
  std::string path_;
};

}  // namespace linkki::cli
