#include "worker/lang/syntax/lexer.h"

#include <vector>

#include "gtest/gtest.h"
#include "worker/lang/syntax/identifiers.h"

namespace interloom::lang::syntax {
namespace {

std::vector<Tok> kinds_of(std::string_view source) {
  std::vector<Tok> out;
  for (const Token& token : lex(source, 1 << 20).tokens) out.push_back(token.kind);
  return out;
}

TEST(Lexer, LayoutMakesIndentsAndJoinsLines) {
  using enum Tok;
  EXPECT_EQ(kinds_of("if a:\n\n  # no\n  b\nc"),
            (std::vector<Tok>{kIf, kName, kColon, kNewline, kIndent, kName, kNewline, kDedent, kName, kNewline, kEnd}));
  EXPECT_EQ(kinds_of("(a,\n b) \\\n + c\n"),
            (std::vector<Tok>{kLPar, kName, kComma, kName, kRPar, kPlus, kName, kNewline, kEnd}));
}

TEST(Lexer, FStringsAreCutIntoTextAndFields) {
  using enum Tok;
  EXPECT_EQ(kinds_of("f'a{{{x!r:>{w}}'"), (std::vector<Tok>{kFStringStart, kFStringMiddle, kLBrace, kName, kExclamation, kName, kColon,
                                                            kFStringMiddle, kLBrace, kName, kRBrace, kRBrace, kFStringEnd, kNewline, kEnd}));
  EXPECT_EQ(kinds_of("f'{a['b']}'"), (std::vector<Tok>{kFStringStart, kLBrace, kName, kLSqb, kString, kRSqb, kRBrace, kFStringEnd, kNewline, kEnd}));
}

TEST(Lexer, EveryOperatorHasItsSpelling) {
  for (int i = static_cast<int>(Tok::kLPar); i <= static_cast<int>(Tok::kYield); ++i) {
    const Tok kind = static_cast<Tok>(i);
    const std::string_view text = token_spelling(kind);
    if (kind == Tok::kBadChar || text == "(" || text == "[" || text == "{" || text == ")" || text == "]" || text == "}") continue;
    ASSERT_FALSE(text.empty()) << i;
    EXPECT_EQ(lex(text, 1 << 20).tokens[0].kind, kind) << text;
  }
}

TEST(Lexer, ErrorsAreHardOrSoft) {
  const Tokens hard = lex("a = (\nb = '", 1 << 20);
  EXPECT_TRUE(hard.failed && hard.error.hard);
  EXPECT_EQ(hard.error.message, "unterminated string literal (detected at line 2)");
  const Tokens soft = lex("if 1:\n\ta\n        b", 1 << 20);
  EXPECT_TRUE(soft.failed && !soft.error.hard);
  EXPECT_EQ(soft.error.type, "TabError");
}

TEST(Identifiers, UnicodeRules) {
  EXPECT_FALSE(check_identifier("été_٣"));
  EXPECT_EQ(check_identifier("a€")->message, "invalid character '€' (U+20AC)");
  EXPECT_EQ(check_identifier("a\u00A0b")->message, "invalid non-printable character U+00A0");
  EXPECT_EQ(normalise_nfkc("ﬁ"), "fi");
  EXPECT_EQ(normalise_nfkc("e\u0301"), "é");
  EXPECT_EQ(normalise_nfkc("𝐱"), "x");
  EXPECT_EQ(normalise_nfkc("\u1100\u1161\u11a8"), "각");
  EXPECT_EQ(normalise_nfkc("a\u0323\u0307"), normalise_nfkc("a\u0307\u0323"));
}

}  // namespace
}  // namespace interloom::lang::syntax
