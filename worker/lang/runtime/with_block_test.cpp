// With statements of Python source whose manager takes the body: what the deferred body sees, and what is refused.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "worker/lang/block.h"
#include "worker/lang/class.h"
#include "worker/lang/protocol.h"
#include "worker/lang/runtime/standard.h"

namespace interloom::lang {
namespace {

using ::testing::HasSubstr;

// later(): a manager that takes its block; run(manager, value): the block, now.
struct Later : Object {
  Value block;
  static const Type kType;
};
const Type Later::kType = {
    .name = "later",
    .destroy = [](Heap&, Object* self) { static_cast<Later*>(self)->~Later(); },
    .take_block =
        [](Interpreter&, Object* self, Value block) {
          static_cast<Later*>(self)->block = std::move(block);
          return Type::Take::kTaken;
        },
};

Value make_later(Interpreter& interp, const Args&) { return Value::object(interp.heap().make<Later>()); }
Value run_later(Interpreter& interp, const Args& args) {
  auto* later = args.size() ? args[0].as<Later>() : nullptr;
  auto* block = later ? later->block.as<BlockObject>() : nullptr;
  if (!block) return interp.raise(ExceptionKind::kValueError, "nothing was taken");
  return run_block(interp, *block, args.size() > 1 ? args[1] : Value::none());
}

// What a script prints, and how it ends.
std::string run(std::string_view source, Budget budget = {}) {
  std::string output;
  InterpreterOptions options;
  options.budget = std::move(budget);
  options.output = [&](std::string_view text) { output += text; };
  options.compiler = &standard_compiler();
  options.modules = &standard_modules();
  Interpreter interp(std::move(options));
  interp.set_builtin("later", native_function(interp.heap(), "later", make_later));
  interp.set_builtin("run", native_function(interp.heap(), "run", run_later));
  const Compiled compiled = standard_compiler().compile(source, "script.py", CompileMode::kModule);
  if (!compiled.code) return compiled.error->message;
  const Outcome outcome = interp.run(compiled.code, make_dict(interp.heap()));
  return outcome.status.ok() ? output : output + std::string(message_of(outcome.status));
}

TEST(WithBlock, SharesTheVariablesOfAFunctionThatIsOver) {
  EXPECT_EQ(run(R"(
def make():
    m = later()
    count = 10
    with m as step:
        count += step
        print(count)
    count += 1
    return m, lambda: count
m, read = make()
print(read())
run(m, 5)
run(m, 5)
print(read())
)"),
            "11\n16\n21\n21\n");
}

TEST(WithBlock, AtModuleLevelItSetsGlobals) {
  EXPECT_EQ(run(R"(
m = later()
x = 1
with m as (a, b):
    x += a * b
    def f():
        return x
print(x)
run(m, (2, 3))
print(x, f(), a)
)"),
            "1\n7 7 2\n");
}

TEST(WithBlock, StatementsInsideItAreWhole) {
  EXPECT_EQ(run(R"(
def make(out):
    m = later()
    with m as n:
        for i in range(n):
            if i == 1:
                continue
            try:
                out.append(10 // i)
            except ZeroDivisionError as error:
                out.append(str(error))
            finally:
                out.append("f")
            if i == 3:
                break
        out.append([x * x for x in range(3)])
    return m
out = []
m = make(out)
print(out)
run(m, 9)
print(out)
)"),
            "[]\n['integer division or modulo by zero', 'f', 5, 'f', 3, 'f', [0, 1, 4]]\n");
}

TEST(WithBlock, NestsAndRaises) {
  EXPECT_EQ(run(R"(
def make():
    outer, inner = later(), later()
    seen = []
    with outer as a:
        seen.append(a)
        with inner as b:
            seen.append((a, b))
            raise KeyError(b)
        seen.append("behind")
    return outer, inner, seen
outer, inner, seen = make()
run(outer, 1)
print(seen)
try:
    run(inner, 2)
except KeyError as error:
    print("raised", error, seen)
)"),
            "[1, 'behind']\nraised 2 [1, 'behind', (1, 2)]\n");
}

TEST(WithBlock, LinesOfTheBodyAreInTheTraceback) {
  EXPECT_THAT(run("m = later()\nwith m:\n    x = 1\n    1 / 0\nrun(m)\n"), HasSubstr("ZeroDivisionError: division by zero (script.py, line 4)"));
}

TEST(WithBlock, BodiesThatLeaveTheStatementAreRefusedWhenTaken) {
  const std::string_view text = "is run later: it cannot leave by return, break, continue or yield";
  EXPECT_THAT(run("def f():\n    with later():\n        return 1\nf()\n"), HasSubstr(text));
  EXPECT_THAT(run("for i in range(2):\n    with later():\n        break\n"), HasSubstr(text));
  EXPECT_THAT(run("def g():\n    with later():\n        yield 1\nlist(g())\n"), HasSubstr(text));
  EXPECT_THAT(run("for i in range(2):\n    with later():\n        for j in (1, 2):\n            break\nprint('fine')\n"), "fine\n");
}

TEST(WithBlock, ABudgetEndsIt) {
  Budget budget;
  budget.max_steps = 20'000;
  EXPECT_THAT(run("m = later()\nwith m:\n    while True:\n        try:\n            while True: pass\n        finally:\n"
                  "            continue\nrun(m)\nprint('not reached')\n",
                  budget),
              HasSubstr("budget of 20000 steps is used up"));
}

}  // namespace
}  // namespace interloom::lang
