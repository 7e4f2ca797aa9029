// What a source may cost: time and memory linear in its size, whatever it says.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <string>

#include "common/status.h"
#include "worker/lang/compile/source_compiler.h"

namespace interloom::lang::compile {
namespace {

using ::testing::AnyOf;

struct Result {
  std::string said;  // "" when it compiled
  double seconds = 0;
  size_t instructions = 0;
};

size_t count(const Code& code) {
  size_t out = code.instructions.size();
  for (const Constant& constant : code.constants) {
    if (const auto* inner = std::get_if<std::shared_ptr<const Code>>(&constant.kind)) out += count(**inner);
  }
  return out;
}

Result compile(const std::string& source) {
  const auto start = std::chrono::steady_clock::now();
  const Compiled compiled = SourceCompiler().compile(source, "<test>", CompileMode::kModule);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  Result out{compiled.code ? "" : compiled.error->type + ": " + compiled.error->message, took.count(), 0};
  if (compiled.code) out.instructions = count(*compiled.code);
  return out;
}

std::string repeat(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

std::string numbered(int times, const std::function<std::string(std::string)>& line) {
  std::string out;
  for (int i = 0; i < times; ++i) out += line(std::to_string(i));
  return out;
}

TEST(Bounds, AMegabyteTakesWellUnderASecond) {
  const std::string body =
      "def f%(a, b=1):\n    x = [a + i for i in range(b) if i % 3]\n    try:\n        return a.get(b, x)[0]\n"
      "    except KeyError as e:\n        print(e, f'{a}:{b!r}')\n";
  const std::string source = numbered((1 << 20) / static_cast<int>(body.size()), [&](const std::string& n) {
    std::string out = body;
    return out.replace(out.find('%'), 1, n);
  });
  const Result result = compile(source);
  EXPECT_EQ(result.said, "");
  EXPECT_LT(result.seconds, 5);  // 0.3 on an idle machine
}

TEST(Bounds, NestedFinallyBodiesDoNotMultiplyWithoutEnd) {
  std::string source;
  for (int i = 0; i < 20; ++i) source += repeat(" ", i) + "try:\n" + repeat(" ", i + 1) + "a()\n" + repeat(" ", i) + "finally:\n";
  source += repeat(" ", 20) + "b()\n";
  const Result result = compile(source);
  EXPECT_EQ(result.said, "MemoryError: the code of the source is too large");
  EXPECT_LT(result.seconds, 2);
}

TEST(Bounds, ReturnsThroughFinallyBodies) {
  std::string source = "def f():\n";
  for (int i = 1; i < 15; ++i) source += repeat(" ", i) + "try:\n";
  source += repeat(repeat(" ", 15) + "if x: return 1\n", 20);
  for (int i = 14; i > 0; --i) source += repeat(" ", i) + "finally:\n" + repeat(" ", i + 1) + "a()\n";
  const Result result = compile(source);
  EXPECT_EQ(result.said, "");
  EXPECT_LT(result.instructions, 20'000u);
}

TEST(Bounds, LongChains) {
  EXPECT_EQ(compile("x = " + repeat("1 + y + ", 400) + "1\n").said, "");
  EXPECT_EQ(compile("if a: pass\n" + repeat("elif b: pass\n", 50'000)).said, "");
  EXPECT_EQ(compile("x = [" + repeat("1, y, ", 100'000) + "]\n").said, "");
  EXPECT_EQ(compile("x = {" + repeat("1: y, ", 100'000) + "}\n").said, "");
  EXPECT_EQ(compile("f(" + repeat("a, ", 100'000) + ")\n").said, "");
  EXPECT_EQ(compile("x = " + repeat("a and ", 100'000) + "b\n").said, "");
  EXPECT_EQ(compile("x = 0 " + repeat("< a ", 100'000) + "\n").said, "");
  EXPECT_EQ(compile(repeat("a = ", 100'000) + "b\n").said, "");
  EXPECT_EQ(compile("f'" + repeat("{a}b", 50'000) + "'\n").said, "");
}

TEST(Bounds, DeepSourcesAreRefusedOrCompiled) {
  const auto fine =
      AnyOf("", "RecursionError: maximum recursion depth exceeded during compilation", "MemoryError: too many nested parentheses",
            "SyntaxError: too many nested parentheses", "RecursionError: expression nested too deeply");
  for (const std::string_view opening : {"lambda: ", "not ", "-", "a if b else ", "(yield_, ", "x."}) {
    const Result result = compile("x = " + repeat(opening, 900) + "a\n");
    EXPECT_LT(result.seconds, 2) << opening;
    EXPECT_THAT(result.said, fine) << opening;
  }
  EXPECT_EQ(compile("x = a" + repeat(".b(1)", 150) + "\n").said, "");
}

TEST(Bounds, ClosuresOfDeepNests) {
  // Every function inside passes all of the outer variables on.
  std::string source = "def f0():\n " + numbered(20'000, [](const std::string& n) { return "a" + n + "="; }) + "0\n";
  for (int i = 1; i < 90; ++i) source += repeat(" ", i) + "def f" + std::to_string(i) + "():\n";
  source +=
      repeat(" ", 90) + "return " + numbered(20'000, [](const std::string& n) { return (n == "0" ? "a" : ",a") + n; }) + "\n";
  const Result result = compile(source);
  EXPECT_EQ(result.said, "MemoryError: the source has too many closure variables");
  EXPECT_LT(result.seconds, 5);
}

}  // namespace
}  // namespace interloom::lang::compile
