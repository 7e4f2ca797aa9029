// Sends what is too large for a spec ahead of it, as parts named by their content. Internal to client/cpp.
#pragma once

#include <cstdint>
#include <functional>

#include "client/cpp/rpc.h"
#include "common/job.h"

namespace interloom::client {

// The spec as it is sent: large inline tensors of its graph have become parts that the server has, and it has an idempotency
// key. Only parts that the server misses are sent, 1 MiB at a time from the tensor's own bytes.
// kResourceExhausted: the spec exceeds a message even so; kInvalidArgument: a tensor whose bytes do not fit its meta.
StatusOr<pb::JobSpec> prepare_spec(const Connection& connection, Patience& patience, JobSpec spec,
                                   const std::function<void(uint64_t done, uint64_t total)>& on_progress);

}  // namespace interloom::client
