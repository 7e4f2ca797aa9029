#include "common/frame.h"

#define ZSTD_STATIC_LINKING_ONLY  // ZSTD_c_literalCompressionMode
#include <zstd.h>

#include <algorithm>
#include <cassert>
#include <cstring>

#include "common/hash.h"
#include "common/shuffle.h"

namespace interloom {

namespace {

// Floats have skewed exponents and noise, no repeats: only entropy coding gains, and searching for matches costs time.
// Integers and bytes repeat.
constexpr int kFloatLevel = -50;
constexpr int kOtherLevel = 1;

bool is_float(DType dtype) {
  switch (dtype) {
    case DType::kUInt8: case DType::kInt8: case DType::kInt16: case DType::kInt32: case DType::kInt64: case DType::kBool:
    case DType::kUInt16: case DType::kUInt32: case DType::kUInt64: return false;
    default: return true;
  }
}

// Scratch of a thread: contexts and buffers are dear to make, and frames are coded on whatever thread has them.
struct Scratch {
  ZSTD_CCtx* compress = ZSTD_createCCtx();
  ZSTD_DCtx* decompress = ZSTD_createDCtx();
  std::vector<std::byte> shuffled = std::vector<std::byte>(kFrameRawBytes);

  Scratch() = default;
  ~Scratch() {
    ZSTD_freeCCtx(compress);
    ZSTD_freeDCtx(decompress);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  static Scratch& of_thread() {
    thread_local Scratch scratch;
    return scratch;
  }
};

// Bytes whose significance differs: an element, or a part of a complex number.
uint32_t shuffle_size(DType dtype) {
  const auto size = static_cast<uint32_t>(dtype_size(dtype));
  const bool complex = dtype == DType::kComplex32 || dtype == DType::kComplex64 || dtype == DType::kComplex128;
  return complex ? size / 2 : size;
}


template <class... Pieces>
Status data_loss(const Frame& frame, const Pieces&... pieces) {
  return make_status(StatusCode::kDataLoss, "frame of tensor ", frame.tensor, " at offset ", frame.offset, ": ", pieces...);
}

// Compresses into frame->data; false when that gains less than 5 %.
bool compress(std::string_view raw, DType dtype, Frame* frame) {
  Scratch& scratch = Scratch::of_thread();
  const uint32_t elem_size = shuffle_size(dtype);
  const char* source = raw.data();
  frame->encoding = Encoding::kZstd;
  if (can_shuffle(elem_size)) {
    byte_shuffle(reinterpret_cast<const std::byte*>(raw.data()), scratch.shuffled.data(), raw.size(), elem_size);
    source = reinterpret_cast<const char*>(scratch.shuffled.data());
    frame->encoding = Encoding::kShuffleZstd;
    frame->elem_size = elem_size;
  }
  ZSTD_CCtx_setParameter(scratch.compress, ZSTD_c_compressionLevel, is_float(dtype) ? kFloatLevel : kOtherLevel);
  ZSTD_CCtx_setParameter(scratch.compress, ZSTD_c_literalCompressionMode, is_float(dtype) ? ZSTD_ps_enable : ZSTD_ps_auto);
  // Too little room makes zstd give up early, which is what no gain means.
  frame->data.resize(raw.size() - raw.size() / 20);
  const size_t size = ZSTD_compress2(scratch.compress, frame->data.data(), frame->data.size(), source, raw.size());
  if (ZSTD_isError(size)) return false;
  frame->data.resize(size);
  return true;
}

}  // namespace

Frame encode_frame(uint32_t tensor, uint64_t offset, std::string_view raw, DType dtype, Compression compression) {
  assert(raw.size() <= kFrameRawBytes);
  constexpr size_t kWorthCompressing = 128;
  Frame frame{tensor, offset, static_cast<uint32_t>(raw.size()), Encoding::kRaw, 1, 0, {}};
  if (compression == Compression::kNone || raw.size() < kWorthCompressing || !compress(raw, dtype, &frame)) {
    frame.encoding = Encoding::kRaw;
    frame.elem_size = 1;
    frame.data.assign(raw);
  }
  frame.checksum = xxh3_64(frame.data);
  return frame;
}

Status encode_frames(const std::vector<HostTensor>& tensors, Compression compression, const std::function<Status(Frame)>& sink) {
  for (size_t i = 0; i < tensors.size(); ++i) {
    const std::string_view bytes = tensors[i].bytes();
    for (uint64_t offset = 0; offset < bytes.size(); offset += kFrameRawBytes) {
      const std::string_view raw = bytes.substr(offset, kFrameRawBytes);
      RETURN_IF_ERROR(sink(encode_frame(static_cast<uint32_t>(i), offset, raw, tensors[i].meta.dtype, compression)));
    }
  }
  return OkStatus();
}

uint64_t frame_count(const std::vector<TensorMeta>& tensors) {
  uint64_t count = 0;
  for (const TensorMeta& meta : tensors) count += (meta.checked_nbytes().value_or(0) + kFrameRawBytes - 1) / kFrameRawBytes;
  return count;
}

Status verify_frame(const Frame& frame) {
  if (xxh3_64(frame.data) != frame.checksum) return data_loss(frame, "checksum differs");
  return OkStatus();
}

Status decode_frame(const Frame& frame, std::byte* out) {
  RETURN_IF_ERROR(verify_frame(frame));
  if (frame.raw_size > kFrameRawBytes) return data_loss(frame, frame.raw_size, " raw bytes; at most ", kFrameRawBytes);
  const bool shuffled = frame.encoding == Encoding::kShuffleZstd;
  if (frame.encoding == Encoding::kRaw) {
    if (frame.data.size() != frame.raw_size) return data_loss(frame, frame.data.size(), " bytes instead of ", frame.raw_size);
    std::memcpy(out, frame.data.data(), frame.data.size());
    return OkStatus();
  }
  if (frame.encoding != Encoding::kZstd && !shuffled)
    return invalid_argument("frame of tensor ", frame.tensor, " at offset ", frame.offset, ": unknown encoding ",
                            static_cast<int>(frame.encoding));
  if (shuffled && !can_shuffle(frame.elem_size))
    return invalid_argument("frame of tensor ", frame.tensor, " at offset ", frame.offset, ": element size ", frame.elem_size);
  Scratch& scratch = Scratch::of_thread();
  std::byte* target = shuffled ? scratch.shuffled.data() : out;
  const size_t size = ZSTD_decompressDCtx(scratch.decompress, target, frame.raw_size, frame.data.data(), frame.data.size());
  if (ZSTD_isError(size)) return data_loss(frame, "zstd: ", ZSTD_getErrorName(size));
  if (size != frame.raw_size) return data_loss(frame, size, " raw bytes instead of ", frame.raw_size);
  if (shuffled) byte_unshuffle(target, out, size, frame.elem_size);
  return OkStatus();
}

FrameAssembler::FrameAssembler(std::vector<TensorMeta> metas, std::vector<uint64_t> sizes)
    : metas_(std::move(metas)), sizes_(std::move(sizes)), buffers_(metas_.size()) {
  skip_complete();
}

StatusOr<FrameAssembler> FrameAssembler::create(std::vector<TensorMeta> metas, uint64_t max_bytes) {
  std::vector<uint64_t> sizes;
  uint64_t total = 0;
  for (size_t i = 0; i < metas.size(); ++i) {
    const StatusOr<uint64_t> size = metas[i].checked_nbytes();
    if (!size.ok()) return annotate(size.status(), str_cat("tensor ", i));
    if (__builtin_add_overflow(total, *size, &total) || total > max_bytes)
      return make_status(StatusCode::kResourceExhausted, "tensors of more than ", max_bytes, " bytes");
    sizes.push_back(*size);
  }
  return FrameAssembler(std::move(metas), std::move(sizes));
}

void FrameAssembler::skip_complete() {
  while (current_ < sizes_.size() && filled_ == sizes_[current_]) ++current_, filled_ = 0;
}

Status FrameAssembler::add(const Frame& frame) {
  if (current_ == sizes_.size()) return data_loss(frame, "all tensors are complete already");
  if (frame.tensor != current_ || frame.offset != filled_)
    return data_loss(frame, "expected tensor ", current_, " at offset ", filled_);
  const uint64_t expected = std::min(kFrameRawBytes, sizes_[current_] - filled_);
  if (frame.raw_size != expected) return data_loss(frame, frame.raw_size, " raw bytes; expected ", expected);
  std::shared_ptr<std::byte>& buffer = buffers_[current_];
  if (buffer == nullptr) buffer = allocate_tensor_bytes(sizes_[current_]);
  if (buffer == nullptr)
    return make_status(StatusCode::kResourceExhausted, "no memory for a tensor of ", sizes_[current_], " bytes");
  RETURN_IF_ERROR(decode_frame(frame, buffer.get() + filled_));
  filled_ += frame.raw_size;
  ++added_;
  skip_complete();
  return OkStatus();
}

StatusOr<std::vector<HostTensor>> FrameAssembler::finish() && {
  if (current_ < sizes_.size())
    return make_status(StatusCode::kDataLoss, "tensor ", current_, " ends at ", filled_, " of ", sizes_[current_], " bytes");
  std::vector<HostTensor> out;
  out.reserve(metas_.size());
  for (size_t i = 0; i < metas_.size(); ++i) out.push_back({std::move(metas_[i]), std::move(buffers_[i]), sizes_[i]});
  return out;
}

}  // namespace interloom
