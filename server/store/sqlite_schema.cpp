#include "server/store/sqlite_schema.h"

#include <iterator>
#include <string>

namespace interloom::store {
namespace {

// kMigrations[n] leads from version n to n + 1. What was shipped is never edited.
constexpr const char* kMigrations[] = {
    // States are the numbers of JobState; 5 and above are final. idempotency_key is NULL when there is none.
    R"sql(
    CREATE TABLE jobs (
      id TEXT PRIMARY KEY, owner TEXT NOT NULL, idempotency_key TEXT, model TEXT NOT NULL, state INTEGER NOT NULL,
      priority INTEGER NOT NULL, attempt INTEGER NOT NULL, attached INTEGER NOT NULL,
      queue_timeout_ms INTEGER NOT NULL, run_timeout_ms INTEGER NOT NULL,
      received_ms INTEGER NOT NULL, started_ms INTEGER NOT NULL, finished_ms INTEGER NOT NULL,
      code INTEGER NOT NULL, message TEXT NOT NULL, last_seq INTEGER NOT NULL,
      result_bytes INTEGER NOT NULL, result_frames INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE UNIQUE INDEX jobs_by_key ON jobs (owner, idempotency_key) WHERE idempotency_key IS NOT NULL;
    CREATE INDEX jobs_unfinished ON jobs (id) WHERE state < 5;
    CREATE TABLE specs (job_id TEXT PRIMARY KEY, spec BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE events (
      job_id TEXT NOT NULL, seq INTEGER NOT NULL, kind INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (job_id, seq)
    ) WITHOUT ROWID;
    )sql",
};

}  // namespace

Status configure_connection(SqliteDb& db) {
  RETURN_IF_ERROR(db.exec("PRAGMA journal_mode = WAL"));
  RETURN_IF_ERROR(db.exec("PRAGMA synchronous = NORMAL"));
  RETURN_IF_ERROR(db.exec("PRAGMA temp_store = MEMORY"));
  return db.exec("PRAGMA wal_autocheckpoint = 0");  // a thread of the store does it, off the request path
}

Status migrate(SqliteDb& db) {
  constexpr int64_t kNewest = std::size(kMigrations);
  ASSIGN_OR_RETURN(int64_t version, db.query_int("PRAGMA user_version"));
  if (version > kNewest) {
    return make_status(StatusCode::kFailedPrecondition, "job store: the file has schema version ", version,
                       ", this program knows up to ", kNewest, ": use a newer interloom or another data directory");
  }
  for (; version < kNewest; ++version) {
    const std::string sql = str_cat("BEGIN IMMEDIATE;", kMigrations[version], "PRAGMA user_version = ", version + 1, "; COMMIT;");
    if (Status status = db.exec(sql.c_str()); !status.ok()) {
      (void)db.exec("ROLLBACK");
      return annotate(status, str_cat("migrating to schema version ", version + 1));
    }
  }
  return OkStatus();
}

}  // namespace interloom::store
