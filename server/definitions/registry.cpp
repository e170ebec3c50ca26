#include <map>
#include <mutex>
#include <tuple>

#include "base/limits.h"
#include "definitions/canonical.h"
#include "definitions/definitions.h"
#include "definitions/overlay.h"

namespace linkki::definitions {
namespace {

// Of each definition the one that came last, in the order they came.
Added newest(const Added& before, const Added& fresh) {
  Added all(before);
  all.insert(all.end(), fresh.begin(), fresh.end());
  std::map<std::tuple<std::string_view, std::string_view, std::string_view>, const AddedResource*> last;
  for (auto& one : all) last.insert_or_assign({one->type, one->url, one->version}, one.get());
  std::erase_if(all, [&](auto& one) { return last[{one->type, one->url, one->version}] != one.get(); });
  return all;
}

}  // namespace

struct Registry::State {
  std::shared_ptr<const Definitions> base;

  std::mutex changing;  // held for a whole change
  Added packages, added;

  mutable std::mutex swapping;  // held while one pointer is copied
  std::shared_ptr<const Definitions> current;

  base::Outcome<void> swap_in(Added next_packages, Added next_added) {
    Added all = newest(next_packages, next_added);
    if (all.size() > limits::added_definitions_max) return too_many(limits::added_definitions_max);
    TRY(auto made, lay_over(base, std::move(all)));
    packages = std::move(next_packages);
    added = std::move(next_added);
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
  return change({}, resources_json);
}

base::Outcome<void> Registry::remove(const std::vector<std::string>& canonicals) {
  return change(canonicals, {});
}

base::Outcome<void> Registry::change(const std::vector<std::string>& canonicals,
                                     const std::vector<std::string>& resources_json) {
  Added fresh;
  for (auto& json : resources_json) {
    TRY(auto resource, read_added(json));
    fresh.push_back(std::move(resource));
  }
  std::lock_guard lock(state_->changing);
  auto next = state_->added;
  for (auto& canonical : canonicals) {
    auto [url, version] = split(canonical);
    std::erase_if(next,
                  [&](auto& one) { return one->url == url && (version.empty() || version == one->version); });
  }
  return state_->swap_in(state_->packages, newest(next, fresh));
}

base::Outcome<void> Registry::set_packages(Added resources) {
  std::lock_guard lock(state_->changing);
  return state_->swap_in(std::move(resources), state_->added);
}

}  // namespace linkki::definitions
