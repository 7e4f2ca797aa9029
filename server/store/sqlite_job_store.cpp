#include "server/store/sqlite_job_store.h"

#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

#include "server/store/sqlite_db.h"
#include "server/store/sqlite_schema.h"

namespace interloom::store {
namespace {

constexpr int kCheckpointPages = 1000;  // 4 MiB of WAL: the checkpointer thread is woken
// 32 MiB: a writer that never pauses keeps the thread from ever catching up, and SQLite starts the WAL anew only when all of
// it was checkpointed. So the writer itself does what little the thread has left.
constexpr int kWriterCheckpointPages = 8 * kCheckpointPages;
constexpr int kWriterWaitPages = 2 * kWriterCheckpointPages;  // 64 MiB: the disk is the bottleneck, the writer waits for it

#define JOB_COLUMNS                                                                                              \
  "id, owner, idempotency_key, model, state, priority, attempt, attached, queue_timeout_ms, run_timeout_ms, "   \
  "received_ms, started_ms, finished_ms, code, message, last_seq, result_bytes, result_frames"

struct Statements {
  SqliteStatement begin, commit, rollback;
  SqliteStatement insert_job, insert_spec, insert_event, find_key;
  SqliteStatement claim, requeue, started, set_last_seq, finish, state_of;
  SqliteStatement get, spec, events, last_event, unfinished, delivered;
  SqliteStatement expired, delete_job, delete_spec, delete_events;
};

Status prepare_all(SqliteDb& db, Statements& s) {
  const std::pair<SqliteStatement*, const char*> all[] = {
      {&s.begin, "BEGIN IMMEDIATE"},
      {&s.commit, "COMMIT"},
      {&s.rollback, "ROLLBACK"},
      {&s.insert_job, "INSERT INTO jobs (" JOB_COLUMNS ") VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"},
      {&s.insert_spec, "INSERT INTO specs (job_id, spec) VALUES (?,?)"},
      {&s.insert_event, "INSERT INTO events (job_id, seq, kind, body) VALUES (?,?,?,?)"},
      {&s.find_key, "SELECT id FROM jobs WHERE owner = ? AND idempotency_key = ?"},
      {&s.claim, "UPDATE jobs SET state = 3, attempt = attempt + 1, last_seq = max(last_seq, ?) WHERE id = ? AND state = 2 AND attempt = ?"},
      {&s.requeue, "UPDATE jobs SET state = 2, started_ms = 0, last_seq = max(last_seq, ?) WHERE id = ? AND state IN (3, 4) AND attempt = ?"},
      {&s.started, "UPDATE jobs SET state = 4, started_ms = ?, last_seq = max(last_seq, ?) WHERE id = ? AND state = 3 AND attempt = ?"},
      {&s.set_last_seq, "UPDATE jobs SET last_seq = ? WHERE id = ? AND state < 5"},
      {&s.finish, "UPDATE jobs SET state = ?, code = ?, message = ?, finished_ms = ?, result_bytes = ?, result_frames = ?, "
                  "last_seq = max(last_seq, ?) WHERE id = ? AND state < 5"},
      {&s.state_of, "SELECT state FROM jobs WHERE id = ?"},
      {&s.get, "SELECT " JOB_COLUMNS " FROM jobs WHERE id = ?"},
      {&s.spec, "SELECT spec FROM specs WHERE job_id = ?"},
      {&s.events, "SELECT seq, kind, body FROM events WHERE job_id = ? AND seq >= ? ORDER BY seq LIMIT ?"},
      {&s.last_event, "SELECT seq, kind, body FROM events WHERE job_id = ? AND kind = ? ORDER BY seq DESC LIMIT 1"},
      {&s.unfinished, "SELECT " JOB_COLUMNS " FROM jobs WHERE state < 5 ORDER BY id"},
      {&s.delivered, "SELECT count(*) FROM (SELECT 1 FROM events WHERE job_id = ? AND kind != 0 LIMIT 1)"},
      {&s.expired, "SELECT id FROM jobs WHERE state >= 5 AND finished_ms < ? ORDER BY id LIMIT ?"},
      {&s.delete_job, "DELETE FROM jobs WHERE id = ?"},
      {&s.delete_spec, "DELETE FROM specs WHERE job_id = ?"},
      {&s.delete_events, "DELETE FROM events WHERE job_id = ?"},
  };
  for (const auto& [statement, sql] : all) {
    ASSIGN_OR_RETURN(*statement, db.prepare(sql));
  }
  return OkStatus();
}

JobRecord record_at(const SqliteStatement& row) {
  JobRecord r;
  r.id = row.text_at(0);
  r.owner = row.text_at(1);
  r.idempotency_key = row.text_at(2);
  r.model = row.text_at(3);
  r.state = static_cast<JobState>(row.int_at(4));
  r.priority = static_cast<int32_t>(row.int_at(5));
  r.attempt = static_cast<uint32_t>(row.int_at(6));
  r.attached = row.int_at(7) != 0;
  r.queue_timeout_ms = static_cast<uint64_t>(row.int_at(8));
  r.run_timeout_ms = static_cast<uint64_t>(row.int_at(9));
  r.received_unix_ms = row.int_at(10);
  r.started_unix_ms = row.int_at(11);
  r.finished_unix_ms = row.int_at(12);
  if (row.int_at(13) != 0) r.status = make_status(static_cast<StatusCode>(row.int_at(13)), row.text_at(14));
  r.last_seq = static_cast<uint64_t>(row.int_at(15));
  r.result_bytes = static_cast<uint64_t>(row.int_at(16));
  r.result_frames = static_cast<uint64_t>(row.int_at(17));
  return r;
}

Status unknown_job(const std::string& job_id) { return make_status(StatusCode::kNotFound, "job '", job_id, "' is not known"); }

uint64_t last_seq_of(const std::vector<EventRecord>& events) { return events.empty() ? 0 : events.back().seq; }

class SqliteJobStore final : public JobStore {
 public:
  SqliteJobStore(SqliteDb db, SqliteDb checkpoint_db, Statements statements)
      : db_(std::move(db)), checkpoint_db_(std::move(checkpoint_db)), sql_(std::move(statements)) {
    sqlite3_wal_hook(db_.raw(), &SqliteJobStore::on_wal, this);
    checkpointer_ = std::thread([this] { checkpoint_loop(); });
  }

  ~SqliteJobStore() override {
    {
      std::lock_guard lock(checkpoint_mutex_);
      stopping_ = true;
    }
    checkpoint_wanted_.notify_all();
    checkpointer_.join();
  }

  StatusOr<AcceptResult> accept(const NewJob& job) override {
    const JobRecord& r = job.record;
    std::lock_guard lock(mutex_);
    ASSIGN_OR_RETURN(SqliteTransaction transaction, begin());
    if (!r.idempotency_key.empty()) {
      ASSIGN_OR_RETURN(const bool found, sql_.find_key.bind(r.owner, r.idempotency_key).step());
      if (found) {
        AcceptResult existing{sql_.find_key.text_at(0), true};
        sql_.find_key.reset();
        return existing;
      }
    }
    const std::string_view key = r.idempotency_key.empty() ? std::string_view() : std::string_view(r.idempotency_key);
    RETURN_IF_ERROR(sql_.insert_job
                        .bind(r.id, r.owner, key, r.model, static_cast<int>(r.state), r.priority, r.attempt, r.attached ? 1 : 0,
                              r.queue_timeout_ms, r.run_timeout_ms, r.received_unix_ms, r.started_unix_ms, r.finished_unix_ms,
                              static_cast<int>(r.status.code()), message_of(r.status).empty() ? "" : message_of(r.status),
                              r.last_seq, r.result_bytes, r.result_frames)
                        .run());
    RETURN_IF_ERROR(sql_.insert_spec.bind(r.id, job.spec).run());
    RETURN_IF_ERROR(insert_events(r.id, job.events));
    RETURN_IF_ERROR(transaction.commit());
    return AcceptResult{r.id, false};
  }

  Status claim(const std::string& job_id, uint32_t expected, const std::vector<EventRecord>& events) override {
    std::lock_guard lock(mutex_);
    return change(job_id, events, "not QUEUED or of another attempt",
                  [&] { return sql_.claim.bind(last_seq_of(events), job_id, expected).run(); });
  }

  Status requeue(const std::string& job_id, uint32_t attempt, const std::vector<EventRecord>& events) override {
    std::lock_guard lock(mutex_);
    return change(job_id, events, "not running or of another attempt",
                  [&] { return sql_.requeue.bind(last_seq_of(events), job_id, attempt).run(); });
  }

  Status started(const std::string& job_id, uint32_t attempt, int64_t unix_ms, const std::vector<EventRecord>& events) override {
    std::lock_guard lock(mutex_);
    return change(job_id, events, "not DISPATCHED or of another attempt",
                  [&] { return sql_.started.bind(unix_ms, last_seq_of(events), job_id, attempt).run(); });
  }

  Status append_events(const std::vector<JobEvents>& batch) override {
    std::lock_guard lock(mutex_);
    ASSIGN_OR_RETURN(SqliteTransaction transaction, begin());
    for (const JobEvents& entry : batch) {
      if (entry.events.empty()) continue;
      RETURN_IF_ERROR(sql_.set_last_seq.bind(last_seq_of(entry.events), entry.job_id).run());
      if (db_.changes() == 0) return why_unchanged(entry.job_id, "finished");
      RETURN_IF_ERROR(insert_events(entry.job_id, entry.events));
    }
    return transaction.commit();
  }

  Status finish(const std::string& job_id, const Finish& f, const std::vector<EventRecord>& events) override {
    std::lock_guard lock(mutex_);
    ASSIGN_OR_RETURN(SqliteTransaction transaction, begin());
    RETURN_IF_ERROR(sql_.finish
                        .bind(static_cast<int>(f.state), static_cast<int>(f.status.code()),
                              message_of(f.status).empty() ? "" : message_of(f.status), f.finished_unix_ms, f.result_bytes,
                              f.result_frames, last_seq_of(events), job_id)
                        .run());
    if (db_.changes() == 0) return why_unchanged(job_id, "finished");
    RETURN_IF_ERROR(insert_events(job_id, events));
    return transaction.commit();
  }

  StatusOr<JobRecord> get(const std::string& job_id) override {
    std::lock_guard lock(mutex_);
    ASSIGN_OR_RETURN(const bool found, sql_.get.bind(job_id).step());
    if (!found) return unknown_job(job_id);
    JobRecord record = record_at(sql_.get);
    sql_.get.reset();
    return record;
  }

  StatusOr<std::string> spec(const std::string& job_id) override {
    std::lock_guard lock(mutex_);
    ASSIGN_OR_RETURN(const bool found, sql_.spec.bind(job_id).step());
    if (!found) return unknown_job(job_id);
    std::string spec = sql_.spec.text_at(0);
    sql_.spec.reset();
    return spec;
  }

  StatusOr<std::vector<JobRecord>> list(const ListFilter& filter) override;

  StatusOr<std::vector<EventRecord>> events(const std::string& job_id, uint64_t from_seq, size_t max_count, size_t max_bytes) override {
    std::lock_guard lock(mutex_);
    std::vector<EventRecord> out;
    size_t bytes = 0;
    sql_.events.bind(job_id, from_seq, static_cast<uint64_t>(max_count));
    while (true) {
      ASSIGN_OR_RETURN(const bool row, sql_.events.step());
      if (!row) return out;
      out.push_back(event_at(sql_.events));
      bytes += out.back().body.size();
      if (bytes >= max_bytes) break;
    }
    sql_.events.reset();
    return out;
  }

  StatusOr<std::optional<EventRecord>> last_event(const std::string& job_id, EventKind kind) override {
    std::lock_guard lock(mutex_);
    ASSIGN_OR_RETURN(const bool found, sql_.last_event.bind(job_id, static_cast<int>(kind)).step());
    if (!found) return std::optional<EventRecord>();
    std::optional<EventRecord> event = event_at(sql_.last_event);
    sql_.last_event.reset();
    return event;
  }

  StatusOr<std::vector<UnfinishedJob>> unfinished() override {
    std::lock_guard lock(mutex_);
    std::vector<UnfinishedJob> out;
    sql_.unfinished.bind();
    while (true) {
      ASSIGN_OR_RETURN(const bool row, sql_.unfinished.step());
      if (!row) break;
      out.push_back({record_at(sql_.unfinished), "", false});
    }
    for (UnfinishedJob& job : out) {
      ASSIGN_OR_RETURN(const bool has_spec, sql_.spec.bind(job.record.id).step());
      if (has_spec) job.spec = sql_.spec.text_at(0);
      sql_.spec.reset();
      RETURN_IF_ERROR(sql_.delivered.bind(job.record.id).step().status());
      job.delivered = sql_.delivered.int_at(0) != 0;
      sql_.delivered.reset();
    }
    return out;
  }

  StatusOr<std::vector<std::string>> remove_finished(int64_t before_unix_ms, uint32_t limit) override {
    std::lock_guard lock(mutex_);
    ASSIGN_OR_RETURN(SqliteTransaction transaction, begin());
    std::vector<std::string> ids;
    sql_.expired.bind(before_unix_ms, limit);
    while (true) {
      ASSIGN_OR_RETURN(const bool row, sql_.expired.step());
      if (!row) break;
      ids.push_back(sql_.expired.text_at(0));
    }
    for (const std::string& id : ids) {
      RETURN_IF_ERROR(sql_.delete_events.bind(id).run());
      RETURN_IF_ERROR(sql_.delete_spec.bind(id).run());
      RETURN_IF_ERROR(sql_.delete_job.bind(id).run());
    }
    RETURN_IF_ERROR(transaction.commit());
    return ids;
  }

 private:
  StatusOr<SqliteTransaction> begin() { return SqliteTransaction::begin(sql_.begin, sql_.commit, sql_.rollback); }

  static EventRecord event_at(const SqliteStatement& row) {
    return {static_cast<uint64_t>(row.int_at(0)), static_cast<EventKind>(row.int_at(1)), row.text_at(2)};
  }

  Status insert_events(const std::string& job_id, const std::vector<EventRecord>& events) {
    for (const EventRecord& event : events)
      RETURN_IF_ERROR(sql_.insert_event.bind(job_id, event.seq, static_cast<int>(event.kind), event.body).run());
    return OkStatus();
  }

  // A transaction of one UPDATE that must change a row, and events. REQUIRES: mutex_.
  template <class Update>
  Status change(const std::string& job_id, const std::vector<EventRecord>& events, std::string_view otherwise, Update update) {
    ASSIGN_OR_RETURN(SqliteTransaction transaction, begin());
    RETURN_IF_ERROR(update());
    if (db_.changes() == 0) return why_unchanged(job_id, otherwise);
    RETURN_IF_ERROR(insert_events(job_id, events));
    return transaction.commit();
  }

  Status why_unchanged(const std::string& job_id, std::string_view otherwise) {
    ASSIGN_OR_RETURN(const bool found, sql_.state_of.bind(job_id).step());
    if (!found) return unknown_job(job_id);
    const JobState state = static_cast<JobState>(sql_.state_of.int_at(0));
    sql_.state_of.reset();
    return make_status(is_final(state) ? StatusCode::kFailedPrecondition : StatusCode::kAborted, "job '", job_id, "' is ",
                       job_state_name(state), ", ", otherwise);
  }

  // After each commit, with mutex_ held.
  static int on_wal(void* self, sqlite3* db, const char*, int pages) {
    auto* store = static_cast<SqliteJobStore*>(self);
    if (pages >= kWriterCheckpointPages) {
      std::unique_lock turn(store->checkpoint_turn_, std::defer_lock);
      if (pages >= kWriterWaitPages) {
        turn.lock();
      } else if (!turn.try_lock()) {
        return SQLITE_OK;
      }
      sqlite3_wal_checkpoint_v2(db, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    } else if (pages >= kCheckpointPages) {
      std::lock_guard lock(store->checkpoint_mutex_);
      store->checkpoint_due_ = true;
      store->checkpoint_wanted_.notify_one();
    }
    return SQLITE_OK;
  }

  void checkpoint_loop() {
    std::unique_lock lock(checkpoint_mutex_);
    while (true) {
      checkpoint_wanted_.wait(lock, [this] { return checkpoint_due_ || stopping_; });
      if (stopping_) return;
      checkpoint_due_ = false;
      lock.unlock();
      {
        // A failure leaves the WAL as it is; the next commit asks again.
        std::lock_guard turn(checkpoint_turn_);
        sqlite3_wal_checkpoint_v2(checkpoint_db_.raw(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
      }
      lock.lock();
    }
  }

  std::mutex mutex_;  // guards db_ and sql_
  SqliteDb db_;
  SqliteDb checkpoint_db_;  // used by checkpointer_ alone
  Statements sql_;

  std::mutex checkpoint_turn_;  // held during a checkpoint; after mutex_
  std::mutex checkpoint_mutex_;
  std::condition_variable checkpoint_wanted_;
  bool checkpoint_due_ = false;
  bool stopping_ = false;
  std::thread checkpointer_;
};

StatusOr<std::vector<JobRecord>> SqliteJobStore::list(const ListFilter& filter) {
  std::string sql = "SELECT " JOB_COLUMNS " FROM jobs WHERE (?1 = '' OR owner = ?1) AND (?2 = '' OR model = ?2) AND (?3 = '' OR id < ?3)";
  if (!filter.states.empty()) {
    sql += " AND state IN (";
    for (size_t i = 0; i < filter.states.size(); ++i) sql += str_cat(i ? "," : "", static_cast<int>(filter.states[i]));
    sql += ")";
  }
  sql += " ORDER BY id DESC LIMIT ?4";
  std::lock_guard lock(mutex_);
  ASSIGN_OR_RETURN(SqliteStatement statement, db_.prepare(sql.c_str()));
  statement.bind(filter.owner, filter.model, filter.after_job_id, filter.limit);
  std::vector<JobRecord> out;
  while (true) {
    ASSIGN_OR_RETURN(const bool row, statement.step());
    if (!row) return out;
    out.push_back(record_at(statement));
  }
}

}  // namespace

StatusOr<std::unique_ptr<JobStore>> open_sqlite_job_store(const std::string& path) {
  ASSIGN_OR_RETURN(SqliteDb db, SqliteDb::open(path));
  if (Status status = configure_connection(db); !status.ok()) return annotate(status, path);
  if (Status status = migrate(db); !status.ok()) return annotate(status, path);
  ASSIGN_OR_RETURN(SqliteDb checkpoint_db, SqliteDb::open(path));
  Statements statements;
  RETURN_IF_ERROR(prepare_all(db, statements));
  return std::unique_ptr<JobStore>(std::make_unique<SqliteJobStore>(std::move(db), std::move(checkpoint_db), std::move(statements)));
}

}  // namespace interloom::store
