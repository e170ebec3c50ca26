// Whether one value of a resource is what one alternative of a search asks for, in R4's words and without an
// index: what a type of parameter means, and nothing about resources.
//
// Standard  https://hl7.org/fhir/R4/search.html#ptypes, #prefix, #modifiers
#pragma once

#include <vector>

#include "fhirpath/decimal.h"
#include "search/codes.h"
#include "search/index.h"
#include "search/query.h"

namespace linkki::repository {

// `now`: for dates that are about right.
bool fits_date(const search::IndexValue& value, const search::Value& asked, base::Instant now);
// Each in its unit, of which so many are one of a unit that both are compared in.
bool fits_number(const search::IndexValue& value, const search::Value& asked,
                 const fhirpath::Decimal& value_factor = fhirpath::Decimal(1),
                 const fhirpath::Decimal& asked_factor = fhirpath::Decimal(1));
bool fits_quantity(const search::IndexValue& value, const search::Value& asked);
bool fits_string(const search::IndexValue& value, const search::Value& asked, search::Modifier modifier);
bool fits_uri(const search::IndexValue& value, const search::Value& asked, search::Modifier modifier);
bool fits_place(const search::IndexValue& value, const search::Value& asked, double near_metres);
// Of tokens, and of the identifiers of references: code, system|code, |code, system|
bool same_code(const search::IndexValue& value, const search::Value& asked);
bool fits_text(const search::IndexValue& value, const search::Value& asked);
bool in_codes(const search::IndexValue& value, const std::vector<search::Code>& codes);

}  // namespace linkki::repository
