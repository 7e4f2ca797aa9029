#include "common/tensor.h"

#include <gmock/gmock.h>

namespace interloom {
namespace {

using testing::HasSubstr;

TEST(DType, NamesRoundTripAndHaveSizes) {
  for (int i = 1; i < kDTypeCount; ++i) {
    const auto dtype = static_cast<DType>(i);
    EXPECT_EQ(dtype_from_name(dtype_name(dtype)), dtype) << i;
    EXPECT_EQ(dtype_from_name(str_cat("torch.", dtype_name(dtype))), dtype) << i;
    EXPECT_GT(dtype_size(dtype), 0u) << i;
  }
}

TEST(DType, AliasesAreTorchs) {
  EXPECT_EQ(dtype_from_name("float"), DType::kFloat32);
  EXPECT_EQ(dtype_from_name("torch.half"), DType::kFloat16);
  EXPECT_EQ(dtype_from_name("long"), DType::kInt64);
  EXPECT_EQ(dtype_size(DType::kComplex128), 16u);
}

TEST(DType, UnknownIsInvalid) {
  EXPECT_EQ(dtype_from_name("float31"), DType::kInvalid);
  EXPECT_EQ(dtype_from_name("invalid"), DType::kInvalid);
  EXPECT_EQ(dtype_from_name(""), DType::kInvalid);
  EXPECT_EQ(dtype_size(static_cast<DType>(200)), 0u);
}

TEST(TensorMeta, CountsBytes) {
  EXPECT_EQ(*(TensorMeta{DType::kFloat32, {2, 3, 4}}).checked_nbytes(), 96u);
  EXPECT_EQ(*(TensorMeta{DType::kInt64, {}}).checked_nbytes(), 8u);
  EXPECT_EQ(*(TensorMeta{DType::kInt64, {5, 0, 3}}).checked_nbytes(), 0u);
  EXPECT_EQ(*(TensorMeta{DType::kInt64, {INT64_MAX, 0, INT64_MAX}}).checked_nbytes(), 0u);
}

TEST(TensorMeta, RefusesWhatIsNoTensor) {
  EXPECT_THAT(message_of((TensorMeta{DType::kInvalid, {1}}).checked_nbytes().status()), HasSubstr("invalid dtype"));
  EXPECT_THAT(message_of((TensorMeta{DType::kInt8, {0, -1}}).checked_nbytes().status()), HasSubstr("negative dimension -1"));
  EXPECT_THAT(message_of((TensorMeta{DType::kInt8, {1ll << 40, 1ll << 40}}).checked_nbytes().status()), HasSubstr("overflows"));
  EXPECT_THAT(message_of((TensorMeta{DType::kInt64, {1ll << 60}}).checked_nbytes().status()), HasSubstr("overflows"));
}

TEST(HostTensor, CopiesAlignedAndShares) {
  const HostTensor tensor = HostTensor::copy_of({DType::kInt16, {3}}, "abcdef");
  const HostTensor copy = tensor;
  EXPECT_EQ(copy.bytes(), "abcdef");
  EXPECT_EQ(copy.data.get(), tensor.data.get());
  EXPECT_EQ(reinterpret_cast<uintptr_t>(tensor.data.get()) % 64, 0u);
  EXPECT_TRUE(HostTensor::copy_of({DType::kInt16, {0}}, "").bytes().empty());
}

TEST(HostTensor, AllocationBeyondTheMachineIsNull) {
  EXPECT_EQ(allocate_tensor_bytes(UINT64_MAX), nullptr);
  EXPECT_EQ(allocate_tensor_bytes(1ull << 62), nullptr);
}

}  // namespace
}  // namespace interloom
