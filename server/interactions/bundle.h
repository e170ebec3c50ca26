// batch and transaction: POST [base] with a Bundle
// https://hl7.org/fhir/R4/http.html#transaction
#pragma once

#include "interactions/call.h"
#include "interactions/exchange.h"

namespace linkki::interactions {

// Answers once all is committed, from whichever thread learns it last; the parts outlive that.
// A transaction is stored as a whole or refused with the faults of all its entries. Of a batch each entry
// goes by itself and says how it went. Reads run when all writes have.
void process_bundle(Call call, Responder respond);
// The same of an operation that comes to a transaction (operations/operation.h); faults are told of what the
// client has sent.
void process_composed(Call call, Responder respond);

}  // namespace linkki::interactions
