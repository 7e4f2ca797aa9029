// SQLite with Status and RAII: a connection, prepared statements, transactions. Knows no table.
//
// Threads: one at a time per connection (the owner's mutex). Errors: kResourceExhausted when the disk is full,
// kInternal with SQLite's message otherwise.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "common/status.h"

namespace interloom::store {

class SqliteDb;

// A prepared statement, reused: bind(...) then step() until it returns false, or reset() before that.
class SqliteStatement {
 public:
  SqliteStatement() = default;

  // Binds all parameters in order; text and blobs must live until the last step.
  template <class... Args>
  SqliteStatement& bind(const Args&... args) {
    sqlite3_reset(stmt_.get());
    int index = 0;
    (bind_one(++index, args), ...);
    return *this;
  }
  // True: a row is there.
  StatusOr<bool> step();
  // For statements without rows.
  Status run();
  void reset() { sqlite3_reset(stmt_.get()); }

  int64_t int_at(int column) const { return sqlite3_column_int64(stmt_.get(), column); }
  std::string text_at(int column) const;

 private:
  friend class SqliteDb;
  struct Finalize {
    void operator()(sqlite3_stmt* stmt) const { sqlite3_finalize(stmt); }
  };
  void bind_one(int index, int64_t value) { sqlite3_bind_int64(stmt_.get(), index, value); }
  void bind_one(int index, uint64_t value) { sqlite3_bind_int64(stmt_.get(), index, static_cast<int64_t>(value)); }
  void bind_one(int index, int value) { sqlite3_bind_int64(stmt_.get(), index, value); }
  void bind_one(int index, uint32_t value) { sqlite3_bind_int64(stmt_.get(), index, value); }
  // Text is stored as a blob-safe TEXT; an empty view with a null pointer is NULL.
  void bind_one(int index, std::string_view text) {
    sqlite3_bind_text(stmt_.get(), index, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
  }

  std::unique_ptr<sqlite3_stmt, Finalize> stmt_;
};

class SqliteDb {
 public:
  static StatusOr<SqliteDb> open(const std::string& path);
  SqliteDb(SqliteDb&&) = default;
  SqliteDb& operator=(SqliteDb&&) = default;

  StatusOr<SqliteStatement> prepare(const char* sql);
  Status exec(const char* sql);
  StatusOr<int64_t> query_int(const char* sql);
  // Rows that the last statement changed.
  int changes() const { return sqlite3_changes(db_.get()); }
  Status error(int code) const;
  sqlite3* raw() { return db_.get(); }

 private:
  struct Close {
    void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
  };
  explicit SqliteDb(sqlite3* db) : db_(db) {}
  std::unique_ptr<sqlite3, Close> db_;
};

// BEGIN IMMEDIATE … COMMIT; rolls back unless committed.
class SqliteTransaction {
 public:
  static StatusOr<SqliteTransaction> begin(SqliteStatement& begin, SqliteStatement& commit, SqliteStatement& rollback);
  SqliteTransaction(SqliteTransaction&& other) noexcept
      : commit_(other.commit_), rollback_(std::exchange(other.rollback_, nullptr)) {}
  SqliteTransaction& operator=(SqliteTransaction&&) = delete;
  ~SqliteTransaction();
  Status commit();

 private:
  SqliteTransaction(SqliteStatement* commit, SqliteStatement* rollback) : commit_(commit), rollback_(rollback) {}
  SqliteStatement* commit_;
  SqliteStatement* rollback_;
};

}  // namespace interloom::store
