#include "worker/lang/torch/dtype_object.h"

#include <algorithm>

#include "common/tensor.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"
#include "worker/lang/torch/convert.h"

namespace interloom::lang_torch {

using lang::CompareOp;
using lang::Heap;
using lang::Interpreter;
using lang::Object;
using lang::Type;
using lang::Value;

namespace {

template <class T>
Value text_value(Interpreter& interp, const T& text) {
  return lang::str_value(interp.heap(), text);
}

// Equality of small immutable objects by a key.
template <class T, auto Key>
Value compare_by_key(Interpreter&, CompareOp op, const Value& left, const Value& right) {
  T *a = left.as<T>(), *b = right.as<T>();
  if ((op != CompareOp::kEq && op != CompareOp::kNe) || !a || !b) return Value::not_implemented();
  return Value::boolean((Key(*a) == Key(*b)) == (op == CompareOp::kEq));
}
template <class T, auto Key>
bool hash_by_key(Interpreter&, Object* self, int64_t* out) {
  *out = lang::hash_int(static_cast<int64_t>(Key(*static_cast<T*>(self))) + 7919);
  return true;
}

auto dtype_key = [](const DTypeObject& o) { return static_cast<int>(o.dtype); };
auto device_key = [](const DeviceObject& o) { return static_cast<int>(o.device.type()) * 1000 + o.device.index(); };
auto layout_key = [](const LayoutObject& o) { return static_cast<int>(o.layout); };
auto format_key = [](const MemoryFormatObject& o) { return static_cast<int>(o.format); };

at::ScalarType dtype_of(Object* self) { return static_cast<DTypeObject*>(self)->dtype; }

const lang::Property kDTypeProperties[] = {
    {"is_floating_point", [](Interpreter&, Object* s) { return Value::boolean(at::isFloatingType(dtype_of(s))); }, nullptr},
    {"is_complex", [](Interpreter&, Object* s) { return Value::boolean(at::isComplexType(dtype_of(s))); }, nullptr},
    {"is_signed", [](Interpreter&, Object* s) { return Value::boolean(at::isSignedType(dtype_of(s))); }, nullptr},
    {"itemsize", [](Interpreter&, Object* s) { return Value::integer(static_cast<int64_t>(c10::elementSize(dtype_of(s)))); },
     nullptr},
    {nullptr, nullptr, nullptr}};

const lang::Property kDeviceProperties[] = {{"type",
                                             [](Interpreter& i, Object* s) {
                                               return text_value(
                                                   i, c10::DeviceTypeName(static_cast<DeviceObject*>(s)->device.type(), true));
                                             },
                                             nullptr},
                                            {"index",
                                             [](Interpreter&, Object* s) {
                                               const at::Device device = static_cast<DeviceObject*>(s)->device;
                                               return device.has_index() ? Value::integer(device.index()) : Value::none();
                                             },
                                             nullptr},
                                            {nullptr, nullptr, nullptr}};

Value device_repr(Interpreter& interp, Object* self) {
  const at::Device device = static_cast<DeviceObject*>(self)->device;
  std::string text = str_cat("device(type='", c10::DeviceTypeName(device.type(), true), "'");
  if (device.has_index()) text += str_cat(", index=", static_cast<int>(device.index()));
  return text_value(interp, text + ")");
}

Value generator_seed(Interpreter& interp, const Value& self, const lang::Args& args) {
  auto& generator = static_cast<GeneratorObject*>(self.object())->generator;
  int64_t seed = 0;
  if (!lang::check_positional(interp, "manual_seed", args, 1, 1) || !lang::to_int64(interp, args[0], &seed))
    return Value::error();
  generator.set_current_seed(static_cast<uint64_t>(seed));
  return self;
}
Value generator_initial_seed(Interpreter& interp, const Value& self, const lang::Args& args) {
  if (!lang::check_positional(interp, "initial_seed", args, 0, 0)) return Value::error();
  return lang::int_from_decimal(interp.heap(),
                                std::to_string(static_cast<GeneratorObject*>(self.object())->generator.current_seed()));
}
const lang::Method kGeneratorMethods[] = {
    {"manual_seed", generator_seed}, {"initial_seed", generator_initial_seed}, {nullptr, nullptr}};

}  // namespace

const Type DTypeObject::kType = {
    .name = "dtype",
    .module = "torch",
    .repr = [](Interpreter& i, Object* self) { return text_value(i, "torch." + scalar_type_name(dtype_of(self))); },
    .hash = hash_by_key<DTypeObject, dtype_key>,
    .compare = compare_by_key<DTypeObject, dtype_key>,
    .properties = kDTypeProperties};

const Type DeviceObject::kType = {
    .name = "device",
    .module = "torch",
    .repr = device_repr,
    .str = [](Interpreter& i, Object* self) { return text_value(i, static_cast<DeviceObject*>(self)->device.str()); },
    .hash = hash_by_key<DeviceObject, device_key>,
    .compare = compare_by_key<DeviceObject, device_key>,
    .properties = kDeviceProperties};

const Type LayoutObject::kType = {.name = "layout",
                                  .module = "torch",
                                  .repr = [](Interpreter& i, Object*) { return text_value(i, "torch.strided"); },
                                  .hash = hash_by_key<LayoutObject, layout_key>,
                                  .compare = compare_by_key<LayoutObject, layout_key>};

const Type MemoryFormatObject::kType = {.name = "memory_format",
                                        .module = "torch",
                                        .repr =
                                            [](Interpreter& i, Object* self) {
                                              switch (static_cast<MemoryFormatObject*>(self)->format) {
                                                case at::MemoryFormat::Preserve:
                                                  return text_value(i, "torch.preserve_format");
                                                case at::MemoryFormat::ChannelsLast:
                                                  return text_value(i, "torch.channels_last");
                                                case at::MemoryFormat::ChannelsLast3d:
                                                  return text_value(i, "torch.channels_last_3d");
                                                default:
                                                  return text_value(i, "torch.contiguous_format");
                                              }
                                            },
                                        .hash = hash_by_key<MemoryFormatObject, format_key>,
                                        .compare = compare_by_key<MemoryFormatObject, format_key>};

const Type GeneratorObject::kType = {
    .name = "Generator",
    .module = "torch",
    .destroy = [](Heap&, Object* self) { static_cast<GeneratorObject*>(self)->generator.~Generator(); },
    .owns_external = true,
    .methods = kGeneratorMethods};

std::optional<at::ScalarType> scalar_type_from_name(std::string_view name) {
  const at::ScalarType type = to_scalar_type(dtype_from_name(name));
  if (type == at::ScalarType::Undefined) return std::nullopt;
  return type;
}

std::optional<at::Layout> layout_from_name(std::string_view name) {
  if (name == "strided" || name == "torch.strided") return at::Layout::Strided;
  return std::nullopt;
}

std::optional<at::MemoryFormat> memory_format_from_name(std::string_view name) {
  if (name.starts_with("torch.")) name.remove_prefix(6);
  if (name == "contiguous_format") return at::MemoryFormat::Contiguous;
  if (name == "preserve_format") return at::MemoryFormat::Preserve;
  if (name == "channels_last") return at::MemoryFormat::ChannelsLast;
  if (name == "channels_last_3d") return at::MemoryFormat::ChannelsLast3d;
  return std::nullopt;
}

std::string scalar_type_name(at::ScalarType type) {
  const DType dtype = to_dtype(type);
  return dtype == DType::kInvalid ? std::string(c10::toString(type)) : std::string(dtype_name(dtype));
}

}  // namespace interloom::lang_torch
