#include "client/cpp/client.h"

#include <charconv>
#include <utility>

#include "client/cpp/follow.h"
#include "client/cpp/rpc.h"
#include "client/cpp/upload.h"
#include "proto/translate.h"

namespace interloom::client {

namespace {

Status check_address(const std::string& address) {
  const std::string_view kUnix = "unix:";
  if (address.compare(0, kUnix.size(), kUnix) == 0 && address.size() > kUnix.size()) return OkStatus();
  const size_t colon = address.rfind(':');
  int port = 0;
  if (colon != std::string::npos && colon != 0) {
    const char* const end = address.data() + address.size();
    const auto parsed = std::from_chars(address.data() + colon + 1, end, port);
    constexpr int kMaxPort = 65535;
    if (parsed.ec == std::errc() && parsed.ptr == end && port > 0 && port <= kMaxPort) return OkStatus();
  }
  return invalid_argument("'", address, "' is not a server address; it looks like HOST:PORT (or unix:PATH)");
}

StatusOr<JobInfo> job_info(const pb::Job& job) {
  JobInfo info;
  info.job_id = job.job_id();
  info.model = job.model();
  ASSIGN_OR_RETURN(info.state, proto::from_proto(job.state()));
  info.status = proto::from_proto(job.status());
  info.attempt = job.attempt();
  info.position = job.position();
  info.received_unix_ms = job.received_unix_ms();
  info.started_unix_ms = job.started_unix_ms();
  info.finished_unix_ms = job.finished_unix_ms();
  info.last_seq = job.last_seq();
  info.result_bytes = job.result_bytes();
  return info;
}

}  // namespace

StatusOr<std::unique_ptr<Client>> Client::connect(const std::string& address, ClientOptions options) {
  RETURN_IF_ERROR(check_address(address));
  return std::unique_ptr<Client>(new Client(std::make_unique<const Connection>(address, std::move(options))));
}

Client::Client(std::unique_ptr<const Connection> connection) : connection_(std::move(connection)) {}
Client::~Client() = default;

StatusOr<JobResult> Client::run(JobSpec spec, const RunOptions& options) {
  Patience patience(connection_->options, options.timeout_ms, options.stop);
  const auto started = Patience::Clock::now();
  ASSIGN_OR_RETURN(const pb::JobSpec message, prepare_spec(*connection_, patience, std::move(spec), options.on_upload));
  const auto uploaded = std::chrono::duration_cast<std::chrono::milliseconds>(Patience::Clock::now() - started);
  JobFollower follower(*connection_, options);
  ASSIGN_OR_RETURN(JobResult result, follower.run(message, patience));
  result.timings.upload_ms = static_cast<uint64_t>(uploaded.count());
  result.timings.total_ms += result.timings.upload_ms;
  return result;
}

StatusOr<std::string> Client::submit(JobSpec spec, const RunOptions& options) {
  Patience patience(connection_->options, options.timeout_ms, options.stop);
  pb::SubmitRequest request;
  ASSIGN_OR_RETURN(*request.mutable_spec(), prepare_spec(*connection_, patience, std::move(spec), options.on_upload));
  ASSIGN_OR_RETURN(const pb::SubmitResponse response,
                   call(*connection_, patience, *connection_->jobs, &pb::Jobs::Stub::Submit, request));
  return response.job_id();
}

StatusOr<JobResult> Client::wait(const std::string& job_id, const RunOptions& options) {
  Patience patience(connection_->options, options.timeout_ms, options.stop);
  return JobFollower(*connection_, options).wait(job_id, patience);
}

Status Client::watch(const std::string& job_id, uint64_t from_seq, const std::function<Status(const JobEvent&)>& on_event,
                     std::stop_token stop) {
  Patience patience(connection_->options, 0, std::move(stop));
  uint64_t next_seq = from_seq == 0 ? 1 : from_seq;
  while (true) {
    CallContext context(patience, 0);
    pb::WatchRequest request;
    request.set_job_id(job_id);
    request.set_from_seq(next_seq);
    const auto stream = connection_->jobs->Watch(context.get(), request);
    pb::JobEvent message;
    Status failure;
    while (failure.ok() && stream->Read(&message)) {
      patience.made_progress();
      const auto event = proto::from_proto(std::move(message));
      failure = event.ok() ? on_event(*event) : event.status();
      if (failure.ok()) next_seq = event->seq + 1;
    }
    if (!failure.ok()) context.get()->TryCancel();
    const Status finished = from_grpc(stream->Finish(), connection_->address);
    RETURN_IF_ERROR(failure);
    if (finished.ok()) return OkStatus();
    RETURN_IF_ERROR(patience.retry_after(finished));
  }
}

Status Client::fetch(const std::string& job_id, uint64_t from_frame, const std::function<Status(Frame)>& on_frame,
                     std::stop_token stop) {
  Patience patience(connection_->options, 0, std::move(stop));
  uint64_t next_frame = from_frame;
  while (true) {
    CallContext context(patience, 0);
    pb::FetchRequest request;
    request.set_job_id(job_id);
    request.set_from_frame(next_frame);
    const auto stream = connection_->jobs->Fetch(context.get(), request);
    pb::FetchResponse response;
    Status damaged, refused;
    while (damaged.ok() && refused.ok() && stream->Read(&response)) {
      for (int i = 0; i < response.frame_size() && damaged.ok() && refused.ok(); ++i) {
        auto frame = proto::from_proto(std::move(*response.mutable_frame(i)));
        damaged = frame.ok() ? verify_frame(*frame) : frame.status();
        if (damaged.ok()) refused = on_frame(*std::move(frame));
        if (damaged.ok() && refused.ok()) ++next_frame, patience.made_progress();
      }
    }
    if (!damaged.ok() || !refused.ok()) context.get()->TryCancel();
    const Status finished = from_grpc(stream->Finish(), connection_->address);
    RETURN_IF_ERROR(refused);
    if (damaged.ok() && finished.ok()) return OkStatus();
    RETURN_IF_ERROR(patience.retry_after(damaged.ok() ? finished : damaged));
  }
}

StatusOr<JobState> Client::cancel(const std::string& job_id) {
  Patience patience(connection_->options, 0, {});
  pb::CancelRequest request;
  request.set_job_id(job_id);
  ASSIGN_OR_RETURN(const pb::CancelResponse response,
                   call(*connection_, patience, *connection_->jobs, &pb::Jobs::Stub::Cancel, request));
  return proto::from_proto(response.state());
}

StatusOr<JobInfo> Client::get(const std::string& job_id) {
  Patience patience(connection_->options, 0, {});
  pb::GetRequest request;
  request.set_job_id(job_id);
  ASSIGN_OR_RETURN(const pb::Job job, call(*connection_, patience, *connection_->jobs, &pb::Jobs::Stub::Get, request));
  return job_info(job);
}

StatusOr<std::vector<JobInfo>> Client::list(const JobFilter& filter) {
  Patience patience(connection_->options, 0, {});
  pb::ListRequest request;
  request.set_model(filter.model);
  for (const JobState state : filter.states) request.add_state(proto::to_proto(state));
  request.set_limit(filter.limit);
  request.set_after_job_id(filter.after_job_id);
  ASSIGN_OR_RETURN(const pb::ListResponse response,
                   call(*connection_, patience, *connection_->jobs, &pb::Jobs::Stub::List, request));
  std::vector<JobInfo> jobs;
  for (const pb::Job& job : response.job()) {
    ASSIGN_OR_RETURN(JobInfo info, job_info(job));
    jobs.push_back(std::move(info));
  }
  return jobs;
}

}  // namespace interloom::client
