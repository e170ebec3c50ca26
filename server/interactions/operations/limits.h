// Bounds of the operations; those of all else stand in base/limits.h.
#pragma once

#include "base/limits.h"

namespace linkki::limits {

inline constexpr std::size_t operation_arguments_max = 1'000;      // parameters of one operation
inline constexpr std::size_t fhirpath_contexts_max = 1'000;        // that $fhirpath evaluates on
inline constexpr std::size_t fhirpath_answer_bytes_max = 4 << 20;  // of $fhirpath, the resource left out
inline constexpr std::size_t break_glass_minutes = 60;             // that a record stays open by $break-glass
inline constexpr std::size_t break_glass_reason_bytes_max = 2'000;

}  // namespace linkki::limits
