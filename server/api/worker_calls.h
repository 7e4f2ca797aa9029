// The streaming calls of WorkerLink: reactors that own themselves until gRPC is done with them.
#pragma once

#include <grpcpp/grpcpp.h>

#include "interloom/v1/worker.grpc.pb.h"
#include "server/api/context.h"

namespace interloom::api {

namespace pb = interloom::v1;

grpc::ServerBidiReactor<pb::WorkerMessage, pb::GatewayMessage>* start_link(const Context& context);
grpc::ServerWriteReactor<pb::GetPartResponse>* start_get_part(const Context& context, const pb::GetPartRequest& request);
grpc::ServerReadReactor<pb::PutResultRequest>* start_put_result(const Context& context, pb::PutResultResponse* response);

}  // namespace interloom::api
