// What the layer storage tells a caller; see base/message.h.
#pragma once

#include "base/message.h"

namespace linkki::base::message {

inline constexpr Message storage_copy{"storage-copy", "The store cannot be copied to {0}: {1}."};
inline constexpr Message storage_damaged{"storage-damaged", "The store in {0} is damaged: {1}."};
inline constexpr Message storage_foreign{"storage-foreign",
                                         "The files in {0} are not a store that this program can use: {1}."};
inline constexpr Message storage_in_use{"storage-in-use",
                                        "Another process has the store in {0} open for writing."};
inline constexpr Message storage_key{"storage-key",
                                     "A key of {0} bytes cannot be stored; it may have 1 to {1}."};
inline constexpr Message storage_no_copy{"storage-no-copy", "This kind of store cannot be copied to files."};
inline constexpr Message storage_not_empty{"storage-not-empty", "The folder {0} for the copy is not empty."};
inline constexpr Message storage_open{"storage-open", "The store in {0} cannot be opened: {1}."};
inline constexpr Message storage_read_only{"storage-read-only", "The store is open for reading only."};
inline constexpr Message storage_readers{"storage-readers",
                                         "Too many reads are under way at once. Try again later."};
inline constexpr Message storage_transaction{
    "storage-transaction", "The transaction changes too much at once. Nothing was stored; send it in parts."};
inline constexpr Message storage_value{"storage-value",
                                       "A value of {0} bytes cannot be stored in the table {1}."};

}  // namespace linkki::base::message
