// The Jobs service. Threads: gRPC's own. Ownership: borrows the context.
#pragma once

#include "interloom/v1/jobs.grpc.pb.h"
#include "server/api/context.h"

namespace interloom::api {

class JobsService final : public interloom::v1::Jobs::CallbackService {
 public:
  explicit JobsService(const Context& context) : context_(context) {}

  grpc::ServerBidiReactor<interloom::v1::RunRequest, interloom::v1::RunResponse>* Run(grpc::CallbackServerContext*) override;
  grpc::ServerUnaryReactor* Submit(grpc::CallbackServerContext*, const interloom::v1::SubmitRequest*,
                                   interloom::v1::SubmitResponse*) override;
  grpc::ServerWriteReactor<interloom::v1::JobEvent>* Watch(grpc::CallbackServerContext*, const interloom::v1::WatchRequest*) override;
  grpc::ServerWriteReactor<interloom::v1::FetchResponse>* Fetch(grpc::CallbackServerContext*,
                                                                const interloom::v1::FetchRequest*) override;
  grpc::ServerUnaryReactor* Cancel(grpc::CallbackServerContext*, const interloom::v1::CancelRequest*,
                                   interloom::v1::CancelResponse*) override;
  grpc::ServerUnaryReactor* Get(grpc::CallbackServerContext*, const interloom::v1::GetRequest*, interloom::v1::Job*) override;
  grpc::ServerUnaryReactor* List(grpc::CallbackServerContext*, const interloom::v1::ListRequest*, interloom::v1::ListResponse*) override;
  grpc::ServerUnaryReactor* HasParts(grpc::CallbackServerContext*, const interloom::v1::HasPartsRequest*,
                                     interloom::v1::HasPartsResponse*) override;
  grpc::ServerReadReactor<interloom::v1::PutPartRequest>* PutPart(grpc::CallbackServerContext*, interloom::v1::PutPartResponse*) override;

 private:
  const Context& context_;
};

}  // namespace interloom::api
