// Tokens: what the lexer makes of a source and the parser reads.
//
// One vector for the whole source, ended by kEnd or, where the source cannot be read on, by kError. Offsets are bytes into
// the lexer's copy of the source (line ends are '\n' there).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace interloom::lang::syntax {

enum class Tok : uint8_t {
  kEnd, kError, kNewline, kIndent, kDedent, kName, kNumber, kString, kFStringStart, kFStringMiddle, kFStringEnd,
  // punctuation
  kLPar, kRPar, kLSqb, kRSqb, kLBrace, kRBrace, kComma, kColon, kSemi, kDot, kEllipsis, kEqual, kExclamation, kRArrow, kColonEqual,
  kTilde, kBadChar, kLtGt,
  // binary operators, in the order of binding_power() in parse_operators.cpp
  kPlus, kMinus, kStar, kSlash, kPercent, kAt, kAmper, kVBar, kCircumflex, kLeftShift, kRightShift, kDoubleStar, kDoubleSlash,
  kLess, kGreater, kEqEqual, kNotEqual, kLessEqual, kGreaterEqual,
  // augmented assignments, in the order of Operator in ast.h
  kPlusEqual, kMinusEqual, kStarEqual, kAtEqual, kSlashEqual, kPercentEqual, kDoubleStarEqual, kLeftShiftEqual, kRightShiftEqual,
  kVBarEqual, kCircumflexEqual, kAmperEqual, kDoubleSlashEqual,
  // keywords
  kFalse, kNone, kTrue, kAnd, kAs, kAssert, kAsync, kAwait, kBreak, kClass, kContinue, kDef, kDel, kElif, kElse, kExcept,
  kFinally, kFor, kFrom, kGlobal, kIf, kImport, kIn, kIs, kLambda, kNonlocal, kNot, kOr, kPass, kRaise, kReturn, kTry,
  kWhile, kWith, kYield,
};

// Token::flags of kString and kFStringStart.
inline constexpr uint8_t kRawPrefix = 1, kBytesPrefix = 2, kUnicodePrefix = 4, kTripleQuoted = 8, kTemplatePrefix = 16;
// Token::flags of kName: names that are keywords in places.
inline constexpr uint8_t kSoftMatch = 1, kSoftCase = 2, kSoftType = 3, kSoftUnderscore = 4;
// Token::flags of kFStringMiddle.
inline constexpr uint8_t kInFormatSpec = 2;  // kRawPrefix may be set too

struct Token {
  Tok kind;
  uint8_t flags;
  uint16_t level;  // brackets open around it
  uint32_t start, end;
  int32_t line, column, end_line, end_column;  // columns in bytes
};

struct LexError {
  std::string type = "SyntaxError", message;
  int line = 0, end_line = 0;
  uint32_t start = 0, end = 0;  // bytes into the source
  // A hard error is reported before any mistake of grammar, wherever that is; a soft one only when the parser gets there.
  bool hard = true;
};

// One open bracket.
struct OpenBracket { char what; int line; uint32_t at; };

// What the lexer made of a source. A view of `text` is good while this lives.
struct Tokens {
  std::string text;                   // '\n' at every line's end, the last included
  std::vector<Token> tokens;
  std::vector<uint32_t> line_starts;  // of line 1, 2, ...
  bool failed = false;                // the last token is kError, and `error` says why
  LexError error;
  std::vector<OpenBracket> open;      // brackets that are open where it ended
};

std::string_view token_spelling(Tok kind);  // of punctuation and keywords: "+=", "while"

}  // namespace interloom::lang::syntax
