// Execution: one thread of Python control, with its frames on the job's heap. A fiber has one; the C stack holds natives only.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "worker/lang/args.h"
#include "worker/lang/code.h"
#include "worker/lang/function.h"
#include "worker/lang/value.h"

namespace interloom::lang {

// Code as one interpreter runs it.
struct LinkedCode {
  std::shared_ptr<const Code> code;
  const Instruction* instructions = nullptr;
  std::vector<Value> constants;
  std::vector<StrObject*> names;  // interned
  std::vector<StrObject*> locals;
  uint32_t local_count = 0;
  uint32_t frame_values = 0;  // locals + stack
};

struct Frame {
  Frame* previous;
  FunctionObject* function;  // owned
  const Instruction* ip;     // next
  Value* sp;                 // one past the top
  Value handling;            // the exception that a handler works on
  bool entry;                // Return leaves the C++ loop
  uint32_t operands;         // of the call, on the caller's stack, that Return replaces by the result
  Value* locals() { return reinterpret_cast<Value*>(this + 1); }
  Value* stack() { return locals() + function->code->local_count; }
};

class Execution {
 public:
  explicit Execution(Interpreter& interp);
  ~Execution();  // drops frames that a forced unwind has left
  Execution(const Execution&) = delete;
  Execution& operator=(const Execution&) = delete;

  // Calls a function (or any callable) and runs until it returns. The error sentinel when it raised or the job stops.
  Value run(const Value& callable, const Args& args);
  Value call(FunctionObject& function, const Args& args);

  const Frame* top() const { return top_; }
  int depth() const { return depth_; }

 private:
  struct Chunk {
    Chunk* previous;
    size_t bytes;
    size_t used;
  };
  Frame* push(FunctionObject& function, bool entry);
  void pop();
  bool bind(Frame& frame, const Args& args);
  bool bind_slowly(Frame& frame, const Args& args);  // keywords, defaults, errors
  Value loop();                                      // until the entry frame returns
  Value run_loop(Frame* entry);                      // loop, with C++ exceptions turned into stops
  bool unwind();                                     // to a handler (true) or out of the entry frame
  void drop_frames(const Frame* below);              // all above `below`
  void add_trace(const Frame& frame);
  bool raise_from(Frame& frame, uint32_t count);

  Interpreter& interp_;
  Frame* top_ = nullptr;
  Chunk* chunk_ = nullptr;
  Chunk* spare_ = nullptr;  // one empty chunk, so that calls at a chunk's edge do not allocate
  int depth_ = 0;
};

}  // namespace interloom::lang
