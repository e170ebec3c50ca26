// Paging links: where a search goes on, sealed so that nobody can read or change it.
//
// A link is good for the caller, the search and the server it was made for, and no longer than the setting
// says.
#pragma once

#include <optional>
#include <string>

#include "interactions/call.h"
#include "repository/find.h"

namespace linkki::interactions {

// The URL of the page at `position`; the search itself rides along as it was asked.
std::string page_url(const Call& call, const std::string& form, const repository::Position& position);

// Errors: gone (too old), bad_request (not a link of ours, of this caller, of this search)
base::Outcome<repository::Position> open_page(const Call& call, const std::string& form,
                                              const std::string& token);

// The form without `_page`: what the link is bound to.
std::string form_without_page(std::string_view form);

}  // namespace linkki::interactions
