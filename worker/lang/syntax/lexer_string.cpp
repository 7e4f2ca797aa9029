#include "common/status.h"
#include "worker/lang/syntax/identifiers.h"
#include "worker/lang/syntax/lexer_state.h"

namespace interloom::lang::syntax {

namespace {

constexpr size_t kMaxFStrings = 150;  // one inside another
constexpr size_t kMaxFields = 3;      // a field in the format spec of a field ...
constexpr uint8_t kFormatted = 32;    // what string_prefix adds for f and t; no token carries it

}  // namespace

std::optional<uint8_t> string_prefix(std::string_view name) {
  if (name.size() > 2) return std::nullopt;
  uint8_t flags = 0;
  for (const char c : name) {
    const char lower = static_cast<char>(c | 0x20);
    const uint8_t flag = lower == 'r' ? kRawPrefix : lower == 'b' ? kBytesPrefix : lower == 'u' ? kUnicodePrefix
                       : lower == 'f' ? kFormatted : lower == 't' ? kFormatted | kTemplatePrefix : 0;
    if (flag == 0 || (flags & flag)) return std::nullopt;
    flags |= flag;
  }
  const uint8_t kinds = flags & (kBytesPrefix | kUnicodePrefix | kFormatted);
  if ((kinds & (kinds - 1)) || ((flags & kUnicodePrefix) && name.size() > 1)) return std::nullopt;
  return flags;
}

std::string Lexer::fstring_prefix() const {
  if (!in_field()) return "";
  return fstrings_.back().flags & kTemplatePrefix ? "t-string: " : "f-string: ";
}

// At the opening quote; `start` is where the prefix begins.
bool Lexer::string(Place start, uint8_t flags) {
  const char quote = peek();
  if (peek(1) == quote && peek(2) == quote) flags |= kTripleQuoted;
  at_ += flags & kTripleQuoted ? 3 : 1;
  if (flags & kFormatted) return fstring_start(start, static_cast<uint8_t>(flags & ~kFormatted));
  for (;;) {
    const char c = peek();
    if (at_source_end() || (c == '\n' && !(flags & kTripleQuoted))) return unterminated(start, flags, false);
    ++at_;
    if (c == '\\') {
      if (at_source_end()) return unterminated(start, flags, false);
      if (peek() == '\n') ++at_, new_line();
      else ++at_;
    } else if (c == '\n') {
      new_line();
    } else if (c == quote) {
      if (!(flags & kTripleQuoted)) break;
      if (peek() == quote && peek(1) == quote) {
        at_ += 2;
        break;
      }
    }
  }
  return emit(Tok::kString, start, flags);
}

bool Lexer::unterminated(Place start, uint8_t flags, bool fstring) {
  const char quote = fstring || fstrings_.empty() ? '\0' : fstrings_.back().quote;
  if (in_field() && out_.text[at_ > start.at ? start.at : at_] == quote &&
      ((fstrings_.back().flags ^ flags) & kTripleQuoted) == 0) {
    return hard_error(str_cat(fstring_prefix(), "expecting '}'"), start);
  }
  // The last line is one further only when the source goes on after its newline, as CPython counts.
  const int line = at_source_end() && at_ == line_start_ && line_ > start.line ? line_ - 1 : line_;
  const char* what = fstring ? (flags & kTemplatePrefix ? "t-string" : "f-string") : "string";
  return hard_error(str_cat("unterminated ", flags & kTripleQuoted ? "triple-quoted " : "", what, " literal (detected at line ", line, ")"), start);
}

bool Lexer::fstring_start(Place start, uint8_t flags) {
  if (fstrings_.size() + 1 >= kMaxFStrings) return hard_error("too many nested f-strings", start);
  FString fstring;
  fstring.quote = out_.text[at_ - 1];
  fstring.flags = flags;
  fstring.start = start;
  fstrings_.push_back(std::move(fstring));
  return emit(Tok::kFStringStart, start, flags);
}

// In the text of an f-string or of a format spec: one token, or the text and the brace that ends it.
bool Lexer::fstring_text() {
  FString& fstring = fstrings_.back();
  const bool spec = !fstring.fields.empty();
  const bool triple = fstring.flags & kTripleQuoted;
  const bool raw = fstring.flags & kRawPrefix;
  const uint8_t flags = static_cast<uint8_t>((raw ? kRawPrefix : 0) | (spec ? kInFormatSpec : 0));
  const Place start = here();
  const auto finish_text = [&] { return at_ == start.at || emit(Tok::kFStringMiddle, start, flags); };
  for (;;) {
    const char c = peek();
    if (at_source_end() || (c == '\n' && !triple && !spec)) return unterminated(fstring.start, fstring.flags, true);
    if (c == '\n' && !triple) {  // a format spec ends with its line
      if (!finish_text()) return false;
      fstring.in_text = false;
      return true;
    }
    if (c == fstring.quote && (!triple || (peek(1) == c && peek(2) == c))) {
      if (!finish_text()) return false;
      const Place end = here();
      at_ += triple ? 3 : 1;
      if (!emit(Tok::kFStringEnd, end)) return false;
      fstrings_.pop_back();
      return true;
    }
    if (c == '{' || c == '}') {
      if (peek(1) == c && !spec) {
        at_ += 2;
        continue;
      }
      break;
    }
    ++at_;
    if (c == '\n') new_line();
    if (c != '\\' || peek() == '{' || peek() == '}' || at_source_end()) continue;
    if (!raw && peek() == 'N' && peek(1) == '{') {
      while (peek() != '}' && peek() != '\n' && peek() != fstring.quote) ++at_;
      if (peek() == '}') ++at_;
      continue;
    }
    if (peek() == '\n') ++at_, new_line();
    else ++at_;
  }
  if (!finish_text()) return false;
  const char brace = peek();
  if (brace == '}') {
    if (!spec) return hard_error(str_cat(fstring.flags & kTemplatePrefix ? "t-string" : "f-string", ": single '}' is not allowed"), here());
    fstring.in_text = false;
    return close_bracket('}');
  }
  if (fstring.fields.size() >= kMaxFields) return hard_error("f-string: expressions nested too deeply", here());
  if (!open_bracket('{')) return false;
  fstring.fields.push_back(static_cast<uint16_t>(out_.open.size()));
  fstring.in_spec.push_back(false);
  fstring.in_text = false;
  return true;
}

// The ':' that begins the format spec of the innermost replacement field.
bool Lexer::field_colon() {
  const Place start = here();
  ++at_;
  FString& fstring = fstrings_.back();
  fstring.in_spec.back() = true;
  fstring.in_text = true;
  return emit(Tok::kColon, start);
}

}  // namespace interloom::lang::syntax
