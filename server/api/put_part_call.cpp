// Jobs.PutPart: one part, verified while it arrives.
#include <optional>
#include <utility>

#include "proto/translate.h"
#include "server/api/grpc_status.h"
#include "server/api/jobs_calls.h"
#include "server/results/part_receiver.h"

namespace interloom::api {
namespace {

class PutPartCall final : public grpc::ServerReadReactor<pb::PutPartRequest> {
 public:
  PutPartCall(const Context& context, pb::PutPartResponse* response) : context_(context), response_(response) { StartRead(&request_); }

  void OnReadDone(bool ok) override {
    if (!ok) {
      if (!receiver_) return Finish(to_grpc(invalid_argument("PutPart: the first message must have a head")));
      return Finish(to_grpc(receiver_->finish()));
    }
    if (Status status = take(); !status.ok()) return Finish(to_grpc(status));
    if (response_->existed()) return Finish(grpc::Status::OK);
    StartRead(&request_);
  }
  // A stream that breaks reads as its end; what came is then too short or not yet verified, and vanishes.
  void OnDone() override { delete this; }

 private:
  Status take() {
    if (!receiver_) {
      if (!request_.has_head()) return invalid_argument("PutPart: the first message must have a head");
      ASSIGN_OR_RETURN(const std::string name, results::part_name(request_.head().hash()));
      response_->set_existed(context_.results.touch(name));
      if (response_->existed()) return OkStatus();
      ASSIGN_OR_RETURN(auto receiver, results::PartReceiver::create(context_.results, request_.head().hash(), request_.head().size(),
                                                                    context_.limits.max_part_bytes));
      receiver_.emplace(std::move(receiver));
    } else if (request_.has_head()) {
      return invalid_argument("PutPart: a second head in one stream");
    }
    for (pb::Frame& frame : *request_.mutable_frame()) {
      ASSIGN_OR_RETURN(const Frame plain, proto::from_proto(std::move(frame)));
      RETURN_IF_ERROR(receiver_->add(plain));
    }
    return OkStatus();
  }

  const Context& context_;
  pb::PutPartResponse* response_;
  pb::PutPartRequest request_;
  std::optional<results::PartReceiver> receiver_;
};

}  // namespace

grpc::ServerReadReactor<pb::PutPartRequest>* start_put_part(const Context& context, pb::PutPartResponse* response) {
  return new PutPartCall(context, response);
}

}  // namespace interloom::api
