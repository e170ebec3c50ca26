// Which concept maps a $translate asks.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "base/outcome.h"
#include "terminology/catalogue.h"
#include "terminology/evaluation.h"
#include "terminology/request.h"

namespace linkki::terminology {

using Map = std::shared_ptr<const ConceptMap>;

// The one that the request brings or names; nullptr: it does neither. Errors: not_found
base::Outcome<Map> named_map(const Catalogue& catalogue, const Request& request);

// Where none is named: between the value sets `source` and `target`, or from the code's system.
// Errors: unprocessable: more than limits::translation_maps_max
base::Outcome<std::vector<Map>> maps_for(const Catalogue& catalogue, const Request& request,
                                         const Code& code);

// There is none for any code of the request, of which this is the first.
base::Failure no_map(const Request& request, const Code& code);

// Whether a canonical is the one asked for, whatever the version; whoever asks for none takes each.
bool same_url(std::string_view asked, std::string_view canonical);

}  // namespace linkki::terminology
