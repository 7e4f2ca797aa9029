#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "worker/lang/torch/tensor_internal.h"
#include "worker/lang/torch/torch_fixture.h"

namespace interloom::lang_torch {
namespace {

using lang::Value;

class TensorNumber : public TorchTest {
 protected:
  Value as_int(const at::Tensor& t) {
    const Value v = make_tensor(job, t);
    return tensor_to_int(interp, v.object());
  }
  Value as_float(const at::Tensor& t) {
    const Value v = make_tensor(job, t);
    return tensor_to_float(interp, v.object());
  }
  Value as_index(const at::Tensor& t) {
    const Value v = make_tensor(job, t);
    return tensor_to_index(interp, v.object());
  }
};

TEST_F(TensorNumber, OneElementBecomesANumber) {
  EXPECT_EQ(as_int(at::scalar_tensor(7, at::kLong)).as_int(), 7);
  EXPECT_EQ(as_int(at::full({1, 1}, -2.9)).as_int(), -2);
  EXPECT_EQ(as_int(at::scalar_tensor(true, at::kBool)).as_int(), 1);
  EXPECT_EQ(as_float(at::scalar_tensor(0.5)).as_float(), 0.5);
  EXPECT_EQ(as_float(at::scalar_tensor(3, at::kInt)).as_float(), 3.0);
  EXPECT_EQ(as_index(at::scalar_tensor(4, at::kByte)).as_int(), 4);
}

TEST_F(TensorNumber, WhatIsNoNumberRaises) {
  EXPECT_TRUE(as_int(at::zeros({2})).is_error());
  EXPECT_TRUE(as_index(at::scalar_tensor(1.0)).is_error());
  EXPECT_TRUE(as_index(at::zeros({2}, at::kLong)).is_error());
  EXPECT_TRUE(as_float(at::full({}, c10::complex<double>(1, 1), at::kComplexDouble)).is_error());
}

}  // namespace
}  // namespace interloom::lang_torch
