#include "worker/lang/torch/convert.h"

#include <gmock/gmock.h>

#include "worker/lang/torch/torch_fixture.h"

namespace interloom::lang_torch {
namespace {

using lang::Value;
using ::testing::HasSubstr;
class Convert : public TorchTest {};

TEST(ConvertDType, AllThereAndBack) {
  for (int n = 1; n < kDTypeCount; ++n) {
    const auto dtype = static_cast<DType>(n);
    const at::ScalarType type = to_scalar_type(dtype);
    ASSERT_NE(type, at::ScalarType::Undefined) << n;
    EXPECT_EQ(to_dtype(type), dtype);
    EXPECT_EQ(c10::elementSize(type), dtype_size(dtype));
    EXPECT_EQ(scalar_type_name(type), dtype_name(dtype));
  }
  EXPECT_EQ(to_scalar_type(DType::kInvalid), at::ScalarType::Undefined);
  EXPECT_EQ(to_dtype(at::kQInt8), DType::kInvalid);
}
TEST_F(Convert, ContiguousTensorIsSharedOthersAreCopied) {
  const at::Tensor x = at::arange(6, at::kFloat).view({2, 3});
  const HostTensor shared = to_host_tensor(x).value();
  EXPECT_EQ(static_cast<const void*>(shared.data.get()), x.const_data_ptr());
  EXPECT_EQ(shared.meta.shape, (std::vector<int64_t>{2, 3}));
  const HostTensor copied = to_host_tensor(x.t()).value();
  EXPECT_NE(static_cast<const void*>(copied.data.get()), x.const_data_ptr());
  expect_same(from_host_tensor(copied).value(), x.t().contiguous());
}
TEST_F(Convert, RoundTripOfEveryDtypeScalarAndEmpty) {
  for (int n = 1; n < kDTypeCount; ++n) {
    for (const std::vector<int64_t>& shape : {std::vector<int64_t>{}, {0}, {2, 3}}) {
      const at::Tensor x = at::zeros(shape, at::TensorOptions().dtype(to_scalar_type(static_cast<DType>(n))));
      const HostTensor host = to_host_tensor(x).value();
      EXPECT_EQ(host.nbytes, x.nbytes());
      const at::Tensor back = from_host_tensor(host).value();
      EXPECT_EQ(back.scalar_type(), x.scalar_type());
      EXPECT_EQ(back.sizes(), x.sizes());
      EXPECT_EQ(to_host_tensor(back)->bytes(), host.bytes());
    }
  }
}
TEST_F(Convert, ConjugateAndGradientAreKept) {
  const at::Tensor z = at::complex(at::ones({2}), at::ones({2})).conj();
  expect_same(from_host_tensor(to_host_tensor(z).value()).value(), z.resolve_conj());
  const at::Tensor leaf = at::ones({2}).set_requires_grad(true);
  EXPECT_TRUE(from_host_tensor(to_host_tensor(leaf).value())->requires_grad());
}
TEST_F(Convert, FromHostCopiesUnlessOwned) {
  const at::Tensor x = at::ones({4});
  HostTensor host = to_host_tensor(x).value();
  at::Tensor copy = from_host_tensor(host).value();
  copy.zero_();
  EXPECT_EQ(x.sum().item<float>(), 4);
  HostTensor owned = HostTensor::copy_of(host.meta, host.bytes());
  const void* data = owned.data.get();
  EXPECT_EQ(from_host_tensor(std::move(owned), HostOwnership::kOwned)->const_data_ptr(), data);
}
TEST_F(Convert, BadMetaAndQuotaAreStatuses) {
  HostTensor host = to_host_tensor(at::ones({4})).value();
  host.meta.shape = {5};
  EXPECT_EQ(from_host_tensor(host).status().code(), StatusCode::kInvalidArgument);
  EXPECT_EQ(to_host_tensor(at::Tensor()).status().code(), StatusCode::kInvalidArgument);
  EXPECT_EQ(to_host_tensor(at::ones({2}).to_sparse()).status().code(), StatusCode::kInvalidArgument);
  HostTensor big = to_host_tensor(at::zeros({100 << 20}, at::kFloat)).value();
  EXPECT_EQ(from_host_tensor(big, HostOwnership::kShared, &job).status().code(), StatusCode::kResourceExhausted);
}
TEST_F(Convert, WireKeepsStructureAndSendsATensorOnce) {
  const Value x = t(at::arange(3)), y = t(at::ones({2, 2}));
  const Value value = list({x, y, tuple({x, job.dtype(at::kHalf)}), job.device(at::kCPU), lang::get_attr(interp, y, "shape")});
  TensorCollector collector;
  const WireValue wire = lang::to_wire(interp, value, collector.hook(job)).value();
  const std::vector<HostTensor> hosts = collector.take();
  ASSERT_EQ(hosts.size(), 2u);
  std::vector<at::Tensor> tensors;
  for (const HostTensor& host : hosts) tensors.push_back(from_host_tensor(host).value());
  const Value back = lang::from_wire(interp, wire, from_wire_hook(job, tensors)).value();
  EXPECT_EQ(repr(back),
            "[tensor([0, 1, 2]), tensor([[1., 1.],\n        [1., 1.]]), (tensor([0, 1, 2]), torch.float16), device(type='cpu'), "
            "(2, 2)]");
  auto* items = back.as<lang::ListObject>()->items;
  EXPECT_TRUE(items[0].same(items[2].as<lang::TupleObject>()->items()[0]));
}
TEST_F(Convert, WireErrorsNameTheKind) {
  TensorCollector collector;
  const Value generator = Value::object(interp.heap().make<GeneratorObject>(job.generator()));
  EXPECT_THAT(std::string(message_of(lang::to_wire(interp, generator, collector.hook(job)).status())),
              HasSubstr("'Generator' cannot be sent"));
  const std::vector<at::Tensor> none;
  EXPECT_THAT(std::string(message_of(lang::from_wire(interp, WireValue{WireTensor{3}}, from_wire_hook(job, none)).status())),
              HasSubstr("tensor 3"));
  EXPECT_THAT(std::string(message_of(lang::from_wire(interp, WireValue{WireDevice{"moon"}}, from_wire_hook(job, none)).status())),
              HasSubstr("unknown device 'moon'"));
}

}  // namespace
}  // namespace interloom::lang_torch
