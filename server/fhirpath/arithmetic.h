// The operators that compute one value from two collections: arithmetic, comparison, membership; and the
// unary ones.
//
// Standard  https://hl7.org/fhirpath/N1/#operations
#pragma once

#include <optional>

#include "fhirpath/evaluation.h"

namespace linkki::fhirpath {

// nullopt: the empty collection. `right` is empty for negative and positive. False: failed.
bool calculate(Evaluation& evaluation, Operator op, Range left, Range right, std::optional<Item>& out);
// How two values compare; failure: values of types that have no order between them.
bool order(Evaluation& evaluation, const Item& a, const Item& b, Order& out);
// A value with its sign changed; failure: no number.
bool negate(Evaluation& evaluation, const Item& item, std::optional<Item>& out);
// Between `start` of the range and the top only items of the type stay; several items are a failure when
// strict.
bool keep_type(Evaluation& evaluation, const TypeName& type, Range range);

}  // namespace linkki::fhirpath
