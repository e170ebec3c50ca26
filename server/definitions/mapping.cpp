#include "definitions/mapping.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "definitions/read_file.h"

namespace linkki::definitions {

base::Outcome<Mapping> Mapping::open(const std::string& file) {
  int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return file_failure(file, std::strerror(errno));
  struct stat status {};
  bool regular = ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0;
  auto bytes = static_cast<std::size_t>(status.st_size);
  void* at = regular ? ::mmap(nullptr, bytes, PROT_READ, MAP_PRIVATE, descriptor, 0) : MAP_FAILED;
  ::close(descriptor);
  if (!regular) return file_failure(file, "it is empty or no file");
  if (at == MAP_FAILED) return file_failure(file, "it cannot be mapped into memory");
  return Mapping({static_cast<const char*>(at), bytes});
}

Mapping::~Mapping() {
  if (!bytes_.empty()) ::munmap(const_cast<char*>(bytes_.data()), bytes_.size());
}

}  // namespace linkki::definitions
