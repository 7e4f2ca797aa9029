// An intervention graph: a program over hook points, written as data. Nothing here runs it.
//
// A graph has invokes: each has an input (rows of the batch) and a list of nodes. Nodes run in the order in which
// they are listed; a node's name may be used by later nodes of the same invoke, and by nodes of later invokes (which
// then wait until it has been computed). Names are unique in a graph. proto/interloom/v1/graph.proto is the same as
// text or bytes; worker/graph validates and compiles.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "common/value.h"

namespace interloom {

struct GraphArg;

struct ArgRef { std::string name; };                              // the value of a node
struct ArgSlice { std::vector<GraphArg> parts; };                 // start, stop, step: three entries, None where absent
struct ArgList { std::vector<GraphArg> items; };
struct ArgTuple { std::vector<GraphArg> items; };
struct ArgEllipsis {};
struct ArgMemoryFormat { std::string name; };                     // "contiguous_format", "channels_last", …
struct ArgLayout { std::string name; };                           // "strided"

// An argument: a reference, a structure that may contain references, or a constant (WireValue without containers;
// WireTensor is an index into Graph::tensors).
struct GraphArg {
  std::variant<WireValue, ArgRef, ArgSlice, ArgList, ArgTuple, ArgEllipsis, ArgMemoryFormat, ArgLayout> kind;
};

enum class HookSide : uint8_t {
  kOutput,  // what the module returned: a tensor, a tuple, or a record
  kInput,   // the first argument (positional, else the first keyword)
  kInputs,  // (args tuple, kwargs dict)
};

struct NodeHook { std::string module; HookSide side = HookSide::kOutput; };               // read a hook point
struct NodeSet { std::string module; HookSide side = HookSide::kOutput; GraphArg value; };  // replace it
// An ATen overload by its schema name: "aten::softmax.int".
struct NodeOp { std::string name; std::vector<GraphArg> args; std::vector<std::pair<std::string, GraphArg>> kwargs; };
struct NodeGet { GraphArg value; GraphArg index; };                                        // value[index]
struct NodePut { GraphArg target; GraphArg index; GraphArg value; };                       // target[index] = value
// A named function of the runtime: "len", "int", "print", "tokenizer.decode", …
struct NodeCall { std::string function; std::vector<GraphArg> args; std::vector<std::pair<std::string, GraphArg>> kwargs; };
// A module of the model called on the side; fires no hooks.
struct NodeModuleCall { std::string module; std::vector<GraphArg> args; std::vector<std::pair<std::string, GraphArg>> kwargs; };
struct NodeConst { GraphArg value; };
struct NodeSkip { std::string module; GraphArg value; };                                   // bypass: value is its output
struct NodeStop {};                                                                        // end the forward pass
struct NodeSave { std::string as; GraphArg value; };                                       // deliver under this key
struct GraphNode;
// Run `body` once for each generation step of [first, last) by `stride`; last < 0: until generation ends.
// Names defined in the body are of that step. A save in the body delivers a list, one entry a step that ran.
struct NodeSteps { int64_t first = 0; int64_t last = -1; int64_t stride = 1; std::vector<GraphNode> body; };

struct GraphNode {
  std::string name;  // may be empty where nothing refers to it
  std::variant<NodeHook, NodeSet, NodeOp, NodeGet, NodePut, NodeCall, NodeModuleCall, NodeConst, NodeSkip, NodeStop,
               NodeSave, NodeSteps> kind;
};

// The rows that an invoke adds to the batch: text (tokenized on the worker, special tokens as the tokenizer adds
// them) or token ids, one entry a row. No rows at all: the invoke sees the whole batch.
struct GraphInvoke {
  std::vector<std::string> prompts;
  std::vector<std::vector<int64_t>> token_ids;
  std::vector<GraphNode> nodes;
};

// Overrides of the model's generation_config.json, with transformers' names and meanings.
struct GenerationOptions {
  std::optional<int64_t> max_new_tokens, min_new_tokens, max_length, min_length, top_k, pad_token_id;
  std::optional<bool> do_sample;
  std::optional<double> temperature, top_p, min_p, repetition_penalty;
  std::vector<int64_t> eos_token_ids;  // empty: the model's
  std::optional<uint64_t> seed;        // as torch.manual_seed(seed) before generate
};

inline constexpr uint64_t kInlineTensorBytes = 64 << 10;  // a larger constant is a part

// A tensor constant: bytes inline, or a part that was sent before.
struct GraphTensor {
  TensorMeta meta;
  std::optional<HostTensor> inline_tensor;
  std::string part_hash;  // lower-case hex SHA-256 of the raw bytes; empty when inline
};

struct Graph {
  std::vector<GraphInvoke> invokes;
  std::vector<GraphTensor> tensors;
  // Absent: one forward pass over the batch (a trace). Present: generation, `generate` of transformers. Then the result also
  // has "generated" (a list of int64 tensors: the new ids of each row, its end token included, padding not) and "text" (a list
  // of str, special tokens left out), unless the graph saves under these keys itself.
  std::optional<GenerationOptions> generate;
};

}  // namespace interloom
