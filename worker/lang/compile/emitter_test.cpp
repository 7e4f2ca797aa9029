#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "worker/lang/compile/refusals.h"
#include "worker/lang/compile/source_compiler.h"

namespace interloom::lang::compile {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::shared_ptr<const Code> module(const std::string& source) {
  Compiled compiled = SourceCompiler().compile(source, "<test>", CompileMode::kModule);
  EXPECT_TRUE(compiled.code) << source << compiled.error.value_or(CompileError{}).message;
  return compiled.code;
}

// The code made inside of `code`, in order.
std::vector<std::shared_ptr<const Code>> inner(const Code& code) {
  std::vector<std::shared_ptr<const Code>> out;
  for (const Constant& constant : code.constants) {
    if (const auto* made = std::get_if<std::shared_ptr<const Code>>(&constant.kind)) out.push_back(*made);
  }
  return out;
}

std::vector<bool> escapes(const std::string& function) {
  std::vector<bool> out;
  for (const Code::WithBlock& block : inner(*module(function))[0]->with_blocks) out.push_back(block.escapes);
  return out;
}

TEST(Emitter, ParametersComeInTheOrderThatCodeSays) {
  const auto code = inner(*module("def f(a, /, b, *args, c, d=1, **kw):\n    'doc'\n    e = 1\n    yield e\n"))[0];
  EXPECT_THAT(code->locals, ElementsAre("a", "b", "c", "d", "args", "kw", "e"));
  EXPECT_EQ(code->positional_only_count, 1u);
  EXPECT_EQ(code->parameter_count, 2u);
  EXPECT_EQ(code->keyword_only_count, 2u);
  EXPECT_EQ(code->flags, Code::kVarArgs | Code::kVarKeywords | Code::kGenerator);
  EXPECT_EQ(code->doc, "doc");
}

TEST(Emitter, NamesOfInnerCode) {
  const auto outer = inner(*module("def f():\n    class C:\n        def m(self): return lambda: 1\n"))[0];
  const auto cls = inner(*outer)[0];
  const auto method = inner(*cls)[0];
  EXPECT_EQ(cls->qualname, "f.<locals>.C");
  EXPECT_EQ(method->qualname, "f.<locals>.C.m");
  EXPECT_EQ(inner(*method)[0]->qualname, "f.<locals>.C.m.<locals>.<lambda>");
  EXPECT_TRUE(cls->flags & Code::kClassBody);
  EXPECT_TRUE(cls->flags & Code::kNested);
}

TEST(Emitter, ClosuresPassThroughEveryFrameBetween) {
  const auto a = inner(*module("def a(x):\n    def b():\n        def c(): return x\n        return c\n    return b\n"))[0];
  const auto b = inner(*a)[0];
  EXPECT_THAT(a->cells, IsEmpty());
  EXPECT_THAT(a->disassemble(), HasSubstr("MakeCell 0"));
  EXPECT_THAT(b->cells, ElementsAre("x"));
  EXPECT_THAT(inner(*b)[0]->cells, ElementsAre("x"));
}

TEST(Emitter, ComprehensionsAreInlined) {
  const auto code = module("def f(n):\n    return [x + n for x in n], {x for x in n}, {x: n for x in n}\n");
  const auto f = inner(*code)[0];
  EXPECT_THAT(inner(*f), IsEmpty());
  EXPECT_THAT(f->disassemble(), Not(HasSubstr("MakeCell")));
  EXPECT_EQ(inner(*inner(*module("def f(n):\n    return (x for x in n)\n"))[0])[0]->name, "<genexpr>");
}

// Only a body that jumps out of the statement, or suspends, cannot be run later.
TEST(Emitter, WithBodiesSayWhetherTheyEscape) {
  EXPECT_THAT(escapes("def f():\n    with a:\n        for x in y:\n            if x: break\n"), ElementsAre(false));
  EXPECT_THAT(escapes("def f():\n    with a:\n        return 1\n"), ElementsAre(true));
  EXPECT_THAT(escapes("def f():\n    for x in y:\n        with a:\n            continue\n"), ElementsAre(true));
  EXPECT_THAT(escapes("def f():\n    with a:\n        yield\n"), ElementsAre(true));
  EXPECT_THAT(escapes("def f():\n    with a:\n        yield from b\n"), ElementsAre(true));
  EXPECT_THAT(escapes("def f():\n    with a:\n        def g(): return 1\n"), ElementsAre(false));
  EXPECT_THAT(escapes("def f():\n    with a:\n        for x in y:\n            with b:\n                break\n"),
              ElementsAre(false, true));
  EXPECT_THAT(escapes("def f():\n    with a, b:\n        return\n"), ElementsAre(true, true));
}

TEST(Emitter, ReturnInALoopNeedsNoCleanup) {
  const auto f = inner(*module("def f(a):\n    for x in a:\n        return x\n"))[0];
  EXPECT_THAT(f->disassemble(), Not(HasSubstr("Swap")));
}

TEST(Emitter, Lines) {
  const auto code = module("x = [\n  a,\n  b.c,\n]\n");
  std::vector<uint32_t> lines;
  for (const Code::Position& position : code->positions) lines.push_back(position.line);
  EXPECT_THAT(lines, ElementsAre(2, 3, 1));
}

TEST(Emitter, ExpressionsAndInteractiveStatements) {
  const Compiled value = SourceCompiler().compile("1 + a", "<test>", CompileMode::kExpression);
  ASSERT_TRUE(value.code);
  EXPECT_THAT(value.code->disassemble(), HasSubstr("Return"));
  const Compiled shown = SourceCompiler().compile("a\n", "<test>", CompileMode::kInteractive);
  ASSERT_TRUE(shown.code);
  EXPECT_THAT(shown.code->names, ElementsAre("sys", "displayhook", "a"));
}

TEST(Emitter, ErrorsCarryPlaceAndText) {
  const Compiled compiled =
      SourceCompiler().compile("x = 1\nif x:\n    \u00e9 = 1; return 2\n", "script.py", CompileMode::kModule);
  ASSERT_TRUE(compiled.error);
  EXPECT_EQ(compiled.error->type, "SyntaxError");
  EXPECT_EQ(compiled.error->message, "'return' outside function");
  EXPECT_EQ(compiled.error->file, "script.py");
  EXPECT_EQ(compiled.error->line, 3);
  EXPECT_EQ(compiled.error->column, 12);
  EXPECT_EQ(compiled.error->end_column, 20);
  EXPECT_EQ(compiled.error->text, "    \u00e9 = 1; return 2");
}

TEST(Emitter, RefusesWhatLangDoesNotRun) {
  for (const std::string source :
       {"async def f(): pass\n", "def f():\n    async with a: pass\n", "def f():\n    async for a in b: pass\n",
        "def f():\n    await a\n", "def f():\n    [x async for x in y]\n"}) {
    const Compiled compiled = SourceCompiler().compile(source, "<test>", CompileMode::kModule);
    ASSERT_TRUE(compiled.error) << source;
    EXPECT_EQ(compiled.error->message, "async code is not supported by Interloom") << source;
    EXPECT_GT(compiled.error->line, 0) << source;
  }
}

TEST(Refusals, ImportsAndBuiltinsByLine) {
  const auto found = refusals(
      "import math, socket\nif a:\n    from os.path import join\nfrom . import b\ndef f(): return open('x')\n", "<test>",
      [](std::string_view name) { return name == "math"; }, [](std::string_view) { return false; });
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].line, 1);
  EXPECT_THAT(found[0].text, HasSubstr("'socket'"));
  EXPECT_TRUE(found[0].certain);
  EXPECT_EQ(found[1].line, 3);
  EXPECT_THAT(found[1].text, HasSubstr("'os.path'"));
  EXPECT_EQ(found[2].line, 5);
  EXPECT_THAT(found[2].text, HasSubstr("open"));
  EXPECT_FALSE(found[2].certain);
}

}  // namespace
}  // namespace interloom::lang::compile
