#include "worker/lang/syntax/parser.h"

#include <string>

#include "gtest/gtest.h"
#include "worker/lang/syntax/dump.h"

namespace interloom::lang::syntax {
namespace {

std::string repeat(std::string_view text, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += text;
  return out;
}

// "Type: message on line N", or "ok".
std::string outcome(std::string_view source, const ParseLimits& limits = {}) {
  const Parsed parsed = parse(source, "test.py", Mode::kExec, limits);
  if (parsed.ok()) return "ok";
  return parsed.error->type + ": " + parsed.error->message + " on line " + std::to_string(parsed.error->line);
}

TEST(Parser, TreeAndPositions) {
  const Parsed parsed = parse("x = f(é, *a)\n", "test.py");
  ASSERT_TRUE(parsed.ok());
  ASSERT_EQ(parsed.ast.body.size(), 1u);
  const auto* assign = as<Assign>(parsed.ast.body[0]);
  ASSERT_NE(assign, nullptr);
  const auto* call = as<Call>(assign->value);
  ASSERT_NE(call, nullptr);
  EXPECT_EQ(call->at.col_offset, 4);
  EXPECT_EQ(call->at.end_col_offset, 13);  // bytes: é has two
  EXPECT_EQ(as<Starred>(call->args[1])->at.col_offset, 10);
  EXPECT_EQ(as<BinOp>(assign->value), nullptr);
}

TEST(Parser, IdentifiersAreNormalisedAndInterned) {
  const Parsed parsed = parse("ﬁ = fi + ñ + ñ", "test.py");
  ASSERT_TRUE(parsed.ok());
  const auto* assign = as<Assign>(parsed.ast.body[0]);
  const auto* outer = as<BinOp>(assign->value);
  const auto* inner = as<BinOp>(outer->left);
  EXPECT_EQ(as<Name>(assign->targets[0])->id, "fi");
  EXPECT_EQ(as<Name>(assign->targets[0])->id.data(), as<Name>(inner->left)->id.data());
  EXPECT_EQ(as<Name>(inner->right)->id.data(), as<Name>(outer->right)->id.data());
}

TEST(Parser, ConstantsKeepTheirValue) {
  const auto constant = [](std::string_view source) {
    const Parsed parsed = parse(source, "test.py", Mode::kEval);
    return parsed.ok() ? constant_repr(*as<Constant>(parsed.ast.expression)) : parsed.error->message;
  };
  EXPECT_EQ(constant("9223372036854775807"), "9223372036854775807");
  EXPECT_EQ(constant("9223372036854775808"), "9223372036854775808");
  EXPECT_EQ(constant("0xFFFF_FFFF_FFFF_FFFF_F"), "295147905179352825855");
  EXPECT_EQ(constant("1_0.5e-3"), "0.0105");
  EXPECT_EQ(constant("1e400"), "inf");
  EXPECT_EQ(constant("2.5J"), "2.5j");
  EXPECT_EQ(constant("'a\\x00\\ud800' \"b'\\N{BULLET}\\N{hangul syllable hab}\\N{CJK UNIFIED IDEOGRAPH-4E00}\""), "\"a\\x00\\ud800b'•합一\"");
  EXPECT_EQ(constant("b'\\xff\\n' rb'\\n'"), "b'\\xff\\n\\\\n'");
  EXPECT_EQ(constant("'\\N{NO SUCH NAME}'"), "(unicode error) 'unicodeescape' codec can't decode bytes in position 0-15: unknown Unicode character name");
}

TEST(Parser, ErrorSaysWhere) {
  const Parsed parsed = parse("x = 1\ny = é é(\n", "a.py");
  ASSERT_FALSE(parsed.ok());
  EXPECT_EQ(parsed.error->message, "'(' was never closed");
  const Parsed plain = parse("x = 1\r\né = é é\r\n", "a.py");
  ASSERT_FALSE(plain.ok());
  EXPECT_EQ(plain.error->type, "SyntaxError");
  EXPECT_EQ(plain.error->file, "a.py");
  EXPECT_EQ(plain.error->line, 2);
  EXPECT_EQ(plain.error->column, 7);  // characters, not bytes
  EXPECT_EQ(plain.error->text, "é = é é");
  EXPECT_TRUE(plain.ast.body.empty());
}

TEST(Parser, Modes) {
  EXPECT_TRUE(parse("a, b\n\n", "t", Mode::kEval).ok());
  EXPECT_FALSE(parse("a = b", "t", Mode::kEval).ok());
  EXPECT_TRUE(parse("a = b\n", "t", Mode::kSingle).ok());
  const Parsed two = parse("a\nb\n", "t", Mode::kSingle);
  ASSERT_FALSE(two.ok());
  EXPECT_EQ(two.error->message, "multiple statements found while compiling a single statement");
}

TEST(Parser, EncodingsAreUtf8) {
  EXPECT_EQ(outcome("\xEF\xBB\xBF# coding: utf-8\nx"), "ok");
  EXPECT_EQ(outcome("# -*- coding: latin-1 -*-\nx"), "SyntaxError: unknown encoding: latin-1 on line 0");
  EXPECT_EQ(outcome("x = 1\ny = '\xFF'"), "SyntaxError: (unicode error) 'utf-8' codec can't decode byte 0xff in position 5: invalid start byte on line 2");
  EXPECT_EQ(outcome(std::string_view("a\0b", 3)), "SyntaxError: source code string cannot contain null bytes on line 0");
}

TEST(Limits, DeepSourcesAreRefusedAndNeverCrash) {
  constexpr int kMany = 100000;
  const std::string kTooDeep = "RecursionError: maximum recursion depth exceeded during compilation on line 1";
  EXPECT_EQ(outcome(repeat("(", kMany)), "SyntaxError: too many nested parentheses on line 1");
  EXPECT_EQ(outcome(repeat("-", kMany) + "1"), kTooDeep);
  EXPECT_EQ(outcome("a" + repeat(".b", kMany)), kTooDeep);
  EXPECT_EQ(outcome("a" + repeat("()", kMany)), kTooDeep);
  EXPECT_EQ(outcome("1" + repeat("+1", kMany)), kTooDeep);
  EXPECT_EQ(outcome("1" + repeat("**1", kMany)), kTooDeep);
  EXPECT_EQ(outcome(repeat("lambda:", kMany) + "1"), kTooDeep);
  EXPECT_EQ(outcome("1" + repeat(" if 1 else 1", kMany)), kTooDeep);
  EXPECT_EQ(outcome(repeat("not ", kMany) + "1"), kTooDeep);
  EXPECT_EQ(outcome(repeat("a ", kMany)), "SyntaxError: invalid syntax on line 1");
  EXPECT_EQ(outcome(repeat("f'{", kMany)).substr(0, 12), "SyntaxError:");
  for (const char* wide : {"a=", "a,", "a;", "1 and ", "1<", "not 1 or "}) EXPECT_EQ(outcome(repeat(wide, kMany) + "a"), "ok") << wide;
  EXPECT_EQ(outcome("if 1: pass\n" + repeat("elif 1: pass\n", kMany)), "ok");
}

TEST(Limits, DepthBoundsTheTree) {
  ParseLimits limits;
  limits.max_depth = 10;
  EXPECT_EQ(outcome("a.b.c.d.e.f.g.h.i.j", limits), "ok");
  EXPECT_EQ(outcome("a.b.c.d.e.f.g.h.i.j.k", limits), "RecursionError: maximum recursion depth exceeded during compilation on line 1");
}

TEST(Limits, MemoryAndSourceAreBounded) {
  ParseLimits limits;
  limits.max_memory = 64 << 10;
  EXPECT_EQ(outcome(repeat("a;", 50000), limits).substr(0, 12), "MemoryError:");
  limits = {};
  limits.max_source = 10;
  EXPECT_EQ(outcome("x = 1234567", limits).substr(0, 12), "MemoryError:");
}

// The search for a better message must not go over the source again and again.
TEST(Limits, MistakesInDeepSourcesEndSoon) {
  for (const char* part : {"f(a=1, ", "(a = ", "{1:1, ", "a[b ", "(1 if ", "print (print ", "a (b ", "(*a for ", "x = print ", "(a b, "}) {
    EXPECT_NE(outcome(repeat(part, 190) + "1 2"), "ok") << part;
  }
}

}  // namespace
}  // namespace interloom::lang::syntax
