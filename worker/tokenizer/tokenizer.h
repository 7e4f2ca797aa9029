// Text ⇄ token ids, by Hugging Face's tokenizers crate on a model directory's tokenizer.json.
//
// A Tokenizer is immutable and may be used from any thread; a StreamDecoder belongs to one thread and borrows its
// Tokenizer. Reference: AutoTokenizer of transformers on the same directory (its fast tokenizer).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/status.h"

struct IlTokenizer;
struct IlStream;

namespace interloom::tokenizer {

inline constexpr size_t kMaxTextBytes = 4 << 20;  // of one text to encode

// From tokenizer_config.json and special_tokens_map.json.
struct SpecialTokens {
  std::optional<int64_t> bos, eos, pad, unk;
  bool pad_left = true;  // padding_side; decoders here always pad left
};

class Tokenizer {
 public:
  ~Tokenizer();
  Tokenizer(const Tokenizer&) = delete;
  Tokenizer& operator=(const Tokenizer&) = delete;

  // kInvalidArgument: not UTF-8, or longer than kMaxTextBytes.
  StatusOr<std::vector<int64_t>> encode(std::string_view text, bool add_special_tokens = true) const;
  // kInvalidArgument names an id that is negative or beyond 32 bits; ids outside the vocabulary decode to nothing, as in
  // transformers.
  StatusOr<std::string> decode(const std::vector<int64_t>& ids, bool skip_special_tokens = false) const;

  std::optional<int64_t> token_to_id(std::string_view token) const;
  std::optional<std::string> id_to_token(int64_t id) const;  // as the vocabulary spells it: "ĠParis"
  bool is_special(int64_t id) const;
  size_t vocab_size() const;  // with added tokens
  const SpecialTokens& special() const { return special_; }

 private:
  friend class StreamDecoder;
  friend StatusOr<std::shared_ptr<const Tokenizer>> load_tokenizer(const std::string& directory);
  explicit Tokenizer(IlTokenizer* handle) : handle_(handle) {}
  IlTokenizer* handle_;
  SpecialTokens special_;
};

// kNotFound names a missing tokenizer.json; kInvalidArgument one that cannot be read.
StatusOr<std::shared_ptr<const Tokenizer>> load_tokenizer(const std::string& directory);

// Text of a growing sequence of ids: pieces never break a UTF-8 character, and all pieces together (with finish())
// are the decode of all ids.
class StreamDecoder {
 public:
  explicit StreamDecoder(std::shared_ptr<const Tokenizer> tokenizer, bool skip_special_tokens = true);
  ~StreamDecoder();
  StreamDecoder(StreamDecoder&& other) noexcept;
  StreamDecoder& operator=(StreamDecoder&&) = delete;

  StatusOr<std::string> step(int64_t id);
  StatusOr<std::string> finish();  // what was held back

 private:
  std::shared_ptr<const Tokenizer> tokenizer_;
  IlStream* stream_;
};

}  // namespace interloom::tokenizer
