#include "worker/lang/syntax/lexer.h"

#include <array>

#include "common/status.h"
#include "common/utf8.h"
#include "worker/lang/syntax/identifiers.h"
#include "worker/lang/syntax/lexer_state.h"
#include "worker/lang/syntax/source_text.h"

namespace interloom::lang::syntax {

namespace {

constexpr size_t kMaxIndents = 100;

enum : uint8_t { kStartClass = 1, kPartClass = 2, kDigitClass = 4, kPunctClass = 8 };
constexpr std::array<uint8_t, 256> make_classes() {
  std::array<uint8_t, 256> out{};
  for (int c = 'a'; c <= 'z'; ++c) out[static_cast<size_t>(c)] = out[static_cast<size_t>(c - 32)] = kStartClass | kPartClass;
  for (int c = '0'; c <= '9'; ++c) out[static_cast<size_t>(c)] = kPartClass | kDigitClass;
  for (int c = 128; c < 256; ++c) out[static_cast<size_t>(c)] = kStartClass | kPartClass;
  out['_'] = kStartClass | kPartClass;
  return out;
}
constexpr std::array<uint8_t, 256> kClasses = make_classes();

}  // namespace

bool is_identifier_start(char c) { return kClasses[static_cast<unsigned char>(c)] & kStartClass; }
bool is_identifier_part(char c) { return kClasses[static_cast<unsigned char>(c)] & kPartClass; }

Tokens lex(std::string_view source, size_t max_memory) {
  Tokens out;
  if (!normalise_source(source, out)) {
    out.failed = true;
    out.tokens.push_back({Tok::kError, 0, 0, 0, 0, 1, 0, 1, 0});
    return out;
  }
  Lexer(out, max_memory).run();
  return out;
}

void Lexer::run() {
  size_ = static_cast<uint32_t>(out_.text.size());
  out_.tokens.reserve(size_ / 4 + 8);
  out_.line_starts.push_back(0);
  bool reading = true;
  while (reading) {
    const bool line_begins = at_ == line_start_ && !line_has_tokens_ && out_.open.empty() && fstrings_.empty();
    reading = (!line_begins || line_indentation()) && token();
  }
}

bool Lexer::hard_error(std::string message, Place from, uint32_t end) {
  out_.failed = true;
  out_.error = LexError{"SyntaxError", std::move(message), from.line, from.line, from.at, end ? end : from.at, true};
  const int32_t column = static_cast<int32_t>(from.at - from.line_start);
  out_.tokens.push_back({Tok::kError, 0, 0, from.at, from.at, from.line, column, from.line, column});
  return false;
}

bool Lexer::soft_error(std::string type, std::string message, Place from) {
  hard_error(std::move(message), from);
  out_.error.type = std::move(type);
  out_.error.hard = false;
  return false;
}

bool Lexer::memory_exhausted() { return soft_error("MemoryError", "the source has too many tokens", here()); }

bool Lexer::emit(Tok kind, Place start, uint8_t flags) {
  if (out_.tokens.size() >= max_tokens_) return memory_exhausted();
  out_.tokens.push_back({kind, flags, static_cast<uint16_t>(out_.open.size()), start.at, at_, start.line,
                         static_cast<int32_t>(start.at - start.line_start), line_, static_cast<int32_t>(at_ - line_start_)});
  line_has_tokens_ = true;
  return true;
}

void Lexer::emit_empty(Tok kind) {
  const int32_t column = static_cast<int32_t>(at_ - line_start_);
  out_.tokens.push_back({kind, 0, 0, at_, at_, line_, column, line_, column});
}

// At a line's begin: skips lines without code, then makes kIndent or kDedent.
bool Lexer::line_indentation() {
  int column = 0, alt_column = 0, continued_column = 0;
  for (;;) {
    const char c = peek();
    if (c == ' ') ++column, ++alt_column, ++at_;
    else if (c == '\t') column = (column / 8 + 1) * 8, ++alt_column, ++at_;
    else if (c == '\f') column = alt_column = 0, ++at_;
    else if (c == '\\') {  // the indentation is what stands before the first backslash
      if (continued_column == 0) continued_column = column;
      const Place start = here();
      if (!continuation()) return false;
      if (at_source_end()) return soft_error("SyntaxError", "unexpected EOF while parsing", start);
    } else if (c == '#') {
      while (peek() != '\n') ++at_;
    } else if (c == '\n' && !at_source_end()) {
      ++at_;
      new_line();
      column = alt_column = continued_column = 0;
    } else break;
  }
  if (at_source_end()) return true;
  if (continued_column) column = alt_column = continued_column;
  return apply_indentation(column, alt_column);
}

bool Lexer::apply_indentation(int column, int alt_column) {
  constexpr const char* kMixed = "inconsistent use of tabs and spaces in indentation";
  const Indent top = indents_.back();
  if (column == top.column) return alt_column == top.alt_column || soft_error("TabError", kMixed, here());
  if (column > top.column) {
    if (indents_.size() >= kMaxIndents) return soft_error("IndentationError", "too many levels of indentation", here());
    if (alt_column <= top.alt_column) return soft_error("TabError", kMixed, here());
    indents_.push_back({column, alt_column});
    emit_empty(Tok::kIndent);
    return true;
  }
  size_t dedents = 0;
  while (indents_.size() > 1 && column < indents_.back().column) indents_.pop_back(), ++dedents;
  if (column != indents_.back().column)
    return soft_error("IndentationError", "unindent does not match any outer indentation level", here());
  if (alt_column != indents_.back().alt_column) return soft_error("TabError", kMixed, here());
  while (dedents-- > 0) emit_empty(Tok::kDedent);
  return true;
}

bool Lexer::token() {
  if (!fstrings_.empty() && fstrings_.back().in_text) return fstring_text();
  for (;;) {
    const char c = peek();
    if (c == ' ' || c == '\t' || c == '\f') ++at_;
    else if (c == '#') {
      while (peek() != '\n') ++at_;
    } else if (c == '\\') {
      const Place start = here();
      if (!continuation()) return false;
      if (at_source_end()) return out_.open.empty() ? soft_error("SyntaxError", "unexpected EOF while parsing", start) : end_of_source();
    } else break;
  }
  const char c = peek();
  if (at_source_end()) return end_of_source();
  if (c == '\n') return end_of_line();
  if (is_identifier_start(c)) return name_or_string();
  if ((c >= '0' && c <= '9') || (c == '.' && peek(1) >= '0' && peek(1) <= '9')) return number();
  if (c == '"' || c == '\'') return string(here(), 0);
  return punctuation();
}

bool Lexer::end_of_line() {
  const Place start = here();
  ++at_;
  if (line_has_tokens_ && out_.open.empty()) {
    if (!emit(Tok::kNewline, start)) return false;
    line_has_tokens_ = false;
  }
  new_line();
  return true;
}

bool Lexer::end_of_source() {
  if (!out_.open.empty()) {
    const OpenBracket& open = out_.open.back();
    return soft_error("SyntaxError", str_cat("'", std::string_view(&open.what, 1), "' was never closed"),
                      {open.at, open.line, out_.line_starts[static_cast<size_t>(open.line - 1)]});
  }
  if (at_ > 0) {  // what ends here ends on the last line, not on an empty one after it
    --at_;
    --line_;
    line_start_ = out_.line_starts[static_cast<size_t>(line_ - 1)];
  }
  for (; indents_.size() > 1; indents_.pop_back()) emit_empty(Tok::kDedent);
  emit_empty(Tok::kEnd);
  return false;
}

// A backslash: the line goes on in the next one.
bool Lexer::continuation() {
  const Place start = here();
  if (peek(1) != '\n') {
    ++at_;
    return soft_error("SyntaxError", "unexpected character after line continuation character", {start.at + 1, start.line, start.line_start});
  }
  at_ += 2;
  new_line();
  return true;
}

bool Lexer::name_or_string() {
  const Place start = here();
  unsigned char wide = 0;
  while (is_identifier_part(peek())) wide |= static_cast<unsigned char>(out_.text[at_++]);
  const std::string_view name(out_.text.data() + start.at, at_ - start.at);
  if (peek() == '"' || peek() == '\'') {
    const std::optional<uint8_t> flags = string_prefix(name);
    if (flags.has_value()) return string(start, *flags);
  }
  if (wide >= 0x80) {
    if (const std::optional<BadCharacter> bad = check_identifier(name)) {
      return hard_error(bad->message, {start.at + static_cast<uint32_t>(bad->offset), start.line, start.line_start});
    }
    return emit(Tok::kName, start);
  }
  const KeywordMatch keyword = find_keyword(name);
  return emit(keyword.kind, start, keyword.flags);
}

bool Lexer::bad_character() {
  const Place start = here();
  const unsigned char c = static_cast<unsigned char>(peek());
  if (c >= ' ' && c < 0x7F) {
    ++at_;
    return emit(Tok::kBadChar, start);
  }
  constexpr char kHex[] = "0123456789ABCDEF";
  return hard_error(str_cat("invalid non-printable character U+00", std::string(1, kHex[c >> 4]), std::string(1, kHex[c & 15])), start);
}

}  // namespace interloom::lang::syntax
