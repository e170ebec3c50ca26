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
  next = newest(next, fresh);
  if (next.size() > limits::added_definitions_max) return too_many(limits::added_definitions_max);
  return state_->swap_in(std::move(next));
}

}  // namespace linkki::definitions
