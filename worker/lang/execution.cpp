// Frames: making, entering, leaving. Binding of arguments is in frame_bind.cpp, unwinding in frame_unwind.cpp, the instructions
// in vm.cpp.
#include "worker/lang/execution.h"

#include <algorithm>
#include <new>

#include "worker/lang/block.h"
#include "worker/lang/exception.h"
#include "worker/lang/generator.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {
namespace {

constexpr size_t kChunkBytes = 16 << 10;

void drop_values(Value* first, Value* last) {
  for (; first != last; ++first) first->~Value();
}

}  // namespace

const Type LocalsObject::kType = {.name = "locals", .destroy = [](Heap&, Object* self) {
                                    auto* locals = static_cast<LocalsObject*>(self);
                                    drop_values(locals->items(), locals->items() + locals->size);
                                  }};

Execution::Execution(Interpreter& interp) : interp_(interp) {}

Execution::~Execution() {
  drop_frames(nullptr);
  if (chunk_) interp_.heap().free_raw(chunk_, chunk_->bytes);
  if (spare_) interp_.heap().free_raw(spare_, spare_->bytes);
}

Execution::Chunk* Execution::add_chunk(size_t bytes) {
  Chunk* chunk = spare_ && sizeof(Chunk) + bytes <= spare_->bytes ? std::exchange(spare_, nullptr) : nullptr;
  if (!chunk) {
    const size_t size = std::max(kChunkBytes, sizeof(Chunk) + bytes);
    chunk = static_cast<Chunk*>(interp_.heap().allocate_raw(size));
    chunk->bytes = size;
  }
  chunk->previous = chunk_;
  chunk->used = sizeof(Chunk);
  return chunk_ = chunk;
}

Frame* Execution::push(FunctionObject& function, Frame::Ending ending) {
  const LinkedCode& code = *function.code;
  const size_t bytes = sizeof(Frame) + code.frame_values * sizeof(Value);
  Chunk* chunk = chunk_;
  if (!chunk || chunk->used + bytes > chunk->bytes) [[unlikely]]
    chunk = add_chunk(bytes);
  Frame* frame = new (reinterpret_cast<char*>(chunk) + chunk->used) Frame{};
  chunk->used += bytes;
  incref(&function);
  frame->function = &function;
  frame->ip = code.instructions;
  frame->ending = ending;
  frame->previous = top_;
  frame->locals = frame->own_values();
  frame->stack = frame->sp = frame->locals + code.local_count;
  for (Value* local = frame->locals; local != frame->stack; ++local) new (local) Value();
  top_ = frame;
  ++depth_;
  return frame;
}

void Execution::pop() {
  Frame* frame = top_;
  top_ = frame->previous;
  --depth_;
  if (frame->generator) return finish_generator(frame);
  drop_values(frame->stack, frame->sp);
  if (frame->shared) [[unlikely]] {
    decref(frame->shared);
  } else {
    drop_values(frame->locals, frame->stack);
  }
  frame->handling.~Value();
  FunctionObject* function = frame->function;
  chunk_->used = static_cast<size_t>(reinterpret_cast<char*>(frame) - reinterpret_cast<char*>(chunk_));
  if (chunk_->used == sizeof(Chunk) && chunk_->previous) [[unlikely]] {
    Chunk* empty = std::exchange(chunk_, chunk_->previous);
    if (spare_) interp_.heap().free_raw(spare_, spare_->bytes);
    spare_ = empty;
  }
  decref(function);
}

// Its frame is in the generator, which whoever resumed it still holds.
void Execution::finish_generator(Frame* frame) {
  frame->generator->state = GeneratorObject::State::kFinished;
  clear_generator_frame(*frame);
}

void Execution::drop_frames(const Frame* below) {
  while (top_ != below) pop();
}

bool Execution::deep() {
  if (depth_ < interp_.budget().max_depth) [[likely]]
    return false;
  interp_.raise(ExceptionKind::kRecursionError, "maximum recursion depth exceeded");
  return true;
}

const Value& Execution::handled() const {
  static const Value kNone;
  for (const Frame* frame = top_; frame; frame = frame->previous) {
    if (!frame->handling.is_undefined()) return frame->handling;
  }
  return kNone;
}

struct Execution::Current {
  Current(Interpreter& interp, Execution* execution)
      : slot(interp.execution_), outer(std::exchange(interp.execution_, execution)) {}
  ~Current() { slot = outer; }
  Execution*& slot;
  Execution* outer;
};

Value Execution::run(const Value& callable, const Args& args) {
  const Current current(interp_, this);
  return lang::call(interp_, callable, args);
}

Value Execution::resume_as_current(GeneratorObject& generator, Value sent) {
  const Current current(interp_, this);
  return resume(generator, std::move(sent));
}

bool Execution::finalize() {
  const Current current(interp_, this);
  return interp_.run_finalizers();
}

Value Execution::run_block_as_current(BlockObject& block, Value entered) {
  const Current current(interp_, this);
  return run_block(block, std::move(entered));
}

Value Execution::call(FunctionObject& function, const Args& args) {
  if (interp_.execution_ != this) return run(Value::share(&function), args);
  if (function.code->code->flags & Code::kGenerator) {
    Ref<GeneratorObject> generator = make_generator(interp_, function);
    return bind(generator->frame, args) ? Value::object(std::move(generator)) : Value::error();
  }
  if (deep()) return Value::error();
  Frame* const below = top_;
  Frame* entry = push(function, Frame::Ending::kEntry);
  try {
    if (bind(*entry, args)) return run_loop(entry);
  } catch (...) {
    drop_frames(below);
    throw;
  }
  drop_frames(below);
  return Value::error();
}

void Execution::enter_generator(GeneratorObject& generator, Frame::Ending ending) {
  generator.state = GeneratorObject::State::kRunning;
  generator.frame.ending = ending;
  generator.frame.previous = top_;
  top_ = &generator.frame;
  ++depth_;
}

Value Execution::resume(GeneratorObject& generator, Value sent) {
  if (deep()) return Value::error();
  const Ref<GeneratorObject> kept = Ref<GeneratorObject>::share(&generator);
  const bool throwing = sent.is_undefined();
  if (!throwing && generator.state == GeneratorObject::State::kSuspended) new (generator.frame.sp++) Value(std::move(sent));
  enter_generator(generator, Frame::Ending::kEntry);
  return run_loop(&generator.frame, throwing);
}

Value Execution::run_block(BlockObject& block, Value entered) {
  if (deep()) return Value::error();
  Frame* frame = push(*block.function, Frame::Ending::kEntry);
  frame->shared = Ref<LocalsObject>(block.locals).release();
  frame->locals = block.locals->items();
  frame->block = block.block;
  frame->ip = block.function->code->instructions + block.block->first;
  // What lies below belongs to the statements around the block, which it does not reach.
  for (uint32_t i = 0; i < block.block->depth; ++i) new (frame->sp++) Value();
  new (frame->sp++) Value(std::move(entered));
  return run_loop(frame);
}

// The wall around the VM: over-quota allocations and C++ errors of natives become stops, which no handler sees.
Value Execution::run_loop(Frame* entry, bool raised) {
  const Frame* const below = entry->previous;
  try {
    return raised && !unwind() ? Value::error() : loop();
  } catch (const BudgetStop&) {
    interp_.stop_over_quota();
  } catch (const std::bad_alloc&) {
    interp_.stop(make_status(StatusCode::kResourceExhausted, "the worker is out of memory"));
  } catch (const std::exception& error) {
    interp_.stop(internal_error("a native function failed: ", error.what()));
  } catch (...) {
    drop_frames(below);
    throw;
  }
  drop_frames(below);
  return Value::error();
}

}  // namespace interloom::lang
