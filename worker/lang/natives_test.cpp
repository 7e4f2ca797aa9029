// Native functions and fibers under the VM.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "worker/lang/builtins.h"
#include "worker/lang/execution.h"
#include "worker/lang/fiber.h"
#include "worker/lang/test_job.h"

namespace interloom::lang {
namespace {

TEST(Natives, GetArgumentsAndRaise) {
  Job job;
  job.interp.set_builtin("second", native_function(job.interp.heap(), "second", [](Interpreter& interp, const Args& args) {
                           if (args.size() < 2) return interp.raise(ExceptionKind::kValueError, "only ", args.size());
                           const Value* add = args.keyword("add");
                           return add ? binary_op(interp, BinaryOp::kAdd, args[1], *add) : args[1];
                         }));
  CodeBuilder b = block();
  b.load_global("second");
  b.load_int(1);
  b.load_int(2);
  b.load_int(40);
  b.call_keywords(2, {"add"});
  b.emit(Opcode::kReturn);
  EXPECT_EQ(job.result(std::move(b)), "42");
  CodeBuilder c = block();
  c.load_global("second");
  c.call(0);
  c.emit(Opcode::kReturn);
  EXPECT_EQ(job.result(std::move(c)), "ValueError: only 0");
}

TEST(Natives, CppExceptionsBecomeInternalErrors) {
  Job job;
  job.interp.set_builtin("broken", native_function(job.interp.heap(), "broken",
                                                   [](Interpreter&, const Args&) -> Value { throw std::runtime_error("oops"); }));
  const Outcome outcome = job.run(catching([](CodeBuilder& b) {
    b.load_global("broken");
    b.call(0);
  }));
  EXPECT_EQ(outcome.status, internal_error("a native function failed: oops"));
}

TEST(Natives, CallBackIntoCode) {
  Job job;
  define_countdown(job);
  job.interp.set_builtin("apply", native_function(job.interp.heap(), "apply", [](Interpreter& interp, const Args& args) {
                           return call(interp, args[0], Args(args.positional().subspan(1)));
                         }));
  CodeBuilder b = block();
  b.load_global("apply");
  b.load_cell("f");
  b.load_int(20);
  b.call(2);
  b.emit(Opcode::kReturn);
  EXPECT_EQ(job.result(std::move(b)), "0");
}

TEST(Natives, EndlessMutualRecursionEnds) {
  StackPool pool;
  Fiber fiber(pool, [] {
    Job job;
    job.interp.set_builtin("again", native_function(job.interp.heap(), "again", [](Interpreter& interp, const Args&) {
                             return call(interp, *find_builtin(interp, "again"), Args());
                           }));
    CodeBuilder b = block();
    b.load_global("again");
    b.call(0);
    b.emit(Opcode::kReturn);
    EXPECT_EQ(job.result(std::move(b)), "RecursionError: maximum recursion depth exceeded");
  });
  fiber.resume();
}

TEST(Fibers, TwoExecutionsInterleave) {
  Job job;
  StackPool pool;
  std::string order;
  job.interp.set_builtin("pause", native_closure(job.interp.heap(), "pause", [&](Interpreter& interp, const Args& args) {
                           order += args[0].as<StrObject>()->view();
                           const Interpreter::Suspend suspend(interp);
                           Fiber::yield();
                           return Value::none();
                         }));
  auto pausing = [&](const char* name) {
    CodeBuilder b = block();
    for (int i = 0; i < 2; ++i) {
      b.load_global("pause");
      b.load_str(name);
      b.call(1);
      b.emit(Opcode::kPop);
    }
    b.load_str(name);
    b.emit(Opcode::kReturn);
    return *std::move(b).finish();
  };
  std::string results;
  auto body = [&](const char* name) {
    return [&, name] {
      const Outcome outcome = job.interp.run(pausing(name), job.scope);
      results += outcome.value.as<StrObject>()->view();
    };
  };
  Fiber a(pool, body("a")), b(pool, body("b"));
  for (int i = 0; i < 3; ++i) {
    a.resume();
    b.resume();
  }
  EXPECT_TRUE(a.done() && b.done());
  EXPECT_EQ(order, "abab");
  EXPECT_EQ(results, "ab");
}

TEST(Fibers, DestroyedFiberReleasesItsFrames) {
  Job job;
  StackPool pool;
  job.interp.set_builtin("pause", native_function(job.interp.heap(), "pause", [](Interpreter& interp, const Args&) {
                           const Interpreter::Suspend suspend(interp);
                           Fiber::yield();
                           return Value::none();
                         }));
  CodeBuilder warm = block();
  warm.load_none();
  warm.emit(Opcode::kReturn);
  job.run(std::move(warm));
  CodeBuilder b = block();
  b.emit(Opcode::kBuildList, 0);
  b.load_global("pause");
  b.call(0);
  b.emit(Opcode::kBuildList, 2);
  b.emit(Opcode::kReturn);
  const auto code = *std::move(b).finish();
  job.interp.link(code);
  const uint64_t before = job.interp.heap().live_objects();
  {
    Fiber fiber(pool, [&] { job.interp.run(code, job.scope); });
    fiber.resume();
    EXPECT_GT(job.interp.heap().live_objects(), before);
  }
  EXPECT_EQ(job.interp.heap().live_objects(), before);
  EXPECT_EQ(job.interp.execution(), nullptr);
}

}  // namespace
}  // namespace interloom::lang
