// What was submitted before: the same submission again changes nothing and gets the same answer.
//
// Key    organisation(8) ∥ SHA-256 of the identifier(32) → digest(32) ∥ size(varint) answer(zstd)
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "repository/tables.h"

namespace linkki::repository::submissions {

struct Stored {
  std::string digest;
  std::string response;
};

std::optional<Stored> find(const storage::Reads& reads, Number organization, std::string_view identifier);
base::Outcome<void> put(storage::WriteTransaction& write, Number organization, std::string_view identifier,
                        std::string_view digest, std::string_view response);
// Entered in error: the identifier is free again.
base::Outcome<void> erase(storage::WriteTransaction& write, Number organization, std::string_view identifier);

}  // namespace linkki::repository::submissions
