#include "server/api/spec_check.h"

#include <set>
#include <string>

namespace interloom::api {
namespace {

constexpr size_t kMaxKeyBytes = 256;

Status check_parts(const Context& context, const interloom::v1::Graph& graph) {
  constexpr size_t kShown = 5;
  std::set<std::string> missing;
  for (int i = 0; i < graph.tensor_size(); ++i) {
    if (!graph.tensor(i).has_part_hash()) continue;
    const StatusOr<std::string> name = results::part_name(graph.tensor(i).part_hash());
    if (!name.ok()) return annotate(name.status(), str_cat("graph.tensor[", i, "].part_hash"));
    if (!context.results.touch(*name)) missing.insert(graph.tensor(i).part_hash());
  }
  if (missing.empty()) return OkStatus();
  std::string list;
  size_t shown = 0;
  for (const std::string& hash : missing) {
    if (++shown > kShown) break;
    list += (shown > 1 ? ", " : "") + hash;
  }
  if (missing.size() > kShown) list += str_cat(", … (", missing.size(), " in all)");
  return make_status(StatusCode::kFailedPrecondition, "parts that are not here: ", list, "; put them first (Jobs.PutPart)");
}

}  // namespace

StatusOr<scheduler::Submission> check_spec(const Context& context, const interloom::v1::JobSpec& spec) {
  if (spec.model().empty()) return invalid_argument("the job's spec names no model");
  RETURN_IF_ERROR(context.scheduler.check_model(spec.model()));
  if (spec.program_case() == interloom::v1::JobSpec::PROGRAM_NOT_SET) return invalid_argument("the job's spec has no program (graph)");
  if (spec.idempotency_key().size() > kMaxKeyBytes) {
    return invalid_argument("idempotency_key has ", spec.idempotency_key().size(), " bytes; it may have ", kMaxKeyBytes);
  }
  const size_t size = spec.ByteSizeLong();
  if (size > context.limits.max_spec_bytes) {
    return make_status(StatusCode::kResourceExhausted, "the job's spec has ", size, " bytes; the limit is ", context.limits.max_spec_bytes,
                       " (max_spec_bytes): put large tensors as parts");
  }
  RETURN_IF_ERROR(check_parts(context, spec.graph()));
  scheduler::Submission submission;
  submission.model = spec.model();
  submission.idempotency_key = spec.idempotency_key();
  submission.priority = spec.priority();
  submission.queue_timeout_ms = spec.queue_timeout_ms();
  submission.run_timeout_ms = spec.run_timeout_ms();
  submission.spec = spec.SerializeAsString();
  return submission;
}

}  // namespace interloom::api
