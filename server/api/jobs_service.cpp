// interloom.v1.Jobs: the short calls; the streams are in run_reactor.cpp and stream_reactors.cpp.
#include "proto/grpc_status.h"
#include "server/api/reactors.h"
#include "server/api/services.h"

namespace interloom::api {
namespace {

constexpr uint32_t kMaxListed = 1000, kDefaultListed = 100;
constexpr int kMaxHashes = 1000;

pb::Job to_proto(const scheduler::JobView& view) {
  const store::JobRecord& record = view.record;
  pb::Job out;
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
  return out;
}

// The parts that a graph names must be here; they count as used.
Status check_parts(const Services& services, const pb::Graph& graph) {
  std::string missing;
  int count = 0;
  for (const pb::GraphTensor& tensor : graph.tensor()) {
    if (tensor.part_hash().empty()) continue;
    ASSIGN_OR_RETURN(const std::string name, results::part_name(tensor.part_hash()));
    if (services.results.touch(name)) continue;
    if (++count <= 3) missing += str_cat(missing.empty() ? "" : ", ", tensor.part_hash());
  }
  if (count == 0) return OkStatus();
  return make_status(StatusCode::kFailedPrecondition, count, count == 1 ? " part is" : " parts are", " missing (put first): ", missing,
                     count > 3 ? ", …" : "");
}

class JobsService final : public pb::Jobs::CallbackService {
 public:
  explicit JobsService(const Services& services) : services_(services) {}

  grpc::ServerBidiReactor<pb::RunRequest, pb::RunResponse>* Run(grpc::CallbackServerContext*) override {
    return new_run_reactor(services_);
  }
  grpc::ServerWriteReactor<pb::JobEvent>* Watch(grpc::CallbackServerContext*, const pb::WatchRequest* request) override {
    return new_watch_reactor(services_, *request);
  }
  grpc::ServerWriteReactor<pb::FetchResponse>* Fetch(grpc::CallbackServerContext*, const pb::FetchRequest* request) override {
    return new_fetch_reactor(services_, *request);
  }
  grpc::ServerReadReactor<pb::PutPartRequest>* PutPart(grpc::CallbackServerContext*, pb::PutPartResponse* response) override {
    return new_put_part_reactor(services_, response);
  }

  grpc::ServerUnaryReactor* Submit(grpc::CallbackServerContext* context, const pb::SubmitRequest* request,
                                   pb::SubmitResponse* response) override {
    return answer(context, [&]() -> Status {
      if (!request->has_spec()) return invalid_argument("Submit: no spec");
      ASSIGN_OR_RETURN(const scheduler::Submitted submitted, submit_spec(services_, request->spec(), /*attached=*/false));
      response->set_job_id(submitted.job_id);
      return OkStatus();
    });
  }

  grpc::ServerUnaryReactor* Cancel(grpc::CallbackServerContext* context, const pb::CancelRequest* request,
                                   pb::CancelResponse* response) override {
    return answer(context, [&]() -> Status {
      ASSIGN_OR_RETURN(const JobState state, services_.scheduler.cancel(request->job_id(), "cancelled by request"));
      response->set_state(proto::to_proto(state));
      return OkStatus();
    });
  }

  grpc::ServerUnaryReactor* Get(grpc::CallbackServerContext* context, const pb::GetRequest* request, pb::Job* response) override {
    return answer(context, [&]() -> Status {
      ASSIGN_OR_RETURN(const scheduler::JobView view, services_.scheduler.get(request->job_id()));
      *response = to_proto(view);
      return OkStatus();
    });
  }

  grpc::ServerUnaryReactor* List(grpc::CallbackServerContext* context, const pb::ListRequest* request,
                                 pb::ListResponse* response) override {
    return answer(context, [&]() -> Status {
      store::ListFilter filter;
      filter.model = request->model();
      filter.after_job_id = request->after_job_id();
      filter.limit = request->limit() == 0 ? kDefaultListed : std::min(request->limit(), kMaxListed);
      for (const int state : request->state()) {
        ASSIGN_OR_RETURN(const JobState one, proto::from_proto(static_cast<pb::JobState>(state)));
        filter.states.push_back(one);
      }
      ASSIGN_OR_RETURN(const std::vector<scheduler::JobView> jobs, services_.scheduler.list(filter));
      for (const scheduler::JobView& job : jobs) *response->add_job() = to_proto(job);
      return OkStatus();
    });
  }

  grpc::ServerUnaryReactor* HasParts(grpc::CallbackServerContext* context, const pb::HasPartsRequest* request,
                                     pb::HasPartsResponse* response) override {
    return answer(context, [&]() -> Status {
      if (request->hash_size() > kMaxHashes) return invalid_argument("HasParts: more than ", kMaxHashes, " hashes");
      for (const std::string& hash : request->hash()) {
        ASSIGN_OR_RETURN(const std::string name, results::part_name(hash));
        if (!services_.results.touch(name)) response->add_missing(hash);
      }
      return OkStatus();
    });
  }

 private:
  template <class Work>
  static grpc::ServerUnaryReactor* answer(grpc::CallbackServerContext* context, Work work) {
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    reactor->Finish(proto::to_grpc(work()));
    return reactor;
  }
  const Services& services_;
};

}  // namespace

StatusOr<scheduler::Submitted> submit_spec(const Services& services, const pb::JobSpec& spec, bool attached) {
  RETURN_IF_ERROR(services.scheduler.check_model(spec.model()));
  // Malformed specs are refused here, by the code that the worker reads them with.
  RETURN_IF_ERROR(proto::from_proto(spec).status());
  RETURN_IF_ERROR(check_parts(services, spec.graph()));
  scheduler::Submission submission;
  submission.idempotency_key = spec.idempotency_key();
  submission.model = spec.model();
  submission.priority = spec.priority();
  submission.queue_timeout_ms = spec.queue_timeout_ms();
  submission.run_timeout_ms = spec.run_timeout_ms();
  submission.attached = attached;
  submission.spec = proto::to_bytes(spec);
  return services.scheduler.submit(std::move(submission));
}

std::unique_ptr<grpc::Service> make_jobs_service(const Services& services) { return std::make_unique<JobsService>(services); }

}  // namespace interloom::api
