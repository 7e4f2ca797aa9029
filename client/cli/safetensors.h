// Writes saved tensors as a safetensors file, which Python's safetensors.torch.load_file reads.
#pragma once

#include <string>

#include "client/cpp/job_result.h"
#include "common/status.h"

namespace interloom::cli {

// Every tensor of the result under its path: "h5", "steps.0", "out.logits". Other values go to the metadata as text. The file
// appears whole or not at all. Errors: kInvalidArgument (nothing to write, a dtype the format lacks), kNotFound or kInternal
// (the file). Gives the number of tensors.
StatusOr<size_t> write_safetensors(const client::JobResult& result, const std::string& path);

}  // namespace interloom::cli
