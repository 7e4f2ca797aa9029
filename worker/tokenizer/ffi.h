// The C ABI of worker/tokenizer/ffi (Rust). Only tokenizer.cpp includes it; ffi/src/lib.rs says what each does.
// Calls that can fail return 0, or -1 with a text in (error, error_len). Texts go back through il_free_bytes.
#pragma once

#include <cstddef>
#include <cstdint>

extern "C" {

struct IlTokenizer;
struct IlStream;

int32_t il_tokenizer_from_bytes(const uint8_t* data, size_t len, IlTokenizer** out, char** error, size_t* error_len);
void il_tokenizer_free(IlTokenizer* tokenizer);
int32_t il_encode(const IlTokenizer* tokenizer, const char* text, size_t len, bool add_special, uint32_t** ids, size_t* count,
                  char** error, size_t* error_len);
int32_t il_decode(const IlTokenizer* tokenizer, const uint32_t* ids, size_t count, bool skip_special, char** text, size_t* len,
                  char** error, size_t* error_len);
int64_t il_token_to_id(const IlTokenizer* tokenizer, const char* token, size_t len);
int32_t il_id_to_token(const IlTokenizer* tokenizer, uint32_t id, char** token, size_t* len);
size_t il_vocab_size(const IlTokenizer* tokenizer);
bool il_is_special(const IlTokenizer* tokenizer, uint32_t id);
IlStream* il_stream_new(bool skip_special);
void il_stream_free(IlStream* stream);
int32_t il_stream_step(const IlTokenizer* tokenizer, IlStream* stream, uint32_t id, char** text, size_t* len, char** error,
                       size_t* error_len);
int32_t il_stream_finish(const IlTokenizer* tokenizer, IlStream* stream, char** text, size_t* len, char** error, size_t* error_len);
void il_free_bytes(char* data, size_t len);
void il_free_ids(uint32_t* ids, size_t count);

}  // extern "C"
