// Definitions that clients wrote: resources of definitional types, laid over R4's own in the registry as long
// as they are stored. A SearchParameter counts while it is active; all others whatever their status.
//
// The facet `added` of their types lists them, so nothing that the seeding stores is among them. What one
// of them hid comes back when it goes.
// Threads   one
// Limits    adopted_max definitions; what the registry refuses besides (added_codes_max …) stays a plain
//           resource
#pragma once

#include <map>
#include <string>

#include "definitions/definitions.h"
#include "repository/body.h"
#include "repository/dictionary.h"

namespace linkki::json {
class Value;
}

namespace linkki::repository {

class Snapshot;

inline constexpr std::uint64_t adopted_max = 10'000;

class Adopted {
 public:
  explicit Adopted(definitions::Registry& registry) : registry_(registry) {}

  struct Change {
    std::size_t taken_in = 0, taken_out = 0;
    std::size_t refused = 0;  // by the registry
  };
  // Brings the registry in line with what is stored.
  Change follow(const storage::Reads& reads, const Dictionary& dictionary, const Codec& codec);

  // Errors: storage_full
  static base::Outcome<void> check_room(const Snapshot& now);
  // Whether a resource shall lie over R4's own once it is stored.
  static bool wants(const json::Value& resource);

 private:
  struct One {
    std::uint32_t version = 0;
    std::string canonical;
    auto operator<=>(const One&) const = default;
  };
  struct Stored {  // what follow() reads from
    const storage::Reads& reads;
    const Dictionary& dictionary;
    const Codec& codec;
    std::string json(Number number) const;
  };
  using All = std::map<Number, One>;
  All all_of(const Stored& stored) const;
  std::vector<std::string> put_back(const std::string& canonical, const Stored& stored, const All& now) const;
  std::size_t change(const std::vector<std::string>& out, const std::vector<std::string>& in);

  definitions::Registry& registry_;
  All held_;
};

}  // namespace linkki::repository
