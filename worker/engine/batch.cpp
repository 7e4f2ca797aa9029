#include "worker/engine/batch.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace interloom::engine {
namespace {

using Ids = std::vector<int64_t>;

Status check_row(const Ids& ids, const models::Model& model) {
  if (ids.empty()) return invalid_argument("the prompt has no tokens");
  const int64_t limit = model.info().max_length;
  if (limit > 0 && static_cast<int64_t>(ids.size()) > limit) {
    return invalid_argument("the prompt has ", ids.size(), " tokens, the model holds ", limit, " positions");
  }
  for (int64_t id : ids) {
    if (id < 0 || id >= model.vocab_size()) {
      return invalid_argument("token id ", id, " is outside the vocabulary of ", model.vocab_size());
    }
  }
  return OkStatus();
}

Status add_invoke(const GraphInvoke& invoke, const tokenizer::Tokenizer* tokenizer, const models::Model& model,
                  std::vector<Ids>& rows) {
  auto add = [&](size_t row, StatusOr<Ids> ids) -> Status {
    Status status = ids.ok() ? check_row(*ids, model) : ids.status();
    if (!status.ok()) return annotate(status, str_cat("row ", row));
    rows.push_back(*std::move(ids));
    return OkStatus();
  };
  for (size_t row = 0; row < invoke.prompts.size(); ++row) {
    if (!tokenizer) return invalid_argument("row ", row, ": the model has no tokenizer, give token ids");
    RETURN_IF_ERROR(add(row, tokenizer->encode(invoke.prompts[row])));
  }
  for (size_t row = 0; row < invoke.token_ids.size(); ++row) RETURN_IF_ERROR(add(row, invoke.token_ids[row]));
  return OkStatus();
}

void fill(const std::vector<Ids>& rows, int64_t pad_id, Batch& batch) {
  bool padded = false;
  for (const Ids& row : rows) batch.length = std::max(batch.length, static_cast<int64_t>(row.size()));
  for (const Ids& row : rows) padded = padded || static_cast<int64_t>(row.size()) < batch.length;
  batch.input_ids = at::full({batch.row_count, batch.length}, pad_id, at::kLong);
  if (padded) batch.attention_mask = at::zeros({batch.row_count, batch.length}, at::kLong);
  int64_t* ids = batch.input_ids.data_ptr<int64_t>();
  int64_t* mask = padded ? batch.attention_mask.data_ptr<int64_t>() : nullptr;
  for (size_t i = 0; i < rows.size(); ++i) {
    const auto size = static_cast<int64_t>(rows[i].size());
    const int64_t start = static_cast<int64_t>(i + 1) * batch.length - size;
    std::copy(rows[i].begin(), rows[i].end(), ids + start);
    if (mask) std::fill_n(mask + start, size, 1);
  }
}

}  // namespace

int64_t padding_id(const models::GenerationConfig& config, const tokenizer::SpecialTokens& special) {
  if (config.pad_token_id) return *config.pad_token_id;
  if (special.pad) return *special.pad;
  if (!config.eos_token_ids.empty()) return config.eos_token_ids.front();
  return special.eos.value_or(0);
}

StatusOr<Batch> make_batch(const Graph& graph, const tokenizer::Tokenizer* tokenizer, const models::Model& model,
                           int64_t pad_id) {
  Batch batch;
  std::vector<Ids> rows;
  int with_rows = 0;
  for (size_t i = 0; i < graph.invokes.size(); ++i) {
    const auto start = static_cast<int64_t>(rows.size());
    Status status = add_invoke(graph.invokes[i], tokenizer, model, rows);
    if (!status.ok()) return annotate(status, str_cat("invoke ", i));
    batch.row_count = static_cast<int64_t>(rows.size());
    if (batch.row_count > kMaxBatchRows) return invalid_argument("the batch has more than ", kMaxBatchRows, " rows");
    batch.rows.push_back({start, batch.row_count - start});
    with_rows += batch.row_count > start;
  }
  batch.narrow = with_rows > 1;
  if (batch.row_count == 0) return batch;
  fill(rows, pad_id, batch);
  const at::Device device(model.info().device);
  if (!device.is_cpu()) {
    batch.input_ids = batch.input_ids.to(device);
    if (batch.attention_mask.defined()) batch.attention_mask = batch.attention_mask.to(device);
  }
  return batch;
}

}  // namespace interloom::engine
