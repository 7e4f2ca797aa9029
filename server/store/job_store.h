// The durable truth about jobs: what was accepted, where each stands, what its watchers were told.
//
// A JobStore promises that whatever a method returned OK for survives kill -9 of the process. Specs and event bodies are
// opaque bytes. A job is accepted once per (owner, idempotency key) and finished once. claim() compares and sets, so that
// several gateways may share one store. Policy (who is retried, who runs next) lies in server/scheduler.
//
// Threads: all methods from any thread. Errors: kNotFound (unknown job), kFailedPrecondition (finished before),
// kAborted (someone else changed the job), kResourceExhausted (disk full), kInternal (the database, with its message).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/job.h"
#include "common/status.h"

namespace interloom::store {

enum class EventKind : uint8_t { kState = 0, kLog = 1, kTokens = 2, kResult = 3 };

// An event as stored. `seq` counts from 1 without gaps within a job.
struct EventRecord {
  uint64_t seq = 0;
  EventKind kind = EventKind::kState;
  std::string body;
};

struct JobRecord {
  std::string id;  // sorts by time of acceptance
  std::string owner;
  std::string idempotency_key;  // "": none
  std::string model;
  JobState state = JobState::kReceived;
  int32_t priority = 0;
  uint32_t attempt = 0;  // 0: not dispatched yet
  bool attached = false;  // cancelled when nobody watches it any more
  uint64_t queue_timeout_ms = 0;
  uint64_t run_timeout_ms = 0;
  int64_t received_unix_ms = 0;
  int64_t started_unix_ms = 0;
  int64_t finished_unix_ms = 0;
  Status status;
  uint64_t last_seq = 0;
  uint64_t result_bytes = 0;   // as stored
  uint64_t result_frames = 0;  // in a result file; 0 when the result is inline or absent
};

struct NewJob {
  JobRecord record;                 // with state, attempt and last_seq as after `events`
  std::string spec;
  std::vector<EventRecord> events;  // from seq 1
};

struct AcceptResult {
  std::string job_id;
  bool existed = false;  // the idempotency key named this job already; nothing was stored
};

struct JobEvents {
  std::string job_id;
  std::vector<EventRecord> events;
};

struct Finish {
  JobState state = JobState::kFailed;
  Status status;
  int64_t finished_unix_ms = 0;
  uint64_t result_bytes = 0;
  uint64_t result_frames = 0;
};

struct ListFilter {
  std::string owner;             // "": any
  std::string model;             // "": any
  std::vector<JobState> states;  // empty: any
  uint32_t limit = 100;
  std::string after_job_id;      // "": from the newest
};

// A job found unfinished when a gateway starts.
struct UnfinishedJob {
  JobRecord record;
  std::string spec;
  bool delivered = false;  // more than state events had been told
};

class JobStore {
 public:
  virtual ~JobStore() = default;

  // REQUIRES: record.id is new.
  virtual StatusOr<AcceptResult> accept(const NewJob& job) = 0;

  // Takes a QUEUED job for an attempt: state DISPATCHED, attempt expected + 1. kAborted unless it is QUEUED with attempt `expected`.
  virtual Status claim(const std::string& job_id, uint32_t expected, const std::vector<EventRecord>& events) = 0;

  // The attempt ended without an answer: back to QUEUED. kAborted unless DISPATCHED or RUNNING with this attempt.
  virtual Status requeue(const std::string& job_id, uint32_t attempt, const std::vector<EventRecord>& events) = 0;

  // kAborted unless DISPATCHED with this attempt.
  virtual Status started(const std::string& job_id, uint32_t attempt, int64_t unix_ms, const std::vector<EventRecord>& events) = 0;

  // Events of unfinished jobs, all or none.
  virtual Status append_events(const std::vector<JobEvents>& batch) = 0;

  // Ends a job with its last events. kFailedPrecondition when it has ended.
  virtual Status finish(const std::string& job_id, const Finish& finish, const std::vector<EventRecord>& events) = 0;

  virtual StatusOr<JobRecord> get(const std::string& job_id) = 0;
  virtual StatusOr<std::string> spec(const std::string& job_id) = 0;
  // Newest first.
  virtual StatusOr<std::vector<JobRecord>> list(const ListFilter& filter) = 0;

  // Events from `from_seq` on, at most `max_count` and about `max_bytes` of bodies (at least one where there is one).
  virtual StatusOr<std::vector<EventRecord>> events(const std::string& job_id, uint64_t from_seq, size_t max_count, size_t max_bytes) = 0;
  // The newest event of a kind; nothing when there is none.
  virtual StatusOr<std::optional<EventRecord>> last_event(const std::string& job_id, EventKind kind) = 0;

  // Oldest first.
  virtual StatusOr<std::vector<UnfinishedJob>> unfinished() = 0;

  // Forgets jobs that ended before then; returns their ids, at most `limit`.
  virtual StatusOr<std::vector<std::string>> remove_finished(int64_t before_unix_ms, uint32_t limit) = 0;
};

}  // namespace interloom::store
