// Frames: making, binding arguments, unwinding. The instructions are in vm.cpp.
#include "worker/lang/execution.h"

#include <algorithm>
#include <new>
#include <string>

#include "worker/lang/class.h"
#include "worker/lang/exception.h"
#include "worker/lang/fiber.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {
namespace {

constexpr size_t kChunkBytes = 16 << 10;

std::string quoted_names(const std::vector<std::string>& names) {
  std::string out;
  for (size_t i = 0; i < names.size(); ++i) {
    if (i) out += i + 1 < names.size() ? ", " : names.size() == 2 ? " and " : ", and ";
    out += "'" + names[i] + "'";
  }
  return out;
}

}  // namespace

Execution::Execution(Interpreter& interp) : interp_(interp) {}

Execution::~Execution() {
  drop_frames(nullptr);
  if (chunk_) interp_.heap().free_raw(chunk_, chunk_->bytes);
  if (spare_) interp_.heap().free_raw(spare_, spare_->bytes);
}

Frame* Execution::push(FunctionObject& function, bool entry) {
  const LinkedCode& code = *function.code;
  const size_t bytes = sizeof(Frame) + code.frame_values * sizeof(Value);
  if (!chunk_ || chunk_->used + bytes > chunk_->bytes) {
    Chunk* chunk = spare_ && sizeof(Chunk) + bytes <= spare_->bytes ? std::exchange(spare_, nullptr) : nullptr;
    if (!chunk) {
      const size_t size = std::max(kChunkBytes, sizeof(Chunk) + bytes);
      chunk = static_cast<Chunk*>(interp_.heap().allocate_raw(size));
      chunk->bytes = size;
    }
    chunk->previous = chunk_;
    chunk->used = sizeof(Chunk);
    chunk_ = chunk;
  }
  Frame* frame = new (reinterpret_cast<char*>(chunk_) + chunk_->used) Frame{};
  chunk_->used += bytes;
  incref(&function);
  frame->function = &function;
  frame->ip = code.instructions;
  frame->entry = entry;
  frame->previous = top_;
  Value* locals = frame->locals();
  for (uint32_t i = 0; i < code.local_count; ++i) new (&locals[i]) Value();
  frame->sp = frame->stack();
  top_ = frame;
  ++depth_;
  return frame;
}

void Execution::pop() {
  Frame* frame = top_;
  for (Value* v = frame->locals(); v < frame->sp; ++v) v->~Value();
  frame->handling.~Value();
  FunctionObject* function = frame->function;
  top_ = frame->previous;
  --depth_;
  chunk_->used = static_cast<size_t>(reinterpret_cast<char*>(frame) - reinterpret_cast<char*>(chunk_));
  if (chunk_->used == sizeof(Chunk) && chunk_->previous) {
    Chunk* empty = std::exchange(chunk_, chunk_->previous);
    if (spare_) interp_.heap().free_raw(spare_, spare_->bytes);
    spare_ = empty;
  }
  decref(function);
}

void Execution::drop_frames(const Frame* below) {
  while (top_ != below) pop();
}

bool Execution::bind(Frame& frame, const Args& args) {
  const Code& code = *frame.function->code->code;
  Value* locals = frame.locals();
  const uint32_t wanted = code.parameter_count;
  if (args.size() == wanted && args.keyword_count == 0) [[likely]] {
    for (uint32_t i = 0; i < wanted; ++i) locals[i] = args[i];
    return true;
  }
  return bind_slowly(frame, args);
}

bool Execution::bind_slowly(Frame& frame, const Args& args) {
  const Code& code = *frame.function->code->code;
  Value* locals = frame.locals();
  const uint32_t wanted = code.parameter_count;
  auto fail = [&](const std::string& text) {
    interp_.raise(ExceptionKind::kTypeError, code.name, "() ", text);
    return false;
  };
  TupleObject* defaults = frame.function->defaults.get();
  const uint32_t default_count = defaults ? static_cast<uint32_t>(defaults->size) : 0;
  if (args.size() > wanted) {
    const std::string range = default_count ? str_cat("from ", wanted - default_count, " to ", wanted) : str_cat(wanted);
    return fail(str_cat("takes ", range, " positional argument", wanted == 1 && !default_count ? "" : "s", " but ", args.size(),
                        args.size() == 1 ? " was given" : " were given"));
  }
  for (uint32_t i = 0; i < args.size(); ++i) locals[i] = args[i];
  for (uint32_t k = 0; k < args.keyword_count; ++k) {
    const auto end = code.locals.begin() + wanted;
    const auto found = std::find(code.locals.begin(), end, args.keyword_name(k));
    if (found == end) return fail(str_cat("got an unexpected keyword argument '", args.keyword_name(k), "'"));
    Value& slot = locals[found - code.locals.begin()];
    if (!slot.is_undefined()) return fail(str_cat("got multiple values for argument '", args.keyword_name(k), "'"));
    slot = args.keyword_value(k);
  }
  std::vector<std::string> missing;
  for (uint32_t i = 0; i < wanted; ++i) {
    if (!locals[i].is_undefined()) continue;
    if (i + default_count >= wanted) {
      locals[i] = defaults->items()[i - (wanted - default_count)];
    } else {
      missing.push_back(code.locals[i]);
    }
  }
  if (missing.empty()) return true;
  return fail(str_cat("missing ", missing.size(), " required positional argument", missing.size() == 1 ? "" : "s", ": ",
                      quoted_names(missing)));
}

Value Execution::run(const Value& callable, const Args& args) {
  Execution* const outer = std::exchange(interp_.execution_, this);
  struct Restore {
    Interpreter& interp;
    Execution*& slot;
    Execution* outer;
    ~Restore() { slot = outer; }
  } restore{interp_, interp_.execution_, outer};
  return lang::call(interp_, callable, args);
}

Value Execution::call(FunctionObject& function, const Args& args) {
  if (interp_.execution_ != this) return run(Value::share(&function), args);
  if (depth_ >= interp_.budget().max_depth)
    return interp_.raise(ExceptionKind::kRecursionError, "maximum recursion depth exceeded");
  Frame* const below = top_;
  Frame* entry = push(function, true);
  try {
    if (bind(*entry, args)) return run_loop(entry);
  } catch (...) {
    drop_frames(below);
    throw;
  }
  drop_frames(below);
  return Value::error();
}

// The wall around the VM: over-quota allocations and C++ errors of natives become stops, which no handler sees.
Value Execution::run_loop(Frame* entry) {
  const Frame* const below = entry->previous;
  try {
    return loop();
  } catch (const BudgetStop&) {
    interp_.stop_over_quota();
  } catch (const std::bad_alloc&) {
    interp_.stop(make_status(StatusCode::kResourceExhausted, "the worker is out of memory"));
  } catch (const std::exception& error) {
    interp_.stop(internal_error("a native function failed: ", error.what()));
  }
  drop_frames(below);
  return Value::error();
}

void Execution::add_trace(const Frame& frame) {
  ExceptionObject* exception = as_exception(interp_.exception());
  if (!exception) return;
  if (exception->trace_size == exception->trace_capacity) {
    const uint64_t capacity = exception->trace_capacity ? exception->trace_capacity * 2 : 4;
    exception->trace = static_cast<ExceptionObject::Trace*>(interp_.heap().reallocate_raw(
        exception->trace, exception->trace_capacity * sizeof(ExceptionObject::Trace), capacity * sizeof(ExceptionObject::Trace)));
    exception->trace_capacity = capacity;
  }
  const LinkedCode* code = frame.function->code;
  const auto offset = frame.ip - code->instructions;
  exception->trace[exception->trace_size++] = {code, static_cast<uint32_t>(offset > 0 ? offset - 1 : 0)};
}

bool Execution::unwind() {
  while (true) {
    Frame& frame = *top_;
    if (!interp_.stopping()) {
      add_trace(frame);
      const Code& code = *frame.function->code->code;
      const uint32_t at = static_cast<uint32_t>(frame.ip - code.instructions.data()) - 1;
      for (const Code::Handler& handler : code.handlers) {
        if (at < handler.first || at >= handler.last) continue;
        while (frame.sp > frame.stack() + handler.depth) (--frame.sp)->~Value();
        new (frame.sp++) Value(frame.handling.is_undefined() ? Value::none() : frame.handling);
        frame.handling = interp_.take_exception();
        new (frame.sp++) Value(frame.handling);
        frame.ip = code.instructions.data() + handler.target;
        return true;
      }
    }
    const bool entry = frame.entry;
    pop();
    if (entry) return false;
  }
}

bool Execution::raise_from(Frame& frame, uint32_t count) {
  if (count == 0) {
    if (as_exception(frame.handling)) {
      interp_.raise_value(frame.handling);
    } else {
      interp_.raise(ExceptionKind::kRuntimeError, "No active exception to reraise");
    }
    return false;
  }
  auto instance = [&](const Value& value) {
    const auto* type = value.as<TypeObject>();
    return type && is_subtype(type->described, &exception_type(ExceptionKind::kBaseException))
               ? lang::call(interp_, value, Args())
               : value;
  };
  Value cause = count == 2 ? instance(frame.sp[-1]) : Value();
  Value exception = instance(frame.sp[count == 2 ? -2 : -1]);
  if (cause.is_error() || exception.is_error()) return false;
  if (ExceptionObject* object = as_exception(exception); object && count == 2) {
    if (!cause.is_none() && !as_exception(cause)) {
      interp_.raise(ExceptionKind::kTypeError, "exception causes must derive from BaseException");
      return false;
    }
    object->cause = cause;
  }
  interp_.raise_value(std::move(exception));
  return false;
}

}  // namespace interloom::lang
