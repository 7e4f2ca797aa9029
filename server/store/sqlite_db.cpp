#include "server/store/sqlite_db.h"

#include <utility>

namespace interloom::store {
namespace {

Status sqlite_error(sqlite3* db, int code) {
  const char* text = db != nullptr ? sqlite3_errmsg(db) : sqlite3_errstr(code);
  if ((code & 0xff) == SQLITE_FULL) return make_status(StatusCode::kResourceExhausted, "job store: disk full: ", text);
  return internal_error("job store: ", text, " (SQLite code ", code, ")");
}

}  // namespace

std::string SqliteStatement::text_at(int column) const {
  const auto* text = static_cast<const char*>(sqlite3_column_blob(stmt_.get(), column));
  return text == nullptr ? std::string() : std::string(text, static_cast<size_t>(sqlite3_column_bytes(stmt_.get(), column)));
}

StatusOr<bool> SqliteStatement::step() {
  const int code = sqlite3_step(stmt_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) {
    sqlite3_reset(stmt_.get());
    return false;
  }
  Status error = sqlite_error(sqlite3_db_handle(stmt_.get()), code);
  sqlite3_reset(stmt_.get());
  return error;
}

Status SqliteStatement::run() {
  ASSIGN_OR_RETURN(const bool row, step());
  if (row) sqlite3_reset(stmt_.get());
  return OkStatus();
}

StatusOr<SqliteDb> SqliteDb::open(const std::string& path) {
  sqlite3* raw = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
  const int code = sqlite3_open_v2(path.c_str(), &raw, flags, nullptr);
  SqliteDb db(raw);
  if (code != SQLITE_OK) return annotate(sqlite_error(raw, code), path);
  sqlite3_extended_result_codes(raw, 1);
  sqlite3_busy_timeout(raw, 5000);
  return db;
}

StatusOr<SqliteStatement> SqliteDb::prepare(const char* sql) {
  sqlite3_stmt* raw = nullptr;
  const int code = sqlite3_prepare_v3(db_.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
  if (code != SQLITE_OK) return annotate(error(code), sql);
  SqliteStatement statement;
  statement.stmt_.reset(raw);
  return statement;
}

Status SqliteDb::exec(const char* sql) {
  const int code = sqlite3_exec(db_.get(), sql, nullptr, nullptr, nullptr);
  return code == SQLITE_OK ? OkStatus() : error(code);
}

StatusOr<int64_t> SqliteDb::query_int(const char* sql) {
  ASSIGN_OR_RETURN(SqliteStatement statement, prepare(sql));
  ASSIGN_OR_RETURN(const bool row, statement.step());
  if (!row) return internal_error("job store: no row from ", sql);
  return statement.int_at(0);
}

Status SqliteDb::error(int code) const { return sqlite_error(db_.get(), code); }

StatusOr<SqliteTransaction> SqliteTransaction::begin(SqliteStatement& begin, SqliteStatement& commit, SqliteStatement& rollback) {
  RETURN_IF_ERROR(begin.run());
  return SqliteTransaction(&commit, &rollback);
}

SqliteTransaction::~SqliteTransaction() {
  if (rollback_ != nullptr) (void)rollback_->run();
}

Status SqliteTransaction::commit() {
  RETURN_IF_ERROR(commit_->run());
  rollback_ = nullptr;
  return OkStatus();
}

}  // namespace interloom::store
