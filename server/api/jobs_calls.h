// The streaming calls of Jobs: each is a reactor that owns itself from its making until gRPC is done with it.
//
// None blocks a thread while it waits, and none buffers: the next event or frame is read when the last has left.
#pragma once

#include <grpcpp/grpcpp.h>

#include "interloom/v1/jobs.grpc.pb.h"
#include "server/api/context.h"

namespace interloom::api {

namespace pb = interloom::v1;

grpc::ServerBidiReactor<pb::RunRequest, pb::RunResponse>* start_run(const Context& context);
grpc::ServerWriteReactor<pb::JobEvent>* start_watch(const Context& context, const pb::WatchRequest& request);
grpc::ServerWriteReactor<pb::FetchResponse>* start_fetch(const Context& context, const pb::FetchRequest& request);
grpc::ServerReadReactor<pb::PutPartRequest>* start_put_part(const Context& context, pb::PutPartResponse* response);

}  // namespace interloom::api
