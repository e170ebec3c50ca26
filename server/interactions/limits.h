// Bounds of this layer that are no settings; those of all others stand in base/limits.h.
#pragma once

#include "base/limits.h"

namespace linkki::limits {

inline constexpr std::uint64_t refusals_per_minute_max = 6'000;  // refused requests that leave an audit entry
inline constexpr std::uint64_t refusals_per_caller_max = 600;    // of those, of one caller

inline constexpr std::size_t async_running_max = 32;             // asynchronous requests waiting or under way
inline constexpr std::size_t async_per_caller_max = 10;          // of one caller, with answers not yet taken
inline constexpr std::size_t async_kept_max = 200;               // answers kept, of all callers
inline constexpr std::size_t async_answer_bytes_max = 16 << 20;  // one answer
inline constexpr std::int64_t async_minutes_max = 60;            // that an answer is kept
inline constexpr unsigned async_threads = 2;                     // that asynchronous requests run on
inline constexpr std::size_t bundle_answer_entries_max = 32;     // of an answer made on the delivering thread
inline constexpr unsigned read_threads = 2;                      // that reads of bundles run on

inline constexpr std::size_t history_total_max =
    1'000;  // versions counted for the total of one resource's history

}  // namespace linkki::limits
