// The VM: instructions, calls, exceptions.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "worker/lang/fiber.h"
#include "worker/lang/test_job.h"

namespace interloom::lang {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

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
  EXPECT_EQ(job.result(std::move(local)),
            "UnboundLocalError: cannot access local variable 'x' where it is not associated with a value");
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
  job.scope.cell(job.interp, "f")->value =
      Value::object(job.interp.make_function(code, job.scope, make_tuple(job.interp.heap(), one)));
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

TEST(Code, IsSharedByInterpreters) {
  CodeBuilder b = block();
  b.load_const(
      Constant{Constant::Tuple{{Constant{std::string("x")}, Constant{Constant::BigInt{"123456789012345678901234567890"}}}}});
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

}  // namespace
}  // namespace interloom::lang
