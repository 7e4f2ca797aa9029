#include "client/cpp/upload.h"

#include <map>
#include <unordered_set>

#include "common/hash.h"
#include "proto/translate.h"

namespace interloom::client {

namespace {

using Progress = std::function<void(uint64_t done, uint64_t total)>;
using Parts = std::map<std::string, HostTensor>;  // by hash; bytes are shared with the graph's

constexpr uint64_t kRoomForEnvelope = 64 << 10;

std::string new_idempotency_key() {
  constexpr std::string_view kHex = "0123456789abcdef";
  constexpr int kDigits = 32;
  std::random_device random;
  std::string key;
  for (int i = 0; i < kDigits; ++i) key += kHex[random() % kHex.size()];
  return key;
}

// Turns inline tensors above the limit into parts.
Status take_parts(Graph& graph, uint64_t inline_limit, Parts& parts) {
  for (size_t i = 0; i < graph.tensors.size(); ++i) {
    GraphTensor& tensor = graph.tensors[i];
    if (!tensor.inline_tensor || tensor.inline_tensor->nbytes <= inline_limit) continue;
    ASSIGN_OR_RETURN(const uint64_t nbytes, tensor.meta.checked_nbytes());
    if (nbytes != tensor.inline_tensor->nbytes)
      return invalid_argument("graph tensor ", i, " has ", tensor.inline_tensor->nbytes, " bytes, its shape asks for ", nbytes);
    tensor.part_hash = sha256_hex(tensor.inline_tensor->bytes());
    parts.emplace(tensor.part_hash, *std::move(tensor.inline_tensor));
    tensor.inline_tensor.reset();
  }
  return OkStatus();
}

// One attempt at one part; `done` counts its bytes.
Status put_part(const Connection& connection, Patience& patience, const std::string& hash, const HostTensor& tensor,
                const std::function<void(uint64_t done)>& on_progress) {
  const Compression compression =
      connection.options.upload_compression.value_or(connection.is_local() ? Compression::kNone : Compression::kFast);
  CallContext context(patience, 0);
  pb::PutPartResponse response;
  const auto writer = connection.jobs->PutPart(context.get(), &response);
  bool first = true;
  uint64_t sent = 0;
  // A write fails when the server has ended the call, in error or because it has the part: Finish tells.
  const Status ended = encode_frames({tensor}, compression, [&](Frame frame) {
    pb::PutPartRequest request;
    if (std::exchange(first, false)) {
      request.mutable_head()->set_hash(hash);
      request.mutable_head()->set_size(tensor.nbytes);
    }
    sent += frame.raw_size;
    *request.add_frame() = proto::to_proto(std::move(frame));
    if (!writer->Write(request)) return make_status(StatusCode::kAborted, "");
    on_progress(sent);
    return OkStatus();
  });
  if (!ended.ok() && ended.code() != StatusCode::kAborted) {
    context.get()->TryCancel();
    (void)writer->Finish();
    return ended;
  }
  if (ended.ok()) writer->WritesDone();
  return from_grpc(writer->Finish(), connection.address);
}

Status put_missing(const Connection& connection, Patience& patience, const Parts& parts, const Progress& on_progress) {
  pb::HasPartsRequest request;
  for (const auto& [hash, tensor] : parts) request.add_hash(hash);
  ASSIGN_OR_RETURN(const pb::HasPartsResponse response,
                   call(connection, patience, *connection.jobs, &pb::Jobs::Stub::HasParts, request));
  const std::unordered_set<std::string> missing(response.missing().begin(), response.missing().end());
  uint64_t total = 0, done = 0;
  for (const auto& [hash, tensor] : parts)
    if (missing.contains(hash)) total += tensor.nbytes;
  for (const auto& [hash, tensor] : parts) {
    if (!missing.contains(hash)) continue;
    const auto report = [&](uint64_t sent) {
      if (on_progress) on_progress(done + sent, total);
    };
    while (true) {
      const Status status = put_part(connection, patience, hash, tensor, report);
      if (status.ok()) break;
      RETURN_IF_ERROR(patience.retry_after(status));
    }
    patience.made_progress();
    done += tensor.nbytes;
    report(0);
  }
  return OkStatus();
}

}  // namespace

StatusOr<pb::JobSpec> prepare_spec(const Connection& connection, Patience& patience, JobSpec spec, const Progress& on_progress) {
  if (spec.idempotency_key.empty()) spec.idempotency_key = new_idempotency_key();
  Parts parts;
  RETURN_IF_ERROR(take_parts(spec.graph, kInlineTensorBytes, parts));
  uint64_t inline_bytes = 0;
  for (const GraphTensor& tensor : spec.graph.tensors) inline_bytes += tensor.inline_tensor ? tensor.inline_tensor->nbytes : 0;
  constexpr uint64_t kMaxInlineTogether = proto::kMaxMessageBytes / 2;
  if (inline_bytes > kMaxInlineTogether) RETURN_IF_ERROR(take_parts(spec.graph, 1 << 10, parts));
  pb::JobSpec message = proto::to_proto(spec);
  if (const uint64_t size = message.ByteSizeLong(); size + kRoomForEnvelope > proto::kMaxMessageBytes)
    return make_status(StatusCode::kResourceExhausted, "the graph takes ", size,
                       " bytes without its large tensors; the limit is ", proto::kMaxMessageBytes - kRoomForEnvelope);
  if (!parts.empty()) RETURN_IF_ERROR(put_missing(connection, patience, parts, on_progress));
  return message;
}

}  // namespace interloom::client
