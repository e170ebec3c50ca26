#include "interactions/operations/operation.h"

#include <algorithm>
#include <vector>

#include "access/messages.h"
#include "interactions/messages.h"

namespace linkki::interactions {
namespace {

std::vector<const Operation*> gather() {
  const std::span<const Operation> groups[] = {
      meta_operations(),     fhirpath_operations(),   terminology_operations(), validate_operations(),
      snapshot_operations(), transition_operations(), everything_operations(),  trail_operations(),
      letter_operations(),   refer_operations(),      reassign_operations(),    break_glass_operations(),
      clock_operations()};
  std::vector<const Operation*> all;
  for (const auto group : groups) {
    for (const Operation& operation : group) all.push_back(&operation);
  }
  return all;
}

bool is_at(const Operation& operation, const Route& route) {
  if (route.type.empty()) return operation.on_system;
  return (route.id.empty() ? operation.on_type : operation.on_instance) && serves(operation, route.type);
}

}  // namespace

std::span<const Operation* const> operations() {
  static const std::vector<const Operation*> all = gather();
  return all;
}

bool serves(const Operation& operation, std::string_view type) {
  const auto types = operation.types;
  if (types.empty()) return is_written_by_clients(type);
  return std::find(types.begin(), types.end(), type) != types.end();
}

const Operation* find_operation(std::string_view name, const Route& route) {
  for (const Operation* const operation : operations()) {
    if (operation->name == name && is_at(*operation, route)) return operation;
  }
  return nullptr;
}

base::Outcome<void> permit_operation(const Call& call) {
  const Operation& operation = *call.route.operation;
  if (operation.sandbox && !call.parts.sandbox_clock) {
    return base::refuse(base::Refusal::not_found,
                        base::error(base::IssueType::not_found, base::message::operation_unknown,
                                    {std::string(operation.name)}));
  }
  if (operation.caller == Caller::reader) {
    TRY_VOID(access::permit(call.principal, call.route.type, Interaction::operation));
    return operation.write ? access::permit(call.principal, call.route.type, Interaction::update)
                           : base::done();
  }
  if (!call.principal.anonymous()) return base::done();
  return base::refuse(base::Refusal::unauthenticated,
                      base::error(base::IssueType::login, base::message::token_missing));
}

base::Outcome<Answer> compute(const Call& call) {
  TRY(const Arguments arguments, Arguments::read(call, call.route.operation->parameters));
  return call.route.operation->compute(call, arguments);
}

base::Outcome<Answer> read_by_operation(const Call& call, const repository::Snapshot& snapshot,
                                        const repository::Sight& sight) {
  TRY(const Arguments arguments, Arguments::read(call, call.route.operation->parameters));
  return call.route.operation->read(call, arguments, snapshot, sight);
}

base::Outcome<std::size_t> write_by_operation(const Call& call, WriteSet& set) {
  TRY(const Arguments arguments, Arguments::read(call, call.route.operation->parameters));
  return call.route.operation->write(call, arguments, set);
}

base::Outcome<Composed> compose(const Call& call) {
  TRY(const Arguments arguments, Arguments::read(call, call.route.operation->parameters));
  return call.route.operation->compose(call, arguments);
}

}  // namespace linkki::interactions
