// The VM: instructions, calls, exceptions, budgets, stops.
#include "worker/lang/interpreter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "worker/lang/code_builder.h"
#include "worker/lang/execution.h"
#include "worker/lang/fiber.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"
#include "worker/lang/record.h"

namespace interloom::lang {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

class Job {
 public:
  explicit Job(Budget budget = {}) : interp(InterpreterOptions{std::move(budget), [this](std::string_view text) { output += text; }, 0}) {}
  // Before the interpreter, whose heap the cells live on.
  ~Job() { scope.clear(); }

  Outcome run(CodeBuilder&& builder) {
    auto code = std::move(builder).finish();
    if (!code.ok()) return {code.status(), Value()};
    return interp.run(*code, scope);
  }
  std::string result(CodeBuilder&& builder) {
    const Outcome outcome = run(std::move(builder));
    if (!outcome.status.ok()) return std::string(message_of(outcome.status));
    std::string text;
    repr_text(interp, outcome.value, &text);
    return text;
  }

  std::string output;
  Interpreter interp;
  CellScope scope;
};

CodeBuilder block() { return CodeBuilder("<block>", "<test>"); }

// while True: pass
CodeBuilder endless_loop() {
  CodeBuilder b = block();
  const auto top = b.new_label();
  b.bind(top);
  b.emit(Opcode::kNop);
  b.jump(Opcode::kJump, top);
  return b;
}

void finish_with_local(CodeBuilder& b, uint32_t local) {
  b.emit(Opcode::kLoadLocal, local);
  b.emit(Opcode::kReturn);
}

// total = 0; for i in range(n): total += i; return total
CodeBuilder sum_loop(int64_t n) {
  CodeBuilder b = block();
  const uint32_t total = b.local("total");
  const auto top = b.new_label(), end = b.new_label();
  b.load_int(0);
  b.emit(Opcode::kStoreLocal, total);
  b.load_global("range");
  b.load_int(n);
  b.call(1);
  b.emit(Opcode::kGetIter);
  b.bind(top);
  b.jump(Opcode::kForIter, end);
  b.emit(Opcode::kLoadLocal, total);
  b.emit(Opcode::kInplace, BinaryOp::kAdd);
  b.emit(Opcode::kStoreLocal, total);
  b.jump(Opcode::kJump, top);
  b.bind(end);
  finish_with_local(b, total);
  return b;
}

TEST(Vm, LoopsAndSums) {
  Job job;
  EXPECT_EQ(job.result(sum_loop(100'000)), "4999950000");
}

TEST(Vm, IntsGrowBeyond64Bits) {
  Job job;
  CodeBuilder b = block();
  b.load_int(INT64_MAX);
  b.load_int(1);
  b.emit(Opcode::kBinary, BinaryOp::kAdd);
  b.load_const(Constant{Constant::BigInt{"-9223372036854775808"}});  // fits: becomes small
  b.emit(Opcode::kBinary, BinaryOp::kAdd);
  b.emit(Opcode::kReturn);
  const Outcome outcome = job.run(std::move(b));
  ASSERT_TRUE(outcome.status.ok());
  EXPECT_TRUE(outcome.value.is_int());
  EXPECT_EQ(outcome.value.as_int(), 0);
}

TEST(Vm, BuildsContainersAndSubscripts) {
  Job job;
  CodeBuilder b = block();
  const uint32_t x = b.local("x");
  b.load_str("k");
  b.load_int(1);
  b.load_int(2);
  b.load_int(3);
  b.emit(Opcode::kBuildList, 3);
  b.emit(Opcode::kBuildDict, 1);
  b.emit(Opcode::kStoreLocal, x);
  b.load_str("new");  // x["k"][1:] = ("new",)
  b.emit(Opcode::kBuildTuple, 1);
  b.emit(Opcode::kLoadLocal, x);
  b.load_str("k");
  b.emit(Opcode::kGetItem);
  b.load_int(1);
  b.load_none();
  b.emit(Opcode::kBuildSlice, 2);
  b.emit(Opcode::kSetItem);
  finish_with_local(b, x);
  EXPECT_EQ(job.result(std::move(b)), "{'k': [1, 'new']}");
}

TEST(Vm, UnpacksInOrderAndSaysWhatDoesNotFit) {
  Job job;
  auto unpack = [&](uint32_t wanted) {
    CodeBuilder b = block();
    b.load_int(1);
    b.load_int(2);
    b.emit(Opcode::kBuildTuple, 2);
    b.emit(Opcode::kUnpackSequence, wanted);
    b.emit(Opcode::kBuildList, wanted);
    b.emit(Opcode::kReturn);
    return job.result(std::move(b));
  };
  EXPECT_EQ(unpack(2), "[2, 1]");  // the first is on top
  EXPECT_EQ(unpack(1), "ValueError: too many values to unpack (expected 1)");
  EXPECT_EQ(unpack(0), "ValueError: too many values to unpack (expected 0)");
  EXPECT_EQ(unpack(3), "ValueError: not enough values to unpack (expected 3, got 2)");
}

TEST(Vm, ShortCircuitKeepsTheValue) {
  Job job;
  CodeBuilder b = block();
  const auto end = b.new_label();
  b.load_str("");
  b.jump(Opcode::kJumpIfTrueKeep, end);  // "" or 7
  b.load_int(7);
  b.bind(end);
  b.emit(Opcode::kReturn);
  EXPECT_EQ(job.result(std::move(b)), "7");
}

TEST(Vm, PrintsAsCPythonFormats) {
  Job job;
  CodeBuilder b = block();
  b.load_global("print");
  b.load_str("a");
  b.load_const(Constant{1e16});
  b.load_none();
  b.load_const(Constant{Constant::Tuple{{Constant{std::string("x\n")}}}});
  b.load_str("-");
  b.load_str("!\n");
  b.call_keywords(4, {"sep", "end"});
  b.emit(Opcode::kReturn);
  EXPECT_EQ(job.result(std::move(b)), "None");
  EXPECT_EQ(job.output, "a-1e+16-None-('x\\n',)!\n");
}

TEST(Vm, MessagesAreCPythons) {
  Job job;
  auto get_item = [&](auto load) {
    CodeBuilder b = block();
    load(b);
    b.load_int(9);
    b.emit(Opcode::kGetItem);
    b.emit(Opcode::kReturn);
    return job.result(std::move(b));
  };
  EXPECT_EQ(get_item([](CodeBuilder& b) { b.load_none(); }), "TypeError: 'NoneType' object is not subscriptable");
  EXPECT_EQ(get_item([](CodeBuilder& b) { b.emit(Opcode::kBuildList, 0); }), "IndexError: list index out of range");
  EXPECT_EQ(get_item([](CodeBuilder& b) { b.emit(Opcode::kBuildDict, 0); }), "KeyError: 9");
  CodeBuilder call = block();
  call.load_int(5);
  call.call(0);
  call.emit(Opcode::kReturn);
  EXPECT_EQ(job.result(std::move(call)), "TypeError: 'int' object is not callable");
  CodeBuilder name = block();
  name.load_global("missing");
  name.emit(Opcode::kReturn);
  EXPECT_EQ(job.result(std::move(name)), "NameError: name 'missing' is not defined");
  CodeBuilder attribute = block();
  attribute.load_int(5);
  attribute.get_attr("foo");
  attribute.emit(Opcode::kReturn);
  EXPECT_EQ(job.result(std::move(attribute)), "AttributeError: 'int' object has no attribute 'foo'");
  CodeBuilder local = block();
  local.emit(Opcode::kLoadLocal, local.local("x"));
  local.emit(Opcode::kReturn);
  EXPECT_EQ(job.result(std::move(local)), "UnboundLocalError: cannot access local variable 'x' where it is not associated with a value");
}

TEST(Vm, ErrorsCarryTypeMessageAndTraceback) {
  Job job;
  CodeBuilder b("<invoke 0>", "<graph>");
  b.position(1, "first");
  b.load_int(1);
  b.position(2, "bad");
  b.load_int(0);
  b.emit(Opcode::kBinary, BinaryOp::kTrueDiv);
  b.emit(Opcode::kReturn);
  const Outcome outcome = job.run(std::move(b));
  EXPECT_EQ(outcome.status.code(), StatusCode::kInvalidArgument);
  EXPECT_EQ(message_of(outcome.status), "ZeroDivisionError: division by zero (node 'bad')");
  const JobError& error = job.interp.last_error();
  EXPECT_EQ(error.exception_type, "ZeroDivisionError");
  EXPECT_EQ(error.message, "division by zero");
  ASSERT_EQ(error.traceback.size(), 1u);
  EXPECT_EQ(error.traceback[0].function, "<invoke 0>");
  EXPECT_EQ(error.traceback[0].line, 2u);
  EXPECT_EQ(error.traceback[0].node, "bad");
}

TEST(Vm, CellsAreSharedByBlocksOfOneScope) {
  Job job;
  CodeBuilder write = block();
  write.load_int(41);
  write.store_cell("h");
  write.load_none();
  write.emit(Opcode::kReturn);
  EXPECT_EQ(job.result(std::move(write)), "None");
  CodeBuilder read = block();
  read.load_cell("h");
  read.load_int(1);
  read.emit(Opcode::kBinary, BinaryOp::kAdd);
  read.emit(Opcode::kReturn);
  EXPECT_EQ(job.result(std::move(read)), "42");
  CodeBuilder unset = block();
  unset.load_cell("other");
  unset.emit(Opcode::kReturn);
  EXPECT_THAT(job.result(std::move(unset)), StartsWith("NameError: cannot access free variable 'other'"));
}

TEST(Vm, UnsetCellHandlerMaySetIt) {
  Job job;
  int asked = 0;
  job.interp.set_unset_cell_handler([&](Interpreter&, CellObject& cell) {
    ++asked;
    EXPECT_EQ(cell.name->view(), "h");
    cell.value = Value::integer(5);
    return true;
  });
  CodeBuilder b = block();
  b.load_cell("h");
  b.emit(Opcode::kReturn);
  EXPECT_EQ(job.result(std::move(b)), "5");
  EXPECT_EQ(asked, 1);
}

// def f(n): return n if n == 0 else f(n - 1)     in cell "f"
void define_countdown(Job& job) {
  CodeBuilder f("countdown", "<test>");
  const uint32_t n = f.parameter("n");
  const auto more = f.new_label();
  f.position(1);
  f.emit(Opcode::kLoadLocal, n);
  f.load_int(0);
  f.emit(Opcode::kCompare, CompareOp::kEq);
  f.jump(Opcode::kJumpIfFalse, more);
  f.emit(Opcode::kLoadLocal, n);
  f.emit(Opcode::kReturn);
  f.bind(more);
  f.load_cell("f");
  f.emit(Opcode::kLoadLocal, n);
  f.load_int(1);
  f.emit(Opcode::kBinary, BinaryOp::kSub);
  f.call(1);
  f.emit(Opcode::kReturn);
  const auto code = std::move(f).finish();
  ASSERT_TRUE(code.ok()) << code.status();
  job.scope.cell(job.interp, "f")->value = Value::object(job.interp.make_function(*code, job.scope));
}

CodeBuilder call_f(int64_t n) {
  CodeBuilder b = block();
  b.load_cell("f");
  b.load_int(n);
  b.call(1);
  b.emit(Opcode::kReturn);
  return b;
}

TEST(Vm, CallsDoNotUseTheCStack) {
  Budget budget;
  budget.max_depth = 200'000;
  Job job(budget);
  define_countdown(job);
  StackPool pool(64 << 10);
  std::string result;
  Fiber fiber(pool, [&] { result = job.result(call_f(150'000)); });
  fiber.resume();
  EXPECT_EQ(result, "0");
}

TEST(Vm, DeepRecursionIsARecursionError) {
  Job job;
  define_countdown(job);
  EXPECT_EQ(job.result(call_f(900)), "0");
  EXPECT_EQ(job.result(call_f(5'000)), "RecursionError: maximum recursion depth exceeded (<test>, line 1)");
  EXPECT_LE(job.interp.last_error().traceback.size(), 100u);
  EXPECT_EQ(job.result(call_f(10)), "0");  // the job goes on
}

TEST(Vm, ArgumentErrorsAreCPythons) {
  Job job;
  CodeBuilder f("f", "<test>");
  const uint32_t a = f.parameter("a"), b = f.parameter("b");
  f.emit(Opcode::kLoadLocal, a);
  f.emit(Opcode::kLoadLocal, b);
  f.emit(Opcode::kBuildTuple, 2);
  f.emit(Opcode::kReturn);
  const Value one[] = {Value::integer(1)};
  const auto code = *std::move(f).finish();
  job.scope.cell(job.interp, "f")->value = Value::object(job.interp.make_function(code, job.scope, make_tuple(job.interp.heap(), one)));
  auto call = [&](int positional, const std::vector<std::string>& keywords) {
    CodeBuilder c = block();
    c.load_cell("f");
    for (int i = 0; i < positional + static_cast<int>(keywords.size()); ++i) c.load_int(7 + i);
    c.call_keywords(static_cast<uint32_t>(positional), keywords);
    c.emit(Opcode::kReturn);
    return job.result(std::move(c));
  };
  EXPECT_EQ(call(1, {}), "(7, 1)");
  EXPECT_EQ(call(1, {"b"}), "(7, 8)");
  EXPECT_EQ(call(0, {"b", "a"}), "(8, 7)");
  EXPECT_EQ(call(0, {}), "TypeError: f() missing 1 required positional argument: 'a'");
  EXPECT_EQ(call(3, {}), "TypeError: f() takes from 1 to 2 positional arguments but 3 were given");
  EXPECT_EQ(call(1, {"c"}), "TypeError: f() got an unexpected keyword argument 'c'");
  EXPECT_EQ(call(1, {"a"}), "TypeError: f() got multiple values for argument 'a'");
}

// try: <body> except: return ["caught", exception]
CodeBuilder catching(const std::function<void(CodeBuilder&)>& body) {
  CodeBuilder b = block();
  const auto first = b.new_label(), last = b.new_label(), handler = b.new_label();
  const uint32_t caught = b.local("caught");
  b.bind(first);
  body(b);
  b.emit(Opcode::kPop);
  b.bind(last);
  b.load_str("not raised");
  b.emit(Opcode::kReturn);
  b.bind(handler);
  b.emit(Opcode::kDup);
  b.emit(Opcode::kStoreLocal, caught);
  b.emit(Opcode::kEndHandler);
  b.load_str("caught");
  b.emit(Opcode::kLoadLocal, caught);
  b.emit(Opcode::kBuildList, 2);
  b.emit(Opcode::kReturn);
  b.add_handler(first, last, handler, 0);
  return b;
}

TEST(Vm, HandlersCatchExceptions) {
  Job job;
  EXPECT_EQ(job.result(catching([](CodeBuilder& b) {
              b.load_int(3);  // lies on the stack when it happens
              b.load_int(1);
              b.load_int(0);
              b.emit(Opcode::kBinary, BinaryOp::kFloorDiv);
              b.emit(Opcode::kBuildTuple, 2);
            })),
            "['caught', ZeroDivisionError('integer division or modulo by zero')]");
  define_countdown(job);
  EXPECT_THAT(job.result(catching([](CodeBuilder& b) {
                b.load_cell("f");
                b.load_int(100'000);
                b.call(1);
              })),
              HasSubstr("RecursionError"));
}

TEST(Vm, RaiseTakesClassesAndInstances) {
  Job job;
  CodeBuilder b = block();
  b.load_global("ValueError");
  b.load_str("bad");
  b.call(1);
  b.load_none();
  b.emit(Opcode::kRaise, 2);
  EXPECT_EQ(job.result(std::move(b)), "ValueError: bad");
  CodeBuilder c = block();
  c.load_global("KeyError");
  c.emit(Opcode::kRaise, 1);
  EXPECT_EQ(job.result(std::move(c)), "KeyError");
  CodeBuilder d = block();
  d.load_int(5);
  d.emit(Opcode::kRaise, 1);
  EXPECT_EQ(job.result(std::move(d)), "TypeError: exceptions must derive from BaseException");
  CodeBuilder e = block();
  e.emit(Opcode::kRaise, 0);
  EXPECT_EQ(job.result(std::move(e)), "RuntimeError: No active exception to reraise");
}

Budget small(uint64_t steps, uint64_t bytes = 64 << 20) {
  Budget budget;
  budget.max_steps = steps;
  budget.max_bytes = bytes;
  return budget;
}

TEST(Budget, StepsEndAnEndlessLoop) {
  Job job(small(100'000));
  const Outcome outcome = job.run(endless_loop());
  EXPECT_EQ(outcome.status.code(), StatusCode::kResourceExhausted);
  EXPECT_EQ(message_of(outcome.status), "the job's budget of 100000 steps is used up");
  EXPECT_EQ(job.interp.last_error().exception_type, "");
  EXPECT_GE(job.interp.steps_used(), 100'000u);
  EXPECT_LT(job.interp.steps_used(), 101'000u);
  // And it stays stopped.
  EXPECT_EQ(job.run(sum_loop(1)).status.code(), StatusCode::kResourceExhausted);
}

TEST(Budget, NoHandlerCatchesAStop) {
  Job job(small(10'000));
  CodeBuilder b = block();
  const auto first = b.new_label(), last = b.new_label(), handler = b.new_label(), top = b.new_label();
  b.bind(first);
  b.bind(top);
  b.emit(Opcode::kNop);
  b.jump(Opcode::kJump, top);
  b.bind(last);
  b.bind(handler);
  b.emit(Opcode::kEndHandler);
  b.jump(Opcode::kJump, top);  // except: continue
  b.add_handler(first, last, handler, 0);
  EXPECT_EQ(job.run(std::move(b)).status.code(), StatusCode::kResourceExhausted);
}

TEST(Budget, NoHandlerCatchesMemoryExhaustion) {
  for (const char* kind : {"str", "list", "append"}) {
    Job job(small(1'000'000'000, 4 << 20));
    const Outcome outcome = job.run(catching([&](CodeBuilder& b) {
      if (std::string_view(kind) == "append") {
        const auto top = b.new_label();
        b.emit(Opcode::kBuildList, 0);
        b.bind(top);
        b.load_int(1);
        b.emit(Opcode::kListAppend);
        b.jump(Opcode::kJump, top);
        b.load_none();  // never reached
      } else {
        b.load_str("x");
        if (std::string_view(kind) == "list") b.emit(Opcode::kBuildList, 1);
        b.load_int(1'000'000'000'000);
        b.emit(Opcode::kBinary, BinaryOp::kMul);
      }
    }));
    EXPECT_EQ(outcome.status.code(), StatusCode::kResourceExhausted) << kind << outcome.status;
    EXPECT_THAT(std::string(message_of(outcome.status)), HasSubstr("memory budget of 4194304 bytes"));
    EXPECT_LE(job.interp.heap().peak(), 4u << 20);
  }
}

TEST(Budget, NativesThatLoopAreMetered) {
  Job job(small(1'000'000, 1ull << 30));
  for (const char* function : {"sum", "list", "sorted", "max"}) {
    Job one(small(1'000'000, 1ull << 30));
    CodeBuilder b = block();
    b.load_global(function);
    b.load_global("range");
    b.load_int(INT64_MAX);
    b.call(1);
    b.call(1);
    b.emit(Opcode::kReturn);
    EXPECT_EQ(one.run(std::move(b)).status.code(), StatusCode::kResourceExhausted) << function;
  }
}

TEST(Budget, BigIntsEndInBoundedTime) {
  for (const auto& [op, exponent] : {std::pair{BinaryOp::kPow, int64_t{100'000'000}}, {BinaryOp::kLShift, int64_t{1} << 40}}) {
    Job job;
    CodeBuilder b = block();
    b.load_int(10);
    b.load_int(exponent);
    b.emit(Opcode::kBinary, op);
    b.emit(Opcode::kReturn);
    EXPECT_EQ(job.result(std::move(b)), "MemoryError");
  }
  Job job;  // squaring again and again: the steps of large products end it
  CodeBuilder b = block();
  const auto top = b.new_label();
  const uint32_t x = b.local("x");
  b.load_int(3);
  b.emit(Opcode::kStoreLocal, x);
  b.bind(top);
  b.emit(Opcode::kLoadLocal, x);
  b.emit(Opcode::kLoadLocal, x);
  b.emit(Opcode::kBinary, BinaryOp::kMul);
  b.emit(Opcode::kStoreLocal, x);
  b.jump(Opcode::kJump, top);
  EXPECT_FALSE(job.run(std::move(b)).status.ok());
}

TEST(Budget, OutputIsLimited) {
  Budget budget;
  budget.max_output_bytes = 10;
  Job job(budget);
  CodeBuilder b = block();
  const auto top = b.new_label();
  b.bind(top);
  b.load_global("print");
  b.load_str("1234");
  b.call(1);
  b.emit(Opcode::kPop);
  b.jump(Opcode::kJump, top);
  EXPECT_THAT(std::string(message_of(job.run(std::move(b)).status)), HasSubstr("output budget of 10 bytes"));
  EXPECT_EQ(job.output, "1234\n1234\n");
}

TEST(Budget, DeadlineEndsTheJob) {
  Budget budget;
  budget.max_steps = UINT64_MAX / 2;
  budget.deadline = std::chrono::steady_clock::now() - std::chrono::seconds(1);
  Job job(budget);
  EXPECT_EQ(job.run(endless_loop()).status.code(), StatusCode::kDeadlineExceeded);
}

TEST(Budget, AnotherThreadStopsTheJob) {
  Job job(small(UINT64_MAX / 2));
  std::thread stopper([&] { job.interp.request_stop(make_status(StatusCode::kCancelled, "by the user")); });
  const Outcome outcome = job.run(endless_loop());
  stopper.join();
  EXPECT_EQ(outcome.status, make_status(StatusCode::kCancelled, "by the user"));
}

TEST(Budget, ReprOfNestedDataIsBounded) {
  Job job(small(UINT64_MAX / 2, 32 << 20));
  Heap& heap = job.interp.heap();
  // Each level holds the one below twice: 2^60 characters of text from 60 small lists.
  Value level = Value::integer(1);
  for (int i = 0; i < 60; ++i) {
    const Value twice[] = {level, level};
    level = Value::object(make_list(heap, twice));
  }
  job.interp.set_builtin("bomb", level);
  CodeBuilder b = block();
  b.load_global("repr");
  b.load_global("bomb");
  b.call(1);
  b.emit(Opcode::kReturn);
  EXPECT_EQ(job.run(std::move(b)).status.code(), StatusCode::kResourceExhausted);
}

TEST(Budget, DeepDataInNativesIsARecursionError) {
  StackPool pool;  // the stack that jobs have
  Fiber fiber(pool, [] {
    Job job(small(UINT64_MAX / 2, 1 << 30));
    auto nested = [&] {
      Value level = Value::integer(1);
      for (int i = 0; i < 100'000; ++i) level = Value::object(make_list(job.interp.heap(), std::span<const Value>(&level, 1)));
      return level;
    };
    job.interp.set_builtin("deep", nested());
    job.interp.set_builtin("same", nested());
    CodeBuilder shown = block();
    shown.load_global("repr");
    shown.load_global("deep");
    shown.call(1);
    shown.emit(Opcode::kReturn);
    EXPECT_THAT(job.result(std::move(shown)), StartsWith("RecursionError: maximum recursion depth exceeded"));
    CodeBuilder compared = block();
    compared.load_global("deep");
    compared.load_global("same");
    compared.emit(Opcode::kCompare, CompareOp::kEq);
    compared.emit(Opcode::kReturn);
    EXPECT_THAT(job.result(std::move(compared)), StartsWith("RecursionError"));
  });
  fiber.resume();
  EXPECT_TRUE(fiber.done());
}

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
  job.interp.set_builtin("broken", native_function(job.interp.heap(), "broken", [](Interpreter&, const Args&) -> Value {
    throw std::runtime_error("oops");
  }));
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
      return call(interp, *interp.builtins().find("again"), Args());
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

TEST(Code, IsSharedByInterpreters) {
  CodeBuilder b = block();
  b.load_const(Constant{Constant::Tuple{{Constant{std::string("x")}, Constant{Constant::BigInt{"123456789012345678901234567890"}}}}});
  b.emit(Opcode::kReturn);
  const auto code = *std::move(b).finish();
  for (int i = 0; i < 3; ++i) {
    Job job;
    const Outcome outcome = job.interp.run(code, job.scope);
    std::string text;
    repr_text(job.interp, outcome.value, &text);
    EXPECT_EQ(text, "('x', 123456789012345678901234567890)");
  }
  EXPECT_EQ(code.use_count(), 1);
}

TEST(Repr, ShowsNoAddresses) {
  Job job;
  Heap& heap = job.interp.heap();
  define_countdown(job);
  const Value values[] = {job.scope.find("f")->value, job.interp.type_object(kIntType), *job.interp.builtins().find("print"),
                          Value::object(heap.make<CellObject>()), get_iter(job.interp, Value::object(make_list(heap))),
                          get_attr(job.interp, Value::object(make_list(heap)), "append")};
  for (const Value& value : values) {
    std::string text;
    ASSERT_TRUE(repr_text(job.interp, value, &text));
    EXPECT_EQ(text.find("0x"), std::string::npos) << text;
  }
  std::string text;
  repr_text(job.interp, values[1], &text);
  EXPECT_EQ(text, "<class 'int'>");
}

TEST(Repr, ContainersInsideThemselves) {
  Job job;
  auto list = make_list(job.interp.heap());
  auto dict = make_dict(job.interp.heap());
  dict->set(job.interp, "me", Value::object(dict));
  list->append(Value::object(list));
  list->append(Value::object(dict));
  std::string text;
  ASSERT_TRUE(repr_text(job.interp, Value::object(list), &text));
  EXPECT_EQ(text, "[[...], {'me': {...}}]");
}

TEST(Record, ReadsByNameKeyAndPosition) {
  Job job;
  auto record = make_record(job.interp.heap(), "CausalLMOutput");
  record->fields->set(job.interp, "loss", Value::real(0.5));
  record->fields->set(job.interp, "logits", Value::integer(7));
  const Value value = Value::object(record);
  EXPECT_EQ(get_attr(job.interp, value, "logits").as_int(), 7);
  EXPECT_EQ(get_item(job.interp, value, str_value(job.interp.heap(), "logits")).as_int(), 7);
  EXPECT_EQ(get_item(job.interp, value, Value::integer(-1)).as_int(), 7);
  EXPECT_EQ(get_item(job.interp, value, Value::integer(0)).as_float(), 0.5);
  EXPECT_EQ(length_of(job.interp, value), 2);
  EXPECT_EQ(contains(job.interp, value, str_value(job.interp.heap(), "loss")), 1);
  std::string text;
  repr_text(job.interp, value, &text);
  EXPECT_EQ(text, "CausalLMOutput(loss=0.5, logits=7)");
  EXPECT_TRUE(get_attr(job.interp, value, "nothing").is_error());
  text.clear();
  const Value error = job.interp.take_exception();
  str_text(job.interp, error, &text);
  EXPECT_EQ(text, "'CausalLMOutput' object has no attribute 'nothing'");
}

TEST(Dict, IterationNoticesChanges) {
  Job job;
  auto dict = make_dict(job.interp.heap());
  for (int i = 0; i < 3; ++i) dict->set(job.interp, Value::integer(i), Value::none());
  const Value iterator = get_iter(job.interp, Value::object(dict));
  EXPECT_EQ(iter_next(job.interp, iterator).as_int(), 0);
  dict->set(job.interp, Value::integer(9), Value::none());
  EXPECT_TRUE(iter_next(job.interp, iterator).is_error());
  std::string text;
  const Value error = job.interp.take_exception();
  str_text(job.interp, error, &text);
  EXPECT_EQ(text, "dictionary changed size during iteration");
}

TEST(Dict, ManyInsertsAndRemovalsKeepOrder) {
  Job job;
  auto dict = make_dict(job.interp.heap());
  for (int64_t i = 0; i < 50'000; ++i) {
    ASSERT_TRUE(dict->set(job.interp, Value::integer(i * 7919 % 65'536), Value::integer(i)));
    if (i % 3 != 0) continue;
    ASSERT_EQ(dict->remove(job.interp, Value::integer(i * 7919 % 65'536), nullptr), 1);
  }
  int64_t last = -1;
  uint64_t position = 0, seen = 0;
  while (auto* entry = dict->next(&position)) {
    ASSERT_GT(entry->value.as_int(), last);
    last = entry->value.as_int();
    ++seen;
  }
  EXPECT_EQ(seen, dict->size);
  EXPECT_EQ(seen, 33'333u);
}

TEST(Interpreter, TooSmallAQuotaIsAStatus) {
  Job job(small(1000, 1000));
  EXPECT_EQ(job.run(sum_loop(1)).status.code(), StatusCode::kResourceExhausted);
}

}  // namespace
}  // namespace interloom::lang
