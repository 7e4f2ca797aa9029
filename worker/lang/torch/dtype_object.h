// torch.dtype, torch.device, torch.Size, torch.layout, torch.memory_format, torch.Generator and named results as values.
#pragma once

#include <ATen/core/Generator.h>
#include <c10/core/Device.h>
#include <c10/core/Layout.h>
#include <c10/core/MemoryFormat.h>
#include <c10/core/ScalarType.h>

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "worker/lang/containers.h"
#include "worker/lang/interpreter.h"

namespace interloom::lang_torch {

// Made through TorchJob::dtype and TorchJob::device.
struct DTypeObject : lang::Object {
  explicit DTypeObject(at::ScalarType type) : dtype(type) {}
  at::ScalarType dtype;
  static const lang::Type kType;
};

struct DeviceObject : lang::Object {
  explicit DeviceObject(at::Device d) : device(d) {}
  at::Device device;
  static const lang::Type kType;
};

struct LayoutObject : lang::Object {
  explicit LayoutObject(at::Layout l) : layout(l) {}
  at::Layout layout;
  static const lang::Type kType;
};

struct MemoryFormatObject : lang::Object {
  explicit MemoryFormatObject(at::MemoryFormat f) : format(f) {}
  at::MemoryFormat format;
  static const lang::Type kType;
};

struct GeneratorObject : lang::Object {
  explicit GeneratorObject(at::Generator g) : generator(std::move(g)) {}
  at::Generator generator;
  static const lang::Type kType;
};

// torch.Size: laid out as a tuple of ints, and a subtype of tuple.
struct SizeObject {
  static const lang::Type kType;
};
lang::Value make_size(lang::Heap& heap, std::span<const int64_t> sizes);

// A result with named fields, as torch.return_types.max: laid out as a tuple (a subtype of it) with its names, a tuple of
// str, in the slot behind the last item.
struct NamedResult {
  static const lang::Type kType;
};
// The items are undefined: the caller fills them.
lang::Ref<lang::TupleObject> make_named_result(lang::Heap& heap, lang::Ref<lang::TupleObject> names);

// The items of a tuple, torch.Size, named result or list; empty optional for anything else. Borrowed.
std::optional<std::span<const lang::Value>> sequence_items(const lang::Value& value);

// "float32", "float", "torch.float32"; "strided", "sparse_coo"; "channels_last".
std::optional<at::ScalarType> scalar_type_from_name(std::string_view name);
std::optional<at::Layout> layout_from_name(std::string_view name);
std::optional<at::MemoryFormat> memory_format_from_name(std::string_view name);
std::string scalar_type_name(at::ScalarType type);  // "float32"

}  // namespace interloom::lang_torch
