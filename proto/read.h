// Readers that from_proto is made of: failures carry a relative path (proto/path.h). Internal to proto/.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "common/status.h"
#include "proto/translate.h"

namespace interloom::proto {

// What an argument or value may refer to, and how much deeper it may nest.
struct ReadContext {
  uint32_t tensors = std::numeric_limits<uint32_t>::max();  // indices below are valid
  int depth_left = kMaxWireDepth;

  ReadContext deeper() const { return {tensors, depth_left - 1}; }
};

StatusOr<DType> read_dtype(pb::DType dtype);
StatusOr<TensorMeta> read_meta(const pb::TensorMeta& meta);
Status check_frame(const pb::Frame& frame);
Frame take_frame(pb::Frame&& frame);  // REQUIRES: check_frame is OK
StatusOr<JobState> read_state(pb::JobState state);
StatusOr<WireValue> read_value(const pb::Value& value, ReadContext context);
StatusOr<GraphArg> read_arg(const pb::Arg& arg, ReadContext context);
// Failures name "field[i]".
StatusOr<std::vector<GraphArg>> read_args(const google::protobuf::RepeatedPtrField<pb::Arg>& items, std::string_view field,
                                          ReadContext context);
StatusOr<GraphNode> read_node(const pb::Node& node, ReadContext context);
StatusOr<GenerationOptions> read_generation(const pb::GenerationOptions& options);
StatusOr<GraphTensor> read_graph_tensor(const pb::GraphTensor& tensor);
StatusOr<Graph> read_graph(const pb::Graph& graph);
Status check_big_int(const std::string& decimal);
Status check_tensor_index(uint32_t index, ReadContext context);
Status check_depth(ReadContext context);

}  // namespace interloom::proto
