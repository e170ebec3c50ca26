#include "repository/run_and_wait.h"

#include <future>

namespace linkki::repository {

base::Outcome<void> run_and_wait(WriteQueue& queue, WriteQueue::Work work, std::function<void()> then) {
  std::promise<base::Outcome<void>> promise;
  queue.run(std::move(work), [&](base::Outcome<void> outcome) {
    if (outcome.ok() && then) then();
    promise.set_value(std::move(outcome));
  });
  return promise.get_future().get();
}

}  // namespace linkki::repository
