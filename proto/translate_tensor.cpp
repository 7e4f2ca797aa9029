#include <utility>

#include "proto/path.h"
#include "proto/read.h"

namespace interloom::proto {

static_assert(pb::DType_ARRAYSIZE == kDTypeCount, "tensor.proto and common/tensor.h list the same dtypes");

pb::DType to_proto(DType dtype) { return static_cast<pb::DType>(dtype); }
pb::Encoding to_proto(Encoding encoding) { return static_cast<pb::Encoding>(encoding); }

pb::TensorMeta to_proto(const TensorMeta& meta) {
  pb::TensorMeta out;
  out.set_dtype(to_proto(meta.dtype));
  out.mutable_shape()->Add(meta.shape.begin(), meta.shape.end());
  out.set_requires_grad(meta.requires_grad);
  return out;
}

namespace {

pb::Frame frame_fields(const Frame& frame) {
  pb::Frame out;
  out.set_tensor(frame.tensor);
  out.set_offset(frame.offset);
  out.set_raw_size(frame.raw_size);
  out.set_encoding(to_proto(frame.encoding));
  out.set_elem_size(frame.elem_size);
  out.set_checksum(frame.checksum);
  return out;
}

}  // namespace

pb::Frame to_proto(const Frame& frame) {
  pb::Frame out = frame_fields(frame);
  out.set_data(frame.data);
  return out;
}

pb::Frame to_proto(Frame&& frame) {
  pb::Frame out = frame_fields(frame);
  out.set_data(std::move(frame.data));
  return out;
}

StatusOr<DType> read_dtype(pb::DType dtype) {
  if (dtype == pb::DTYPE_INVALID) return fail("no dtype");
  if (!pb::DType_IsValid(dtype)) return fail("unknown dtype ", static_cast<int>(dtype));
  return static_cast<DType>(dtype);
}

StatusOr<TensorMeta> read_meta(const pb::TensorMeta& meta) {
  constexpr int kMaxDimensions = 64;  // torch's own limit
  TensorMeta out;
  READ_WITHIN(out.dtype, read_dtype(meta.dtype()), "dtype");
  if (meta.shape_size() > kMaxDimensions) return fail("shape has ", meta.shape_size(), " dimensions; at most ", kMaxDimensions);
  out.shape.assign(meta.shape().begin(), meta.shape().end());
  out.requires_grad = meta.requires_grad();
  if (auto bytes = out.checked_nbytes(); !bytes.ok()) return fail_with(bytes.status());
  return out;
}

Status check_frame(const pb::Frame& frame) {
  if (frame.raw_size() > kFrameRawBytes) return fail("raw_size ", frame.raw_size(), " exceeds ", kFrameRawBytes);
  if (frame.encoding() == pb::ENCODING_INVALID) return fail("no encoding");
  if (!pb::Encoding_IsValid(frame.encoding())) return fail("unknown encoding ", static_cast<int>(frame.encoding()));
  // The encoder sends raw bytes where compression does not gain, so data never exceeds them.
  if (frame.data().size() > frame.raw_size())
    return fail("data has ", frame.data().size(), " bytes, more than raw_size ", frame.raw_size());
  return OkStatus();
}

Frame take_frame(pb::Frame&& frame) {
  return {frame.tensor(),    frame.offset(),   frame.raw_size(),           static_cast<Encoding>(frame.encoding()),
          frame.elem_size(), frame.checksum(), std::move(*frame.mutable_data())};
}

StatusOr<DType> from_proto(pb::DType dtype) { return at_root(read_dtype(dtype)); }

StatusOr<Encoding> from_proto(pb::Encoding encoding) {
  if (encoding == pb::ENCODING_INVALID) return invalid_argument("no encoding");
  if (!pb::Encoding_IsValid(encoding)) return invalid_argument("unknown encoding ", static_cast<int>(encoding));
  return static_cast<Encoding>(encoding);
}

StatusOr<TensorMeta> from_proto(const pb::TensorMeta& meta) { return at_root(read_meta(meta)); }

StatusOr<Frame> from_proto(pb::Frame&& frame) {
  RETURN_IF_ERROR(at_root(check_frame(frame)));
  return take_frame(std::move(frame));
}

StatusOr<Frame> from_proto(const pb::Frame& frame) { return from_proto(pb::Frame(frame)); }

}  // namespace interloom::proto
