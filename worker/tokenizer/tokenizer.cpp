#include "worker/tokenizer/tokenizer.h"

#include <fstream>
#include <iterator>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

#include "worker/tokenizer/ffi.h"

namespace interloom::tokenizer {
namespace {

// A text that the crate allocated.
struct CrateText {
  char* data = nullptr;
  size_t len = 0;
  CrateText() = default;
  CrateText(const CrateText&) = delete;
  CrateText& operator=(const CrateText&) = delete;
  ~CrateText() { il_free_bytes(data, len); }
  std::string str() const { return std::string(data, len); }
};

StatusOr<uint32_t> checked_id(int64_t id) {
  if (id < 0 || id > std::numeric_limits<uint32_t>::max()) return invalid_argument("token id ", id, " is out of range");
  return static_cast<uint32_t>(id);
}

StatusOr<std::string> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return make_status(StatusCode::kNotFound, path, ": cannot be opened");
  return std::string(std::istreambuf_iterator<char>(in), {});
}

// The id of a special token: its text, or an object with "content".
std::optional<int64_t> special_id(const Tokenizer& tokenizer, const nlohmann::json& config, const char* key) {
  const auto it = config.find(key);
  if (it == config.end()) return std::nullopt;
  if (it->is_string()) return tokenizer.token_to_id(it->get<std::string>());
  if (it->is_object() && it->contains("content") && (*it)["content"].is_string())
    return tokenizer.token_to_id((*it)["content"].get<std::string>());
  return std::nullopt;
}

// Reads the special tokens of one file into those that are not set yet. A missing file is fine.
Status merge_special(const Tokenizer& tokenizer, const std::string& path, SpecialTokens& special) {
  const StatusOr<std::string> text = read_file(path);
  if (!text.ok()) return OkStatus();
  const nlohmann::json config = nlohmann::json::parse(*text, nullptr, /*allow_exceptions=*/false);
  if (!config.is_object()) return invalid_argument(path, ": not a JSON object");
  const std::pair<const char*, std::optional<int64_t>*> fields[] = {
      {"bos_token", &special.bos}, {"eos_token", &special.eos}, {"pad_token", &special.pad}, {"unk_token", &special.unk}};
  for (const auto& [key, field] : fields)
    if (!*field) *field = special_id(tokenizer, config, key);
  if (const auto side = config.find("padding_side"); side != config.end() && side->is_string())
    special.pad_left = side->get<std::string>() == "left";
  return OkStatus();
}

}  // namespace

Tokenizer::~Tokenizer() { il_tokenizer_free(handle_); }

StatusOr<std::vector<int64_t>> Tokenizer::encode(std::string_view text, bool add_special_tokens) const {
  if (text.size() > kMaxTextBytes)
    return invalid_argument("a text of ", text.size(), " bytes is longer than the limit of ", kMaxTextBytes);
  uint32_t* ids = nullptr;
  size_t count = 0;
  CrateText error;
  if (il_encode(handle_, text.data(), text.size(), add_special_tokens, &ids, &count, &error.data, &error.len) != 0)
    return invalid_argument("tokenizer: ", error.str());
  std::vector<int64_t> out(ids, ids + count);
  il_free_ids(ids, count);
  return out;
}

StatusOr<std::string> Tokenizer::decode(const std::vector<int64_t>& ids, bool skip_special_tokens) const {
  std::vector<uint32_t> narrow;
  narrow.reserve(ids.size());
  for (const int64_t id : ids) {
    ASSIGN_OR_RETURN(const uint32_t small, checked_id(id));
    narrow.push_back(small);
  }
  CrateText out, error;
  if (il_decode(handle_, narrow.data(), narrow.size(), skip_special_tokens, &out.data, &out.len, &error.data, &error.len) != 0)
    return invalid_argument("tokenizer: ", error.str());
  return out.str();
}

std::optional<int64_t> Tokenizer::token_to_id(std::string_view token) const {
  const int64_t id = il_token_to_id(handle_, token.data(), token.size());
  return id < 0 ? std::nullopt : std::optional<int64_t>(id);
}

std::optional<std::string> Tokenizer::id_to_token(int64_t id) const {
  const StatusOr<uint32_t> small = checked_id(id);
  if (!small.ok()) return std::nullopt;
  CrateText token;
  if (il_id_to_token(handle_, *small, &token.data, &token.len) != 0) return std::nullopt;
  return token.str();
}

bool Tokenizer::is_special(int64_t id) const {
  const StatusOr<uint32_t> small = checked_id(id);
  return small.ok() && il_is_special(handle_, *small);
}

size_t Tokenizer::vocab_size() const { return il_vocab_size(handle_); }

StatusOr<std::shared_ptr<const Tokenizer>> load_tokenizer(const std::string& directory) {
  const std::string path = directory + "/tokenizer.json";
  ASSIGN_OR_RETURN(const std::string bytes, read_file(path));
  IlTokenizer* handle = nullptr;
  CrateText error;
  if (il_tokenizer_from_bytes(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size(), &handle, &error.data, &error.len) != 0)
    return invalid_argument(path, ": ", error.str());
  std::shared_ptr<Tokenizer> tokenizer(new Tokenizer(handle));
  for (const char* file : {"/tokenizer_config.json", "/special_tokens_map.json"})
    RETURN_IF_ERROR(merge_special(*tokenizer, directory + file, tokenizer->special_));
  return std::shared_ptr<const Tokenizer>(std::move(tokenizer));
}

StreamDecoder::StreamDecoder(std::shared_ptr<const Tokenizer> tokenizer, bool skip_special_tokens)
    : tokenizer_(std::move(tokenizer)), stream_(il_stream_new(skip_special_tokens)) {}

StreamDecoder::StreamDecoder(StreamDecoder&& other) noexcept
    : tokenizer_(std::move(other.tokenizer_)), stream_(std::exchange(other.stream_, nullptr)) {}

StreamDecoder::~StreamDecoder() { il_stream_free(stream_); }

StatusOr<std::string> StreamDecoder::step(int64_t id) {
  ASSIGN_OR_RETURN(const uint32_t small, checked_id(id));
  CrateText out, error;
  if (il_stream_step(tokenizer_->handle_, stream_, small, &out.data, &out.len, &error.data, &error.len) != 0)
    return invalid_argument("tokenizer: ", error.str());
  return out.str();
}

StatusOr<std::string> StreamDecoder::finish() {
  CrateText out, error;
  if (il_stream_finish(tokenizer_->handle_, stream_, &out.data, &out.len, &error.data, &error.len) != 0)
    return invalid_argument("tokenizer: ", error.str());
  return out.str();
}

}  // namespace interloom::tokenizer
