// Read and write transactions on one environment.
#pragma once

#include "storage/lmdb/cursor.h"
#include "storage/lmdb/environment.h"

namespace linkki::storage::lmdb {

std::unique_ptr<ReadTransaction> read_transaction(Environment& environment, MDB_txn* reader);
std::unique_ptr<WriteTransaction> write_transaction(Environment& environment, MDB_txn* writer);

}  // namespace linkki::storage::lmdb
