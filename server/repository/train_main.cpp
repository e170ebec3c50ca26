// linkki_train_dictionary OUT FILE… — trains the zstd dictionary that new stores compress resources with.
//
// Samples are the resources in FILEs (JSON; the entries of Bundles one by one), compact, as the store keeps
// them. A resource of 1.5 KB is too short for zstd to learn its own vocabulary; the dictionary brings it.
#include <zdict.h>

#include <fstream>
#include <iostream>
#include <sstream>
#include <vector>

#include "base/json/parse.h"
#include "base/json/print.h"

namespace {

constexpr std::size_t dictionary_bytes = 64 * 1'024;
constexpr std::size_t sample_bytes_max = 32 * 1'024;  // longer ones would drown the others

struct Samples {
  std::string bytes;
  std::vector<std::size_t> sizes;

  void add(const linkki::json::Value& resource) {
    const std::string text = linkki::json::print(resource);
    if (text.size() > sample_bytes_max) return;
    bytes += text;
    sizes.push_back(text.size());
  }

  void add_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    const auto document = linkki::json::parse(text.str());
    if (!document.ok()) return;
    const auto* const entries = document->root.find("entry");
    if (!entries) return add(document->root);
    for (const auto& entry : entries->items()) {
      if (const auto* const resource = entry.find("resource")) add(*resource);
    }
  }
};

}  // namespace

int main(int argc, char** argv) {
  Samples samples;
  for (int i = 2; i < argc; ++i) samples.add_file(argv[i]);
  std::string dictionary(dictionary_bytes, '\0');
  const std::size_t size =
      ZDICT_trainFromBuffer(dictionary.data(), dictionary.size(), samples.bytes.data(), samples.sizes.data(),
                            static_cast<unsigned>(samples.sizes.size()));
  if (argc < 3 || ZDICT_isError(size)) {
    std::cerr << "linkki_train_dictionary: " << samples.sizes.size()
              << " samples: " << (ZDICT_isError(size) ? ZDICT_getErrorName(size) : "usage: OUT FILE…")
              << '\n';
    return 1;
  }
  std::ofstream(argv[1], std::ios::binary).write(dictionary.data(), static_cast<std::streamsize>(size));
  std::cout << argv[1] << ": " << size << " bytes from " << samples.sizes.size() << " resources\n";
  return 0;
}
