#include "worker/lang/traceback_object.h"

#include "worker/lang/execution.h"
#include "worker/lang/interpreter.h"

namespace interloom::lang {
namespace {

using Trace = ExceptionObject::Trace;

// One entry of a trace. The outermost one holds the entries, the others hold it.
struct TracebackObject : Object {
  TracebackObject() = default;
  Value outermost;           // undefined: this one
  Trace* entries = nullptr;  // innermost first, of the outermost only
  uint64_t size = 0;
  uint64_t at = 0;  // the entry it stands for
  static const Type kType;
};

TracebackObject& traceback(Object* self) { return *static_cast<TracebackObject*>(self); }
TracebackObject& holder(TracebackObject& t) { return t.outermost.is_undefined() ? t : traceback(t.outermost.object()); }

void destroy_traceback(Heap& heap, Object* self) {
  TracebackObject& t = traceback(self);
  heap.free_raw(t.entries, t.size * sizeof(Trace));
  t.~TracebackObject();
}

Value line_of(Interpreter&, Object* self) {
  TracebackObject& t = traceback(self);
  const auto& [linked, offset] = holder(t).entries[t.at];
  const auto* position = linked->code->position_of(offset);
  return Value::integer(position ? position->line : 0);
}

Value next_of(Interpreter& interp, Object* self) {
  TracebackObject& t = traceback(self);
  if (t.at == 0) return Value::none();
  auto next = interp.heap().make<TracebackObject>();
  next->outermost = Value::share(&holder(t));
  next->at = t.at - 1;
  return Value::object(std::move(next));
}

Value no_frame(Interpreter& interp, Object*) {
  return interp.raise(ExceptionKind::kAttributeError, "tb_frame: frames are not available here");
}

const Property kProperties[] = {
    {"tb_frame", no_frame, nullptr}, {"tb_lineno", line_of, nullptr}, {"tb_next", next_of, nullptr}, {nullptr, nullptr, nullptr}};

}  // namespace

const Type TracebackObject::kType = {.name = "traceback", .destroy = destroy_traceback, .properties = kProperties};

Value traceback_of(Interpreter& interp, const ExceptionObject& exception) {
  if (exception.trace_size == 0) return Value::none();
  auto made = interp.heap().make<TracebackObject>();
  made->entries = static_cast<Trace*>(interp.heap().allocate_raw(exception.trace_size * sizeof(Trace)));
  made->size = exception.trace_size;
  made->at = made->size - 1;
  std::memcpy(made->entries, exception.trace, made->size * sizeof(Trace));
  return Value::object(std::move(made));
}

bool set_traceback(Interpreter& interp, ExceptionObject& exception, const Value& value) {
  auto* given = value.is_undefined() ? nullptr : value.as<TracebackObject>();
  if (!given && !value.is_none()) {
    interp.raise(ExceptionKind::kTypeError,
                 value.is_undefined() ? "__traceback__ may not be deleted" : "__traceback__ must be a traceback or None");
    return false;
  }
  const uint64_t size = given ? given->at + 1 : 0;
  auto* entries = size ? static_cast<Trace*>(interp.heap().allocate_raw(size * sizeof(Trace))) : nullptr;
  if (size) std::memcpy(entries, holder(*given).entries, size * sizeof(Trace));
  interp.heap().free_raw(exception.trace, exception.trace_capacity * sizeof(Trace));
  exception.trace = entries;
  exception.trace_size = exception.trace_capacity = size;
  return true;
}

}  // namespace interloom::lang
