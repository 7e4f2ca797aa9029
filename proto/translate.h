// The only code that turns protobuf messages into the plain structs of common/, and back.
//
// to_proto never fails. from_proto is a border: a missing oneof, an unknown enum, nesting beyond kMaxWireDepth or a number
// out of range is kInvalidArgument, and the message names the path to it ("invoke[1].node[3] 'h'.op.arg[2]: empty argument").
// What the names in a graph mean is not checked here (worker/graph does). Frames are not decoded, only their fields
// checked. An rvalue Frame gives its bytes over without a copy. Any thread.
#pragma once

#include <climits>
#include <string>
#include <string_view>

#include "common/frame.h"
#include "common/graph.h"
#include "common/job.h"
#include "common/model_info.h"
#include "common/status.h"
#include "common/tensor.h"
#include "common/value.h"
#include "interloom/v1/graph.pb.h"
#include "interloom/v1/jobs.pb.h"
#include "interloom/v1/models.pb.h"
#include "interloom/v1/status.pb.h"
#include "interloom/v1/tensor.pb.h"
#include "interloom/v1/value.pb.h"

namespace interloom::proto {

namespace pb = interloom::v1;

inline constexpr int kMaxMessageBytes = 4 << 20;  // what every gRPC channel and server here accepts

// Tensors and frames.
pb::DType to_proto(DType dtype);
pb::Encoding to_proto(Encoding encoding);
pb::TensorMeta to_proto(const TensorMeta& meta);
pb::Frame to_proto(const Frame& frame);
pb::Frame to_proto(Frame&& frame);
StatusOr<DType> from_proto(pb::DType dtype);           // DTYPE_INVALID is refused
StatusOr<Encoding> from_proto(pb::Encoding encoding);  // ENCODING_INVALID is refused
StatusOr<TensorMeta> from_proto(const pb::TensorMeta& meta);
StatusOr<Frame> from_proto(const pb::Frame& frame);    // raw_size beyond kFrameRawBytes is refused
StatusOr<Frame> from_proto(pb::Frame&& frame);

// Values. Tensor indices are not checked against what travels beside them (ResultHead's are).
pb::Value to_proto(const WireValue& value);
StatusOr<WireValue> from_proto(const pb::Value& value);

// Graphs. Inline tensors become GraphTensor.inline_tensor; indices of tensors are checked.
pb::Arg to_proto(const GraphArg& arg);
pb::Node to_proto(const GraphNode& node);
pb::GenerationOptions to_proto(const GenerationOptions& options);
pb::GraphTensor to_proto(const GraphTensor& tensor);
pb::Graph to_proto(const Graph& graph);
StatusOr<GraphArg> from_proto(const pb::Arg& arg);
StatusOr<GraphNode> from_proto(const pb::Node& node);
StatusOr<GenerationOptions> from_proto(const pb::GenerationOptions& options);
StatusOr<GraphTensor> from_proto(const pb::GraphTensor& tensor);
StatusOr<Graph> from_proto(const pb::Graph& graph);

// Statuses. An OK status is code 0 without a message; an unknown code becomes kUnknown.
pb::Status to_proto(const Status& status);
Status from_proto(const pb::Status& status);

// Jobs.
pb::JobState to_proto(JobState state);
pb::JobSpec to_proto(const JobSpec& spec);
pb::StateEvent to_proto(const StateEvent& event);
pb::LogEvent to_proto(const LogEvent& event);
pb::TokensEvent to_proto(const TokensEvent& event);
pb::ResultHead to_proto(const ResultHead& head);
pb::ResultHead to_proto(ResultHead&& head);
pb::JobEvent to_proto(const JobEvent& event);
pb::JobEvent to_proto(JobEvent&& event);
StatusOr<JobState> from_proto(pb::JobState state);
StatusOr<JobSpec> from_proto(const pb::JobSpec& spec);
StatusOr<StateEvent> from_proto(const pb::StateEvent& event);
StatusOr<LogEvent> from_proto(const pb::LogEvent& event);
StatusOr<TokensEvent> from_proto(const pb::TokensEvent& event);
StatusOr<ResultHead> from_proto(const pb::ResultHead& head);
StatusOr<ResultHead> from_proto(pb::ResultHead&& head);
StatusOr<JobEvent> from_proto(const pb::JobEvent& event);
StatusOr<JobEvent> from_proto(pb::JobEvent&& event);

// Models.
pb::ModelInfo to_proto(const ModelInfo& info);
StatusOr<ModelInfo> from_proto(const pb::ModelInfo& info);  // a parent must come before its children

// Bytes of a message. parse_bytes refuses what is not that message, nests too deeply or has bad UTF-8; `what` names it.
template <class Message>
std::string to_bytes(const Message& message) { return message.SerializeAsString(); }
template <class Message>
StatusOr<Message> parse_bytes(std::string_view bytes, std::string_view what) {
  Message message;
  if (bytes.size() > INT_MAX || !message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
    return invalid_argument(what, ": not a valid ", message.GetTypeName(), " message (or nested too deeply)");
  return message;
}

// A graph as text protobuf. Errors: kInvalidArgument "file:line:column: …" for each mistake in the text, then as from_proto.
StatusOr<Graph> parse_graph_text(std::string_view text, std::string_view filename);
std::string graph_to_text(const Graph& graph);

}  // namespace interloom::proto
