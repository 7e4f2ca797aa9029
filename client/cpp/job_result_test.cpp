#include "client/cpp/job_result.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "client/cpp/tensor_access.h"

namespace interloom::client {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;

template <class T>
WireValue wire(T value) {
  return WireValue{WireValue::Kind(std::move(value))};
}

JobResult sample() {
  const std::vector<float> elements = {1.5f, -2.0f};
  const std::vector<int64_t> one = {42};
  WireDict inner{{{wire(int64_t{1}), wire(std::string("one"))}, {wire(std::string("k")), wire(2.5)}}};
  WireRecord record{"ModelOutput", {{"logits", wire(WireTensor{0})}}};
  WireDict root{
      {{wire(std::string("h5")), wire(WireTensor{0})},
       {wire(std::string("token")), wire(WireTensor{1})},
       {wire(std::string("list")), wire(WireList{{wire(int64_t{1}), wire(WireTuple{{wire(true), wire(WireTensor{1})}})}})},
       {wire(std::string("dict")), wire(inner)},
       {wire(std::string("record")), wire(record)},
       {wire(std::string("text")), wire(std::string("Paris"))},
       {wire(std::string("nothing")), wire(WireNone{})}}};
  JobResult result;
  result.saved = std::make_shared<const Payload>(Payload{wire(root), {*tensor_of(elements, {1, 2}), *tensor_of(one, {})}});
  return result;
}

TEST(JobResult, ReadsValuesByNameAndPath) {
  const JobResult result = sample();
  EXPECT_THAT(*result["h5"].floats(), ElementsAre(1.5f, -2.0f));
  EXPECT_EQ(result["h5"].tensor()->meta.shape, (std::vector<int64_t>{1, 2}));
  EXPECT_EQ(*result["token"].integer(), 42);
  EXPECT_EQ(*result["token"].number(), 42.0);
  EXPECT_EQ(result["list"].size(), 2u);
  EXPECT_EQ(*result["list"][1][0].integer(), 1);
  EXPECT_THAT(*result["list"][1].ints(), ElementsAre(1, 42));
  EXPECT_EQ(*result["dict"]["1"].text(), "one");
  EXPECT_EQ(*result["dict"]["k"].number(), 2.5);
  EXPECT_EQ(result["record"]["logits"].type_text(), "Tensor float32[1, 2]");
  EXPECT_EQ(*result["text"].text(), "Paris");
  EXPECT_TRUE(result["nothing"].is_none());
  EXPECT_TRUE(result.has("text"));
  EXPECT_FALSE(result.has("texts"));
  EXPECT_THAT(result.names(), ElementsAre("h5", "token", "list", "dict", "record", "text", "nothing"));
}

TEST(JobResult, WrongStepsNameThePath) {
  const JobResult result = sample();
  EXPECT_EQ(result["h6"].status().code(), StatusCode::kNotFound);
  EXPECT_THAT(result["h6"].tensor().status().ToString(), HasSubstr("did you mean 'h5'"));
  EXPECT_THAT(result["list"][7].status().ToString(), HasSubstr("'list'[7]: it has 2 entries"));
  EXPECT_THAT(result["list"][1][0]["x"].text().status().ToString(), HasSubstr("'list'[1][0] is bool, not a dict"));
  EXPECT_THAT(result["text"].tensor().status().ToString(), HasSubstr("'text' is str, not a tensor"));
  EXPECT_THAT(result["h5"].integer().status().ToString(), HasSubstr("float32"));
  EXPECT_THAT(result["text"][0].status().ToString(), HasSubstr("not a container"));
  EXPECT_THAT(result["dict"]["kk"].status().ToString(), HasSubstr("'dict'['kk']: no such key"));
}

TEST(JobResult, ValuesOutliveTheResult) {
  const SavedValue value = sample()["h5"];
  EXPECT_THAT(*value.floats(), ElementsAre(1.5f, -2.0f));
}

TEST(LeafText, IsPythons) {
  EXPECT_EQ(leaf_text(wire(WireNone{})), "None");
  EXPECT_EQ(leaf_text(wire(false)), "False");
  EXPECT_EQ(leaf_text(wire(2.0)), "2.0");
  EXPECT_EQ(leaf_text(wire(1e300)), "1e+300");
  EXPECT_EQ(leaf_text(wire(std::nan(""))), "nan");
  EXPECT_EQ(leaf_text(wire(std::string("a'b\n"))), "\"a'b\\n\"");
  EXPECT_EQ(leaf_text(wire(std::complex<double>(1, -2))), "(1.0-2.0j)");
  EXPECT_EQ(leaf_text(wire(WireDType{DType::kBFloat16})), "torch.bfloat16");
}

TEST(TensorAccess, ConvertsHalfAndBfloat16Exactly) {
  EXPECT_EQ(half_to_float(0x3c00), 1.0f);
  EXPECT_EQ(half_to_float(0xc000), -2.0f);
  EXPECT_EQ(half_to_float(0x7bff), 65504.0f);
  EXPECT_EQ(half_to_float(0x0001), std::ldexp(1.0f, -24));
  EXPECT_EQ(half_to_float(0x0400), std::ldexp(1.0f, -14));
  EXPECT_TRUE(std::signbit(half_to_float(0x8000)));
  EXPECT_EQ(half_to_float(0xfc00), -HUGE_VALF);
  EXPECT_TRUE(std::isnan(half_to_float(0x7e00)));
  EXPECT_EQ(bfloat16_to_float(0x3fc0), 1.5f);
}

TEST(TensorAccess, ReadsEveryRealDtype) {
  const auto floats = [](DType dtype, std::string_view bytes) { return *to_floats(HostTensor::copy_of({dtype, {1}}, bytes)); };
  EXPECT_THAT(floats(DType::kFloat16, {"\x00\x3c", 2}), ElementsAre(1.0f));
  EXPECT_THAT(floats(DType::kBFloat16, {"\xc0\x3f", 2}), ElementsAre(1.5f));
  EXPECT_THAT(floats(DType::kInt8, "\xff"), ElementsAre(-1.0f));
  EXPECT_THAT(floats(DType::kUInt8, "\xff"), ElementsAre(255.0f));
  EXPECT_THAT(floats(DType::kBool, "\1"), ElementsAre(1.0f));
  EXPECT_THAT(floats(DType::kUInt16, {"\x01\x80", 2}), ElementsAre(32769.0f));
  EXPECT_THAT(floats(DType::kFloat64, {"\0\0\0\0\0\0\xf8\x3f", 8}), ElementsAre(1.5f));
}

TEST(TensorAccess, RefusesWhatHasNoSuchElements) {
  EXPECT_FALSE(to_floats(HostTensor::copy_of({DType::kFloat8E5M2, {1}}, "a")).ok());
  EXPECT_FALSE(to_floats(HostTensor::copy_of({DType::kComplex64, {1}}, "12345678")).ok());
  EXPECT_FALSE(to_ints(HostTensor::copy_of({DType::kFloat32, {1}}, "1234")).ok());
  const std::vector<float> two = {1, 2};
  EXPECT_THAT(tensor_of(two, {3}).status().ToString(), HasSubstr("[3] does not hold 2"));
  EXPECT_FALSE(tensor_of(two, {-2}).ok());
}

TEST(TensorAccess, EmptyTensorsHaveNoElements) {
  EXPECT_TRUE(to_floats(HostTensor::copy_of({DType::kFloat32, {0, 3}}, ""))->empty());
}

}  // namespace

}  // namespace interloom::client
