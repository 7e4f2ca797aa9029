#include <complex>
#include <utility>

#include "proto/path.h"
#include "proto/read.h"

namespace interloom::proto {

namespace {

StatusOr<std::vector<GraphArg>> read_list(const pb::ArgList& list, ReadContext context) {
  RETURN_IF_ERROR(check_depth(context));
  return read_args(list.item(), "item", context.deeper());
}

StatusOr<ArgSlice> read_slice(const pb::Slice& slice, ReadContext context) {
  RETURN_IF_ERROR(check_depth(context));
  const auto part = [&](bool present, const pb::Arg& arg) -> StatusOr<GraphArg> {
    if (!present) return GraphArg{WireValue{WireNone{}}};
    return read_arg(arg, context.deeper());
  };
  ArgSlice out;
  READ_WITHIN(out.parts.emplace_back(), part(slice.has_start(), slice.start()), "start");
  READ_WITHIN(out.parts.emplace_back(), part(slice.has_stop(), slice.stop()), "stop");
  READ_WITHIN(out.parts.emplace_back(), part(slice.has_step(), slice.step()), "step");
  return out;
}

template <class Value>
GraphArg constant(Value value) { return GraphArg{WireValue{std::move(value)}}; }

// The kinds that are WireValues.
StatusOr<GraphArg> read_constant(const pb::Arg& arg, ReadContext context) {
  switch (arg.kind_case()) {
    case pb::Arg::kNone: return constant(WireNone{});
    case pb::Arg::kBool: return constant(arg.bool_());
    case pb::Arg::kInt: return constant(int64_t{arg.int_()});
    case pb::Arg::kFloat: return constant(arg.float_());
    case pb::Arg::kStr: return constant(arg.str());
    case pb::Arg::kComplex: return constant(std::complex<double>(arg.complex().real(), arg.complex().imag()));
    case pb::Arg::kBigInt:
      RETURN_IF_ERROR(check_big_int(arg.big_int()));
      return constant(WireBigInt{arg.big_int()});
    case pb::Arg::kTensor:
      RETURN_IF_ERROR(check_tensor_index(arg.tensor(), context));
      return constant(WireTensor{arg.tensor()});
    case pb::Arg::kDtype: {
      ASSIGN_OR_RETURN(const DType dtype, read_dtype(arg.dtype()));
      return constant(WireDType{dtype});
    }
    case pb::Arg::kDevice: return constant(WireDevice{arg.device()});
    default: return fail("empty argument");
  }
}

}  // namespace

StatusOr<std::vector<GraphArg>> read_args(const google::protobuf::RepeatedPtrField<pb::Arg>& items, std::string_view field,
                                          ReadContext context) {
  std::vector<GraphArg> out;
  out.reserve(items.size());
  for (int i = 0; i < items.size(); ++i) {
    READ_WITHIN(out.emplace_back(), read_arg(items[i], context), field, "[", i, "]");
  }
  return out;
}

StatusOr<GraphArg> read_arg(const pb::Arg& arg, ReadContext context) {
  switch (arg.kind_case()) {
    case pb::Arg::kRef: return GraphArg{ArgRef{arg.ref()}};
    case pb::Arg::kList: {
      READ_WITHIN(auto items, read_list(arg.list(), context), "list");
      return GraphArg{ArgList{std::move(items)}};
    }
    case pb::Arg::kTuple: {
      READ_WITHIN(auto items, read_list(arg.tuple(), context), "tuple");
      return GraphArg{ArgTuple{std::move(items)}};
    }
    case pb::Arg::kSlice: {
      READ_WITHIN(ArgSlice slice, read_slice(arg.slice(), context), "slice");
      return GraphArg{std::move(slice)};
    }
    case pb::Arg::kEllipsis: return GraphArg{ArgEllipsis{}};
    case pb::Arg::kMemoryFormat: return GraphArg{ArgMemoryFormat{arg.memory_format()}};
    case pb::Arg::kLayout: return GraphArg{ArgLayout{arg.layout()}};
    default: return read_constant(arg, context);
  }
}

}  // namespace interloom::proto
