#include <algorithm>
#include <mutex>

#include "base/limits.h"
#include "definitions/canonical.h"
#include "definitions/definitions.h"
#include "definitions/overlay.h"

namespace linkki::definitions {

struct Registry::State {
  std::shared_ptr<const Definitions> base;

  std::mutex changing;  // held for a whole change
  Added added;

  mutable std::mutex swapping;  // held while one pointer is copied
  std::shared_ptr<const Definitions> current;

  base::Outcome<void> swap_in(Added next) {
    TRY(auto made, lay_over(base, next));
    added = std::move(next);
    std::lock_guard lock(swapping);
    std::swap(current, made);  // the old one ends after the lock does
    return base::done();
  }
};

Registry::Registry(std::shared_ptr<const Definitions> base) : state_(std::make_unique<State>()) {
  state_->base = base;
  state_->current = std::move(base);
}

Registry::~Registry() = default;

std::shared_ptr<const Definitions> Registry::current() const {
  std::lock_guard lock(state_->swapping);
  return state_->current;
}

base::Outcome<void> Registry::add(const std::vector<std::string>& resources_json) {
  Added fresh;
  for (auto& json : resources_json) {
    TRY(auto resource, read_added(json));
    fresh.push_back(std::move(resource));
  }
  std::lock_guard lock(state_->changing);
  auto next = state_->added;
  for (auto& one : fresh) {
    std::erase_if(next, [&](auto& other) { return other->same_definition(*one); });
    next.push_back(one);
  }
  if (next.size() > limits::added_definitions_max) {
    return base::refuse(base::Refusal::storage_full,
                        base::error(base::IssueType::too_costly, base::message::definitions_too_many,
                                    {std::to_string(limits::added_definitions_max)}));
  }
  return state_->swap_in(std::move(next));
}

void Registry::remove(const std::vector<std::string>& canonicals) {
  std::lock_guard lock(state_->changing);
  auto next = state_->added;
  for (auto& canonical : canonicals) {
    auto [url, version] = split(canonical);
    std::erase_if(next,
                  [&](auto& one) { return one->url == url && (version.empty() || version == one->version); });
  }
  (void)state_->swap_in(std::move(next));  // what is left was accepted before
}

}  // namespace linkki::definitions
