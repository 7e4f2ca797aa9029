#include "server/api/jobs_service.h"

#include <algorithm>
#include <string>
#include <utility>

#include "proto/translate.h"
#include "server/api/grpc_status.h"
#include "server/api/jobs_calls.h"
#include "server/api/spec_check.h"

namespace interloom::api {
namespace {

grpc::ServerUnaryReactor* answer(grpc::CallbackServerContext* call, const Status& status) {
  grpc::ServerUnaryReactor* reactor = call->DefaultReactor();
  reactor->Finish(to_grpc(status));
  return reactor;
}

Status submit(const Context& context, const pb::SubmitRequest& request, pb::SubmitResponse& response) {
  ASSIGN_OR_RETURN(scheduler::Submission submission, check_spec(context, request.spec()));
  ASSIGN_OR_RETURN(const scheduler::Submitted submitted, context.scheduler.submit(std::move(submission)));
  response.set_job_id(submitted.job_id);
  return OkStatus();
}

void to_message(const scheduler::JobView& view, pb::Job& out) {
  const store::JobRecord& record = view.record;
  out.set_job_id(record.id);
  out.set_model(record.model);
  out.set_state(proto::to_proto(record.state));
  if (!record.status.ok()) *out.mutable_status() = proto::to_proto(record.status);
  out.set_attempt(record.attempt);
  out.set_received_unix_ms(record.received_unix_ms);
  out.set_started_unix_ms(record.started_unix_ms);
  out.set_finished_unix_ms(record.finished_unix_ms);
  out.set_position(view.position);
  out.set_last_seq(record.last_seq);
  out.set_result_bytes(record.result_bytes);
}

Status get(const Context& context, const pb::GetRequest& request, pb::Job& out) {
  ASSIGN_OR_RETURN(const scheduler::JobView view, context.scheduler.get(request.job_id()));
  to_message(view, out);
  return OkStatus();
}

Status list(const Context& context, const pb::ListRequest& request, pb::ListResponse& response) {
  constexpr uint32_t kDefaultLimit = 100;
  store::ListFilter filter;
  filter.model = request.model();
  filter.after_job_id = request.after_job_id();
  filter.limit = std::min(request.limit() == 0 ? kDefaultLimit : request.limit(), context.limits.max_list);
  for (const int state : request.state()) {
    ASSIGN_OR_RETURN(const JobState plain, proto::from_proto(static_cast<pb::JobState>(state)));
    if (std::find(filter.states.begin(), filter.states.end(), plain) == filter.states.end()) filter.states.push_back(plain);
  }
  ASSIGN_OR_RETURN(const std::vector<scheduler::JobView> views, context.scheduler.list(filter));
  for (const scheduler::JobView& view : views) to_message(view, *response.add_job());
  return OkStatus();
}

Status cancel(const Context& context, const pb::CancelRequest& request, pb::CancelResponse& response) {
  ASSIGN_OR_RETURN(const JobState state, context.scheduler.cancel(request.job_id(), "cancelled by its client"));
  response.set_state(proto::to_proto(state));
  return OkStatus();
}

Status has_parts(const Context& context, const pb::HasPartsRequest& request, pb::HasPartsResponse& response) {
  for (const std::string& hash : request.hash()) {
    ASSIGN_OR_RETURN(const std::string name, results::part_name(hash));
    if (!context.results.touch(name)) response.add_missing(hash);
  }
  return OkStatus();
}

}  // namespace

grpc::ServerBidiReactor<pb::RunRequest, pb::RunResponse>* JobsService::Run(grpc::CallbackServerContext*) { return start_run(context_); }
grpc::ServerWriteReactor<pb::JobEvent>* JobsService::Watch(grpc::CallbackServerContext*, const pb::WatchRequest* request) {
  return start_watch(context_, *request);
}
grpc::ServerWriteReactor<pb::FetchResponse>* JobsService::Fetch(grpc::CallbackServerContext*, const pb::FetchRequest* request) {
  return start_fetch(context_, *request);
}
grpc::ServerReadReactor<pb::PutPartRequest>* JobsService::PutPart(grpc::CallbackServerContext*, pb::PutPartResponse* response) {
  return start_put_part(context_, response);
}

grpc::ServerUnaryReactor* JobsService::Submit(grpc::CallbackServerContext* call, const pb::SubmitRequest* request,
                                              pb::SubmitResponse* response) {
  return answer(call, submit(context_, *request, *response));
}
grpc::ServerUnaryReactor* JobsService::Cancel(grpc::CallbackServerContext* call, const pb::CancelRequest* request,
                                              pb::CancelResponse* response) {
  return answer(call, cancel(context_, *request, *response));
}
grpc::ServerUnaryReactor* JobsService::Get(grpc::CallbackServerContext* call, const pb::GetRequest* request, pb::Job* response) {
  return answer(call, get(context_, *request, *response));
}
grpc::ServerUnaryReactor* JobsService::List(grpc::CallbackServerContext* call, const pb::ListRequest* request, pb::ListResponse* response) {
  return answer(call, list(context_, *request, *response));
}
grpc::ServerUnaryReactor* JobsService::HasParts(grpc::CallbackServerContext* call, const pb::HasPartsRequest* request,
                                                pb::HasPartsResponse* response) {
  return answer(call, has_parts(context_, *request, *response));
}

}  // namespace interloom::api
