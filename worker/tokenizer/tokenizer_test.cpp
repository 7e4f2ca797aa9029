#include "worker/tokenizer/tokenizer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>

namespace interloom::tokenizer {
namespace {

// A byte-level BPE tokenizer without merges: a token a byte, and one special token.
std::string byte_level_json() {
  std::string vocab = R"("<|end|>": 0)";
  std::vector<int> code_points;  // GPT-2's map of bytes to printable characters
  int next = 256;
  for (int b = 0; b < 256; ++b) {
    const bool printable = (b >= 33 && b <= 126) || (b >= 161 && b <= 172) || (b >= 174 && b <= 255);
    code_points.push_back(printable ? b : next++);
  }
  for (int b = 0; b < 256; ++b) {
    char escaped[16];
    snprintf(escaped, sizeof escaped, "\\u%04x", code_points[b]);
    vocab += std::string(", \"") + escaped + "\": " + std::to_string(b + 1);
  }
  return R"({"version": "1.0", "truncation": null, "padding": null,
    "added_tokens": [{"id": 0, "content": "<|end|>", "single_word": false, "lstrip": false, "rstrip": false,
                      "normalized": false, "special": true}],
    "normalizer": null,
    "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": false},
    "post_processor": null, "decoder": {"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": true, "use_regex": true},
    "model": {"type": "BPE", "dropout": null, "unk_token": null, "continuing_subword_prefix": null, "end_of_word_suffix": null,
              "fuse_unk": false, "byte_fallback": false, "vocab": {)" + vocab + R"(}, "merges": []}})";
}

class TokenizerTest : public testing::Test {
 protected:
  void SetUp() override {
    directory_ = testing::TempDir() + "/tokenizer-" + testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::create_directories(directory_);
    write("tokenizer.json", byte_level_json());
  }
  void TearDown() override { std::filesystem::remove_all(directory_); }
  void write(const std::string& file, const std::string& text) { std::ofstream(directory_ + "/" + file) << text; }
  std::shared_ptr<const Tokenizer> load() {
    auto tokenizer = load_tokenizer(directory_);
    EXPECT_TRUE(tokenizer.ok()) << tokenizer.status();
    return *tokenizer;
  }
  std::string directory_;
};

TEST_F(TokenizerTest, EncodesBytesAndDecodesThemBack) {
  const auto tokenizer = load();
  const std::string text = "a b\n\xF0\x9F\x99\x82 \xC3\xA9";
  const auto ids = tokenizer->encode(text);
  ASSERT_TRUE(ids.ok());
  EXPECT_EQ(ids->size(), text.size());
  EXPECT_EQ(*tokenizer->decode(*ids), text);
}

TEST_F(TokenizerTest, SpecialTokensAreSkippedOnlyWhenAsked) {
  const auto tokenizer = load();
  const std::vector<int64_t> ids = {'a' + 1, 0};
  EXPECT_EQ(*tokenizer->decode(ids), "a<|end|>");
  EXPECT_EQ(*tokenizer->decode(ids, true), "a");
  EXPECT_TRUE(tokenizer->is_special(0));
  EXPECT_FALSE(tokenizer->is_special('a' + 1));
  EXPECT_EQ(tokenizer->token_to_id("<|end|>"), 0);
  EXPECT_EQ(tokenizer->id_to_token(0), "<|end|>");
  EXPECT_EQ(tokenizer->token_to_id("absent"), std::nullopt);
  EXPECT_EQ(tokenizer->id_to_token(1 << 20), std::nullopt);
  EXPECT_EQ(tokenizer->vocab_size(), 257u);
}

TEST_F(TokenizerTest, ReadsSpecialTokensInBothSpellings) {
  write("tokenizer_config.json", R"({"eos_token": {"content": "<|end|>"}, "padding_side": "right"})");
  write("special_tokens_map.json", R"({"pad_token": "<|end|>", "bos_token": "not there"})");
  const auto tokenizer = load();
  EXPECT_EQ(tokenizer->special().eos, 0);
  EXPECT_EQ(tokenizer->special().pad, 0);
  EXPECT_EQ(tokenizer->special().bos, std::nullopt);
  EXPECT_FALSE(tokenizer->special().pad_left);
}

TEST_F(TokenizerTest, MissingAndCorruptFilesAreNamed) {
  write("tokenizer.json", "{\"model\": 3}");
  EXPECT_THAT(std::string(message_of(load_tokenizer(directory_).status())), testing::HasSubstr("tokenizer.json"));
  EXPECT_EQ(load_tokenizer(directory_).status().code(), StatusCode::kInvalidArgument);
  std::filesystem::remove(directory_ + "/tokenizer.json");
  EXPECT_EQ(load_tokenizer(directory_).status().code(), StatusCode::kNotFound);
  write("tokenizer.json", byte_level_json());
  write("tokenizer_config.json", "[");
  EXPECT_THAT(std::string(message_of(load_tokenizer(directory_).status())), testing::HasSubstr("tokenizer_config.json"));
}

TEST_F(TokenizerTest, RefusesWhatIsNotTextOrTooLong) {
  const auto tokenizer = load();
  EXPECT_EQ(tokenizer->encode("\xFF\xFE").status().code(), StatusCode::kInvalidArgument);
  EXPECT_EQ(tokenizer->encode(std::string(kMaxTextBytes + 1, 'a')).status().code(), StatusCode::kInvalidArgument);
  EXPECT_EQ(tokenizer->decode({-1}).status().code(), StatusCode::kInvalidArgument);
  EXPECT_EQ(tokenizer->decode({int64_t{1} << 40}).status().code(), StatusCode::kInvalidArgument);
}

TEST_F(TokenizerTest, StreamHoldsBackUnfinishedCharacters) {
  const auto tokenizer = load();
  StreamDecoder stream(tokenizer);
  const std::string smile = "\xF0\x9F\x99\x82";
  for (size_t i = 0; i + 1 < smile.size(); ++i) EXPECT_EQ(*stream.step(static_cast<uint8_t>(smile[i]) + 1), "");
  EXPECT_EQ(*stream.step(static_cast<uint8_t>(smile[3]) + 1), smile);
  EXPECT_EQ(*stream.step(0xF0 + 1), "");
  EXPECT_EQ(*stream.finish(), "\xEF\xBF\xBD");
}

TEST_F(TokenizerTest, StreamedPiecesAreTheWholeDecodeForRandomIds) {
  const auto tokenizer = load();
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    std::vector<int64_t> ids(random() % 120);
    for (int64_t& id : ids) id = random() % 300;  // some outside the vocabulary
    StreamDecoder stream(tokenizer, /*skip_special_tokens=*/true);
    std::string pieces;
    for (const int64_t id : ids) pieces += *stream.step(id);
    pieces += *stream.finish();
    EXPECT_EQ(pieces, *tokenizer->decode(ids, true)) << "round " << round;
  }
}

}  // namespace
}  // namespace interloom::tokenizer
