#include "worker/models/safetensors.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "worker/models/test_checkpoint.h"
#include "worker/models/weights.h"

namespace interloom::models {
namespace {

using ::testing::HasSubstr;
using testing::safetensors;
using testing::TempDir;
using testing::with_length;

// The message of opening a file with these bytes.
std::string error_of(const std::string& bytes) {
  const TempDir dir;
  const auto file = SafetensorsFile::open(dir.write("x.safetensors", bytes));
  EXPECT_FALSE(file.ok());
  if (file.ok()) return "";
  EXPECT_EQ(file.status().code(), StatusCode::kInvalidArgument);
  return std::string(message_of(file.status()));
}

std::string one(const std::string& entry, size_t data = 16) {
  return with_length("{\"a\":" + entry + "}", std::string(data, '\0'));
}

TEST(Safetensors, ReadsWhatWasWritten) {
  const TempDir dir;
  const at::Tensor a = at::randn({3, 4}), b = at::randn({5}).to(at::kBFloat16), scalar = at::scalar_tensor(2.5);
  const auto file =
      SafetensorsFile::open(dir.write("x", safetensors({{"a", a}, {"b", b}, {"empty", at::empty({0, 4})}, {"scalar", scalar}})));
  ASSERT_TRUE(file.ok()) << file.status();
  EXPECT_TRUE(at::equal(file->view(file->tensors().at("a")), a));
  EXPECT_TRUE(at::equal(file->view(file->tensors().at("b")), b));
  EXPECT_TRUE(at::equal(file->view(file->tensors().at("scalar")), scalar));
  EXPECT_EQ(file->view(file->tensors().at("empty")).sizes(), at::IntArrayRef({0, 4}));
}

TEST(Safetensors, TensorKeepsTheMappingAlive) {
  const TempDir dir;
  const at::Tensor a = at::randn({1000});
  at::Tensor view;
  {
    const auto file = SafetensorsFile::open(dir.write("x", safetensors({{"a", a}})));
    ASSERT_TRUE(file.ok());
    view = file->view(file->tensors().at("a"));
  }
  EXPECT_TRUE(at::equal(view, a));
}

TEST(Safetensors, UnalignedDataIsCopied) {
  const TempDir dir;
  const at::Tensor a = at::randn({3});
  const std::string bytes(static_cast<const char*>(a.const_data_ptr()), 12);
  // A header of odd length moves the data off its alignment.
  std::string header = R"({"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}})";
  if (header.size() % 2 == 0) header += ' ';
  const auto file = SafetensorsFile::open(dir.write("x", with_length(header, bytes)));
  ASSERT_TRUE(file.ok()) << file.status();
  EXPECT_TRUE(at::equal(file->view(file->tensors().at("a")), a));
}

TEST(Safetensors, MissingFileAndFolder) {
  EXPECT_EQ(SafetensorsFile::open("no/such/file").status().code(), StatusCode::kNotFound);
  const TempDir dir;
  EXPECT_EQ(SafetensorsFile::open(dir.path()).status().code(), StatusCode::kInvalidArgument);
}

TEST(Safetensors, TruncatedFiles) {
  EXPECT_THAT(error_of(""), HasSubstr("too short"));
  EXPECT_THAT(error_of("1234567"), HasSubstr("too short"));
  const std::string whole = safetensors({{"a", at::randn({8, 8})}});
  for (const size_t cut : {size_t{9}, size_t{20}, whole.size() - 1}) EXPECT_NE(error_of(whole.substr(0, cut)), "") << cut;
}

TEST(Safetensors, LyingHeaderLength) {
  const uint64_t lies[] = {1000, 1ull << 40, ~0ull, ~0ull - 7};
  for (const uint64_t lie : lies)
    EXPECT_THAT(error_of(std::string(reinterpret_cast<const char*>(&lie), 8) + "{}"), HasSubstr("header of"));
}

TEST(Safetensors, HeaderThatIsNoObject) {
  EXPECT_THAT(error_of(with_length("[1, 2]")), HasSubstr("not a JSON object"));
  EXPECT_THAT(error_of(with_length("{\"a\":")), HasSubstr("not valid JSON"));
  EXPECT_THAT(error_of(with_length("{\"a\":[[[[[[[[1]]]]]]]]}")), HasSubstr("deep"));
  EXPECT_THAT(error_of(with_length(std::string(100000, '['))), HasSubstr("not valid JSON"));
}

TEST(Safetensors, BadEntriesNameTheTensor) {
  EXPECT_THAT(error_of(one("1")), HasSubstr("tensor 'a': needs dtype, shape and data_offsets"));
  EXPECT_THAT(error_of(one(R"({"dtype":"F31","shape":[4],"data_offsets":[0,16]})")), HasSubstr("unknown dtype 'F31'"));
  EXPECT_THAT(error_of(one(R"({"dtype":32,"shape":[4],"data_offsets":[0,16]})")), HasSubstr("dtype is not a string"));
  EXPECT_THAT(error_of(one(R"({"dtype":"F32","shape":[-4],"data_offsets":[0,16]})")), HasSubstr("no size"));
  EXPECT_THAT(error_of(one(R"({"dtype":"F32","shape":4,"data_offsets":[0,16]})")), HasSubstr("shape"));
  EXPECT_THAT(error_of(one(R"({"dtype":"F32","shape":[4],"data_offsets":[0.5,16]})")), HasSubstr("whole numbers"));
  EXPECT_THAT(error_of(one(R"({"dtype":"F32","shape":[4],"data_offsets":[16,0]})")), HasSubstr("outside the file"));
  EXPECT_THAT(error_of(one(R"({"dtype":"F32","shape":[4],"data_offsets":[0,17]})")), HasSubstr("outside the file"));
  EXPECT_THAT(error_of(one(R"({"dtype":"F32","shape":[5],"data_offsets":[0,16]})")), HasSubstr("shape needs 20 bytes"));
  EXPECT_THAT(error_of(one(R"({"dtype":"F32","shape":[4294967296,4294967296,4],"data_offsets":[0,16]})")),
              HasSubstr("too large"));
  EXPECT_THAT(error_of(one(R"({"dtype":"F32","shape":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,4],"data_offsets":[0,16]})")),
              HasSubstr("at most 16"));
}

TEST(Safetensors, OverlapsGapsAndDoubles) {
  const std::string a = R"("a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]})",
                    b = R"("b":{"dtype":"F32","shape":[4],"data_offsets":[)";
  EXPECT_THAT(error_of(with_length("{" + a + "," + b + "8,24]}}", std::string(24, '\0'))), HasSubstr("'a' and 'b' overlap"));
  EXPECT_THAT(error_of(with_length("{" + a + "," + b + "20,36]}}", std::string(36, '\0'))), HasSubstr("unclaimed"));
  EXPECT_THAT(error_of(with_length("{" + a + "}", std::string(20, '\0'))), HasSubstr("unclaimed bytes at the end"));
  EXPECT_THAT(error_of(with_length("{" + a + "," + a + "}", std::string(16, '\0'))), HasSubstr("'a' comes twice"));
}

TEST(Weights, ConvertsToTheTarget) {
  const TempDir dir;
  const at::Tensor a = at::randn({3, 4});
  dir.write("model.safetensors", safetensors({{"a", a}, {"c", a}}));
  auto weights = Weights::open(dir.path());
  ASSERT_TRUE(weights.ok()) << weights.status();
  weights->set_target(at::kBFloat16, at::kCPU);
  EXPECT_TRUE(at::equal(weights->take("a", {3, 4}), a.to(at::kBFloat16)));
  EXPECT_TRUE(at::equal(weights->take_transposed("c", {3, 4}), a.t().to(at::kBFloat16)));
  EXPECT_EQ(weights->parameters(), 24u);
  EXPECT_EQ(weights->bytes(), 48u);
}

TEST(Weights, MatchingDtypeIsNotCopied) {
  const TempDir dir;
  dir.write("model.safetensors", safetensors({{"a", at::randn({3, 4})}}));
  auto weights = Weights::open(dir.path());
  ASSERT_TRUE(weights.ok());
  EXPECT_EQ(weights->take("a", {3, 4}).const_data_ptr(), weights->take("a", {3, 4}).const_data_ptr());
}

TEST(Weights, FirstErrorStaysAndNamesTheTensor) {
  const TempDir dir;
  dir.write("model.safetensors", safetensors({{"a", at::randn({3, 4})}, {"b", at::randn({2})}}));
  auto weights = Weights::open(dir.path());
  ASSERT_TRUE(weights.ok());
  EXPECT_FALSE(weights->take("a", {4, 3}).defined());
  EXPECT_FALSE(weights->take("missing", {1}).defined());
  EXPECT_THAT(std::string(message_of(weights->status())), HasSubstr("tensor 'a' is [3, 4], the configuration asks for [4, 3]"));
}

TEST(Weights, UntakenTensorIsRefusedUnlessIgnorable) {
  const TempDir dir;
  dir.write("model.safetensors", safetensors({{"a", at::randn({3})}}));
  auto weights = Weights::open(dir.path());
  ASSERT_TRUE(weights.ok());
  const Status refused = weights->check_all_taken([](const std::string&) { return false; });
  EXPECT_EQ(refused.code(), StatusCode::kUnimplemented);
  EXPECT_THAT(std::string(message_of(refused)), HasSubstr("'a'"));
  EXPECT_TRUE(weights->check_all_taken([](const std::string&) { return true; }).ok());
}

std::string sharded_error(const std::string& index) {
  const TempDir dir;
  dir.write("s1.safetensors", safetensors({{"a", at::randn({3})}}));
  dir.write("s2.safetensors", safetensors({{"b", at::randn({3})}}));
  dir.write("model.safetensors.index.json", index);
  const auto weights = Weights::open(dir.path());
  return weights.ok() ? "" : std::string(message_of(weights.status()));
}

TEST(Weights, ShardedIndex) {
  EXPECT_EQ(sharded_error(R"({"weight_map":{"a":"s1.safetensors","b":"s2.safetensors"}})"), "");
  EXPECT_THAT(sharded_error(R"({"weight_map":{"a":"s2.safetensors"}})"), HasSubstr("tensor 'a' is not in s2.safetensors"));
  EXPECT_THAT(sharded_error(R"({"weight_map":{"a":"../s1.safetensors"}})"), HasSubstr("not a file name"));
  EXPECT_THAT(sharded_error(R"({"weight_map":{"a":7}})"), HasSubstr("not a file name"));
  EXPECT_THAT(sharded_error(R"({"weight_map":{"a":"s3.safetensors"}})"), HasSubstr("s3.safetensors"));
  EXPECT_THAT(sharded_error(R"({"weight_map":[]})"), HasSubstr("no weight_map"));
  EXPECT_THAT(sharded_error("nonsense"), HasSubstr("not valid JSON"));
}

TEST(Weights, NoWeightsAtAll) {
  const TempDir dir;
  EXPECT_EQ(Weights::open(dir.path()).status().code(), StatusCode::kNotFound);
}

}  // namespace
}  // namespace interloom::models
