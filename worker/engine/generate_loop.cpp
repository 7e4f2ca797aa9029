#include "worker/engine/generate_loop.h"

#include <ATen/ATen.h>
#include <c10/util/Exception.h>

#include <algorithm>
#include <new>

#include "worker/lang/torch/quota_allocator.h"

namespace interloom::engine {

using models::IoRecord;
using models::IoValue;

// Empty: the pass ended early (stop, nobody waits any more, a failure of client code, cancel).
StatusOr<std::optional<IoValue>> Passes::forward(const models::ForwardArgs& args) {
  try {
    lang_torch::AllocationScope scope(s_.job.account());
    return std::optional<IoValue>(s_.shared.model->forward(args));
  } catch (const models::StopForward&) {
    return std::optional<IoValue>();
  } catch (const c10::OutOfMemoryError& error) {
    return explain(error.what_without_backtrace(), true);
  } catch (const c10::Error& error) {
    return explain(error.what_without_backtrace(), false);
  } catch (const std::bad_alloc&) {
    return explain("out of memory", true);
  } catch (const std::exception& error) {
    return explain(error.what(), false);
  }
}

// Whose mistake is it? A pass that client code has changed fails by its doing, any other by ours.
Status Passes::explain(const std::string& what, bool out_of_memory) {
  const uint64_t refused = s_.job.account()->take_refused_bytes();
  if (refused > 0) {
    return make_status(StatusCode::kResourceExhausted, "memory budget of ", s_.job.heap().quota(),
                       " bytes exceeded: the forward pass needed ", refused, " more with ", s_.job.heap().used(), " in use");
  }
  if (out_of_memory) return make_status(StatusCode::kResourceExhausted, "the worker is out of memory: ", what);
  const std::string breakage = s_.interleaver.describe_breakage();
  if (!breakage.empty()) return invalid_argument("RuntimeError ", breakage, ": ", what);
  if (s_.has_hooks) return invalid_argument("RuntimeError: the forward pass failed after client code had run in it: ", what);
  return internal_error("the forward pass of '", s_.shared.model->info().name, "' failed: ", what);
}

Status Passes::trace() {
  models::ForwardArgs args;
  args.input_ids = s_.batch.input_ids;
  args.attention_mask = s_.batch.attention_mask;
  args.hooks = &s_.interleaver;
  s_.interleaver.begin_pass(0, /*early_stop=*/true);
  if (s_.interleaver.ended()) return OkStatus();
  ASSIGN_OR_RETURN(const std::optional<IoValue> output, forward(args));
  if (output) s_.interleaver.end_pass();
  return OkStatus();
}

Status Passes::generate(const GenerationPlan& plan) {
  const Batch& batch = s_.batch;
  new_ids_.resize(static_cast<size_t>(batch.row_count));
  finished_.assign(static_cast<size_t>(batch.row_count), 0);
  if (s_.token_sink && s_.shared.tokenizer) {
    for (int64_t row = 0; row < batch.row_count; ++row) decoders_.emplace_back(s_.shared.tokenizer);
  }
  // Room for all that may come, so that a step only writes one column.
  at::Tensor ids = at::full({batch.row_count, plan.max_length}, plan.pad_token_id, batch.input_ids.options());
  ids.slice(1, 0, batch.length).copy_(batch.input_ids);
  at::Tensor mask;
  if (batch.attention_mask.defined()) {
    mask = at::ones({batch.row_count, plan.max_length}, batch.attention_mask.options());
    mask.slice(1, 0, batch.length).copy_(batch.attention_mask);
  }
  const std::unique_ptr<models::KvCache> cache = s_.shared.model->make_cache();
  models::ForwardArgs args;
  args.input_ids = batch.input_ids;
  args.cache = cache.get();
  args.logits_to_keep = 1;
  args.hooks = &s_.interleaver;
  for (int64_t step = 0;; ++step) {
    const int64_t length = batch.length + step;
    if (mask.defined()) args.attention_mask = mask.slice(1, 0, length);
    s_.interleaver.begin_pass(step, /*early_stop=*/false);
    if (s_.interleaver.ended()) return OkStatus();
    ASSIGN_OR_RETURN(const std::optional<IoValue> output, forward(args));
    if (!output) return OkStatus();
    s_.interleaver.end_pass();
    if (s_.interleaver.ended()) return OkStatus();
    ASSIGN_OR_RETURN(const at::Tensor tokens, next_tokens(plan, *output, ids.slice(1, 0, length)));
    const bool last = length + 1 >= plan.max_length;
    RETURN_IF_ERROR(take_tokens(plan, step, tokens, last));
    at::Tensor column = ids.select(1, length);
    column.copy_(tokens);
    if (last || std::all_of(finished_.begin(), finished_.end(), [](uint8_t f) { return f != 0; })) return OkStatus();
    args.input_ids = ids.slice(1, length, length + 1);
  }
}

// [rows, vocab] float32, a copy. The root's output may have been replaced by client code.
StatusOr<at::Tensor> Passes::last_logits(const IoValue& output) const {
  at::Tensor logits = output.first_tensor();
  if (const auto* record = std::get_if<std::shared_ptr<IoRecord>>(&output.kind())) {
    for (const auto& [name, value] : (*record)->fields) {
      if (name == "logits" && value.is_tensor()) logits = value.tensor();
    }
  }
  const int64_t vocab = s_.shared.model->vocab_size();
  if (!logits.defined() || logits.dim() != 3 || logits.size(0) != s_.batch.row_count || logits.size(1) < 1 ||
      logits.size(2) != vocab) {
    return invalid_argument("the model's output was replaced by ", output.describe(), ": generation needs logits [",
                            s_.batch.row_count, ", 1, ", vocab, "]");
  }
  return logits.select(1, logits.size(1) - 1).to(at::kFloat, /*non_blocking=*/false, /*copy=*/true);
}

// [rows] in host memory.
StatusOr<at::Tensor> Passes::next_tokens(const GenerationPlan& plan, const IoValue& output, const at::Tensor& ids) {
  ASSIGN_OR_RETURN(at::Tensor scores, last_logits(output));
  try {
    scores = process_logits(plan, std::move(scores), ids, s_.batch.attention_mask);
    return choose_tokens(plan, scores, s_.job.generator()).to(at::kCPU).contiguous();
  } catch (const c10::Error& error) {  // logits that client code has made NaN cannot be sampled from
    return explain(str_cat("choosing the next token: ", error.what_without_backtrace()), false);
  }
}

// Notes the new tokens; in `tokens` a row that had ended before gets padding.
Status Passes::take_tokens(const GenerationPlan& plan, int64_t step, const at::Tensor& tokens, bool last) {
  TokensEvent event;
  event.step = static_cast<uint64_t>(step);
  int64_t* ids = tokens.data_ptr<int64_t>();
  for (size_t row = 0; row < finished_.size(); ++row) {
    if (finished_[row]) {
      ids[row] = plan.pad_token_id;
      event.ids.push_back(-1);
      event.text.emplace_back();
      continue;
    }
    const int64_t id = ids[row];
    new_ids_[row].push_back(id);
    finished_[row] = std::find(plan.eos_token_ids.begin(), plan.eos_token_ids.end(), id) != plan.eos_token_ids.end();
    if (!s_.token_sink) continue;
    event.ids.push_back(id);
    ASSIGN_OR_RETURN(std::string text, stream_text(row, id, finished_[row] || last));
    event.text.push_back(std::move(text));
  }
  if (s_.token_sink) s_.token_sink->tokens(std::move(event));
  return OkStatus();
}

StatusOr<std::string> Passes::stream_text(size_t row, int64_t id, bool ends) {
  if (decoders_.empty()) return std::string();
  ASSIGN_OR_RETURN(std::string text, decoders_[row].step(id));
  if (!ends) return text;
  ASSIGN_OR_RETURN(const std::string rest, decoders_[row].finish());
  return text + rest;
}

Generated Passes::generated() const {
  Generated result;
  result.ids = new_ids_;
  if (!s_.shared.tokenizer) return result;
  for (const std::vector<int64_t>& ids : new_ids_) {
    StatusOr<std::string> text = s_.shared.tokenizer->decode(ids, /*skip_special_tokens=*/true);
    result.text.push_back(text.ok() ? *std::move(text) : "");
  }
  return result;
}

}  // namespace interloom::engine
