#include <array>

#include "common/status.h"
#include "worker/lang/syntax/identifiers.h"
#include "worker/lang/syntax/lexer_state.h"

namespace interloom::lang::syntax {

namespace {

constexpr size_t kMaxBrackets = 200;

struct Spelling { Tok kind; std::string_view text; };
constexpr Spelling kPunctuation[] = {
    {Tok::kLPar, "("}, {Tok::kRPar, ")"}, {Tok::kLSqb, "["}, {Tok::kRSqb, "]"}, {Tok::kLBrace, "{"}, {Tok::kRBrace, "}"},
    {Tok::kComma, ","}, {Tok::kColon, ":"}, {Tok::kSemi, ";"}, {Tok::kDot, "."}, {Tok::kEllipsis, "..."}, {Tok::kEqual, "="},
    {Tok::kExclamation, "!"}, {Tok::kRArrow, "->"}, {Tok::kColonEqual, ":="}, {Tok::kTilde, "~"}, {Tok::kLtGt, "<>"},
    {Tok::kPlus, "+"}, {Tok::kMinus, "-"}, {Tok::kStar, "*"}, {Tok::kSlash, "/"}, {Tok::kPercent, "%"}, {Tok::kAt, "@"},
    {Tok::kAmper, "&"}, {Tok::kVBar, "|"}, {Tok::kCircumflex, "^"}, {Tok::kLeftShift, "<<"}, {Tok::kRightShift, ">>"},
    {Tok::kDoubleStar, "**"}, {Tok::kDoubleSlash, "//"}, {Tok::kLess, "<"}, {Tok::kGreater, ">"}, {Tok::kEqEqual, "=="},
    {Tok::kNotEqual, "!="}, {Tok::kLessEqual, "<="}, {Tok::kGreaterEqual, ">="}, {Tok::kPlusEqual, "+="}, {Tok::kMinusEqual, "-="},
    {Tok::kStarEqual, "*="}, {Tok::kSlashEqual, "/="}, {Tok::kPercentEqual, "%="}, {Tok::kAtEqual, "@="}, {Tok::kAmperEqual, "&="},
    {Tok::kVBarEqual, "|="}, {Tok::kCircumflexEqual, "^="}, {Tok::kLeftShiftEqual, "<<="}, {Tok::kRightShiftEqual, ">>="},
    {Tok::kDoubleStarEqual, "**="}, {Tok::kDoubleSlashEqual, "//="},
};
constexpr Spelling kKeywords[] = {
    {Tok::kFalse, "False"}, {Tok::kNone, "None"}, {Tok::kTrue, "True"}, {Tok::kAnd, "and"}, {Tok::kAs, "as"}, {Tok::kAssert, "assert"},
    {Tok::kAsync, "async"}, {Tok::kAwait, "await"}, {Tok::kBreak, "break"}, {Tok::kClass, "class"}, {Tok::kContinue, "continue"},
    {Tok::kDef, "def"}, {Tok::kDel, "del"}, {Tok::kElif, "elif"}, {Tok::kElse, "else"}, {Tok::kExcept, "except"},
    {Tok::kFinally, "finally"}, {Tok::kFor, "for"}, {Tok::kFrom, "from"}, {Tok::kGlobal, "global"}, {Tok::kIf, "if"},
    {Tok::kImport, "import"}, {Tok::kIn, "in"}, {Tok::kIs, "is"}, {Tok::kLambda, "lambda"}, {Tok::kNonlocal, "nonlocal"},
    {Tok::kNot, "not"}, {Tok::kOr, "or"}, {Tok::kPass, "pass"}, {Tok::kRaise, "raise"}, {Tok::kReturn, "return"}, {Tok::kTry, "try"},
    {Tok::kWhile, "while"}, {Tok::kWith, "with"}, {Tok::kYield, "yield"},
};
struct SoftKeyword { uint8_t flags; std::string_view text; };
constexpr SoftKeyword kSoftKeywords[] = {{kSoftMatch, "match"}, {kSoftCase, "case"}, {kSoftType, "type"}, {kSoftUnderscore, "_"}};

// Open addressing over (length, first two bytes): at most a few probes for a miss.
constexpr size_t kSlots = 256;
constexpr size_t keyword_slot(std::string_view name) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(name[i]); };
  return (name.size() * 7 + byte(0) * 31u + byte(name.size() / 2) * 17u + byte(name.size() - 1) * 5u) % kSlots;
}
struct KeywordSlot { std::string_view text; Tok kind = Tok::kName; uint8_t flags = 0; };
constexpr std::array<KeywordSlot, kSlots> make_keyword_table() {
  std::array<KeywordSlot, kSlots> table{};
  const auto add = [&](KeywordSlot entry) {
    size_t slot = keyword_slot(entry.text);
    while (!table[slot].text.empty()) slot = (slot + 1) % kSlots;
    table[slot] = entry;
  };
  for (const Spelling& keyword : kKeywords) add({keyword.text, keyword.kind, 0});
  for (const SoftKeyword& keyword : kSoftKeywords) add({keyword.text, Tok::kName, keyword.flags});
  return table;
}
constexpr std::array<KeywordSlot, kSlots> kKeywordTable = make_keyword_table();

Tok two_bytes(char first, char second) {
  if (second == '=') {
    switch (first) {
      case '=': return Tok::kEqEqual;
      case '!': return Tok::kNotEqual;
      case '<': return Tok::kLessEqual;
      case '>': return Tok::kGreaterEqual;
      case '+': return Tok::kPlusEqual;
      case '-': return Tok::kMinusEqual;
      case '*': return Tok::kStarEqual;
      case '/': return Tok::kSlashEqual;
      case '%': return Tok::kPercentEqual;
      case '@': return Tok::kAtEqual;
      case '&': return Tok::kAmperEqual;
      case '|': return Tok::kVBarEqual;
      case '^': return Tok::kCircumflexEqual;
      case ':': return Tok::kColonEqual;
      default: return Tok::kError;
    }
  }
  if (first == '*' && second == '*') return Tok::kDoubleStar;
  if (first == '/' && second == '/') return Tok::kDoubleSlash;
  if (first == '<' && second == '<') return Tok::kLeftShift;
  if (first == '>' && second == '>') return Tok::kRightShift;
  if (first == '<' && second == '>') return Tok::kLtGt;
  if (first == '-' && second == '>') return Tok::kRArrow;
  return Tok::kError;
}

Tok with_equal(Tok kind) {
  switch (kind) {
    case Tok::kDoubleStar: return Tok::kDoubleStarEqual;
    case Tok::kDoubleSlash: return Tok::kDoubleSlashEqual;
    case Tok::kLeftShift: return Tok::kLeftShiftEqual;
    case Tok::kRightShift: return Tok::kRightShiftEqual;
    default: return Tok::kError;
  }
}

Tok one_byte(char c) {
  switch (c) {
    case ',': return Tok::kComma;
    case ':': return Tok::kColon;
    case ';': return Tok::kSemi;
    case '.': return Tok::kDot;
    case '=': return Tok::kEqual;
    case '!': return Tok::kExclamation;
    case '~': return Tok::kTilde;
    case '+': return Tok::kPlus;
    case '-': return Tok::kMinus;
    case '*': return Tok::kStar;
    case '/': return Tok::kSlash;
    case '%': return Tok::kPercent;
    case '@': return Tok::kAt;
    case '&': return Tok::kAmper;
    case '|': return Tok::kVBar;
    case '^': return Tok::kCircumflex;
    case '<': return Tok::kLess;
    case '>': return Tok::kGreater;
    default: return Tok::kError;
  }
}

char closing_of(char open) { return open == '(' ? ')' : open == '[' ? ']' : '}'; }
Tok bracket_kind(char c) {
  switch (c) {
    case '(': return Tok::kLPar;
    case ')': return Tok::kRPar;
    case '[': return Tok::kLSqb;
    case ']': return Tok::kRSqb;
    case '{': return Tok::kLBrace;
    default: return Tok::kRBrace;
  }
}

}  // namespace

KeywordMatch find_keyword(std::string_view name) {
  if (name.size() > 8) return {Tok::kName, 0};
  for (size_t slot = keyword_slot(name); !kKeywordTable[slot].text.empty(); slot = (slot + 1) % kSlots) {
    if (kKeywordTable[slot].text == name) return {kKeywordTable[slot].kind, kKeywordTable[slot].flags};
  }
  return {Tok::kName, 0};
}

std::string_view token_spelling(Tok kind) {
  for (const Spelling& entry : kPunctuation) {
    if (entry.kind == kind) return entry.text;
  }
  for (const Spelling& entry : kKeywords) {
    if (entry.kind == kind) return entry.text;
  }
  return {};
}

bool Lexer::punctuation() {
  const Place start = here();
  const char c = peek();
  if (c == '(' || c == '[' || c == '{') return open_bracket(c);
  if (c == ')' || c == ']' || c == '}') return close_bracket(c);
  if (c == ':' && field_is_innermost()) return field_colon();
  if (c == '.' && peek(1) == '.' && peek(2) == '.') {
    at_ += 3;
    return emit(Tok::kEllipsis, start);
  }
  if (const Tok two = two_bytes(c, peek(1)); two != Tok::kError) {
    at_ += 2;
    const Tok three = peek() == '=' ? with_equal(two) : Tok::kError;
    if (three != Tok::kError) ++at_;
    return emit(three != Tok::kError ? three : two, start);
  }
  if (const Tok one = one_byte(c); one != Tok::kError) {
    ++at_;
    return emit(one, start);
  }
  return bad_character();
}

bool Lexer::open_bracket(char c) {
  const Place start = here();
  if (out_.open.size() >= kMaxBrackets) return hard_error("too many nested parentheses", start);
  out_.open.push_back({c, line_, at_});
  ++at_;
  return emit(bracket_kind(c), start);
}

bool Lexer::close_bracket(char c) {
  const Place start = here();
  const std::string_view text(&c, 1);
  if (in_field() && out_.open.size() < fstrings_.back().fields.back()) {
    return hard_error(str_cat("f-string: unmatched '", text, "'"), start);
  }
  if (out_.open.empty()) return hard_error(str_cat(fstring_prefix(), "unmatched '", text, "'"), start);
  const OpenBracket open = out_.open.back();
  if (closing_of(open.what) != c) {
    if (field_is_innermost()) return hard_error(str_cat("f-string: unmatched '", text, "'"), start);
    const std::string where = open.line != line_ ? str_cat(" on line ", open.line) : "";
    return hard_error(str_cat("closing parenthesis '", text, "' does not match opening parenthesis '",
                              std::string_view(&open.what, 1), "'", where), start);
  }
  ++at_;
  if (c == '}' && field_is_innermost()) {
    FString& fstring = fstrings_.back();
    fstring.fields.pop_back();
    fstring.in_spec.pop_back();
    fstring.in_text = true;
  }
  out_.open.pop_back();
  return emit(bracket_kind(c), start);
}

}  // namespace interloom::lang::syntax
