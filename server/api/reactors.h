// The streams of Jobs as gRPC reactors. Each deletes itself when its call is done.
#pragma once

#include <grpcpp/grpcpp.h>

#include "interloom/v1/jobs.grpc.pb.h"
#include "proto/translate.h"
#include "server/api/gateway.h"

namespace interloom::api {

namespace pb = interloom::v1;

grpc::ServerBidiReactor<pb::RunRequest, pb::RunResponse>* new_run_reactor(const Services& services);
grpc::ServerWriteReactor<pb::JobEvent>* new_watch_reactor(const Services& services, const pb::WatchRequest& request);
grpc::ServerWriteReactor<pb::FetchResponse>* new_fetch_reactor(const Services& services, const pb::FetchRequest& request);
grpc::ServerReadReactor<pb::PutPartRequest>* new_put_part_reactor(const Services& services, pb::PutPartResponse* response);

// Checks a spec as far as the gateway can and submits it. `attached`: cancelled when nobody follows it any more.
StatusOr<scheduler::Submitted> submit_spec(const Services& services, const pb::JobSpec& spec, bool attached);

}  // namespace interloom::api
