// Execution: one thread of Python control, with its frames on the job's heap. A fiber has one; the C stack holds natives only.
#pragma once

#include <cstdint>

#include "worker/lang/args.h"
#include "worker/lang/code.h"
#include "worker/lang/frame.h"
#include "worker/lang/function.h"
#include "worker/lang/value.h"

namespace interloom::lang {

struct BlockObject;
struct GeneratorObject;

class Execution {
 public:
  explicit Execution(Interpreter& interp);
  ~Execution();  // drops frames that a forced unwind has left
  Execution(const Execution&) = delete;
  Execution& operator=(const Execution&) = delete;

  // Calls a function (or any callable) and runs until it returns. The error sentinel when it raised or the job stops.
  Value run(const Value& callable, const Args& args);
  // REQUIRES (this and below): this is the interpreter's current Execution.
  Value call(FunctionObject& function, const Args& args);
  // Goes on in a generator until it yields (the item) or returns (undefined). `sent` undefined: the pending exception is raised
  // in it instead.
  Value resume(GeneratorObject& generator, Value sent);
  Value run_block(BlockObject& block, Value entered);
  // The same for an Execution that is not current yet.
  Value resume_as_current(GeneratorObject& generator, Value sent);
  Value run_block_as_current(BlockObject& block, Value entered);
  bool finalize();  // Interpreter::run_finalizers

  const Frame* top() const { return top_; }
  int depth() const { return depth_; }
  // The exception that the innermost handler works on, along the frames; undefined: none.
  const Value& handled() const;

 private:
  struct Chunk {
    Chunk* previous;
    size_t bytes;
    size_t used;
  };
  struct Current;  // makes it the interpreter's for a while
  // What an object of a user class is made with, when that needs no more than an __init__ in Python.
  struct ClassShortcut {
    const TypeObject* cls = nullptr;
    uint64_t version = 0;
    bool plain = false;
    FunctionObject* init = nullptr;  // borrowed from the class
  };
  enum class Begun : uint8_t { kFrame, kValue, kFailed };

  Frame* push(FunctionObject& function, Frame::Ending ending);
  void push_simple(FunctionObject& function, Value* values, uint32_t count, Value* base);
  void leave_frame(GeneratorObject& generator);
  Chunk* add_chunk(size_t bytes);
  void pop();
  void finish_generator(Frame* frame);
  bool deep();  // raises RecursionError when one more frame is too many
  // `self`: one more argument before the others; may be null.
  bool bind(Frame& frame, const Args& args, const Value* self = nullptr);
  // A call in general. kFrame: the callee's frame is on top, and *result is the instance that __init__ fills, if any; kValue:
  // *result is it.
  Begun begin_call(const Value& callable, const Args& args, const Value* self, Value* result);
  Begun begin_function(FunctionObject& function, const Args& args, const Value* self, Frame::Ending ending, Value* result);
  Value loop();                                    // until the entry frame returns
  Value run_loop(Frame* entry, bool raised = false);  // loop, with C++ exceptions turned into stops
  bool unwind();                                   // to a handler (true) or out of the entry frame
  bool enter_handler(Frame& frame);
  void leave_generator(const GeneratorObject& generator);
  void drop_frames(const Frame* below);  // all above `below`
  void add_trace(const Frame& frame);
  bool raise_from(Frame& frame, uint32_t count);
  bool reraise(Frame& frame);
  void enter_generator(GeneratorObject& generator, Frame::Ending ending);
  const ClassShortcut* shortcut(TypeObject& cls);

  Interpreter& interp_;
  Frame* top_ = nullptr;
  Chunk* chunk_ = nullptr;
  Chunk* spare_ = nullptr;  // one empty chunk, so that calls at a chunk's edge do not allocate
  int depth_ = 0;
  bool traced_ = false;  // the pending exception has the top frame in its traceback already
  static constexpr int kShortcuts = 16;
  ClassShortcut shortcuts_[kShortcuts];
};

}  // namespace interloom::lang
