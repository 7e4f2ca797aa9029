#include "common/frame.h"

#include <gmock/gmock.h>

#include <cmath>
#include <cstring>
#include <random>

#include "common/shuffle.h"

namespace interloom {
namespace {

using testing::HasSubstr;

std::string random_bytes(size_t size, uint32_t seed) {
  std::mt19937 rng(seed);
  std::string out(size, 0);
  for (char& c : out) c = static_cast<char>(rng());
  return out;
}

// Floats as hidden states have them: exponents close together, mantissas of noise.
std::string gaussian_floats(size_t count, uint32_t seed) {
  std::mt19937 rng(seed);
  std::normal_distribution<float> normal;
  std::vector<float> values(count);
  for (float& v : values) v = normal(rng);
  return {reinterpret_cast<const char*>(values.data()), count * sizeof(float)};
}

TensorMeta flat(DType dtype, uint64_t nbytes) { return {dtype, {static_cast<int64_t>(nbytes / dtype_size(dtype))}}; }

std::vector<Frame> encode(const std::vector<HostTensor>& tensors, Compression compression = Compression::kFast) {
  std::vector<Frame> frames;
  const auto keep = [&](Frame frame) {
    frames.push_back(std::move(frame));
    return OkStatus();
  };
  EXPECT_TRUE(encode_frames(tensors, compression, keep).ok());
  return frames;
}

std::vector<TensorMeta> metas_of(const std::vector<HostTensor>& tensors) {
  std::vector<TensorMeta> metas;
  for (const HostTensor& tensor : tensors) metas.push_back(tensor.meta);
  return metas;
}

FrameAssembler assembler_of(const std::vector<HostTensor>& tensors) {
  return *FrameAssembler::create(metas_of(tensors), 1ull << 30);
}

// Three frames: one of the first tensor, none of the second, two of the third.
std::vector<HostTensor> sample() {
  return {HostTensor::copy_of({DType::kFloat32, {25, 10}}, gaussian_floats(250, 1)), HostTensor::copy_of({DType::kInt8, {0}}, ""),
          HostTensor::copy_of(flat(DType::kFloat32, kFrameRawBytes + 4000), gaussian_floats(kFrameRawBytes / 4 + 1000, 2))};
}

TEST(Shuffle, RoundTripsEverySizeAndGroupsBytes) {
  for (size_t elem : {2, 4, 8}) {
    for (size_t size : {0, 1, 7, 8, 31, 32, 64, 100, 127, 128, 129, 1000, 4099}) {
      const std::string raw = random_bytes(size, static_cast<uint32_t>(size));
      std::string shuffled(size, 0), back(size, 0);
      byte_shuffle(reinterpret_cast<const std::byte*>(raw.data()), reinterpret_cast<std::byte*>(shuffled.data()), size, elem);
      byte_unshuffle(reinterpret_cast<const std::byte*>(shuffled.data()), reinterpret_cast<std::byte*>(back.data()), size, elem);
      EXPECT_EQ(back, raw) << elem << " " << size;
      const size_t count = size / elem;
      for (size_t i = 0; i < count; ++i)
        for (size_t j = 0; j < elem; ++j) ASSERT_EQ(shuffled[j * count + i], raw[i * elem + j]) << elem << " " << size;
    }
  }
}

TEST(Frame, RoundTripsAllDtypesAndSizes) {
  for (int d = 1; d < kDTypeCount; ++d) {
    const auto dtype = static_cast<DType>(d);
    for (uint64_t count : {0, 1, 2, 15, 16, 17, 33, 1000, 70000}) {
      for (bool smooth : {false, true}) {
        std::string raw = smooth ? std::string(count * dtype_size(dtype), 'x') : random_bytes(count * dtype_size(dtype), d);
        const std::vector<HostTensor> in = {HostTensor::copy_of(flat(dtype, raw.size()), raw)};
        for (Compression compression : {Compression::kNone, Compression::kFast}) {
          FrameAssembler assembler = assembler_of(in);
          for (const Frame& frame : encode(in, compression)) ASSERT_TRUE(assembler.add(frame).ok());
          EXPECT_EQ(assembler.frames_added(), frame_count(metas_of(in)));
          const auto out = std::move(assembler).finish();
          ASSERT_TRUE(out.ok()) << out.status();
          EXPECT_EQ((*out)[0].bytes(), raw) << dtype_name(dtype) << " " << count;
          EXPECT_EQ((*out)[0].meta, in[0].meta);
        }
      }
    }
  }
}

TEST(Frame, ScalarsAndEmptyTensorsRoundTrip) {
  const std::vector<HostTensor> in = {HostTensor::copy_of({DType::kFloat64, {}}, "12345678"),
                                      HostTensor::copy_of({DType::kFloat64, {3, 0}}, ""),
                                      HostTensor::copy_of({DType::kBool, {}}, "\1")};
  FrameAssembler assembler = assembler_of(in);
  for (const Frame& frame : encode(in)) ASSERT_TRUE(assembler.add(frame).ok());
  const auto out = std::move(assembler).finish();
  ASSERT_TRUE(out.ok());
  EXPECT_EQ((*out)[0].bytes(), "12345678");
  EXPECT_EQ((*out)[1].nbytes, 0u);
  EXPECT_EQ((*out)[2].bytes(), "\1");
}

TEST(Frame, NoTensorsAreComplete) {
  FrameAssembler assembler = assembler_of({});
  EXPECT_TRUE(std::move(assembler).finish()->empty());
}

TEST(Frame, CutsAtOneMebibyteAndCounts) {
  const auto frames = encode(sample());
  ASSERT_EQ(frames.size(), 3u);
  EXPECT_EQ(frame_count(metas_of(sample())), 3u);
  EXPECT_EQ(frames[1].raw_size, kFrameRawBytes);
  EXPECT_EQ(frames[2].offset, kFrameRawBytes);
  EXPECT_EQ(frames[2].raw_size, 4000u);
}

TEST(Frame, FloatsShrinkAndNoiseStaysRaw) {
  const Frame floats = encode_frame(0, 0, gaussian_floats(10000, 3), DType::kFloat32, Compression::kFast);
  EXPECT_EQ(floats.encoding, Encoding::kShuffleZstd);
  EXPECT_LT(floats.data.size(), 37000u);
  const Frame noise = encode_frame(0, 0, random_bytes(40000, 4), DType::kFloat32, Compression::kFast);
  EXPECT_EQ(noise.encoding, Encoding::kRaw);
  EXPECT_EQ(noise.data.size(), 40000u);
  EXPECT_EQ(encode_frame(0, 0, std::string(40000, 1), DType::kUInt8, Compression::kFast).encoding, Encoding::kZstd);
}

TEST(Frame, EveryFlippedBitIsDataLoss) {
  const std::string raw = gaussian_floats(100, 5);
  const Frame good = encode_frame(3, 0, raw, DType::kFloat32, Compression::kFast);
  std::vector<std::byte> out(raw.size());
  for (size_t bit = 0; bit < good.data.size() * 8; ++bit) {
    Frame bad = good;
    bad.data[bit / 8] = static_cast<char>(bad.data[bit / 8] ^ (1 << bit % 8));
    const Status status = decode_frame(bad, out.data());
    ASSERT_EQ(status.code(), StatusCode::kDataLoss);
    ASSERT_THAT(message_of(status), HasSubstr("tensor 3 at offset 0: checksum"));
    ASSERT_FALSE(verify_frame(bad).ok());
  }
  EXPECT_TRUE(verify_frame(good).ok());
}

// A frame with a right checksum whose content is wrong.
Frame resealed(Frame frame) {
  frame.checksum = 0;
  Frame sealed = encode_frame(0, 0, frame.data, DType::kUInt8, Compression::kNone);
  frame.checksum = sealed.checksum;
  return frame;
}

TEST(Frame, TruncatedOrWrongContentIsDataLoss) {
  const std::string raw = gaussian_floats(1000, 6);
  std::vector<std::byte> out(raw.size() * 2);
  for (Compression compression : {Compression::kNone, Compression::kFast}) {
    const Frame good = encode_frame(0, 0, raw, DType::kFloat32, compression);
    Frame cut = good;
    cut.data.resize(cut.data.size() / 2);
    EXPECT_EQ(decode_frame(cut, out.data()).code(), StatusCode::kDataLoss);
    EXPECT_EQ(decode_frame(resealed(cut), out.data()).code(), StatusCode::kDataLoss);
    Frame longer = good;
    longer.raw_size += 8;
    EXPECT_EQ(decode_frame(longer, out.data()).code(), StatusCode::kDataLoss);
    Frame shorter = good;
    shorter.raw_size -= 8;
    EXPECT_EQ(decode_frame(shorter, out.data()).code(), StatusCode::kDataLoss);
  }
}

TEST(Frame, UnknownEncodingOrElementIsInvalid) {
  Frame frame = encode_frame(0, 0, gaussian_floats(1000, 7), DType::kFloat32, Compression::kFast);
  std::vector<std::byte> out(4000);
  frame.elem_size = 3;
  EXPECT_EQ(decode_frame(frame, out.data()).code(), StatusCode::kInvalidArgument);
  frame.encoding = static_cast<Encoding>(9);
  EXPECT_EQ(decode_frame(frame, out.data()).code(), StatusCode::kInvalidArgument);
}

TEST(FrameAssembler, GapRepeatOrderAndExcessAreDataLoss) {
  const auto frames = encode(sample());
  const auto code_after = [&](const std::vector<int>& order) {
    FrameAssembler assembler = assembler_of(sample());
    for (size_t i = 0; i + 1 < order.size(); ++i) EXPECT_TRUE(assembler.add(frames[order[i]]).ok());
    return assembler.add(frames[order.back()]).code();
  };
  EXPECT_EQ(code_after({0, 1, 2}), StatusCode::kOk);
  EXPECT_EQ(code_after({1}), StatusCode::kDataLoss);
  EXPECT_EQ(code_after({0, 0}), StatusCode::kDataLoss);
  EXPECT_EQ(code_after({0, 2}), StatusCode::kDataLoss);
  EXPECT_EQ(code_after({0, 1, 1}), StatusCode::kDataLoss);
  EXPECT_EQ(code_after({0, 1, 2, 2}), StatusCode::kDataLoss);
}

TEST(FrameAssembler, FrameOfAnotherSizeIsDataLoss) {
  FrameAssembler assembler = assembler_of(sample());
  Frame frame = encode_frame(0, 0, gaussian_floats(249, 1), DType::kFloat32, Compression::kFast);
  EXPECT_THAT(message_of(assembler.add(frame)), HasSubstr("expected 1000"));
  frame = encode_frame(0, 0, gaussian_floats(251, 1), DType::kFloat32, Compression::kFast);
  EXPECT_EQ(assembler.add(frame).code(), StatusCode::kDataLoss);
}

TEST(FrameAssembler, MissingBytesAreDataLoss) {
  FrameAssembler assembler = assembler_of(sample());
  const auto frames = encode(sample());
  ASSERT_TRUE(assembler.add(frames[0]).ok());
  ASSERT_TRUE(assembler.add(frames[1]).ok());
  const auto out = std::move(assembler).finish();
  EXPECT_EQ(out.status().code(), StatusCode::kDataLoss);
  EXPECT_THAT(message_of(out.status()), HasSubstr("tensor 2 ends at 1048576 of 1052576"));
}

TEST(FrameAssembler, RefusesBadMetasAndTooMuch) {
  EXPECT_EQ(FrameAssembler::create({{DType::kInt8, {-1}}}, 100).status().code(), StatusCode::kInvalidArgument);
  EXPECT_EQ(FrameAssembler::create({{DType::kInt8, {60}}, {DType::kInt8, {41}}}, 100).status().code(),
            StatusCode::kResourceExhausted);
  EXPECT_TRUE(FrameAssembler::create({{DType::kInt8, {60}}, {DType::kInt8, {40}}}, 100).ok());
  // Sums that overflow 64 bits are too much, not small.
  const TensorMeta huge{DType::kInt8, {INT64_MAX}};
  EXPECT_EQ(FrameAssembler::create({huge, huge, huge}, UINT64_MAX).status().code(), StatusCode::kResourceExhausted);
}

TEST(FrameAssembler, TensorLargerThanTheMachineIsResourceExhausted) {
  auto assembler = FrameAssembler::create({{DType::kInt8, {1ll << 61}}}, UINT64_MAX);
  ASSERT_TRUE(assembler.ok());
  const Frame frame = encode_frame(0, 0, std::string(kFrameRawBytes, 0), DType::kInt8, Compression::kFast);
  EXPECT_EQ(assembler->add(frame).code(), StatusCode::kResourceExhausted);
}

TEST(EncodeFrames, StopsAtTheSinksError) {
  int calls = 0;
  const Status status = encode_frames(sample(), Compression::kNone, [&](Frame) {
    return ++calls == 2 ? make_status(StatusCode::kAborted, "gone") : OkStatus();
  });
  EXPECT_EQ(status.code(), StatusCode::kAborted);
  EXPECT_EQ(calls, 2);
}

}  // namespace
}  // namespace interloom
