// What the gateway checks of a spec before it accepts the job. What the program means is the worker's business.
#pragma once

#include "common/status.h"
#include "interloom/v1/jobs.pb.h"
#include "server/api/context.h"

namespace interloom::api {

// kNotFound (model), kInvalidArgument (nothing to run, keys), kResourceExhausted (size), kFailedPrecondition (parts that were not put).
StatusOr<scheduler::Submission> check_spec(const Context& context, const interloom::v1::JobSpec& spec);

}  // namespace interloom::api
