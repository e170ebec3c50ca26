// Every bound that is not a setting, in one place; settings (base/settings.h) name their own defaults and
// ranges.
#pragma once

#include <cstddef>
#include <cstdint>

// Many lay lines here: a line added must not move its neighbours.
// clang-format off
namespace linkki::limits {

inline constexpr std::size_t json_depth_max = 128;             // levels of arrays and objects in a body
inline constexpr std::size_t json_members_max = 4'096;         // properties of one object
inline constexpr std::size_t issues_max = 200;                 // issues in one OperationOutcome
inline constexpr std::size_t validation_warnings_max = 50;     // of issues_max, those that are warnings
inline constexpr std::size_t language_ranges_max = 16;         // parts of one Accept-Language
inline constexpr std::size_t decimal_digits_max = 1'000;       // characters of one decimal
inline constexpr std::int32_t decimal_exponent_max = 9'999;    // of 1e9999, either sign
inline constexpr std::size_t patch_operations_max = 10'000;    // operations of one JSON Patch
inline constexpr std::size_t patch_bytes_max = 64 << 20;       // memory that one JSON Patch may take
inline constexpr std::size_t id_characters_max = 64;           // R4 id
inline constexpr std::size_t transaction_entries_max = 5'000;  // entries of one transaction or batch
inline constexpr std::size_t index_values_per_resource_max = 4'096;
inline constexpr std::size_t added_definitions_max = 20'000;     // resources laid over R4's definitions
inline constexpr std::size_t added_codes_max = 2'000'000;        // codes of all their value sets together
inline constexpr std::size_t value_set_codes_max = 500'000;      // codes of one value set
inline constexpr std::size_t value_set_rules_max = 1'000;        // includes or excludes of one value set
inline constexpr std::size_t value_set_depth_max = 64;           // value sets, each naming the next
inline constexpr std::size_t profile_depth_max = 32;             // profiles, each derived from the next
inline constexpr std::size_t fhirpath_depth_max = 128;           // nesting of an expression
inline constexpr std::size_t fhirpath_characters_max = 32'768;   // of the text of an expression
inline constexpr std::size_t fhirpath_text_bytes_max = 1 << 20;  // of a string that an expression makes
inline constexpr std::size_t narrative_depth_max = 128;          // open tags of a narrative
inline constexpr std::size_t fhirpath_steps_max = 1'000'000;     // evaluation steps of one expression
inline constexpr std::size_t fhirpath_items_max = 100'000;       // items of one collection

inline constexpr std::size_t search_parameters_max = 256;     // name=value pairs of one search
inline constexpr std::size_t search_values_max = 1'000;       // alternatives of all its parameters
inline constexpr std::size_t search_value_bytes_max = 4'096;  // one alternative
inline constexpr std::size_t search_hops_max = 16;            // references that one chain follows
inline constexpr std::size_t search_branches_max = 2'000;     // types that all its chains lead to
inline constexpr std::size_t search_filter_depth_max = 32;    // parentheses, brackets and `not` in a _filter
inline constexpr std::size_t search_filter_bytes_max = 16'384;  // of one _filter
inline constexpr std::size_t search_name_bytes_max = 64;  // of an unknown name, compared with the known ones

inline constexpr std::size_t log_lines_waiting_max = 8'192;  // lines written but not yet taken by the reader
inline constexpr std::size_t log_text_bytes_max = 512;       // one text from outside in a log line
inline constexpr std::size_t metric_series_max = 10'000;     // metrics times their label values

inline constexpr std::size_t token_bytes_max = 8'192;          // an access token
inline constexpr std::size_t token_claim_bytes_max = 1'024;    // one text claim of it
inline constexpr std::size_t token_cache_entries_max = 4'096;  // verified tokens remembered
inline constexpr std::size_t issuer_keys_max = 32;             // keys of one issuer

inline constexpr std::size_t storage_key_bytes_max = 511;           // LMDB's
inline constexpr std::size_t storage_value_bytes_max = 256u << 20;  // one value
inline constexpr std::uint64_t storage_map_bytes_max = 1ull << 40;  // address space asked for, sparse
inline constexpr std::uint64_t storage_map_bytes_min = 1ull << 28;  // less than this: the store is not opened
inline constexpr std::uint64_t storage_full_free_bytes = 4u << 20;  // an I/O error with less free is a full disk
inline constexpr unsigned storage_readers_max = 1'024;       // read transactions at once, of all processes
inline constexpr std::size_t storage_idle_readers_max = 64;  // kept with their slots for the next read
inline constexpr std::uint64_t storage_reader_check_commits = 1'024;  // between two looks for dead readers

inline constexpr std::size_t history_changes_max = 20'000;  // changes looked at for one page of a history
inline constexpr std::size_t meta_resources_max = 20'000;   // resources looked at for $meta of a type or of all

inline constexpr std::size_t history_total_max = 1'000;    // versions counted for the total of one history

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

inline constexpr std::size_t audit_entry_bytes_max = 1'048'576;  // canonical bytes of one audit entry

}  // namespace linkki::limits
// clang-format on
