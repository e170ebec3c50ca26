// What a request sees of a case: the store at its snapshot, with what the request itself writes laid over it.
//
// Lifetime  a resource that is handed out lives as long as the view, or until the next put of the write set
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/json/parse.h"
#include "interactions/write_set.h"

namespace linkki::interactions {

struct Seen {
  repository::Target target;
  repository::Number number = 0;               // 0: not stored yet
  const repository::Header* header = nullptr;  // as stored; nullptr: not stored
  const json::Value* stored = nullptr;         // as stored; nullptr: not, or deleted
  const json::Value* now = nullptr;            // with what the request makes of it; nullptr: neither
};

class CaseView {
 public:
  explicit CaseView(WriteSet& set) : set_(set) {}

  WriteSet& set() const { return set_; }
  repository::Target target_of(std::string_view reference) const;  // of "Task/1", with a version or without
  Seen see(const repository::Target& target);
  Seen see(std::string_view reference) { return see(target_of(reference)); }
  // What the request puts under that target; nullptr: nothing.
  fhir::Resource* put_of(const repository::Target& target);
  // Of a type, all that the request puts.
  const std::vector<fhir::Resource*>& puts(std::string_view type);
  // The resources of a type that refer to a target, as they will stand. Bounded by referring_max.
  std::vector<Seen> referring(std::string_view type, const repository::Target& target);
  // The version that was current before this one and differs in `differs`; nullptr: none of versions_max.
  const json::Value* version_before(const Seen& seen,
                                    bool (*differs)(const json::Value& now, const json::Value& then));
  // Since when a stored resource has its status, as far back as versions_max: an edit does not move it.
  base::Instant status_since(const Seen& seen);

  // The organisation behind a reference: of a role, a service, a team; of an Organization itself.
  repository::Target organization_of(std::string_view reference);
  // Whether an organisation is, or is a part of, another one.
  bool within(const repository::Target& part, const repository::Target& whole);

  static constexpr std::size_t referring_max = 10'000;
  static constexpr std::uint32_t versions_max = 100;
  static constexpr int parts_max = 8;  // organisations above one another

 private:
  struct Loaded {
    repository::Header header;
    json::Document document;
  };
  const Loaded* load(repository::Number number);
  void index_puts();  // those that came since

  WriteSet& set_;
  std::size_t indexed_ = 0;  // steps of the write set
  std::map<repository::Target, fhir::Resource*> by_target_;
  std::map<std::string, std::vector<fhir::Resource*>, std::less<>> by_type_;
  std::map<std::string, std::vector<repository::Target>> referrers_;  // "Task/1" → puts that refer to it
  std::map<repository::Number, std::unique_ptr<Loaded>> loaded_;
  std::deque<json::Document> versions_;  // that were handed out
};

}  // namespace linkki::interactions
