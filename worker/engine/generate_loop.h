// The passes of one job: a single forward, or generation step by step, with the interleaver as sink.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "common/status.h"
#include "worker/engine/batch.h"
#include "worker/engine/generation.h"
#include "worker/engine/job_run.h"
#include "worker/engine/saves.h"

namespace interloom::engine {

class Passes {
 public:
  struct Setup {
    const EngineShared& shared;
    const Batch& batch;
    interleaver::Interleaver& interleaver;
    lang_torch::TorchJob& job;
    bool has_hooks = false;
    JobSink* token_sink = nullptr;  // null: no token events
  };
  explicit Passes(const Setup& setup) : s_(setup) {}

  // One forward over the batch. An error is the model's or of a bad replacement; client failures are in the interleaver.
  Status trace();
  // Until every row has ended, the plan's length is reached, or the interleaver or the control ends it.
  Status generate(const GenerationPlan& plan);
  // What has been generated so far.
  Generated generated() const;

 private:
  StatusOr<std::optional<models::IoValue>> forward(const models::ForwardArgs& args);
  Status explain(const std::string& what, bool out_of_memory);
  StatusOr<at::Tensor> last_logits(const models::IoValue& output) const;
  StatusOr<at::Tensor> next_tokens(const GenerationPlan& plan, const models::IoValue& output, const at::Tensor& ids);
  Status take_tokens(const GenerationPlan& plan, int64_t step, const at::Tensor& tokens, bool last);
  StatusOr<std::string> stream_text(size_t row, int64_t id, bool ends);

  Setup s_;
  std::vector<std::vector<int64_t>> new_ids_;
  std::vector<uint8_t> finished_;
  std::vector<tokenizer::StreamDecoder> decoders_;
};

}  // namespace interloom::engine
