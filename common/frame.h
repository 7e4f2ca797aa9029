// Frames: tensor bytes on the wire. A tensor is cut into frames of at most kFrameRawBytes; each stands alone
// (compressed by itself, with a checksum), so a transfer resumes at any frame and nobody holds a tensor twice.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/status.h"
#include "common/tensor.h"

namespace interloom {

inline constexpr uint64_t kFrameRawBytes = 1 << 20;         // raw bytes of a frame, at most
inline constexpr uint64_t kInlineResultBytes = 128 << 10;   // a result up to this encoded size travels in its head

enum class Encoding : uint8_t { kRaw = 1, kZstd = 2, kShuffleZstd = 3 };

struct Frame {
  uint32_t tensor = 0;     // index in the payload
  uint64_t offset = 0;     // of its first raw byte in the tensor
  uint32_t raw_size = 0;
  Encoding encoding = Encoding::kRaw;
  uint32_t elem_size = 1;  // kShuffleZstd: bytes of an element (of a complex number: of its parts)
  uint64_t checksum = 0;   // XXH3-64 of `data`
  std::string data;
};

enum class Compression : uint8_t { kNone, kFast };

// Encodes raw bytes [offset, offset+raw.size()) of a tensor. kFast: zstd, chosen for speed, over byte-shuffled elements; raw when
// that gains less than 5 %. REQUIRES: raw.size() <= kFrameRawBytes.
Frame encode_frame(uint32_t tensor, uint64_t offset, std::string_view raw, DType dtype, Compression compression);

// Calls `sink` with every frame of the tensors in order (by tensor, then offset); stops at its first error.
// At most one frame is alive at a time. A tensor without bytes has no frames.
Status encode_frames(const std::vector<HostTensor>& tensors, Compression compression, const std::function<Status(Frame)>& sink);

// How many frames encode_frames makes. REQUIRES: valid metas.
uint64_t frame_count(const std::vector<TensorMeta>& tensors);

// Checks the checksum only. kDataLoss names tensor and offset.
Status verify_frame(const Frame& frame);

// Writes the raw bytes to `out`. Errors (kDataLoss: checksum, truncated, size differs; kInvalidArgument: encoding).
// REQUIRES: out has frame.raw_size bytes.
Status decode_frame(const Frame& frame, std::byte* out);

// Puts frames together again. Frames come in encode_frames' order and sizes; a gap, repeat, overlap or excess is kDataLoss.
// Memory: the tensors themselves, allocated as their first frame arrives.
class FrameAssembler {
 public:
  // kInvalidArgument for an invalid meta; kResourceExhausted when all together exceed max_bytes.
  static StatusOr<FrameAssembler> create(std::vector<TensorMeta> metas, uint64_t max_bytes);
  Status add(const Frame& frame);
  uint64_t frames_added() const { return added_; }
  // kDataLoss when bytes are missing.
  StatusOr<std::vector<HostTensor>> finish() &&;

 private:
  FrameAssembler(std::vector<TensorMeta> metas, std::vector<uint64_t> sizes);
  void skip_complete();

  std::vector<TensorMeta> metas_;
  std::vector<uint64_t> sizes_;
  std::vector<std::shared_ptr<std::byte>> buffers_;
  size_t current_ = 0;
  uint64_t filled_ = 0;
  uint64_t added_ = 0;
};

}  // namespace interloom
