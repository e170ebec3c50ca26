// A release whose bytes are changed at will, its checksum made right again: refused when it is opened, or
// whatever is asked of it stays within it.
#include <sys/mman.h>
#include <unistd.h>
#include <xxhash.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>

#include "base/ensure.h"
#include "terminology/release.h"
#include "terminology/release_format.h"
#include "terminology/release_writer.h"

using namespace linkki;
using namespace linkki::terminology;

namespace {

std::string small_release() {
  ReleaseWriter writer;
  for (const char* code : {"1", "2", "3", "40"}) {
    writer.add(code);
    writer.name(code, "en", {}, std::string("Name of ") + code, 0);
    writer.name(code, "fi", {}, std::string("Nimi ") + code, 1);
  }
  writer.parent("2", "1");
  writer.parent("3", "1");
  writer.parent("40", "3");
  writer.member("set", "2");
  writer.member("set", "40");
  return *writer.finish(R"({"resourceType":"CodeSystem","url":"urn:r","content":"complete"})");
}

// Each four bytes of the input: where (two of them), how wide, and what.
std::string changed(std::string bytes, const std::uint8_t* data, std::size_t size) {
  for (; size >= 4; data += 4, size -= 4) {
    const std::size_t at = (data[0] | data[1] << 8) % bytes.size();
    for (std::size_t i = at; i < bytes.size() && i <= at + data[2] % 8; ++i)
      bytes[i] = static_cast<char>(data[3]);
  }
  constexpr std::size_t place = sizeof(ReleaseHeader::magic),
                        covered = place + sizeof(ReleaseHeader::checksum);
  const std::uint64_t checksum = XXH3_64bits(bytes.data() + covered, bytes.size() - covered);
  std::memcpy(bytes.data() + place, &checksum, sizeof(checksum));
  return bytes;
}

void ask(const Release& release) {
  for (std::uint32_t i = 0; i < release.size(); ++i) {
    const Concept one = release.at(i);
    (void)release.find(one.code);
    for (const auto parent : release.parents(i)) ensure(parent < release.size());
    for (const auto child : release.children(i)) ensure(child < release.size());
    std::size_t bytes = 0;
    release.each_designation(
        one, [&](const Designation& name) { bytes += name.text.size() + name.language.size(); });
    release.each_property(one, [&](const Property& property) { bytes += property.code.size(); });
    (void)release.inactive(one);
    (void)release.is_abstract(one);
  }
  for (const auto set : release.sets()) {
    const auto members = release.members(set);
    ensure(members.has_value());
    for (const auto member : *members) ensure(member < release.size());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string whole = small_release();
  const std::string bytes = changed(whole, data, size);
  const int file = memfd_create("release", MFD_CLOEXEC);
  ensure(file >= 0 && write(file, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
  const auto release = Release::open("/proc/self/fd/" + std::to_string(file));
  if (release.ok()) ask(**release);
  close(file);
  return 0;
}
