// The Models service. Threads: gRPC's own. Ownership: borrows the context.
#pragma once

#include <chrono>

#include "interloom/v1/models.grpc.pb.h"
#include "server/api/context.h"

namespace interloom::api {

class ModelsService final : public interloom::v1::Models::CallbackService {
 public:
  explicit ModelsService(const Context& context) : context_(context), started_(std::chrono::steady_clock::now()) {}

  grpc::ServerUnaryReactor* Status(grpc::CallbackServerContext*, const interloom::v1::ModelsStatusRequest*,
                                   interloom::v1::ModelsStatusResponse*) override;
  grpc::ServerUnaryReactor* IsModelRunning(grpc::CallbackServerContext*, const interloom::v1::IsModelRunningRequest*,
                                           interloom::v1::IsModelRunningResponse*) override;
  grpc::ServerUnaryReactor* Describe(grpc::CallbackServerContext*, const interloom::v1::DescribeRequest*,
                                     interloom::v1::ModelInfo*) override;
  grpc::ServerUnaryReactor* Compare(grpc::CallbackServerContext*, const interloom::v1::CompareRequest*,
                                    interloom::v1::CompareResponse*) override;

 private:
  const Context& context_;
  const std::chrono::steady_clock::time_point started_;
};

}  // namespace interloom::api
