// What can be called, and cells: variables that several code blocks share.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "worker/lang/args.h"
#include "worker/lang/containers.h"
#include "worker/lang/value.h"

namespace interloom::lang {

struct LinkedCode;

// A native function. `self` is whatever the function was bound to (undefined when nothing).
using NativeFn = Value (*)(Interpreter&, const Args&);
struct NativeFunctionObject : Object {
  NativeFunctionObject(const char* n, NativeFn f) : name(n), function(f) {}
  const char* name;  // a literal
  NativeFn function;
  static const Type kType;
};
inline Value native_function(Heap& heap, const char* name, NativeFn function) {
  return Value::object(heap.make<NativeFunctionObject>(name, function));
}

// The same with C++ state: the interleaver's and the torch library's functions. The closure dies with the object or the heap.
struct NativeClosureObject : Object {
  using Closure = std::function<Value(Interpreter&, const Args&)>;
  NativeClosureObject(std::string n, Closure c) : name(std::move(n)), closure(std::move(c)) {}
  std::string name;
  Closure closure;
  static const Type kType;
};
inline Value native_closure(Heap& heap, std::string name, NativeClosureObject::Closure closure) {
  return Value::object(heap.make<NativeClosureObject>(std::move(name), std::move(closure)));
}

// A method of a built-in type with its object.
struct BoundMethodObject : Object {
  BoundMethodObject(const Method* m, Value s) : method(m), self(std::move(s)) {}
  const Method* method;
  Value self;
  static const Type kType;
};

struct CellObject : Object {
  CellObject() = default;
  Value value;                // undefined: not set yet
  StrObject* name = nullptr;  // borrowed from the interpreter's interned names; may be null
  static const Type kType;
};

// Code with its surroundings.
struct FunctionObject : Object {
  FunctionObject(const LinkedCode* c, Ref<TupleObject> cells, Ref<TupleObject> default_values)
      : code(c), closure(std::move(cells)), defaults(std::move(default_values)) {}
  const LinkedCode* code;            // the interpreter's
  Ref<TupleObject> closure;          // of cells, one for each of Code::cells
  Ref<TupleObject> defaults;         // of the last positional parameters; may be null
  Ref<DictObject> keyword_defaults;  // of keyword-only parameters, by name; may be null
  Ref<DictObject> globals;           // of the module; null: builtins only (graphs)
  Ref<StrObject> name, qualname;     // null: the code's
  Value doc, annotations, module;    // undefined: as the code says, {}, the globals' __name__
  Ref<DictObject> attributes;        // __dict__; null until asked for
  static const Type kType;
  static constexpr bool kIsFinal = true;
};

// A callable with its first argument: an instance's method in Python, classmethod's result.
struct MethodObject : Object {
  MethodObject(Value f, Value s) : function(std::move(f)), self(std::move(s)) {}
  Value function, self;
  static const Type kType;
  static constexpr bool kIsFinal = true;
};

// Cells by name: the code blocks of one job that use the same scope share their variables. Must die before the heap.
class CellScope {
 public:
  // The cell of that name, made unset at first.
  Ref<CellObject> cell(Interpreter& interp, std::string_view name);
  // Null when no one has named it.
  CellObject* find(std::string_view name) const;
  void clear() { cells_.clear(); }
  const std::map<std::string, Ref<CellObject>, std::less<>>& cells() const { return cells_; }

 private:
  std::map<std::string, Ref<CellObject>, std::less<>> cells_;
};

}  // namespace interloom::lang
