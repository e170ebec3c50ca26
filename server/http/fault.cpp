#include "http/fault.h"

#include "fhir/operation_outcome.h"

namespace linkki::http {

interactions::Response answer_to(Fault fault) {
  const base::Issue issue = base::error(fault.type, *fault.message, std::move(fault.arguments));
  interactions::Response response;
  response.status = fault.status;
  response.headers = std::move(fault.headers);
  response.headers.emplace_back("Content-Type", "application/fhir+json;charset=utf-8");
  fhir::print_operation_outcome({&issue, 1}, response.body);
  return response;
}

}  // namespace linkki::http
