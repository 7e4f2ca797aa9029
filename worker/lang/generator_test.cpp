// Generators, as instructions and natives drive them. What Python code sees of them is in tests/lang.
#include "worker/lang/generator.h"

#include <gtest/gtest.h>

#include "worker/lang/test_job.h"

namespace interloom::lang {
namespace {

// def g(n): for i in range(n): yield i;  return "end"
CodeBuilder counting() {
  CodeBuilder b("g", "<test>");
  const uint32_t n = b.parameter("n");
  b.code().parameter_count = 1;
  b.code().flags |= Code::kGenerator;
  const auto top = b.new_label(), end = b.new_label();
  b.load_global("range");
  b.emit(Opcode::kLoadLocal, n);
  b.call(1);
  b.emit(Opcode::kGetIter);
  b.bind(top);
  b.jump(Opcode::kForIter, end);
  b.emit(Opcode::kYield);
  b.emit(Opcode::kPop);
  b.jump(Opcode::kJump, top);
  b.bind(end);
  b.load_str("end");
  b.emit(Opcode::kReturn);
  return b;
}

void define(Job& job, CodeBuilder&& b, const char* name) {
  const auto code = std::move(b).finish();
  ASSERT_TRUE(code.ok()) << message_of(code.status());
  job.scope.cell(job.interp, name)->value = Value::object(job.interp.make_function(*code, job.scope));
}

// x = yield from <cell "g">(n);  return x
CodeBuilder delegating() {
  CodeBuilder b("outer", "<test>");
  const uint32_t n = b.parameter("n");
  b.code().parameter_count = 1;
  b.code().flags |= Code::kGenerator;
  const auto top = b.new_label(), end = b.new_label();
  b.load_cell("g");
  b.emit(Opcode::kLoadLocal, n);
  b.call(1);
  b.emit(Opcode::kGetYieldFromIter);
  b.load_none();
  b.bind(top);
  b.jump(Opcode::kSend, end);
  b.emit(Opcode::kYield);
  b.jump(Opcode::kJump, top);
  b.bind(end);
  b.emit(Opcode::kReturn);
  return b;
}


std::string list_of(Job& job, const char* function, int64_t n) {
  CodeBuilder b = block();
  b.load_global("list");
  b.load_cell(function);
  b.load_int(n);
  b.call(1);
  b.call(1);
  b.emit(Opcode::kReturn);
  return job.result(std::move(b));
}

TEST(Generator, IsDrivenByNatives) {
  Job job;
  define(job, counting(), "g");
  EXPECT_EQ(list_of(job, "g", 4), "[0, 1, 2, 3]");
  EXPECT_EQ(list_of(job, "g", 0), "[]");
  define(job, delegating(), "outer");
  EXPECT_EQ(list_of(job, "outer", 3), "[0, 1, 2]");
}

TEST(Generator, IsDrivenByTheLoop) {
  Job job;
  define(job, counting(), "g");
  CodeBuilder b = block();
  const uint32_t total = b.local("total");
  const auto top = b.new_label(), end = b.new_label();
  b.load_int(0);
  b.emit(Opcode::kStoreLocal, total);
  b.load_cell("g");
  b.load_int(1000);
  b.call(1);
  b.emit(Opcode::kGetIter);
  b.bind(top);
  b.jump(Opcode::kForIter, end);
  b.emit(Opcode::kLoadLocal, total);
  b.emit(Opcode::kBinary, BinaryOp::kAdd);
  b.emit(Opcode::kStoreLocal, total);
  b.jump(Opcode::kJump, top);
  b.bind(end);
  finish_with_local(b, total);
  EXPECT_EQ(job.result(std::move(b)), "499500");
}

TEST(Generator, ResultAndStates) {
  Job job;
  define(job, counting(), "g");
  const Value function = native_closure(job.interp.heap(), "drive", [&](Interpreter& interp, const Args&) {
    const Value value = call(interp, job.scope.find("g")->value, Args(std::vector<Value>{Value::integer(1)}));
    auto* generator = value.as<GeneratorObject>();
    EXPECT_EQ(generator->state, GeneratorObject::State::kCreated);
    EXPECT_TRUE(generator_send(interp, *generator, Value::integer(3)).is_error());  // not yet
    interp.take_exception();
    EXPECT_EQ(generator_send(interp, *generator, Value::none()).as_int(), 0);
    EXPECT_EQ(generator->state, GeneratorObject::State::kSuspended);
    EXPECT_TRUE(generator_send(interp, *generator, Value::integer(3)).is_undefined());
    EXPECT_EQ(generator->result.as<StrObject>()->view(), "end");
    EXPECT_EQ(generator->state, GeneratorObject::State::kFinished);
    EXPECT_TRUE(generator_send(interp, *generator, Value::none()).is_undefined());
    EXPECT_TRUE(generator_close(interp, *generator));
    return Value::none();
  });
  EXPECT_TRUE(job.interp.run(function, Args()).status.ok());
}

TEST(Generator, NestingCountsAsDepthAndUsesNoCStack) {
  Budget budget;
  budget.max_depth = 50'000;
  Job job(budget);
  // def outer(n): if n: yield from outer(n - 1) else: yield 7
  CodeBuilder b("outer", "<test>");
  const uint32_t n = b.parameter("n");
  b.code().parameter_count = 1;
  b.code().flags |= Code::kGenerator;
  const auto top = b.new_label(), end = b.new_label(), leaf = b.new_label();
  b.emit(Opcode::kLoadLocal, n);
  b.jump(Opcode::kJumpIfFalse, leaf);
  b.load_cell("outer");
  b.emit(Opcode::kLoadLocal, n);
  b.load_int(1);
  b.emit(Opcode::kBinary, BinaryOp::kSub);
  b.call(1);
  b.emit(Opcode::kGetYieldFromIter);
  b.load_none();
  b.bind(top);
  b.jump(Opcode::kSend, end);
  b.emit(Opcode::kYield);
  b.jump(Opcode::kJump, top);
  b.bind(leaf);
  b.load_int(7);
  b.emit(Opcode::kYield);
  b.bind(end);
  b.emit(Opcode::kReturn);
  define(job, std::move(b), "outer");
  EXPECT_EQ(list_of(job, "outer", 20'000), "[7]");
  EXPECT_EQ(list_of(job, "outer", 60'000), "RecursionError: maximum recursion depth exceeded");
}

TEST(Generator, DroppedWhileSuspendedRunsItsHandlers) {
  Job job;
  // def g(n): try: yield 1  except: <cell "seen"> = n; raise
  CodeBuilder b("g", "<test>");
  const uint32_t n = b.parameter("n");
  b.code().parameter_count = 1;
  b.code().flags |= Code::kGenerator;
  const auto first = b.new_label(), last = b.new_label(), handler = b.new_label();
  b.bind(first);
  b.load_int(1);
  b.emit(Opcode::kYield);
  b.bind(last);
  b.emit(Opcode::kReturn);
  b.bind(handler);
  b.emit(Opcode::kLoadLocal, n);
  b.store_cell("seen");
  b.emit(Opcode::kReraise);
  b.add_handler(first, last, handler, 0);
  define(job, std::move(b), "g");
  // for x in g(5): break;  len("");  return seen
  CodeBuilder m = block();
  const auto end = m.new_label();
  m.load_cell("g");
  m.load_int(5);
  m.call(1);
  m.jump(Opcode::kForIter, end);
  m.emit(Opcode::kPop);
  m.emit(Opcode::kPop);
  m.bind(end);
  m.load_global("len");
  m.load_str("");
  m.call(1);
  m.emit(Opcode::kPop);
  m.load_cell("seen");
  m.emit(Opcode::kReturn);
  EXPECT_EQ(job.result(std::move(m)), "5");
}

}  // namespace
}  // namespace interloom::lang
