// JobStore in one SQLite file (WAL): the default, for one gateway.
//
// Every call is one transaction on one connection behind a mutex; a commit costs tens of microseconds because it writes to
// the WAL without fsync. A thread of its own moves the WAL into the database; under a load that never pauses the WAL stays
// within some tens of MiB.
#pragma once

#include <memory>
#include <string>

#include "server/store/job_store.h"

namespace interloom::store {

// Opens or creates the file and migrates it. kFailedPrecondition: a newer schema. kInternal: not a database, no access.
StatusOr<std::unique_ptr<JobStore>> open_sqlite_job_store(const std::string& path);

}  // namespace interloom::store
