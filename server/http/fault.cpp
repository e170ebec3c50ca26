#include "http/fault.h"

#include "fhir/operation_outcome.h"

namespace linkki::http {

interactions::Response answer_to(Fault fault, base::Language language) {
  const base::Issue issue = base::error(fault.type, *fault.message, std::move(fault.arguments));
  interactions::Response response;
  response.status = fault.status;
  response.headers = std::move(fault.headers);
  response.headers.emplace_back("Content-Type", "application/fhir+json;charset=utf-8");
  response.headers.emplace_back("Content-Language", code(language));
  response.headers.emplace_back("Vary", "Accept-Language");
  response.body = fhir::print_operation_outcome({&issue, 1}, language);
  return response;
}

}  // namespace linkki::http
