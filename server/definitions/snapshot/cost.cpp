#include "definitions/snapshot/cost.h"

#include <string>
#include <utility>

#include "definitions/limits.h"
#include "definitions/messages.h"
#include "definitions/snapshot/element_tree.h"

namespace linkki::definitions {
namespace {

base::Failure too_costly(base::Words what, std::size_t most) {
  return base::refuse(base::Refusal::unprocessable,
                      base::error(base::IssueType::too_costly, base::message::snapshot_costly,
                                  {base::Argument(what, {std::to_string(most)})}));
}

}  // namespace

std::size_t SnapshotCost::begin(std::size_t nodes) {
  return std::exchange(nodes_, nodes);
}

base::Outcome<void> SnapshotCost::add_nodes(std::size_t nodes) {
  nodes_ += nodes;
  return add_bytes(nodes * sizeof(ElementNode));
}

base::Outcome<void> SnapshotCost::add_bytes(std::size_t bytes) {
  bytes_ += bytes;
  return check();
}

base::Outcome<void> SnapshotCost::add_steps(std::size_t steps) {
  note_steps(steps);
  return check();
}

base::Outcome<void> SnapshotCost::check() const {
  if (nodes_ > limits::snapshot_elements_max)
    return too_costly(base::Words("{0} elements", "{0} elementtiä", "{0} element"),
                      limits::snapshot_elements_max);
  if (bytes_ + (arena_.bytes() - arena_before_) > limits::snapshot_bytes_max)
    return too_costly(base::Words("{0} bytes", "{0} tavua", "{0} byte"), limits::snapshot_bytes_max);
  if (steps_ > limits::snapshot_steps_max)
    return too_costly(base::Words("{0} comparisons", "{0} vertailua", "{0} jämförelser"),
                      limits::snapshot_steps_max);
  return base::done();
}

}  // namespace linkki::definitions
