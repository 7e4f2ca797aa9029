// The lexer's inside: one object reads one source. lexer.cpp has layout, names and punctuation; lexer_literals.cpp numbers and
// strings; lexer_fstring.cpp the modes inside f-strings.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "worker/lang/syntax/token.h"

namespace interloom::lang::syntax {

class Lexer {
 public:
  Lexer(Tokens& out, size_t max_memory) : out_(out), max_tokens_(max_memory / sizeof(Token)) {}
  void run();

 private:
  struct Place { uint32_t at; int32_t line; uint32_t line_start; };
  struct Indent { int column, alt_column; };
  // One f-string that is being read. In its text, or in a replacement field when `fields` is not empty and not `in_text`.
  struct FString {
    char quote;
    uint8_t flags;
    bool in_text = true;
    Place start;
    std::vector<uint16_t> fields;       // bracket depth just inside the '{' of every open replacement field
    std::vector<bool> in_spec;          // parallel to fields: after its ':'
  };

  // All return false when the source cannot be read on.
  bool line_indentation();
  bool apply_indentation(int column, int alt_column);
  bool token();
  bool end_of_line();
  bool end_of_source();
  bool continuation();
  bool name_or_string();
  bool number();
  bool decimal_tail(Place start);
  bool digits(int base, const char* kind);
  bool number_end(Place start, const char* kind);
  bool based_number(Place start, int base);
  bool string(Place start, uint8_t flags);
  bool unterminated(Place start, uint8_t flags, bool fstring);
  bool fstring_start(Place start, uint8_t flags);
  bool fstring_text();
  bool punctuation();
  bool open_bracket(char c);
  bool close_bracket(char c);
  bool field_colon();
  bool bad_character();
  bool memory_exhausted();

  bool hard_error(std::string message, Place from, uint32_t end = 0);
  bool soft_error(std::string type, std::string message, Place from);
  bool emit(Tok kind, Place start, uint8_t flags = 0);
  void emit_empty(Tok kind);
  void new_line() { ++line_; line_start_ = at_; out_.line_starts.push_back(at_); }

  Place here() const { return {at_, line_, line_start_}; }
  char peek(uint32_t ahead = 0) const { return at_ + ahead < out_.text.size() ? out_.text[at_ + ahead] : '\0'; }
  bool at_source_end() const { return at_ >= size_; }
  bool in_field() const { return !fstrings_.empty() && !fstrings_.back().in_text; }
  bool field_is_innermost() const { return in_field() && fstrings_.back().fields.back() == out_.open.size(); }
  std::string fstring_prefix() const;  // "f-string: " inside a replacement field

  Tokens& out_;
  size_t max_tokens_;
  uint32_t size_ = 0;  // of the text without the final '\0'
  uint32_t at_ = 0, line_start_ = 0;
  int32_t line_ = 1;
  bool line_has_tokens_ = false;
  std::vector<Indent> indents_{{0, 0}};
  std::vector<FString> fstrings_;
};

bool is_identifier_start(char c);  // an ASCII one, or any byte of a wider character
bool is_identifier_part(char c);

}  // namespace interloom::lang::syntax
