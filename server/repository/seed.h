// The server's own definitions, and those of packages, as resources of the store, so that they are read and
// searched like all others.
//
// A background job: a new or changed set of definitions is written in small batches while the server serves;
// it goes on after a restart. What a client wrote under the same id is left alone. Where a package has the id
// of one of the server's own, the package's is stored; when the package goes, the server's own comes back,
// and what nobody has any more is deleted. One that cannot be stored (it has more values than the index
// takes) is logged and left out: it is in force all the same.
//
// meta      "definitions"  the fingerprint of the server's own set that is complete
//           "packages"     that of the packages, empty while they are being stored; then a line type/id for each
//                          resource that is theirs
#pragma once

#include <atomic>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "repository/repository.h"

namespace linkki::repository {

class Seeding {
 public:
  // Starts the job if there is anything to do. The repository outlives it. `packages`: what all of them
  // define.
  Seeding(Repository& repository, std::shared_ptr<const definitions::Definitions> definitions,
          definitions::Added packages = {}, base::Log* log = nullptr);
  ~Seeding();   // stops after the batch under way
  void wait();  // until it has ended

 private:
  using Keys = std::set<std::string, std::less<>>;  // type/id

  void run();
  bool store_own();
  void store_packages();
  bool store_all(const Keys& gone);
  bool add(std::string_view text);  // to the batch; false: to stop
  bool commit();
  template <class T>
  bool took(const base::Outcome<T>& committed);
  bool erase(const Keys& keys);
  bool keep(std::string_view name, const std::string& text);

  Repository& repository_;
  const std::shared_ptr<const definitions::Definitions> definitions_;
  const definitions::Added packages_;
  base::Log* const log_;
  Keys keys_;  // of the packages
  std::vector<std::string> batch_;
  std::atomic<bool> stopping_{false};
  bool failed_ = false;
  std::thread thread_;
};

}  // namespace linkki::repository
