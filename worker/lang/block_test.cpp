// With blocks that a context manager takes to run them later.
#include "worker/lang/block.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "worker/lang/class.h"
#include "worker/lang/fiber.h"
#include "worker/lang/test_job.h"

namespace interloom::lang {
namespace {

using ::testing::HasSubstr;

// Takes the block, and keeps it.
struct Taker : Object {
  Value block;
  static const Type kType;
};
const Type Taker::kType = {
    .name = "taker",
    .destroy = [](Heap&, Object* self) { static_cast<Taker*>(self)->~Taker(); },
    .take_block =
        [](Interpreter&, Object* self, Value block) {
          static_cast<Taker*>(self)->block = std::move(block);
          return Type::Take::kTaken;
        },
};

// with <cell "m"> as x: <body>; then <rest>. Leaves the stack empty.
void with_statement(CodeBuilder& b, std::string_view manager, std::string_view target, const std::function<void()>& body,
                    bool escapes = false) {
  const auto first = b.new_label(), last = b.new_label(), after = b.new_label(), handler = b.new_label(),
             swallowed = b.new_label();
  b.position(7);
  b.load_cell(manager);
  b.setup_with(first, last, after, 1, 7, escapes);
  b.bind(first);
  b.emit(Opcode::kStoreLocal, b.local(target));
  body();
  b.emit(Opcode::kBlockEnd);
  b.bind(last);
  b.emit(Opcode::kExitWith);
  b.jump(Opcode::kJump, after);
  b.bind(handler);
  b.emit(Opcode::kExitWithError);
  b.jump(Opcode::kJumpIfTrue, swallowed);
  b.emit(Opcode::kReraise);
  b.bind(swallowed);
  b.emit(Opcode::kEndHandler);
  b.emit(Opcode::kPop);
  b.bind(after);
  b.add_handler(first, last, handler, 1);
}

class BlockTest : public ::testing::Test {
 protected:
  BlockTest() {
    taker = job.interp.heap().make<Taker>();
    job.scope.cell(job.interp, "m")->value = Value::object(taker);
  }
  std::string run(Value entered) {
    auto* block = taker->block.as<BlockObject>();
    if (!block) return "no block";
    const Value function = native_closure(job.interp.heap(), "run", [&](Interpreter& interp, const Args&) {
      return run_block(interp, *block, entered);
    });
    const Outcome outcome = job.interp.run(function, Args());
    return outcome.status.ok() ? "done" : std::string(message_of(outcome.status));
  }
  Value local(uint32_t index) { return taker->block.as<BlockObject>()->locals->items()[index]; }
  // y = x + 1
  static void add_one(CodeBuilder& b) {
    b.emit(Opcode::kLoadLocal, b.local("x"));
    b.load_int(1);
    b.emit(Opcode::kBinary, BinaryOp::kAdd);
    b.emit(Opcode::kStoreLocal, b.local("y"));
  }
  ~BlockTest() override { taker = {}; }

  Job job;
  Ref<Taker> taker;
};

TEST_F(BlockTest, RunsLaterAndSeesTheVariables) {
  CodeBuilder b = block();
  const uint32_t y = b.local("y");
  b.load_int(5);
  b.emit(Opcode::kStoreLocal, y);
  with_statement(b, "m", "x", [&] { add_one(b); });
  b.emit(Opcode::kLoadLocal, y);  // the body has not run
  b.emit(Opcode::kReturn);
  EXPECT_EQ(job.result(std::move(b)), "5");
  // The function is over; its variables live on with the block.
  EXPECT_EQ(run(Value::integer(41)), "done");
  EXPECT_EQ(local(y).as_int(), 42);
  EXPECT_EQ(run(Value::integer(1)), "done");
  EXPECT_EQ(local(y).as_int(), 2);
  taker->block = Value();
}

TEST_F(BlockTest, RunsWhileItsFunctionRunsAndInAnotherFiber) {
  StackPool pool(256 << 10);
  job.interp.set_builtin("resume", native_closure(job.interp.heap(), "resume", [&](Interpreter& interp, const Args&) {
    std::string result;
    Fiber fiber(pool, [&] {
      const Interpreter::Suspend outside(interp);
      result = run(Value::integer(10));
    });
    fiber.resume();
    return str_value(interp.heap(), result);
  }));
  CodeBuilder b = block();
  const uint32_t y = b.local("y");
  b.load_int(0);
  b.emit(Opcode::kStoreLocal, y);
  with_statement(b, "m", "x", [&] { add_one(b); });
  b.load_global("resume");
  b.call(0);
  b.emit(Opcode::kLoadLocal, y);
  b.emit(Opcode::kBuildTuple, 2);
  b.emit(Opcode::kReturn);
  EXPECT_EQ(job.result(std::move(b)), "('done', 11)");
  taker->block = Value();
}

TEST_F(BlockTest, ExceptionsLeaveItWithItsLines) {
  CodeBuilder b = block();
  with_statement(b, "m", "x", [&] {
    b.position(8);
    b.emit(Opcode::kLoadLocal, b.local("x"));
    b.load_int(0);
    b.emit(Opcode::kBinary, BinaryOp::kFloorDiv);
    b.emit(Opcode::kPop);
  });
  b.load_none();
  b.emit(Opcode::kReturn);
  EXPECT_EQ(job.result(std::move(b)), "None");
  EXPECT_THAT(run(Value::integer(1)), HasSubstr("ZeroDivisionError: integer division or modulo by zero (<test>, line 8)"));
  EXPECT_EQ(run(Value::real(1.5)), "ZeroDivisionError: float floor division by zero (<test>, line 8)");
  taker->block = Value();
}

TEST_F(BlockTest, HandlersInsideCatch) {
  CodeBuilder b = block();
  const uint32_t caught = b.local("caught");
  with_statement(b, "m", "x", [&] {
    const auto first = b.new_label(), last = b.new_label(), handler = b.new_label(), end = b.new_label();
    b.bind(first);
    b.emit(Opcode::kLoadLocal, b.local("x"));
    b.load_int(0);
    b.emit(Opcode::kBinary, BinaryOp::kMod);
    b.emit(Opcode::kPop);
    b.bind(last);
    b.jump(Opcode::kJump, end);
    b.bind(handler);
    b.emit(Opcode::kDup);
    b.emit(Opcode::kStoreLocal, caught);
    b.emit(Opcode::kEndHandler);
    b.bind(end);
    b.add_handler(first, last, handler, 1);
  });
  b.load_none();
  b.emit(Opcode::kReturn);
  EXPECT_EQ(job.result(std::move(b)), "None");
  EXPECT_EQ(run(Value::integer(3)), "done");
  std::string text;
  EXPECT_TRUE(repr_text(job.interp, local(caught), &text));
  EXPECT_THAT(text, HasSubstr("ZeroDivisionError"));
  taker->block = Value();
}

TEST_F(BlockTest, NestedBlocksAreTakenWhenTheOuterRuns) {
  auto inner = job.interp.heap().make<Taker>();
  job.scope.cell(job.interp, "inner")->value = Value::object(inner);
  CodeBuilder b = block();
  const uint32_t y = b.local("y");
  with_statement(b, "m", "x", [&] {
    const auto first = b.new_label(), last = b.new_label(), after = b.new_label();
    b.load_cell("inner");
    b.setup_with(first, last, after, 2, 9, false);
    b.bind(first);
    b.emit(Opcode::kStoreLocal, b.local("z"));
    add_one(b);
    b.emit(Opcode::kBlockEnd);
    b.bind(last);
    b.emit(Opcode::kExitWith);
    b.bind(after);
  });
  b.load_none();
  b.emit(Opcode::kReturn);
  EXPECT_EQ(job.result(std::move(b)), "None");
  EXPECT_TRUE(inner->block.is_undefined());
  EXPECT_EQ(run(Value::integer(20)), "done");
  ASSERT_TRUE(inner->block.is<BlockObject>());
  EXPECT_TRUE(local(y).is_undefined());
  const Value taken = inner->block;
  taker->block.swap(inner->block);
  EXPECT_EQ(run(Value::none()), "done");
  EXPECT_EQ(local(y).as_int(), 21);
  taker->block = Value();
  inner->block = Value();
}

TEST_F(BlockTest, BodiesThatLeaveTheStatementAreRefused) {
  CodeBuilder b = block();
  with_statement(b, "m", "x", [&] {}, true);
  b.load_none();
  b.emit(Opcode::kReturn);
  EXPECT_THAT(job.result(std::move(b)), HasSubstr("with statement in line 7 is run later: it cannot leave by return"));
}

TEST_F(BlockTest, ABudgetStopsIt) {
  Job small_job(small(2'000));
  auto m = small_job.interp.heap().make<Taker>();
  small_job.scope.cell(small_job.interp, "m")->value = Value::object(m);
  CodeBuilder b = block();
  with_statement(b, "m", "x", [&] {
    const auto top = b.new_label();
    b.bind(top);
    b.emit(Opcode::kNop);
    b.load_const(Constant{true});
    b.jump(Opcode::kJumpIfTrue, top);
  });
  b.load_none();
  b.emit(Opcode::kReturn);
  EXPECT_EQ(small_job.result(std::move(b)), "None");
  const Value function = native_closure(small_job.interp.heap(), "run", [&](Interpreter& interp, const Args&) {
    return run_block(interp, *m->block.as<BlockObject>(), Value::none());
  });
  EXPECT_EQ(small_job.interp.run(function, Args()).status.code(), StatusCode::kResourceExhausted);
  m->block = Value();
}

}  // namespace
}  // namespace interloom::lang
