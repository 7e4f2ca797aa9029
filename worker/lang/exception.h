// Exceptions as values: the built-in hierarchy (exceptions.def.h) and the object that carries one.
//
// A library outside lang adds its own by a Type with base = &exception_type(kind) and the slots of that type copied:
//   const Type kOutOfOrder = derive_exception("OutOfOrderError", exception_type(ExceptionKind::kRuntimeError));
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "worker/lang/containers.h"
#include "worker/lang/value.h"

namespace interloom::lang {

enum class ExceptionKind : uint8_t {
#define IL_EXCEPTION(name, base) k##name,
#include "worker/lang/exceptions.def.h"
#undef IL_EXCEPTION
};
inline constexpr int kExceptionKindCount = static_cast<int>(ExceptionKind::kUserWarning) + 1;

const Type& exception_type(ExceptionKind kind);
Type derive_exception(const char* name, const Type& base, const char* module = nullptr);

struct LinkedCode;

struct ExceptionObject : Object {
  struct Trace {
    const LinkedCode* code;
    uint32_t offset;
  };
  explicit ExceptionObject(Ref<TupleObject> arguments) : args(std::move(arguments)) {}
  Ref<TupleObject> args;
  Value cause, context;  // undefined: none
  bool suppress_context = false;
  Trace* trace = nullptr;  // innermost first
  uint64_t trace_size = 0;
  uint64_t trace_capacity = 0;
  Ref<TupleObject> fields;     // what was set of its type's attributes (exception_types.h); null: nothing
  Value notes;                 // __notes__; undefined: none
  Ref<DictObject> attributes;  // __dict__ of an instance of a built-in type; null until asked for
};

// Any exception object (its type varies), else null. Borrowed.
ExceptionObject* as_exception(const Value& value);
// A new exception with one str argument.
Value make_exception(Heap& heap, const Type& type, std::string_view message);
Value make_exception(Heap& heap, const Type& type, Ref<TupleObject> args);

// One line of a traceback, outermost first in a list.
struct TracebackLine {
  std::string file;
  std::string function;
  uint32_t line = 0;  // 0: unknown
  std::string node;   // graphs: the node's name
};

}  // namespace interloom::lang
