// Saved values as they leave: the dict of saves becomes a Payload. One job's thread.
#pragma once

#include <string>
#include <vector>

#include "common/status.h"
#include "common/value.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/torch/torch_job.h"

namespace interloom::engine {

// What a generation adds to the saves, under keys that the user has not taken.
struct Generated {
  std::vector<std::vector<int64_t>> ids;  // new tokens of each row, up to and with its end token
  std::vector<std::string> text;          // their text without special tokens; empty without a tokenizer
};

// A dict payload. A value that cannot travel is left out and makes `*error` kInvalidArgument naming its key (the first one's);
// all others are there. `generated` may be null.
Payload collect_saves(lang_torch::TorchJob& job, lang::DictObject& saves, const Generated* generated, Status* error);

}  // namespace interloom::engine
