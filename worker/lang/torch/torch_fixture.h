// What the tests of lang_torch share: a job, short makers of values, and errors as text.
#pragma once

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "worker/lang/containers.h"
#include "worker/lang/exception.h"
#include "worker/lang/function.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"
#include "worker/lang/torch/dtype_object.h"
#include "worker/lang/torch/op_call.h"
#include "worker/lang/torch/tensor_object.h"

namespace interloom::lang_torch {

class TorchTest : public ::testing::Test {
 protected:
  static lang::InterpreterOptions options(uint64_t bytes) {
    install_quota_allocator();
    lang::InterpreterOptions o;
    o.budget.max_bytes = bytes;
    return o;
  }
  explicit TorchTest(uint64_t bytes = 256 << 20) : interp(options(bytes)), job(interp, 0) {}

  lang::Value t(at::Tensor tensor) { return make_tensor(job, std::move(tensor)); }
  lang::Value i(int64_t n) { return lang::Value::integer(n); }
  lang::Value f(double x) { return lang::Value::real(x); }
  lang::Value s(std::string_view text) { return lang::str_value(interp.heap(), text); }
  lang::Value list(std::vector<lang::Value> items) { return lang::Value::object(lang::make_list(interp.heap(), items)); }
  lang::Value tuple(std::vector<lang::Value> items) {
    return lang::Value::object(lang::make_tuple(interp.heap(), std::span<const lang::Value>(items)));
  }
  lang::Value slice(lang::Value a, lang::Value b, lang::Value c) {
    return lang::Value::object(interp.heap().make<lang::SliceObject>(std::move(a), std::move(b), std::move(c)));
  }

  using Keywords = std::vector<std::pair<std::string, lang::Value>>;
  lang::Value call(std::string_view op, std::vector<lang::Value> args, const Keywords& keywords = {}) {
    const auto handle = find_op(op);
    EXPECT_TRUE(handle.ok()) << handle.status();
    std::vector<lang::Value> names;
    const auto positional = static_cast<uint32_t>(args.size());
    for (const auto& [name, value] : keywords) {
      names.push_back(s(name));
      args.push_back(value);
    }
    return handle->call(job, lang::Args(args.data(), positional, static_cast<uint32_t>(keywords.size()), names.data()));
  }
  // The tensor of a result; a failed call fails the test.
  at::Tensor tensor(const lang::Value& value) {
    TensorObject* object = value.is_error() ? nullptr : as_tensor(value);
    EXPECT_NE(object, nullptr) << (value.is_error() ? error() : std::string(value.type_name()));
    return object ? object->tensor : at::zeros({0});
  }
  // "TypeError: text" of the pending exception, which is taken.
  std::string error() {
    const lang::Value exception = interp.take_exception();
    if (exception.is_undefined()) return "no error";
    std::string text;
    lang::str_text(interp, exception, &text);
    return std::string(exception.type_name()) + ": " + text;
  }
  std::string error_of(const lang::Value& value) { return value.is_error() ? error() : "no error"; }
  std::string repr(const lang::Value& value) {
    std::string text;
    EXPECT_TRUE(lang::repr_text(interp, value, &text)) << error();
    return text;
  }
  static void expect_same(const at::Tensor& a, const at::Tensor& b) {
    EXPECT_EQ(a.scalar_type(), b.scalar_type());
    ASSERT_EQ(a.sizes(), b.sizes());
    EXPECT_TRUE(at::equal(a, b)) << a << "\nagainst\n" << b;
  }

  lang::Interpreter interp;
  TorchJob job;
};

}  // namespace interloom::lang_torch
