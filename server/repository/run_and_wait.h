// Upkeep inside a commit of the queue, for threads that have nothing else to do meanwhile.
#pragma once

#include <functional>

#include "repository/write_queue.h"

namespace linkki::repository {

// `then` runs when it is committed, before any later write is prepared again or answered.
base::Outcome<void> run_and_wait(WriteQueue& queue, WriteQueue::Work work, std::function<void()> then = {});

}  // namespace linkki::repository
