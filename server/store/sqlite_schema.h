// The tables of the SQLite job store and how an older file becomes the newest version. PRAGMA user_version is the version.
#pragma once

#include "common/status.h"
#include "server/store/sqlite_db.h"

namespace interloom::store {

// Settings of a connection that writes: WAL, no fsync per commit (a commit survives kill -9, not a power cut).
Status configure_connection(SqliteDb& db);

// kFailedPrecondition when the file is of a newer version than this program knows.
Status migrate(SqliteDb& db);

}  // namespace interloom::store
