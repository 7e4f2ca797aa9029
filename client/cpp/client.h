// A client of an Interloom gateway.
//
//   ASSIGN_OR_RETURN(std::unique_ptr<Client> client, Client::connect("127.0.0.1:50051"));
//   ASSIGN_OR_RETURN(JobResult result, client->run({.model = "smollm2", .graph = graph}));
//
// A StatusOr that fails says that the answer is not known (no server, bad request, deadline); a job that ended badly is a
// JobResult with its status and what it had saved. Calls block. kUnavailable is retried with backoff: a job is never run
// twice (every spec gets an idempotency key), events and frames resume where the stream broke. Callbacks run on the
// caller's thread, between reads. Any thread; calls share the connection.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "client/cpp/job_result.h"
#include "common/job.h"
#include "common/model_info.h"
#include "common/status.h"

namespace interloom::client {

struct ClientOptions {
  uint64_t max_result_bytes = 8ull << 30;  // a larger result is kResourceExhausted before a byte of it is allocated
  int max_failures = 6;                    // in a row; each wait is twice the last, less up to a half by chance
  uint64_t first_backoff_ms = 100;
  uint64_t max_backoff_ms = 3000;
  uint64_t call_timeout_ms = 30'000;              // of a short call
  uint64_t cancel_grace_ms = 10'000;              // how long a cancelled job is waited for
  std::optional<Compression> upload_compression;  // absent: none to this machine, else fast
};

// How run() and wait() report and end. All optional.
struct RunOptions {
  std::function<void(const std::string& job_id)> on_job;  // as soon as the server has it
  std::function<void(const StateEvent&)> on_state;
  std::function<void(const std::string& text)> on_log;
  std::function<void(const TokensEvent&)> on_tokens;
  std::function<void(const JobEvent&)> on_event;                   // every event, before the ones above
  std::function<void(uint64_t done, uint64_t total)> on_upload;    // raw bytes of constants
  std::function<void(uint64_t done, uint64_t total)> on_download;  // raw bytes of the result
  uint64_t timeout_ms = 0;  // of the whole call, 0: none; run() then cancels the job: status kDeadlineExceeded
  std::stop_token stop;     // run() cancels the job, wait() only stops waiting
  uint64_t from_seq = 1;    // wait(): events before it are not reported
};

struct JobInfo {
  std::string job_id, model;
  JobState state = JobState::kReceived;
  Status status;
  uint32_t attempt = 0, position = 0;
  int64_t received_unix_ms = 0, started_unix_ms = 0, finished_unix_ms = 0;  // 0: not yet
  uint64_t last_seq = 0, result_bytes = 0;
};
struct JobFilter {
  std::string model;             // "": any
  std::vector<JobState> states;  // empty: any
  uint32_t limit = 0;            // 0: the server's
  std::string after_job_id;
};

enum class HostedState : uint8_t { kLoading = 1, kReady, kUnavailable };
std::string_view hosted_state_name(HostedState state);  // "LOADING", …
struct HostedModel {
  std::string name, class_name, dtype, device;
  uint64_t parameters = 0;
  uint32_t workers = 0, queued = 0, running = 0;
  HostedState state = HostedState::kUnavailable;
};
struct ServerStatus {
  std::vector<HostedModel> models;
  std::string gateway_version;
  uint64_t uptime_ms = 0;
};
enum class VersionMatch : uint8_t { kSame = 1, kPatch, kMinor, kMajor, kOneSided };
std::string_view version_match_name(VersionMatch match);  // "SAME", …
struct VersionRow {
  std::string package, client, server;  // "": not installed, not used
  VersionMatch match = VersionMatch::kSame;
};

struct Connection;

class Client {
 public:
  // Checks the address ("HOST:PORT", "unix:PATH") and makes the channel; the first call dials. kInvalidArgument.
  static StatusOr<std::unique_ptr<Client>> connect(const std::string& address, ClientOptions options = {});
  ~Client();

  // Uploads what is large, submits, follows to the end and fetches the result.
  StatusOr<JobResult> run(JobSpec spec, const RunOptions& options = {});
  // Submits a job that outlives the connection; its id. Only on_upload, timeout_ms and stop are used.
  StatusOr<std::string> submit(JobSpec spec, const RunOptions& options = {});
  // Follows a job to its end and fetches its result.
  StatusOr<JobResult> wait(const std::string& job_id, const RunOptions& options = {});

  // The job's events from from_seq on (1: all) until the final one; an error of on_event ends it and is returned.
  Status watch(const std::string& job_id, uint64_t from_seq, const std::function<Status(const JobEvent&)>& on_event,
               std::stop_token stop = {});
  // The frames of a result from from_frame on, each with its checksum verified.
  Status fetch(const std::string& job_id, uint64_t from_frame, const std::function<Status(Frame)>& on_frame,
               std::stop_token stop = {});
  // The state after the request; a final one if it was too late.
  StatusOr<JobState> cancel(const std::string& job_id);
  StatusOr<JobInfo> get(const std::string& job_id);
  StatusOr<std::vector<JobInfo>> list(const JobFilter& filter = {});

  StatusOr<ServerStatus> status();
  StatusOr<ModelInfo> describe(const std::string& model);
  StatusOr<bool> is_running(const std::string& model);
  StatusOr<std::vector<VersionRow>> compare(const std::string& model, const std::map<std::string, std::string>& versions);

 private:
  explicit Client(std::unique_ptr<const Connection> connection);
  std::unique_ptr<const Connection> connection_;
};

}  // namespace interloom::client
