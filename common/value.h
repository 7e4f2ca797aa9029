// Values as they travel: constants of a graph, saved results. A tree with tensors held beside it by index.
//
// Plain data, no identity: shared or cyclic containers are another message's concern (bundles). Any thread.
#pragma once

#include <complex>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "common/tensor.h"

namespace interloom {

struct WireValue;

struct WireNone {};
struct WireBigInt { std::string decimal; };           // beyond int64: "-123…"
struct WireBytes { std::string bytes; };
struct WireList { std::vector<WireValue> items; };
struct WireTuple { std::vector<WireValue> items; };
struct WireDict { std::vector<std::pair<WireValue, WireValue>> items; };  // insertion order
// A structure with named fields, as transformers' ModelOutput: class name, fields in order.
struct WireRecord { std::string class_name; std::vector<std::pair<std::string, WireValue>> fields; };
struct WireTensor { uint32_t index = 0; };            // into the tensors that travel beside the tree
struct WireDType { DType dtype = DType::kInvalid; };
struct WireDevice { std::string name; };              // "cpu", "cuda:0"
// Something that has a type but no value outside the worker, as DynamicCache.
struct WireOpaque { std::string class_name; };

struct WireValue {
  using Kind = std::variant<WireNone, bool, int64_t, WireBigInt, double, std::complex<double>, std::string, WireBytes,
                            WireList, WireTuple, WireDict, WireRecord, WireTensor, WireDType, WireDevice, WireOpaque>;
  Kind kind;
};

// A value with its tensors: the content of a result.
struct Payload {
  WireValue value;
  std::vector<HostTensor> tensors;
};

// Containers inside containers that travel. A dict costs three messages a level and protobuf parses 100 deep, so that
// this many fit whatever they are and whatever wraps them.
inline constexpr int kMaxWireDepth = 30;

// How deep containers nest: 0 for a leaf, 1 for a flat list. Stops counting beyond kMaxWireDepth + 1.
int wire_depth(const WireValue& value);

}  // namespace interloom
