// Jobs.Run: submit, follow and receive in one stream.
#include <utility>

#include "server/api/job_stream_reactor.h"
#include "server/api/reactors.h"

namespace interloom::api {
namespace {

class RunReactor final : public JobStreamReactor<grpc::ServerBidiReactor<pb::RunRequest, pb::RunResponse>> {
 public:
  explicit RunReactor(const Services& services) : services_(services) { StartRead(&request_); }

  void OnReadDone(bool ok) override {
    if (!ok) {
      if (!stream()) end(make_status(StatusCode::kInvalidArgument, "Run: the stream ended before a spec came"));
      return;  // otherwise the client has said all it wanted to say, and listens
    }
    if (!stream()) {
      if (const Status status = begin(); !status.ok()) return end(status);
    } else if (request_.cancel()) {
      (void)services_.scheduler.cancel(stream()->job_id(), "cancelled by its client");
    } else {
      return end(make_status(StatusCode::kInvalidArgument, "Run: a second spec on one stream"));
    }
    StartRead(&request_);
  }

 private:
  Status begin() {
    if (!request_.has_spec()) return invalid_argument("Run: the first message has no spec");
    ASSIGN_OR_RETURN(const scheduler::Submitted submitted, submit_spec(services_, request_.spec(), /*attached=*/true));
    request_.Clear();
    ASSIGN_OR_RETURN(std::unique_ptr<scheduler::Watcher> watcher, services_.scheduler.watch(submitted.job_id));
    response_.set_job_id(submitted.job_id);
    start_stream(std::make_unique<JobStream>(services_, std::move(watcher), 1, /*with_frames=*/true),
                 [this] { StartWrite(&response_); });
    return OkStatus();
  }

  void write(JobStream::Item item) override {
    response_.Clear();
    if (item.event) *response_.mutable_event() = *std::move(item.event);
    else *response_.mutable_frame() = *std::move(item.frame);
    StartWrite(&response_);
  }

  const Services& services_;
  pb::RunRequest request_;
  pb::RunResponse response_;
};

}  // namespace

grpc::ServerBidiReactor<pb::RunRequest, pb::RunResponse>* new_run_reactor(const Services& services) {
  return new RunReactor(services);
}

}  // namespace interloom::api
