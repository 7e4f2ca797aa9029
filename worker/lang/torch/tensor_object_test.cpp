#include "worker/lang/torch/tensor_object.h"

#include <gmock/gmock.h>

#include "worker/lang/torch/torch_fixture.h"

namespace interloom::lang_torch {
namespace {

using lang::BinaryOp;
using lang::Value;
using ::testing::HasSubstr;

class TensorValue : public TorchTest {
 protected:
  Value attribute(const Value& object, std::string_view name) { return lang::get_attr(interp, object, name); }
  Value method(const Value& object, std::string_view name, std::vector<Value> args = {}) {
    const Value bound = attribute(object, name);
    return bound.is_error() ? bound : lang::call(interp, bound, lang::Args(args));
  }
};

TEST_F(TensorValue, AttributesAreThoseOfPyTorch) {
  const Value x = t(at::arange(6, at::kFloat).view({2, 3}));
  EXPECT_EQ(repr(attribute(x, "shape")), "torch.Size([2, 3])");
  EXPECT_EQ(repr(attribute(x, "dtype")), "torch.float32");
  EXPECT_EQ(repr(attribute(x, "device")), "device(type='cpu')");
  EXPECT_EQ(repr(attribute(x, "ndim")), "2");
  EXPECT_EQ(repr(attribute(x, "T")), "tensor([[0., 3.],\n        [1., 4.],\n        [2., 5.]])");
  EXPECT_EQ(repr(attribute(x, "requires_grad")), "False");
  EXPECT_EQ(repr(attribute(x, "grad")), "None");
  EXPECT_EQ(repr(attribute(x, "layout")), "torch.strided");
  EXPECT_EQ(error_of(attribute(x, "no_such")), "AttributeError: 'Tensor' object has no attribute 'no_such'");
  EXPECT_TRUE(attribute(x, "set_").is_error()) << "denied ops are no methods";
  interp.take_exception();
  EXPECT_FALSE(lang::set_attr(interp, x, interp.intern("shape"), Value::none()));
  EXPECT_THAT(error(), HasSubstr("is not writable"));
  EXPECT_TRUE(lang::set_attr(interp, x, interp.intern("requires_grad"), Value::boolean(true)));
  EXPECT_EQ(repr(attribute(x, "requires_grad")), "True");
}
TEST_F(TensorValue, MethodsGoThroughTheDispatcher) {
  const at::Tensor data = at::arange(6, at::kFloat).view({2, 3});
  const Value x = t(data);
  expect_same(tensor(method(x, "softmax", {i(-1)})), data.softmax(-1));
  expect_same(tensor(method(x, "view", {i(3), i(2)})), data.view({3, 2}));
  expect_same(tensor(method(x, "pow", {i(2)})), data.pow(2));
  expect_same(tensor(method(x, "long")), data.to(at::kLong));
  EXPECT_EQ(repr(method(x, "size")), "torch.Size([2, 3])");
  EXPECT_EQ(repr(method(x, "size", {i(-1)})), "3");
  EXPECT_EQ(repr(method(x, "numel")), "6");
  EXPECT_EQ(repr(method(x, "tolist")), "[[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]");
  EXPECT_EQ(repr(method(method(x, "sum"), "item")), "15.0");
  EXPECT_EQ(error_of(method(x, "item")), "RuntimeError: a Tensor with 6 elements cannot be converted to Scalar");
  EXPECT_THAT(error_of(method(x, "numpy")), HasSubstr("no numpy"));
  EXPECT_EQ(error_of(method(x, "size", {i(5)})),
            "IndexError: Dimension out of range (expected to be in range of [-2, 1], but got 5)");
  EXPECT_TRUE(method(x, "add_", {i(1)}).same(x));
}
TEST_F(TensorValue, InPlaceOperatorsKeepTheObject) {
  const at::Tensor data = at::ones({3});
  const Value x = t(data);
  EXPECT_TRUE(lang::inplace_op(interp, BinaryOp::kAdd, x, i(2)).same(x));
  expect_same(data, at::full({3}, 3.f));
  const Value weight = make_tensor(job, at::ones({3}), true);
  EXPECT_THAT(error_of(lang::inplace_op(interp, BinaryOp::kMul, weight, i(2))), HasSubstr("the model's own"));
}
TEST_F(TensorValue, ReadOnlyFollowsViewsOfEveryKind) {
  const Value weight = make_tensor(job, at::ones({2, 2}), true);
  for (const char* view : {"T", "mT", "real"}) EXPECT_TRUE(as_tensor(attribute(weight, view))->read_only) << view;
  EXPECT_TRUE(as_tensor(lang::get_item(interp, weight, i(0)))->read_only);
  EXPECT_TRUE(as_tensor(lang::iter_next(interp, lang::get_iter(interp, weight)))->read_only);
  EXPECT_TRUE(as_tensor(method(weight, "detach"))->read_only);
  EXPECT_FALSE(as_tensor(method(weight, "clone"))->read_only);
  EXPECT_FALSE(as_tensor(lang::get_item(interp, weight, list({i(0)})))->read_only) << "a copy";
}
TEST_F(TensorValue, SizeIsATupleOfInts) {
  const Value size = attribute(t(at::zeros({1, 2})), "shape");
  EXPECT_TRUE(lang::is_instance(size, &lang::TupleObject::kType));
  EXPECT_EQ(lang::values_equal(interp, size, tuple({i(1), i(2)})), 1);
  EXPECT_EQ(repr(lang::get_item(interp, size, i(-1))), "2");
  EXPECT_EQ(repr(lang::get_item(interp, size, slice(i(1), Value::none(), Value::none()))), "torch.Size([2])");
  EXPECT_EQ(repr(lang::binary_op(interp, BinaryOp::kAdd, size, tuple({i(3)}))), "torch.Size([1, 2, 3])");
  EXPECT_EQ(repr(method(size, "numel")), "2");
  EXPECT_EQ(lang::contains(interp, size, i(2)), 1);
  int64_t a = 0, b = 0;
  EXPECT_TRUE(lang::hash_of(interp, size, &a) && lang::hash_of(interp, tuple({i(1), i(2)}), &b));
  EXPECT_EQ(a, b);
  expect_same(tensor(call("aten::zeros", {size})), at::zeros({1, 2}));
}
TEST_F(TensorValue, DtypesAreOneObjectEach) {
  EXPECT_TRUE(job.dtype(at::kFloat).same(attribute(t(at::zeros({1})), "dtype")));
  EXPECT_EQ(repr(attribute(job.dtype(at::kHalf), "itemsize")), "2");
  EXPECT_EQ(repr(attribute(job.dtype(at::kHalf), "is_floating_point")), "True");
  EXPECT_EQ(lang::values_equal(interp, job.dtype(at::kHalf), job.dtype(at::kFloat)), 0);
  EXPECT_EQ(repr(attribute(job.device(at::Device("cuda:1")), "index")), "1");
}
TEST_F(TensorValue, TensorFromNestedData) {
  expect_same(tensor_from_data(job, list({i(1), f(2.5)})), at::tensor({1.f, 2.5f}));
  expect_same(tensor_from_data(job, list({list({i(1), i(2)}), list({i(3), i(4)})})), at::arange(1, 5).view({2, 2}));
  expect_same(tensor_from_data(job, list({})), at::zeros({0}));
  expect_same(tensor_from_data(job, list({Value::boolean(true)}), at::kInt), at::ones({1}, at::kInt));
  EXPECT_FALSE(tensor_from_data(job, list({list({i(1)}), list({i(1), i(2)})})).defined());
  EXPECT_EQ(error(), "ValueError: expected sequence of length 1 at dim 1 (got 2)");
  EXPECT_FALSE(tensor_from_data(job, list({s("a")})).defined());
  EXPECT_EQ(error(), "RuntimeError: Could not infer dtype of str");
  const Value cyclic = list({});
  cyclic.as<lang::ListObject>()->append(cyclic);
  EXPECT_FALSE(tensor_from_data(job, cyclic).defined());
  EXPECT_THAT(error(), HasSubstr("too many dimensions"));
  cyclic.as<lang::ListObject>()->items[0] = Value::none();
}
TEST_F(TensorValue, ContainsHashAndUnhandledOperands) {
  const Value x = t(at::arange(3));
  EXPECT_EQ(lang::contains(interp, x, i(2)), 1);
  EXPECT_EQ(lang::contains(interp, x, i(7)), 0);
  EXPECT_EQ(lang::contains(interp, x, s("a")), -1);
  EXPECT_THAT(error(), HasSubstr("Tensor.__contains__ only supports Tensor or scalar"));
  int64_t a = 0, b = 0;
  EXPECT_TRUE(lang::hash_of(interp, x, &a) && lang::hash_of(interp, x, &b));
  EXPECT_EQ(a, b);
  EXPECT_EQ(error_of(lang::binary_op(interp, BinaryOp::kAdd, x, s("a"))),
            "TypeError: unsupported operand type(s) for +: 'Tensor' and 'str'");
}

}  // namespace
}  // namespace interloom::lang_torch
