// WorkerLink.GetPart and PutResult: big bytes, one frame at a time.
#include <memory>
#include <string>
#include <utility>

#include "proto/translate.h"
#include "server/api/grpc_status.h"
#include "server/api/worker_calls.h"

namespace interloom::api {
namespace {

class GetPartCall final : public grpc::ServerWriteReactor<pb::GetPartResponse> {
 public:
  GetPartCall(const Context& context, const pb::GetPartRequest& request) {
    if (Status status = open(context, request.hash()); !status.ok()) {
      Finish(to_grpc(status));
      return;
    }
    response_.set_size(reader_->info().raw_bytes);
    write_next();
  }
  void OnWriteDone(bool ok) override {
    if (!ok) return Finish(grpc::Status::CANCELLED);
    if (reader_->next_index() >= reader_->info().frames) return Finish(grpc::Status::OK);
    response_.Clear();
    write_next();
  }
  void OnDone() override { delete this; }

 private:
  Status open(const Context& context, const std::string& hash) {
    ASSIGN_OR_RETURN(const std::string name, results::part_name(hash));
    auto reader = context.results.open(name, 0);
    if (reader.status().code() == StatusCode::kNotFound) {
      return make_status(StatusCode::kNotFound, "part ", hash, " is not here (any more)");
    }
    RETURN_IF_ERROR(reader.status());
    reader_ = *std::move(reader);
    return OkStatus();
  }

  // The first message has the size, also when there are no frames.
  void write_next() {
    if (reader_->next_index() < reader_->info().frames) {
      StatusOr<Frame> frame = reader_->next();
      if (!frame.ok()) return Finish(to_grpc(frame.status()));
      *response_.add_frame() = proto::to_proto(*std::move(frame));
    }
    StartWrite(&response_);
  }

  std::unique_ptr<results::FrameReader> reader_;
  pb::GetPartResponse response_;
};

class PutResultCall final : public grpc::ServerReadReactor<pb::PutResultRequest> {
 public:
  PutResultCall(const Context& context, pb::PutResultResponse* response) : context_(context), response_(response) { StartRead(&request_); }

  void OnReadDone(bool ok) override {
    if (!ok) return Finish(to_grpc(seal()));
    if (Status status = take(); !status.ok()) return Finish(to_grpc(status));
    StartRead(&request_);
  }
  void OnDone() override { delete this; }

 private:
  Status take() {
    if (writer_ == nullptr) {
      job_id_ = request_.job_id();
      attempt_ = request_.attempt();
      RETURN_IF_ERROR(context_.scheduler.check_attempt(job_id_, attempt_));
      ASSIGN_OR_RETURN(writer_, context_.results.create(results::result_name(job_id_, attempt_)));
    }
    for (pb::Frame& frame : *request_.mutable_frame()) {
      ASSIGN_OR_RETURN(const Frame plain, proto::from_proto(std::move(frame)));
      RETURN_IF_ERROR(writer_->append(plain));
    }
    return OkStatus();
  }

  // A stream that broke ends here as well: what came is counted against the head's frame_count when the attempt finishes.
  Status seal() {
    if (writer_ == nullptr) return invalid_argument("PutResult: the stream has no message");
    RETURN_IF_ERROR(context_.scheduler.check_attempt(job_id_, attempt_));
    ASSIGN_OR_RETURN(const results::LogInfo info, writer_->seal());
    response_->set_frames(info.frames);
    return OkStatus();
  }

  const Context& context_;
  pb::PutResultResponse* response_;
  pb::PutResultRequest request_;
  std::string job_id_;
  uint32_t attempt_ = 0;
  std::unique_ptr<results::FrameWriter> writer_;
};

}  // namespace

grpc::ServerWriteReactor<pb::GetPartResponse>* start_get_part(const Context& context, const pb::GetPartRequest& request) {
  return new GetPartCall(context, request);
}
grpc::ServerReadReactor<pb::PutResultRequest>* start_put_result(const Context& context, pb::PutResultResponse* response) {
  return new PutResultCall(context, response);
}

}  // namespace interloom::api
