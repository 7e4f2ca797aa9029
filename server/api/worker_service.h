// The WorkerLink service, for workers alone. Threads: gRPC's own. Ownership: borrows the context.
#pragma once

#include "interloom/v1/worker.grpc.pb.h"
#include "server/api/context.h"
#include "server/api/worker_calls.h"

namespace interloom::api {

class WorkerService final : public interloom::v1::WorkerLink::CallbackService {
 public:
  explicit WorkerService(const Context& context) : context_(context) {}

  grpc::ServerBidiReactor<interloom::v1::WorkerMessage, interloom::v1::GatewayMessage>* Link(grpc::CallbackServerContext*) override {
    return start_link(context_);
  }
  grpc::ServerWriteReactor<interloom::v1::GetPartResponse>* GetPart(grpc::CallbackServerContext*,
                                                                    const interloom::v1::GetPartRequest* request) override {
    return start_get_part(context_, *request);
  }
  grpc::ServerReadReactor<interloom::v1::PutResultRequest>* PutResult(grpc::CallbackServerContext*,
                                                                      interloom::v1::PutResultResponse* response) override {
    return start_put_result(context_, response);
  }

 private:
  const Context& context_;
};

}  // namespace interloom::api
