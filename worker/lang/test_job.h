// Tests only: a job with its scope, and pieces of code that several tests run.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "worker/lang/code_builder.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {

class Job {
 public:
  explicit Job(Budget budget = {})
      : interp(InterpreterOptions{std::move(budget), [this](std::string_view text) { output += text; }, 0}) {}
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

inline CodeBuilder block() { return CodeBuilder("<block>", "<test>"); }

// while True: pass
inline CodeBuilder endless_loop() {
  CodeBuilder b = block();
  const auto top = b.new_label();
  b.bind(top);
  b.emit(Opcode::kNop);
  b.jump(Opcode::kJump, top);
  return b;
}

inline void finish_with_local(CodeBuilder& b, uint32_t local) {
  b.emit(Opcode::kLoadLocal, local);
  b.emit(Opcode::kReturn);
}

// total = 0; for i in range(n): total += i; return total
inline CodeBuilder sum_loop(int64_t n) {
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

// def f(n): return n if n == 0 else f(n - 1)     in cell "f"
inline void define_countdown(Job& job) {
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
  job.scope.cell(job.interp, "f")->value = Value::object(job.interp.make_function(*code, job.scope));
}

inline CodeBuilder call_f(int64_t n) {
  CodeBuilder b = block();
  b.load_cell("f");
  b.load_int(n);
  b.call(1);
  b.emit(Opcode::kReturn);
  return b;
}

// try: <body> except: return ["caught", exception]
inline CodeBuilder catching(const std::function<void(CodeBuilder&)>& body) {
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

inline Budget small(uint64_t steps, uint64_t bytes = 64 << 20) {
  Budget budget;
  budget.max_steps = steps;
  budget.max_bytes = bytes;
  return budget;
}

}  // namespace interloom::lang
