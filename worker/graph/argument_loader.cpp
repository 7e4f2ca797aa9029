#include "worker/graph/argument_loader.h"

#include <utility>

#include "worker/graph/ops.h"

namespace interloom::graph {

using lang::Constant;
using lang::Opcode;

// One overload a kind of constant.
struct ArgumentLoader::Constants {
  ArgumentLoader& c;
  const GraphArg& arg;
  Status operator()(const WireNone&) const { return c.load_constant(Constant{Constant::None{}}); }
  Status operator()(bool b) const { return c.load_constant(Constant{b}); }
  Status operator()(int64_t i) const { return c.load_constant(Constant{i}); }
  Status operator()(double d) const { return c.load_constant(Constant{d}); }
  Status operator()(const std::complex<double>& z) const { return c.load_constant(Constant{z}); }
  Status operator()(const std::string& text) const { return c.load_constant(Constant{text}); }
  Status operator()(const WireBigInt& i) const { return c.load_constant(Constant{Constant::BigInt{i.decimal}}); }
  Status operator()(const WireBytes& bytes) const { return c.load_constant(Constant{Constant::Bytes{bytes.bytes}}); }
  Status operator()(const WireTensor& tensor) const { return c.load_named(str_cat("tensor:", tensor.index), arg); }
  Status operator()(const WireDType& dtype) const { return c.load_named(str_cat("dtype:", dtype_name(dtype.dtype)), arg); }
  Status operator()(const WireDevice& device) const { return c.load_named(str_cat("device:", device.name), arg); }
  Status operator()(const WireList&) const { return refused(); }
  Status operator()(const WireTuple&) const { return refused(); }
  Status operator()(const WireDict&) const { return refused(); }
  Status operator()(const WireRecord&) const { return refused(); }
  Status operator()(const WireOpaque&) const { return refused(); }
  Status refused() const { return invalid_argument("a constant is a container"); }
};

Status ArgumentLoader::load(const GraphArg& arg) {
  return std::visit([&](const auto& kind) { return load_kind(kind, arg); }, arg.kind);
}
Status ArgumentLoader::load_kind(const ArgRef& ref, const GraphArg&) {
  if (shared_.contains(ref.name)) {
    builder_.load_cell(ref.name);
  } else {
    builder_.emit(Opcode::kLoadLocal, builder_.local(ref.name));
  }
  return OkStatus();
}
Status ArgumentLoader::load_items(const std::vector<GraphArg>& items, Opcode build) {
  for (const GraphArg& item : items) RETURN_IF_ERROR(load(item));
  builder_.emit(build, static_cast<uint32_t>(items.size()));
  return OkStatus();
}
Status ArgumentLoader::load_kind(const ArgSlice& slice, const GraphArg&) { return load_items(slice.parts, Opcode::kBuildSlice); }
Status ArgumentLoader::load_kind(const ArgList& list, const GraphArg&) { return load_items(list.items, Opcode::kBuildList); }
Status ArgumentLoader::load_kind(const ArgTuple& tuple, const GraphArg&) { return load_items(tuple.items, Opcode::kBuildTuple); }
Status ArgumentLoader::load_kind(const ArgEllipsis&, const GraphArg&) {
  builder_.load_const(Constant{Constant::Ellipsis{}});
  return OkStatus();
}
Status ArgumentLoader::load_kind(const ArgMemoryFormat& format, const GraphArg& arg) {
  return load_named(str_cat("memory_format:", format.name), arg);
}
Status ArgumentLoader::load_kind(const ArgLayout& layout, const GraphArg& arg) {
  return load_named(str_cat("layout:", layout.name), arg);
}
Status ArgumentLoader::load_kind(const WireValue& value, const GraphArg& arg) {
  return std::visit(Constants{*this, arg}, value.kind);
}
Status ArgumentLoader::load_constant(Constant constant) {
  builder_.load_const(std::move(constant));
  return OkStatus();
}
Status ArgumentLoader::load_named(std::string global, const GraphArg& arg) {
  RETURN_IF_ERROR(check_named_constant(arg));
  builder_.load_global(global);
  constants_.try_emplace(std::move(global), arg);
  return OkStatus();
}

}  // namespace interloom::graph
