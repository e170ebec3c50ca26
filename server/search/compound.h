// Finnish words in their base form, and what their joints part, by Voikko:
//
//   ryhmiin           ryhmä
//   tasapainoryhmään  tasapainoryhmä; tasa, tasapaino, painoryhmä, ryhmä, paino
//   lastenlääkärille  lastenlääkäri; lasten, lääkäri, lapsi
//
// Threads   one
// Cost      tens of µs a word
// Source    https://voikko.puimula.org
#pragma once

#include <string>
#include <string_view>
#include <vector>

struct VoikkoHandle;

namespace linkki::search {

struct FinnishWord {
  std::vector<std::string> bases;  // empty: not a word of the dictionary
  std::vector<std::string> parts;  // of compounds
};

class Compounds {
 public:
  Compounds();  // opens the dictionary, some 10 to 40 ms; without one it knows no word
  ~Compounds();
  Compounds(const Compounds&) = delete;
  Compounds& operator=(const Compounds&) = delete;

  FinnishWord find(const std::string& lower_case_word) const;
  // Whether there is a dictionary on this machine; opens none.
  static bool available();

 private:
  VoikkoHandle* handle_ = nullptr;
};

}  // namespace linkki::search
